"""The inbox and the promises in it: what is listed, in which order, and what is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from partners.models import Association
from portal.staff.concerns.inbox import remaining
from portal.staff.start.todo import MAX_ROWS, Waiting, waiting_for
from proposals.concerns.references import reference_in
from proposals.models import Concern
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, promise, shown
from tests.portal.staff.desk import queries, signed_in
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db


def listed(desk: Client, query: str = "") -> list[Concern]:
    return shown(desk.get(f"{INBOX}{query}"))


def test_inbox_puts_the_oldest_promise_first_and_leaves_out_what_does_not_wait(desk: Client) -> None:
    late, later = factories.concern(), factories.entered_concern()
    in_state("awaiting")
    in_state("declined")
    promise(late, hours=-3)

    assert listed(desk) == [late, later]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("view=association", ["awaiting"]),
        ("view=closed", ["declined", "referred", "withdrawn"]),
        ("view=all", ["submitted", "under_review", "awaiting", "accepted", "declined", "referred", "withdrawn"]),
        ("view=all&state=withdrawn", ["withdrawn"]),
        ("view=waiting", ["submitted", "under_review", "accepted"]),
        ("view=read", ["submitted", "under_review"]),
        ("view=no_demand", ["accepted"]),
    ],
)
def test_inbox_shows_what_is_asked_for(desk: Client, query: str, wanted: list[str]) -> None:
    states = ("submitted", "under_review", "awaiting", "accepted", "declined", "referred", "withdrawn")
    made = {state: in_state(state) for state in states}

    assert set(listed(desk, f"?{query}")) == {made[state] for state in wanted}


def test_inbox_narrows_by_use_and_by_words_of_the_association(desk: Client) -> None:
    named = Association.objects.get(pk=factories.association(name=factories.text("جسور", fr="Ponts du quartier")).pk)
    wanted = factories.concern(named, use="cell_only")
    others = [factories.concern(named), factories.concern(use="cell_only")]

    assert listed(desk, "?q=QUARTIER&use=cell_only") == [wanted]
    assert set(listed(desk, "?q=quartier")) == {wanted, others[0]}
    assert set(listed(desk, "?use=cell_only")) == {wanted, others[1]}


@pytest.mark.parametrize("written", ["{}", " {} ", "\u200f{}.", "({})"])
def test_inbox_finds_a_reference_as_it_was_pasted_whatever_is_chosen(desk: Client, written: str) -> None:
    wanted, _other = in_state("withdrawn"), factories.concern()

    found = desk.get(INBOX, {"q": written.format(wanted.reference.lower()), "view": "closed", "use": "public_unnamed"})

    assert shown(found) == [wanted]


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("2026-K7Q4M2", "2026-K7Q4M2"),
        ("2026 – k7q4m2", "2026-K7Q4M2"),
        ("٢٠٢٦-K7Q4M2", "2026-K7Q4M2"),
        ("2026K7Q4M2", "2026-K7Q4M2"),
        ("2026-K7Q4M", ""),
        ("2026-K7Q4M22", ""),
        ("جمعية 2026", ""),
        ("", ""),
    ],
)
def test_reference_is_read_as_people_write_it(words: str, reference: str) -> None:
    assert reference_in(words) == reference


@pytest.mark.parametrize(
    "query",
    [
        "view=none",
        "state=x",
        "assignee=0",
        "assignee=me'--",
        "promise=never",
        "theme=x",
        "use=x'--",
        "page=99999",
        "title__startswith=a",
        "q=%25",
    ],
)
def test_inbox_with_unknown_parameters_still_answers(desk: Client, query: str) -> None:
    factories.concern()

    assert desk.get(f"{INBOX}?{query}").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("page", [INBOX, f"{INBOX}?view=all&q=جمعية", "/staff/", f"{INBOX}new/"])
def test_list_of_thirty_costs_no_more_queries_than_one(desk: Client, page: str) -> None:
    promise(factories.concern(), hours=2)
    with_one = queries(desk, page)
    for number in range(29):
        promise(factories.entered_concern(use="cell_only" if number % 2 else "public_named"), hours=2)

    assert queries(desk, page) == with_one


@pytest.mark.parametrize(
    ("left", "amount", "is_soon", "is_broken", "passed"),
    [
        ({"hours": 71.5}, "2 days", False, False, 0),
        ({"hours": 30.5}, "30 hours", False, False, 3),
        ({"hours": 5.5}, "5 hours", True, False, 5),
        ({"minutes": 20}, "minutes", True, False, 5),
        ({"hours": -3.5}, "3 hours", False, True, 6),
        ({"days": -2.5}, "2 days", False, True, 6),
    ],
)
def test_promise_is_told_in_words_and_in_pieces(
    left: dict[str, float], amount: str, is_soon: bool, is_broken: bool, passed: int
) -> None:
    concern = factories.concern()
    promise(concern, **left)

    found = remaining(Concern.objects.get())

    assert found is not None
    with override("en"):
        assert found.amount == amount
    assert (found.is_soon, found.is_broken, found.passed) == (is_soon, is_broken, passed)
    assert found.pieces == (["gone"] * 6 if is_broken else ["on"] * passed + ["off"] * (6 - passed))


def test_promise_of_an_answer_counts_its_own_days() -> None:
    found = remaining(in_state("accepted"))

    assert found is not None
    assert (found.is_answer, found.total.days, found.passed) == (True, 30, 0)
    assert remaining(in_state("declined")) is None


def promised(user: Any) -> list[Waiting]:
    return [each for each in waiting_for(user) if isinstance(each.thing, Concern)]


def test_start_shows_what_is_near_or_broken_the_oldest_first(moderator: Any, recorder: Any) -> None:
    near, broken, _far = factories.concern(), factories.concern(use="cell_only"), factories.concern()
    promise(near, hours=5)
    promise(broken, hours=-5)

    found = promised(moderator)

    assert {each.thing for each in found} == {near, broken}
    assert [each.remaining.is_broken for each in found if each.remaining] == [each.thing == broken for each in found]
    page = signed_in(moderator).get("/staff/").content.decode()
    assert near.title in page
    assert 'class="broken"' in page
    assert promised(recorder) == []


def test_start_shows_at_most_so_many(moderator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.staff.start.todo.MAX_ROWS", 2)
    for _number in range(3):
        promise(factories.concern(), hours=1)

    assert len(promised(moderator)) == 2 < MAX_ROWS
