"""The queue: filters that combine, groups, counts, views that a person keeps, and assigning with one click."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.staff import lists
from proposals.concerns import assignment, queue_preference, urgency
from proposals.models import Concern, SavedView
from reference.models import Area, Theme
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, page_of, promise, shown
from tests.portal.staff.desk import queries, signed_in
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db
SAVE = f"{INBOX}views/"


def listed(desk: Client, **given: str) -> list[Concern]:
    return shown(desk.get(INBOX, given))


def counts(answer: Any) -> dict[str, int]:
    return {name: count.number for name, _label, count, _current in answer.context["views"]}


def groups(answer: Any) -> list[tuple[str, list[Concern]]]:
    return [(group.name, [row.concern for row in rows]) for group, rows in answer.context["groups"]]


def test_queue_is_grouped_by_promise_with_possible_emergencies_first(desk: Client, moderator: Any) -> None:
    today, broken, later, urgent = (factories.concern() for _each in range(4))
    promise(broken, hours=-3)
    promise(later, days=3)
    promise(urgent, days=5)
    end_of_day = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time(23, 59, 59)))
    Concern.objects.filter(pk=today.pk).update(due_at=end_of_day)
    urgency.decide(urgent, by=moderator, is_urgent=True)

    found = groups(desk.get(INBOX))

    assert found == [("urgent", [urgent]), ("late", [broken]), ("week", [today]), ("later", [later])]


def test_filters_find_a_theme_and_an_area_with_those_below(desk: Client) -> None:
    theme = Theme.objects.exclude(parent=None).order_by("pk").first()
    area = Area.objects.exclude(parent=None).order_by("pk").first()
    factories.concern()
    wanted = factories.concern(themes=(theme.key,), areas=(area.key,))

    assert listed(desk, theme=theme.key, area=area.parent.key) == [wanted]
    assert listed(desk, theme=theme.parent.key, area=area.key) == [wanted]
    assert listed(desk, theme=theme.key, state="awaiting") == []


@pytest.mark.parametrize(
    ("chosen", "wanted"), [("broken", ["broken"]), ("week", ["week"]), ("none", ["none"]), ("", ["broken", "week", "far", "none"])]
)  # fmt: skip
def test_filter_of_promises(desk: Client, chosen: str, wanted: list[str]) -> None:
    made = {name: factories.concern() for name in ("broken", "week", "far")} | {"none": in_state("declined")}
    for name, days in (("broken", -1), ("week", 6), ("far", 8)):
        promise(made[name], days=days)

    assert set(listed(desk, view="all", promise=chosen)) == {made[name] for name in wanted}


@pytest.mark.slow
def test_filter_of_assignees(desk: Client, moderator: Any) -> None:
    head = factories.staff("head")
    mine, other, free = (factories.concern() for _each in range(3))
    assignment.take(mine, by=moderator)
    assignment.take(other, by=head)

    assert listed(desk, assignee="me") == listed(desk, view="mine") == [mine]
    assert listed(desk, assignee="nobody") == listed(desk, view="nobody") == [free]
    assert listed(desk, assignee=str(head.pk)) == [other]
    assert listed(desk, view="mine", assignee="nobody") == []


def test_filters_of_kind_use_and_channel(desk: Client) -> None:
    online = factories.concern(kind="proposal", use="public_unnamed")
    paper = factories.entered_concern()

    assert listed(desk, kind="proposal") == listed(desk, use="public_unnamed") == [online]
    assert listed(desk, channel="paper") == [paper]


@pytest.mark.parametrize("words", ["دراجة", "الدراجه", "دراجة الأمل", "jusur"])
def test_words_are_found_in_title_and_association_folded(desk: Client, words: str) -> None:
    wanted = factories.concern(
        factories.association(name=factories.text("جمعية الأمل", fr="Jusûr")), title="الدراجة النارية"
    )
    factories.concern()

    assert listed(desk, q=words) == [wanted]


def test_confidential_concern_is_found_by_its_reference_and_not_by_its_words(desk: Client) -> None:
    sealed, readable = (factories.concern(use=use, title="الدراجة النارية") for use in ("cell_only", "public_named"))

    assert listed(desk, q="الدراجة") == [readable]
    assert listed(desk, q=sealed.reference, view="closed") == [sealed]


def test_words_among_many_associations_are_found_as_among_few(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = factories.concern(factories.association(name=factories.text("جمعية الأمل")))
    factories.concern(factories.association(name=factories.text("جمعية النور")))
    monkeypatch.setattr("proposals.concerns.queue.MOST_ASSOCIATIONS", 1)

    assert listed(desk, q="جمعية الامل") == [wanted]


def test_chosen_filters_can_be_taken_off_one_by_one(desk: Client) -> None:
    answer = desk.get(INBOX, {"view": "all", "state": "awaiting", "q": "نور"})

    assert [tag.query for tag in answer.context["tags"]] == ["view=all&state=awaiting", "view=all&q=%D9%86%D9%88%D8%B1"]


def test_views_are_counted_in_one_query_up_to_a_limit(
    desk: Client, moderator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [factories.concern() for _each in range(3)]
    assignment.take(rows[0], by=moderator)
    promise(rows[1], hours=-1)
    in_state("awaiting")
    SavedView.objects.create(user=moderator, kind="concerns", name="عرضي", filters={"view": "all", "state": "awaiting"})

    answer = desk.get(INBOX)

    assert counts(answer) == {
        "waiting": 3, "read": 3, "broken": 1, "mine": 1, "nobody": 2, "association": 1, "no_demand": 0, "closed": 0, "hidden": 0, "all": 4,
    }  # fmt: skip
    assert [(own.view.name, own.count.number) for own in answer.context["own_views"]] == [("عرضي", 1)]
    assert [count.number for person, count in answer.context["loads"] if person == moderator] == [1]
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    assert counts(desk.get(INBOX))["waiting"] == 2


@pytest.mark.slow
def test_kept_views_cost_no_more_queries(desk: Client, moderator: Any) -> None:
    factories.concern()
    with_none = queries(desk, INBOX)
    for number in range(3):
        SavedView.objects.create(user=moderator, kind="concerns", name=str(number), filters={"state": "awaiting"})

    assert queries(desk, INBOX) == with_none


def test_kept_view_is_of_this_list_and_of_nobody_else(desk: Client, moderator: Any) -> None:
    factories.saved_view(by=moderator)

    answer = desk.post(SAVE, {"name": "عرض", "view": "all", "state": "awaiting", "x": "y"})

    own = SavedView.objects.get(kind="concerns")
    assert own.filters == {"view": "all", "state": "awaiting"}
    assert answer.headers["Location"] == f"{INBOX}?view=all&state=awaiting"
    assert signed_in(factories.staff("head")).post(f"{SAVE}{own.pk}/remove/").status_code == 404
    assert desk.post(f"{SAVE}{SavedView.objects.get(kind='demands').pk}/remove/").status_code == 404
    assert desk.post(f"{SAVE}{own.pk}/remove/").status_code == 302
    assert SavedView.objects.count() == 1


def test_view_without_a_name_is_refused_with_its_filters(desk: Client) -> None:
    refused = desk.post(SAVE, {"name": "", "view": "broken"})

    assert (refused.status_code, refused.context["kept"]) == (400, {"view": "broken"})


def pick(concern: Concern, person: Any, seen: Any = "", **more: str) -> dict[str, Any]:
    """What a button of the list sends."""
    return {f"{concern.pk}-person": getattr(person, "pk", ""), f"{concern.pk}-seen": getattr(seen, "pk", ""), **more}


def test_one_click_takes_a_concern_and_leads_back_to_the_list(desk: Client, moderator: Any) -> None:
    concern = factories.concern()

    answer = desk.post(f"{page_of(concern)}assign/", pick(concern, moderator, list="view=all&kind=concern&x=//evil"))

    assert answer.headers["Location"] == f"{INBOX}?view=all&kind=concern"
    assert Concern.objects.get().assignee == moderator


def test_one_click_on_its_page_assigns_and_releases(desk: Client) -> None:
    concern, head = factories.concern(), factories.staff("head")

    first = desk.post(f"{page_of(concern)}assign/", pick(concern, head))
    assert first.headers["Location"] == page_of(concern)
    assert str(head) in desk.get(page_of(concern)).content.decode()

    desk.post(f"{page_of(concern)}assign/", pick(concern, None, head))
    assert Concern.objects.get().assignee is None


@pytest.mark.parametrize("list_", [{}, {"list": "view=all"}])
def test_click_on_what_somebody_took_meanwhile_says_who(desk: Client, moderator: Any, list_: dict[str, str]) -> None:
    concern, head = factories.concern(), factories.staff("head", name="رئيسة الخلية")
    assignment.take(concern, by=head)

    refused = desk.post(f"{page_of(concern)}assign/", pick(concern, moderator, **list_))

    assert refused.status_code == 409
    assert "رئيسة الخلية" in str(refused.context["refusal"])
    assert Concern.objects.get().assignee == head


@pytest.mark.parametrize("person", ["0", "9" * 30, "x", "editor"])
def test_click_that_names_nobody_of_the_desk_is_refused(desk: Client, person: str) -> None:
    concern, editor = factories.concern(), factories.staff("editor")
    given = str(editor.pk) if person == "editor" else person

    refused = desk.post(f"{page_of(concern)}assign/", {f"{concern.pk}-person": given, f"{concern.pk}-seen": ""})

    assert refused.status_code == 400
    assert Concern.objects.get().assignee is None


def test_row_of_an_assignee_who_left_says_so(desk: Client) -> None:
    concern, other = factories.concern(), factories.staff("moderator", name="من غادر")
    assignment.take(concern, by=other)
    other.is_active = False
    other.save()

    assert listed(desk, view="nobody") == [concern]
    assert desk.get(INBOX).context["gone"] == {other.pk}


@pytest.mark.slow
def test_page_leads_to_its_neighbours_in_the_queue_across_the_flag(desk: Client, moderator: Any) -> None:
    rows = [factories.concern() for _each in range(4)]
    for hours, row in enumerate(rows):
        promise(row, hours=hours + 1)
    urgency.decide(rows[3], by=moderator, is_urgent=True)
    order, closed = [rows[3], *rows[:3]], in_state("declined")

    found = [desk.get(page_of(row)).context["neighbours"] for row in [*order, closed]]

    pks = [row.pk for row in order]
    assert found == [(None, pks[1]), (pks[0], pks[2]), (pks[1], pks[3]), (pks[2], None), (None, pks[0])]


def test_density_is_kept_for_the_person_and_leads_back_to_the_filtered_list(desk: Client, moderator: Any) -> None:
    factories.concern()
    assert "desk-list is-tight" not in desk.get(INBOX).content.decode()

    answer = desk.post(f"{INBOX}density/", {"rows": "tight", "list": "view=all&kind=concern"})

    assert answer.headers["Location"] == f"{INBOX}?view=all&kind=concern"
    assert "desk-list is-tight" in desk.get(INBOX).content.decode()
    assert not queue_preference.is_tight(factories.staff("head"))
    desk.post(f"{INBOX}density/", {"rows": "roomy"})
    assert not queue_preference.is_tight(moderator)
