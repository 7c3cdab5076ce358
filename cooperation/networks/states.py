from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move
from publications.labels import CONSENT_RULES


class ConsentRule(models.TextChoices):
    """How many of the members who were asked must agree."""

    ALL = "all", CONSENT_RULES["all"]
    TWO_THIRDS = "two_thirds", CONSENT_RULES["two_thirds"]
    MAJORITY = "majority", CONSENT_RULES["majority"]


class MembershipState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("membership of a network", "invited")
    ASKED = "asked", pgettext_lazy("membership of a network", "asked to join")
    MEMBER = "member", pgettext_lazy("membership of a network", "member")
    DECLINED = "declined", pgettext_lazy("membership of a network", "did not join")
    LEFT = "left", pgettext_lazy("membership of a network", "left")


M = MembershipState
OPEN = (M.INVITED, M.ASKED, M.MEMBER)
"""An association stands in one network at most once in these states."""
MEMBERSHIP = Machine(
    (
        Move("accept", (M.ASKED,), M.MEMBER, _("Accept the association")),
        Move("decline", (M.ASKED,), M.DECLINED, _("Decline"), needs_sentence=True),
        Move("join", (M.INVITED,), M.MEMBER, _("Join the network")),
        Move("refuse", (M.INVITED, M.ASKED), M.DECLINED, _("Do not join")),
        Move("leave", (M.MEMBER,), M.LEFT, _("Leave the network")),
    )
)


class Purpose(models.TextChoices):
    STATEMENT = "statement", _("joint statement")
    CONCERN = "concern", _("joint concern")


class Stage(models.TextChoices):
    """Of a joint text, before and beside the states of a drafted text."""

    WORDING = "wording", pgettext_lazy("joint text", "being worded")
    ASKING = "asking", pgettext_lazy("joint text", "members are asked")
    HANDED_OVER = "handed_over", pgettext_lazy("joint text", "with the cell")
    DROPPED = "dropped", pgettext_lazy("joint text", "given up")


S = Stage
UNREAD_BY_MEMBERS = (S.WORDING, S.DROPPED)
UNREAD_BY_THE_CELL = (S.WORDING, S.ASKING, S.DROPPED)
STAGE = Machine(
    (
        Move("ask", (S.WORDING,), S.ASKING, _("Ask the members")),
        Move("reword", (S.WORDING, S.ASKING, S.HANDED_OVER), S.WORDING, _("Change the words")),
        Move("hand_over", (S.ASKING,), S.HANDED_OVER, _("Send to the cell")),
        Move("drop", (S.WORDING, S.ASKING), S.DROPPED, _("Give it up")),
    )
)


class Reply(models.TextChoices):
    """Silence is not consent: a member who did not answer is not counted as agreeing."""

    SILENT = "silent", pgettext_lazy("consent", "has not answered")
    AGREED = "agreed", pgettext_lazy("consent", "agrees")
    DECLINED = "declined", pgettext_lazy("consent", "does not agree")


def is_reached(rule: str, *, agreed: int, asked: int) -> bool:
    """Whether ``agreed`` of ``asked`` members are enough. One association alone is no network."""
    if agreed < 2:
        return False
    needed = {"all": agreed == asked, "two_thirds": 3 * agreed >= 2 * asked, "majority": 2 * agreed > asked}
    return needed[rule]
