"""Mails about a place in a meeting: what a letter of the cell says in any case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from consultations.invitations import registrations
from consultations.planning import announcement
from core.db import outbox
from core.text import formats
from tests import factories
from tests.factories import announced, invited, registered, text

pytestmark = pytest.mark.django_db
GREETING = {"ar": "تحية طيبة وبعد،", "fr": "Madame, Monsieur,"}
NAME = {"ar": "خلية التواصل بولاية أمن مكناس", "fr": "Cellule de communication, préfecture de police de Meknès"}


def sent() -> list[Any]:
    mail.outbox.clear()
    outbox.drain()
    return list(mail.outbox)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_letter_greets_names_the_day_and_is_signed(language: str) -> None:
    association = factories.association()
    president = factories.representative(association)
    president.language = language
    president.save()
    meeting = announced()
    invited(meeting, association)

    (letter,) = sent()

    day = formats.day(meeting.held_on, language)
    assert letter.subject.endswith(f"({day})")
    assert GREETING[language] in letter.body
    assert letter.body.endswith(NAME[language])


def test_link_of_a_letter_speaks_its_language() -> None:
    association = factories.association()
    president = factories.representative(association)
    president.language = "fr"
    president.save()
    row = invited(announced(), association)

    (letter,) = sent()

    assert f"/invited/{registrations.token_of(row)}/?lang=fr" in letter.body
    assert letter.subject.startswith("Machoura\u00a0: ")


@pytest.mark.parametrize("act", [announcement.postpone, announcement.cancel])
def test_letter_of_a_meeting_called_off_names_its_day_and_leads_further(act: Any, head: Any) -> None:
    meeting = announced(venue=text("دار الشباب"))
    row = registered(meeting, factories.association(email="comes@example.org"))
    sent()

    act(meeting, by=head, sentence=text("القاعة غير متاحة."))
    (letter,) = sent()

    assert formats.weekday_day(meeting.held_on, "ar") in letter.body
    assert "دار الشباب" in letter.body
    assert registrations.token_of(row) in letter.body
    assert ("يبقى مكانكم محجوزا" in letter.body) == (act is announcement.postpone)


def test_letter_from_the_waiting_list_does_not_say_that_all_is_taken() -> None:
    meeting = announced(capacity=2, held_on=timezone.localdate() + dt.timedelta(days=9))
    registered(meeting)
    row = invited(meeting, factories.association(email="waits@example.org"))
    sent()

    registrations.come(row, people=2)
    (letter,) = sent()

    assert "لم يُخصص لكم مقعد بعد" in letter.body
    assert "جميع المقاعد" not in letter.body


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_invitation_holds_agenda_deadline_telephone_and_public_address(language: str, settings: Any) -> None:
    settings.SITE = settings.SITE | {"cell_phone": "05 00 00 00 00"}
    until = timezone.now() + dt.timedelta(days=5)
    association = factories.association()
    president = factories.representative(association)
    president.language = language
    president.save()
    meeting = announced(answers_until=until, axes=[text("أمن محيط المدارس", fr="Abords des écoles"), text("الإنارة")])
    invited(meeting, association)

    (letter,) = sent()

    body = letter.body.replace("\u2066", "").replace("\u2069", "")
    assert ("1. أمن محيط المدارس" if language == "ar" else "1. Abords des écoles") in body
    assert "2. الإنارة" in body
    assert formats.day_clock(until, language) in body
    assert "05 00 00 00 00" in body
    assert f"{settings.PUBLIC_ORIGIN}/{language}/meetings/{meeting.key}/" in body


def test_hours_in_an_arabic_letter_are_isolated() -> None:
    invited(announced(starts_at=dt.time(17), ends_at=dt.time(19)), factories.association(email="a@example.org"))

    (letter,) = sent()

    assert "\u206617:00\u2069" in letter.body
    assert "\u206619:00\u2069" in letter.body
