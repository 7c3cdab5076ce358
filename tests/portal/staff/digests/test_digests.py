"""Digests in the office: composed, worded, read and approved."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from core.text.texts import Texts
from proposals.digests import drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Digest
from publications.models import Document
from tests import factories
from tests.portal.staff.desk import posted, queries, signed_in
from tests.proposals.digests import playing

pytestmark = pytest.mark.django_db
LIST = "/staff/digests/"


def page(row: Digest) -> str:
    return f"{LIST}{row.pk}/"


def approval_form(head: Client, row: Digest) -> dict[str, str]:
    """What the form of the approval sends from the page as it is shown now."""
    forms = {each.name: each.form for each in head.get(page(row)).context["offered"]}
    return posted(forms["approve"]) | {"has_read": "on"}


@pytest.fixture
def last_quarter() -> str:
    """With something to tell."""
    quarter = drafts.ended_quarters()[0]
    playing.published(on=quarter.starts_on)
    return quarter.key


def test_editor_composes_the_quarter_once(last_quarter: str) -> None:
    desk = signed_in(factories.staff("editor"))
    offered = [key for key, _label in desk.get(LIST).context["form"].fields["quarter"].choices]

    answer = desk.post(f"{LIST}compose/", {"quarter": last_quarter})

    row = Digest.objects.get()
    assert (answer.status_code, answer.url) == (302, page(row))
    assert last_quarter in offered
    assert last_quarter not in [key for key, _label in desk.get(LIST).context["form"].fields["quarter"].choices]
    assert desk.get(page(row)).status_code == 200


def test_compose_of_an_empty_quarter_is_refused_in_words() -> None:
    desk = signed_in(factories.staff("editor"))

    answer = desk.post(f"{LIST}compose/", {"quarter": drafts.ended_quarters()[0].key})

    assert answer.status_code == 409
    assert str(answer.context["refusal"]) in answer.content.decode()
    assert not Digest.objects.exists()


@pytest.mark.parametrize("quarter", ["", "2999-1", "0001-1", "x", "2019-5"])
def test_compose_of_what_is_no_ended_quarter_is_refused_at_its_field(quarter: str) -> None:
    answer = signed_in(factories.staff("editor")).post(f"{LIST}compose/", {"quarter": quarter})

    assert answer.status_code == 400
    assert "quarter" in answer.context["form"].errors


def test_editor_words_it_and_the_head_publishes_it() -> None:
    asked = playing.published()
    editor = factories.staff("editor")
    row = playing.digest(editor)
    desk, head = signed_in(editor), signed_in(factories.staff("head"))
    form = posted(desk.get(f"{page(row)}edit/").context["form"])
    line = row.lines.get()

    saved = desk.post(f"{page(row)}edit/", form | {"introduction_ar": "مقدمة", f"line_{line.pk}_sentence_ar": "جملة"})
    sent = desk.post(f"{page(row)}submit/", {})
    approved = head.post(f"{page(row)}approve/", approval_form(head, row))

    assert (saved.status_code, sent.status_code, approved.status_code) == (302, 302, 302)
    body = Document.objects.get(kind="digest").live.body
    assert body.introduction.ar == "مقدمة"
    assert [(entry.demand_key, entry.sentence.ar) for entry in body.entries()] == [(asked.key, "جملة")]


def test_author_is_told_that_another_approves() -> None:
    playing.published()
    head = factories.staff("head")
    row = playing.in_review(head)

    shown = signed_in(head).get(page(row)).context

    assert shown["waits_for_another"]
    assert "approve" not in [each.name for each in shown["offered"]]
    assert "approve" in [each.name for each in signed_in(factories.staff("head")).get(page(row)).context["offered"]]


def test_refused_approval_shows_what_changed_since() -> None:
    playing.published()
    row = playing.in_review()
    head = signed_in(factories.staff("head"))
    read = approval_form(head, row)
    editor = factories.staff("editor")
    playing.published(on=dt.date(2019, 2, 20), sentence=Texts(ar="جملة نُشرت بعد القراءة"))
    drafts.recompose(row, by=editor)

    refused = head.post(f"{page(row)}approve/", read)

    assert refused.status_code == 409
    assert any("جملة نُشرت بعد القراءة" in piece.words for each in refused.context["changes"] for piece in each.pieces)
    assert not Document.objects.filter(kind="digest").exists()


@pytest.mark.slow
def test_reviewer_sees_the_numbers_of_today_beside_those_of_the_draft() -> None:
    playing.published()
    row = playing.in_review()
    head = signed_in(factories.staff("head"))
    assert head.get(page(row)).context["compared"] == []
    playing.published(on=dt.date(2019, 3, 3))

    compared = head.get(page(row)).context["compared"]

    assert ("1 من 1", "2 من 2") in [(each.frozen, each.today) for each in compared]
    assert signed_in(factories.staff("editor")).post(f"{page(row)}recompose/").status_code == 302
    assert head.get(page(row)).context["compared"] == []


def test_withdrawn_demand_is_said_on_the_page_and_cannot_be_approved() -> None:
    asked = playing.published()
    row = playing.in_review()
    Document.objects.filter(kind="demand", key=asked.key).update(is_listed=False)

    shown = signed_in(factories.staff("head")).get(page(row))

    assert shown.status_code == 200
    assert shown.context["refusal"]
    assert "approve" not in [each.name for each in shown.context["offered"]]


def test_private_looking_words_of_the_editor_are_shown_before_publication() -> None:
    playing.published()
    editor = factories.staff("editor")
    row = playing.digest(editor)
    words = Texts(ar="اتصلوا على 0612345678")
    drafts.save(row, by=editor, version=row.version, introduction=words, change_note=Texts(), lines={})

    found = signed_in(editor).get(page(row)).context["found"]

    assert [each.words for each in found.open] == ["0612345678"]


def test_words_that_are_refused_are_given_back() -> None:
    playing.published()
    desk = signed_in(factories.staff("editor"))
    row = playing.in_review()

    answer = desk.post(
        f"{page(row)}edit/", posted(desk.get(f"{page(row)}edit/").context["form"]) | {"introduction_ar": "كلمة"}
    )

    assert answer.status_code == 409
    assert "كلمة" in answer.content.decode()
    assert Digest.objects.get().introduction == Texts()


@pytest.mark.slow
def test_list_and_page_cost_as_many_queries_for_many_demands() -> None:
    playing.published()
    desk = signed_in(factories.staff("head"))
    row = playing.in_review()
    before = queries(desk, LIST), queries(desk, page(row))
    for _each in range(3):
        playing.published(on=dt.date(2019, 2, 20))
    drafts.recompose(row, by=factories.staff("editor"))

    assert (queries(desk, LIST), queries(desk, page(row))) == before


def test_published_digest_offers_correction_and_withdrawal() -> None:
    playing.published()
    row = playing.published_digest()

    offered = [each.name for each in signed_in(factories.staff("head")).get(page(row)).context["offered"]]

    assert offered == ["correct", "withdraw"]
    assert DIGESTS.live_document(row)


def test_start_page_of_the_head_has_a_digest_that_waits() -> None:
    playing.published()
    row = playing.digest()
    head = signed_in(factories.staff("head"))
    before = head.get("/staff/").content.decode()

    DIGESTS.submit(row, by=factories.staff("editor"))

    assert page(row) not in before
    assert page(row) in head.get("/staff/").content.decode()
    assert page(row) not in signed_in(factories.staff("editor")).get("/staff/").content.decode()


def three_lines() -> tuple[Client, Digest, list[int]]:
    """A digest with three demands under one theme, and the ids of their lines in the order of the form."""
    for _number in range(3):
        playing.published()
    editor = factories.staff("editor")
    row = playing.digest(editor)
    desk = signed_in(editor)
    return desk, row, [line.pk for line in desk.get(f"{page(row)}edit/").context["form"].lines]


@pytest.mark.slow
def test_editor_moves_a_demand_up_with_a_button_and_nothing_typed_is_lost() -> None:
    desk, row, (first, second, third) = three_lines()
    form = posted(desk.get(f"{page(row)}edit/").context["form"]) | {f"line_{third}_sentence_ar": "جملة"}

    moved = desk.post(f"{page(row)}edit/", form | {"move": f"{third}:-1"})

    shown = moved.context["form"]
    assert moved.status_code == 200
    assert [line.pk for line in shown.lines] == [first, third, second]
    assert shown[f"line_{third}_sentence"].value()[0] == "جملة"
    assert Digest.objects.get().version == row.version, "nothing is saved yet"

    saved = desk.post(f"{page(row)}edit/", posted(shown) | {f"line_{third}_sentence_ar": "جملة"})

    assert saved.status_code == 302
    again = desk.get(f"{page(row)}edit/").context["form"]
    assert [line.pk for line in again.lines] == [first, third, second]


@pytest.mark.parametrize("move", ["{0}:-1", "{2}:1", "999:1", "x", "{0}:5", ""])
def test_move_that_is_impossible_changes_no_place(move: str) -> None:
    desk, row, lines = three_lines()
    form = posted(desk.get(f"{page(row)}edit/").context["form"])

    shown = desk.post(f"{page(row)}edit/", form | {"move": move.format(*lines)})

    assert shown.status_code == 200
    assert [line.pk for line in shown.context["form"].lines] == lines


def test_demand_that_came_to_the_top_keeps_the_focus_on_its_other_button() -> None:
    desk, row, (_first, second, _third) = three_lines()
    form = posted(desk.get(f"{page(row)}edit/").context["form"])

    shown = desk.post(f"{page(row)}edit/", form | {"move": f"{second}:-1"}).content.decode()

    assert re.search(rf'value="{second}:-1" disabled', shown)
    assert re.search(rf'value="{second}:1" autofocus', shown)
    assert shown.count("autofocus") == 1


def test_move_stays_under_its_theme() -> None:
    desk, row, _lines = three_lines()
    digest = Digest.objects.get()
    digest.composed["entries"][-1]["theme"] = None
    Digest.objects.update(composed=digest.composed)
    order = [line.pk for line in desk.get(f"{page(row)}edit/").context["form"].lines]
    form = posted(desk.get(f"{page(row)}edit/").context["form"])

    shown = desk.post(f"{page(row)}edit/", form | {"move": f"{order[-1]}:-1"})

    assert [line.pk for line in shown.context["form"].lines] == order


def test_enter_key_saves_and_moves_nothing() -> None:
    desk, row, _lines = three_lines()

    html = desk.get(f"{page(row)}edit/").content.decode()

    first_button = re.search(r"<button[^>]*>", html[html.index('id="page-form"') :])
    assert first_button is not None
    assert "name=" not in first_button[0]
