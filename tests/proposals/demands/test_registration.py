"""Demands that are registered outside a meeting, and what an accepted concern leads to."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.db import IntegrityError, transaction

from consultations.models import Report
from consultations.planning import meetings
from consultations.reports import steps as reports
from core.clock import today
from core.errors import DomainError, NotAllowed
from proposals.concerns import review
from proposals.demands import follow_up, ledger, registration
from proposals.models import Concern, Demand, Mention
from publications import reader
from publications.schemas import DemandDocument
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = factories.text("إنارة الممر")


def registered(**facts: Any) -> Demand:
    values: dict[str, Any] = {"by": factories.staff("moderator"), "title": TITLE, "themes": [factories.theme()]}
    return registration.register(**values | facts)


def published(demand: Demand) -> DemandDocument:
    draft = factories.follow_up(demand, by=factories.staff("editor"))
    factories.approve_follow_up(follow_up.send(draft, by=factories.staff("editor")), by=factories.staff("head"))
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def test_registered_demand_is_promised_from_today_with_a_sentence_that_fits():
    demand = registered()

    assert demand.registered_on == today()
    assert demand.promise_on is not None
    assert demand.steps.get().sentence == ledger.REGISTERED_OUTSIDE
    with pytest.raises(reader.NotPublished):
        reader.live("demand", demand.key)


def test_registered_demand_becomes_public_by_a_follow_up_of_two_persons():
    demand = registered()

    body = published(demand)

    assert (body.title, body.mentions, body.totals.mentions) == (TITLE, [], 0)
    assert body.steps[0].sentence == ledger.REGISTERED_OUTSIDE


def test_who_registered_may_not_approve_the_first_edition():
    head = factories.staff("head")
    draft = factories.follow_up(registered(by=head), by=factories.staff("editor"))
    draft = follow_up.send(draft, by=factories.staff("editor"))

    with pytest.raises(NotAllowed):
        factories.approve_follow_up(draft, by=head)


@pytest.mark.parametrize("function", ["recorder", "liaison", "administrator"])
def test_registering_needs_the_right(function: str):
    with pytest.raises(NotAllowed):
        registered(by=factories.staff(function))


@pytest.mark.slow
def test_demand_registered_outside_stays_public_when_its_only_report_is_withdrawn():
    demand = registered()
    published(demand)
    meeting = factories.meeting()
    meetings.move(meeting, by=factories.scribe(), move="open")
    factories.demand_point(meeting, of=demand)
    meetings.move(meeting, by=factories.scribe(), move="close")
    report = factories.published_report(by=factories.staff("editor"), head=factories.staff("head"), at=meeting)
    mentioned = cast(DemandDocument, reader.live("demand", demand.key).body).totals.mentions

    reports.withdraw(Report.objects.get(pk=report.pk), by=factories.staff("head"), sentence=factories.text("خطأ"))

    body = cast(DemandDocument, reader.live("demand", demand.key).body)
    assert (mentioned, body.totals.mentions) == (1, 0)


def test_accepted_concern_leads_to_a_new_demand_with_a_mention_that_is_not_public():
    concern = factories.accepted_concern()

    demand = registered(concern=concern)

    mention = demand.mentions.get()
    assert (mention.source_kind, mention.source_key, mention.is_public) == ("concern", concern.reference, False)
    assert (mention.association, mention.shows_name) == (concern.association, True)
    assert published(demand).totals.concerns == 0


def test_concern_is_in_a_ledger_once():
    concern, demand, moderator = factories.accepted_concern(), factories.demand(), factories.staff("moderator")
    registration.mention(concern, by=moderator, demand=demand)

    with pytest.raises(DomainError):
        registration.mention(concern, by=moderator, demand=demand)
    row = Mention.objects.get(demand=demand)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    other = registration.mention(concern, by=moderator, demand=factories.demand())
    assert other.pk


def test_concern_that_was_not_accepted_leads_to_nothing():
    with pytest.raises(DomainError):
        registration.mention(factories.concern(), by=factories.staff("moderator"), demand=factories.demand())


def test_mention_of_a_confidential_concern_names_no_association():
    concern, demand = factories.accepted_concern(use=Concern.Use.CELL_ONLY), factories.demand()

    mention = registration.mention(concern, by=factories.staff("moderator"), demand=demand)

    assert (mention.association, mention.shows_name, mention.source_title) == (None, False, factories.text(""))


def test_editor_who_may_not_read_concerns_enters_none_into_a_ledger():
    with pytest.raises(NotAllowed):
        registration.mention(factories.accepted_concern(), by=factories.staff("editor"), demand=factories.demand())


def test_withdrawn_concern_leaves_the_ledger():
    concern, demand = factories.accepted_concern(), factories.demand()
    registration.mention(concern, by=factories.staff("moderator"), demand=demand)

    review.withdraw(concern, by=concern.submitted_by)

    assert not demand.mentions.exists()


def test_same_demand_sent_twice_by_one_person_is_registered_once():
    concern, head = factories.accepted_concern(), factories.staff("head", "moderator")
    words = {"title": factories.text("إنارة الممر"), "details": factories.text("المصابيح مطفأة")}

    first, again = (registration.register(by=head, concern=concern, **words) for _time in range(2))
    other = registration.register(by=head, title=words["title"])
    colleague = registration.register(by=factories.staff("head"), **words)

    assert first == again
    assert len({first.number, other.number, colleague.number}) == 3
    assert first.mentions.count() == 1
