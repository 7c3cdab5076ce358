"""Findings 20 and 21: what keyboards and clipboards add to a text is taken out, and digits of any script are numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from consultations.invitations import registrations
from core.db import outbox
from portal.staff.meetings.forms import MeetingForm
from tests import factories
from tests.factors import ENROL, at_the_enrolment_page, code
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
MARKED = "\u200f\u202bamina@example.org\u202c\u200e"
PLAIN = "amina@example.org"
PASSWORD = "a sentence of my own"
WESTERN = "0123456789"
ARABIC_INDIC = str.maketrans(WESTERN, "٠١٢٣٤٥٦٧٨٩")


def entered(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    return client


def test_sign_up_with_invisible_marks_opens_an_account_that_mail_reaches() -> None:
    Client().post("/accounts/signup/", {"email": MARKED, "password1": PASSWORD, "name": "\u200fأمينة\u202e"})
    outbox.drain()

    user = User.objects.get()
    assert (user.email, user.name) == (PLAIN, "أمينة")
    assert mail.outbox[0].to == [PLAIN]


def test_sign_in_with_invisible_marks_is_the_same_as_without() -> None:
    factories.user(email=PLAIN)

    answer = Client().post("/accounts/login/", {"login": MARKED, "password": factories.PASSWORD})

    assert answer.status_code == 302


def test_password_reset_with_invisible_marks_sends_its_mail() -> None:
    factories.user(email=PLAIN)

    Client().post("/accounts/password/reset/", {"email": MARKED})
    outbox.drain()

    assert [each.to for each in mail.outbox] == [[PLAIN]]


def test_new_address_with_invisible_marks_is_stored_without() -> None:
    user = factories.user()

    entered(user).post("/accounts/email/", {"action_add": "", "email": MARKED})

    assert EmailAddress.objects.filter(user=user, email=PLAIN).exists()


def test_a_password_is_never_changed() -> None:
    password = "عبارة ٣ \u200fسرية"
    Client().post("/accounts/signup/", {"email": PLAIN, "password1": password})

    assert User.objects.get().check_password(password)


def test_code_of_an_authenticator_in_arabic_digits_is_taken() -> None:
    user = factories.staff("recorder")
    client, page = at_the_enrolment_page(user)
    typed = f"\u200f{code(page.context['form'].secret).translate(ARABIC_INDIC)}"

    answer = client.post(ENROL, fields(page, ENROL) | {"code": typed})

    assert answer.status_code == 302


def test_numbers_days_and_hours_in_arabic_digits_are_read() -> None:
    form = MeetingForm({"held_on": "٢٠٢٦-٠٥-٠٣", "starts_at": "\u200f١٤:٣٠", "capacity": "٤٠"})

    assert not {"held_on", "starts_at", "capacity"} & form.errors.keys()
    read = form.cleaned_data
    assert (read["held_on"], read["starts_at"], read["capacity"]) == (dt.date(2026, 5, 3), dt.time(14, 30), 40)


def test_how_many_come_in_arabic_digits_is_stored() -> None:
    row = factories.invited(factories.announced())

    Client().post(f"/invited/{registrations.token_of(row)}/", {"answer": "come", "people": "\u200f١٢", "women": "٣"})

    row.refresh_from_db()
    assert (row.people, row.women) == (12, 3)
