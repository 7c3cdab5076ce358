"""The pages of a drafted text in the office: written, read as it will be public, sent to review, approved, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from portal.staff.decorators import needs
from portal.staff.document_steps import Step, step_view
from portal.staff.drafts.forms import ApproveTextForm
from portal.staff.findings.part import Part
from portal.staff.forms import OfficeForm, VersionedForm
from portal.staff.reading import changes_since
from portal.staff.reports.approval import Offered
from portal.staff.reports.forms import NoteForm, PublicSentenceForm, SentenceForm
from portal.staff.saving import FormPage
from publications.drafts.actions import Drafting
from publications.drafts.models import DraftedText
from publications.drafts.states import DRAFT, DraftState
from publications.pending import PendingPublication
from publications.schemas import Document as Body

Row = TypeVar("Row", bound=DraftedText)


@dataclass(frozen=True)
class Words:
    """What the pages of one kind of text say. ``approval``: what happens when it is approved; ``read``: the button on the start page."""

    home: str | Promise
    new: str | Promise
    edit: str | Promise
    read: str | Promise
    approval: str | Promise


def nothing_more(_row: Any, _pending: PendingPublication | None, _document: Any, _user: User) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class DraftPage(Generic[Row]):
    """``view``: the right to read; ``name``: of its addresses, ``home``: of the address of the list, ``folder``: of its templates.

    The template is ``staff/<folder>/<name>.html`` and extends ``staff/drafts/draft.html``. ``form``: gets ``instance``;
    ``new_row``: the row with which an empty form begins. ``context``: what else the page shows; it gets the row, the pending publication,
    its main document with the findings marked, and the user.
    """

    drafting: Drafting[Row]
    view: str
    name: str
    home: str
    folder: str
    form: type[VersionedForm]
    words: Words
    context: Callable[[Row, PendingPublication | None, Any, User], dict[str, Any]] = nothing_more
    new_row: Callable[[], Row] | None = None

    @cached_property
    def steps(self) -> dict[str, Step]:
        actions = self.drafting
        write, approve = actions.write_right, actions.approve_right
        next_reader = _("The head of the cell reads it next.")
        stays = _("The public edition stays until the corrected one is approved.")
        instead = _("At once. Readers find your sentence in its place.")
        return {
            "submit": Step(write, actions.submit, NoteForm, _("Send to review"), next_reader, is_main=True),
            "approve": Step(
                approve, actions.approve, ApproveTextForm, _("Approve and publish"), self.words.approval, is_main=True
            ),
            "return": Step(approve, actions.return_, SentenceForm, _("Return with a comment")),
            "correct": Step(write, actions.correct, SentenceForm, _("Start a correction"), stays),
            "withdraw": Step(approve, actions.withdraw, PublicSentenceForm, _("Withdraw from the public"), instead),
            "redraft": Step(write, actions.redraft, OfficeForm, _("Draft again"), is_main=True),
        }

    def urls(self, folder: str, *, begins: bool = True) -> Iterator[URLPattern]:
        """``begins``: a text of this kind begins with an empty form."""
        write = self.drafting.write_right
        if begins:
            yield path(f"{folder}/new/", needs(write)(self.new), name=f"{self.name}_new")
        yield path(f"{folder}/<int:pk>/", needs(self.view)(self.open), name=self.name)
        yield path(f"{folder}/<int:pk>/edit/", needs(write)(self.edit), name=f"{self.name}_edit")
        for name, step in self.steps.items():
            view = step_view(name, step, draft=self.row, read=self.read, page=f"staff:{self.name}")
            yield path(f"{folder}/<int:pk>/{name}/", view, name=f"{self.name}_{name}")

    def row(self, request: HttpRequest, pk: int) -> Row:
        rows = self.drafting.model._default_manager
        found: Row = get_object_or_404(rows.visible_to(request.user), pk=pk)  # type: ignore[attr-defined]
        return found

    def new(self, request: HttpRequest) -> HttpResponse:
        def make(typed: Any) -> VersionedForm:
            return self.form(typed, instance=self.new_row() if self.new_row else self.drafting.model())

        def save(values: dict[str, Any]) -> str:
            given = {name: value for name, value in values.items() if name not in {"version", "change_note"}}
            return reverse(f"staff:{self.name}", args=[self.drafting.begin(by=request.user, **given).pk])

        back = reverse(f"staff:{self.home}")
        return FormPage(make, save, self.words.new, back=back, more={"is_wide": True}).respond(request)

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, back = self.row(request, pk), reverse(f"staff:{self.name}", args=[pk])

        def make(typed: Any) -> VersionedForm:
            return self.form(typed, instance=self.drafting.model._default_manager.get(pk=pk))

        def save(values: dict[str, Any]) -> str:
            self.drafting.save(row, by=request.user, **values)
            return back

        return FormPage(make, save, self.words.edit, back=back, more={"is_wide": True}).respond(request)

    def open(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.read(request, pk)

    def read(
        self,
        request: HttpRequest,
        pk: int,
        *,
        refusal: Any = "",
        status: int = 200,
        forms: dict[str, Any] | None = None,
        was_parked: bool = False,
        read_before: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """The text as it will be published, with findings, earlier steps, and the steps that the user may take.

        Everything on the page comes from one composition, whose fingerprint the form of the approval carries.
        """
        row, user = self.row(request, pk), request.user
        pending, problem = self._pending(row)
        found = self._findings(row, user, pending)
        document: Body | None = found.marked.main.body if found else None
        why_not = pending.refusal_of(user.pk) if pending else ""
        context = {
            "row": row,
            "title": row.title,
            "home": reverse(f"staff:{self.home}"),
            "words": self.words,
            "edit": reverse(f"staff:{self.name}_edit", args=[row.pk]) if self._may_edit(row, user) else "",
            "public": reverse(f"public:{self.name}", args=[row.key]) if row.state == DraftState.PUBLISHED else "",
            "document": document,
            "found": found,
            "changes": changes_since(read_before, pending),
            "change_note": found.marked.main.note if found else None,
            "steps": row.steps.select_related("by"),
            "offered": self._offered(row, user, forms or {}, pending),
            "authors": pending.authors if pending else (),
            "waits_for_another": bool(why_not) and row.state == "in_review" and user.has_perm(self._approve),
            "refusal": refusal or problem,
            "was_parked": was_parked,
            **self.context(row, pending, document, user),
        }
        return render(request, f"staff/{self.folder}/{self.name}.html", context, status=status)

    @property
    def _approve(self) -> str:
        return self.drafting.approve_right

    def _may_edit(self, row: Row, user: User) -> bool:
        return user.has_perm(self.drafting.write_right) and row.is_writable

    def _pending(self, row: Row) -> tuple[PendingPublication | None, str | Promise]:
        try:
            return self.drafting.compose(row), ""
        except DomainError as error:
            return None, error.message

    def _findings(self, row: Row, user: User, pending: PendingPublication | None) -> Part | None:
        """In the words that nobody has approved yet."""
        edit = reverse(f"staff:{self.name}_edit", args=[row.pk]) if self._may_edit(row, user) else ""
        may_answer = user.has_perm(self.drafting.write_right) or user.has_perm(self._approve)
        return Part(pending, self.name, row.pk, edit, may_answer) if pending else None

    def _offered(
        self, row: Row, user: User, typed: dict[str, forms.Form], pending: PendingPublication | None
    ) -> list[Offered]:
        """The steps this person may take now. An author is told that another approves."""
        found = []
        for move in DRAFT.offered(row.state):
            step = self.steps[move.name]
            if not user.has_perm(step.right) or not self._is_possible(move.name, row, user, pending):
                continue
            initial = pending.carried() if pending and move.name == "approve" else {}
            form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
            url = reverse(f"staff:{self.name}_{move.name}", args=[row.pk])
            found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed, url=url))
        return sorted(found, key=lambda each: not each.step.is_main)

    def _is_possible(self, name: str, row: Row, user: User, pending: PendingPublication | None) -> bool:
        if name == "approve":
            return pending is not None and not pending.refusal_of(user.pk)
        return name != "withdraw" or self.drafting.live_document(row) is not None
