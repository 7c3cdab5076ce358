"""Helper: a concern in any state, brought there by the actions."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from proposals.concerns import contests, merging, review
from proposals.models import Concern, Opening
from proposals.states import DECISIONS, OF_THE_CELL
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
    "merged": ("merge",),
    "withdrawn": ("withdraw",),
}


def take(concern: Concern, move: str) -> Concern:
    """The step with everything that it asks for, by somebody who may take it."""
    moderator = factories.staff("moderator")
    if move == "unhide" and concern.state == "declined":
        Concern.objects.filter(pk=concern.pk).update(hidden_at=timezone.now())
        concern.refresh_from_db()
    if move in (*DECISIONS, "unhide"):
        open_text(concern, moderator)
    if move == "merge":
        return merging.merge(concern, by=moderator, whole=another(concern, moderator), sentence="جملة")
    if move == "unmerge":
        return merging.unmerge(concern, by=moderator, sentence="جملة")
    if move in OF_THE_CELL:
        more: dict[str, Any] = {"reason": "not_clear"} if move == "decline" else {}
        more |= {"reason": "hate"} if move == "hide" else {}
        if move == "unhide" and concern.state == "declined":
            Concern.objects.filter(pk=concern.pk).update(hidden_at=timezone.now())
        more |= {"body": Institution.objects.first()} if move == "refer" else {}
        return review.move(concern, by=moderator, move=move, sentence="جملة", **more)
    member = concern.association.memberships.current().get().user
    if move == "reply":
        return review.reply(concern, by=member, text="جواب")
    if move == "contest":
        return contests.contest(concern, by=member, text="لا نوافق")
    return review.withdraw(concern, by=member)


def open_text(concern: Concern, by: User) -> None:
    if concern.is_covered:
        Opening.objects.create(concern=concern, by=by)


def another(concern: Concern, by: User) -> Concern:
    """Another one of another association, which can be merged with ``concern``; read by ``by``."""
    made = factories.concern(use=concern.use)
    open_text(made, by)
    return made


def in_state(state: str, **values: Any) -> Concern:
    concern = factories.concern(**values)
    for move in WAYS[state]:
        concern = take(concern, move)
    assert concern.state == state
    return concern
