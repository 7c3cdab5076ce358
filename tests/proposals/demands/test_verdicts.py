"""Verdicts of associations on an answer: who gives one, until when, and what becomes public."""

from __future__ import annotations

import datetime as dt
from typing import cast

import pytest
from django.db import DatabaseError, transaction

from core.clock import beginning_of_today, today
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from partners.actions import associations
from partners.models import Association
from proposals.demands import follow_up, reopening, support, verdicts
from proposals.demands.desk import in_view
from proposals.models import Demand, Support, Verdict
from publications import reader
from publications.models import Approval, Edition
from publications.schemas import DemandDocument
from tests import factories
from tests.databases import world

pytestmark = pytest.mark.django_db
SENTENCE = "تحسن الوضع صباحا فقط."


@world
def answered() -> tuple[Association, Demand]:
    association = factories.verified_association()
    return association, factories.answered_demand(association)


@pytest.fixture
def association(answered: tuple[Association, Demand]) -> Association:
    return answered[0]


@pytest.fixture
def demand(answered: tuple[Association, Demand]) -> Demand:
    return answered[1]


def public(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def after(days: int) -> happening:
    return happening(dt.datetime.now(dt.UTC) + dt.timedelta(days=days))


def test_give_verdict_publishes_nothing_before_the_cell_has_read_it(demand, association):
    factories.verdict(demand, association)

    assert public(demand).verdicts == []
    assert public(demand).asked == 1


def test_publish_verdict_shows_word_sentence_and_name_by_choice(demand, association):
    member = factories.representative(association)
    row = factories.publish_verdict(factories.verdict(demand, association, by=member, shows_name=True))

    (entry,) = public(demand).verdicts
    assert (entry.word, entry.sentence, entry.answer) == ("partly", Texts(ar=SENTENCE), 0)
    assert (entry.association, entry.on) == (association.name, today())
    assert row.state == "published"
    approval = Approval.objects.get(edition=reader.live("demand", demand.key))
    assert member.pk in approval.author_ids
    assert approval.approver_id == row.decided_by_id


def test_publish_verdict_without_name_shows_no_name(demand, association):
    factories.publish_verdict(factories.verdict(demand, association))

    assert public(demand).verdicts[0].association == Texts()
    assert not Edition.objects.filter(canonical__contains=association.name.ar).exists()


def test_publish_verdict_leaves_in_the_office_what_was_reworded_since(demand, association):
    Demand.objects.filter(pk=demand.pk).update(title=factories.text("صياغة لم تعتمد"))
    factories.publish_verdict(factories.verdict(demand, association))

    assert public(demand).title.ar == "مطلب"


def test_refuse_sentence_publishes_the_word_alone_and_tells_the_association_why(demand, association):
    row = factories.verdict(demand, association)
    seen = verdicts.pending(row).fingerprint
    verdicts.refuse(row, by=factories.staff("moderator"), seen=seen, reason="تذكر شخصا بعينه.")

    row.refresh_from_db()
    assert (row.state, row.refusal) == ("refused", "تذكر شخصا بعينه.")
    assert [(entry.word, entry.sentence) for entry in public(demand).verdicts] == [("partly", Texts())]
    assert not Edition.objects.filter(canonical__contains=SENTENCE).exists()


def test_refuse_sentence_without_reason_is_refused(demand, association):
    row = factories.verdict(demand, association)

    with pytest.raises(DomainError):
        verdicts.refuse(row, by=factories.staff("moderator"), seen=verdicts.pending(row).fingerprint, reason=" ")
    row.refresh_from_db()
    assert row.state == "waiting"


def test_verdict_without_sentence_is_published_likewise(demand, association):
    row = factories.publish_verdict(factories.verdict(demand, association, word="solved", sentence=""))

    assert [(entry.word, entry.sentence) for entry in public(demand).verdicts] == [("solved", Texts())]
    assert row.state == "published"


@pytest.mark.parametrize("function", ["recorder", "editor", "liaison", "administrator"])
def test_only_moderators_and_the_head_publish_a_verdict(demand, association, function):
    row = factories.verdict(demand, association)

    with pytest.raises(NotAllowed):
        factories.publish_verdict(row, by=factories.staff(function))


def test_publish_verdict_that_changed_since_it_was_read_is_refused(demand, association):
    member = factories.representative(association)
    row = factories.verdict(demand, association, by=member)
    seen = verdicts.pending(row).fingerprint
    factories.verdict(demand, association, by=member, sentence="جملة أخرى")

    with pytest.raises(EditedMeanwhile):
        verdicts.publish(row, by=factories.staff("moderator"), seen=seen)
    assert public(demand).verdicts == []


@pytest.mark.slow
def test_refuse_sentence_that_changed_since_it_was_read_is_refused(demand, association):
    """Nobody has read the new sentence; without it the edition is the same as before."""
    member = factories.representative(association)
    row = factories.verdict(demand, association, by=member, sentence="الشرطي فلان")
    seen = verdicts.pending(row).fingerprint
    factories.verdict(demand, association, by=member, sentence="جملة لا تذكر أحدا")

    with pytest.raises(EditedMeanwhile):
        verdicts.refuse(row, by=factories.staff("moderator"), seen=seen, reason="تذكر شخصا.")
    row.refresh_from_db()
    assert row.state == "waiting"


def test_refuse_sentence_of_a_verdict_without_one_is_refused(demand, association):
    row = factories.verdict(demand, association, sentence="")

    with pytest.raises(DomainError):
        verdicts.refuse(row, by=factories.staff("moderator"), seen=verdicts.pending(row).fingerprint, reason="سبب")
    assert public(demand).verdicts == []


def test_give_verdict_again_before_it_is_read_changes_it_and_keeps_the_history(demand, association):
    member = factories.representative(association)
    first = factories.verdict(demand, association, by=member)
    again = factories.verdict(demand, association, by=member, word="solved", sentence="")

    assert again.pk == first.pk
    history = Verdict.pgh_event_models["update"].objects.filter(pgh_obj_id=first.pk).order_by("pgh_id")
    assert list(history.values_list("word", flat=True)) == ["partly", "solved"]


def test_give_verdict_again_after_it_was_read_is_refused_until_the_next_answer(demand, association):
    member = factories.representative(association)
    factories.publish_verdict(factories.verdict(demand, association, by=member))
    with pytest.raises(DomainError):
        factories.verdict(demand, association, by=member, word="solved")

    editor = factories.staff("editor")
    draft = factories.follow_up(demand, by=editor, answer=factories.text("جواب ثان"))
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))
    factories.publish_verdict(factories.verdict(demand, association, by=member, word="solved"))

    assert [(entry.answer, entry.word) for entry in public(demand).verdicts] == [(0, "partly"), (1, "solved")]


