"""What search tells others of itself."""

from django.dispatch import Signal

#: an index was built anew; ``using`` is the alias of its database
index_rebuilt = Signal()
