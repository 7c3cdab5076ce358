"""The list of demands: pages by key, filters, counts, views that a person keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from portal.common import keyset
from portal.staff import lists
from proposals import saved_views
from proposals.models import Demand, SavedView
from reference.models import Area, Institution, Theme
from tests import factories
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db
LIST, SAVE = "/staff/demands/", "/staff/demands/views/"


def numbers(answer: Any) -> list[int]:
    return [row.number for row in answer.context["page"]]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Eleven demands on three days, four about which nothing is owed, in the order of the list."""
    monkeypatch.setattr(keyset, "PER_PAGE", 4)
    today = timezone.localdate()
    rows = [factories.demand(registered_on=today - dt.timedelta(days=place % 3)) for place in range(11)]
    Demand.objects.filter(pk__in=[row.pk for row in rows[::3]]).update(promise_on=None)
    return list(Demand.objects.order_by("promise_on", "number").values_list("number", flat=True))


@pytest.mark.slow
def test_pages_by_key_show_every_demand_once_forwards_and_backwards(desk: Client, many: list[int]) -> None:
    pages, query = [], "view=all"
    while query:
        answer = desk.get(f"{LIST}?view=all&{query}")
        pages.append(numbers(answer))
        last, query = answer, answer.context["page"].next
    back = []
    while last.context["page"].previous:
        last = desk.get(f"{LIST}?view=all&{last.context['page'].previous}")
        back.insert(0, numbers(last))

    assert [number for page in pages for number in page] == many
    assert [len(page) for page in pages] == [4, 4, 3]
    assert back == pages[:-1]


def test_new_demand_does_not_shift_the_next_page(desk: Client, many: list[int]) -> None:
    first = desk.get(f"{LIST}?view=all")
    factories.demand(registered_on=timezone.localdate() - dt.timedelta(days=40))

    second = desk.get(f"{LIST}?view=all&{first.context['page'].next}")

    assert numbers(second) == many[4:8]


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=~", "after=2026-01-01", "after=2026-13-01~1", "after=9999-99-99~9", "before=~" + "9" * 30,
     "after=2026-01-01~1~2", "before=", "after=2026-01-01~x"],
)  # fmt: skip
def test_nonsense_in_the_address_shows_the_first_page(desk: Client, many: list[int], query: str) -> None:
    assert numbers(desk.get(f"{LIST}?view=all&{query}")) == many[:4]


@pytest.mark.slow
def test_deep_page_costs_no_more_queries_than_the_first(desk: Client, many: list[int]) -> None:
    first = f"{LIST}?view=all"
    second = f"{first}&{desk.get(first).context['page'].next}"

    assert queries(desk, second) <= queries(desk, first) + 1


@pytest.fixture
def lit() -> Demand:
    """With a theme and an area below others, and an owner."""
    theme = Theme.objects.exclude(parent=None).order_by("pk").first()
    area = Area.objects.exclude(parent=None).order_by("pk").first()
    factories.demand(themes=[Theme.objects.filter(parent=None).order_by("-pk").first()])
    return factories.demand(themes=[theme], areas=[area], owner_unit=factories.unit())


def test_filter_finds_a_theme_with_those_below_it(desk: Client, lit: Demand) -> None:
    theme = lit.themes.get()

    assert numbers(desk.get(LIST, {"theme": theme.key})) == [lit.number]
    assert numbers(desk.get(LIST, {"theme": theme.parent.key})) == [lit.number]


def test_filter_finds_an_area_with_those_below_it(desk: Client, lit: Demand) -> None:
    area = lit.areas.get()

    assert numbers(desk.get(LIST, {"area": area.key})) == [lit.number]
    assert numbers(desk.get(LIST, {"area": area.parent.key})) == [lit.number]


@pytest.mark.slow
def test_filter_finds_an_owner(desk: Client, lit: Demand, moderator: Any) -> None:
    of_body = factories.demand()
    body = Institution.objects.get(key="commune_meknes")
    Demand.objects.filter(pk=of_body.pk).update(owner_institution=body, owner_person=moderator)
    found = {
        owner: numbers(desk.get(LIST, {"owner": owner}))
        for owner in (f"unit-{factories.unit().key}", "body-commune_meknes", "me", "nobody", "unit-nowhere")
    }

    free = [number for number in Demand.objects.values_list("number", flat=True).order_by("number")
            if number not in {lit.number, of_body.number}]  # fmt: skip
    assert found["body-commune_meknes"] == found["me"] == [of_body.number]
    assert found[f"unit-{factories.unit().key}"] == [lit.number]
    assert found["nobody"] == free
    assert len(found["unit-nowhere"]) == 3


def test_views_are_counted_up_to_a_limit(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    for _each in range(3):
        factories.demand(registered_on=timezone.localdate())

    answer = desk.get(LIST)

    counts = {name: (count.number, count.is_more) for name, _label, count, _current in answer.context["views"]}
    assert counts["open"] == (2, True)
    assert counts["overdue"] == (0, False)
    assert "2+" in answer.content.decode()


@pytest.mark.slow
def test_kept_view_leads_back_to_its_filters_and_is_seen_by_nobody_else(desk: Client, lit: Demand, editor: Any) -> None:
    theme = lit.themes.get().key

    answer = desk.post(SAVE, {"name": "عرضي أنا", "view": "all", "theme": theme, "state": "nonsense", "x": "y"})

    assert SavedView.objects.get().filters == {"view": "all", "theme": theme}
    assert numbers(desk.get(answer.headers["Location"])) == [lit.number]
    assert "عرضي أنا" in desk.get(LIST).content.decode()
    assert "عرضي أنا" not in signed_in(editor).get(LIST).content.decode()


def test_view_of_somebody_else_is_not_found_and_stays(desk: Client, moderator: Any) -> None:
    own, other = factories.saved_view(by=moderator), factories.saved_view()

    answers = [desk.post(f"{SAVE}{view.pk}/remove/").status_code for view in (own, other)]

    assert answers == [302, 404]
    assert list(SavedView.objects.values_list("pk", flat=True)) == [other.pk]


@pytest.mark.parametrize("name", ["", "  ", "ع" * 61])
def test_view_without_a_good_name_is_refused_with_what_was_typed(desk: Client, name: str) -> None:
    refused = desk.post(SAVE, {"name": name, "view": "overdue"})

    assert refused.status_code == 400
    assert refused.context["kept"] == {"view": "overdue"}
    assert not SavedView.objects.exists()


def test_second_view_of_a_name_is_refused_at_its_field(desk: Client, moderator: Any) -> None:
    factories.saved_view(by=moderator)

    refused = desk.post(SAVE, {"name": "عرض", "view": "all"})

    assert refused.status_code == 409
    assert "name" in refused.context["view_form"].errors


def test_person_keeps_a_limited_number_of_views(moderator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST", 1)
    factories.saved_view(by=moderator)

    with pytest.raises(DomainError):
        saved_views.save(SavedView.Kind.DEMANDS, by=moderator, name="ثان", filters={})
    with pytest.raises(NotAllowed):
        saved_views.save(SavedView.Kind.DEMANDS, by=factories.representative(), name="ثان", filters={})


def test_words_are_looked_up_among_the_demands_that_the_other_filters_leave(desk: Client) -> None:
    factories.demand()

    with CaptureQueriesContext(connection) as ran:
        desk.get(LIST, {"view": "all", "q": "الإنارة", "state": "registered", "owner": "nobody"})
    looked_up = [each["sql"] for each in ran if "@@" in each["sql"]]

    assert looked_up
    assert all("owner_unit_id" in sql and "'registered'" in sql for sql in looked_up)
