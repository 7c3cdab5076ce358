from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from core.text.texts import Texts
from publications.schemas.base import Document, Part


class Party(Part):
    """``key``: of the page of an association in the directory, or of the police unit; empty where there is none.

    ``signed_as``: the function of whoever signed.
    """

    kind: Literal["unit", "institution", "association"]
    key: str = ""
    name: Texts
    signed_as: Texts = Texts()
    signed_on: dt.date | None = None
    brings: Texts = Texts()


class Deliverable(Part):
    """What one party promised. ``party``: its place in ``parties``, from 0. Late is not written: a reader computes it from ``due_on``.

    ``first_due_on``: the day in an earlier edition, where it was another one. ``done``: how many of ``amount`` are done; ``done_on``: the day on which all of them were.
    """

    party: int
    what: Texts
    due_on: dt.date
    first_due_on: dt.date | None = None
    amount: int = 1
    done: int = 0
    done_on: dt.date | None = None
    evidence: Texts = Texts()
    evidence_url: str = ""
    dropped_on: dt.date | None = None
    drop_reason: Texts = Texts()


class Review(Part):
    """A meeting about the agreement. ``key``: of its public page."""

    key: str
    title: Texts
    on: dt.date


class PartnershipDocument(Document):
    """A partnership agreement: who promised what until when, and what was done.

    ``demands``: keys of the demands that it answers, without their words, so that a page shows how these stand today. ``renews``: key of the
    agreement that this one continues.
    """

    kind: ClassVar[str] = "partnership"

    schema_name: Literal["machoura/partnership/1"] = "machoura/partnership/1"
    objective: Texts
    starts_on: dt.date
    ends_on: dt.date
    renewal: Texts = Texts()
    renews: str = ""
    parties: list[Party]
    deliverables: list[Deliverable] = []
    demands: list[str] = []
    reviews: list[Review] = []

    def demand_keys(self) -> list[str]:
        return self.demands

    def association_keys(self) -> set[str]:
        return {party.key for party in self.parties if party.kind == "association" and party.key}

    def searched_texts(self) -> list[Texts]:
        return [
            self.title,
            self.objective,
            *(party.name for party in self.parties),
            *(each.what for each in self.deliverables),
        ]
