"""The page of a concern: what the association does next, recourse, the demand and the meeting that it led to, and who wrote what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import HeldFunction
from consultations.models import AgendaItem, Axis
from core.time_travel import happening
from proposals.concerns import review
from proposals.demands import registration
from proposals.models import Concern, Mention
from reference.models import Institution
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CONTACTS = {
    "recourse_head_contact": "05 00 00 00 01",
    "recourse_inspection_contact": "05 00 00 00 02",
    "recourse_mediator_contact": "https://mediator.example",
}


def opened(concern: Concern, user: Any = None) -> Any:
    user = user or concern.submitted_by
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client.get(f"/members/concerns/{concern.reference}/")


def in_days(number: int) -> Any:
    return happening(timezone.now() + dt.timedelta(days=number))


def led_to(concern: Concern, demand: Any) -> None:
    """A public mention of the concern in the ledger of the demand."""
    factories.mention(demand, concern.association, source_kind="concern", source_key=concern.reference)


def test_question_is_the_next_step_of_the_association() -> None:
    concern = review.move(factories.concern(), by=factories.staff("moderator"), move="ask", sentence="متى؟")

    page = opened(concern).content.decode()

    assert "Your next step" in page
    assert page.index("Your next step") < page.index("What happened so far")


def test_next_step_of_the_cell_is_named_with_its_day_and_no_recourse_before_it_is_late(settings: Any) -> None:
    settings.SITE = settings.SITE | CONTACTS
    page = opened(factories.concern())

    assert "Next: the cell reads what you wrote, at the latest on" in page.content.decode()
    assert page.context["recourse"] == []
    assert "What your association can do" not in page.content.decode()


@pytest.mark.parametrize(("days", "begun"), [(4, 0), (11, 1), (19, 2), (40, 3)])
def test_broken_promise_shows_each_step_of_recourse_with_its_day(settings: Any, days: int, begun: int) -> None:
    settings.SITE = settings.SITE | CONTACTS
    concern = factories.concern()

    with in_days(days):
        page = opened(concern)

    recourse = page.context["recourse"]
    assert [each.is_now for each in recourse] == [True] * begun + [False] * (3 - begun)
    broken_on = timezone.localdate(concern.due_at)
    assert [(each.begins_on - broken_on).days for each in recourse] == [7, 15, 30]
    assert all(contact in page.content.decode() for contact in CONTACTS.values())


def test_step_of_recourse_without_days_is_hidden_and_one_without_contact_names_a_way(settings: Any) -> None:
    promises = settings.SITE["promises"] | {"recourse_inspection_days": 0}
    empty = {"recourse_head_contact": "", "recourse_mediator_contact": ""}
    settings.SITE = settings.SITE | CONTACTS | empty | {"promises": promises}
    Institution.objects.filter(key="mediator").update(url="https://mediator.example")
    concern = factories.concern()

    with in_days(40):
        page = opened(concern)

    assert [each.contact for each in page.context["recourse"]] == ["", "https://mediator.example"]
    assert "Late by 37 days" in page.content.decode()
    assert "By letter, or at its desk" in page.content.decode()
    assert 'href="https://mediator.example"' in page.content.decode()


@pytest.mark.slow
def test_demand_and_its_answer_are_shown_and_the_verdict_is_asked_for() -> None:
    association = factories.verified_association()
    concern = factories.accepted_concern(of=association)
    demand = factories.answered_demand(association)
    led_to(concern, demand)

    page = opened(concern)
    factories.verdict(demand, association)
    afterwards = opened(concern)

    [led] = page.context["led_to"]
    assert (led.body.number, str(led.answer.text)) == (demand.number, "جواب")
    assert page.context["judged"] == led
    assert "Read and judge" in page.content.decode()
    assert afterwards.context["judged"] is None


def test_demand_that_is_not_public_is_not_shown() -> None:
    concern = factories.accepted_concern()
    registration.mention(concern, by=factories.staff("moderator"), demand=factories.demand())

    assert Mention.objects.from_concern(concern.reference).exists()
    assert opened(concern).context["led_to"] == []


def test_meeting_is_shown_once_it_is_announced() -> None:
    concern = factories.accepted_concern()
    plan, announced = factories.meeting(), factories.announced(title=factories.text("لقاء الحي"))
    for meeting in (plan, announced):
        axis = Axis.objects.create(meeting=meeting, title=factories.text("محور"), position=0)
        AgendaItem.objects.create(meeting=meeting, axis=axis, position=0, concern=concern)

    assert [each.key for each in opened(concern).context["meetings"]] == [announced.key]


def test_steps_name_functions_and_no_person_of_the_cell() -> None:
    moderator = factories.staff("moderator", name="Nom Du Modérateur")
    concern = review.move(factories.concern(), by=moderator, move="ask", sentence="متى؟")
    review.reply(concern, by=concern.submitted_by, text="مساء")
    head = factories.staff("head", "moderator", name="Nom Du Chef")
    review.move(concern, by=head, move="accept", sentence="قُبل")
    HeldFunction.objects.filter(user=head).update(since="2020-01-01", until="2020-12-31")

    page = opened(concern)

    role = concern.association.memberships.get().get_role_display()
    assert [step.who for step in page.context["steps"]] == [
        f"Your association: {role}",
        "The cell: moderator",
        f"Your association: {role}",
        "The cell",
    ]
    assert "Nom Du" not in page.content.decode()


def test_next_expected_day_stands_at_the_head_of_the_timeline() -> None:
    concern = factories.accepted_concern()

    page = opened(concern).content.decode()

    timeline = page[page.index('<ol class="timeline"') :]
    assert timeline.index("First answer, expected") < timeline.index("Accepted") < timeline.index("Submitted")


@pytest.mark.slow
def test_page_has_the_same_number_of_queries_whatever_has_happened() -> None:
    association = factories.verified_association()
    concern = factories.accepted_concern(of=association)
    counted = []
    for _number in range(3):
        led_to(concern, factories.answered_demand(association))
        with CaptureQueriesContext(connection) as queries:
            opened(concern)
        counted.append(len(queries))

    assert counted[1] == counted[2]


def test_page_of_another_association_is_not_found() -> None:
    concern = factories.concern()

    assert opened(concern, factories.representative()).status_code == 404
    assert opened(concern).status_code == 200
