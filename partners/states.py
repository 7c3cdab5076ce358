from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move
from publications.labels import ASSOCIATION_STATES


class Verification(models.TextChoices):
    PENDING = "pending", ASSOCIATION_STATES["pending"]
    VERIFIED = "verified", ASSOCIATION_STATES["verified"]
    NOT_VERIFIED = "not_verified", ASSOCIATION_STATES["not_verified"]
    SUSPENDED = "suspended", ASSOCIATION_STATES["suspended"]


V = Verification
MAY_SUBMIT = (V.PENDING, V.VERIFIED)
# Only associations in these states are in the public directory.
MAY_BE_LISTED = (V.PENDING, V.VERIFIED)
KEEP = ("keep_refusal", "keep_suspension")

VERIFICATION = Machine(
    (
        Move("verify", (V.PENDING, V.NOT_VERIFIED, V.SUSPENDED), V.VERIFIED, _("Mark as verified")),
        # The state does not change: an association that was asked a question may still submit.
        Move("ask", (V.PENDING,), V.PENDING, _("Ask the association"), needs_sentence=True),
        Move("confirm", (V.VERIFIED,), V.VERIFIED, _("Confirm what changed")),
        Move("refuse", (V.PENDING,), V.NOT_VERIFIED, _("Mark as not verified"), needs_sentence=True),
        Move("suspend", (V.VERIFIED,), V.SUSPENDED, _("Suspend the account"), needs_sentence=True),
        # The association's answer was read and does not change the decision.
        Move("keep_refusal", (V.NOT_VERIFIED,), V.NOT_VERIFIED, _("It stays as it is"), needs_sentence=True),
        Move("keep_suspension", (V.SUSPENDED,), V.SUSPENDED, _("It stays as it is"), needs_sentence=True),
    )
)


class GuideState(models.TextChoices):
    """Of a chapter of the participatory guide."""

    DRAFTING = "drafting", pgettext_lazy("chapter", "drafting")
    IN_REVIEW = "in_review", pgettext_lazy("chapter", "in review")
    RETURNED = "returned", pgettext_lazy("chapter", "returned")
    PUBLISHED = "published", pgettext_lazy("chapter", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("chapter", "withdrawn")


G = GuideState
GUIDE = Machine(
    (
        Move("submit", (G.DRAFTING, G.RETURNED), G.IN_REVIEW, _("Send to review")),
        Move("return", (G.IN_REVIEW,), G.RETURNED, _("Return with a comment"), needs_sentence=True),
        Move("approve", (G.IN_REVIEW,), G.PUBLISHED, _("Approve and publish")),
        Move("correct", (G.PUBLISHED,), G.DRAFTING, _("Start a correction"), needs_sentence=True),
        Move(
            "withdraw",
            (G.PUBLISHED, G.DRAFTING, G.RETURNED, G.IN_REVIEW),
            G.WITHDRAWN,
            _("Withdraw"),
            needs_sentence=True,
        ),
        Move("redraft", (G.WITHDRAWN,), G.DRAFTING, _("Draft again")),
    )
)


class SuggestionState(models.TextChoices):
    """Of what an association suggests for a paragraph of the guide."""

    WAITING = "waiting", pgettext_lazy("suggestion", "waiting")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted")
    DECLINED = "declined", pgettext_lazy("suggestion", "declined")


S = SuggestionState
SUGGESTION = Machine(
    (
        Move("accept", (S.WAITING,), S.ACCEPTED, _("Accept the suggestion")),
        Move("decline", (S.WAITING,), S.DECLINED, _("Decline the suggestion"), needs_sentence=True),
    )
)
