"""Those who asked are told by mail of each edition of their demand, once, in their language, with nothing confidential."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from core.db import outbox
from core.models import OutboxRow
from partners.models import Membership
from proposals.demands import follow_up, requesters, support
from proposals.models import Demand
from tests import factories
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
