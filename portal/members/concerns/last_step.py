"""The last step: shows everything that will be stored, with warnings, and sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy as _

from core.errors import DomainError, EditedMeanwhile
from core.text.language_detection import language_of
from core.web.refusals import status_of
from portal.members.concerns.draft_session import ANSWERS, Writer, Writing
from portal.members.concerns.forms import STEPS, StepForm, content_of, is_gendarmerie
from portal.members.concerns.step_pages import LAST, frame
from portal.members.decorators import on_draft
from portal.members.warning_texts import WARNING_TEXTS
from proposals.concerns import submission, warnings
from proposals.concerns.content import Content, Since, TimeOfDay
from proposals.models import Concern
from reference.models import Area, Theme


def show(
    request: HttpRequest, writing: Writing, status: int = 200, refusal: Any = "", *, unanswered: str = ""
) -> HttpResponse:
    """Step 3, if the first two steps are valid; otherwise redirects to the invalid step.

    ``unanswered``: the mark of a warning that was to be kept without a sentence.
    """
    forms = _forms(writing)
    for number, form in forms.items():
        if not form.is_valid():
            return redirect(f"{reverse('members:draft_step', args=[writing.draft.pk, number])}?check=1")
    content = _content(forms, writing)
    themes = Theme.objects.chosen(content.themes)
    context = frame(writing, LAST) | {
        "refusal": refusal,
        "content": content,
        "kind": Concern.Kind(writing.value("kind")),
        "use": Concern.Use(writing.value("use")),
        "themes": themes,
        "areas": Area.objects.chosen(content.areas),
        "since": Since(content.since).label if content.since else "",
        "times": [TimeOfDay(time).label for time in content.times],
        "warned": _warned(content, unanswered),
        "answered": _answered(content),
        "is_sensitive": any(theme.is_sensitive for theme in themes)
        and writing.value("use") == Concern.Use.PUBLIC_NAMED,
        "is_gendarmerie": is_gendarmerie(content),
    }
    return render(request, "members/concerns/step_3.html", context, status=status)


def _forms(writing: Writing) -> dict[int, StepForm]:
    return {number: form(writing.typed, check=True) for number, form in STEPS.items()}


def _content(forms: dict[int, StepForm], writing: Writing) -> Content:
    return replace(content_of(forms[1], forms[2]), answers=writing.answers)  # type: ignore[arg-type]


def _warned(content: Content, unanswered: str) -> list[dict[str, Any]]:
    """The open warnings. ``step``: in which the words can be changed."""
    found = []
    for number, warned in enumerate(warnings.about(content, confirmed=warnings.answers(content)), start=1):
        title, why, remove = WARNING_TEXTS[warned.kind]
        facts = {"number": number, "warned": warned, "title": title, "why": why, "remove": remove}
        found.append(facts | {"step": step_of(warned.field), "is_unanswered": warned.mark == unanswered})
    return found


def _answered(content: Content) -> list[tuple[warnings.Warned, str]]:
    said = warnings.answers(content)
    found = {each.mark: each for each in warnings.about(content) if each.mark in said}
    return [(each, said[mark]) for mark, each in found.items()]


def step_of(field: str) -> int:
    """Number of the step that has the field."""
    return next((number for number, form in STEPS.items() if field in form.base_fields), LAST - 1)


@on_draft
def answer(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The answer to a warning: remove these words, or say why they are needed."""
    forms = _forms(writing)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        content = _content(forms, writing)
        for warned in warnings.about(content, confirmed=warnings.answers(content)):
            if _is_meant(warned, request):
                if request.POST.get("go") == "keep" and not _because(request):
                    return show(request, writing, 400, unanswered=warned.mark)
                try:
                    _answer(request, writing, content, warned)
                except EditedMeanwhile as conflict:
                    return show(
                        request, Writing.opened(request, writing.draft.pk), status_of(conflict), conflict.message
                    )
    return redirect("members:draft_step", pk=writing.draft.pk, number=LAST)


def _is_meant(warned: warnings.Warned, request: HttpRequest) -> bool:
    sent = request.POST
    return (warned.mark, warned.field, str(warned.start)) == (sent.get("mark"), sent.get("field"), sent.get("start"))


def _because(request: HttpRequest) -> str:
    return " ".join(request.POST.get("because", "").split())[: warnings.SENTENCE_LENGTH]


def _answer(request: HttpRequest, writing: Writing, content: Content, warned: warnings.Warned) -> None:
    if request.POST.get("go") == "keep":
        part = {ANSWERS: [*writing.answers, warnings.Answer(warned.mark, _because(request)).encoded]}
    else:
        part = {warned.field: [warnings.without(content.texts[warned.field], warned)]}
    writing.save(part, Writer.fresh(writing.draft.version), by=request.user)


@on_draft
def send(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Send the draft. Idempotent: a draft that was sent already redirects to its receipt."""
    forms = _forms(writing)
    if request.method != "POST" or not all(form.is_valid() for form in forms.values()):
        return show(request, writing)
    if Writer.of(request.POST).version != writing.draft.version:
        return show(request, writing, 409, _("This draft was changed in another tab. Read it once more, then send it."))
    content = _content(forms, writing)
    try:
        sent = submission.submit(
            writing.draft,
            by=request.user,
            browser_key=writing.key,
            kind=writing.value("kind"),
            use=writing.value("use"),
            language=language_of(" ".join(content.texts.values()), chosen=get_language() or "ar"),
            content=content,
        )
    except DomainError as refusal:
        return show(request, writing, status_of(refusal), refusal.message)
    return redirect("members:concern_receipt", reference=sent.reference)
