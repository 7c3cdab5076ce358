"""The attendance sheet for signatures."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext as _
from django.views.decorators.http import require_safe

from consultations.models import Meeting, Registration
from core.text import formats
from core.text.texts import Texts
from portal.staff.decorators import needs
from portal.staff.invitations.views import RECORD, meeting_of
from publications import pdf

EMPTY_LINES = 12


@require_safe
@needs(RECORD)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF in the language of the user."""
    meeting = meeting_of(request, pk)
    document = pdf.attendance_sheet(content(meeting, get_language() or "ar"), made_at=timezone.now())
    headers = {
        "Content-Disposition": f'inline; filename="{meeting.key}-attendance.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(document, content_type="application/pdf", headers=headers)


def content(meeting: Meeting, language: str) -> dict[str, Any]:
    rows = sorted(meeting.registrations.coming().select_related("association"), key=str)
    site, cell = (settings.SITE[name].in_language(language).text for name in ("name", "cell"))
    return {
        "language": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "site": site,
        "cell": cell,
        "heading": _("Attendance sheet"),
        "title": _words(meeting.title, language),
        "summary": _("Attendance sheet"),
        "facts": [
            {"label": _("Date"), "value": _own(_when(meeting, language), language)},
            {"label": _("Venue"), "value": _words(meeting.venue, language)},
            {"label": _("Police unit"), "value": _words(meeting.unit.name, language)},
            {"label": _("Places"), "value": _own(_places(meeting, language), language)},
        ],
        "columns": [_("No."), _("Association"), _("Function"), _("People"), _("Signature")],
        "rows": [_row(row, language) for row in rows],
        "walk-ins": _("Came without registration"),
        "empty": EMPTY_LINES,
        "page-of": _("page {page} of {total}"),
    }


def _row(row: Registration, language: str) -> dict[str, Any]:
    who = row.association.name if row.association else _written(row.organisation)
    return {
        "who": _words(who, language),
        "function": _words(_written(row.contact_function), language),
        "people": formats.number(row.people, language),
    }


def _when(meeting: Meeting, language: str) -> str:
    day = meeting.when.told(language, weekday=True)
    if not meeting.starts_at:
        return day
    return f"{day} {formats.hours(meeting.starts_at, meeting.ends_at, language)}"


def _places(meeting: Meeting, language: str) -> str:
    return _("without limit") if meeting.capacity is None else formats.number(meeting.capacity, language)


def _written(words: str) -> Texts:
    """A typed text without known language."""
    return Texts(ar=words) if any("\u0600" <= letter <= "\u06ff" for letter in words) else Texts(fr=words)


def _words(texts: Texts, language: str) -> dict[str, Any]:
    text, written_in, _fallback = texts.in_language(language)
    return _said(text, written_in)


def _own(text: str, language: str) -> dict[str, Any]:
    return _said(text, language)


def _said(text: str, language: str) -> dict[str, Any]:
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return {"text": text, "lang": language, "dir": direction, "mark": "", "unknown": False}
