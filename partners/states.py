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
