"""The door between the office and the square. :func:`publish` is the only way in for words, :func:`take_back` the only way out.

An author of what is published is refused here (:meth:`publications.pending.PendingPublication.refusal_of`), and once more by a constraint of
:class:`publications.models.Approval`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.db import outbox
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.arabic import analyse, unsuffixed, words
from core.text.texts import LANGUAGES, Texts
from publications import findings, found_by, prerendered_parts
from publications.canonical import canonical_json, sha256
from publications.facets import Trees
from publications.models import Approval, Document, Edition, Rendering
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import SCHEMAS, Document as Body

# An arbitrary key for the advisory lock under which editions are appended to the chain.
CHAIN_LOCK = 0x6D61_6368


class NothingToPublish(DomainError):
    """The publication is empty, or its first document reads the same as its live edition."""


def publish(pending: PendingPublication, *, by: int, seen: str, note: Texts | None = None) -> list[Edition]:
    """Write the editions of ``pending``, approved by the user with the id ``by``, and make them the live ones.

    ``seen``: the fingerprint of what ``by`` has read. ``note``: what changes, where the approver writes it with the approval.

    Raises :class:`~core.errors.NotAllowed` for an author (a check constraint repeats it), :class:`~core.errors.EditedMeanwhile` when
    ``seen`` is another fingerprint, or when another edition came between the composing and the writing, :class:`NothingToPublish`,
    :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for, and :class:`~core.errors.DomainError` for a second or later edition without a note.
    """
    refuse(pending, by=by, seen=seen)
    findings.refuse_in_note(note)
    return _write(pending, by=by, note=note)


def refuse(pending: PendingPublication, *, by: int, seen: str) -> None:
    """Raise what :func:`publish` raises before it writes, for an approval that is published later."""
    if not pending.documents:
        raise NothingToPublish(_("There is nothing to publish."))
    if refusal := pending.refusal_of(by):
        raise NotAllowed(refusal)
    if seen != pending.fingerprint:
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
    findings.refuse_open(pending)


def take_back(pending: PendingPublication, *, by: int) -> list[Edition]:
    """Bring what is public down to less, at once and without a second person: fewer lines, a meeting that is called off, or a tombstone.

    ``pending`` names as authors those who answered for the editions that go. Raises :class:`~core.errors.NotAllowed` for a document
    that is not public: nothing comes in this way.
    """
    if any(document.public is None for document in pending.documents):
        raise NotAllowed(_("Only what is public can be taken back."))
    return _write(pending, by=by)


def install(body: Body, *, listed_on: dt.date) -> Edition | None:
    """The first edition of a list that comes with the portal: no person wrote it. ``None`` where the document exists already."""
    with transaction.atomic():
        lock()
        if Document.objects.filter(kind=body.kind, key=body.key).exists():
            return None
        documents = [PendingDocument.edition(body, listed_on=listed_on)]
        return _write(prepare(documents, writers=(), is_installed=True), by=None)[0]


def record_day(kind: str, key: str, days: Mapping[str, dt.date], *, note: Texts) -> Edition | None:
    """Write into a listed document on which day the portal itself did something. ``days``: by the field of the body.

    No person wrote it and nobody approves it, so only days come in this way, and a ``note`` that stands in the code (ADR 2). ``None`` for a
    document that is not listed, or that says it already.
    """
    if not all(type(day) is dt.date for day in days.values()):
        raise NotAllowed(_("Words are published after an approval."))
    with transaction.atomic():
        lock()
        row = Document.objects.select_related("live").filter(kind=kind, key=key, is_listed=True).first()
        if row is None or row.live is None:
            return None
        body = row.live.body.model_copy(update=days)
        document = PendingDocument.edition(body, note=note, listed_on=row.listed_on, state=row.state)
        pending = prepare([document], writers=(), is_installed=True)
        return None if pending.main.is_unchanged else _write(pending, by=None)[0]


def lock() -> None:
    """Let nobody else publish until the transaction ends. Whoever composes after it composes what is public then, too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _write(pending: PendingPublication, *, by: int | None, note: Texts | None = None) -> list[Edition]:
    with transaction.atomic():
        lock()
        trees = found_by.live_trees()
        editions = [_next_edition(document, pending, trees, by=by, note=note) for document in pending.documents]
        found_by.follow_lists(pending, trees)
        return editions


def _next_edition(
    pending: PendingDocument, whole: PendingPublication, trees: Trees, *, by: int | None, note: Texts | None
) -> Edition:
    document, _created = Document.objects.select_related("live").get_or_create(
        kind=pending.kind, key=pending.key, defaults={"listed_on": _listed_on(pending)}
    )
    live = document.live
    if (live.number if live else 0) != pending.follows:
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
    if pending.is_unchanged:
        raise NothingToPublish(_("This text is already published, word for word."))
    note = (pending.note or note) if live else None
    if live and not note:
        raise DomainError(_("Say what changed since the last edition."))
    approval = Approval(
        author_ids=sorted(whole.authors), approver_id=by, is_installed=whole.is_installed and not whole.authors
    )
    edition = _append(document, pending.content, note=note, approval=approval)
    if pending.closes_earlier:
        document.closed_until = edition.number - 1
    _list(document, edition, pending, trees)
    if live:
        prerendered_parts.forget(live)
        Rendering.objects.filter(edition=live).delete()  # only PDFs of live editions are served
    if pending.body:
        _ask_workers(edition, pending.body)
    return edition


def _ask_workers(edition: Edition, body: Body) -> None:
    """A page says how large its PDF is, so the parts of that page are written after the PDF (:mod:`publications.rendering`)."""
    if body.is_typeset:
        outbox.put("publications.pdf", key=f"{edition.pk}", edition=edition.pk)
    elif body.kind in prerendered_parts.KINDS:
        prerendered_parts.ask(edition, "published")


def _listed_on(pending: PendingDocument) -> dt.date:
    return pending.listed_on or today()


def _append(document: Document, content: dict[str, Any] | None, *, note: Texts | None, approval: Approval) -> Edition:
    """Append an edition to the chain; ``approval`` is an unsaved row."""
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


def _list(document: Document, edition: Edition, pending: PendingDocument, trees: Trees) -> None:
    document.live, document.is_listed = edition, pending.body is not None and pending.is_listed
    if body := pending.body:
        document.listed_on, document.state = _listed_on(pending), pending.state
        document.themes, document.areas = body.theme_keys(), body.area_keys()
        document.is_demonstration, document.shown_demands = body.demonstration, body.demand_keys()
        document.words = SearchVector(Value(indexed(body.searched_texts())), config="simple")
    else:
        document.words = ""
    found_by.label(document, pending.content, trees)
    document.save()


def indexed(texts: Iterable[Texts]) -> str:
    """The terms to index: stems, and whole words without article, for searches by prefix."""
    written = " ".join(getattr(text, language) for text in texts for language in LANGUAGES)
    return " ".join([*analyse(written), *map(unsuffixed, words(written))])


def broken_editions() -> Iterable[tuple[Edition, str]]:
    """Check the whole chain; yields each inconsistent edition with the reason."""
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
