"""Merging two recorded meetings: the page asks what becomes of parts that both have."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from meetings.merging.plan import MergePlan, Told
from meetings.merging.record_carrying import merge_records
from meetings.merging.record_plan import RecordPlan, record_plan
from meetings.models import Meeting, Merge

from .merge import MergingRows, change_url

#: the parameter of a part that both have
SAME = "same-"


class MergingRecords(MergingRows):
    """Records of which one was never public become one."""

    def plan(self, kept: Any, gone: Sequence[Any]) -> RecordPlan:
        """What would come of it."""
        return record_plan(kept, gone)

    def changed_records(self, plan: MergePlan) -> list[Meeting]:
        """The one that stays; the other goes."""
        return [plan.kept]

    def _lacking(self, request: HttpRequest, plan: MergePlan) -> list[Told]:
        """What this user may not do; where nobody may merge them, that alone is said."""
        return [] if plan.obstacles else super()._lacking(request, plan)

    def carry(self, plan: Any, chosen: dict[str, int], request: HttpRequest) -> Merge:
        """Make the records one. Raises ``MergeError``."""
        sent = request.POST
        same = {pair.name: sent.get(f"{SAME}{pair.name}", "") for pair in plan.asked}
        (gone,) = plan.gone
        return merge_records(plan.kept, gone, chosen, same, request.user, sent.get("why", ""))

    def _page(
        self, request: HttpRequest, plan: Any, lacking: Any, status: int = 200
    ) -> HttpResponse:
        answer: Any = super()._page(request, plan, lacking, status)
        answer.context_data |= {
            "asked": [
                {
                    "pair": pair,
                    "noun": pair.gone._meta.verbose_name,
                    "name": f"{SAME}{pair.name}",
                    "chosen": request.POST.get(f"{SAME}{pair.name}", ""),
                    "kept_url": change_url(pair.kept),
                    "gone_url": change_url(pair.gone),
                }
                for pair in plan.asked
            ],
            "equal": sum(pair.is_equal for pair in plan.same),
            "renumbered": plan.renumbered,
        }
        return answer
