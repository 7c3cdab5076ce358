"""Views of the steps that a draft takes until it is a published document: of reports, digests and published submissions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from portal.staff.decorators import needs, note_refusal, step_of

# What a step did, for the list of past steps and for the page after it.
TAKEN: dict[str, str | Promise] = {
    "draft": _("Drafted from the record"),
    "submit": _("Sent to review"),
    "return": _("Returned with a comment"),
    "approve": _("Approved and published"),
    "correct": _("Correction started"),
    "withdraw": _("Withdrawn from the public"),
    "redraft": _("Drafted again"),
    "take_back": _("Taken back"),
    "discard": _("Discarded"),
    "accept": _("Suggestion accepted: it is in the draft"),
    "decline": _("Suggestion declined"),
}
View = Callable[[HttpRequest, int], HttpResponse]


@dataclass(frozen=True)
class Step:
    """``title``: the heading of the step; ``is_main``: its button is the primary one."""

    right: str
    take: Callable[..., Any]
    form: type[forms.Form]
    title: str | Promise
    hint: str | Promise = ""
    is_main: bool = False


def step_view(
    name: str,
    step: Step,
    *,
    draft: Callable[[HttpRequest, int], Any],
    read: Callable[..., HttpResponse],
    page: str,
) -> View:
    """The view that takes ``step``. ``draft``: gives the row or 404; ``read``: answers with its page; ``page``: the name of that address."""

    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        recovered = {} if typed is None else {name: step.form(typed)}
        return read(request, pk, forms=recovered, was_parked=typed is not None)

    @needs(step.right)
    @step_of(again)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row, form = draft(request, pk), step.form(request.POST)
        if not form.is_valid():
            return read(request, pk, status=400, forms={name: form})
        try:
            step.take(row, by=request.user, **form.values)
        except DomainError as error:
            if isinstance(error, NotAllowed):
                note_refusal(request)
            # After a change the text is decided upon anew: the form of the page is about what the page shows now.
            is_outdated = isinstance(error, EditedMeanwhile)
            shown = {"read_before": form.cleaned_data} if is_outdated else {"forms": {name: form}}
            return read(request, pk, refusal=error.message, status=status_of(error), **shown)
        success_messages.add(request, TAKEN[name])
        return redirect(page, pk)

    return taken
