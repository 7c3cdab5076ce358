from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move
from publications.labels import MEETING_STATES


class MeetingState(models.TextChoices):
    DRAFT = "draft", MEETING_STATES["draft"]
    ANNOUNCED = "announced", MEETING_STATES["announced"]
    IN_SESSION = "in_session", MEETING_STATES["in_session"]
    CLOSED = "closed", MEETING_STATES["closed"]
    POSTPONED = "postponed", MEETING_STATES["postponed"]
    CANCELLED = "cancelled", MEETING_STATES["cancelled"]


class ReportState(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("report", "drafting")
    IN_REVIEW = "in_review", pgettext_lazy("report", "in review")
    RETURNED = "returned", pgettext_lazy("report", "returned")
    PUBLISHED = "published", pgettext_lazy("report", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "withdrawn")


class RegistrationState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("registration", "invited, no answer yet")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("registration", "address not confirmed")
    REGISTERED = "registered", pgettext_lazy("registration", "registered")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    DECLINED = "declined", pgettext_lazy("registration", "does not come")
    REMOVED = "removed", pgettext_lazy("registration", "removed from the list by the cell")


M, R, G = MeetingState, ReportState, RegistrationState

MEETING = Machine(
    (
        Move("announce", (M.DRAFT, M.POSTPONED), M.ANNOUNCED, _("Announce")),
        Move("announce_again", (M.ANNOUNCED,), M.ANNOUNCED, _("Announce the changes")),
        Move("open", (M.DRAFT, M.ANNOUNCED), M.IN_SESSION, _("Open the session")),
        Move("close", (M.IN_SESSION,), M.CLOSED, _("Close the session")),
        # A meeting that was held without the portal: its record is typed in afterwards.
        Move("hold", (M.DRAFT, M.ANNOUNCED), M.CLOSED, _("It was held: type in the record")),
        Move("resume", (M.CLOSED,), M.IN_SESSION, _("Resume the session")),
        Move("postpone", (M.ANNOUNCED,), M.POSTPONED, pgettext_lazy("meeting", "Postpone"), needs_sentence=True),
        Move(
            "cancel",
            (M.DRAFT, M.ANNOUNCED, M.POSTPONED),
            M.CANCELLED,
            pgettext_lazy("meeting", "Cancel"),
            needs_sentence=True,
        ),
    )
)

REPORT = Machine(
    (
        Move("submit", (R.DRAFTING, R.RETURNED), R.IN_REVIEW, _("Send to review")),
        Move("return", (R.IN_REVIEW,), R.RETURNED, _("Return with a comment"), needs_sentence=True),
        Move("approve", (R.IN_REVIEW,), R.PUBLISHED, _("Approve and publish")),
        Move("correct", (R.PUBLISHED,), R.DRAFTING, _("Start a correction"), needs_sentence=True),
        Move(
            "withdraw",
            (R.PUBLISHED, R.DRAFTING, R.RETURNED, R.IN_REVIEW),
            R.WITHDRAWN,
            _("Withdraw"),
            needs_sentence=True,
        ),
        Move("redraft", (R.WITHDRAWN,), R.DRAFTING, _("Draft again")),
    )
)

REGISTRATION = Machine(
    (
        Move("register", (G.INVITED, G.UNCONFIRMED, G.DECLINED), G.REGISTERED, _("We will come")),
        Move("wait", (G.INVITED, G.UNCONFIRMED, G.DECLINED), G.WAITING, _("Join the waiting list")),
        Move("promote", (G.WAITING,), G.REGISTERED, _("Give a place")),
        Move("decline", (G.INVITED, G.REGISTERED, G.WAITING), G.DECLINED, _("We will not come")),
        Move(
            "remove",
            (G.INVITED, G.UNCONFIRMED, G.REGISTERED, G.WAITING, G.DECLINED),
            G.REMOVED,
            _("Remove from the list"),
        ),
        Move("invite", (G.REMOVED, G.DECLINED), G.INVITED, _("Invite again")),
    )
)
