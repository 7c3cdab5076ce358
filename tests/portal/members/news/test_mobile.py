"""A member types a mobile number, confirms it by a code, and is told by text message that a question waits or that a decision was taken."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core import sms
from core.db import outbox
from partners.actions import mobile_numbers
from partners.models import MobileNumber
from proposals.concerns import review
from reference.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = "+212600000012"
SENT: list[tuple[str, str]] = []


class Recording:
    """A backend that keeps what it was asked to send."""

    def send(self, number: str, text: str) -> None:
        SENT.append((number, text))


@pytest.fixture(autouse=True)
def _backend(settings: Any) -> None:
    settings.SMS_BACKEND = f"{__name__}.Recording"
    SENT.clear()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_number(user: Any) -> Any:
    MobileNumber.objects.create(user=user, number=NUMBER, asked_at=timezone.now(), confirmed_at=timezone.now())
    return user


def test_number_is_confirmed_by_the_code_that_was_sent_to_it() -> None:
    user = factories.representative()
    client = signed_in(user)

    client.post("/members/news/mobile/", {"number": "06 00 00 00 12"})
    outbox.drain()
    [(number, text)] = SENT
    code = mobile_numbers.code_of(MobileNumber.objects.get())
    assert (number, code in text, mobile_numbers.confirmed(user)) == (NUMBER, True, "")
    answer = client.post("/members/news/mobile/code/", {"code": f"{code[:3]} {code[3:]}"})

    assert answer.status_code == 302
    assert mobile_numbers.confirmed(user) == NUMBER
    assert NUMBER in client.get("/members/news/mobile/").content.decode()


@pytest.mark.parametrize("number", ["05 35 00 00 12", "+33 6 12 34 56 78", "+882 16 1234567", "bonjour"])
def test_number_that_is_no_moroccan_mobile_is_refused(number: str) -> None:
    answer = signed_in(factories.representative()).post("/members/news/mobile/", {"number": number})

    assert answer.status_code in (200, 400, 409)
    assert not MobileNumber.objects.exists()


def test_wrong_code_and_old_code_confirm_nothing() -> None:
    user = factories.representative()
    row = mobile_numbers.ask(by=user, number=NUMBER)
    wrong = "0" * 6 if mobile_numbers.code_of(row) != "0" * 6 else "1" * 6
    client = signed_in(user)

    first = client.post("/members/news/mobile/code/", {"code": wrong})
    row.asked_at = timezone.now() - dt.timedelta(minutes=16)
    row.save()
    second = client.post("/members/news/mobile/code/", {"code": mobile_numbers.code_of(row)})

    assert first.status_code == second.status_code != 302
    assert mobile_numbers.confirmed(user) == ""


@pytest.mark.slow
def test_codes_and_guesses_are_limited() -> None:
    users = [factories.representative() for _number in range(4)]
    asked = [signed_in(user).post("/members/news/mobile/", {"number": NUMBER}).status_code for user in users]
    assert asked == [302, 302, 302, 429]

    client = signed_in(users[0])
    guessed = [client.post("/members/news/mobile/code/", {"code": "12"}).status_code for _try in range(11)]

    assert guessed[-1] == 429
    assert 429 not in guessed[:-1]


def test_another_number_has_to_be_confirmed_anew() -> None:
    user = with_number(factories.representative())

    mobile_numbers.ask(by=user, number="+212700000013")

    assert mobile_numbers.confirmed(user) == ""


def test_number_is_deleted() -> None:
    user = with_number(factories.representative())

    signed_in(user).post("/members/news/mobile/remove/")

    assert not MobileNumber.objects.exists()


def test_number_that_nobody_confirmed_is_deleted_after_a_day() -> None:
    old = timezone.now() - dt.timedelta(days=1, minutes=1)
    kept, forgotten, fresh = (factories.user() for _number in range(3))
    MobileNumber.objects.create(user=kept, number=NUMBER, asked_at=old, confirmed_at=old)
    MobileNumber.objects.create(user=forgotten, number=NUMBER, asked_at=old)
    MobileNumber.objects.create(user=fresh, number=NUMBER, asked_at=timezone.now())

    assert mobile_numbers.forget_unconfirmed() == 1
    assert set(MobileNumber.objects.values_list("user", flat=True)) == {kept.pk, fresh.pk}


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize(
    ("move", "more"),
    [("ask", {}), ("accept", {}), ("decline", {"reason": "names_people"}), ("refer", {"body": "commune_meknes"})],
)
def test_step_is_told_once_in_one_message_without_the_subject_matter(
    language: str, move: str, more: dict[str, Any]
) -> None:
    concern = factories.concern(title="Phare cassé")
    user = with_number(concern.submitted_by)
    user.language = language
    user.save()
    if "body" in more:
        more = {"body": Institution.objects.get(key=more["body"])}

    review.move(concern, by=factories.staff("moderator"), move=move, sentence="جملة الخلية", **more)
    outbox.drain()
    outbox.drain()

    [(number, text)] = SENT
    assert (number, concern.reference in text) == (NUMBER, True)
    assert len(text) <= sms.LONGEST
    assert not any(words in text for words in ("Phare", "جملة الخلية"))


def test_nothing_else_is_told_and_nobody_without_a_confirmed_number() -> None:
    concern = factories.concern()
    MobileNumber.objects.create(user=concern.submitted_by, number=NUMBER, asked_at=timezone.now())

    review.move(concern, by=factories.staff("moderator"), move="ask", sentence="متى؟")
    MobileNumber.objects.update(confirmed_at=timezone.now())
    review.reply(concern, by=concern.submitted_by, text="مساء")
    outbox.drain()

    assert SENT == []


def test_former_member_gets_no_message() -> None:
    concern = factories.concern()
    with_number(concern.submitted_by)
    review.move(concern, by=factories.staff("moderator"), move="accept", sentence="قُبل")
    concern.association.memberships.update(since="2020-01-01", until="2020-12-31")

    outbox.drain()

    assert SENT == []


def test_without_a_backend_there_is_no_page_and_no_message(settings: Any) -> None:
    concern = factories.concern()
    with_number(concern.submitted_by)
    settings.SMS_BACKEND = ""

    review.move(concern, by=factories.staff("moderator"), move="accept", sentence="قُبل")
    outbox.drain()
    client = signed_in(concern.submitted_by)

    assert SENT == []
    assert client.get("/members/news/mobile/").status_code == 404
    assert "/members/news/mobile/" not in client.get("/members/news/").content.decode()
