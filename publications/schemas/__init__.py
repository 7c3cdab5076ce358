"""The schemas of all published documents."""

from publications.schemas.association import AssociationDocument
from publications.schemas.base import AreaRef, Document, ThemeRef, UnitRef
from publications.schemas.concern import ConcernDocument
from publications.schemas.demand import DemandDocument
from publications.schemas.digest import DigestDocument
from publications.schemas.guide import GuideDocument
from publications.schemas.meeting import MeetingDocument
from publications.schemas.network import NetworkDocument
from publications.schemas.partnership import PartnershipDocument
from publications.schemas.press_kit import PressKitDocument
from publications.schemas.programme import ProgrammeDocument
from publications.schemas.reference import ReferenceDocument, ReferenceEntry
from publications.schemas.report import ReportDocument
from publications.schemas.statement import StatementDocument
from publications.schemas.training import TrainingDocument

SCHEMAS: dict[str, type[Document]] = {
    schema.kind: schema
    for schema in (
        MeetingDocument,
        ReportDocument,
        DemandDocument,
        AssociationDocument,
        ReferenceDocument,
        DigestDocument,
        ConcernDocument,
        GuideDocument,
        NetworkDocument,
        StatementDocument,
        PressKitDocument,
        PartnershipDocument,
        TrainingDocument,
        ProgrammeDocument,
    )
}

__all__ = [
    "SCHEMAS",
    "AreaRef",
    "AssociationDocument",
    "ConcernDocument",
    "DemandDocument",
    "DigestDocument",
    "Document",
    "GuideDocument",
    "MeetingDocument",
    "NetworkDocument",
    "PartnershipDocument",
    "PressKitDocument",
    "ProgrammeDocument",
    "ReferenceDocument",
    "ReferenceEntry",
    "ReportDocument",
    "StatementDocument",
    "ThemeRef",
    "TrainingDocument",
    "UnitRef",
]
