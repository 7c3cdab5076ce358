"""The pages of a training in the office: written, with its sessions, read as it will be public, approved."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Training
from cooperation.trainings.drafts import TRAININGS
from cooperation.trainings.enrolments import RUN
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.trainings.forms import TrainingForm
from publications.labels import TRAINING_FEEDBACK, TRAINING_TOPICS
from publications.pending import PendingPublication
from publications.schemas import TrainingDocument

VIEW, WRITE = "cooperation.view_trainings", TRAININGS.write_right


def context(
    training: Training, _pending: PendingPublication | None, document: TrainingDocument | None, user: User
) -> dict[str, Any]:
    text = document.outcomes.in_language("ar") if document else None
    counts = document.feedback if document else None
    return {
        "training": document,
        "topic": TRAINING_TOPICS[training.topic],
        "sessions": list(training.sessions.all()),
        "may_write": user.has_perm(WRITE) and training.is_writable,
        "may_run": user.has_perm(RUN),
        "outcomes": {"language": text.language, "lines": text.text.splitlines()} if text else {},
        "answered": list(training.demands.order_by("number")),
        "feedback": [(label, getattr(counts, word)) for word, label in TRAINING_FEEDBACK.items()] if counts else [],
    }


PAGE: Final = DraftPage(
    TRAININGS,
    view=VIEW,
    name="training",
    home="trainings",
    folder="trainings",
    form=TrainingForm,
    words=Words(
        home=_("Trainings"),
        new=_("New training"),
        edit=_("Edit the training"),
        read=_("Read the training"),
        approval=_("It is public at once, and associations can enrol."),
    ),
    context=context,
)
