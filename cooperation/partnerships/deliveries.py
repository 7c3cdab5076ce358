"""What a party reports as done, and what an editor writes into the next edition: it is public when a second person has approved it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from cooperation.models import Deliverable, Delivery, DeliveryState, Partnership
from cooperation.partnerships.publication import PARTNERSHIPS
from core.clock import now, today
from core.db import outbox
from core.errors import DomainError, NotAllowed
from core.permissions import require
from core.text.texts import Texts, in_each_language
from publications.drafts.states import DraftState

MAIL: Final = "cooperation.delivery_mail"
EVIDENCE_IS_MISSING: Final = _("Say what shows that it is done.")


def report(deliverable: Deliverable, *, by: User, done_amount: int, sentence: str, url: str = "") -> Delivery:
    """By a representative of the association that owes it. One report of each deliverable waits at a time."""
    association = deliverable.party.association
    if association is None or not association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("Only members of the association can do this."))
    with transaction.atomic():
        row = _locked(deliverable)
        if not row.partnership.is_public or not row.is_owed:
            raise DomainError(_("Nothing is owed here any more."))
        _check_amount(row, done_amount)
        if row.deliveries.waiting().exists():
            raise DomainError(_("A report about this waits for the cell already."))
        return Delivery.objects.create(
            deliverable=row, by=by, done_amount=done_amount, sentence=sentence.strip(), url=url
        )


def confirm(
    delivery: Delivery, *, by: User, done_amount: int, done_on: dt.date | None, evidence: Texts, evidence_url: str = "",
    answer: str = "",
) -> Delivery:  # fmt: skip
    """The facts as the public will read them; the words are the editor's."""
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        row = _decided(delivery, DeliveryState.CONFIRMED, by, answer)
        deliver(
            row.deliverable, by=by, done_amount=done_amount, done_on=done_on, evidence=evidence,
            evidence_url=evidence_url,
        )  # fmt: skip
        return row


def decline(delivery: Delivery, *, by: User, answer: str) -> Delivery:
    require(by, PARTNERSHIPS.write_right)
    if not answer.strip():
        raise DomainError(_("Say why in a sentence."))
    with transaction.atomic():
        return _decided(delivery, DeliveryState.DECLINED, by, answer)


def deliver(
    deliverable: Deliverable, *, by: User, done_amount: int, done_on: dt.date | None, evidence: Texts,
    evidence_url: str = "",
) -> Deliverable:  # fmt: skip
    """Write into the draft what was done; a published agreement is opened for a correction. Nothing is public by it.

    ``done_on``: the day on which all of it was done; only where ``done_amount`` is the whole.
    """
    require(by, PARTNERSHIPS.write_right)
    with transaction.atomic():
        row = _locked(deliverable)
        _check_amount(row, done_amount)
        _check_done(row, done_amount, done_on, evidence)
        _open(row.partnership, by)
        row.done_amount, row.done_on = done_amount, done_on
        row.evidence, row.evidence_url = evidence, evidence_url
        row.full_clean()
        row.save()
        PARTNERSHIPS.note(row.partnership, "deliver", by)
        return row


def give_up(deliverable: Deliverable, *, by: User, reason: Texts) -> Deliverable:
    """In the draft, with a reason that the public reads: what was promised never disappears."""
    require(by, PARTNERSHIPS.write_right)
    if not reason:
        raise DomainError(_("Say to the public why it is given up."))
    with transaction.atomic():
        row = _locked(deliverable)
        if not row.is_owed:
            raise DomainError(_("Nothing is owed here any more."))
        _open(row.partnership, by)
        row.dropped_on, row.drop_reason = today(), reason
        row.full_clean()
        row.save()
        PARTNERSHIPS.note(row.partnership, "deliver", by)
        return row


def _open(partnership: Partnership, by: User) -> None:
    """For writing; readers of the next edition are told what changes."""
    if partnership.state == DraftState.PUBLISHED:
        sentence = str(_("Something was delivered or given up."))
        partnership = PARTNERSHIPS.correct(partnership, by=by, sentence=sentence)
    PARTNERSHIPS.check_writable(partnership)
    if not partnership.change_note and PARTNERSHIPS.was_published(partnership):
        note = in_each_language(lambda _language: gettext("What was done since the last edition."))
        Partnership.objects.filter(pk=partnership.pk).update(change_note=note)


def _check_amount(row: Deliverable, done_amount: int) -> None:
    if not row.done_amount <= done_amount <= row.amount:
        raise DomainError(
            _("Give a number between %(least)s and %(most)s.") % {"least": row.done_amount, "most": row.amount}
        )


def _check_done(row: Deliverable, done_amount: int, done_on: dt.date | None, evidence: Texts) -> None:
    is_whole = done_amount == row.amount
    if is_whole != (done_on is not None):
        raise DomainError(
            _("Give the day on which all of it was done.") if is_whole else _("It is done when all of it is done.")
        )
    if done_on is not None and done_on > today():
        raise DomainError(_("This day is in the future."))
    if done_amount and not evidence:
        raise DomainError(EVIDENCE_IS_MISSING)


def _decided(delivery: Delivery, state: str, by: User, answer: str) -> Delivery:
    row = (
        Delivery.objects.select_for_update(of=("self",)).select_related("deliverable__partnership").get(pk=delivery.pk)
    )
    if row.state != DeliveryState.WAITING:
        raise DomainError(_("This step is not possible any more: somebody may have taken it before you."))
    row.state, row.answer, row.decided_by, row.decided_at = state, answer.strip(), by, now()
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    outbox.put(MAIL, key=str(row.pk), delivery=row.pk)
    return row


def _locked(deliverable: Deliverable) -> Deliverable:
    rows: Any = Deliverable.objects.select_for_update(of=("self",))
    found: Deliverable = rows.select_related("partnership", "party__association").get(pk=deliverable.pk)
    return found
