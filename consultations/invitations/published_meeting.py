"""The published document of a meeting. Invitations use it, and not the plan, which the office may have changed without announcing it yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from consultations.models import Meeting
from publications.models import Document, Edition
from publications.schemas import MeetingDocument


def live(meeting: Meeting) -> Edition | None:
    """The live edition."""
    document = Document.objects.select_related("live").filter(kind=MeetingDocument.kind, key=meeting.key).first()
    return document.live if document and document.is_listed else None


def known(meeting: Meeting) -> MeetingDocument | None:
    """The document of the live edition."""
    edition = live(meeting)
    return cast(MeetingDocument, edition.body) if edition else None


def known_by_key(meetings: Iterable[Meeting]) -> dict[str, MeetingDocument]:
    """The documents of many meetings by key, in one query."""
    documents = Document.objects.listed(MeetingDocument.kind).filter(key__in={meeting.key for meeting in meetings})
    return {
        document.key: cast(MeetingDocument, document.live.body)
        for document in documents.select_related("live")
        if document.live
    }
