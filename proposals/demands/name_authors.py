"""Names that the document of a demand shows and that belong to other rows: whoever changed one is an author of what shows it (ADR 23)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from core.text.texts import Texts
from partners import directory
from partners.models import Association
from proposals.demands import voice_document
from proposals.demands.demand_document import live_bodies
from proposals.demands.follow_up import Outcome
from proposals.models import Demand
from publications import name_authors
from publications.name_authors import Names
from reference.publishing import names_by_row


def of_demand(demand: Demand, outcome: Outcome) -> Names:
    """By user id, the names in the next edition of ``demand`` that this user changed and nobody approved since."""
    live = live_bodies([demand]).get(demand.key)
    return of_rows(_shown(demand, outcome), name_authors.texts_in(live) if live else ())


def of_demands(outcomes: Iterable[Outcome]) -> Names:
    """The same for the next editions of several demands."""
    found = list(outcomes)
    live = live_bodies([outcome.demand for outcome in found]).values()
    rows = [row for outcome in found for row in _shown(outcome.demand, outcome)]
    return of_rows(rows, [name for body in live for name in name_authors.texts_in(body)])


def of_rows(rows: Iterable[Model], live: Iterable[Texts]) -> Names:
    """By user id, the names of ``rows`` that this user changed and nobody approved since. ``live``: texts that the public reads now."""
    shown = list(rows)
    associations = [row for row in shown if isinstance(row, Association)]
    public = names_by_row() | directory.names_by_row(associations)
    own = {association.key for association in associations}
    known = [*live, *(name for (label, key), name in public.items() if label != Association._meta.label or key in own)]
    found = name_authors.writers_of_names(shown, known=known, public=public)
    if found:
        # Seldom: for each new name the whole store is asked.
        known += name_authors.standing_in_public({name for names in found.values() for name in names})
        found = name_authors.writers_of_names(shown, known=known, public=public)
    for association in associations:
        if association.name in known:
            continue
        for writer in association.authors.values_list("pk", flat=True):
            if association.name not in found.setdefault(writer, []):
                found[writer].append(association.name)
    return found


def _shown(demand: Demand, outcome: Outcome) -> Iterator[Model]:
    yield from (*demand.themes.all(), *demand.areas.all(), *filter(None, (demand.owner, outcome.step.body)))
    yield from (each.owner for each in (*demand.commitments.all(), *outcome.commitments) if each.owner)
    voices = demand.mentions.public().filter(shows_name=True, association__isnull=False)
    yield from (voice.association for voice in voices.select_related("association") if voice.association)
    yield from voice_document.named([demand])
