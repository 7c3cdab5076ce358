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
from consultations.planning import authorship
from consultations.planning.meeting_document import compose_meeting
from consultations.states import MEETING, MeetingState, RegistrationState
from core.errors import DomainError, EditedMeanwhile
from core.text.texts import Texts
from publications import store
from publications.canonical import canonical_json, sha256
from publications.models import Edition
from publications.schemas import MeetingDocument

# Changes about which registered people get a mail.
WHEN_AND_WHERE = ("held_on", "part_of_day", "starts_at", "ends_at", "venue")
FIRST_NOTE = Texts(
    ar="أُعلن عن اللقاء من جديد.", fr="La rencontre est annoncée de nouveau.", en="The meeting is announced again."
)


def fingerprint(meeting: Meeting) -> str:
    """SHA-256 of :func:`told`, so that nobody announces a text that they did not read."""
    return sha256(told(meeting))


def told(meeting: Meeting) -> str:
    """What an announcement of ``meeting`` would publish, as canonical JSON."""
    return canonical_json(_announced(meeting).model_dump(mode="json"))


def says_something_new(meeting: Meeting) -> bool:
    """Whether an announcement would publish anything new."""
    known = live(meeting)
    return known is None or known.body != _announced(meeting)


def keeps_its_day(meeting: Meeting) -> bool:
    """Whether the plan still has the published day."""
    before = known(meeting)
    return before is not None and before.facts.held_on == meeting.held_on


def is_public(meeting: Meeting) -> bool:
    return live(meeting) is not None


def announce(meeting: Meeting, *, by: User, seen: str, note: Texts = Texts()) -> Meeting:
    """Publish the meeting's facts and agenda; ``note`` says what changed since they were last announced.

    ``seen``: the :func:`fingerprint` of what was read; raises :class:`~core.errors.EditedMeanwhile` when it is another one by now.
    Raises :class:`~core.errors.NotAllowed` for whoever wrote in the plan since it was last public.
    """
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        again = row.state == MeetingState.ANNOUNCED
        row.state = MEETING.target("announce_again" if again else "announce", row.state)
        if fingerprint(row) != seen:
            raise EditedMeanwhile(
                _("The plan changed after you opened this page. Read it again before you announce it.")
            )
        if again and not note:
            raise DomainError(_("Say what changed since the last edition."))
        row.public_sentence = Texts()
        row.save(update_fields=["state", "public_sentence"])
        names = authorship.of_meeting(row)
        authorship.refuse_own_names(names, by)
        authors = [*row.authors.order_by("pk").values_list("pk", flat=True), *names]
        before = live(row)
        _publish(row, authors=authors, approver=by, note=note or FIRST_NOTE)
        if not _has_record(row):
            row.authors.clear()
        if before is not None:
            _tell_changes(cast(MeetingDocument, before.body), row)
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
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        row.state, row.public_sentence, row.state_sentence = MEETING.target(move, row.state), sentence, str(sentence)
        row.revision += 1
        row.save(update_fields=["state", "public_sentence", "state_sentence", "revision"])
        known = live(row)
        if known is not None:
            # As with a withdrawal: who announced it can call it off alone, because associations may be on their way.
            _publish_called_off(row, known, by=by)
        _tell_all(row, "postponed" if row.state == MeetingState.POSTPONED else "cancelled")
    return row


def _has_record(meeting: Meeting) -> bool:
    """Whether the meeting has a record: then the authors stay authors of the report, and are not cleared by an announcement."""
    return any(rows.exists() for rows in (meeting.interventions, meeting.points, meeting.attendances))


def _tell_changes(before: MeetingDocument, meeting: Meeting) -> None:
    if before.state == MeetingState.POSTPONED:
        _tell_all(meeting, "new_day")
    elif _is_elsewhere(before, meeting):
        _tell_all(meeting, "changed")


def _is_elsewhere(before: MeetingDocument, meeting: Meeting) -> bool:
    """Whether time or place differ from the announcement."""
    now = compose_meeting(meeting, report_key=None).facts
    return any(getattr(before.facts, name) != getattr(now, name) for name in WHEN_AND_WHERE)


def _tell_all(meeting: Meeting, what: str) -> None:
    """Mail everybody who is invited, registered or on the waiting list."""
    states = (RegistrationState.INVITED, RegistrationState.REGISTERED, RegistrationState.WAITING)
    rows = meeting.registrations.filter(state__in=states).select_related("association")
    registrations.tell(list(rows), what, occasion=timezone.now().isoformat())


def _publish_called_off(meeting: Meeting, known: Edition, *, by: User) -> None:
    """Publish the last announced document with the new state and the sentence, without changes that were not announced."""
    body = cast(MeetingDocument, known.body)
    state: Any = meeting.state
    store.publish(
        body.model_copy(update={"state": state, "sentence": meeting.public_sentence}),
        listed_on=known.document.listed_on,
        state=state,
        authors=known.approval.author_ids,
        approver=by.pk,
        note=meeting.public_sentence,
    )


def _publish(meeting: Meeting, *, authors: list[int], approver: User, note: Texts) -> None:
    store.publish(
        compose_meeting(meeting, report_key=None),
        listed_on=meeting.held_on,
        state=meeting.state,
        authors=authors,
        approver=approver.pk,
        note=note,
    )


def _announced(meeting: Meeting) -> MeetingDocument:
    """The document after the announcement, with its new state."""
    document = compose_meeting(meeting, report_key=None, state=MeetingState.ANNOUNCED)
    return document.model_copy(update={"sentence": Texts()})
