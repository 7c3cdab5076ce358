"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

from cooperation.models.enrolments import Certificate, Enrolment, SessionPresence, TrainingFeedback
from cooperation.models.trainings import (
    Training,
    TrainingAuthor,
    TrainingDemand,
    TrainingSession,
    TrainingStep,
)

__all__ = [
    "Certificate",
    "Enrolment",
    "SessionPresence",
    "Training",
    "TrainingAuthor",
    "TrainingDemand",
    "TrainingFeedback",
    "TrainingSession",
    "TrainingStep",
]
