"""Every list of the office and of members is paged by key: each row once, and as many queries for a page however long the list is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consultations.models import Meeting, Report
from partners.models import Association, Membership
from portal.common import keyset
from proposals.models import Concern, Verdict
from reference.models import Institution
from tests import factories
from tests.portal.staff.desk import queries, signed_in
from tests.security.rendering import unrendered

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
ROWS = 5


class List(NamedTuple):
    """``shown``: the name of the page in the context of the template."""

    client: Client
    url: str
    rows: list[Any]
    shown: str = "page"


def _of_office(*functions: str) -> Client:
    return signed_in(factories.staff(*functions or ("recorder", "editor", "head", "administrator", "moderator")))


def _associations() -> List:
    rows = [factories.association() for _ in range(ROWS)]
    return List(_of_office(), "/staff/associations/", rows[::-1])


def _associations_that_wrote_on_paper() -> List:
    rows = [factories.association() for _ in range(ROWS)]
    return List(_of_office(), "/staff/concerns/new/", rows[::-1])


def _representatives_of_an_association() -> List:
    association = factories.association()
    for _ in range(ROWS):
        factories.representative(association)
    rows = list(Membership.objects.order_by("since", "pk"))
    return List(_of_office(), f"/staff/associations/{association.pk}/", rows, "memberships")


def _concerns_that_wait() -> List:
    rows = [factories.concern() for _ in range(ROWS)]
    return List(_of_office(), "/staff/concerns/", rows)


def _concerns_of_all_states() -> List:
    rows = [factories.concern() for _ in range(ROWS)]
    return List(_of_office(), "/staff/concerns/?view=all", rows[::-1])


def _verdicts() -> List:
    editor, head = factories.staff("editor"), factories.staff("head")
    asking = [factories.verified_association() for _ in range(ROWS)]
    demand = factories.answered_demand(*asking, editor=editor, head=head)
    return List(_of_office(), reverse("staff:verdicts"), [factories.verdict(demand, each) for each in asking])


def _invitations() -> List:
    meeting = factories.announced()
    rows = [factories.invited(meeting) for _ in range(ROWS)]
    return List(_of_office(), f"/staff/meetings/{meeting.pk}/invitations/", rows)


def _associations_to_invite() -> List:
    rows = [factories.association() for _ in range(ROWS)]
    return List(_of_office(), f"/staff/meetings/{factories.announced().pk}/invitations/choose/", rows)


def _expected_at_the_door() -> List:
    """Those who registered come before those who did not answer, whoever was invited first."""
    meeting = factories.announced()
    invited = [factories.invited(meeting) for _ in range(2)]
    registered = [factories.registered(meeting) for _ in range(ROWS - 2)]
    return List(_of_office(), f"/staff/meetings/{meeting.pk}/check-in/", registered + invited)


def _meetings() -> List:
    rows = [factories.meeting(held_on=DAY + dt.timedelta(days=number % 2)) for number in range(ROWS)]
    return List(_of_office(), "/staff/meetings/", sorted(rows, key=lambda row: (row.held_on, row.pk), reverse=True))


def _reports() -> List:
    editor = factories.staff("editor")
    rows = [factories.report(factories.closed_meeting(held_on=DAY), by=editor) for _ in range(ROWS)]
    return List(_of_office(), "/staff/reports/", rows[::-1])


def _people() -> List:
    client = _of_office()
    for _ in range(ROWS):
        factories.user()
    return List(client, "/staff/people/", list(User.objects.order_by("-pk")))


def _entries_of_a_reference_list() -> List:
    rows = list(Institution.objects.order_by("is_retired", "position", "key"))
    return List(_of_office(), "/staff/reference/institution/", rows)


def _concerns_of_a_member() -> List:
    association = factories.association()
    rows = [factories.concern(association) for _ in range(ROWS)]
    return List(signed_in(_member(association)), "/members/concerns/", rows[::-1])


def _meetings_of_a_member() -> List:
    association = factories.association()
    meetings = [factories.announced(held_on=timezone.localdate() + dt.timedelta(days=9)) for _ in range(ROWS)]
    rows = [factories.invited(each, association) for each in meetings]
    return List(signed_in(_member(association)), "/members/meetings/", rows[::-1])


def _demands_of_a_member() -> List:
    association = factories.association()
    rows = [factories.demand() for _ in range(ROWS)]
    for row in rows:
        factories.mention(row, association)
    return List(signed_in(_member(association)), f"/members/associations/{association.pk}/demands/", rows[::-1])


def _former_members() -> List:
    association = factories.association()
    rows = [
        Membership.objects.create(
            association=association,
            user=factories.user(),
            role="board",
            since=DAY,
            until=DAY + dt.timedelta(number % 2),
        )
        for number in range(ROWS)
    ]
    rows.sort(key=lambda row: (row.until, row.pk), reverse=True)
    client = signed_in(_member(association))
    return List(client, f"/members/associations/{association.pk}/members/former/", rows)


def _members_now() -> List:
    association = factories.association()
    users = [factories.representative(association) for _ in range(ROWS)]
    rows = list(Membership.objects.order_by("since", "pk"))
    return List(signed_in(users[0]), f"/members/associations/{association.pk}/members/", rows, "memberships")


def _member(of: Association) -> User:
    current = Membership.objects.current().filter(association=of).first()
    return current.user if current else factories.representative(of)


LISTS = (
    _associations, _associations_that_wrote_on_paper, _representatives_of_an_association, _concerns_that_wait,
    _concerns_of_all_states, _verdicts, _invitations, _associations_to_invite, _expected_at_the_door, _meetings, _reports,
    _people, _entries_of_a_reference_list, _concerns_of_a_member, _meetings_of_a_member, _demands_of_a_member,
    _former_members, _members_now,
)  # fmt: skip


def _page(shown: List, parameters: str) -> Any:
    sign = "&" if "?" in shown.url else "?"
    return shown.client.get(f"{shown.url}{sign}{parameters}").context[shown.shown]


def _assert_impossible_places_show_the_first_page(made: List) -> None:
    name = "members_after" if made.shown == "memberships" and "/staff/" in made.url else "after"
    for place in ("x", "~", "2026-01-01~1", "2026-01-01 10:00:00~1", "9999-99-99~9", "1~2~3", "~" + "9" * 30, "0~\0~x"):
        with unrendered():  # the first page itself was rendered before
            shown = _page(made, f"{name}={place}")
        assert list(shown) == made.rows[:2], place


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__.strip("_"))
def test_list_shows_every_row_once_in_pages_that_cost_the_same_and_its_first_page_for_impossible_places(
    make: Callable[[], List], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both of the same rows, which take most of the time."""
    monkeypatch.setattr(keyset, "PER_PAGE", 2)
    made = make()

    pages = [_page(made, "")]
    while pages[-1].next and len(pages) <= len(made.rows):
        pages.append(_page(made, pages[-1].next))
    before_last = _page(made, pages[-1].previous)

    assert [row for page in pages for row in page] == made.rows
    assert list(before_last) == list(pages[-2])
    sign = "&" if "?" in made.url else "?"
    assert queries(made.client, f"{made.url}{sign}{pages[1].next}") <= queries(made.client, made.url)
    _assert_impossible_places_show_the_first_page(made)


