"""What awaits a member: questions, answers to judge, invitations, decisions, letters and drafts, in one list. A fixed number of queries.

A source is a function that returns what it has for the associations of the user; another source is added to :data:`SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.invitations import open_for_answers
from consultations.states import RegistrationState
from partners.models import Association
from portal.members.concerns.draft_list import open_drafts
from portal.members.home import about_associations, about_concerns, about_programmes
from portal.members.home.thing import MOST, Awaiting, end_of
from portal.members.meetings.views import awaited
from portal.members.networks import awaiting as about_networks
from portal.members.partnerships import awaiting as about_agreements
from proposals.demands import verdicts
from proposals.demands.demand_document import live_bodies

SHOWN_AT_ONCE: Final = 5
Source = Callable[[HttpRequest, Sequence[Association]], list[Awaiting]]


def awaiting(request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Nearest first; what nobody waits for comes last."""
    return _of(SOURCES, request, associations)


def of_association(request: HttpRequest, association: Association) -> list[Awaiting]:
    """What awaits this association alone."""
    return _of([each for each in SOURCES if each is not about_associations.to_represent], request, [association])


def _of(sources: Sequence[Source], request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    found = [each for source in sources for each in source(request, associations)]
    return sorted(found, key=lambda each: (each.is_draft, each.is_choice, each.at))


def answers(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Answers on which the association has not given its verdict."""
    asked = verdicts.not_given(associations)[:MOST]
    bodies = live_bodies([each.answer.demand for each in asked])
    return [
        Awaiting(
            end_of(each.until),
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


def invitations(request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    found = []
    for row in awaited(request, MOST):
        registration, document = row["registration"], row["document"]
        if registration.state != RegistrationState.INVITED or registration.association not in associations:
            continue
        if not open_for_answers.takes_answers(registration.meeting, document):
            continue
        until = document.answers_until or end_of(document.facts.held_on)
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


def drafts(request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    found = []
    for each in open_drafts(request):
        if each.draft.association not in associations:
            continue
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


SOURCES: Final[tuple[Source, ...]] = (
    about_concerns.questions,
    answers,
    invitations,
    about_associations.steps,
    about_associations.letters,
    about_associations.to_represent,
    about_agreements.agreements,
    about_agreements.promises,
    about_programmes.offers,
    about_networks.invitations,
    about_networks.replies,
    about_networks.requests,
    about_concerns.decided,
    drafts,
)
