from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.states import Machine, Move


class Verification(models.TextChoices):
    PENDING = "pending", pgettext_lazy("association", "pending")
    VERIFIED = "verified", pgettext_lazy("association", "verified")
    NOT_VERIFIED = "not_verified", pgettext_lazy("association", "not verified")
    SUSPENDED = "suspended", pgettext_lazy("association", "suspended")


V = Verification
VERIFICATION = Machine(
    (
        Move("verify", (V.PENDING, V.NOT_VERIFIED, V.SUSPENDED), V.VERIFIED, _("Verify")),
        Move("refuse", (V.PENDING,), V.NOT_VERIFIED, _("Do not verify"), needs_sentence=True),
        Move("suspend", (V.VERIFIED,), V.SUSPENDED, _("Suspend"), needs_sentence=True),
    )
)
