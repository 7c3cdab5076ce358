"""Prepared sentences in the office: their list, and inserting one into a draft without a script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from proposals.demands import follow_up, sentences
from proposals.models import FollowUp, PreparedSentence
from tests import factories
from tests.portal.staff.desk import queries, signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
LIST = "/staff/demands/sentences/"


@pytest.fixture
def desk(editor: Any) -> Client:
    return signed_in(editor)


@pytest.fixture
def page(editor: Any) -> str:
    draft = follow_up.begin(factories.demand(), by=editor)
    return f"/staff/follow-ups/{draft.pk}/"


def inserted(desk: Client, page: str, row: PreparedSentence, **typed: Any) -> Any:
    return desk.post(page, fields(desk.get(page), page) | {"insert": row.pk} | typed)


def test_insert_fills_the_empty_field_and_saves_nothing(desk: Client, page: str) -> None:
    row = factories.sentence(move="plan", text=factories.text("مبرمج قبل {التاريخ}.", fr="Avant le {date}."))

    answer = inserted(desk, page, row, move="plan", due_on="2027-06-30", internal_note="ملاحظة")

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form["sentence"].value()[:2] == ["مبرمج قبل 30 يونيو 2027.", "Avant le 30 juin 2027."]
    assert (form["move"].value(), form["internal_note"].value()) == ("plan", "ملاحظة")
    draft = FollowUp.objects.get()
    assert (draft.sentence.ar, draft.move, draft.version) == ("", "", 1)


def test_insert_keeps_what_was_typed_and_says_so(desk: Client, page: str) -> None:
    row = factories.sentence(text=factories.text("جملة معدة."))

    answer = inserted(desk, page, row, sentence_ar="ما كتبته.")
    again = inserted(desk, page, row, sentence_ar="ما كتبته. جملة معدة.")

    assert answer.context["form"]["sentence"].value()[0] == "ما كتبته. جملة معدة."
    assert answer.context["inserted"].words in answer.content.decode()
    assert again.context["form"]["sentence"].value()[0] == "ما كتبته. جملة معدة."


def test_insert_says_which_placeholder_is_still_open(desk: Client, page: str) -> None:
    row = factories.sentence(move="plan", text=factories.text("قبل {التاريخ}."))

    answer = inserted(desk, page, row, move="plan")

    assert "{التاريخ}" in answer.context["inserted"].words


@pytest.mark.parametrize("pk", ["0", "x", "٣", "9" * 30])
def test_insert_of_no_sentence_is_not_found(desk: Client, page: str, pk: str) -> None:
    assert desk.post(page, {"insert": pk}).status_code == 404


def test_officer_of_another_unit_inserts_nothing(page: str) -> None:
    row = factories.sentence()

    assert signed_in(factories.staff("liaison")).post(page, {"insert": row.pk}).status_code == 403


def test_saved_sentence_is_offered_to_the_next_draft(desk: Client, page: str) -> None:
    typed = {"about": "demand", "move": "study", "text_ar": "نعاين المكان ثم نجيب عن {الرقم}.", "position": "3"}

    assert desk.post(f"{LIST}new/", typed).status_code == 302

    number = FollowUp.objects.get().demand.number
    assert f"نعاين المكان ثم نجيب عن {number}." in desk.get(page).content.decode()
    assert "نعاين المكان" in desk.get(LIST).content.decode()


def test_unknown_placeholder_is_refused_at_its_field(desk: Client) -> None:
    refused = desk.post(f"{LIST}new/", {"about": "demand", "move": "study", "text_ar": "{الاسم} يجيب", "position": "3"})

    assert "text" in refused.context["form"].errors
    assert "{الاسم} يجيب" in refused.content.decode()
    assert not PreparedSentence.objects.exists()


def test_reason_of_another_move_is_refused_in_words(desk: Client) -> None:
    refused = desk.post(
        f"{LIST}new/", {"about": "demand", "move": "study", "reason": "law", "text_ar": "جملة", "position": "3"}
    )

    assert refused.status_code in {200, 400}
    assert not PreparedSentence.objects.exists()


def test_list_and_draft_cost_the_same_with_more_sentences(desk: Client, page: str) -> None:
    factories.sentence()
    costs = {each: queries(desk, each) for each in (LIST, page)}
    for _more in range(4):
        factories.sentence()

    assert {each: queries(desk, each) for each in costs} == costs


def test_sentences_that_come_with_the_portal_fill_two_pages(desk: Client) -> None:
    sentences.load()
    for _more in range(5):
        factories.sentence(position=90)

    first = desk.get(LIST).context["page"]
    second = desk.get(f"{LIST}?{first.next}").context["page"]
    back = desk.get(f"{LIST}?{second.previous}").context["page"]

    seen = [row.pk for row in (*first, *second)]
    assert seen == [row.pk for row in PreparedSentence.objects.order_by("position", "pk")]
    assert [row.pk for row in back] == [row.pk for row in first]


def test_sentence_about_a_submission_has_its_own_steps_and_placeholders(desk: Client) -> None:
    typed = {"about": "concern", "move": "uphold", "text_ar": "نبقي على القرار بشأن {الرمز}.", "position": "3"}

    assert desk.post(f"{LIST}new/", typed).status_code == 302
    row = PreparedSentence.objects.get()
    assert (row.about, row.move) == ("concern", "uphold")
    for wrong in ({"move": "study"}, {"text_ar": "{الرقم}"}, {"move": "decline", "reason": "law"}):
        refused = desk.post(f"{LIST}new/", typed | wrong)
        assert refused.status_code != 302
    assert PreparedSentence.objects.count() == 1
    assert "نبقي على القرار" in desk.get(LIST).content.decode()
