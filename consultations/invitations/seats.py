"""The rule of places: who gets one at once, who waits, who is served next. Meetings and trainings use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from consultations.states import REGISTRATION, RegistrationState
from core import clock
from core.errors import DomainError

R = RegistrationState


class Party(Protocol):
    """Those of one association who come together."""

    @property
    def association_id(self) -> int | None: ...

    @property
    def people(self) -> int: ...


P = TypeVar("P", bound=Party)


@dataclass(frozen=True)
class Seats:
    """``capacity``: ``None`` for no limit. ``share``: the most places of one association for now; ``held``: places by association."""

    capacity: int | None
    taken: int
    share: int | None = None
    held: Mapping[int | None, int] = field(default_factory=dict)

    def fits(self, people: int) -> bool:
        return self.capacity is None or self.taken + people <= self.capacity

    def is_within_share(self, party: Party) -> bool:
        return self.share is None or self.held.get(party.association_id, 0) + party.people <= self.share

    def must_wait(self, party: Party, *, others_wait: bool) -> bool:
        """``others_wait``: whether somebody waits who could be served."""
        return others_wait or not self.fits(party.people) or not self.is_within_share(party)

    def served(self, waiting: Iterable[P]) -> list[P]:
        """Who of ``waiting``, which is in order, gets a free place. Stops at the first that needs more than are free.

        Whose association has its share is passed over, and keeps its place in the list.
        """
        taken, held = self.taken, Counter(self.held)
        found = []
        for party in waiting:
            now = Seats(self.capacity, taken, self.share, held)
            if not now.is_within_share(party):
                continue
            if not now.fits(party.people):
                break
            found.append(party)
            taken += party.people
            held[party.association_id] += party.people
        return found


_MOVE: dict[str, str] = {R.REGISTERED: "register", R.WAITING: "wait", R.DECLINED: "decline"}
_FROM_WAITING = _MOVE | {R.REGISTERED: "promote"}


def settle(row: Any, state: str) -> None:
    """Give ``row`` its new state and its place in the waiting list; the caller saves it. Nobody loses a place by a later answer."""
    now = clock.now()
    if row.state == R.REGISTERED and state == R.WAITING:
        raise DomainError(_("There are not enough places. Your earlier answer is kept."))
    if state == R.WAITING and row.state != R.WAITING:
        row.queued_at = now
    if row.state != state:
        row.state = REGISTRATION.target(_MOVE[state] if row.state != R.WAITING else _FROM_WAITING[state], row.state)
    row.answered_at = now


def promote(rows: Iterable[Any]) -> None:
    """Give those who are served their places."""
    for row in rows:
        row.state = REGISTRATION.target("promote", row.state)
        row.save(update_fields=["state"])
