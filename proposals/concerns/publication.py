"""The public wording of a concern while it is written: begun with the text as received, worded by the cell, sent to a second person.

What a second person does: :mod:`proposals.concerns.publication_approval`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts
from proposals.concerns.sender_names import first_found, names_of
from proposals.models import Concern, PublicationStep, PublishedConcern
from proposals.states import PUBLICATION, ConcernState
from publications import findings
from publications.models import Document
from publications.schemas import ConcernDocument
from reference.models import Area, Theme

WRITE: Final = "proposals.word_concerns"
KIND: Final = ConcernDocument.kind
PUBLISHABLE: Final = frozenset({ConcernState.ACCEPTED, ConcernState.ANSWERED, ConcernState.REFERRED})
GIVES_AWAY: Final = _("“%(name)s” tells who sent it, and the association asked not to be named.")


TEXTS: Final = ("title", "text", "suggestion", "answer", "change_note")


class Wording(NamedTuple):
    """What the cell writes. ``shows_name`` is kept only where the association chose to be named."""

    title: Texts
    text: Texts
    suggestion: Texts = Texts()
    answer: Texts = Texts()
    change_note: Texts = Texts()
    shows_name: bool = False
    meeting_key: str = ""
    themes: Iterable[Theme] = ()
    areas: Iterable[Area] = ()

    @property
    def texts(self) -> dict[str, Texts]:
        return {name: getattr(self, name) for name in TEXTS}


def may_be_published(concern: Concern) -> bool:
    """Its sender allowed it, and the cell has taken it up."""
    return concern.use != Concern.Use.CELL_ONLY and concern.state in PUBLISHABLE


def begin(concern: Concern, *, by: User, is_demonstration: bool = False) -> PublishedConcern:
    """The draft, which holds the text as received. Calling it again gives the one that is there."""
    require(by, WRITE)
    with transaction.atomic():
        received = Concern.objects.select_for_update().get(pk=concern.pk)
        check_may_be_published(received)
        row = PublishedConcern.objects.filter(concern=received).first()
        if row is not None:
            return row
        row = PublishedConcern.objects.create(
            concern=received, is_demonstration=is_demonstration, **as_received(received)
        )
        row.themes.set(received.themes.all())
        row.areas.set(received.areas.all())
        row.authors.add(by)
        return note(row, "begin", by)


def save(published: PublishedConcern, *, by: User, version: int, wording: Wording) -> PublishedConcern:
    """``by`` becomes an author. Refuses a text that names a sender who asked not to be named."""
    require(by, WRITE)
    check_names(published, wording.texts)
    with transaction.atomic():
        row = locked(published)
        if not row.is_writable:
            raise DomainError(_("This wording is not open for writing: it is in review or published."))
        shows_name = wording.shows_name and row.may_show_name
        row = change(row, expected=version, **wording.texts, shows_name=shows_name, meeting_key=wording.meeting_key)
        row.themes.set(wording.themes)
        row.areas.set(wording.areas)
        row.authors.add(by)
    return row


def submit(published: PublishedConcern, *, by: User, sentence: str = "") -> PublishedConcern:
    """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
    from proposals.concerns import publication_approval  # it imports this module

    require(by, WRITE)
    with transaction.atomic():
        row = locked(published)
        if was_published(row) and not row.change_note:
            raise DomainError(_("Write what changes in this edition: readers see it."))
        row.authors.add(by)
        findings.refuse_open(publication_approval.pending(row))
        return move(row, "submit", by, sentence)


def take_back(published: PublishedConcern, *, by: User) -> PublishedConcern:
    """Before it was read: the writer has seen a mistake."""
    require(by, WRITE)
    with transaction.atomic():
        return move(locked(published), "take_back", by)


def discard(published: PublishedConcern, *, by: User) -> PublishedConcern:
    """A draft of which nothing is public."""
    require(by, WRITE)
    with transaction.atomic():
        row = locked(published)
        if live_document(row) is not None:
            raise DomainError(_("An edition of this text is public: correct it, or withdraw it."))
        return move(row, "discard", by)


def correct(published: PublishedConcern, *, by: User, sentence: str) -> PublishedConcern:
    """Open a published wording for a correction; the live edition stays until the next one is approved."""
    require(by, WRITE)
    with transaction.atomic():
        row = move(locked(published), "correct", by, sentence)
        row.authors.set([by])
        return row


def redraft(published: PublishedConcern, *, by: User) -> PublishedConcern:
    """Reopen a discarded or withdrawn wording; the next edition of a withdrawn one follows the tombstone."""
    require(by, WRITE)
    with transaction.atomic():
        row = locked(published)
        check_may_be_published(row.concern)
        row.authors.add(by)
        return move(row, "redraft", by)


def as_received(concern: Concern) -> dict[str, Texts | bool]:
    """The first wording: the words of the association, in the language in which they were written."""
    return {
        "title": Texts(**{concern.language: concern.title}),
        "text": Texts(**{concern.language: concern.text}),
        "suggestion": Texts(**{concern.language: concern.suggestion}),
        "shows_name": concern.use == Concern.Use.PUBLIC_NAMED,
    }


def given_away(published: PublishedConcern, texts: dict[str, Texts]) -> dict[str, str]:
    """By the name of a text, the name in it that tells who sent the concern. Empty where the association chose to be named."""
    if published.may_show_name:
        return {}
    return first_found(names_of(published.concern.association), texts.items())


def check_names(published: PublishedConcern, texts: dict[str, Texts]) -> None:
    for name in given_away(published, texts).values():
        raise DomainError(GIVES_AWAY % {"name": name})


def check_may_be_published(concern: Concern) -> None:
    if not may_be_published(concern):
        raise DomainError(
            _("Only a submission that was accepted or referred, and whose sender allows it, is published.")
        )


def was_published(published: PublishedConcern) -> bool:
    return Document.objects.filter(kind=KIND, key=published.key).exists()


def live_document(published: PublishedConcern) -> Document | None:
    """Its published document, unless it is withdrawn."""
    rows = Document.objects.filter(kind=KIND, key=published.key, live__is_tombstone=False)
    return rows.select_related("live__approval").first()


def locked(published: PublishedConcern) -> PublishedConcern:
    rows = PublishedConcern.objects.select_for_update(of=("self",)).select_related("concern__association")
    return rows.get(pk=published.pk)


def move(published: PublishedConcern, name: str, by: User, sentence: str = "") -> PublishedConcern:
    """``published`` is locked."""
    target = PUBLICATION.target(name, published.state)
    if PUBLICATION.by_name[name].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    published.state = target
    published.save(update_fields=["state"])
    return note(published, name, by, sentence)


def note(published: PublishedConcern, name: str, by: User, sentence: str = "") -> PublishedConcern:
    PublicationStep.objects.create(published=published, move=name, by=by, sentence=sentence.strip())
    return published
