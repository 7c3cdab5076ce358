"""What a member of an association suggests for a paragraph of the guide, and what the cell decided."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import DomainError, NotAllowed
from core.text.differences import compare
from core.text.texts import LANGUAGES
from core.web import form_recovery
from core.web.refusals import status_of
from partners.guide import suggestions as actions
from partners.guide.chapters import CHAPTERS
from partners.models import Association, GuideChapter, GuideSuggestion
from portal.common.keyset import page_by_key
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE, refused
from portal.members.decorators import representatives_only
from portal.members.guide.forms import SuggestionForm, ThanksForm
from publications.schemas import GuideDocument


@representatives_only
def suggest(request: HttpRequest, key: str, language: str, number: int) -> HttpResponse:
    """From the public page of the chapter. ``number``: of the paragraph."""
    chapter = get_object_or_404(GuideChapter, key=key)
    document, associations = CHAPTERS.live_document(chapter), Association.objects.visible_to(request.user)
    if document is None or document.live is None or language not in LANGUAGES:
        raise Http404
    body = cast(GuideDocument, document.live.body)
    before, page = actions.paragraph(body, language, number), reverse("public:guide", args=[key])
    if before is None:
        raise Http404
    if not associations.exists():
        return render(request, "members/guide/nobody.html", {"page": page, "body": body})
    first = associations.order_by("pk").first()

    def save(values: dict[str, Any]) -> str:
        row = actions.suggest(chapter, by=request.user, language=language, number=number, **values)
        return reverse("members:guide_suggestion", args=[row.pk])

    return FormPage(
        lambda typed: SuggestionForm(typed, associations=associations, initial={"after": before, "association": first}),
        save,
        _("Suggest a change of the guide"),
        back=page,
        template=FORM,
        button=_("Send the suggestion"),
        more={"intro": str(body.title), "collection": "submission", "purpose": ""},
    ).respond(request)


@require_safe
@representatives_only
def suggestions(request: HttpRequest) -> HttpResponse:
    rows = GuideSuggestion.objects.visible_to(request.user).select_related("chapter", "association")
    return render(request, "members/guide/suggestions.html", {"page": page_by_key(request, rows, ("-id",))})


@representatives_only
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Posting changes whether the association is thanked by name."""
    rows = GuideSuggestion.objects.visible_to(request.user).select_related("chapter", "association")
    row = get_object_or_404(rows, pk=pk)
    if request.method in SAFE:
        return _show(request, row, typed=form_recovery.take(request))
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return _show(request, row, status=400)
    try:
        actions.choose_thanks(row, by=request.user, **form.values)
    except NotAllowed as refusal:
        return refused(request, refusal)
    except DomainError as refusal:
        return _show(request, row, status=status_of(refusal), refusal=refusal.message)
    return redirect("members:guide_suggestion", pk)


def _show(
    request: HttpRequest, row: GuideSuggestion, *, status: int = 200, typed: Any = None, refusal: Any = ""
) -> HttpResponse:
    context = {
        "suggestion": row,
        "pieces": compare(row.before, row.after),
        "is_public": CHAPTERS.live_document(row.chapter) is not None,
        "form": ThanksForm(typed, initial={"is_thanked": row.is_thanked}),
        "refusal": refusal,
        "was_parked": typed is not None,
    }
    return render(request, "members/guide/suggestion.html", context, status=status)
