"""What would come of merging one recorded meeting into another, while nobody outside saw it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..models import Document, Meeting, Pledge, RetiredNumber, Statement
from ..models.choices import Layer, Noun, Status
from ..records.revisions import is_of_draft
from .nouns import NOUNS
from .plan import MergePlan, Told, compared_fields
from .references import referring
from .same_parts import SamePart, same_parts

#: the nouns with permanent numbers
NUMBERED = {Noun.STATEMENT: Statement, Noun.PLEDGE: Pledge}


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A statement or pledge whose number the other record has used."""

    part: Any
    number: int
    #: whether that is so only where both parts stay
    is_asked: bool


@dataclass(slots=True)
class RecordPlan(MergePlan):
    """Two records that are to be one: also which parts both have, and which numbers are new."""

    same: list[SamePart] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)

    @property
    def asked(self) -> list[SamePart]:
        """Parts of which both records say something, and not the same."""
        return [pair for pair in self.same if not pair.is_equal]


def record_plan(kept: Meeting, gone: Sequence[Meeting]) -> RecordPlan:
    """What would come of merging records into ``kept``; nothing is written."""
    plan = RecordPlan(NOUNS[Meeting], kept, list(gone))
    plan.fields = compared_fields(plan)
    plan.obstacles = _against(plan)
    if len(gone) == 1:
        plan.same = same_parts(kept, gone[0])
        plan.renumbered = [row for noun in NUMBERED for row in _renumbered(plan, noun)]
        plan.doubts = _doubts(plan)
        for one in referring(Meeting):
            if not one.is_derived and (n := one.rows([gone[0].pk]).count()):
                plan.moves.append((one.label, n))
    return plan


def was_seen(record: Meeting) -> bool:
    """Whether anybody outside may cite a number or a version of the record."""
    if record.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return True
    return not all(is_of_draft(revision) for revision in record.revisions.defer("payload"))


def _against(plan: RecordPlan) -> list[Told]:
    found = []
    if len(plan.gone) != 1:
        found.append(Told(_("Merge two records at once, not more.")))
    for record in plan.gone:
        if was_seen(record):
            words = _(
                "“%s” was public: its paragraphs, pledges and versions are cited by their numbers, "
                "which would lead to others. Let the other one go if nobody saw that; else correct "
                "the record that stays by what this one has, and withdraw this one with the "
                "address of the other as the reason."
            )
            found.append(Told(words % record, (record,)))
        elif record.status != Status.DRAFT:
            words = _("“%s” is in review: send it back first, so that nobody reviews what goes.")
            found.append(Told(words % record, (record,)))
    if plan.kept.status == Status.WITHDRAWN:
        words = _("“%s” is withdrawn: publish it again first, or keep the other one.")
        found.append(Told(words % plan.kept, (plan.kept,)))
    slugs = [row.slug for row in plan.rows]
    others = Meeting.objects.filter(slug__in=slugs).exclude(layer__in=[Layer.RECORD, Layer.STUB])
    for row in others:
        words = _("A correction of “%s” is drafted: publish it or give it up first.")
        found.append(Told(words % row, (row,)))
    return found


def _renumbered(plan: RecordPlan, noun: Noun) -> list[Renumbered]:
    """The parts that keep no number: it is in use, or was, in the record that stays."""
    model: Any = NUMBERED[noun]
    (gone,) = plan.gone
    used = set(model.objects.filter(meeting=plan.kept).values_list("number", flat=True))
    retired = RetiredNumber.objects.filter(meeting=plan.kept, noun=noun)
    used |= set(retired.values_list("number", flat=True))
    parts = list(model.objects.filter(meeting=gone).order_by("order", "number"))
    top = max([*used, *(part.number for part in parts)], default=0)
    clashing = [part for part in parts if part.number in used and not _is_twin(plan, part)]
    asked = {pair.gone for pair in plan.asked}
    return [Renumbered(part, top + n, part in asked) for n, part in enumerate(clashing, 1)]


def _is_twin(plan: RecordPlan, part: Any) -> bool:
    return any(pair.gone == part and pair.is_equal for pair in plan.same)


def _doubts(plan: RecordPlan) -> list[Told]:
    """Two sources of one text, whose passages are not known to be the same."""
    texts: dict[str, Document] = {}
    found = []
    for record in plan.rows:
        for document in Document.objects.filter(passages__meeting=record).distinct().order_by("pk"):
            other = texts.setdefault(document.text, document)
            if document.text and other != document:
                words = _(
                    "“%(one)s” and “%(other)s” hold the same text: merge these sources first, and "
                    "passages that both records have are recognised."
                )
                found.append(Told(words % {"one": other, "other": document}, (other, document)))
    return found
