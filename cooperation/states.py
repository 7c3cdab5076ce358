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


class OutletState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("media", "asked for")
    ACCREDITED = "accredited", pgettext_lazy("media", "accredited")
    REFUSED = "refused", pgettext_lazy("media", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("media", "withdrawn")


class RequestState(models.TextChoices):
    """``taken``: the answer was read by the cell, which decided what becomes of it."""

    SENT = "sent", pgettext_lazy("request to a body", "sent")
    RECEIVED = "received", pgettext_lazy("request to a body", "received")
    ANSWERED = "answered", pgettext_lazy("request to a body", "answered")
    TAKEN = "taken", pgettext_lazy("request to a body", "answer read")
    CANCELLED = "cancelled", pgettext_lazy("request to a body", "cancelled")


_O, _R = OutletState, RequestState
OUTLET = Machine(
    (
        Move("accredit", (_O.ASKED, _O.REFUSED, _O.WITHDRAWN), _O.ACCREDITED, _("Accredit")),
        Move("refuse", (_O.ASKED,), _O.REFUSED, _("Refuse"), needs_sentence=True),
        Move("withdraw", (_O.ACCREDITED,), _O.WITHDRAWN, _("Withdraw the accreditation"), needs_sentence=True),
    )
)
REQUEST = Machine(
    (
        Move("receive", (_R.SENT,), _R.RECEIVED, _("Received")),
        Move("answer", (_R.SENT, _R.RECEIVED), _R.ANSWERED, _("Answer")),
        Move("take", (_R.ANSWERED,), _R.TAKEN, _("I have read the answer")),
        Move("cancel", (_R.SENT, _R.RECEIVED), _R.CANCELLED, _("Cancel")),
    )
)
