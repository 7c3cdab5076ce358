"""What a second person approves about a demand is what the public reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, cast

import pghistory
import pytest

from core.db.states import IllegalMove
from core.errors import EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from proposals.demands import approval, commitments, desk, follow_up
from proposals.demands.follow_up import Wording
from proposals.models import Demand, FollowUp
from publications import reader, store
from publications.models import Edition
from publications.schemas import DemandDocument
from reference.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2018, 11, 1, 9, tzinfo=dt.UTC)
REFER = Wording(
    move="refer", sentence=Texts(ar="أحيل المطلب على الجماعة."), answer=Texts(ar="الإنارة العمومية من اختصاص الجماعة.")
)


def sent(demand: Demand, wording: Wording | None = None, by: Any = None) -> FollowUp:
    by = by or factories.staff("editor")
    wording = wording or replace(REFER, body=Institution.objects.get(key="commune_meknes"))
    draft = follow_up.begin(demand, by=by)
    follow_up.save(draft, by=by, version=draft.version, wording=wording)
    return follow_up.send(draft, by=by)


def approved(draft: FollowUp, by: Any = None) -> DemandDocument:
    approval.approve(draft, by=by or factories.staff("head"), seen=approval.pending(draft).fingerprint)
    return cast(DemandDocument, reader.live("demand", draft.demand.key).body)


def test_approval_publishes_state_body_answer_and_writes_them_into_the_demand():
    demand = factories.demand()
    with happening(DAY):
        body = approved(sent(demand))

    demand.refresh_from_db()
    assert (demand.state, demand.answered_on, demand.promise_on) == ("referred", DAY.date(), None)
    assert (body.state, body.steps[-1].body.ar, body.answers[-1].text) == ("referred", "جماعة مكناس", REFER.answer)
    assert body == demand_as_published_again(demand)


@pytest.mark.slow
def test_edition_keeps_the_ledger_of_the_meeting_that_raised_the_demand():
    editor = factories.staff("editor")
    report = factories.published_report(by=editor, head=factories.staff("head"))
    demand = Demand.objects.get()
    before = cast(DemandDocument, reader.live("demand", demand.key).body)

    body = approved(sent(demand))

    assert [line.source_key for line in body.mentions] == [report.meeting.key]
    assert (body.mentions, body.totals, body.demonstration) == (before.mentions, before.totals, before.demonstration)


def demand_as_published_again(demand: Demand) -> DemandDocument:
    """What the next report would publish of the demand: nothing of the approval is lost there."""
    from proposals.demands import demand_document

    return demand_document.compose(demand, demand_document.ledgers([demand], None)[demand.pk])


def test_nothing_changes_before_the_approval():
    demand = factories.demand()
    approval.pending(sent(demand))

    demand.refresh_from_db()
    assert demand.state == "registered"
    assert demand.answers.count() == 0
    with pytest.raises(reader.NotPublished):
        reader.live("demand", demand.key)


def test_author_of_the_draft_may_not_approve_it():
    head = factories.staff("head")
    draft = sent(factories.demand(), by=head)

    with pytest.raises(NotAllowed):
        approved(draft, by=head)


def test_who_worded_the_demand_may_not_approve_its_first_edition():
    head, demand = factories.staff("head"), factories.demand()
    demand.authors.add(head)

    with pytest.raises(NotAllowed):
        approved(sent(demand), by=head)


def test_who_named_the_public_owner_may_not_approve_the_edition_that_shows_it():
    head, demand = factories.staff("head"), factories.demand()
    desk.assign([demand], by=head, unit=factories.unit("meknes_zone_2"))

    with pytest.raises(NotAllowed):
        approved(sent(demand), by=head)


def test_who_changed_a_name_that_the_edition_shows_may_not_approve_it():
    head, body = factories.staff("head"), Institution.objects.get(key="commune_meknes")
    draft = sent(factories.demand())
    with pghistory.context(user=head.pk):
        Institution.objects.filter(pk=body.pk).update(name=Texts(ar="جماعة أخرى"))

    with pytest.raises(NotAllowed):
        approved(draft, by=head)


def test_only_the_head_approves():
    draft = sent(factories.demand())

    with pytest.raises(NotAllowed):
        approved(draft, by=factories.staff("moderator"))


def test_approval_of_another_text_than_was_read_is_refused_and_publishes_nothing():
    editor, demand = factories.staff("editor"), factories.demand()
    draft = sent(demand, by=editor)
    seen = approval.pending(draft).fingerprint
    follow_up.take_back(draft, by=editor)
    draft.refresh_from_db()
    follow_up.save(draft, by=editor, version=draft.version, wording=replace(REFER, move="study"))
    follow_up.send(draft, by=editor)

    with pytest.raises(EditedMeanwhile):
        approval.approve(draft, by=factories.staff("head"), seen=seen)
    assert not Edition.objects.filter(document__kind="demand").exists()


def test_draft_is_approved_once():
    draft = sent(factories.demand())
    seen = approval.pending(draft).fingerprint
    approval.approve(draft, by=factories.staff("head"), seen=seen)

    with pytest.raises(IllegalMove):
        approval.approve(draft, by=factories.staff("head"), seen=seen)


def test_refused_publication_leaves_the_demand_as_it_was(monkeypatch):
    demand = factories.demand()
    draft = sent(demand)
    monkeypatch.setattr(store, "_append", lambda *_args, **_more: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        approved(draft)
    demand.refresh_from_db()
    assert (demand.state, demand.steps.count()) == ("registered", 1)


def test_published_draft_knows_its_edition_and_a_new_one_can_begin():
    demand = factories.demand()
    draft = sent(demand)
    approved(draft)
    draft.refresh_from_db()

    assert draft.edition == reader.live("demand", demand.key)
    assert follow_up.begin(demand, by=factories.staff("editor")) != draft


def test_second_edition_carries_the_sentence_as_its_note():
    demand = factories.demand()
    approved(sent(demand, Wording(move="study", sentence=Texts(ar="ندرس المطلب."))))
    approved(sent(demand))

    assert reader.live("demand", demand.key).note == REFER.sentence


def test_news_without_a_move_leaves_the_day_on_which_the_state_began():
    demand = factories.demand()
    with happening(DAY):
        approved(sent(demand, Wording(move="study", sentence=Texts(ar="ندرس المطلب."))))
    with happening(DAY + dt.timedelta(days=20)):
        body = approved(sent(demand, Wording(sentence=Texts(ar="ما زلنا ندرس المطلب."))))

    assert (body.state, body.since) == ("studying", DAY.date())
    assert body.steps[-1].on == DAY.date() + dt.timedelta(days=20)


def test_commitment_is_public_with_the_edition_and_its_change_with_the_next():
    editor, demand = factories.staff("editor"), factories.demand()
    plan = Wording(move="plan", sentence=Texts(ar="برمج المطلب."), due_on=dt.date(2019, 6, 30))
    draft = follow_up.begin(demand, by=editor)
    follow_up.save(draft, by=editor, version=draft.version, wording=plan)
    owner = Institution.objects.get(key="commune_meknes")
    commitments.add(draft, by=editor, what=Texts(ar="إنارة"), owner_institution=owner, due_on=dt.date(2019, 6, 30))
    first = approved(follow_up.send(draft, by=editor))
    again = follow_up.begin(demand, by=editor)
    follow_up.save(
        again, by=editor, version=again.version, wording=Wording(sentence=Texts(ar="تم."), due_on=plan.due_on)
    )
    taken_up = commitments.take_up(again, demand.commitments.get(), by=editor)
    commitments.edit(
        taken_up,
        by=editor,
        seen=commitments.fingerprint(taken_up),
        state="kept",
        due_on=plan.due_on,
        evidence=Texts(ar="تقرير"),
    )
    second = approved(follow_up.send(again, by=editor))

    assert [(each.state, each.owner.ar) for each in first.commitments] == [("promised", "جماعة مكناس")]
    assert [(each.state, each.evidence.ar) for each in second.commitments] == [("kept", "تقرير")]
    assert second.state == "planned"


def test_internal_words_stand_in_no_edition():
    demand, editor = factories.demand(), factories.staff("editor")
    desk.note(demand, by=editor, text="ملاحظة كناري")
    body = approved(sent(demand, replace(REFER, move="study", internal_note="تنبيه كناري"), by=editor))

    assert "كناري" not in body.model_dump_json()
    assert not Edition.objects.filter(canonical__contains="كناري").exists()


def test_public_is_offered_a_demand_by_the_wording_that_an_approval_published():
    demand = factories.demand(title=Texts(ar="إصلاح الإنارة العمومية"))
    assert list(Demand.objects.like_published("الإنارة العمومية")) == []

    approved(sent(demand))

    assert list(Demand.objects.like_published("الإنارة العمومية")) == [demand]
