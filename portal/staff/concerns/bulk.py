"""One step for the ticked concerns: a preview of what would happen to each, then the step, then what became of each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from core.errors import DomainError, NotAllowed
from core.text.forms import TextsFormField
from core.web import form_recovery
from core.web.refusals import status_of
from portal.common.numbers import number_of
from portal.staff.concerns import inbox, queue
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.forms import OfficeForm
from proposals.concerns import assignment, bulk
from proposals.concerns.bulk import Act, Seen, Step
from proposals.concerns.queue import SOONEST
from proposals.models import Concern, ConcernBulk, ConcernStep
from reference.models import Institution, Theme

SENTENCE_LENGTH = 2_000


class AssignDetails(OfficeForm):
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Assign to"),
        error_messages={"required": gettext_lazy("Choose a person who reviews submissions.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [person.pk for person in assignment.people().here]
        self.fields["person"].queryset = User.objects.filter(pk__in=here).order_by("name", "pk")


class NoDetails(OfficeForm):
    pass


class SentenceDetails(OfficeForm):
    sentence = TextsFormField(
        label=gettext_lazy("Sentence for the associations"),
        rows=3,
        max_length=SENTENCE_LENGTH,
        help_text=gettext_lazy("Each association reads it in the language in which it wrote."),
        error_messages={"required": gettext_lazy("Write a sentence for the association.")},
    )


class DeclineDetails(SentenceDetails):
    layout = ("reason", "sentence")
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=ConcernStep.DECLINE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the reason.")},
    )


class HideDetails(DeclineDetails):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=ConcernStep.HIDE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the reason.")},
    )


class ThemeDetails(OfficeForm):
    theme = forms.ModelChoiceField(
        Theme.objects.in_use(),
        label=gettext_lazy("Theme"),
        help_text=gettext_lazy("It takes the place of the themes that are chosen now. These stay in the history."),
        error_messages={"required": gettext_lazy("Choose a theme.")},
    )


class ReferDetails(SentenceDetails):
    layout = ("body", "sentence")
    body = forms.ModelChoiceField(
        Institution.objects.in_use(),
        label=gettext_lazy("Competent body"),
        error_messages={"required": gettext_lazy("Name the competent body.")},
    )


DETAILS: dict[Act, type[OfficeForm]] = {
    Act.ASSIGN: AssignDetails,
    Act.BEGIN: NoDetails,
    Act.DECLINE: DeclineDetails,
    Act.REFER: ReferDetails,
    Act.HIDE: HideDetails,
    Act.THEME: ThemeDetails,
}


def _again(request: HttpRequest, *args: Any) -> HttpResponse:
    """GET after signing in again: the preview with what was typed."""
    typed = form_recovery.take(request)
    return redirect("staff:concerns") if typed is None else _preview(request, typed)


@needs(queue.RIGHT)
@step_of(_again)
def preview(request: HttpRequest) -> HttpResponse:
    return _preview(request, request.POST)


def _preview(request: HttpRequest, typed: QueryDict, **more: Any) -> HttpResponse:
    rows = _ticked(request, typed)
    if typed.get("act") not in Act.values or not rows:
        refusal = _("Tick the submissions first.") if not rows else _("This step does not exist.")
        return queue.show(request, status=400, refusal=refusal, given=_list_of(typed))
    act = Act(typed["act"])
    form = DETAILS[act](typed if _is_written(act, typed) else None)
    step = _step(act, form)
    return _show(request, typed, act, form, step, rows, **more)


def _is_written(act: Act, typed: QueryDict) -> bool:
    """The list asks for a decision without its reason and sentence, and for a theme, which are chosen beside the preview."""
    return act not in (*bulk.DECISIONS, Act.THEME) or "written" in typed


def _step(act: Act, form: OfficeForm) -> Step | None:
    return Step(act, **form.values) if form.is_bound and form.is_valid() else None


def _show(
    request: HttpRequest,
    typed: QueryDict,
    act: Act,
    form: OfficeForm,
    step: Step | None,
    rows: list[Concern],
    *,
    status: int = 200,
    refusal: Any = "",
) -> HttpResponse:
    previewed = bulk.preview(rows, step, by=request.user) if step else []
    would = [(each, inbox.heading(each.concern)) for each in previewed]
    has_errors = form.is_bound and not form.is_valid()
    context = {
        "act": act,
        "form": form if form.fields else None,
        "rows": [(row, inbox.heading(row)) for row in rows],
        "theme": step.theme if step else None,
        "would": [each for each in would if not each[0].refusal],
        "refused": [each for each in would if each[0].refusal],
        "is_previewed": bool(previewed),
        "carried": [(name, value) for name in typed if _is_of(form, name) for value in typed.getlist(name)],
        "key": typed.get("key") or uuid.uuid4(),
        "list": _list_of(typed).urlencode(),
        "refusal": refusal,
    }
    return render(request, "staff/concerns/bulk.html", context, status=400 if has_errors else status)


def _is_of(form: OfficeForm, name: str) -> bool:
    """A text in several languages is several parts of what was sent."""
    return any(name == field or name.startswith(f"{field}_") for field in form.fields)


@needs(queue.RIGHT)
@step_of(_again)
def confirm(request: HttpRequest) -> HttpResponse:
    """Takes the step that the preview showed, for the concerns as it showed them."""
    typed = request.POST
    form, key = _form(typed), _key(typed)
    step = _step(Act(typed["act"]), form) if form else None
    if step is None or key is None:
        return _preview(request, typed)
    try:
        bulk.run(key, _seen(typed), step, by=request.user)
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return _preview(request, typed, status=status_of(error), refusal=error.message)
    return redirect("staff:concerns_bulk_result", key)


def _form(typed: QueryDict) -> OfficeForm | None:
    return DETAILS[Act(typed["act"])](typed) if typed.get("act") in Act.values else None


def _key(typed: QueryDict) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed.get("key", ""))
    except ValueError:
        return None


def _seen(typed: QueryDict) -> Mapping[int, Seen]:
    """Each ``seen``: the ids of a concern, of its last step and of its assignee, as the preview wrote them."""
    found = {}
    for written in typed.getlist("seen")[: bulk.MOST_AT_ONCE + 1]:
        pk, step, assignee, *_more = [number_of(part) for part in f"{written}:::".split(":")]
        if pk is not None:
            found[pk] = Seen(step, assignee)
    return found


@needs(queue.RIGHT)
@require_safe
def result(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of each concern, for the person who asked."""
    row = get_object_or_404(ConcernBulk.objects.select_related("person", "body", "theme"), pk=key, by=request.user)
    rows = row.rows.select_related("concern")
    done = [(each, inbox.heading(each.concern)) for each in rows]
    context = {
        "bulk": row,
        "done": [each for each in done if each[0].outcome == bulk.Outcome.DONE],
        "refused": [each for each in done if each[0].outcome == bulk.Outcome.REFUSED],
        "waiting": [each for each in done if each[0].outcome == bulk.Outcome.WAITING],
    }
    return render(request, "staff/concerns/bulk_result.html", context)


def _ticked(request: HttpRequest, typed: QueryDict) -> list[Concern]:
    """The preview repeats the ticks, so that it can be read again with other words."""
    given = [number_of(pk) for pk in typed.getlist("concern")[: bulk.MOST_AT_ONCE]]
    rows = Concern.objects.visible_to(request.user).filter(pk__in=[pk for pk in given if pk is not None])
    return list(rows.select_related("association").order_by(*SOONEST))


def _list_of(typed: QueryDict) -> QueryDict:
    return QueryDict(typed.get("list", "")[: queue.LONGEST_LIST])
