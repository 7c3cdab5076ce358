"""Those who asked are told by mail of each edition of their demand, once, in their language, with nothing confidential."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from core.db import outbox
from core.models import OutboxRow
from partners.actions.news import choose
from partners.models import Membership, WaitingNews
from proposals.concerns import daily_news
from proposals.demands import follow_up, requesters, support
from proposals.models import Demand
from tests import factories
from tests.days import today
from tests.proposals.demands.merges import merged, public_demand

pytestmark = pytest.mark.django_db


def news(demand: Demand, **wording: Any) -> None:
    editor = factories.staff("editor")
    draft = factories.follow_up(demand, by=editor, **wording)
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))


def sent() -> list[Any]:
    """What the worker mails to requesters."""
    mail.outbox.clear()
    while outbox.drain(100):
        pass
    return [each for each in mail.outbox if "/demands/" in each.body]


@pytest.mark.slow
def test_representatives_of_those_who_asked_and_of_supporters_are_told_once_per_edition() -> None:
    asking, same, stranger = (factories.verified_association() for _each in range(3))
    people = [factories.representative(asking), factories.representative(asking), factories.representative(same)]
    factories.representative(stranger)
    demand = factories.answered_demand(asking)
    support.add(demand, association=same, by=people[2])
    sent()
    news(demand)

    mails = sent()

    assert sorted(each.to[0] for each in mails) == sorted(person.email for person in people)
    assert f"/ar/demands/{demand.key}/" in mails[0].body
    edition = OutboxRow.objects.filter(kind="proposals.tell_requesters").latest("pk").payload["edition"]
    requesters.put_mails({"edition": edition})
    assert sent() == []


@pytest.mark.slow
def test_those_who_asked_the_same_as_a_merged_demand_are_told_of_the_whole() -> None:
    part, whole = public_demand("أول"), public_demand("ثان")
    association = factories.verified_association()
    person = factories.representative(association)
    support.add(part, association=association, by=person)
    merged(part, whole)
    whole.refresh_from_db()
    sent()

    news(whole)

    assert [each.to[0] for each in sent()] == [person.email]


@pytest.mark.slow
def test_mail_is_in_the_language_of_the_person_and_names_only_what_is_public() -> None:
    association = factories.verified_association()
    User.objects.filter(pk=factories.representative(association).pk).update(language="fr")
    demand = factories.answered_demand(association)
    sent()
    Demand.objects.filter(pk=demand.pk).update(title=factories.text("صياغة سرية"))
    factories.publish_verdict(factories.verdict(demand, association, sentence="جملة"))

    (letter,) = [each for each in sent() if each.to == [association.memberships.first().user.email]]

    assert f"/fr/demands/{demand.key}/" in letter.body
    assert "صياغة سرية" not in letter.body
    assert "جملة" not in letter.body


@pytest.mark.slow
def test_mail_after_an_answer_leads_to_the_form_of_the_verdict_while_it_is_asked_for() -> None:
    association = factories.verified_association()
    factories.representative(association)
    demand = factories.answered_demand(association)
    form = f"/members/associations/{association.pk}/demands/{demand.number}/verdict/"
    assert form in sent()[-1].body

    factories.publish_verdict(factories.verdict(demand, association, by=association.memberships.get().user))

    assert all(form not in each.body for each in sent())


@pytest.mark.slow
def test_report_that_mentions_the_demand_tells_too() -> None:
    meeting = factories.closed_meeting()
    demand = meeting.points.get().demand
    association = factories.verified_association()
    member = factories.representative(association)
    factories.mention(demand, association)

    factories.published_report(by=factories.staff("editor"), head=factories.staff("head"), at=meeting)

    assert [each.to for each in sent()] == [[member.email]]


@pytest.mark.slow
def test_former_representatives_and_suspended_associations_are_not_told() -> None:
    from partners.actions import associations

    former, suspended = factories.verified_association(), factories.verified_association()
    for each in (former, suspended):
        factories.representative(each)
    demand = factories.answered_demand(former, suspended)
    sent()
    news(demand)
    Membership.objects.filter(association=former).delete()
    associations.move(suspended, by=factories.staff("moderator"), move="suspend", sentence="شكاية")

    assert sent() == []


@pytest.mark.parametrize(
    ("how_often", "is_answered", "mails", "kept"),
    [("daily", False, 0, 1), ("daily", True, 1, 0), ("needed", False, 0, 0), ("never", True, 0, 0)],
)
def test_requester_is_told_as_he_or_she_wants_news(how_often: str, is_answered: bool, mails: int, kept: int) -> None:
    """Whoever is asked for a verdict is mailed at once, but for those who want no mail at all."""
    person = factories.representative(factories.verified_association())
    association = person.memberships.get().association
    demand = factories.answered_demand(association) if is_answered else public_demand("مطلب")
    if not is_answered:
        factories.mention(demand, association)
    sent()
    WaitingNews.objects.all().delete()
    choose(by=person, how_often=how_often)
    news(demand)

    assert (len(sent()), WaitingNews.objects.count()) == (mails, kept)


def test_daily_message_names_the_demand_by_its_number_and_has_no_word_of_it() -> None:
    person = factories.representative(factories.verified_association())
    demand = public_demand("إنارة الزنقة")
    factories.mention(demand, person.memberships.get().association)
    choose(by=person, how_often="daily")
    news(demand)
    sent()

    daily_news.put(today())

    (told,) = sent()
    assert f"/ar/demands/{demand.key}/" in told.body
    assert "إنارة" not in told.body + told.subject
