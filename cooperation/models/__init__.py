"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

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

__all__ = [
    "Deliverable",
    "Delivery",
    "DeliveryState",
    "Partnership",
    "PartnershipAuthor",
    "PartnershipParty",
    "PartnershipReminder",
    "PartnershipStep",
]
