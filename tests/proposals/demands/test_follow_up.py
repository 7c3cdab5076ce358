"""A draft of what is said about a demand: who may write it, what it has to hold, and what it makes of the demand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, InternalError, transaction

from accounts.models import HeldFunction
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from proposals.demands import follow_up
from proposals.demands.follow_up import DraftOfCommitment, Wording
from proposals.models import Demand, FollowUp
from reference.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db
SENTENCE = Texts(ar="ندرس المطلب مع الجهة المختصة.")
STUDY = Wording(move="study", sentence=SENTENCE)


def liaison(unit_key: str):
    person = factories.staff()
    HeldFunction.objects.create(user=person, function="liaison", unit=factories.unit(unit_key), since=dt.date(2018, 1, 1))
    return person


def drafted(demand: Demand, by=None, wording: Wording = STUDY, **values) -> FollowUp:
    by = by or factories.staff("editor")
    draft = follow_up.begin(demand, by=by)
    return follow_up.save(draft, by=by, version=draft.version, wording=wording, **values)


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
    assert [(step.move, step.sentence) for step in draft.steps.all()] == [("begin", ""), ("send", ""), ("return", "متى؟")]


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


def test_commitments_of_the_draft_become_those_of_the_demand():
    demand = factories.demand()
    school = Institution.objects.first()
    owed = DraftOfCommitment(what=Texts(ar="إنارة"), due_on=dt.date(2019, 6, 30), owner_institution=school)
    follow_up.outcome(drafted(demand, commitments=[owed])).save()
    kept = demand.commitments.get()
    FollowUp.objects.update(state="in_review")
    FollowUp.objects.all().update(state="returned")
    FollowUp.objects.all().update(state="discarded")
    shown = replace(owed, commitment=kept, state="kept", evidence=Texts(ar="تقرير اللقاء"))
    follow_up.outcome(drafted(demand, wording=replace(STUDY, move=""), commitments=[shown])).save()

    kept.refresh_from_db()
    assert (kept.state, kept.evidence.ar, kept.owner) == ("kept", "تقرير اللقاء", school)
    assert demand.commitments.count() == 1


def test_kept_commitment_needs_something_that_shows_it():
    owed = DraftOfCommitment(
        what=Texts(ar="إنارة"), due_on=dt.date(2019, 6, 30), owner_institution=Institution.objects.first(), state="kept"
    )

    with pytest.raises(Exception, match="shows that it was done"):
        drafted(factories.demand(), commitments=[owed])
