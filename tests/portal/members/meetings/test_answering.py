from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.invitations import registrations
from consultations.models import Meeting, Registration
from consultations.planning import announcement
from consultations.states import RegistrationState as R
from portal.members.meetings import registration
from tests import factories
from tests.factories import announced, invited, text
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db
COME = {"answer": "come", "people": "2", "women": "1", "contact_function": "الرئيسة"}


def link(row: Registration) -> str:
    return f"/invited/{registrations.token_of(row)}/"


def test_we_come_gives_a_place_a_square_and_a_code_without_any_cookie() -> None:
    row, client = invited(announced()), Client(enforce_csrf_checks=True)
    first = client.get(link(row))

    answer = client.post(link(row), COME, headers={"origin": "http://testserver"})
    page = client.get(link(row))

    row.refresh_from_db()
    assert (first.status_code, answer.status_code) == (200, 302)
    assert (row.state, row.people, row.women, row.contact_function) == (R.REGISTERED, 2, 1, "الرئيسة")
    assert row.code in page.content.decode()
    assert "qr.svg" in page.content.decode()
    assert not client.cookies
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_square_leads_to_the_door_and_holds_no_token() -> None:
    row = invited(announced())

    answer = Client().get(f"{link(row)}qr.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns=")
    assert registrations.token_of(row) not in answer.content.decode()


def test_reading_the_link_changes_nothing() -> None:
    row = registrations.ask(
        announced(takes_registrations=True), organisation="جمعية", email="new@example.org", language="ar"
    )
    assert row is not None

    Client().get(link(row))

    row.refresh_from_db()
    assert row.state == R.UNCONFIRMED


def test_we_do_not_come_frees_the_place() -> None:
    row = factories.registered(announced(capacity=1))

    Client().post(link(row), {"answer": "decline"})

    row.refresh_from_db()
    assert row.state == R.DECLINED


@pytest.mark.parametrize(
    "wrong", [{"people": "0"}, {"people": "21"}, {"women": "3"}, {"people": "x"}, {"answer": "?"}, {"women": "-1"}]
)
def test_answer_that_cannot_be_is_shown_again(wrong: dict[str, str]) -> None:
    row = invited(announced())

    answer = Client().post(link(row), COME | wrong)

    row.refresh_from_db()
    assert answer.status_code == 400
    assert row.state == R.INVITED


def test_answer_from_another_site_is_refused() -> None:
    row = invited(announced())

    answer = Client().post(link(row), COME, headers={"origin": "https://evil.example"})

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, R.INVITED)


def test_link_that_leads_nowhere_is_404() -> None:
    row = invited(announced())
    assert Client().get(link(row)).status_code == 200
    registrations.remove(row, by=factories.scribe())

    assert Client().get(link(row)).status_code == 404
    assert Client().get("/invited/unknown-token/").status_code == 404


def test_page_follows_the_language_of_its_link() -> None:
    row = invited(announced(title=text("لقاء", fr="Rencontre")))

    page = Client().get(f"{link(row)}?lang=fr")

    assert page.headers["Content-Language"] == "fr"
    assert "Rencontre" in page.content.decode()


def test_page_tells_what_is_announced_and_not_what_the_office_changed_since() -> None:
    meeting = announced(venue=text("القاعة الكبرى"))
    row = invited(meeting)
    Meeting.objects.update(venue={"ar": "مكان لم يعلن", "fr": "", "en": ""})

    page = Client().get(link(row)).content.decode()

    assert "القاعة الكبرى" in page
    assert "مكان لم يعلن" not in page


def test_page_of_a_meeting_that_was_called_off_says_why(head: Any) -> None:
    meeting = announced()
    row = invited(meeting)
    announcement.cancel(meeting, by=head, sentence=text("تعذر تنظيمه."))

    page = Client().get(link(row)).content.decode()

    assert "تعذر تنظيمه." in page
    assert 'value="come"' not in page


def test_representative_answers_for_the_own_association_and_nobody_elses() -> None:
    association = factories.association()
    member, stranger = factories.representative(association), factories.representative()
    row = invited(announced(), association)
    path = f"/members/meetings/{row.pk}/"

    refused = signed_in(stranger).post(path, COME)
    untouched = Registration.objects.get().state
    taken = signed_in(member).post(path, COME)

    assert (refused.status_code, untouched) == (404, R.INVITED)
    assert (taken.status_code, Registration.objects.get().state) == (302, R.REGISTERED)


@pytest.mark.slow
def test_list_of_invitations_costs_the_same_for_one_and_many() -> None:
    association, page = factories.association(), "/members/meetings/"
    client = signed_in(factories.representative(association))
    invited(announced(), association)
    for_one = queries(client, page)
    for _number in range(3):
        invited(announced(), association)
    invited(announced())

    assert queries(client, page) == for_one
    assert len(client.get(page).context["page"].object_list) == 4


def test_list_of_invitations_tells_what_is_announced(head: Any) -> None:
    association = factories.association()
    meeting = announced(title=text("لقاء معلن عنه"))
    invited(meeting, association)
    planned = timezone.localdate() + dt.timedelta(days=400)
    Meeting.objects.update(title={"ar": "عنوان لم يعلن", "fr": "", "en": ""}, held_on=planned)

    page = signed_in(factories.representative(association)).get("/members/meetings/").content.decode()

    assert "لقاء معلن عنه" in page
    assert f'datetime="{meeting.held_on.isoformat()}"' in page
    assert "عنوان لم يعلن" not in page
    assert planned.isoformat() not in page


