from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move


class ConvergenceState(models.TextChoices):
    """``COUNTERED``: the other side proposed something else, and the cell answers."""

    SUGGESTED = "suggested", pgettext_lazy("convergence", "suggested, not offered yet")
    POSTPONED = "postponed", pgettext_lazy("convergence", "postponed")
    DISMISSED = "dismissed", pgettext_lazy("convergence", "not needed")
    OFFERED = "offered", pgettext_lazy("convergence", "offered, waits for an answer")
    COUNTERED = "countered", pgettext_lazy("convergence", "something else was proposed")
    DECLINED = "declined", pgettext_lazy("convergence", "declined")
    AGREED = "agreed", pgettext_lazy("convergence", "agreed by all sides")


C = ConvergenceState
WITH_THE_CELL = (C.SUGGESTED, C.POSTPONED, C.COUNTERED)
CONVERGENCE = Machine(
    (
        Move("offer", WITH_THE_CELL, C.OFFERED, _("Offer it")),
        Move("postpone", (C.SUGGESTED, C.POSTPONED), C.POSTPONED, _("Postpone it")),
        Move("dismiss", WITH_THE_CELL, C.DISMISSED, _("Not needed"), needs_sentence=True),
        Move("agree", (C.OFFERED,), C.AGREED, _("We agree")),
        Move("counter", (C.OFFERED,), C.COUNTERED, _("We propose something else"), needs_sentence=True),
        Move("decline", (C.OFFERED,), C.DECLINED, _("It does not suit us")),
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
