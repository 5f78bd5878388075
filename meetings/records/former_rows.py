"""Former addresses of the nouns that records share, as a file gives them and uses them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from participants.models.former import of_former_slugs

from .policy import SharedPolicy


def keep_former_slugs(
    policy: SharedPolicy, path: str, row: Any, slugs: Iterable[str], address: str = "slug"
) -> None:
    """Keep the former slugs of a row that a file gives; ``address`` is the field of the present.

    Refused is one that another row has or had: two rows are made one by staff alone.
    """
    former = row._meta.get_field("former_slugs")
    model = former.model
    new = set(slugs)
    if new:
        new -= set(row.former_slugs.values_list("slug", flat=True))
    if not new:
        return
    owners = of_former_slugs(model, new)
    present = model._default_manager.filter(**{f"{address}__in": new})
    owners |= {getattr(other, address): other for other in present}
    for slug, other in sorted(owners.items()):
        policy.refuse(
            f"{path}/former_slugs",
            _(
                "“%(slug)s” stands for “%(other)s” in the register; merge that one into "
                "“%(row)s” there, or take the slug out."
            )
            % {"slug": slug, "other": other, "row": row},
        )
    if owners:
        return
    if not policy.may_fill(row):
        policy.refuse_fill(f"{path}/former_slugs", f"“{row}”")
        return
    made = former.related_model
    made.objects.bulk_create(made(**{"slug": slug, former.field.name: row}) for slug in sorted(new))
    policy.changed = True
