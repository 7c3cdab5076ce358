"""A plan of today, so that the start page of the demonstration begins with it. The head wrote it: another head must announce it."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from consultations.models import Meeting
from consultations.planning import agenda, meetings
from core.clock import today
from core.text.texts import Texts
from demo import answers, meknes, people
from reference.models import Area, PoliceUnit, Theme

TITLE = Texts(
    ar=f"لقاء تشاوري حول الأمن في محيط المؤسسات التعليمية {answers.EXAMPLE.ar}",
    fr=f"Rencontre sur la sécurité aux abords des établissements scolaires {answers.EXAMPLE.fr}",
    en=f"Meeting on security around schools {answers.EXAMPLE.en}",
)
TOPIC = Texts(
    ar="الدوريات أمام المؤسسات", fr="Les patrouilles devant les établissements", en="Patrols in front of schools"
)


def play() -> Meeting | None:
    """``None`` if it exists already, or without the first meeting."""
    users, first = people.ensure(), Meeting.objects.filter(is_demonstration=True, held_on=meknes.HELD_ON).first()
    if first is None or Meeting.objects.filter(title=TITLE).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"):
        return agenda.plan(
            by=users["head"],
            title=TITLE,
            kind=Meeting.Kind.THEMATIC,
            series=first.series,
            level="zone",
            organiser=PoliceUnit.objects.get(key="meknes"),
            unit=PoliceUnit.objects.get(key="meknes_zone_2"),
            venue=first.venue,
            held_on=today(),
            starts_at=dt.time(17),
            ends_at=dt.time(19),
            themes=Theme.objects.filter(key="schools_surroundings"),
            areas=Area.objects.filter(key="meknes"),
            axes=[meetings.Topic(TOPIC, 40)],
            is_demonstration=True,
        )
