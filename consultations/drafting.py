"""The first wording of a report, composed from the record in the order in which a press report is read. Nothing is invented."""

from __future__ import annotations

from django.utils.translation import gettext as _, ngettext

from consultations.models import Intervention, Meeting, Point
from core import formats
from core.texts import LANGUAGES, Texts, in_each_language


def title(meeting: Meeting) -> Texts:
    def sentence(language: str) -> str:
        day = formats.day(meeting.held_on, language)
        return _("Report of the meeting of %(day)s: %(title)s") % {"day": day, "title": meeting.title}

    return in_each_language(sentence)


def lead(meeting: Meeting) -> Texts:
    agreed = meeting.points.filter(kind=Point.Kind.CONSENSUS).count()
    asked = meeting.points.filter(kind=Point.Kind.DEMAND).count()

    def sentences(language: str) -> str:
        parts = [_where_and_when(meeting, language)]
        if agreed:
            parts.append(
                ngettext(
                    "Contributions agreed on %(count)s point.", "Contributions agreed on %(count)s points.", agreed
                )
                % {"count": agreed}
            )
        if asked:
            parts.append(
                ngettext("%(count)s demand was raised.", "%(count)s demands were raised.", asked) % {"count": asked}
            )
        return " ".join(parts)

    return in_each_language(sentences)


def _where_and_when(meeting: Meeting, language: str) -> str:
    facts = {
        "day": formats.weekday_day(meeting.held_on, language),
        "venue": meeting.venue.in_language(language).text,
        "part": meeting.get_part_of_day_display(),
    }
    if meeting.part_of_day:
        return _("The meeting took place on %(day)s (%(part)s) at this place: %(venue)s.") % facts
    return _("The meeting took place on %(day)s at this place: %(venue)s.") % facts


def opening(meeting: Meeting) -> Texts:
    return _spoken(meeting, Intervention.Kind.OPENING)


def conclusion(meeting: Meeting) -> Texts:
    return _spoken(meeting, Intervention.Kind.CONCLUSION)


def _spoken(meeting: Meeting, kind: str) -> Texts:
    said = [intervention.text for intervention in meeting.interventions.filter(kind=kind)]
    return Texts(
        **{language: "\n\n".join(filter(None, (getattr(text, language) for text in said))) for language in LANGUAGES}
    )
