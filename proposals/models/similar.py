"""What is kept of the wording of demands so that repeats are found. Derived from the demands: ``manage.py index_demands`` makes it anew."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.text.texts import LANGUAGES
from proposals.models.demands import Demand


class DemandVector(models.Model):
    """The packed vector (:mod:`core.text.fingerprints`) of a demand's wording in one language.

    The wording of the office and the wording that is published are kept apart: whoever may read only the second is offered nothing by the first.
    """

    class Wording(models.TextChoices):
        OFFICE = "office"
        PUBLISHED = "published"

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="vectors")
    wording = models.CharField(max_length=10, choices=Wording.choices)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    vector = models.BinaryField()
    keys = ArrayField(models.IntegerField(), help_text="What DemandKey lists the demand under.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "wording", "language"], name="one_vector_for_each_wording"),
        ]


class DemandKey(models.Model):
    """One entry of an inverted list: the demand ``demand_id`` has the feature ``key``.

    The primary key is the index that lists the newest demands of a feature at once, however many have it. No foreign key, whose check for each of
    thirty rows would cost more than the rest: what a demand is listed under stands in its :class:`DemandVector`, too, and goes with it.
    """

    pk = models.CompositePrimaryKey("key", "demand_id")
    key = models.IntegerField()
    demand_id = models.BigIntegerField()
