"""Concerns that look the same as one that somebody reads: sent twice, or by several associations.

No index: titles of the newest concerns are compared in this process. Nothing is compared with a confidential or hidden one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from accounts.models import User
from core.text.pieces import Marked, pieces
from proposals.models import Concern
from proposals.states import ConcernState
from reference.lexicon import similarity

COMPARED: Final = 60
OFFERED: Final = 3
# Two titles of which half says the same.
ALIKE: Final = 0.5


class Twin(NamedTuple):
    concern: Concern
    title: Marked


def similar_to(concern: Concern, *, by: User) -> list[Twin]:
    """Those among the newest that ``by`` may read, the most alike first. One query."""
    if concern.is_covered:
        return []
    rows = Concern.objects.visible_to(by).exclude(pk=concern.pk).exclude(use=Concern.Use.CELL_ONLY)
    newest = rows.filter(hidden_at=None).exclude(state=ConcernState.WITHDRAWN).select_related("association")[:COMPARED]
    scored = [(similarity().alike(concern.title, each.title), each) for each in newest]
    best = sorted(((score, each) for score, each in scored if score >= ALIKE), key=lambda pair: (-pair[0], -pair[1].pk))
    return [Twin(each, _marked(concern.title, each)) for _score, each in best[:OFFERED]]


def _marked(title: str, other: Concern) -> Marked:
    found = similarity().matching(similarity().analyse(title), similarity().analyse(other.title))
    return Marked(pieces(other.title, found.second), other.language, is_fallback=False)
