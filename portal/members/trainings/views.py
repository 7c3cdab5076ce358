"""Places of the user's associations in trainings: enrolled, named, given back, certified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.models import Enrolment, Training
from cooperation.trainings import enrolments, published
from core import clock
from core.errors import DomainError, NotAllowed
from core.web import compression, form_recovery
from core.web.refusals import status_of
from partners.models import Association
from portal.common import certificates
from portal.common.keyset import page_by_key
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE, refused
from portal.members.decorators import representatives_only
from portal.members.trainings.forms import EnrolForm, NameForm
from publications.models import Document
from publications.schemas import TrainingDocument

MOST_OPEN = 20


@require_safe
@representatives_only
def trainings(request: HttpRequest) -> HttpResponse:
    """Trainings that take enrolments, and the places that the associations have."""
    page = page_by_key(request, _own(request), ("-pk",))
    context = {"open": _open(), "page": page}
    return render(request, "members/trainings/trainings.html", context)


@representatives_only
def enrol(request: HttpRequest, key: str) -> HttpResponse:
    training = get_object_or_404(Training, key=key)
    facts, associations = published.known(training), Association.objects.visible_to(request.user)
    if facts is None:
        raise Http404
    public = reverse("public:training", args=[key])
    if not associations.exists():
        return render(request, "members/trainings/nobody.html", {"page": public, "facts": facts})

    def save(values: dict[str, Any]) -> str:
        made = enrolments.enrol(training, by=request.user, **values)
        return reverse("members:enrolment", args=[made.pk])

    free = max(0, facts.capacity - enrolments.seats_taken(training))
    free_words = _("%(free)s of %(all)s places are free.") % {"free": free, "all": facts.capacity}
    more = {"intro": f"{facts.title} · {free_words}", "collection": "training", "purpose": _purpose()}
    return FormPage(
        lambda typed: EnrolForm(typed, associations=associations, initial={"association": associations.first()}),
        save,
        _("Enrol somebody of your association"),
        back=public,
        template=FORM,
        button=_("Enrol"),
        more=more,
    ).respond(request)


@representatives_only
def enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """Posting corrects the name."""
    row = _row(request, pk)
    if request.method in SAFE:
        return _show(request, row, typed=form_recovery.take(request))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, row, status=400, typed=request.POST)
    return _take(request, row, lambda: enrolments.name(row, by=request.user, **form.values), typed=request.POST)


@representatives_only
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    if request.method in SAFE:
        return redirect("members:enrolment", pk)
    return _take(request, row, lambda: enrolments.give_back(row, by=request.user))


@representatives_only
def forget_name(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    if request.method in SAFE:
        return redirect("members:enrolment", pk)
    return _take(request, row, lambda: enrolments.forget_name(row, by=request.user))


@require_safe
@representatives_only
def certificate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    return certificates.file(_row(request, pk), language)


def _purpose() -> str:
    return str(_("The name serves for the list at the door and for the certificate."))


def _open() -> list[TrainingDocument]:
    rows = Document.objects.listed(TrainingDocument.kind).filter(listed_on__gte=clock.today()).order_by("listed_on")
    bodies: list[Any] = [row.live.body for row in rows.select_related("live")[:MOST_OPEN] if row.live]
    return [each for each in bodies if published.takes_enrolments(each)]


def _own(request: HttpRequest) -> Any:
    return Enrolment.objects.visible_to(request.user).select_related("training", "association")


def _row(request: HttpRequest, pk: int) -> Enrolment:
    return get_object_or_404(_own(request), pk=pk)


def _take(request: HttpRequest, row: Enrolment, act: Callable[[], Any], typed: Any = None) -> HttpResponse:
    try:
        act()
    except NotAllowed as refusal:
        return refused(request, refusal)
    except DomainError as refusal:
        return _show(request, row, status=status_of(refusal), typed=typed, refusal=refusal.message)
    return redirect("members:enrolment", row.pk)


def _show(
    request: HttpRequest, row: Enrolment, *, status: int = 200, typed: Any = None, refusal: Any = ""
) -> HttpResponse:
    compression.never(request)
    facts = published.known(row.training)
    is_listed = row.state in enrolments.ON_THE_LIST
    context = {
        "enrolment": row,
        "facts": facts,
        "pass_url": reverse("training_pass", args=[enrolments.token_of(row)]) if is_listed else "",
        "may_name": is_listed and not row.presences.exists(),
        "may_give_back": is_listed and facts is not None and not published.has_begun(facts),
        "may_forget": bool(row.participant) and (facts is None or published.is_over(facts)),
        "certificate": certificates.of(row),
        "form": NameForm(typed, initial={"participant": row.participant}),
        "refusal": refusal,
        "was_parked": typed is not None and not refusal and status == 200,
    }
    return render(request, "members/trainings/enrolment.html", context, status=status)
