"""Findings on a plan before it is announced."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from consultations.models import Meeting
from portal.staff.findings.part import Part
from portal.staff.findings.sources import SOURCES
from publications.pending import PendingPublication


def findings_of(meeting: Meeting, user: User, pending: PendingPublication) -> Part:
    may_write = user.has_perm("consultations.record_meetings")
    edit = reverse("staff:meeting_edit", args=[meeting.pk]) if may_write else ""
    return Part(pending, "announcement", meeting.pk, edit, SOURCES["announcement"].may(user, meeting))