@pytest.mark.parametrize(("promised", "is_shown"), [(1, True), (-1, False)])
def test_pages_take_answers_until_the_announced_hour(promised: int, is_shown: bool) -> None:
    meeting = announced(takes_registrations=True, answers_until=timezone.now() + dt.timedelta(hours=promised))
    row = invited(meeting)
    Meeting.objects.update(answers_until=timezone.now() - dt.timedelta(hours=promised))
    member = signed_in(factories.representative(row.association))

    pages = [
        Client().get(link(row)),
        Client().get(f"/register/{meeting.key}/"),
        member.get(f"/members/meetings/{row.pk}/"),
    ]

    assert ['id="typed"' in page.content.decode() for page in pages] == [is_shown] * 3


def asked(meeting: Meeting, address: str = "192.0.2.1", **others: str) -> Any:
    fields = {
        "organisation": "جمعية جديدة", "contact_function": "الكاتب العام", "email": "new@example.org",
        "phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "people": "2",
    }  # fmt: skip
    return Client(REMOTE_ADDR=address).post(f"/register/{meeting.key}/", fields | others)


def told(answer: Any) -> tuple[int, str]:
    """What a visitor, or a script, can tell answers apart by, but for what the form repeats."""
    return answer.status_code, answer.headers.get("Location", "") or str(answer.context["refusal"])


def test_stranger_registers_and_counts_after_the_link_was_followed() -> None:
    meeting = announced(takes_registrations=True)

    answer = asked(meeting)

    row = Registration.objects.get()
    assert answer.status_code == 302
    assert (row.state, row.phone, row.people) == (R.UNCONFIRMED, "+212612345678", 2)
    Client().post(link(row), {"answer": "come", "people": "2"})
    row.refresh_from_db()
    assert row.state == R.REGISTERED


@pytest.mark.parametrize("phone", ["0612345678", "+212 6 12 34 56 78", "00212612345678", "06.12.34.56.78"])
def test_telephone_is_taken_however_it_is_spelled(phone: str) -> None:
    meeting = announced(takes_registrations=True)

    asked(meeting, phone=phone)

    assert Registration.objects.get().phone == "+212612345678"


def test_known_and_unknown_address_get_the_same_answer() -> None:
    meeting = announced(takes_registrations=True)
    asked(meeting)

    known, unknown = asked(meeting), asked(meeting, email="other@example.org")

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Registration.objects.count() == 2


@pytest.mark.slow
def test_thirty_associations_behind_one_address_get_through_and_a_script_does_not() -> None:
    meeting, other = announced(takes_registrations=True), announced(takes_registrations=True)

    answers = [asked(meeting, email=f"n{number}@example.org").status_code for number in range(31)]

    assert answers == [302] * 30 + [429]
    assert asked(other).status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_network_is_one_visitor(monkeypatch: pytest.MonkeyPatch, first: str, second: str, is_one: bool) -> None:
    monkeypatch.setattr(registration, "MOST_AN_HOUR", 1)
    meeting = announced(takes_registrations=True)
    taken = asked(meeting, first, email="a@example.org").status_code

    answer = asked(meeting, second, email="b@example.org").status_code

    assert (taken, answer) == (302, 429 if is_one else 302)


def test_flood_makes_the_page_slow_for_each_network_and_closes_it_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "CALM", 4)
    meeting, other = announced(takes_registrations=True), announced(takes_registrations=True)
    flood = [asked(meeting, "192.0.2.66", email=f"n{number}@example.org").status_code for number in range(10)]

    answers = [asked(meeting, "198.51.100.7", email=f"m{number}@example.org").status_code for number in range(3)]

    assert flood == [302] * 6 + [429] * 4
    assert answers == [302, 302, 429]
    assert [asked(other, "192.0.2.66", email=f"o{number}@example.org").status_code for number in range(4)] == [302] * 4


@pytest.mark.slow
@pytest.mark.parametrize("before", range(8))
def test_known_and_unknown_address_get_the_same_answers_in_every_state(
    monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    """Also those that follow: what is left does not tell either whether a row was made."""
    monkeypatch.setattr(registration, "CALM", 3)
    monkeypatch.setattr(registration, "MOST_AN_HOUR", 6)
    both = [announced(takes_registrations=True) for _each in range(2)]
    registrations.ask(both[0], organisation="جمعية", email="known@example.org", language="ar")
    for meeting in both:
        for number in range(before):
            asked(meeting, "192.0.2.9", email=f"n{number}@example.org")

    known, unknown = (
        [told(asked(meeting, email=email)) for email in ["known@example.org"] * 3 + ["last@example.org"] * 2]
        for meeting in both
    )

    assert [(status, at.replace(both[0].key, both[1].key)) for status, at in known] == unknown


@pytest.mark.parametrize("values", [{"takes_registrations": False}, {"state": "postponed"}])
def test_registration_page_exists_only_while_the_meeting_takes_registrations(values: dict[str, Any]) -> None:
    meeting = announced(takes_registrations=True)
    path = f"/register/{meeting.key}/"
    assert Client().get(path).status_code == 200

    Meeting.objects.update(**values)

    assert Client().get(path).status_code == 302
    assert asked(meeting).headers["Location"] == f"/ar/meetings/{meeting.key}/"


def test_public_page_of_the_meeting_leads_to_the_registration_page_while_it_is_open() -> None:
    open_one = announced(takes_registrations=True)
    late = announced(takes_registrations=True, answers_until=timezone.now() - dt.timedelta(hours=1))

    pages = [Client().get(f"/fr/meetings/{meeting.key}/").content.decode() for meeting in (open_one, late)]

    assert f"/register/{open_one.key}/?lang=fr" in pages[0]
    assert "/register/" not in pages[1]