def test_decided_verdict_is_changed_by_nobody(demand, association):
    row = factories.publish_verdict(factories.verdict(demand, association))

    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.filter(pk=row.pk).update(word="solved")
    row.refresh_from_db()
    assert row.word == "partly"


def test_verdict_is_decided_once(demand, association):
    row = factories.verdict(demand, association)
    factories.publish_verdict(row)

    with pytest.raises(DomainError):
        factories.publish_verdict(row)


def test_give_verdict_by_an_association_that_did_not_ask_is_refused(demand):
    with pytest.raises(DomainError):
        factories.verdict(demand, factories.verified_association())


def test_give_verdict_by_a_stranger_to_the_association_is_refused(demand, association):
    with pytest.raises(NotAllowed):
        factories.verdict(demand, association, by=factories.representative())


def test_give_verdict_by_an_association_that_is_not_verified_is_refused():
    pending = factories.association()

    with pytest.raises(DomainError):
        factories.verdict(factories.answered_demand(pending), pending)


def test_give_verdict_without_an_answer_is_refused(association):
    demand = factories.demand()
    factories.mention(demand, association)

    with pytest.raises(DomainError):
        factories.verdict(demand, association)


@pytest.mark.parametrize(("days", "is_open"), [(90, True), (91, False)])
def test_associations_are_asked_for_90_days(demand, association, days, is_open):
    with after(days):
        found = verdicts.question(demand, association)
        assert found is not None
        assert found.is_open is is_open
        if is_open:
            factories.verdict(demand, association)
        else:
            with pytest.raises(DomainError):
                factories.verdict(demand, association)


def test_verdict_of_an_association_that_is_suspended_is_neither_published_nor_counted(demand, association):
    row = factories.verdict(demand, association)
    other = factories.verified_association()
    factories.mention(demand, other)
    factories.publish_verdict(factories.verdict(demand, other, word="solved", sentence=""))
    associations.move(association, by=factories.staff("moderator"), move="suspend", sentence="شكاية")

    with pytest.raises(DomainError):
        factories.publish_verdict(row)
    assert [entry.word for entry in public(demand).verdicts] == ["solved"]
    assert row not in verdicts.waiting()


