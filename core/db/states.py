"""State machines as data: the allowed transitions ("moves") and what each requires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


@dataclass(frozen=True)
class Move:
    """One allowed transition. ``needs_sentence``: it requires a sentence of explanation for the people concerned."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str | Promise = ""
    needs_sentence: bool = False


class IllegalMove(DomainError):
    """The transition is not allowed from the current state."""


@dataclass(frozen=True)
class Machine:
    """All transitions of one model's state field."""

    moves: tuple[Move, ...]
    by_name: dict[str, Move] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {move.name: move for move in self.moves})

    def target(self, move: str, state: str) -> str:
        """The state after ``move``; raises :class:`IllegalMove` when it may not start from ``state``."""
        found = self.by_name[move]
        if state not in found.sources:
            raise IllegalMove(_("This step is not possible any more: somebody may have taken it before you."))
        return found.target

    def offered(self, state: str) -> list[Move]:
        return [move for move in self.moves if state in move.sources]

    def trigger(self, field_name: str = "state", *, name: str = "legal_moves") -> Any:
        """A database trigger that refuses every other change of the state."""
        pairs = sorted({(source, move.target) for move in self.moves for source in move.sources})
        return pgtrigger.FSM(name=name, field=field_name, transitions=pairs)
