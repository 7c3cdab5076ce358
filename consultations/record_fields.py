"""Kinds and lengths of a record's columns, without models: the tables and the shapes of recorder messages share them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LONGEST_LABEL = 120


class ContributionKind(TextChoices):
    OPENING = "opening", _("opening remarks")
    CONTRIBUTION = "contribution", _("contribution")
    REPLY = "reply", _("reply")
    FIGURES = "figures", _("figures presented")
    COMMITMENT = "commitment", _("commitment")
    PROCEDURAL = "procedural", _("point of order")
    CONCLUSION = "conclusion", _("conclusion")


class PointKind(TextChoices):
    CONSENSUS = "consensus", _("point of consensus")
    CONCERN = "concern", _("concern")
    DEMAND = "demand", _("demand")
    RECOMMENDATION = "recommendation", _("recommendation")
    COMMITMENT = "commitment", _("commitment")
    DECISION = "decision", _("decision")
    PRAISE = "praise", _("praise")
