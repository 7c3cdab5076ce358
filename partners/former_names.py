"""Names that an association had before, from its history: a page that was published earlier may still show one."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from core.text.texts import Texts
from partners.models import Association


def all_names(association: Association) -> set[Texts]:
    """The name of ``association`` and all that it had before. One query."""
    history: Any = apps.get_model("partners", "AssociationEvent")
    return {association.name, *history.objects.filter(pgh_obj=association.pk).values_list("name", flat=True)}
