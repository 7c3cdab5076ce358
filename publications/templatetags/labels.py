"""What a kind or a state is called, on web pages: the words of :mod:`publications.labels`. Nothing for a code that has no label."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from core.templatetags.text import held
from publications import labels

register = template.Library()


@register.filter
def meeting_kind(code: str) -> str:
    return str(labels.MEETING_KINDS.get(code, ""))


@register.filter
def meeting_state(code: str) -> str:
    """For readers: they are told that a meeting took place, not whether its session is closed."""
    return str(labels.MEETING_STATES_FOR_READERS.get(code, ""))


@register.filter
def demand_state(code: str) -> str:
    return str(labels.DEMAND_STATES_AND_OVERDUE.get(code, ""))


@register.filter
def point_kind(code: str) -> str:
    return str(labels.POINT_KINDS.get(code, ""))


@register.filter
def association_state(code: str) -> str:
    return str(labels.ASSOCIATION_STATES.get(code, ""))


@register.filter
def not_possible(code: str) -> str:
    """Why a demand cannot be met."""
    return str(labels.NOT_POSSIBLE.get(code, ""))


@register.filter
def attended(code: str) -> str:
    return str(labels.ATTENDED.get(code, ""))


@register.simple_tag
def meeting_of(meeting: Any) -> str:
    """ "Meeting of" and its date, as far as that is known. ``meeting``: published facts, or a row."""
    words = gettext("Meeting of %(day)s") if meeting.when.whole else gettext("Meeting: %(date)s")
    date = held(meeting, "time")
    return format_html(words.replace("%(day)s", "{}").replace("%(date)s", "{}"), date)
