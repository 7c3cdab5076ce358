"""The draft of a chapter: begun and written by an editor, sent to a second person."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts
from partners.models import GuideChapter, GuideStep
from partners.states import GUIDE
from publications import findings
from publications.models import Document
from publications.schemas import GuideDocument

WRITE: Final = "partners.write_guide"


def begin(
    *, by: User, place: int, title: Texts, summary: Texts, text: Texts, awaits_jurist: bool = True
) -> GuideChapter:
    """``by`` becomes an author."""
    require(by, WRITE)
    with transaction.atomic():
        row = GuideChapter(place=place, title=title, summary=summary, text=text, awaits_jurist=awaits_jurist)
        row.full_clean()
        row.save()
        return note(row, "begin", by)


def save(chapter: GuideChapter, *, by: User, version: int, **values: Any) -> GuideChapter:
    """``values``: fields of the form. ``by`` becomes an author."""
    require(by, WRITE)
    with transaction.atomic():
        row = locked(chapter)
        check_writable(row)
        row = change(row, expected=version, **values)
        row.authors.add(by)
        return row


def submit(chapter: GuideChapter, *, by: User, sentence: str = "") -> GuideChapter:
    """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
    from partners.guide import approval  # it imports this module

    require(by, WRITE)
    with transaction.atomic():
        row = locked(chapter)
        if was_published(row) and not row.change_note:
            raise DomainError(_("Write what changes in this edition: readers see it."))
        row.authors.add(by)
        findings.refuse_open(approval.pending(row))
        return move(row, "submit", by, sentence)


def correct(chapter: GuideChapter, *, by: User, sentence: str) -> GuideChapter:
    """Open a published chapter for a correction; the live edition stays until the next one is approved."""
    require(by, WRITE)
    with transaction.atomic():
        row = move(locked(chapter), "correct", by, sentence)
        row.authors.set([by])
        return row


def redraft(chapter: GuideChapter, *, by: User) -> GuideChapter:
    """Reopen a withdrawn chapter; its next edition follows the tombstone."""
    require(by, WRITE)
    with transaction.atomic():
        row = move(locked(chapter), "redraft", by)
        row.authors.add(by)
        return row


def locked(chapter: GuideChapter) -> GuideChapter:
    return GuideChapter.objects.select_for_update().get(pk=chapter.pk)


def check_writable(chapter: GuideChapter) -> None:
    if not chapter.is_writable:
        raise DomainError(_("This chapter is not open for writing: it is in review or published."))


def was_published(chapter: GuideChapter) -> bool:
    return Document.objects.filter(kind=GuideDocument.kind, key=chapter.key).exists()


def move(chapter: GuideChapter, name: str, by: User, sentence: str = "") -> GuideChapter:
    """``chapter`` is locked."""
    target = GUIDE.target(name, chapter.state)
    if GUIDE.by_name[name].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    chapter.state = target
    chapter.save(update_fields=["state"])
    GuideStep.objects.create(chapter=chapter, move=name, by=by, sentence=sentence.strip())
    return chapter


def note(chapter: GuideChapter, name: str, by: User) -> GuideChapter:
    """A step that changes no state; ``by`` becomes an author."""
    GuideStep.objects.create(chapter=chapter, move=name, by=by)
    chapter.authors.add(by)
    return chapter