def test_published_verdict_leaves_with_the_next_edition_once_its_association_is_suspended(demand, association):
    factories.publish_verdict(factories.verdict(demand, association))
    associations.move(association, by=factories.staff("moderator"), move="suspend", sentence="شكاية")
    editor = factories.staff("editor")
    draft = factories.follow_up(demand, by=editor)
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))

    assert public(demand).verdicts == []


def test_supporter_from_before_the_answer_gives_a_verdict_and_one_from_after_does_not(demand):
    before, late = factories.verified_association(), factories.verified_association()
    with after(-1):
        support.add(demand, association=before, by=factories.representative(before))
    with after(1):
        support.add(demand, association=late, by=factories.representative(late))

    assert verdicts.question(demand, before) is not None
    assert verdicts.question(demand, late) is None


def judged(demand: Demand, *words: str) -> list[Association]:
    found = [factories.verified_association() for _word in words]
    for association in found:
        factories.mention(demand, association)
    for association, word in zip(found, words, strict=True):
        if word:
            factories.verdict(demand, association, word=word)
    return found


@pytest.mark.parametrize(
    ("words", "is_seen"),
    [
        (["not_solved"], True),
        (["not_solved", ""], False),
        (["not_solved", "solved"], False),
        (["not_solved", "not_solved", "solved"], True),
        (["partly", "partly"], False),
    ],
)
def test_desk_sees_demands_that_were_judged_not_solved(words, is_seen):
    demand = factories.answered_demand()
    judged(demand, *words)

    assert (demand in in_view("not_solved", factories.staff("editor"))) is is_seen


def test_verdicts_on_an_earlier_answer_do_not_reopen():
    demand, editor = factories.answered_demand(), factories.staff("editor")
    judged(demand, "not_solved", "not_solved")
    draft = factories.follow_up(demand, by=editor, answer=factories.text("جواب ثان"))
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))

    assert demand not in in_view("not_solved", editor)


def test_suspended_association_reopens_nothing():
    demand = factories.answered_demand()
    first, _second = judged(demand, "not_solved", "not_solved")
    _third = judged(demand, "solved")
    associations.move(first, by=factories.staff("moderator"), move="suspend", sentence="شكاية")

    assert demand not in reopening.judged_not_solved()


def test_begin_reopening_prepares_a_draft_that_a_second_person_approves(demand, association):
    factories.verdict(demand, association, word="not_solved", asks_reopening=True)
    editor = factories.staff("editor")
    draft = reopening.begin(demand, by=editor)
    assert (draft.move, draft.sentence) == ("reopen", reopening.SENTENCE)
    with pytest.raises(NotAllowed):
        factories.approve_follow_up(follow_up.send(draft, by=editor), by=editor)

    draft.refresh_from_db()
    factories.approve_follow_up(draft, by=factories.staff("head"))

    demand.refresh_from_db()
    assert demand.state == "reopened"
    assert public(demand).steps[-1].sentence == reopening.SENTENCE
    assert demand not in reopening.judged_not_solved()


def test_begin_reopening_leaves_a_draft_that_somebody_writes(demand):
    editor = factories.staff("editor")
    written = factories.follow_up(demand, by=editor)

    again = reopening.begin(demand, by=factories.staff("head"))

    assert (again.pk, again.move, again.sentence) == (written.pk, "", written.sentence)


def test_reopening_is_asked_for_with_not_solved_only(demand, association):
    row = factories.verdict(demand, association, word="partly", asks_reopening=True)

    assert not row.asks_reopening


def test_edition_from_before_verdicts_is_still_read(demand):
    older = public(demand).model_dump(mode="json")
    for name in ("verdicts", "asked", "supporters"):
        del older[name]

    assert DemandDocument.model_validate(older | {"schema_name": "machoura/demand/2"}).verdicts == []


@pytest.mark.parametrize(
    ("after_midnight", "is_asked"), [(dt.timedelta(minutes=-30), True), (dt.timedelta(minutes=0), False)]
)
def test_mark_counts_until_midnight_by_the_locked_rules_though_the_database_has_others(
    demand, after_midnight, is_asked
):
    other = factories.verified_association()
    midnight = beginning_of_today() + dt.timedelta(days=1)
    support.add(demand, association=other, by=factories.representative(other))
    Support.objects.filter(association=other).update(made_at=midnight + after_midnight)

    assert verdicts.open_for(other).exists() == is_asked
    assert (verdicts.question(demand, other) is not None) == is_asked
