"""The page of a concern: filled-in referrals, what the association will read, merges, contests, notes, and what cannot be decided unread."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from proposals.concerns import contests, merging, notes, review
from proposals.demands import sentences
from proposals.models import Concern
from reference.models import Helpline, Institution, PoliceUnit
from tests import factories
from tests.portal.staff.concerns.pages import page_of
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def _sentences() -> None:
    sentences.load()


def post(desk: Client, concern: Concern, **typed: Any) -> Any:
    return desk.post(f"{page_of(concern)}move/", typed)


def opened(answer: Any) -> Any:
    [found] = [each for each in answer.context["offered"] if each.is_open]
    return found


@pytest.mark.usefixtures("_sentences")
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_one_click_fills_in_the_body_its_contact_and_what_the_association_will_read(
    desk: Client, language: str
) -> None:
    concern, mediator = factories.concern(language=language), Institution.objects.get(key="mediator")
    Institution.objects.filter(pk=mediator.pk).update(number="0500000000", address=factories.text("شارع المثال"))

    answer = post(desk, concern, move="refer", refer_to=f"body-{mediator.pk}", sentence="")

    form = opened(answer).form
    sentence = form["sentence"].value()
    assert answer.status_code == 200
    assert form["body"].value() == str(mediator.pk)
    for words in (mediator.name.in_language(language).text, "0500000000", "شارع المثال"):
        assert words in sentence
    assert answer.context["as_read"].step.sentence == sentence
    assert concern.reference in answer.context["as_read"].subject
    assert Concern.objects.get().state == "submitted"

    data = {name: form[name].value() or "" for name in ("move", "body", "unit", "helpline", "sentence")}
    assert post(desk, concern, **data).status_code == 302
    assert concern.steps.last().body == mediator


@pytest.mark.usefixtures("_sentences")
def test_another_body_replaces_the_prepared_sentence_and_keeps_what_was_typed(desk: Client) -> None:
    concern, unit = factories.concern(), PoliceUnit.objects.first()
    police = Helpline.objects.get(key="police")
    first = post(desk, concern, move="refer", refer_to=f"helpline-{police.pk}", sentence="كلمة لنا.")
    form = opened(first).form
    typed = {name: form[name].value() or "" for name in ("move", "body", "unit", "helpline", "sentence")}

    second = post(desk, concern, **typed, refer_to=f"unit-{unit.pk}")

    form = opened(second).form
    assert form["sentence"].value().startswith("كلمة لنا.")
    assert police.name.ar not in form["sentence"].value()
    assert unit.name.ar in form["sentence"].value()
    assert (form["unit"].value(), form["helpline"].value()) == (str(unit.pk), "")


def test_page_offers_helplines_commune_and_the_bodies_for_police_conduct(desk: Client) -> None:
    concern = factories.concern(areas=("hamria",))

    [refer] = [each for each in desk.get(page_of(concern)).context["offered"] if each.move.name == "refer"]

    keys = [[target.row.key for target in group.targets] for group in refer.groups]
    assert keys[0] == list(Helpline.objects.values_list("key", flat=True))
    assert keys[1] == ["commune_meknes"]
    assert {"igsn", "prosecution_meknes", "cndh", "mediator"} <= set(keys[2])


def test_referral_to_two_bodies_is_refused(desk: Client) -> None:
    concern = factories.concern()
    both = {"body": Institution.objects.first().pk, "unit": PoliceUnit.objects.first().pk}

    answer = post(desk, concern, move="refer", sentence="جملة", **both)

    assert answer.status_code == 400
    assert opened(answer).form.errors.keys() == {"unit"}


@pytest.mark.usefixtures("_sentences")
def test_prepared_sentence_is_inserted_after_what_is_typed(desk: Client) -> None:
    concern = factories.concern()
    page = desk.get(page_of(concern))
    [accept] = [each for each in page.context["offered"] if each.move.name == "accept"]
    pk, sentence = accept.sentences[0]
    assert sentence
    assert "{" not in sentence

    answer = post(desk, concern, move="accept", insert=pk, sentence="أولا.")

    assert opened(answer).form["sentence"].value() == f"أولا.\n{sentence}"
    assert Concern.objects.get().state == "submitted"


def test_sentence_with_an_open_placeholder_is_not_sent(desk: Client) -> None:
    concern = factories.concern()

    answer = post(desk, concern, move="accept", sentence="الجهة المختصة هي {الجهة}.")

    assert answer.status_code == 400
    assert opened(answer).form.errors.keys() == {"sentence"}
    assert Concern.objects.get().state == "submitted"


def test_preview_shows_page_and_mail_and_sends_nothing(desk: Client) -> None:
    concern = factories.concern(language="fr")

    answer = post(desk, concern, move="accept", preview="yes", sentence="Nous l’acceptons.")

    shown = answer.context["as_read"]
    assert shown.state == "acceptée"
    assert shown.step.sentence == "Nous l’acceptons."
    assert "Nous l’acceptons." not in shown.body
    assert concern.reference in shown.subject
    assert opened(answer).form["sentence"].value() == "Nous l’acceptons."
    assert (Concern.objects.get().state, concern.steps.count()) == ("submitted", 1)


def test_preview_of_the_mail_about_a_confidential_concern_has_no_sentence(desk: Client) -> None:
    concern = factories.concern(use="cell_only")
    desk.post(f"{page_of(concern)}open/")

    shown = post(desk, concern, move="accept", preview="yes", sentence="جملة خاصة").context["as_read"]

    assert "جملة خاصة" not in shown.body
    assert shown.step.sentence == "جملة خاصة"


def test_confidential_page_offers_no_decision_before_this_person_has_opened_it(desk: Client) -> None:
    concern = factories.concern(use="cell_only")

    page = desk.get(page_of(concern))
    assert page.context["is_unread"]
    assert {each.move.name for each in page.context["offered"]} == {"begin", "ask"}

    refused = post(desk, concern, move="accept", sentence="مقبول")
    assert refused.status_code == 409
    assert refused.context["left"].sentence == "مقبول"
    assert Concern.objects.get().state == "submitted"

    desk.post(f"{page_of(concern)}open/")
    page = desk.get(page_of(concern))
    assert not page.context["is_unread"]
    assert "accept" in {each.move.name for each in page.context["offered"]}


@pytest.mark.usefixtures("_sentences")
def test_merge_from_the_list_of_similar_ones_is_filled_in_first(desk: Client) -> None:
    part, whole = factories.concern(), factories.concern()

    answer = post(desk, part, move="merge", merge_with=whole.reference)

    form = opened(answer).form
    assert Concern.objects.get(pk=part.pk).state == "submitted"
    assert whole.reference not in form["sentence"].value()
    typed = {name: form[name].value() for name in ("move", "whole", "sentence", "seen")}
    assert post(desk, part, **typed).status_code == 302
    assert Concern.objects.get(pk=part.pk).merged_into == whole
    assert whole.reference in desk.get(page_of(part)).content.decode()
    assert part.reference in desk.get(page_of(whole)).content.decode()


def test_merge_with_an_unknown_reference_explains_it_beside_the_field(desk: Client) -> None:
    answer = post(desk, factories.concern(), move="merge", whole="2019-AAAAAA", sentence="جملة")

    assert answer.status_code == 400
    assert opened(answer).form.errors.keys() == {"whole"}


def test_merge_is_undone_from_the_page(desk: Client, moderator: Any) -> None:
    part, whole = factories.concern(), factories.concern()
    merging.merge(part, by=moderator, whole=whole, sentence="ضُم")

    assert post(desk, part, move="unmerge", sentence="ليس نفس الموضوع").status_code == 302
    assert Concern.objects.get(pk=part.pk).state == "under_review"


def test_contest_is_upheld_from_the_page(desk: Client) -> None:
    concern = in_state("declined")
    assert "uphold" not in {each.move.name for each in desk.get(page_of(concern)).context["offered"]}
    contests.contest(concern, by=concern.submitted_by, text="لا نوافق")

    page = desk.get(page_of(concern))
    assert page.context["offered"][0].move.name == "uphold"
    assert "لا نوافق" in page.content.decode()
    assert post(desk, concern, move="uphold", sentence="لأن").status_code == 302
    assert Concern.objects.get().state == "declined"


def test_letter_of_the_cell_is_sent_from_the_page(desk: Client) -> None:
    concern = in_state("referred")

    assert post(desk, concern, move="write", sentence="جواب").status_code == 302
    assert concern.steps.last().sentence == "جواب"


def test_second_of_two_moderators_reads_the_difference_and_loses_nothing(desk: Client) -> None:
    concern = factories.concern()
    seen = desk.get(page_of(concern)).context["steps"][-1].step.pk
    head = factories.staff("head")
    review.move(concern, by=head, move="decline", reason="not_clear", sentence="النص غير واضح عندنا")

    answer = post(desk, concern, move="accept", seen=seen, sentence="النص واضح عندنا")

    html = answer.content.decode()
    assert answer.status_code == 409
    assert [(piece.change, piece.words) for piece in answer.context["differences"][0].pieces] == [
        ("same", "النص"),
        ("removed", "غير"),
        ("same", "واضح عندنا"),
    ]
    for words in ("النص غير واضح عندنا", "النص واضح عندنا", str(head)):
        assert words in html
    assert opened(answer).form["sentence"].value() == "النص واضح عندنا"


def test_note_is_for_colleagues_and_no_association_reads_it(desk: Client) -> None:
    concern = factories.concern()

    assert desk.post(f"{page_of(concern)}note/", {"text": "اتصلت بالدائرة"}).status_code == 302
    assert "اتصلت بالدائرة" in desk.get(page_of(concern)).content.decode()
    refused = desk.post(f"{page_of(concern)}note/", {"text": " "})
    assert (refused.status_code, list(refused.context["note_form"].errors)) == (400, ["text"])

    member = Client()
    member.force_login(concern.submitted_by)
    assert "اتصلت بالدائرة" not in member.get(f"/members/concerns/{concern.reference}/").content.decode()


def test_note_of_a_confidential_concern_is_read_when_the_text_is_opened(desk: Client, moderator: Any) -> None:
    concern = factories.concern(use="cell_only")
    notes.add(concern, by=moderator, text="ملاحظة سرية")

    assert "ملاحظة سرية" not in desk.get(page_of(concern)).content.decode()
    assert "ملاحظة سرية" in desk.post(f"{page_of(concern)}open/").content.decode()


def test_history_names_who_did_what_without_any_text(desk: Client, moderator: Any) -> None:
    concern = factories.concern(use="cell_only")
    desk.post(f"{page_of(concern)}open/")
    notes.add(concern, by=moderator, text="ملاحظة")
    review.move(concern, by=moderator, move="accept", sentence="قُبل")

    history = desk.get(page_of(concern)).context["history"]

    assert [str(event.by or "") for event in history] == [str(moderator), str(moderator), str(moderator), ""]
    assert all(str(event.title) != "ملاحظة" for event in history)
