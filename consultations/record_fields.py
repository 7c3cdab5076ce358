"""Kinds and lengths of columns of the record, shared by models and recorder messages, so without imports of models."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

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
