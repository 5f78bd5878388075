"""What of the shared nouns the public may see: what a published record uses."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q


def in_public_record(model: type[models.Model]) -> Q:
    """Return the condition that a public row of any app refers to a row of `model`.

    Every relation that points at the model counts (foreign key, one-to-one, many-to-many) whose
    model's default manager has `public_uses()`: the rows that make public what they refer to.
    Relations are looked up when a query is first made, so that this app need not know the apps
    above it. It is long: what asks it of a page is a method that is put into SQL once.
    """
    used = [
        Exists(manager.public_uses().filter(**{field.name: OuterRef("pk")}))
        for field, manager in _referring(model)
    ]
    if not used:
        return Q(pk__in=[])
    condition = Q(used[0])
    for use in used[1:]:
        condition |= Q(use)
    return condition


def _referring(model: type[models.Model]) -> list[tuple[models.Field, Any]]:
    # Hidden relations (related_name="+") count too: use is use, whatever it is called.
    relations = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel)
    ]
    return [
        (relation.field, relation.related_model._default_manager)
        for relation in relations
        if hasattr(relation.related_model._default_manager, "public_uses")
        # What is not dumped is a copy of what another relation says.
        and getattr(relation.field, "serialize", True)
    ]
