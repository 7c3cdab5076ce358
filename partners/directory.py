"""The public page of an association, with the fields that it consents to show, approved by the cell and published by publications.store.

Adding to the directory needs the cell's approval. Removing does not: it happens in the same transaction in which the association
withdraws its consent or empties a field, or the cell suspends it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.text.texts import Texts, in_each_language
from partners.models import Association
from partners.states import MAY_BE_LISTED
from publications import name_authors, store
from publications.canonical import canonical_json
from publications.models import Document, Edition
from publications.name_authors import Names
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas.association import AssociationDocument
from publications.schemas.base import AreaRef, ThemeRef
from reference import publishing as reference_lists

KIND = AssociationDocument.kind
Shown = Association.Shown
CHANGED = _("The association changed what it says of itself.")
TAKEN_BACK = _("The association shows this no longer.")
SUSPENDED = _("The directory does not show this association at the moment.")
SHOWN_AGAIN = _("The directory shows this association again.")


def compose(association: Association) -> AssociationDocument:
    """The page from the current data, without fields to which the association does not consent."""
    shown = set(association.shows)
    state: Any = association.state
    return AssociationDocument(
        key=association.key,
        title=association.name,
        state=state,
        seat=association.seat if Shown.SEAT in shown else "",
        purpose=association.purpose if Shown.PURPOSE in shown else Texts(),
        phone=association.phone if Shown.PHONE in shown else "",
        email=association.email if Shown.EMAIL in shown else "",
        functions=_functions(association) if Shown.FUNCTIONS in shown else [],
        shows_demands=Shown.DEMANDS in shown,
        areas=[AreaRef(key=area.key, name=area.name) for area in association.areas.all()],
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in association.themes.all()],
    )


def wanted(association: Association) -> AssociationDocument | None:
    """The page that should be in the directory now, or ``None``."""
    if association.in_directory and association.state in MAY_BE_LISTED:
        return compose(association)
    return None


def live(association: Association) -> AssociationDocument | None:
    """The published page."""
    document = _document(association)
    body = document.live.body if document and document.live else None
    return body if isinstance(body, AssociationDocument) else None


def differs(association: Association) -> bool:
    return wanted(association) != live(association)


def names_by_row(associations: Collection[Association]) -> dict[tuple[str, str], Texts]:
    """Names in the directory, as the public reads them, by the label of the model and the key of the row: of these associations, and of
    others whose page holds a name that one of these has now. One query."""
    named = Q(key__in=[association.key for association in associations])
    for association in associations:
        named |= Q(live__canonical__contains=canonical_json(association.name.model_dump()))
    documents = Document.objects.select_related("live").filter(named, kind=KIND, is_listed=True) if associations else []
    label = Association._meta.label
    return {(label, document.key): document.live.body.title for document in documents if document.live}


def renamed_by(association: Association) -> Names:
    """By user id, names of areas and themes on the page that this user changed and nobody approved since."""
    rows: list[Any] = [*association.areas.all(), *association.themes.all()]
    public = live(association)
    names = reference_lists.names_by_row()
    known = [*names.values(), *(name_authors.texts_in(public) if public else ())]
    return name_authors.writers_of_names(rows, known=known, public=names)


def pending_entry(association: Association) -> PendingPublication | None:
    """The page that the association asks for, where it asks for one and may have it.

    Its authors are those who wrote it since its last edition, and who changed a name that it shows.
    """
    body = wanted(association)
    if body is None:
        return None
    writers = set(association.authors.values_list("pk", flat=True)) or _last_writers(association)
    note = in_each_language(lambda _language: str(CHANGED if live(association) else SHOWN_AGAIN))
    return prepare([_pending(association, body, note)], writers=writers, renamers=renamed_by(association))


def publish(association: Association, *, by: User, seen: str) -> None:
    """Approve the page: ``seen`` is the fingerprint of the :func:`pending_entry` that ``by`` has read.

    Raises :class:`~core.errors.DomainError` without consent.
    """
    store.lock()
    pending = pending_entry(association)
    if pending is None:
        raise DomainError(_("The association does not ask to be shown, or it may not be."))
    store.publish(pending, by=by.pk, seen=seen)
    association.authors.clear()


def take_away(association: Association, *, by: User) -> None:
    """Bring the live page down to what is still agreed to and said: fewer lines, or no page. Adds and rewords nothing, so it needs no
    approval.

    The approval of such an edition names ``by`` as who decided it, and as its authors those who answered for the live one.
    """
    published = live(association)
    if published is None:
        return
    if wanted(association) is None:
        note = in_each_language(lambda _language: str(SUSPENDED if association.in_directory else TAKEN_BACK))
        less = PendingDocument.tombstone(KIND, association.key, sentence=note)
    else:
        note = in_each_language(lambda _language: str(TAKEN_BACK))
        body = published.model_copy(update=_no_longer_said(association, published) | _no_longer_agreed(association))
        less = _pending(association, body, note, closes_earlier=True)
    pending = prepare([less], writers=_answerable(association) - {by.pk})
    if not pending.main.is_unchanged:
        store.take_back(pending, by=by.pk)


def _no_longer_agreed(association: Association) -> dict[str, Any]:
    empty: dict[str, Any] = {
        Shown.SEAT: "", Shown.PURPOSE: Texts(), Shown.PHONE: "", Shown.EMAIL: "", Shown.FUNCTIONS: [],
    }  # fmt: skip
    less = {str(name): value for name, value in empty.items() if name not in association.shows}
    return less if Shown.DEMANDS in association.shows else less | {"shows_demands": False}


def _no_longer_said(association: Association, published: AssociationDocument) -> dict[str, Any]:
    """What was emptied. A telephone or an address that was replaced goes, too, before the new one is approved: it may be that of a
    person who left."""
    less: dict[str, Any] = {
        Shown.PURPOSE: Texts(**{language: getattr(published.purpose, language) for language in association.purpose.languages()}),
        "areas": _still(published.areas, association.areas),
        "themes": _still(published.themes, association.themes),
    }  # fmt: skip
    if not association.seat:
        less[Shown.SEAT] = ""
    if published.phone != association.phone:
        less[Shown.PHONE] = ""
    if published.email != association.email:
        less[Shown.EMAIL] = ""
    return {str(name): value for name, value in less.items()}


def _still(published: list[Any], chosen: Any) -> list[Any]:
    keys = set(chosen.values_list("key", flat=True))
    return [each for each in published if each.key in keys]


def _pending(association: Association, body: AssociationDocument, note: Texts, **facts: Any) -> PendingDocument:
    listed_on = association.registered_at.date()
    return PendingDocument.edition(body, note=note, listed_on=listed_on, state=body.state, **facts)


def _document(association: Association) -> Document | None:
    found = Document.objects.select_related("live").filter(kind=KIND, key=association.key, is_listed=True)
    return found.first()


def _last_writers(association: Association) -> set[int]:
    """The authors of the last edition with a text, for an edition in which only the state changes."""
    worded = Edition.objects.filter(document__kind=KIND, document__key=association.key, is_tombstone=False)
    last = worded.select_related("approval").order_by("-number").first()
    return set(last.approval.author_ids) if last else set()


def _answerable(association: Association) -> set[int]:
    """Authors and approver of the live edition: at least two people."""
    document = _document(association)
    if document is None or document.live is None:
        return set()
    approval = document.live.approval
    return {*approval.author_ids, *filter(None, [approval.approver_id])}


def _functions(association: Association) -> list[Any]:
    return sorted(set(association.memberships.current().values_list("role", flat=True)))
