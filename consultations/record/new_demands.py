"""The words of a demand that a point registered: they follow the point while the public does not know the demand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from accounts.models import User
from core.text.texts import Texts
from proposals.demands import ledger
from proposals.models import Demand
from publications.models import Document
from publications.schemas import DemandDocument
from reference.models import Area, Theme


class Wording(NamedTuple):
    title: Texts
    details: Texts


def unpublished(keys: Iterable[str]) -> set[str]:
    """Of the ``keys`` of demands, those that were never published. One query."""
    asked = set(keys)
    known = Document.objects.filter(kind=DemandDocument.kind, key__in=asked).values_list("key", flat=True)
    return asked - set(known)


def reword(demand: Demand, *, by: User, before: Wording, now: Wording, unpublished: Collection[str]) -> None:
    """Give ``demand`` the new words of its point. Words that were written for the demand itself stay, and those of a demand that is not
    ``unpublished``."""
    if before == now or demand.key not in unpublished:
        return
    row = Demand.objects.get(pk=demand.pk)
    if Wording(row.title, row.details) != before:
        return
    ledger.reword(
        row,
        by=by,
        version=row.version,
        title=now.title,
        details=now.details,
        themes=row.themes.all(),
        areas=row.areas.all(),
        owner_unit=row.owner_unit,
    )


def add_missing(
    demand: Demand, *, by: User, themes: Iterable[Theme], areas: Iterable[Area], unpublished: Collection[str]
) -> None:
    """Give ``demand``, which was registered without a theme, the themes and areas of its point."""
    themes = list(themes)
    if not themes or demand.key not in unpublished or demand.themes.exists():
        return
    demand.themes.set(themes)
    if not demand.areas.exists():
        demand.areas.set(areas)
    demand.authors.add(by)
