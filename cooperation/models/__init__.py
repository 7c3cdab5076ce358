"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

from cooperation.models.institutions import InstitutionContact, InstitutionRequest, InstitutionRequestStep
from cooperation.models.partnerships import (
    Deliverable,
    Delivery,
    DeliveryState,
    Partnership,
    PartnershipAuthor,
    PartnershipParty,
    PartnershipReminder,
    PartnershipStep,
)
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
    "Deliverable",
    "Delivery",
    "DeliveryState",
    "InstitutionContact",
    "InstitutionRequest",
    "InstitutionRequestStep",
    "MediaOutlet",
    "MediaOutletStep",
    "Partnership",
    "PartnershipAuthor",
    "PartnershipParty",
    "PartnershipReminder",
    "PartnershipStep",
    "PressKit",
    "PressKitAuthor",
    "PressKitLink",
    "PressKitOpening",
    "PressKitStep",
]
