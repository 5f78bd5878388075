"""Help that several pages give in the same words."""

from django.utils.translation import gettext_lazy as _

DATE = _(
    "As far as it is known, never more: 2007, 2007-11, 2007-11-07, 2008-04? (possibly April "
    "2008), 2016-06-20/2016-06-22. Empty where nothing is known."
)
ORDER = _("Order said, else as printed. Left empty, it comes last.")
SLUG = _("Its address. Left empty, it is made from the title.")
PRINTED = _("As the source prints it.")
TITLE_OF_DAY = _("Held where it was used: the title of that day.")
