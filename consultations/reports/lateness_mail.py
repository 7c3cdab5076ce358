"""Mail to staff, without content of a record: only the meeting and a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _, ngettext

from accounts.models import User
from consultations.models import Meeting
from consultations.reports.lateness import reminded
from core.db.outbox import doer
from core.text import formats


@doer("consultations.report_reminder", is_asked_for_again=True)
def send_report_reminder(payload: Mapping[str, Any]) -> None:
    """Only if the user still writes reports and the report is still missing."""
    today = timezone.localdate()
    meeting = Meeting.objects.late_with_report(today).filter(pk=payload["meeting"]).select_related("unit").first()
    user = next((each for each in reminded(today) if each.pk == payload["user"]), None)
    if meeting is None or user is None:
        return
    with translation.override(user.language):
        site = settings.SITE["name"].in_language(user.language).text
        subject = _("%(site)s: a report is waited for") % {"site": site}
        send_mail(subject, "\n\n".join(_told(meeting, user)), None, [user.email])


def _told(meeting: Meeting, user: User) -> list[str]:
    days = (timezone.localdate() - meeting.closed_on).days
    return [
        _("Meeting of %(day)s, %(unit)s")
        % {
            "day": meeting.when.told(user.language),
            "unit": meeting.unit.name.in_language(user.language).text,
        },
        ngettext(
            "Closed %(count)s day ago, and still without a report. The public sees how long a report takes.",
            "Closed %(count)s days ago, and still without a report. The public sees how long a report takes.",
            days,
        )
        % {"count": formats.number(days, user.language)},
        _("Draft it from the record here, after signing in:\n%(address)s")
        % {"address": settings.PUBLIC_ORIGIN + reverse("staff:meeting", args=[meeting.pk])},
    ]
