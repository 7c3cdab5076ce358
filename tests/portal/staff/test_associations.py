"""The cell looks at associations: verifying, asking, and what the directory shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Refusal
from core.texts import Texts
from partners import directory
from partners.actions import associations
from partners.models import Association
from portal.staff.waiting import waiting_for
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def page_of(association: Association, part: str = "") -> str:
    return f"/staff/associations/{association.pk}/{part}"


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.staff("moderator")


def test_ask_keeps_the_state_and_the_words_that_were_refused(moderator: Any) -> None:
    association = factories.association()
    desk = signed_in(moderator)

    empty = desk.post(page_of(association, "move/"), {"move": "ask", "sentence": " "})
    asked = desk.post(page_of(association, "move/"), {"move": "ask", "sentence": "من وقّع؟"})

    assert (empty.status_code, asked.status_code) == (409, 302)
    assert Association.objects.get().state == "pending"
    assert "من وقّع؟" in desk.get(page_of(association)).content.decode()


def test_second_of_two_who_decide_is_told(moderator: Any, head: Any) -> None:
    association = factories.association()
    one, two = signed_in(moderator), signed_in(head)

    first = one.post(page_of(association, "move/"), {"move": "verify"})
    second = two.post(page_of(association, "move/"), {"move": "refuse", "sentence": "كلام لا يضيع"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert Association.objects.get().state == "verified"


def test_recorder_reads_and_does_not_verify(recorder: Any) -> None:
    association = factories.full_association()
    desk = signed_in(recorder)

    page = desk.get(page_of(association)).content.decode()
    refused = desk.post(page_of(association, "move/"), {"move": "verify"})

    assert 'name="move"' not in page
    assert refused.status_code == 403
    assert Association.objects.get().state == "pending"


def test_page_shows_an_association_of_the_same_name(moderator: Any) -> None:
    first = factories.association(name=Texts(ar="جمعية أمهات التلاميذ"))
    second = factories.association(name=Texts(ar="الجمعية امهات تلاميذ"))

    context = signed_in(moderator).get(page_of(first)).context

    assert list(context["alike"]) == [second]


def test_confirm_is_offered_only_when_something_changed(moderator: Any) -> None:
    association = factories.full_association()
    associations.move(association, by=moderator, move="verify")
    desk = signed_in(moderator)
    assert "confirm" not in {move.name for move in desk.get(page_of(association)).context["moves"]}

    associations.edit(
        association, by=factories.representative(association), version=1, areas=[], themes=[], name=Texts(ar="آخر")
    )
    page = desk.get(page_of(association))

    assert "confirm" in {move.name for move in page.context["moves"]}
    assert "آخر" in page.content.decode()


def test_publish_the_page_that_was_read(moderator: Any) -> None:
    association = factories.full_association()
    member = factories.representative(association)
    associations.agree(association, by=member, version=1, in_directory=True, shows=["seat"])
    desk = signed_in(moderator)
    seen = desk.get(page_of(association)).context["association"].version

    older = desk.post(page_of(association, "publish/"), {"version": seen - 1})
    published = desk.post(page_of(association, "publish/"), {"version": seen})

    assert (older.status_code, published.status_code) == (409, 302)
    assert directory.live(association) == directory.wanted(Association.objects.get())


def test_publish_by_an_author_is_refused_and_noted(head: Any) -> None:
    association = factories.full_association(by=head)
    member = factories.representative(association)
    associations.agree(association, by=member, version=1, in_directory=True, shows=[])

    refused = signed_in(head).post(page_of(association, "publish/"), {"version": 2})

    assert refused.status_code == 403
    assert Refusal.objects.get().user == head
    assert directory.live(association) is None


@pytest.mark.parametrize("method", ["publish/", "move/"])
def test_step_of_the_cell_sent_by_an_association_changes_nothing(method: str) -> None:
    """Threat 4."""
    association = factories.full_association()
    member = factories.representative(association)
    associations.agree(association, by=member, version=1, in_directory=True, shows=[])

    answer = signed_in(member).post(page_of(association, method), {"move": "verify", "version": 2})

    assert answer.status_code == 404
    assert Refusal.objects.get().user == member
    assert Association.objects.get().state == "pending"
    assert directory.live(association) is None


def test_change_of_a_function_by_the_cell(recorder: Any) -> None:
    association = factories.association()
    factories.representative(association)
    secretary = factories.representative(association)
    membership = association.memberships.get(user=secretary)
    desk, url = signed_in(recorder), f"/staff/associations/members/{membership.pk}/role/"

    taken = desk.post(url, {"role": "president", "sentence": "استقال"})
    silent = desk.post(url, {"role": "treasurer", "sentence": ""})
    changed = desk.post(url, {"role": "treasurer", "sentence": "تصحيح"})

    assert (taken.status_code, silent.status_code, changed.status_code) == (409, 200, 302)
    assert association.memberships.get(user=secretary).role == "treasurer"


def test_associations_wait_for_those_who_verify_oldest_first(moderator: Any, recorder: Any) -> None:
    older, newer = factories.association(), factories.association()
    Association.objects.filter(pk=older.pk).update(waits_since="2018-01-01T00:00Z")
    asked = factories.association()
    associations.move(asked, by=moderator, move="ask", sentence="سؤال")

    assert [each.thing for each in waiting_for(moderator)] == [older, newer]
    assert waiting_for(recorder) == []


@pytest.mark.parametrize("page", ["/staff/", "/staff/associations/"])
def test_lists_take_the_same_queries_for_many(moderator: Any, page: str) -> None:
    desk, counts = signed_in(moderator), []
    factories.full_association()
    desk.get(page)

    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(page)
        counts.append(len(queries))
        for _ in range(5):
            factories.full_association()

    assert counts[0] == counts[1]


def test_receipt_is_handed_to_staff_as_a_file(recorder: Any) -> None:
    association = factories.association()
    member = signed_in(factories.representative(association))
    member.post(f"/members/associations/{association.pk}/receipt/", {"file": factories.photo()})

    file = signed_in(recorder).get(page_of(association, "receipt/"))

    assert file.headers["Content-Disposition"].startswith("attachment")
    assert signed_in(factories.representative()).get(page_of(association, "receipt/")).status_code == 404
