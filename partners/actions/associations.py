"""Actions on associations: registration, profile, verification, directory. Views check most permissions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import date_limits
from core.db.optimistic_lock import change
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.files import store
from core.files.kinds import Clean
from core.text.arabic import analyse
from core.text.texts import LANGUAGES, Texts
from partners import directory, quotas, verification
from partners.actions.invitation_rights import end_unfounded
from partners.actions.steps import note
from partners.models import Association, AssociationStep, Membership
from partners.states import KEEP, VERIFICATION, Verification
from partners.verification import Seen
from publications import sender_findings
from reference.models import Area, Theme

Kind = AssociationStep.Kind
KINDS = {
    "ask": Kind.ASKED,
    "confirm": Kind.CONFIRMED,
    "refuse": Kind.REFUSED,
    "suspend": Kind.SUSPENDED,
    **dict.fromkeys(KEEP, Kind.KEPT),
}
MOST_OF_ONE_PERSON = 3
NO_ANSWERS: Mapping[str, str] = {}


def register(
    *, by: User, name: Texts, areas: Iterable[Area] = (), themes: Iterable[Theme] = (), **profile: Any
) -> Association:
    """Register an association for the cell, as *pending*. ``profile``: values of its profile columns."""
    with transaction.atomic():
        association = _create(by=by, areas=areas, themes=themes, name=name, **profile)
        note(association, Kind.REGISTERED, by=by)
        verification.note_waiting(association)
    return association


def sign_up(
    *, by: User, role: str, name: Texts, areas: Iterable[Area], themes: Iterable[Theme], **profile: Any
) -> Association:
    """Register an association whose first representative is ``by``. A repeated request with the same name returns the same row.

    Raises :class:`~core.errors.NotAllowed` for cell staff,
    :class:`~core.errors.DomainError` if the person already has many associations, or registered many today.
    """
    refuse_cell_staff(by)
    with transaction.atomic():
        quotas.lock(by)
        own = Association.objects.visible_to(by).filter(state=Verification.PENDING)
        if found := own.filter(name=name).first():
            return found
        if own.count() >= MOST_OF_ONE_PERSON:
            raise DomainError(
                _("Several of your associations still wait to be verified. Register the next one afterwards.")
            )
        quotas.check_sign_up(by)
        association = _create(by=by, areas=areas, themes=themes, name=name, **profile)
        Membership.objects.create(association=association, user=by, role=role)
        note(association, Kind.SIGNED_UP, by=by)
        verification.note_waiting(association)
    return association


def refuse_cell_staff(user: User) -> None:
    """An account of cell staff cannot represent an association."""
    if user.is_cell_staff:
        raise NotAllowed(_("This account belongs to the cell. A representative needs an address of his or her own."))


def edit(
    association: Association,
    *,
    by: User,
    version: int,
    areas: Iterable[Area],
    themes: Iterable[Theme],
    because: Mapping[str, str] = NO_ANSWERS,
    **profile: Any,
) -> Association:
    """Change the columns in ``profile``. A verified association stays verified; the cell sees the changes.

    Emptied fields are removed from the public directory immediately. ``because``: why words stay in which the gate finds something, by
    the mark of the finding; raises :class:`~publications.findings.OpenFindings` where a member says nothing about them.
    """
    with transaction.atomic():
        date_limits.RECEIPTS.check(profile.get("receipt_date"))
        change(association, expected=version, **profile, **_found_by(profile))
        association.areas.set(areas)
        association.themes.set(themes)
        association.authors.add(by)
        directory.take_away(association, by=by)
        verification.note_waiting(association)
        _check_findings(association, by, because)
    return association


def _check_findings(association: Association, by: User, because: Mapping[str, str]) -> None:
    """Of somebody of the cell nothing is asked: whoever approves the page answers."""
    if not by.is_cell_staff:
        sender_findings.settle(directory.pending_entry(association), by=by.pk, because=because)


def keep_scan(association: Association, *, by: User, clean: Clean, shown_name: str) -> Association:
    """Store the scan of the receipt and replace an earlier one. Raises :class:`core.files.Refused` for a virus."""
    verdict = store.scanned(clean)
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        earlier, stored = row.receipt_scan, store.keep(clean, shown_name=shown_name, verdict=verdict)
        change(row, expected=row.version, receipt_scan=stored)
        verification.note_waiting(row)
        if earlier:
            store.forget(earlier)
    return row


def agree(
    association: Association,
    *,
    by: User,
    version: int,
    in_directory: bool,
    shows: list[str],
    because: Mapping[str, str] = NO_ANSWERS,
) -> Association:
    """Set the consent to the public directory. Withdrawn consent takes effect immediately; new consent needs the cell's approval, and
    answers to what the gate finds in the words that will be shown (as in :func:`edit`)."""
    with transaction.atomic():
        change(association, expected=version, in_directory=in_directory, shows=sorted(set(shows)))
        association.authors.add(by)
        directory.take_away(association, by=by)
        verification.note_waiting(association)
        _check_findings(association, by, because)
    return association


def move(association: Association, *, by: User, move: str, sentence: str = "", seen: Seen | None = None) -> Association:
    """A step of the cell: verify, ask, confirm, refuse, suspend, or keep a decision. The association gets the sentence by mail.

    ``seen``: the state that the person has read. Raises :class:`~core.errors.EditedMeanwhile` if the association has changed since.
    """
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        if seen is not None:
            _check_is_as_seen(row, seen)
        was, row.state = row.state, VERIFICATION.target(move, row.state)
        sentence = sentence.strip()
        if VERIFICATION.by_name[move].needs_sentence and not sentence:
            raise DomainError(_("Say why, in a sentence for the association."))
        if move in KEEP and not verification.has_answered(row):
            raise DomainError(_("The association has not answered since."))
        if row.state != was:
            row.state_reason = sentence
        row.save(update_fields=["state", "state_reason"])
        facts = verification.facts(row) if row.state == Verification.VERIFIED else {}
        note(row, _kind(move, was), by=by, sentence=sentence, facts=facts)
        directory.take_away(row, by=by)
        end_unfounded(row)
        verification.note_waiting(row)
    return row


def answer(association: Association, *, by: User, sentence: str) -> Association:
    """The association's answer to a question, a refusal or a suspension; one answer to each."""
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        if not verification.may_answer(row):
            raise DomainError(_("There is nothing to answer at the moment."))
        if not sentence.strip():
            raise DomainError(_("Write your answer."))
        note(row, Kind.ANSWERED, by=by, sentence=sentence)
        verification.note_waiting(row)
    return row


