"""What the pages of an invitation say when it is full, late, over, or called off, and where they lead."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.invitations import registrations
from consultations.models import Attendance, Meeting
from consultations.planning import announcement
from consultations.states import MeetingState
from core.templatetags.remembered import MEMORY
from core.time_travel import happening
from core.zone import ZONE
from tests import factories
from tests.consultations.invitations.registering import announced_again
from tests.days import in_days
from tests.factories import announced, invited, registered, text
from tests.portal.members.meetings.test_answering import COME, link
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def over(meeting: Meeting) -> None:
    """As after its day, when nobody has written its report yet."""
    for state in (MeetingState.IN_SESSION, MeetingState.CLOSED):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)


def test_day_and_place_stand_before_the_form() -> None:
    row = invited(announced(held_on=in_days(10), venue=text("دار الشباب")))

    page = Client().get(link(row)).content.decode()

    assert 0 < page.index("دار الشباب") < page.index('value="come"')
    assert 0 < page.index(in_days(10).isoformat()) < page.index('value="come"')


def test_who_waits_is_not_told_that_all_is_taken_while_a_place_is_free() -> None:
    meeting = announced(capacity=2)
    registered(meeting)
    row = invited(meeting)

    Client().post(link(row), COME | {"people": "2"})
    page = Client().get(f"{link(row)}?lang=fr").content.decode()

    assert "Vous n’avez pas encore de place" in page
    assert "Toutes les places sont prises" not in page


@pytest.mark.parametrize("until", ["future", "past"])
def test_who_declined_is_offered_a_change_only_while_one_is_taken(until: str, head: Any) -> None:
    meeting = announced(held_on=in_days(10))
    row = registrations.decline(invited(meeting))
    hours = dt.timedelta(hours=1 if until == "future" else -1)
    announced_again(meeting, head, answers_until=timezone.now() + hours)

    page = Client().get(f"{link(row)}?lang=fr").content.decode()

    assert ("Vous pouvez encore changer de réponse" in page) == (until == "future")
    assert ('value="come"' in page) == (until == "future")


@pytest.mark.parametrize("until", ["future", "past"])
def test_confirming_is_asked_for_only_while_it_can_be_done(until: str, head: Any) -> None:
    meeting = announced(held_on=in_days(10), takes_registrations=True)
    row = registrations.ask(meeting, organisation="جمعية", email="new@example.org", language="fr")
    assert row is not None
    hours = dt.timedelta(hours=1 if until == "future" else -1)
    announced_again(meeting, head, answers_until=timezone.now() + hours)

    page = Client().get(f"{link(row)}?lang=fr").content.decode()

    assert ("Le délai pour la confirmer est dépassé" in page) == (until == "past")
    assert ('value="come"' in page) == (until == "future")


def test_pass_is_shown_before_the_meeting_and_not_after_it() -> None:
    meeting = announced(held_on=in_days(10))
    row = registered(meeting)
    before = Client().get(link(row)).content.decode()

    over(meeting)
    after = Client().get(f"{link(row)}?lang=fr").content.decode()

    assert "qr.svg" in before
    assert "qr.svg" not in after
    assert "Cette rencontre est terminée" in after
    assert "La présence de votre association a été notée" not in after


def test_who_was_noted_at_the_door_reads_it_afterwards() -> None:
    association = factories.association()
    member = factories.representative(association)
    meeting = announced(held_on=in_days(10))
    row = registered(meeting, association)
    factories.present(meeting, side=Attendance.Side.CIVIL_SOCIETY, association=association)
    Attendance.objects.update(registration=row)
    over(meeting)

    page = signed_in(member).get(f"/members/meetings/{row.pk}/")
    listed = signed_in(member).get("/members/meetings/")

    assert page.context["came"] is True
    assert listed.context["rows"][0]["registration"].came is True


def test_postponed_meeting_keeps_the_place_and_says_so(head: Any) -> None:
    meeting = announced(held_on=in_days(10))
    registered_row, invited_row = registered(meeting), invited(meeting)
    announcement.postpone(meeting, by=head, sentence=text("القاعة غير متاحة."))

    kept = Client().get(f"{link(registered_row)}?lang=fr").content.decode()
    other = Client().get(f"{link(invited_row)}?lang=fr").content.decode()

    assert "Votre place reste réservée" in kept
    assert "Votre place reste réservée" not in other
    assert "Date initialement prévue" in kept


def test_broken_link_of_an_invitation_names_the_ways_that_are_left() -> None:
    answer = Client().get("/invited/cut-in-tw/?lang=fr")

    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == "fr"
    assert "/members/meetings/" in answer.content.decode()
    assert "/fr/meetings/" in answer.content.decode()


@pytest.mark.parametrize("act", [announcement.postpone, announcement.cancel])
def test_registration_link_that_was_passed_on_leads_to_the_meeting_when_it_is_called_off(act: Any, head: Any) -> None:
    meeting = announced(held_on=in_days(10), takes_registrations=True)
    path = f"/register/{meeting.key}/?lang=fr"
    open_page = Client().get(path)
    act(meeting, by=head, sentence=text("القاعة غير متاحة."))

    closed = Client().get(path)

    assert open_page.status_code == 200
    assert (closed.status_code, closed.headers["Location"]) == (302, f"/fr/meetings/{meeting.key}/")


def test_registration_link_of_a_plan_tells_nothing() -> None:
    plan = factories.meeting(takes_registrations=True)

    assert Client().get(f"/register/{plan.key}/").status_code == 404


def test_too_many_people_are_refused_in_words_of_the_portal() -> None:
    row = invited(announced())

    page = Client().post(f"{link(row)}?lang=ar", COME | {"people": "0"}).content.decode()

    assert "المرجو كتابة عدد من 1 إلى 20." in page


def test_account_page_shows_what_is_coming_as_it_was_announced() -> None:
    association = factories.association()
    member = factories.representative(association)
    invited(announced(held_on=in_days(10), title=text("لقاء معلن عنه")), association)
    invited(announced(held_on=in_days(10), title=text("لقاء الغير")))
    Meeting.objects.update(title={"ar": "عنوان لم يعلن", "fr": "", "en": ""})

    home = signed_in(member).get("/members/").content.decode()
    listed = signed_in(member).get("/members/meetings/").content.decode()

    for page in (home, listed):
        assert "لقاء معلن عنه" in page
        assert "عنوان لم يعلن" not in page
        assert "لقاء الغير" not in page


def test_cell_can_be_called_where_the_portal_knows_its_number(settings: Any) -> None:
    row = invited(announced(answers_until=timezone.now() - dt.timedelta(hours=1)))
    before = Client().get(link(row)).content.decode()
    settings.SITE = settings.SITE | {"cell_phone": "05 00 00 00 00"}
    MEMORY.clear()

    page = Client().get(link(row)).content.decode()

    assert "tel:05" not in before
    assert (
        page.count('<a class="nowrap" href="tel:0500000000"><bdi dir="ltr">05 00 00 00 00</bdi></a>') == 3
    )  # answer, facts, foot


@pytest.mark.parametrize(
    ("hour", "is_answered", "has_pass", "hopes"),
    [(16, True, True, True), (18, False, True, False), (19, False, False, False)],
)
def test_pages_of_a_place_follow_the_hours_of_the_meeting(
    hour: int, is_answered: bool, has_pass: bool, hopes: bool
) -> None:
    meeting = announced(held_on=in_days(10), starts_at=dt.time(17), ends_at=dt.time(19), capacity=1)
    has_it, waits = registered(meeting), registered(meeting)

    with happening(dt.datetime.combine(in_days(10), dt.time(hour), ZONE)):
        own, other = (Client().get(f"{link(row)}?lang=fr").content.decode() for row in (has_it, waits))

    assert ('value="come"' in own) == is_answered
    assert ("qr.svg" in own) == has_pass
    assert ("Cette rencontre est terminée" in own) != has_pass
    assert ("Dès qu’il y a assez de places" in other) == hopes
