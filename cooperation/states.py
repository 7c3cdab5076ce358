from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move


class CertificateState(models.TextChoices):
    VALID = "valid", pgettext_lazy("certificate", "valid")
    REVOKED = "revoked", pgettext_lazy("certificate", "revoked")
    REPLACED = "replaced", pgettext_lazy("certificate", "replaced")


C = CertificateState
CERTIFICATE = Machine(
    (
        Move("revoke", (C.VALID,), C.REVOKED, _("Revoke"), needs_sentence=True),
        Move("replace", (C.VALID,), C.REPLACED, _("Replace by a new one")),
    )
)
