"""Making a meeting known to the public, and telling it when the meeting is put off or falls through."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations import registrations
from consultations.invitations.published_meeting import known, live
from consultations.models import Meeting
from consultations.planning import name_authors
from consultations.planning.meeting_document import compose_meeting
from consultations.states import MEETING, MeetingState, RegistrationState
from core.errors import DomainError
from core.text.texts import Texts
from publications import findings, store
from publications.models import Edition
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import MeetingDocument

# Changes about which registered people get a mail.
WHEN_AND_WHERE = ("held_on", "part_of_day", "starts_at", "ends_at", "venue")
FIRST_NOTE = Texts(
    ar="أُعلن عن اللقاء من جديد.", fr="La rencontre est annoncée de nouveau.", en="The meeting is announced again."
)


def pending_announcement(meeting: Meeting) -> PendingPublication:
    """What an announcement of ``meeting`` publishes. Whoever announces it again says in a note what changed.

    Its authors are those who wrote in the plan since it was last public, and who changed a name that the page shows.
    """
    writers = meeting.authors.order_by("pk").values_list("pk", flat=True)
    return prepare([_announced(meeting)], writers=writers, renamers=name_authors.of_meeting(meeting))


def _announced(meeting: Meeting) -> PendingDocument:
    """As it will read: the state is the one that the announcement gives it."""
    body = compose_meeting(meeting, report_key=None, state=MeetingState.ANNOUNCED)
    body = body.model_copy(update={"sentence": Texts()})
    return PendingDocument.edition(body, listed_on=meeting.held_on, state=body.state)


def keeps_its_day(meeting: Meeting) -> bool:
    """Whether the plan still has the published day."""
    before = known(meeting)
    return before is not None and before.facts.held_on == meeting.held_on


def announce(meeting: Meeting, *, by: User, seen: str, note: Texts = Texts()) -> Meeting:
    """Publish the meeting's facts and agenda; ``note`` says what changed since they were last announced.

    ``seen``: the fingerprint of the :func:`pending_announcement` that was read; raises :class:`~core.errors.EditedMeanwhile` when it is
    another one by now. Raises :class:`~core.errors.NotAllowed` for an author.
    """
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        again = row.state == MeetingState.ANNOUNCED
        row.state = MEETING.target("announce_again" if again else "announce", row.state)
        if not row.title.ar:
            raise DomainError(_("Give the meeting a title in Arabic first: readers see it."))
        if not row.knows_its_day:
            raise DomainError(_("Only a meeting with a day can be announced: give the whole date."))
        if again and not note:
            raise DomainError(_("Say what changed since the last edition."))
        row.public_sentence = Texts()
        row.save(update_fields=["state", "public_sentence"])
        store.lock()
        pending = pending_announcement(row)
        store.publish(pending, by=by.pk, seen=seen, note=note or FIRST_NOTE)
        if not _has_record(row):
            row.authors.clear()
        _tell_changes(pending.main, row)
    return row


def postpone(meeting: Meeting, *, by: User, sentence: Texts) -> Meeting:
    """Postpone an announced meeting. Its new date needs a new announcement."""
    return _call_off(meeting, by=by, move="postpone", sentence=sentence)


def cancel(meeting: Meeting, *, by: User, sentence: Texts) -> Meeting:
    """A plan that was never announced is just closed; the public page of an announced meeting shows the sentence."""
    return _call_off(meeting, by=by, move="cancel", sentence=sentence)


def _call_off(meeting: Meeting, *, by: User, move: str, sentence: Texts) -> Meeting:
    if not sentence.ar:
        raise DomainError(_("Say why in a sentence, in Arabic: readers see it."))
    findings.refuse_in_note(sentence)
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        row.state, row.public_sentence, row.state_sentence = MEETING.target(move, row.state), sentence, str(sentence)
        row.revision += 1
        row.save(update_fields=["state", "public_sentence", "state_sentence", "revision"])
        known = live(row)
        if known is not None:
            # As with a withdrawal: who announced it can call it off alone, because associations may be on their way.
            store.take_back(_called_off(row, known), by=by.pk)
        _tell_all(row, "postponed" if row.state == MeetingState.POSTPONED else "cancelled")
    return row


def _has_record(meeting: Meeting) -> bool:
    """Whether the meeting has a record: then the authors stay authors of the report, and are not cleared by an announcement."""
    return any(rows.exists() for rows in (meeting.interventions, meeting.points, meeting.attendances))


def _tell_changes(announced: PendingDocument, meeting: Meeting) -> None:
    before, now = cast(MeetingDocument | None, announced.public), cast(MeetingDocument, announced.body)
    if before is None:
        return
    if before.state == MeetingState.POSTPONED:
        _tell_all(meeting, "new_day")
    elif _is_elsewhere(before, now):
        _tell_all(meeting, "changed")


def _is_elsewhere(before: MeetingDocument, now: MeetingDocument) -> bool:
    """At another time or place than was announced."""
    return any(getattr(before.facts, name) != getattr(now.facts, name) for name in WHEN_AND_WHERE)


def _tell_all(meeting: Meeting, what: str) -> None:
    """Mail everybody who is invited, registered or on the waiting list."""
    states = (RegistrationState.INVITED, RegistrationState.REGISTERED, RegistrationState.WAITING)
    rows = meeting.registrations.filter(state__in=states).select_related("association")
    registrations.tell(list(rows), what, occasion=timezone.now().isoformat())


def _called_off(meeting: Meeting, known: Edition) -> PendingPublication:
    """What readers know, with the new state and why: changes that nobody announced stay in the office."""
    state: Any = meeting.state
    body = cast(MeetingDocument, known.body).model_copy(update={"state": state, "sentence": meeting.public_sentence})
    document = PendingDocument.edition(
        body, listed_on=known.document.listed_on, state=state, note=meeting.public_sentence
    )
    return prepare([document], writers=known.approval.author_ids)
