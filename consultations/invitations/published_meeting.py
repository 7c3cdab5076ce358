"""What the public knows of a meeting. It is the promise that counts: a plan that the office changed since binds nobody before it is announced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from consultations.models import Meeting
from consultations.states import MeetingState
from core import clock
from publications.models import Document, Edition
from publications.schemas import MeetingDocument


def live(meeting: Meeting) -> Edition | None:
    """The edition that stands today."""
    document = Document.objects.select_related("live").filter(kind=MeetingDocument.kind, key=meeting.key).first()
    return document.live if document and document.is_listed else None


def known(meeting: Meeting) -> MeetingDocument | None:
    """What it says."""
    edition = live(meeting)
    return cast(MeetingDocument, edition.body) if edition else None


def known_by_key(meetings: Iterable[Meeting]) -> dict[str, MeetingDocument]:
    """The same for many meetings, in one query."""
    documents = Document.objects.listed(MeetingDocument.kind).filter(key__in={meeting.key for meeting in meetings})
    return {
        document.key: cast(MeetingDocument, document.live.body)
        for document in documents.select_related("live")
        if document.live
    }


def takes_answers(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """While it is announced, until the day and hour announced, or until its day. ``as_known``: its :func:`known` document."""
    if meeting.state != MeetingState.ANNOUNCED or as_known is None:
        return False
    if as_known.answers_until is not None:
        return clock.now() <= as_known.answers_until
    return clock.today() <= as_known.facts.held_on


def takes_registrations(meeting: Meeting, as_known: MeetingDocument | None) -> bool:
    """From strangers: once that is announced. The office closes the page at once, without announcing it."""
    is_open = meeting.takes_registrations and as_known is not None and as_known.takes_registrations
    return is_open and takes_answers(meeting, as_known)
