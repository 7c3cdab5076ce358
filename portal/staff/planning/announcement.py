"""Warnings before a meeting is announced."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.staff.reports.approval import Check
from publications import warnings
from publications.schemas import MeetingDocument
from reference.models import Theme

PLACES = {
    "title": _("in the title"),
    "facts": _("in the facts of the meeting"),
    "agenda": _("in the agenda"),
    "invitation_rule": _("in the rule of invitation"),
    "sentence": _("in the sentence for the public"),
}


def checks(document: MeetingDocument) -> list[Check]:
    sensitive = set(Theme.objects.exclude(care="").values_list("key", flat=True))
    return [
        Check.of(found, PLACES.get(found.where.split(".")[0], ""))
        for found in warnings.scan(document, sensitive_themes=sensitive)
    ]
