from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.reading import ReadForm, changes_since
from portal.staff.reference.changes import changes
from portal.staff.reference.kinds import KINDS, ReferenceKind
from portal.staff.saving import FormPage
from publications.schemas import ReferenceDocument
from reference import actions, publishing

RIGHT, APPROVE = "reference.change", "reference.approve"


@needs(RIGHT)
def index(request: HttpRequest) -> HttpResponse:
    kinds = [(kind, each.title, each.model.objects.count(), _without_contact(each)) for kind, each in KINDS.items()]
    return render(request, "staff/reference/kinds.html", {"kinds": kinds})


def _without_contact(vocabulary: ReferenceKind) -> int:
    return vocabulary.model.objects.without_contact().count() if vocabulary.has_contacts else 0


@needs(RIGHT)
def entries(request: HttpRequest, kind: str) -> HttpResponse:
    return _entries(request, kind)


@needs(APPROVE)
@step_of(entries)
def publish(request: HttpRequest, kind: str) -> HttpResponse:
    _vocabulary(kind)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _entries(request, kind, status=400)
    try:
        actions.publish_list(kind, by=request.user, **form.values)
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return _entries(request, kind, status=status_of(error), refusal=error.message, read=form.cleaned_data)
    return redirect("staff:reference_list", kind)


def _entries(
    request: HttpRequest, kind: str, *, status: int = 200, refusal: Any = "", read: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The entries, and what of them the public does not read yet. ``read``: what the form of a refused approval says was read."""
    vocabulary, pending = _vocabulary(kind), publishing.pending_list(kind)
    is_filtered = vocabulary.has_contacts and request.GET.get("contact") == "none"
    found = vocabulary.model.objects.without_contact() if is_filtered else vocabulary.model.objects.all()
    rows = found.select_related(*vocabulary.related)
    public, office = cast(ReferenceDocument | None, pending.main.public), cast(ReferenceDocument, pending.main.body)
    changed = changes(public, office)
    is_author = bool(changed) and bool(pending.refusal_of(request.user.pk))
    may_approve = bool(changed) and not is_author and request.user.has_perm(APPROVE)
    context = {
        "kind": kind,
        "vocabulary": vocabulary,
        "page": lists.page_by_key(request, rows, ("is_retired", "position", "key")),
        "query": lists.kept_query(contact="none" if is_filtered else ""),
        "is_filtered": is_filtered,
        "without_contact": _without_contact(vocabulary),
        "changes": changed,
        "read_changes": changes_since(read, pending),
        "is_author": is_author,
        "form": ReadForm(initial=pending.carried()) if may_approve else None,
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/reference/entries.html", context, status=status)


@needs(RIGHT)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    vocabulary = _vocabulary(kind)
    return _page(request, kind, vocabulary, vocabulary.model(), vocabulary.new)


@needs(RIGHT)
def entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    vocabulary = _vocabulary(kind)
    row = get_object_or_404(vocabulary.model, pk=pk)
    return _page(request, kind, vocabulary, row, str(row))


def _page(request: HttpRequest, kind: str, vocabulary: ReferenceKind, row: Any, heading: Any) -> HttpResponse:
    back = reverse("staff:reference_list", args=[kind])

    def make(typed: Any) -> Any:
        stored = vocabulary.model.objects.get(pk=row.pk) if row.pk else vocabulary.model()
        return vocabulary.form(typed, instance=stored)

    def save(cleaned: dict[str, Any]) -> str:
        if row.pk:
            actions.change_entry(row, by=request.user, **cleaned)
        else:
            actions.add_entry(vocabulary.model, by=request.user, **cleaned)
        return back

    return FormPage(make, save, heading, back=back, more={"key": row.key}).respond(request)


def _vocabulary(kind: str) -> ReferenceKind:
    try:
        return KINDS[kind]
    except KeyError as error:
        raise Http404 from error
