"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

from cooperation.models.institutions import InstitutionContact, InstitutionRequest, InstitutionRequestStep
from cooperation.models.press import (
    MediaOutlet,
    MediaOutletStep,
    PressKit,
    PressKitAuthor,
    PressKitLink,
    PressKitOpening,
    PressKitStep,
)

__all__ = [
    "InstitutionContact",
    "InstitutionRequest",
    "InstitutionRequestStep",
    "MediaOutlet",
    "MediaOutletStep",
    "PressKit",
    "PressKitAuthor",
    "PressKitLink",
    "PressKitOpening",
    "PressKitStep",
]
