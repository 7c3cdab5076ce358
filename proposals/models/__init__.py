from proposals.models.concerns import (
    Concern,
    ConcernArea,
    ConcernFile,
    ConcernStep,
    ConcernTheme,
    Draft,
    DraftFile,
    Opening,
)
from proposals.models.demands import Demand, DemandArea, DemandAuthor, DemandStep, DemandTheme, Mention
from proposals.models.similar import DemandKey, DemandVector

__all__ = [
    "Concern",
    "ConcernArea",
    "ConcernFile",
    "ConcernStep",
    "ConcernTheme",
    "Demand",
    "DemandArea",
    "DemandAuthor",
    "DemandKey",
    "DemandStep",
    "DemandTheme",
    "DemandVector",
    "Draft",
    "DraftFile",
    "Mention",
    "Opening",
]
