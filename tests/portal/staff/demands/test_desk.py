"""The list of demands by what is owed, whose they are, and notes that stay in the office."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from proposals.demands import commitments, follow_up
from proposals.models import Demand
from tests import factories
from tests.portal.staff.desk import queries

pytestmark = pytest.mark.django_db
LIST, ASSIGN = "/staff/demands/", "/staff/demands/assign/"


def days_ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


@pytest.fixture
def world(moderator: Any) -> dict[str, Demand]:
    """A demand for each view. The first answer is promised 30 days after the registration."""
    late = factories.demand(registered_on=days_ago(40), owner_unit=factories.unit())
    soon = factories.demand(registered_on=days_ago(27), owner_unit=factories.unit())
    mine = factories.demand(registered_on=days_ago(1), owner_unit=factories.unit())
    Demand.objects.filter(pk=mine.pk).update(owner_person=moderator)
    free = factories.demand(registered_on=days_ago(2))
    waiting = factories.demand(registered_on=days_ago(3), owner_unit=factories.unit())
    editor = factories.staff("editor")
    follow_up.send(factories.follow_up(waiting, by=editor), by=editor)
    referred = factories.demand(registered_on=days_ago(4), owner_unit=factories.unit())
    answered = follow_up.send(factories.follow_up(referred, by=editor, move="decline", reason="law"), by=editor)
    factories.approve_follow_up(answered, by=factories.staff("head"))
    return {"late": late, "soon": soon, "mine": mine, "free": free, "waiting": waiting, "referred": referred}


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ("", ["late", "soon", "waiting", "free", "mine"]),
        ("overdue", ["late"]),
        ("week", ["soon"]),
        ("mine", ["mine"]),
        ("without_owner", ["free"]),
        ("approval", ["waiting"]),
        ("all", ["late", "soon", "waiting", "free", "mine", "referred"]),
        ("nothing-of-ours", ["late", "soon", "waiting", "free", "mine"]),
    ],
)
def test_view_shows_its_demands_the_next_promise_first(
    desk: Client, world: dict[str, Demand], view: str, found: list[str]
) -> None:
    page = desk.get(LIST, {"view": view}).context["page"]

    assert [demand.pk for demand in page] == [world[name].pk for name in found]


def test_list_groups_by_promise_in_words(desk: Client, world: dict[str, Demand]) -> None:
    groups = desk.get(LIST, {"view": "all"}).context["groups"]

    assert [(group.name, len(group.demands)) for group in groups] == [
        ("late", 1), ("week", 1), ("later", 3), ("none", 1),
    ]  # fmt: skip


def test_filter_keeps_the_view(desk: Client, world: dict[str, Demand]) -> None:
    page = desk.get(LIST, {"view": "all", "state": "not_possible"})

    assert [demand.pk for demand in page.context["page"]] == [world["referred"].pk]
    assert '<input type="hidden" name="view" value="all">' in page.content.decode()


@pytest.mark.slow
def test_search_finds_a_number_a_word_and_the_beginning_of_a_word(desk: Client) -> None:
    demand, other = factories.demand(title=factories.text("إنارة الزنقة")), factories.demand()

    found = {
        q: [each.number for each in desk.get(LIST, {"q": q}).context["page"]]
        for q in (str(demand.number), "إنارة", "الزن", "إنارة المدرسة", "9" * 30, "٠" * 3)
    }

    assert found == {
        str(demand.number): [demand.number], "إنارة": [demand.number], "الزن": [demand.number],
        "إنارة المدرسة": [], "9" * 30: [], "٠" * 3: [],
    }  # fmt: skip
    assert other.number != demand.number


def test_bulk_assignment_gives_the_ticked_demands_to_a_body_and_a_person(desk: Client, moderator: Any) -> None:
    ticked, left = [factories.demand(), factories.demand()], factories.demand()
    sent = {"demand": [row.pk for row in ticked], "unit": factories.unit().pk, "person": moderator.pk, "view": "all"}

    answer = desk.post(ASSIGN, sent)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/demands/?view=all")
    owners = {row.pk: (row.owner_unit, row.owner_person) for row in Demand.objects.select_related("owner_unit")}
    assert owners == {row.pk: (factories.unit(), moderator) for row in ticked} | {left.pk: (None, None)}


@pytest.mark.parametrize(
    ("typed", "status"),
    [({}, 400), ({"unit": "x"}, 400), ({"unit": True, "institution": True}, 409)],
)
def test_refused_assignment_keeps_the_ticks_and_changes_nothing(
    desk: Client, typed: dict[str, Any], status: int
) -> None:
    row, other = factories.demand(), factories.demand()
    owed = factories.commitment_facts()["owner_institution"]
    keys = {"unit": factories.unit().pk, "institution": owed.pk}
    sent = {name: keys[name] if value is True else value for name, value in typed.items()}

    refused = desk.post(ASSIGN, sent | {"demand": [row.pk]})

    page = refused.content.decode()
    assert refused.status_code == status
    assert f'name="demand" value="{row.pk}" checked' in page
    assert f'name="demand" value="{other.pk}" checked' not in page
    assert Demand.objects.filter(owner_unit=None, owner_institution=None).count() == 2


@pytest.mark.parametrize("ticked", [[], ["x"], ["99999999999999999999"], ["0"]])
def test_assignment_of_nothing_is_refused(desk: Client, ticked: list[str]) -> None:
    factories.demand()

    assert desk.post(ASSIGN, {"demand": ticked, "unit": factories.unit().pk}).status_code == 400


def test_assignment_to_a_person_of_another_unit_is_refused_in_words(desk: Client) -> None:
    row, stranger = factories.demand(), factories.staff("liaison")

    refused = desk.post(ASSIGN, {"demand": [row.pk], "unit": factories.unit().pk, "person": stranger.pk})

    assert refused.status_code == 409
    assert Demand.objects.get().owner_unit is None


def test_note_is_kept_with_its_writer_and_an_empty_one_is_refused(desk: Client, moderator: Any) -> None:
    page = f"/staff/demands/{factories.demand().pk}/"

    refused, kept = desk.post(f"{page}note/", {"text": " "}), desk.post(f"{page}note/", {"text": "اتصلنا بالجماعة"})

    assert (refused.status_code, kept.status_code) == (400, 302)
    (note,) = desk.get(page).context["notes"]
    assert (note.text, note.by) == ("اتصلنا بالجماعة", moderator)
    assert "اتصلنا بالجماعة" in desk.get(page).content.decode()


@pytest.mark.slow
def test_longer_list_costs_no_more_queries(desk: Client) -> None:
    def fill() -> None:
        row = factories.demand(owner_unit=factories.unit(), registered_on=days_ago(1))
        factories.follow_up(row, by=factories.staff("editor"))

    fill()
    costs = {page: queries(desk, page) for page in (f"{LIST}?view=all", f"{LIST}?view=open&q=مطلب")}
    for _more in range(4):
        fill()

    assert {page: queries(desk, page) for page in costs} == costs


@pytest.mark.slow
def test_demand_with_more_on_it_costs_no_more_queries(desk: Client, head: Any) -> None:
    row, editor = factories.demand(owner_unit=factories.unit()), factories.staff("editor")
    page = f"/staff/demands/{row.pk}/"

    def fill() -> None:
        draft = factories.follow_up(row, by=editor, answer=factories.text("جواب"))
        commitments.add(draft, by=editor, **factories.commitment_facts())
        factories.approve_follow_up(follow_up.send(draft, by=editor), by=head)
        desk.post(f"{page}note/", {"text": "ملاحظة"})

    fill()
    cost = queries(desk, page)
    for _more in range(3):
        fill()

    assert queries(desk, page) == cost
