"""Sentences that the cell prepares, with placeholders from a closed list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from proposals.demands import follow_up, sentences
from proposals.models import PreparedSentence
from proposals.states import FOLLOW_UP
from reference.models import Institution
from tests import factories

pytestmark = pytest.mark.django_db


def test_load_brings_arabic_and_french_for_every_move_and_every_reason():
    sentences.load()

    rows = PreparedSentence.objects.filter(about="demand")
    assert all(row.text.ar and row.text.fr for row in rows)
    assert {row.move for row in rows} == {"", *(move.name for move in FOLLOW_UP.moves if move.needs_sentence)}
    assert {row.reason for row in rows} >= {"law", "means", "operations", "already", "facts"}
    for row in rows:
        sentences.check(row.text)


def test_load_again_keeps_what_the_cell_changed(editor: Any):
    sentences.load()
    row = PreparedSentence.objects.get(key="plan")
    changed = {"move": row.move, "text": factories.text("جملة الخلية")}
    sentences.edit(row, by=editor, version=row.version, **changed)

    assert sentences.load() == 0
    assert PreparedSentence.objects.get(key="plan").text.ar == "جملة الخلية"


def test_filled_sentence_names_number_day_and_body_in_each_language():
    demand, body = factories.demand(), Institution.objects.get(key="commune_meknes")
    text = Texts(ar="{الرقم} {التاريخ} {الجهة}", fr="{numéro} {date} {organisme}")

    filled = sentences.filled(text, demand=demand, due_on=dt.date(2027, 6, 30), body=body)

    assert filled.ar == f"{demand.number} 30 يونيو 2027 جماعة مكناس"
    assert filled.fr == f"{demand.number} 30 juin 2027 Commune de Meknès"


def test_placeholder_without_a_value_stays_and_cannot_be_sent(editor: Any):
    demand = factories.demand()
    text = sentences.filled(Texts(ar="قبل {التاريخ}."), demand=demand)
    assert sentences.unfilled(text) == ["{التاريخ}"]
    draft = factories.follow_up(demand, by=editor, sentence=text)

    with pytest.raises(DomainError, match="التاريخ"):
        follow_up.send(draft, by=editor)


@pytest.mark.parametrize(
    "text",
    [
        Texts(ar="{الاسم}"),
        Texts(ar="{}"),
        Texts(ar="{الرقم"),
        Texts(ar="الرقم}"),
        Texts(ar="{number}"),
        Texts(fr="{numéro} {nom}"),
        Texts(ar="{{الرقم}}"),
    ],
    ids=str,
)
def test_unknown_placeholder_is_refused_when_the_sentence_is_saved(editor: Any, text: Texts):
    with pytest.raises(DomainError):
        sentences.add(by=editor, move="study", text=text)
    kept = factories.sentence()
    with pytest.raises(DomainError):
        sentences.edit(kept, by=editor, version=kept.version, text=text)


def test_second_of_two_editors_is_told_and_the_history_names_both(editor: Any, head: Any):
    row = factories.sentence()
    sentences.edit(row, by=editor, version=1, text=factories.text("أولى"))

    with pytest.raises(EditedMeanwhile):
        sentences.edit(PreparedSentence.objects.get(), by=head, version=1, text=factories.text("ثانية"))

    assert list(row.events.order_by("pgh_id").values_list("text", flat=True))[-1] == factories.text("أولى")


@pytest.mark.parametrize("function", ["recorder", "moderator", "liaison"])
def test_sentence_is_written_only_by_who_may_change_reference_lists(function: str):
    with pytest.raises(NotAllowed):
        sentences.add(by=factories.staff(function), move="study", text=factories.text())


@pytest.mark.parametrize("values", [{"reason": "law"}, {"body_kind": "commune"}])
def test_reason_and_body_belong_to_their_moves(values: dict[str, str]):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.sentence(move="study", **values)


def test_offered_are_the_sentences_of_the_moves_that_are_possible_now(editor: Any):
    sentences.load()
    draft = factories.follow_up(by=editor)

    moves = {row.move for row in sentences.offered(draft)}

    assert {"", "study", "refer", "decline"} <= moves
    assert moves.isdisjoint({"close", "reopen", "finish"})


def test_sentence_after_verdicts_names_the_demand_until_the_cell_retires_it():
    sentences.load()
    demand = factories.demand()

    text = sentences.after_verdicts(demand)
    PreparedSentence.objects.filter(key=sentences.AFTER_VERDICTS).update(is_retired=True)

    assert f" {demand.number} " in text.ar
    assert (text.fr != "", sentences.unfilled(text)) == (True, [])
    assert not sentences.after_verdicts(demand)
