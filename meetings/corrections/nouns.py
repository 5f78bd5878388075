"""What is corrected beside the records: a participant, person, topic or series that is public."""

from django.dispatch import Signal

#: ``row``, what was changed in ``words``, the ``user`` and ``why``; the audit log listens
noun_corrected = Signal()
