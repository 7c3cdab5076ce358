from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move


class Verification(models.TextChoices):
    PENDING = "pending", pgettext_lazy("association", "pending")
    VERIFIED = "verified", pgettext_lazy("association", "verified")
    NOT_VERIFIED = "not_verified", pgettext_lazy("association", "not verified")
    SUSPENDED = "suspended", pgettext_lazy("association", "suspended")


V = Verification
MAY_SUBMIT = (V.PENDING, V.VERIFIED)
# Only these stand in the public directory.
MAY_BE_LISTED = (V.PENDING, V.VERIFIED)
KEEP = ("keep_refusal", "keep_suspension")

VERIFICATION = Machine(
    (
        Move("verify", (V.PENDING, V.NOT_VERIFIED, V.SUSPENDED), V.VERIFIED, _("Mark as verified")),
        # The state stays: an association that is asked goes on submitting while it answers.
        Move("ask", (V.PENDING,), V.PENDING, _("Ask the association"), needs_sentence=True),
        Move("confirm", (V.VERIFIED,), V.VERIFIED, _("Confirm what changed")),
        Move("refuse", (V.PENDING,), V.NOT_VERIFIED, _("Mark as not verified"), needs_sentence=True),
        Move("suspend", (V.VERIFIED,), V.SUSPENDED, _("Suspend"), needs_sentence=True),
        # What the association answered was read, and does not change the decision.
        Move("keep_refusal", (V.NOT_VERIFIED,), V.NOT_VERIFIED, _("It stays as it is"), needs_sentence=True),
        Move("keep_suspension", (V.SUSPENDED,), V.SUSPENDED, _("It stays as it is"), needs_sentence=True),
    )
)
