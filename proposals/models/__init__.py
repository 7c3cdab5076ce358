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

__all__ = [
    "Concern",
    "ConcernArea",
    "ConcernFile",
    "ConcernStep",
    "ConcernTheme",
    "Demand",
    "DemandArea",
    "DemandAuthor",
    "DemandStep",
    "DemandTheme",
    "Draft",
    "DraftFile",
    "Mention",
    "Opening",
]
