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


class ConvergenceState(models.TextChoices):
    """``COUNTERED``: the other side proposed something else, and the cell answers."""

    SUGGESTED = "suggested", pgettext_lazy("convergence", "suggested, not offered yet")
    POSTPONED = "postponed", pgettext_lazy("convergence", "postponed")
    DISMISSED = "dismissed", pgettext_lazy("convergence", "not needed")
    OFFERED = "offered", pgettext_lazy("convergence", "offered, waits for an answer")
    COUNTERED = "countered", pgettext_lazy("convergence", "something else was proposed")
    DECLINED = "declined", pgettext_lazy("convergence", "declined")
    AGREED = "agreed", pgettext_lazy("convergence", "agreed by all sides")


V = ConvergenceState
WITH_THE_CELL = (V.SUGGESTED, V.POSTPONED, V.COUNTERED)
CONVERGENCE = Machine(
    (
        Move("offer", WITH_THE_CELL, V.OFFERED, _("Offer it")),
        Move("postpone", (V.SUGGESTED, V.POSTPONED), V.POSTPONED, _("Postpone it")),
        Move("dismiss", WITH_THE_CELL, V.DISMISSED, _("Not needed"), needs_sentence=True),
        Move("agree", (V.OFFERED,), V.AGREED, _("We agree")),
        Move("counter", (V.OFFERED,), V.COUNTERED, _("We propose something else"), needs_sentence=True),
        Move("decline", (V.OFFERED,), V.DECLINED, _("It does not suit us")),
    )
)


class ReportState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("report", "waits for the cell")
    TAKEN = "taken", pgettext_lazy("report", "taken into the text")
    DECLINED = "declined", pgettext_lazy("report", "not taken over")


R = ReportState
REPORT = Machine(
    (
        Move("take", (R.WAITING,), R.TAKEN, _("Take it into the text")),
        Move("decline", (R.WAITING,), R.DECLINED, _("Do not take it over"), needs_sentence=True),
    )
)