def publish(association: Association, *, by: User, version: int, seen: str) -> Association:
    """Approve what the association asks to show, as it was read at ``version``.

    ``seen``: the fingerprint of the page that was read (:func:`partners.directory.pending_entry`). It covers names of areas and themes,
    too, which change without the association.
    """
    with transaction.atomic():
        row = Association.objects.select_for_update().get(pk=association.pk)
        if row.version != version:
            raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
        directory.publish(row, by=by, seen=seen)
        verification.note_waiting(row)
    return row


def _check_is_as_seen(row: Association, seen: Seen) -> None:
    if verification.changed_after(row, seen) or verification.steps_after(row, seen).exists():
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))


def _kind(move: str, was: str) -> str:
    if move == "verify":
        return Kind.RESTORED if was == Verification.SUSPENDED else Kind.VERIFIED
    return KINDS[move]


def _create(*, by: User, areas: Iterable[Area], themes: Iterable[Theme], **profile: Any) -> Association:
    date_limits.RECEIPTS.check(profile.get("receipt_date"))
    association = Association.objects.create(**profile, **_found_by(profile))
    association.areas.set(areas)
    association.themes.set(themes)
    association.authors.add(by)
    return association


def _found_by(profile: Mapping[str, Any]) -> dict[str, str]:
    """The stems of the name in its first language, which are the same for spelling variants."""
    if "name" not in profile:
        return {}
    written = next(filter(None, (getattr(profile["name"], language) for language in LANGUAGES)), "")
    return {"name_stems": " ".join(analyse(written))}
