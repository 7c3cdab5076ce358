"""A second person reads the public wording of a concern as it will be public, and publishes or withdraws it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import now, today
from core.errors import DomainError
from core.text.texts import Texts
from partners import directory
from proposals.concerns import answers, ledger_lines, publication_mail
from proposals.concerns.publication import KIND, check_may_be_published, check_names, live_document, locked, move
from proposals.demands import name_authors, registration
from proposals.models import Concern, ConcernStep, PublishedConcern
from proposals.states import ConcernState
from publications import findings, store
from publications.models import Document
from publications.name_authors import texts_in
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import ConcernDocument, DemandDocument
from publications.schemas.base import AreaRef, ThemeRef
from publications.schemas.concern import ConcernState as Became, Sender

APPROVE: Final = "proposals.approve_concerns"
WITHDRAWN_BY_SENDER: Final = Texts(
    ar="سُحب هذا النص بطلب ممن أرسله.",
    fr="Ce texte a été retiré à la demande de son auteur.",
    en="This text was withdrawn at the request of its sender.",
)


def pending(published: PublishedConcern) -> PendingPublication:
    """The edition that an approval publishes. Raises :class:`~core.errors.DomainError` for what may not be published as it is worded."""
    live = _live_body(published)
    if live is None:
        # What is public can be corrected whatever the state: while a decision is contested, a name may have to be taken out.
        check_may_be_published(published.concern)
    if not published.title or not published.text:
        raise DomainError(_("Write the title and the text, in Arabic or in French."))
    body = compose(published)
    check_names(published, _texts_of(body) | {"change_note": published.change_note})
    document = PendingDocument.edition(
        body,
        note=published.change_note or None,
        listed_on=published.published_on,
        state=body.state,
        closes_earlier=bool(live and live.sender and not body.sender),
    )
    return prepare(
        [document, *ledger_lines.pending(published, has_name=body.sender is not None)],
        writers=published.authors.values_list("pk", flat=True),
        renamers=name_authors.of_rows(_named_rows(published), texts_in(live) if live else ()),
    )


def compose(published: PublishedConcern) -> ConcernDocument:
    concern, demands, referred = published.concern, _public_demands(published.concern), _referral(published.concern)
    nature: Any = concern.kind
    return ConcernDocument(
        key=published.key,
        demonstration=published.is_demonstration,
        nature=nature,
        title=published.title,
        text=published.text,
        suggestion=published.suggestion,
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in published.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in published.areas.all()],
        sender=_sender(published),
        state=_became(published, has_demand=bool(demands), is_referred=referred is not None),
        answer=published.answer,
        answered_on=(published.answered_on or today()) if published.answer else None,
        referred_to=(referred.referred_to if referred else None) or Texts(),
        demands=demands,
        meeting=published.meeting_key,
    )


def approve(published: PublishedConcern, *, by: User, seen: str) -> PublishedConcern:
    """``seen``: the fingerprint of the :func:`pending` that ``by`` has read.

    A public answer keeps the promise of a first answer. Raises what :func:`publications.store.publish` raises, and
    :class:`~core.db.states.IllegalMove` for a wording that is not in review.
    """
    require(by, APPROVE)
    with transaction.atomic():
        store.lock()
        row = locked(published)
        publication = pending(row)
        row = move(row, "approve", by)
        editions = store.publish(publication, by=by.pk, seen=seen)
        body = cast(ConcernDocument, publication.main.body)
        if body.answer and row.answered_on is None:
            answers.answered_in_public(row.concern, at=now())
        row.published_on, row.answered_on = row.published_on or today(), body.answered_on
        row.change_note = Texts()
        row.save(update_fields=["published_on", "answered_on", "change_note"])
        row.authors.clear()
        ledger_lines.note(row, has_name=body.sender is not None)
        publication_mail.tell(row, editions[0])
        return row


def return_(published: PublishedConcern, *, by: User, sentence: str) -> PublishedConcern:
    require(by, APPROVE)
    with transaction.atomic():
        return move(locked(published), "return", by, sentence)


def withdraw(published: PublishedConcern, *, by: User, sentence: Texts) -> PublishedConcern:
    """At once; the public page shows ``sentence``. The authors are those of the edition that goes."""
    require(by, APPROVE)
    if not sentence:
        raise DomainError(_("Say to the public why the text is withdrawn."))
    findings.refuse_in_note(sentence)
    check_names(published, {"sentence": sentence})
    with transaction.atomic():
        store.lock()
        row = locked(published)
        if live_document(row) is None:
            raise DomainError(_("Only a published text can be withdrawn."))
        return _take_away(row, by=by, sentence=sentence)


def withdraw_with(concern: Concern, *, by: User) -> None:
    """The association withdraws its concern: what is public of it goes at once. In the caller's transaction."""
    row = PublishedConcern.objects.filter(concern=concern).first()
    if row is None:
        return
    store.lock()
    row = locked(row)
    if live_document(row) is not None:
        _take_away(row, by=by, sentence=WITHDRAWN_BY_SENDER)


def _take_away(row: PublishedConcern, *, by: User, sentence: Texts) -> PublishedConcern:
    live = live_document(row)
    authors = live.live.approval.author_ids if live and live.live else []
    tombstone = PendingDocument.tombstone(KIND, row.key, sentence=sentence)
    documents = [tombstone, *ledger_lines.pending(row, has_name=False)]
    editions = store.take_back(prepare(documents, writers=authors), by=by.pk)
    row.authors.clear()
    ledger_lines.note(row, has_name=False)
    publication_mail.tell(row, editions[0])
    return move(row, "withdraw", by, str(sentence))


def _live_body(published: PublishedConcern) -> ConcernDocument | None:
    live = live_document(published)
    return cast(ConcernDocument, live.live.body) if live and live.live else None


def _texts_of(body: ConcernDocument) -> dict[str, Texts]:
    """Its own words; names of themes and areas are those of public lists."""
    return {name: getattr(body, name) for name in ("title", "text", "suggestion", "answer")}


def _sender(published: PublishedConcern) -> Sender | None:
    if not (published.shows_name and published.may_show_name):
        return None
    association = published.concern.association
    return Sender(key=association.key if directory.live(association) else "", name=association.name)


def _became(published: PublishedConcern, *, has_demand: bool, is_referred: bool) -> Became:
    """What the public is told first; the page tells the rest, too. A sentence to the association is no public answer."""
    if published.answer:
        return "answered"
    if is_referred:
        return "referred"
    if has_demand:
        return "demand"
    return "agenda" if published.meeting_key else "accepted"


def _referral(concern: Concern) -> ConcernStep | None:
    if concern.state != ConcernState.REFERRED:
        return None
    return concern.steps.filter(state=ConcernState.REFERRED).select_related("body", "helpline", "unit").last()


def _public_demands(concern: Concern) -> list[str]:
    """Keys of the demands in whose ledgers it stands, of those that are public. Two queries."""
    numbers = sorted(set(registration.led_to(concern).values_list("demand__number", flat=True)))
    keys = [str(number) for number in numbers]
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True) if keys else None
    public = set(rows.values_list("key", flat=True)) if rows is not None else set()
    return [key for key in keys if key in public]


def _named_rows(published: PublishedConcern) -> Iterator[Model]:
    """Rows whose names the document shows."""
    yield from (*published.themes.all(), *published.areas.all())
    if _sender(published):
        yield published.concern.association
    if referred := _referral(published.concern):
        yield from filter(None, (referred.body, referred.helpline, referred.unit))
