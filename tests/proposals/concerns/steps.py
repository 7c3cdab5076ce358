"""Helper: a concern in any state, brought there by the actions."""

from __future__ import annotations

from typing import Any

from proposals.concerns import review
from proposals.models import Concern
from proposals.states import OF_THE_CELL
from reference.models import Institution
from tests import factories

WAYS: dict[str, tuple[str, ...]] = {
    "submitted": (),
    "under_review": ("begin",),
    "awaiting": ("ask",),
    "accepted": ("accept",),
    "answered": ("accept", "answer"),
    "declined": ("decline",),
    "referred": ("refer",),
    "withdrawn": ("withdraw",),
}


def take(concern: Concern, move: str) -> Concern:
    """The step with everything that it asks for, by somebody who may take it."""
    if move in OF_THE_CELL:
        more: dict[str, Any] = {"reason": "not_clear"} if move == "decline" else {}
        more |= {"body": Institution.objects.first()} if move == "refer" else {}
        return review.move(concern, by=factories.staff("moderator"), move=move, sentence="جملة", **more)
    member = concern.association.memberships.current().get().user
    if move == "reply":
        return review.reply(concern, by=member, text="جواب")
    return review.withdraw(concern, by=member)


def in_state(state: str, **values: Any) -> Concern:
    concern = factories.concern(**values)
    for move in WAYS[state]:
        concern = take(concern, move)
    assert concern.state == state
    return concern
