"""The directorate of education is asked about a demand of 2018 and answers by the link; a second question waits."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from cooperation.institutions import contacts, requests
from cooperation.models import InstitutionContact, InstitutionRequest
from core.time_travel import happening
from demo import meknes, people, schools
from proposals.models import Demand
from reference.models import Institution

ASKED_ON, ANSWERED_ON = dt.date(2018, 11, 5), dt.date(2018, 11, 8)
# Its place in demo.meknes.DEMANDS.
SCHOOLS = 1
ASKED = "نقترح لقاء بين الخلية ومديريتكم حول أوقات الدخول والخروج أمام المؤسسات. ما المؤسسات التي ترونها أولى بالعناية؟ (مثال)"
ANSWER = "توصلنا بسؤالكم. نقترح البدء بثلاث إعداديات، ونحضر اللقاء. (مثال)"
AGAIN = "هل يناسبكم الأسبوع الثاني من الشهر لجولة مشتركة؟ (مثال)"


def play() -> InstitutionRequest | None:
    """``None`` if that was done before, or without the demand."""
    demand = Demand.objects.filter(registered_on=meknes.HELD_ON, title=meknes.DEMANDS[SCHOOLS].title).first()
    body = Institution.objects.filter(key="education_meknes").first()
    if demand is None or body is None or InstitutionContact.objects.exists():
        return None
    editor = people.ensure()["editor"]
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(ASKED_ON, 10)):
            contact = contacts.add(
                by=editor,
                institution=body,
                function="مصلحة التواصل (مثال)",
                email="education@example.org",
                language="ar",
            )
            row = requests.send(contact, by=editor, message=ASKED, demand=demand)
        with happening(schools.hour(ANSWERED_ON, 9)):
            requests.receive(requests.token_of(row))
            row = requests.answer(requests.token_of(row), text=ANSWER)
        requests.send(contact, by=editor, message=AGAIN, demand=demand)
    return row
