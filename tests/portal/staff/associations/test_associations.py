"""The cell looks at associations: verifying, asking, and what the directory shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Refusal
from core.text.texts import Texts
from partners import directory
from partners.actions import associations
from partners.models import Association
from portal.common import keyset
from portal.staff.start.todo import waiting_for
from tests import factories
from tests.portal.staff.desk import decide, decision, signed_in

pytestmark = pytest.mark.django_db


def page_of(association: Association, part: str = "") -> str:
    return f"/staff/associations/{association.pk}/{part}"


def test_ask_keeps_the_state_and_the_words_that_were_refused(moderator: Any) -> None:
    association = factories.association()
    desk = signed_in(moderator)

    empty = decide(desk, page_of(association), "ask", " ")
    asked = decide(desk, page_of(association), "ask", "من وقّع؟")

    assert (empty.status_code, asked.status_code) == (409, 302)
    assert Association.objects.get().state == "pending"
    assert "من وقّع؟" in desk.get(page_of(association)).content.decode()


def test_second_of_two_who_decide_is_told(moderator: Any, head: Any) -> None:
    association = factories.association()
    one, two = signed_in(moderator), signed_in(head)
    slower = decision(two, page_of(association), "refuse", "كلام لا يضيع")

    first = decide(one, page_of(association), "verify")
    second = two.post(page_of(association, "move/"), slower)

    assert (first.status_code, second.status_code) == (302, 409)
    assert second.context["left"]["sentence"] == "كلام لا يضيع"
    assert "كلام لا يضيع" in second.content.decode()
    assert Association.objects.get().state == "verified"


def change(association: Association, **profile: Any) -> None:
    by = factories.representative(association)
    version = Association.objects.get(pk=association.pk).version
    associations.edit(association, by=by, version=version, areas=[], themes=[], **profile)


@pytest.mark.parametrize("move", ["verify", "ask"])
def test_decision_upon_a_profile_that_changed_is_shown_the_difference(moderator: Any, move: str) -> None:
    association = factories.full_association()
    desk = signed_in(moderator)
    typed = decision(desk, page_of(association), move, "كلام لا يضيع")
    change(association, receipt_number="13/2018")

    told = desk.post(page_of(association, "move/"), typed)

    page = told.content.decode()
    assert told.status_code == 409
    assert [piece.words for piece in told.context["changed_meanwhile"][0].pieces] == ["12/2018", "13/2018"]
    assert 'id="meanwhile"' in page
    assert ("كلام لا يضيع" in page) is (move == "ask")
    assert Association.objects.get().steps.count() == 1
    again = typed | told.context["seen"]._asdict()
    assert desk.post(page_of(association, "move/"), again).status_code == 302


def test_decision_without_what_was_seen_is_refused(moderator: Any) -> None:
    association = factories.association()
    desk = signed_in(moderator)
    seen = decision(desk, page_of(association), "verify")

    for missing in ("version", "step"):
        sent = {name: value for name, value in seen.items() if name != missing}
        assert desk.post(page_of(association, "move/"), sent).status_code == 400
    assert Association.objects.get().state == "pending"

    assert desk.post(page_of(association, "move/"), seen).status_code == 302


def test_forms_of_the_page_carry_what_it_shows(moderator: Any) -> None:
    association = factories.full_association()

    page = signed_in(moderator).get(page_of(association)).content.decode()

    step = association.steps.get().pk
    assert page.count(f'name="step" value="{step}"') == page.count('name="move"') == 3


def test_keeping_a_decision_is_offered_after_an_answer_only(moderator: Any) -> None:
    association = factories.association()
    member = factories.representative(association)
    associations.move(association, by=moderator, move="refuse", sentence="سبب")
    desk = signed_in(moderator)

    def offered() -> set[str]:
        return {move.name for move in desk.get(page_of(association)).context["moves"]}

    assert offered() == {"verify"}
    associations.answer(association, by=member, sentence="جواب")
    assert offered() == {"verify", "keep_refusal"}

    assert decide(desk, page_of(association), "keep_refusal", "قُرئ الجواب").status_code == 302
    assert "قُرئ الجواب" in signed_in(member).get(f"/members/associations/{association.pk}/").content.decode()
    assert waiting_for(moderator) == []


def test_long_lists_of_an_association_are_in_pages(moderator: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(keyset, "PER_PAGE", 2)
    association = factories.association()
    for _ in range(3):
        factories.representative(association)
    for number in range(4):
        associations.move(association, by=moderator, move="ask", sentence=f"سؤال {number}")
    desk = signed_in(moderator)

    page = desk.get(page_of(association))
    other = desk.get(f"{page_of(association)}?{page.context['memberships'].next}&{page.context['steps'].previous}")

    assert [len(page.context["memberships"]), len(other.context["memberships"])] == [2, 1]
    assert [step.sentence for step in page.context["steps"]] == ["سؤال 2", "سؤال 3"]
    assert [step.sentence for step in other.context["steps"]] == ["سؤال 0", "سؤال 1"]
    assert "?members_after=" in page.content.decode()
    assert "?steps_before=" in page.content.decode()


def test_recorder_reads_and_does_not_verify(recorder: Any) -> None:
    association = factories.full_association()
    desk = signed_in(recorder)

    page = desk.get(page_of(association)).content.decode()
    refused = decide(desk, page_of(association), "verify")

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
    shown = desk.get(page_of(association)).context
    version, seen = shown["association"].version, shown["carried"]["seen"]

    older = desk.post(page_of(association, "publish/"), {"version": version - 1, "seen": seen})
    another = desk.post(page_of(association, "publish/"), {"version": version, "seen": "0" * len(seen)})
    published = desk.post(page_of(association, "publish/"), {"version": version, "seen": seen})

    assert (older.status_code, another.status_code, published.status_code) == (409, 409, 302)
    assert directory.live(association) == directory.wanted(Association.objects.get())


def test_publish_by_an_author_is_refused_and_noted(head: Any, moderator: Any) -> None:
    association = factories.full_association(by=head)
    member = factories.representative(association)
    associations.agree(association, by=member, version=1, in_directory=True, shows=[])

    seen = signed_in(moderator).get(page_of(association)).context["carried"]["seen"]

    refused = signed_in(head).post(page_of(association, "publish/"), {"version": 2, "seen": seen})

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
