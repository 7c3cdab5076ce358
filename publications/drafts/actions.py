"""The steps of a drafted text, each with its right, its rule and its dated row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db.optimistic_lock import change
from core.errors import DomainError
from core.permissions import require
from core.text.texts import Texts
from publications import findings, store
from publications.drafts.models import DraftedText
from publications.drafts.states import DRAFT, DraftState
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare

Row = TypeVar("Row", bound=DraftedText)


def nothing_more(_row: Any, _by: Any) -> None:
    """Of a kind of text for which a step does nothing else."""


@dataclass(frozen=True)
class Drafting(Generic[Row]):
    """The steps of one kind of text; ``by`` is the user who takes a step.

    ``write_right``, ``approve_right``: the permissions; ``compose``: what an approval of the row would publish, with the row's authors as writers.
    ``on_submit``, ``on_approve``, ``on_withdraw``: what else happens, in the same transaction; each gets the locked row and the user.
    """

    model: type[Row]
    kind: str
    write_right: str
    approve_right: str
    compose: Callable[[Row], PendingPublication]
    on_submit: Callable[[Row, Any], None] = nothing_more
    on_approve: Callable[[Row, Any], None] = nothing_more
    on_withdraw: Callable[[Row, Any], None] = nothing_more

    def begin(self, *, by: Any, **values: Any) -> Row:
        """``values``: fields of the new text. ``by`` becomes an author."""
        require(by, self.write_right)
        plain, related = self._split(values)
        with transaction.atomic():
            row = self.model(**plain)
            row.full_clean()
            row.save()
            self._relate(row, related)
            return self.note(row, "begin", by)

    def save(self, row: Row, *, by: Any, version: int, **values: Any) -> Row:
        """``by`` becomes an author. Raises what :func:`core.db.optimistic_lock.change` raises."""
        require(by, self.write_right)
        plain, related = self._split(values)
        with transaction.atomic():
            row = self.locked(row)
            self.check_writable(row)
            row = change(row, expected=version, **plain)
            self._relate(row, related)
            row.authors.add(by)
            return row

    def submit(self, row: Row, *, by: Any, sentence: str = "") -> Row:
        """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
        require(by, self.write_right)
        with transaction.atomic():
            row = self.locked(row)
            if self.was_published(row) and not row.change_note:
                raise DomainError(_("Write what changes in this edition: readers see it."))
            row.authors.add(by)
            self.on_submit(row, by)
            findings.refuse_open(self.compose(row))
            return self._move(row, "submit", by, sentence)

    def approve(self, row: Row, *, by: Any, seen: str) -> Row:
        """``seen``: the fingerprint of the composed publication that ``by`` has read.

        Raises what :func:`publications.store.publish` raises, and :class:`~core.db.states.IllegalMove` for a text that is not in review.
        """
        require(by, self.approve_right)
        with transaction.atomic():
            store.lock()
            row = self._move(self.locked(row), "approve", by)
            store.publish(self.compose(row), by=by.pk, seen=seen)
            row.authors.clear()
            row.change_note = Texts()
            row.save(update_fields=["change_note"])
            self.on_approve(row, by)
            return row

    def return_(self, row: Row, *, by: Any, sentence: str) -> Row:
        require(by, self.approve_right)
        with transaction.atomic():
            return self._move(self.locked(row), "return", by, sentence)

    def withdraw(self, row: Row, *, by: Any, sentence: Texts) -> Row:
        """At once; the public page shows ``sentence``. The authors are those of the edition that goes."""
        require(by, self.approve_right)
        if not sentence:
            raise DomainError(_("Say to the public why it is withdrawn."))
        findings.refuse_in_note(sentence)
        with transaction.atomic():
            store.lock()
            row = self.locked(row)
            live = self.live_document(row)
            if live is None or live.live is None:
                raise DomainError(_("Only what is published can be withdrawn."))
            tombstone = PendingDocument.tombstone(self.kind, row.key, sentence=sentence)
            store.take_back(prepare([tombstone], writers=live.live.approval.author_ids), by=by.pk)
            if row.state == DraftState.PUBLISHED:
                row.authors.clear()
            row = self._move(row, "withdraw", by, str(sentence))
            self.on_withdraw(row, by)
            return row

    def correct(self, row: Row, *, by: Any, sentence: str) -> Row:
        """Open what is published for a correction; the live edition stays until the next one is approved."""
        require(by, self.write_right)
        with transaction.atomic():
            row = self._move(self.locked(row), "correct", by, sentence)
            row.authors.set([by])
            return row

    def redraft(self, row: Row, *, by: Any) -> Row:
        """Reopen what is withdrawn; its next edition follows the tombstone."""
        require(by, self.write_right)
        with transaction.atomic():
            row = self._move(self.locked(row), "redraft", by)
            row.authors.add(by)
            return row

    def locked(self, row: Row) -> Row:
        found: Row = self.model._default_manager.select_for_update().get(pk=row.pk)
        return found

    def check_writable(self, row: Row) -> None:
        if not row.is_writable:
            raise DomainError(_("This text is not open for writing: it is in review or published."))

    def was_published(self, row: Row) -> bool:
        return Document.objects.filter(kind=self.kind, key=row.key).exists()

    def live_document(self, row: Row) -> Document | None:
        """Its published document, unless it is withdrawn."""
        rows = Document.objects.filter(kind=self.kind, key=row.key, live__is_tombstone=False)
        return rows.select_related("live__approval").first()

    def note(self, row: Row, name: str, by: Any, sentence: str = "") -> Row:
        """A step that changes no state; ``by`` becomes an author."""
        row.steps.create(move=name, by=by, sentence=sentence.strip())
        row.authors.add(by)
        return row

    def _split(self, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Values of columns, and those of relations to many."""
        many = {field.name for field in self.model._meta.many_to_many}
        return (
            {name: value for name, value in values.items() if name not in many},
            {name: value for name, value in values.items() if name in many},
        )

    @staticmethod
    def _relate(row: Row, related: dict[str, Any]) -> None:
        for name, rows in related.items():
            getattr(row, name).set(rows)

    def _move(self, row: Row, name: str, by: Any, sentence: str = "") -> Row:
        """``row`` is locked."""
        target = DRAFT.target(name, row.state)
        if DRAFT.by_name[name].needs_sentence and not sentence.strip():
            raise DomainError(_("Say why in a sentence."))
        row.state = target
        row.save(update_fields=["state"])
        row.steps.create(move=name, by=by, sentence=sentence.strip())
        return row
