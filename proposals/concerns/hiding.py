"""Hate and spam: a moderator declines a concern and hides it. Its text is kept, and read only on purpose (:attr:`Concern.is_covered`).

The step is taken by :func:`proposals.concerns.review.move`. Like any other decision it is contested once; the concern stays hidden until
somebody brings it back or decides otherwise about it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.db.states import IllegalMove
from core.errors import DomainError
from proposals.concerns.publication import KIND
from proposals.demands import registration
from proposals.models import Concern, PublishedConcern
from proposals.states import DECISIONS, ConcernState
from publications.models import Document

PUT_AWAY = Q(hidden_at__isnull=False, state__in=[ConcernState.DECLINED, ConcernState.WITHDRAWN])
"""Hidden, and not contested now."""
IN_PUBLIC = _("It is published. Withdraw the published text first, then hide it.")


def is_put_away(concern: Concern) -> bool:
    return concern.hidden_at is not None and concern.state in (ConcernState.DECLINED, ConcernState.WITHDRAWN)


def is_offered(concern: Concern, move: str) -> bool:
    """Of the moves that the state allows: what is hidden is not hidden again, and only that is brought back."""
    return is_put_away(concern) if move == "unhide" else not (move == "hide" and is_put_away(concern))


def check_possible(concern: Concern, move: str) -> None:
    if not is_offered(concern, move):
        raise IllegalMove(_("This step is not possible any more: somebody may have taken it before you."))
    if move == "hide" and published([concern]):
        raise DomainError(IN_PUBLIC)


def follow(row: Concern, move: str) -> None:
    """What a step means for the locked ``row``: it is hidden now, or not any more. A hidden concern asks for nothing."""
    if move == "hide":
        row.hidden_at = clock.now()
        registration.forget(row)
    elif move in (*DECISIONS, "unhide"):
        row.hidden_at = None


def published(concerns: Collection[Concern]) -> set[int]:
    """Ids of those of which a text is public. One query."""
    live = Document.objects.filter(kind=KIND, live__is_tombstone=False, key=OuterRef("key"))
    return set(PublishedConcern.objects.filter(Exists(live), concern__in=concerns).values_list("concern", flat=True))
