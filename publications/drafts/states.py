from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from core.db.states import Machine, Move


class DraftState(models.TextChoices):
    DRAFTING = "drafting", pgettext_lazy("text", "drafting")
    IN_REVIEW = "in_review", pgettext_lazy("text", "in review")
    RETURNED = "returned", pgettext_lazy("text", "returned")
    PUBLISHED = "published", pgettext_lazy("text", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("text", "withdrawn")


D = DraftState
DRAFT = Machine(
    (
        Move("submit", (D.DRAFTING, D.RETURNED), D.IN_REVIEW, _("Send to review")),
        Move("return", (D.IN_REVIEW,), D.RETURNED, _("Return with a comment"), needs_sentence=True),
        Move("approve", (D.IN_REVIEW,), D.PUBLISHED, _("Approve and publish")),
        Move("correct", (D.PUBLISHED,), D.DRAFTING, _("Start a correction"), needs_sentence=True),
        Move(
            "withdraw",
            (D.PUBLISHED, D.DRAFTING, D.RETURNED, D.IN_REVIEW),
            D.WITHDRAWN,
            _("Withdraw"),
            needs_sentence=True,
        ),
        Move("redraft", (D.WITHDRAWN,), D.DRAFTING, _("Draft again")),
    )
)


def step_labels(**own: Any) -> dict[str, Any]:
    """Labels of the steps of one kind of text; ``own``: those that change no state, by their names."""
    return {**own, **{move.name: move.label for move in DRAFT.moves}}
