"""The cell reads what associations say before it is public, and begins a reopening."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.test import Client

from partners.models import Association
from proposals.demands import desk as notes, letters, support
from proposals.models import Demand, FollowUp, Verdict
from publications import reader
from publications.schemas import DemandDocument
from tests import factories
from tests.portal.staff.desk import queries, signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
SENTENCE = "ما زال الوضع على حاله مساء."


@pytest.fixture
def association() -> Association:
    return factories.verified_association()


@pytest.fixture
def demand(association: Association) -> Demand:
    return factories.answered_demand(association)


@pytest.fixture
def verdict(demand: Demand, association: Association) -> Verdict:
    return factories.verdict(demand, association, sentence=SENTENCE)


def public(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def test_verdict_waits_on_the_start_page_and_in_the_list(desk: Client, verdict: Verdict) -> None:
    page = f"/staff/verdicts/{verdict.pk}/"

    assert page in desk.get("/staff/").content.decode()
    assert page in desk.get("/staff/verdicts/").content.decode()
    assert page in desk.get(f"/staff/demands/{verdict.answer.demand_id}/").content.decode()


def test_moderator_reads_what_becomes_public_and_publishes_it(desk: Client, verdict: Verdict, demand: Demand) -> None:
    page, step = f"/staff/verdicts/{verdict.pk}/", f"/staff/verdicts/{verdict.pk}/publish/"
    read = desk.get(page)
    changed = [str(field.pieces) for field in read.context["fields"].changed]
    assert any(SENTENCE in words for words in changed)

    assert desk.post(step, fields(read, step)).status_code == 302

    assert [entry.sentence.ar for entry in public(demand).verdicts] == [SENTENCE]
    assert "publish_form" in desk.get(page).context
    assert desk.get(page).context["publish_form"] is None


def test_moderator_publishes_the_verdict_without_the_sentence(desk: Client, verdict: Verdict, demand: Demand) -> None:
    page, step = f"/staff/verdicts/{verdict.pk}/", f"/staff/verdicts/{verdict.pk}/refuse/"
    form = fields(desk.get(page), step)
    empty = desk.post(step, form | {"reason": ""})
    assert empty.status_code == 400
    assert "reason" in empty.context["refuse_form"].errors

    assert desk.post(step, form | {"reason": "تذكر شخصا."}).status_code == 302

    assert [(entry.word, entry.sentence.ar) for entry in public(demand).verdicts] == [("partly", "")]
    verdict.refresh_from_db()
    assert (verdict.state, verdict.refusal) == ("refused", "تذكر شخصا.")


def test_verdict_that_changed_since_it_was_read_is_shown_again(desk: Client, verdict: Verdict, demand: Demand) -> None:
    step = f"/staff/verdicts/{verdict.pk}/publish/"
    form = fields(desk.get(f"/staff/verdicts/{verdict.pk}/"), step)
    factories.verdict(demand, verdict.association, by=verdict.given_by, sentence="جملة أخرى")

    refused = desk.post(step, form)

    assert refused.status_code == 409
    assert any("جملة أخرى" in str(change.pieces) for change in refused.context["changes"])
    assert public(demand).verdicts == []


def test_number_of_marks_is_brought_up_to_date(desk: Client, demand: Demand) -> None:
    other = factories.verified_association()
    page, step = f"/staff/demands/{demand.pk}/supporters/", f"/staff/demands/{demand.pk}/supporters/publish/"
    assert desk.get(page).context["is_unchanged"]
    support.add(demand, association=other, by=factories.representative(other), shows_name=True)

    assert desk.post(step, fields(desk.get(page), step)).status_code == 302

    assert (public(demand).supporters.count, public(demand).supporters.named) == (1, [other.name])
    assert desk.get(page).context["is_unchanged"]


@pytest.mark.slow
def test_desk_shows_a_demand_judged_not_solved_and_prepares_its_reopening(
    editor: Any, demand: Demand, association: Association
) -> None:
    desk = signed_in(editor)
    assert demand.pk not in shown(desk)
    factories.verdict(demand, association, word="not_solved", asks_reopening=True)
    assert demand.pk in shown(desk)
    assert desk.get(f"/staff/demands/{demand.pk}/").context["voice"]["is_judged_not_solved"]

    begun = desk.post(f"/staff/demands/{demand.pk}/reopen/")

    draft = FollowUp.objects.get(demand=demand, state="drafting")
    assert begun.url == f"/staff/follow-ups/{draft.pk}/"
    assert draft.move == "reopen"
    assert public(demand).state == "done"


def shown(desk: Client) -> set[int]:
    groups = desk.get("/staff/demands/?view=not_solved").context["groups"]
    return {demand.pk for group in groups for demand in group.demands}


def test_liaison_officer_of_another_unit_cannot_reopen(demand: Demand) -> None:
    officer = signed_in(factories.staff("liaison"))

    assert officer.post(f"/staff/demands/{demand.pk}/reopen/").status_code == 403
    assert not FollowUp.objects.filter(demand=demand, move="reopen").exists()


@pytest.mark.slow
@pytest.mark.parametrize("how_many", [1, 3])
def test_list_of_verdicts_costs_the_same_for_more_rows(desk: Client, how_many: int) -> None:
    for _each in range(how_many):
        asking = factories.verified_association()
        factories.verdict(factories.answered_demand(asking), asking)

    assert queries(desk, "/staff/verdicts/") == 4


@pytest.mark.slow
@pytest.mark.parametrize("how_many", [1, 3])
def test_demand_page_costs_the_same_for_more_voices(desk: Client, how_many: int) -> None:
    asking = [factories.verified_association() for _each in range(how_many)]
    demand = factories.answered_demand(*asking)
    for each in asking:
        factories.verdict(demand, each)
        other = factories.verified_association()
        support.add(demand, association=other, by=factories.representative(other))

    assert queries(desk, f"/staff/demands/{demand.pk}/") == 23


def test_administrator_reads_nothing_that_stays_in_the_cell(verdict: Verdict, demand: Demand) -> None:
    letter, note = "رسالة إلى الخلية وحدها", "ملاحظة داخلية"
    letters.write(demand, association=verdict.association, by=verdict.given_by, text=letter)
    notes.note(demand, by=factories.staff("head"), text=note)
    page = f"/staff/demands/{demand.pk}/"

    moderator, administrator = (
        signed_in(factories.staff(function)).get(page).content.decode() for function in ("moderator", "administrator")
    )

    assert [words in moderator for words in (letter, note, SENTENCE)] == [True] * 3
    assert [words in administrator for words in (letter, note, SENTENCE)] == [False] * 3
