"""What awaits a member stands on the account page, nearest first, each with its button."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.time_travel import happening
from partners.actions import invitations
from partners.models import Association, AssociationStep
from proposals.concerns import contests, letters, review
from proposals.models import DemandLetter
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen
from tests.proposals.concerns.steps import in_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
QUESTION = "متى يقع ذلك؟"


def home(user: Any) -> Any:
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client.get("/members/")


def asked(association: Association, **values: Any) -> Any:
    concern = factories.concern(association, **values)
    return review.move(concern, by=factories.staff("moderator"), move="ask", sentence=QUESTION)


def test_question_of_the_cell_awaits_the_association_and_not_another_one() -> None:
    association = factories.association()
    concern = asked(association, title="Phare cassé")

    page, stranger = home(factories.representative(association)), home(factories.representative())

    assert [each.url for each in page.context["awaiting"]] == [f"/members/concerns/{concern.reference}/"]
    assert "Phare cassé" in page.content.decode()
    assert "Answer the question" in page.content.decode()
    assert stranger.context["awaiting"] == []
    assert "Nothing awaits you now" in stranger.content.decode()


def test_question_about_a_confidential_submission_is_shown_by_its_reference() -> None:
    association = factories.association()
    concern = asked(association, use="cell_only", title="سر")

    page = home(factories.representative(association)).content.decode()

    assert concern.reference in page
    assert "سر" not in page


def test_question_that_was_answered_awaits_nobody() -> None:
    association = factories.association()
    user = factories.representative(association)
    review.reply(asked(association), by=user, text="جواب")

    assert home(user).context["awaiting"] == []


def test_answer_of_a_demand_awaits_the_verdict_until_it_is_given() -> None:
    association = factories.verified_association()
    user = factories.representative(association)
    demand = factories.answered_demand(association)

    [each] = home(user).context["awaiting"]
    factories.verdict(demand, association, by=user)

    assert each.url == f"/members/associations/{association.pk}/demands/{demand.number}/"
    assert home(user).context["awaiting"] == []


def test_invitation_awaits_an_answer_until_it_is_given() -> None:
    association, day = factories.association(), timezone.localdate() + dt.timedelta(days=9)
    meeting = factories.announced(held_on=day, title=factories.text("لقاء المساء"))
    registration = factories.invited(meeting, association)

    user = factories.representative(association)

    assert [each.url for each in home(user).context["awaiting"]] == [f"/members/meetings/{registration.pk}/"]
    registration.state = "declined"
    registration.save()
    assert home(user).context["awaiting"] == []


def test_draft_is_shown_with_its_title_where_it_was_begun_and_without_it_elsewhere(pen: Pen) -> None:
    pen.type(1, **SUBJECT)

    here = pen.client.get("/members/")
    elsewhere = home(pen.user)

    assert SUBJECT["title"] in here.content.decode()
    assert SUBJECT["title"] not in elsewhere.content.decode()
    assert [each.url for each in here.context["awaiting"]] == [pen.address("1/")]
    assert [each.url for each in elsewhere.context["awaiting"]] == ["/members/concerns/new/#drafts"]
    assert MATTER["text"] not in here.content.decode()


def test_nearest_stands_first_and_drafts_last() -> None:
    pen = Pen()
    pen.begin()
    association = pen.user.memberships.get().association
    factories.invited(factories.announced(held_on=timezone.localdate() + dt.timedelta(days=3)), association)
    asked(association)

    headings = [str(each.heading) for each in home(pen.user).context["awaiting"]]

    assert headings == [
        "Answer the question of the cell",
        "Answer the invitation to a meeting",
        "A draft begun in another browser",
    ]


def test_what_we_sent_shows_the_next_step_and_its_day() -> None:
    association = factories.association()
    accepted = factories.concern(association, title="Accordé")
    review.move(accepted, by=factories.staff("moderator"), move="accept", sentence="قُبل")
    user = factories.representative(association)

    page = home(user)
    with happening(timezone.now() + dt.timedelta(days=31)):
        late = home(user)

    assert "Next: the first answer of the cell, at the latest on" in page.content.decode()
    assert "The first answer was promised for" in late.content.decode()
    assert [row.next.by for row in page.context["sent"]] == [accepted.received_at + dt.timedelta(days=30)]


@pytest.mark.parametrize("state", ["declined", "referred", "answered", "merged"])
def test_decision_that_can_be_contested_stands_after_the_rest_with_its_last_day(state: str) -> None:
    concern = in_state(state)
    user = concern.submitted_by
    asked(concern.association)

    [first, decision] = home(user).context["awaiting"]
    with happening(timezone.now() + dt.timedelta(days=61)):
        later = home(user).context["awaiting"]
    contests.contest(concern, by=user, text="لا نوافق")

    assert str(first.heading) == "Answer the question of the cell"
    assert decision.url == f"/members/concerns/{concern.reference}/"
    assert decision.until == timezone.localdate() + dt.timedelta(days=60)
    assert [each.url for each in later] == [first.url]
    assert [each.url for each in home(user).context["awaiting"]] == [first.url]


def test_letter_of_the_cell_awaits_until_the_association_writes_or_two_weeks_have_passed() -> None:
    concern = in_state("accepted")
    letters.write(concern, by=factories.staff("moderator"), sentence="إليكم التفاصيل")

    [letter] = home(concern.submitted_by).context["awaiting"]
    with happening(timezone.now() + dt.timedelta(days=15)):
        later = home(concern.submitted_by).context["awaiting"]
    letters.add(concern, by=concern.submitted_by, text="شكرا")

    assert (str(letter.heading), later) == ("The cell has written to you", [])
    assert home(concern.submitted_by).context["awaiting"] == []


def test_letter_about_a_demand_awaits_until_the_association_writes() -> None:
    association = factories.verified_association()
    user, demand = factories.representative(association), factories.answered_demand(association)
    factories.verdict(demand, association, by=user)
    about = {"demand": demand, "association": association, "at": timezone.now(), "text": "جواب"}
    DemandLetter.objects.create(is_from_cell=True, by=factories.staff("moderator"), **about)

    assert [str(each.heading) for each in home(user).context["awaiting"]] == ["The cell has written to you"]
    DemandLetter.objects.create(is_from_cell=False, by=user, **about)
    assert home(user).context["awaiting"] == []


def test_question_about_the_association_itself_awaits_its_answer() -> None:
    association = factories.association()
    user = factories.representative(association)
    step = {"association": association, "by": factories.staff("moderator"), "sentence": "أين المقر؟"}
    AssociationStep.objects.create(kind="asked", **step)

    [asks] = home(user).context["awaiting"]
    AssociationStep.objects.create(kind="answered", **step)

    assert asks.url == f"/members/associations/{association.pk}/"
    assert home(user).context["awaiting"] == []


def test_invitation_to_represent_is_shown_to_the_owner_of_the_address_alone() -> None:
    association = factories.association()
    owner, other = factories.user(), factories.user()
    invitations.invite(
        association, by=factories.representative(association), email=owner.email, role="board", language="ar"
    )

    page = home(owner)

    [invited] = page.context["awaiting"]
    assert Client().get(invited.url).status_code in {200, 302}
    assert "1 thing awaits you" in page.content.decode()
    assert home(other).context["awaiting"] == []


@pytest.mark.slow
def test_account_page_has_the_same_number_of_queries_for_one_and_for_many() -> None:
    association = factories.verified_association()
    user, counted = factories.representative(association), []
    client = Client()
    client.force_login(user)

    for number in range(3):
        asked(association)
        factories.concern(association)
        factories.answered_demand(association)
        letters.write(factories.accepted_concern(of=association), by=factories.staff("moderator"), sentence="رسالة")
        factories.invited(
            factories.announced(held_on=timezone.localdate() + dt.timedelta(days=5 + number)), association
        )
        with CaptureQueriesContext(connection) as queries:
            client.get("/members/")
        counted.append(len(queries))

    assert counted[1] == counted[2]


def test_a_long_list_is_shown_in_part_and_the_rest_on_demand() -> None:
    association = factories.association()
    for _number in range(7):
        asked(association)

    page = home(factories.representative(association))

    assert (len(page.context["awaiting"]), len(page.context["later"])) == (5, 2)
    assert "7 things await you" in page.content.decode()
    assert "Show 2 more things" in page.content.decode()
