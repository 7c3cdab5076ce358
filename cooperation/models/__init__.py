"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

from cooperation.models.enrolments import (
    Certificate,
    Enrolment,
    SessionPresence,
    TrainingFeedback,
)
from cooperation.models.institutions import (
    InstitutionContact,
    InstitutionRequest,
    InstitutionRequestStep,
)
from cooperation.models.joint_texts import (
    Consent,
    JointText,
    JointTextAuthor,
    JointTextStep,
)
from cooperation.models.networks import (
    Network,
    NetworkArea,
    NetworkAuthor,
    NetworkMembership,
    NetworkStep,
    NetworkTheme,
)
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
from cooperation.models.trainings import (
    Training,
    TrainingAuthor,
    TrainingDemand,
    TrainingSession,
    TrainingStep,
)

__all__ = [
    "Certificate",
    "Consent",
    "Deliverable",
    "Delivery",
    "DeliveryState",
    "Enrolment",
    "InstitutionContact",
    "InstitutionRequest",
    "InstitutionRequestStep",
    "JointText",
    "JointTextAuthor",
    "JointTextStep",
    "MediaOutlet",
    "MediaOutletStep",
    "Network",
    "NetworkArea",
    "NetworkAuthor",
    "NetworkMembership",
    "NetworkStep",
    "NetworkTheme",
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
    "SessionPresence",
    "Training",
    "TrainingAuthor",
    "TrainingDemand",
    "TrainingFeedback",
    "TrainingSession",
    "TrainingStep",
]
