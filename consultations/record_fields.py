"""Kinds and lengths of columns of the record, shared by models and recorder messages, so without imports of models."""

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
