"""A draft of what is said about a demand: who may write it, what it has to hold, and what it makes of the demand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.models import HeldFunction
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from proposals.demands import commitments, desk, follow_up
from proposals.demands.follow_up import Wording
from proposals.models import Commitment, Demand, DemandNote, FollowUp
from reference.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db
SENTENCE = Texts(ar="ندرس المطلب مع الجهة المختصة.")
STUDY = Wording(move="study", sentence=SENTENCE)


def liaison(unit_key: str):
    person = factories.staff()
    HeldFunction.objects.create(
        user=person, function="liaison", unit=factories.unit(unit_key), since=dt.date(2018, 1, 1)
    )
    return person


def drafted(demand: Demand, by=None, wording: Wording = STUDY) -> FollowUp:
    by = by or factories.staff("editor")
    draft = follow_up.begin(demand, by=by)
    return follow_up.save(draft, by=by, version=draft.version, wording=wording)


def test_second_person_who_begins_gets_the_open_draft():
    demand = factories.demand()
    first = follow_up.begin(demand, by=factories.staff("editor"))

    assert follow_up.begin(demand, by=factories.staff("moderator")) == first


def test_database_refuses_a_second_open_draft():
    draft = drafted(factories.demand())

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.create(demand=draft.demand)


def test_officer_of_another_unit_may_not_write():
    demand = factories.demand(owner_unit=factories.unit("meknes_district_2"))

    with pytest.raises(NotAllowed):
        follow_up.begin(demand, by=liaison("meknes_zone_1"))


def test_officer_of_the_unit_and_of_the_unit_above_may_write():
    demand = factories.demand(owner_unit=factories.unit("meknes_district_2"))
    above = factories.unit("meknes_district_2").parent

    assert follow_up.begin(demand, by=liaison("meknes_district_2"))
    assert above is not None
    assert follow_up.begin(demand, by=liaison(above.key))


def test_officer_whose_function_has_ended_may_not_write():
    demand = factories.demand(owner_unit=factories.unit("meknes_district_2"))
    officer = liaison("meknes_district_2")
    HeldFunction.objects.filter(user=officer).update(until=dt.date(2018, 12, 31))
    officer = type(officer).objects.get(pk=officer.pk)

    with pytest.raises(NotAllowed):
        follow_up.begin(demand, by=officer)


@pytest.mark.parametrize(
    ("wording", "lacks"),
    [
        (Wording(move="study"), "sentence"),
        (Wording(move="study", sentence=Texts(fr="Nous étudions.")), "sentence"),
        (Wording(move="plan", sentence=SENTENCE), "due_on"),
        (Wording(move="refer", sentence=SENTENCE), "body"),
        (Wording(move="decline", sentence=SENTENCE), "reason"),
    ],
)
def test_incomplete_draft_cannot_be_sent(wording, lacks):
    draft = drafted(factories.demand(), wording=wording)

    assert follow_up.missing(draft) == [lacks]
    with pytest.raises(DomainError) as refusal:
        follow_up.send(draft, by=factories.staff("editor"))
    assert refusal.value.message == follow_up.MISSING[lacks]


def test_database_refuses_a_referral_without_a_body_that_waits_for_approval():
    draft = drafted(factories.demand(), wording=Wording(move="refer", sentence=SENTENCE))

    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=draft.pk).update(state="in_review")


def test_draft_that_waits_for_approval_is_not_written_until_it_is_taken_back():
    editor = factories.staff("editor")
    draft = follow_up.send(drafted(factories.demand(), by=editor), by=editor)

    with pytest.raises(DomainError):
        follow_up.save(draft, by=editor, version=draft.version, wording=STUDY)
    follow_up.take_back(draft, by=editor)
    draft.refresh_from_db()
    assert follow_up.save(draft, by=editor, version=draft.version, wording=STUDY)


def test_second_saver_is_told_and_overwrites_nothing():
    draft = drafted(factories.demand())

    with pytest.raises(EditedMeanwhile):
        follow_up.save(draft, by=factories.staff("editor"), version=draft.version - 1, wording=replace(STUDY, move=""))
    draft.refresh_from_db()
    assert draft.move == "study"


def test_everybody_who_wrote_is_an_author():
    one, other = factories.staff("editor"), factories.staff("moderator")
    draft = drafted(factories.demand(), by=one)
    follow_up.save(draft, by=other, version=draft.version, wording=STUDY)

    assert set(draft.authors.all()) == {one, other}


def test_returned_draft_says_what_is_missing_and_is_written_again():
    editor, head = factories.staff("editor"), factories.staff("head")
    draft = follow_up.send(drafted(factories.demand(), by=editor), by=editor)
    with pytest.raises(DomainError):
        follow_up.return_(draft, by=head, sentence=" ")
    follow_up.return_(draft, by=head, sentence="متى؟")

    draft.refresh_from_db()
    assert draft.is_writable
    assert [(step.move, step.sentence) for step in draft.steps.all()] == [
        ("begin", ""),
        ("send", ""),
        ("return", "متى؟"),
    ]


def test_state_of_a_draft_changes_only_by_its_moves():
    draft = drafted(factories.demand())

    with pytest.raises(InternalError), transaction.atomic():
        FollowUp.objects.filter(pk=draft.pk).update(state="returned")


def test_outcome_writes_nothing_before_it_is_saved():
    demand = factories.demand()
    found = follow_up.outcome(drafted(demand))

    assert found.demand.state == "studying"
    demand.refresh_from_db()
    assert demand.state == "registered"
    assert demand.steps.count() == 1


@pytest.mark.parametrize(
    ("wording", "promise"),
    [
        # Looking at a demand answers nothing: the day of the first answer stands.
        (STUDY, dt.date(2018, 11, 16)),
        (replace(STUDY, answer=Texts(ar="جواب")), dt.date(2019, 2, 1)),
        (Wording(move="plan", sentence=SENTENCE, due_on=dt.date(2018, 12, 20)), dt.date(2018, 12, 20)),
        (Wording(move="plan", sentence=SENTENCE, due_on=dt.date(2019, 12, 20)), dt.date(2019, 2, 1)),
        (Wording(move="decline", sentence=SENTENCE, reason="law"), None),
    ],
)
def test_next_promise_follows_from_the_outcome(wording, promise):
    demand = factories.demand(registered_on=dt.date(2018, 10, 17))
    draft = drafted(demand, wording=wording)

    with happening(dt.datetime(2018, 11, 1, 9, tzinfo=dt.UTC)):
        assert follow_up.outcome(draft).demand.promise_on == promise


def test_outcome_of_a_move_that_is_not_possible_any_more_is_refused():
    demand = factories.demand()
    draft = drafted(demand, wording=Wording(move="finish_partly", sentence=SENTENCE))

    with pytest.raises(IllegalMove):
        follow_up.outcome(draft)


def owed(**values) -> dict[str, Any]:
    facts = {
        "what": Texts(ar="إنارة"), "due_on": dt.date(2019, 6, 30), "owner_institution": Institution.objects.first(),
    }  # fmt: skip
    return facts | values


def test_commitments_of_the_draft_become_those_of_the_demand():
    demand, editor = factories.demand(), factories.staff("editor")
    draft = drafted(demand, by=editor)
    commitments.add(draft, by=editor, **owed())
    follow_up.outcome(draft).save()
    published = demand.commitments.get()
    follow_up.discard(draft, by=editor)
    again = drafted(demand, by=editor, wording=replace(STUDY, move=""))
    taken_up = commitments.take_up(again, published, by=editor)
    commitments.edit(
        taken_up,
        by=editor,
        seen=commitments.fingerprint(taken_up),
        state="kept",
        due_on=published.due_on,
        evidence=Texts(ar="تقرير اللقاء"),
    )
    demand.refresh_from_db()
    follow_up.outcome(again).save()

    published.refresh_from_db()
    assert (published.state, published.evidence.ar) == ("kept", "تقرير اللقاء")
    assert published.owner == Institution.objects.first()
    assert demand.commitments.count() == 1


def test_published_commitment_is_taken_up_once():
    demand, editor = factories.demand(), factories.staff("editor")
    draft = drafted(demand, by=editor)
    published = Commitment.objects.create(demand=demand, **owed())
    first = commitments.take_up(draft, published, by=editor)

    assert commitments.take_up(draft, published, by=editor) == first


def test_commitment_of_another_demand_is_refused():
    editor = factories.staff("editor")
    foreign = Commitment.objects.create(demand=factories.demand(), **owed())

    with pytest.raises(DomainError):
        commitments.take_up(drafted(factories.demand(), by=editor), foreign, by=editor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "kept"},
        {"owner_institution": None},
        {"starts_on": dt.date(2019, 7, 1)},
    ],
    ids=["kept without evidence", "owed by nobody", "ends before it starts"],
)
def test_database_refuses_a_commitment_that_nobody_can_check(wrong):
    editor = factories.staff("editor")
    draft = drafted(factories.demand(), by=editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        commitments.add(draft, by=editor, **owed(**wrong))


def test_whoever_writes_a_commitment_is_an_author_of_the_draft():
    editor, other = factories.staff("editor"), factories.staff("moderator")
    draft = drafted(factories.demand(), by=editor)
    commitments.add(draft, by=other, **owed())

    assert other in draft.authors.all()


def test_bulk_assignment_names_the_assigner_an_author_of_the_public_owner():
    head, demands = factories.staff("head"), [factories.demand(), factories.demand()]
    unit = factories.unit("meknes_zone_2")

    assert desk.assign(demands, by=head, unit=unit) == 2
    assert desk.assign(demands, by=head, unit=unit) == 0
    for demand in demands:
        demand.refresh_from_db()
        assert demand.owner == unit
        assert head in demand.authors.all()


def test_demand_is_not_given_to_a_person_of_another_unit_and_nothing_is_assigned():
    demands = [factories.demand(owner_unit=factories.unit("meknes_zone_2")) for _each in range(2)]

    with pytest.raises(DomainError):
        desk.assign(demands, by=factories.staff("head"), person=liaison("meknes_zone_1"))
    assert not Demand.objects.filter(owner_person__isnull=False).exists()


def test_liaison_officer_may_not_assign():
    with pytest.raises(NotAllowed):
        desk.assign([factories.demand()], by=liaison("meknes_zone_2"), unit=factories.unit("meknes_zone_2"))


def test_internal_note_is_for_ever():
    written = desk.note(factories.demand(), by=liaison("meknes_zone_1"), text=" ننتظر جواب الجماعة ")

    assert written.text == "ننتظر جواب الجماعة"
    with pytest.raises(InternalError), transaction.atomic():
        DemandNote.objects.filter(pk=written.pk).update(text="x")


def test_views_of_the_desk_tell_demands_apart():
    head = factories.staff("head")
    late = factories.demand(registered_on=dt.date(2018, 10, 17))
    ours = factories.demand(registered_on=dt.date(2018, 10, 30), owner_unit=factories.unit("meknes_zone_2"))
    desk.assign([ours], by=head, person=head)
    sent = follow_up.send(drafted(late), by=factories.staff("editor"))

    with happening(dt.datetime(2018, 11, 25, 9, tzinfo=dt.UTC)):
        found = {
            view: list(desk.in_view(view, head).order_by(*desk.ORDER))
            for view in ("open", "overdue", "week", "mine", "without_owner")
        }
    assert found == {"open": [late, ours], "overdue": [late], "week": [ours], "mine": [ours], "without_owner": [late]}
    assert list(desk.in_view("approval", head)) == [sent.demand]
