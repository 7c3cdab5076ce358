"""What the cell and civil society do together: programmes, trainings, networks, partnership agreements (ADR 47)."""

from cooperation.models.convergence import Convergence, ConvergenceStep
from cooperation.models.programmes import (
    Programme,
    ProgrammeArea,
    ProgrammeAuthor,
    ProgrammeDemand,
    ProgrammeInstitution,
    ProgrammeOrigin,
    ProgrammeReport,
    ProgrammeSession,
    ProgrammeStep,
    ProgrammeTheme,
)

__all__ = [
    "Convergence",
    "ConvergenceStep",
    "Programme",
    "ProgrammeArea",
    "ProgrammeAuthor",
    "ProgrammeDemand",
    "ProgrammeInstitution",
    "ProgrammeOrigin",
    "ProgrammeReport",
    "ProgrammeSession",
    "ProgrammeStep",
    "ProgrammeTheme",
]
