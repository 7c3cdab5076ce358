"""The door between the office and the square. :func:`publish` is the only way through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.db import outbox
from core.errors import DomainError, NotAllowed
from core.text.arabic import analyse, unsuffixed, words
from core.text.texts import LANGUAGES, Texts
from publications.canonical import canonical_json, sha256
from publications.models import Approval, Document, Edition
from publications.schemas import SCHEMAS, Document as Body

# Any number will do; it names the one lock that makes the chain a chain. Held until the transaction ends.
CHAIN_LOCK = 0x6D61_6368


class NothingToPublish(DomainError):
    """The document reads the same as its live edition."""


def publish(
    body: Body,
    *,
    listed_on: dt.date,
    authors: Collection[int],
    approver: int | None,
    state: str = "",
    note: Texts | None = None,
    closes_earlier: bool = False,
    is_installed: bool = False,
) -> Edition:
    """Write a new edition of ``body`` and make it the live one.

    ``closes_earlier``: the earlier editions hold something that was withdrawn, and are not served any more. ``is_installed``: the words
    come with the portal or from a command, so there is no author; :func:`install` writes the first edition of such a document.

    ``authors`` and ``approver`` are user ids; the approver may not be among the authors (:class:`core.errors.NotAllowed`, and a
    check constraint). A second or later edition needs a ``note`` that says what changed (:class:`~core.errors.DomainError`); the
    first has none.
    Returns the edition; raises :class:`NothingToPublish` if the text is the live one's.
    """
    with transaction.atomic():
        document = _document(body.kind, body.key, listed_on)
        content = type(body).model_validate(body.model_dump()).model_dump(mode="json")
        live = document.live
        if live:
            _check_follows(live, content, note=note, approver=approver)
        approval = Approval(author_ids=sorted(set(authors)), approver_id=approver, is_installed=is_installed)
        edition = _append(document, content, note=note if live else None, approval=approval)
        if closes_earlier:
            document.closed_until = edition.number - 1
        _list(document, edition, body, listed_on=listed_on, state=state)
        if body.is_typeset:
            outbox.put("publications.pdf", key=f"{edition.pk}", edition=edition.pk)
        return edition


def _check_follows(live: Edition, content: dict[str, Any], *, note: Texts | None, approver: int | None) -> None:
    if not live.is_tombstone and live.envelope["body"] == content:
        raise NothingToPublish(_("This text is already published, word for word."))
    if not note:
        raise DomainError(_("Say what changed since the last edition."))
    if approver is None:
        raise NotAllowed(_("Only the first edition of what comes with the portal needs nobody who approves it."))


def install(body: Body, *, listed_on: dt.date) -> Edition | None:
    """The first edition of a list that comes with the portal: no person wrote it. ``None`` where the document exists already."""
    with transaction.atomic():
        _lock_chain()
        if Document.objects.filter(kind=body.kind, key=body.key).exists():
            return None
        return publish(body, listed_on=listed_on, authors=[], approver=None, is_installed=True)


def withdraw(kind: str, key: str, *, sentence: Texts, authors: Collection[int], approver: int) -> Edition:
    """Replace the live edition by a tombstone that carries a public ``sentence``; earlier editions are no longer served."""
    with transaction.atomic():
        _lock_chain()
        document = Document.objects.select_for_update().get(kind=kind, key=key)
        approval = Approval(author_ids=sorted(set(authors)), approver_id=approver)
        edition = _append(document, None, note=sentence, approval=approval)
        document.live, document.is_listed, document.words = edition, False, ""
        document.closed_until = edition.number - 1
        document.save()
        return edition


def _lock_chain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _document(kind: str, key: str, listed_on: dt.date) -> Document:
    _lock_chain()
    document, _created = Document.objects.select_related("live").get_or_create(
        kind=kind, key=key, defaults={"listed_on": listed_on}
    )
    return document


def _append(document: Document, content: dict[str, Any] | None, *, note: Texts | None, approval: Approval) -> Edition:
    """``approval``: not saved yet."""
    if approval.approver_id in approval.author_ids:
        raise NotAllowed(_("The author of a text cannot approve it."))
    sequence, previous = Edition.objects.order_by("-sequence").values_list("sequence", "sha256").first() or (0, "")
    number = (document.live.number if document.live else 0) + 1
    published_at = timezone.now()
    envelope = {
        "kind": document.kind,
        "key": document.key,
        "edition": number,
        "sequence": sequence + 1,
        "previous": previous,
        "published_at": published_at.astimezone(dt.UTC).isoformat(),
        "note": note.model_dump() if note else None,
        "withdrawn": content is None,
        "body": content,
    }
    canonical = canonical_json(envelope)
    edition = Edition.objects.create(
        document=document,
        number=number,
        sequence=sequence + 1,
        published_at=published_at,
        is_tombstone=content is None,
        canonical=canonical,
        sha256=sha256(canonical),
        previous_sha256=previous,
    )
    approval.edition = edition
    approval.save()
    return edition


def _list(document: Document, edition: Edition, body: Body, *, listed_on: dt.date, state: str) -> None:
    document.live, document.is_listed = edition, True
    document.listed_on, document.state = listed_on, state
    document.themes, document.areas = body.theme_keys(), body.area_keys()
    document.words = SearchVector(Value(indexed(body.searched_texts())), config="simple")
    document.save()


def indexed(texts: Iterable[Texts]) -> str:
    """Stems, and whole words without article for the one that a reader has not finished typing."""
    written = " ".join(getattr(text, language) for text in texts for language in LANGUAGES)
    return " ".join([*analyse(written), *map(unsuffixed, words(written))])


def broken_editions() -> Iterable[tuple[Edition, str]]:
    """Walk the whole chain; yields each edition that does not hold, with the reason."""
    previous, expected = "", 1
    for edition in Edition.objects.select_related("document").order_by("sequence").iterator(chunk_size=500):
        if reason := _fault(edition, previous, expected):
            yield edition, reason
        previous, expected = edition.sha256, edition.sequence + 1


def _fault(edition: Edition, previous: str, expected: int) -> str:
    envelope = edition.envelope
    facts = (envelope["kind"], envelope["key"], envelope["edition"], envelope["sequence"], envelope["previous"])
    row = (edition.document.kind, edition.document.key, edition.number, edition.sequence, edition.previous_sha256)
    if sha256(edition.canonical) != edition.sha256:
        return "its text does not give its SHA-256"
    if canonical_json(envelope) != edition.canonical:
        return "its text is not canonical JSON"
    if facts != row:
        return "its text and its row disagree"
    if edition.sequence != expected:
        return f"edition {expected} of the chain is missing before it"
    if edition.previous_sha256 != previous:
        return "it is not chained to the edition before it"
    if envelope["body"] is not None:
        SCHEMAS[envelope["kind"]].model_validate(envelope["body"])
    return ""
