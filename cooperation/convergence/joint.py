"""The joint programme in which two programmes meet. It keeps both as its origins and begins with the sessions of their shared days."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from cooperation.convergence import matching
from cooperation.models import Convergence, Programme, ProgrammeSession
from cooperation.models.programmes import LONGEST_SENTENCE, LONGEST_TEXT
from cooperation.programmes.drafting import PROGRAMMES
from core.text.texts import LANGUAGES, Texts

COPIED = ("key", "day", "starts_at", "ends_at", "area", "institution", "place", "is_place_hidden", "meant")
LONGEST = {"summary": LONGEST_TEXT, "brings": LONGEST_SENTENCE, "materials": LONGEST_SENTENCE}
SHARED = ("themes", "areas", "institutions", "demands")


def begin(convergence: Convergence, *, by: User) -> Programme:
    """A draft that the cell words and a second person approves. Its authors are those of both texts, and whoever offered it.

    The title and the words are those of the cell’s programme, else of the older one. In the transaction of the agreement.
    """
    pair = sorted((convergence.first, convergence.second), key=lambda each: (each.organiser is not None, each.pk))
    lead = pair[0]
    row = Programme(
        title=lead.title,
        summary=_joined("summary", pair),
        audiences=list(dict.fromkeys(audience for each in pair for audience in each.audiences)),
        begins_on=convergence.shared_from,
        ends_on=convergence.shared_until,
        brings=_joined("brings", pair),
        materials=_joined("materials", pair),
        is_demonstration=all(each.is_demonstration for each in pair),
    )
    row.full_clean()
    row.save()
    for name in SHARED:
        getattr(row, name).set({entry for each in pair for entry in getattr(each, name).all()})
    row.origins.set(pair)
    _share_sessions(row, pair)
    PROGRAMMES.note(row, "join", by)
    offered = convergence.steps.filter(move="offer").last()
    row.authors.set({author for each in pair for author in each.authors.all()} | ({offered.by} if offered else set()))
    matching.index(row)
    return row


def _joined(name: str, pair: list[Programme]) -> Texts:
    """The words of both, one after the other, in each language."""
    texts: dict[str, Any] = {}
    for language in LANGUAGES:
        written = dict.fromkeys(getattr(getattr(each, name), language) for each in pair)
        texts[language] = "\n\n".join(filter(None, written))[: LONGEST[name]]
    return Texts(**texts)


def _share_sessions(row: Programme, pair: list[Programme]) -> None:
    days = (row.begins_on, row.ends_on)
    rows = ProgrammeSession.objects.filter(programme__in=pair, day__range=days, is_called_off=False)
    for session in rows.order_by("day", "pk"):
        ProgrammeSession.objects.create(programme=row, **{name: getattr(session, name) for name in COPIED})
