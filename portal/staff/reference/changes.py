"""Differences between the current and the published reference list."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from core.text.differences import compare
from core.text.texts import LANGUAGES, Texts
from portal.staff.reading import Change
from publications.schemas import ReferenceDocument, ReferenceEntry
from reference.models import Area

NAMES = dict(settings.LANGUAGES)


def changes(public: ReferenceDocument | None, office: ReferenceDocument) -> list[Change]:
    """For each entry and language: the changes that an approval would publish."""
    before = {entry.key: entry for entry in public.entries} if public else {}
    after = {entry.key: entry for entry in office.entries}
    found: list[Change] = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if old != new:
            found += _of_entry(str((new or old).name), old, new)  # type: ignore[union-attr]
    return found


def _of_entry(label: str, old: ReferenceEntry | None, new: ReferenceEntry | None) -> Iterator[Change]:
    for language in LANGUAGES:
        for title, field in ((label, "name"), (f"{label}: {_('note')}", "note")):
            pair = [getattr(getattr(entry, field, Texts()), language) for entry in (old, new)]
            if pair[0] != pair[1]:
                yield Change(title, NAMES[language], compare(*pair))
    facts = [" ".join(_facts(entry)) if entry else "" for entry in (old, new)]
    if facts[0] != facts[1]:
        yield Change(label, "", compare(*facts))


def _facts(entry: ReferenceEntry) -> Iterator[str]:
    yield from filter(None, (entry.number, entry.url, entry.parent))
    if entry.area_kind:
        yield str(Area.Kind(entry.area_kind).label)
    if entry.population is not None:
        yield f"{entry.population} ({entry.population_year or '?'})"
    if entry.in_masthead:
        yield _("on every page")
    if entry.is_retired:
        yield _("retired")
    yield f"{_('position in lists')}: {entry.position}"
