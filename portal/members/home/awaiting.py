"""What awaits a member: questions, answers to judge, invitations and drafts, in one list. A fixed number of queries.

A source is a function that returns what it has for the associations of the user; another source is added to :data:`SOURCES`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from consultations.invitations import open_for_answers
from consultations.states import RegistrationState
from core.text.texts import Texts
from core.zone import ZONE
from partners.models import Association
from portal.members.concerns.draft_list import open_drafts
from portal.members.meetings.views import awaited
from proposals.demands import verdicts
from proposals.demands.demand_document import live_bodies
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# Of each source: whoever has more waiting goes on after these.
MOST: Final = 50
SHOWN_AT_ONCE: Final = 5


class Awaiting(NamedTuple):
    """One thing to do. ``at``: its last day, or since when it waits; ``is_draft``: after all others, since nobody else waits for it.

    ``subject`` or ``name``: what it is about, as somebody typed it or as it is published; neither for what only the cell can read.
    """

    at: dt.datetime
    heading: str | Words
    button: str | Words
    url: str
    association: Texts
    subject: str = ""
    name: Texts | None = None
    reference: str = ""
    until: dt.date | None = None
    asked_on: dt.datetime | None = None
    kept_until: dt.datetime | None = None
    is_draft: bool = False


def awaiting(request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Nearest first."""
    found = [each for source in SOURCES for each in source(request, associations)]
    return sorted(found, key=lambda each: (each.is_draft, each.at))


def questions(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    rows = Concern.objects.filter(association__in=associations, state=ConcernState.AWAITING)
    found = list(rows.select_related("association").order_by("-received_at", "-pk")[:MOST])
    asked = ConcernStep.objects.filter(concern__in=found, move="ask").order_by("at", "pk")
    asked_at = dict(asked.values_list("concern", "at"))
    return [
        Awaiting(
            asked_at[row.pk],
            _("Answer the question of the cell"),
            _("Answer the question"),
            reverse("members:concern", args=[row.reference]),
            row.association.name,
            subject=row.title,
            reference=row.reference,
            asked_on=asked_at[row.pk],
        )
        for row in found
    ]


def answers(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Answers on which the association has not given its verdict."""
    asked = verdicts.not_given(associations)[:MOST]
    bodies = live_bodies([each.answer.demand for each in asked])
    return [
        Awaiting(
            _end_of(each.until),
            _("Give your verdict on the answer"),
            _("Read and judge"),
            reverse("members:demand", args=[each.association.pk, each.answer.demand.number]),
            each.association.name,
            name=bodies[each.answer.demand.key].title,
            until=each.until,
        )
        for each in asked
        if each.answer.demand.key in bodies
    ]


def invitations(request: HttpRequest, _associations: Sequence[Association]) -> list[Awaiting]:
    found = []
    for row in awaited(request, MOST):
        registration, document = row["registration"], row["document"]
        if registration.state != RegistrationState.INVITED:
            continue
        if not open_for_answers.takes_answers(registration.meeting, document):
            continue
        until = document.answers_until or _end_of(document.facts.held_on)
        found.append(
            Awaiting(
                until,
                _("Answer the invitation to a meeting"),
                _("Answer the invitation"),
                reverse("members:meeting", args=[registration.pk]),
                registration.association.name,
                name=document.title,
                until=until,
            )
        )
    return found


def drafts(request: HttpRequest, _associations: Sequence[Association]) -> list[Awaiting]:
    found = []
    for each in open_drafts(request):
        here = reverse("members:draft_step", args=[each.draft.pk, 1])
        found.append(
            Awaiting(
                each.kept_until,
                _("Finish your draft") if each.is_here else _("A draft begun in another browser"),
                _("Go on writing") if each.is_here else _("See the drafts"),
                here if each.is_here else reverse("members:concern_new") + "#drafts",
                each.draft.association.name,
                subject=each.title,
                kept_until=each.kept_until,
                is_draft=True,
            )
        )
    return found


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, ZONE)


SOURCES: Final[tuple[Callable[[HttpRequest, Sequence[Association]], list[Awaiting]], ...]] = (
    questions,
    answers,
    invitations,
    drafts,
)
