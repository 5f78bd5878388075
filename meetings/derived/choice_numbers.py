"""Values of closed lists by their number, as facets store them.

A new value is to be added at the end of its list, for the numbers are kept.
"""

from meetings.models.choices import Form, PledgeKind, Strength, UpdateStatus
from participants.models import Kind

FORMS = {value: number for number, value in enumerate(Form.values, 1)}
KINDS = {value: number for number, value in enumerate(Kind.values, 1)}
PLEDGE_KINDS = {value: number for number, value in enumerate(PledgeKind.values, 1)}
STRENGTHS = {value: number for number, value in enumerate(Strength.values, 1)}
#: of pledges that nothing was reported of, 0
LATEST_STATUSES = {value: number for number, value in enumerate(("", *UpdateStatus.values))}
