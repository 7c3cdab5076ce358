"""Kinds and lengths of columns of the record, shared by models and recorder messages, so without imports of models."""

from typing import Any, Final, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.text.texts import Texts
from publications.labels import POINT_KINDS

LONGEST_LABEL = 120
# Of texts in one language, in letters.
LONGEST_TITLE = 300
LONGEST_FUNCTION = 200
LONGEST_TEXT = 10_000


class ContributionKind(TextChoices):
    OPENING = "opening", _("opening remarks")
    CONTRIBUTION = "contribution", _("contribution")
    REPLY = "reply", _("reply")
    FIGURES = "figures", _("figures presented")
    COMMITMENT = "commitment", _("commitment")
    PROCEDURAL = "procedural", _("point of order")
    CONCLUSION = "conclusion", _("conclusion")


class PointKind(TextChoices):
    CONSENSUS = "consensus", POINT_KINDS["consensus"]
    CONCERN = "concern", POINT_KINDS["concern"]
    DEMAND = "demand", POINT_KINDS["demand"]
    RECOMMENDATION = "recommendation", POINT_KINDS["recommendation"]
    COMMITMENT = "commitment", POINT_KINDS["commitment"]
    DECISION = "decision", POINT_KINDS["decision"]
    PRAISE = "praise", POINT_KINDS["praise"]
    FIGURE = "figure", POINT_KINDS["figure"]
    PROGRESS = "progress", POINT_KINDS["progress"]
    EXCHANGE = "exchange", POINT_KINDS["exchange"]


class Columns(NamedTuple):
    """Columns that only points of ``kinds`` have, with what stands in those of another kind; ``sentence``: where one is filled in there."""

    kinds: frozenset[PointKind]
    empty: dict[str, Any]
    sentence: Any


# Points that somebody owes.
PROMISED: Final = frozenset({PointKind.COMMITMENT, PointKind.DECISION})
COLUMNS_OF_KIND: Final = (
    Columns(
        PROMISED,
        {"owner_unit": None, "owner_institution": None, "owner_body": Texts(), "starts_on": None, "due_on": None},
        _("Only a commitment or a decision has a responsible body and a date."),
    ),
    Columns(
        frozenset({PointKind.FIGURE}),
        {"figure_value": None, "figure_unit": Texts(), "figure_period": Texts(), "figure_source": Texts()},
        _("Only a figure has a value, a unit, a period and a source."),
    ),
    Columns(
        frozenset({PointKind.PROGRESS}),
        {"about_demand": None, "about_meeting": None},
        _("Only progress on an earlier matter names an earlier demand or meeting."),
    ),
    Columns(
        frozenset({PointKind.CONSENSUS}),
        {"substance": ""},
        _("Only a point of consensus can be of another kind in substance."),
    ),
)
ONLY_PROMISED, ONLY_FIGURE, ONLY_PROGRESS, ONLY_CONSENSUS = (each.sentence for each in COLUMNS_OF_KIND)
