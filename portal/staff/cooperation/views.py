"""One entry of the office for what the cell and civil society do together: each section with what waits in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.states import RegistrationState
from cooperation.models import Convergence, Deliverable, Enrolment, InstitutionRequest, JointText, MediaOutlet
from cooperation.states import OutletState, RequestState
from core.clock import today
from partners.models import GuideSuggestion
from portal.staff import lists
from portal.staff.decorators import needs


class Section(NamedTuple):
    """``waiting``: what somebody should look at, and ``words``: what it is called."""

    label: str | Promise
    sentence: str | Promise
    url: str
    right: str
    words: str | Promise
    waiting: Callable[[User], QuerySet[Any]]


SECTIONS: Final = (
    Section(
        _("Awareness programmes"),
        _("Programmes of the cell, of associations and of other bodies, and where they meet."),
        "staff:programmes",
        "cooperation.view_programmes",
        _("possible convergences"),
        lambda user: Convergence.objects.visible_to(user).with_the_cell(today()),
    ),
    Section(
        _("Partnership agreements"),
        _("Who promised what until when, and what was done."),
        "staff:partnership_desk",
        "cooperation.view_partnerships",
        _("late"),
        lambda _user: Deliverable.objects.owed().due_before(today()),
    ),
    Section(
        _("Trainings"),
        _("Sessions, places, presence and certificates."),
        "staff:trainings",
        "cooperation.view_trainings",
        _("waiting for a place"),
        lambda _user: Enrolment.objects.filter(state=RegistrationState.WAITING),
    ),
    Section(
        _("Networks of associations"),
        _("Who belongs to a network, and what its members agreed to say."),
        "staff:networks",
        "cooperation.view_networks",
        _("statements to be read"),
        lambda user: JointText.objects.visible_to(user).to_be_read(),
    ),
    Section(
        _("Participatory guide"),
        _("Chapters, and what associations suggest for them."),
        "staff:guide_chapters",
        "partners.view_guide",
        _("suggestions that wait"),
        lambda user: GuideSuggestion.objects.visible_to(user).waiting(),
    ),
    Section(
        _("Press kits"),
        _("What media get of a report, and which media are accredited."),
        "staff:press_kits",
        "cooperation.view_press",
        _("media that ask for accreditation"),
        lambda user: MediaOutlet.objects.visible_to(user).filter(state=OutletState.ASKED),
    ),
    Section(
        _("What institutions are asked"),
        _("Referrals and invitations by e-mail, and what was answered by the link."),
        "staff:institution_requests",
        "cooperation.write_to_institutions",
        _("answers to read"),
        lambda user: InstitutionRequest.objects.visible_to(user).filter(state=RequestState.ANSWERED),
    ),
)


@needs("accounts.enter_office")
def cooperation(request: HttpRequest) -> HttpResponse:
    """One query for all counts."""
    open_ = [section for section in SECTIONS if request.user.has_perm(section.right)]
    counts = lists.capped_each([section.waiting(request.user) for section in open_])
    context = {"sections": list(zip(open_, counts, strict=True))}
    return render(request, "staff/cooperation/cooperation.html", context)