def _asked(rows: Any, order: tuple[str, ...], query: str = "", **options: Any) -> keyset.KeysetPage:
    return keyset.page_by_key(RequestFactory().get(f"/?{query}"), rows, order, per_page=2, **options)


def test_list_that_begins_at_its_end_shows_the_newest_rows_in_their_order() -> None:
    pks = [factories.association().pk for _ in range(5)]
    rows = Association.objects.all()

    last = _asked(rows, ("pk",), ends_first=True)
    middle = _asked(rows, ("pk",), last.previous, ends_first=True)
    first = _asked(rows, ("pk",), middle.previous, ends_first=True)

    assert [[row.pk for row in page] for page in (first, middle, last)] == [pks[:1], pks[1:3], pks[3:]]
    assert [page.is_first_shown for page in (first, middle, last)] == [False, False, True]
    assert (first.previous, last.next) == ("", "")


def test_lists_of_one_page_have_parameters_of_their_own() -> None:
    pks = [factories.association().pk for _ in range(3)]
    rows = Association.objects.all()
    second = _asked(rows, ("pk",), name="others_").next

    assert second == f"others_after={pks[1]}"
    assert [row.pk for row in _asked(rows, ("pk",), second, name="others_")] == pks[2:]
    assert [row.pk for row in _asked(rows, ("pk",), second)] == pks[:2]


def test_row_that_went_away_shows_the_first_page_or_gives_404_with_advice() -> None:
    pks = [factories.association().pk for _ in range(2)]
    beyond = f"after={pks[-1]}"

    assert [row.pk for row in _asked(Association.objects.all(), ("pk",), beyond)] == pks
    with pytest.raises(Http404, match="Choose"):
        _asked(Association.objects.all(), ("pk",), beyond, advice="Choose a theme")


def test_empty_list_has_no_other_page() -> None:
    page = _asked(Association.objects.all(), ("pk",), advice="Choose a theme")

    assert (len(page), page.has_other_pages) == (0, False)


# What a long list is sorted by, with what it is always filtered by. Lists of entries of the reference data and of those expected at one
# meeting are short.
SORTED = {
    "associations": (lambda: Association.objects.all(), ("-registered_at", "-pk")),
    "representatives": (lambda: Membership.objects.filter(association=1), ("since", "pk")),
    "former": (lambda: Membership.objects.filter(association=1), ("-until", "-pk")),
    "steps": (lambda: Association(pk=1).steps.all(), ("at", "pk")),
    "concerns that wait": (lambda: Concern.objects.waiting(), ("-is_urgent", "due_at", "pk")),
    "concerns that wait, one part": (
        lambda: Concern.objects.waiting().filter(is_urgent=False),
        ("-is_urgent", "due_at", "pk"),
    ),
    "concerns": (lambda: Concern.objects.all(), ("-received_at", "-pk")),
    "concerns in a state": (lambda: Concern.objects.filter(state="accepted"), ("-received_at", "-pk")),
    "concerns of an association": (lambda: Concern.objects.filter(association=1), ("-received_at", "-pk")),
    "verdicts": (lambda: Verdict.objects.filter(state="waiting"), ("given_at", "pk")),
    "invitations": (lambda: Meeting(pk=1).registrations.all(), ("made_at", "pk")),
    "meetings": (lambda: Meeting.objects.all(), ("-held_on", "-pk")),
    "reports": (lambda: Report.objects.select_related("meeting"), ("-meeting__held_on", "-meeting__pk")),
    "people": (lambda: User.objects.all(), ("-pk",)),
}


@pytest.mark.parametrize(("rows", "order"), SORTED.values(), ids=SORTED.keys())
def test_list_is_read_in_the_order_of_an_index(rows: Callable[[], Any], order: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        plan = rows().order_by(*order)[:26].explain()

    assert "Sort" not in plan, plan


def test_no_list_is_paged_by_offset() -> None:
    files = sorted((Path(settings.BASE_DIR) / "portal").rglob("*.py"))

    assert files
    assert [file.name for file in files if re.search(r"\bPaginator\b|_page_number\b", file.read_text())] == []
