"""What a decision from the page of a concern leaves, and what is asked for again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from core.web.form_recovery import who_token
from proposals.concerns import review
from proposals.models import Concern
from reference.models import Institution
from tests import factories
from tests.portal.staff.concerns.pages import page_of

pytestmark = pytest.mark.django_db

DECISIONS: list[tuple[str, dict[str, Any], str]] = [
    ("begin", {}, "under_review"),
    ("accept", {"sentence": "قُبل"}, "accepted"),
    ("ask", {"sentence": "أين؟"}, "awaiting"),
    ("decline", {"sentence": "لا", "reason": "sent_twice"}, "declined"),
    ("refer", {"sentence": "إليهم"}, "referred"),
]


@pytest.mark.parametrize(("move", "typed", "state"), DECISIONS)
@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_decide_from_the_page(desk: Client, move: str, typed: dict[str, Any], state: str, use: str) -> None:
    concern = factories.concern(use=use)
    body = {"body": Institution.objects.first().pk} if move == "refer" else {}
    seen = desk.get(page_of(concern)).context["steps"][-1].step.pk
    desk.post(f"{page_of(concern)}open/")

    answer = desk.post(f"{page_of(concern)}move/", {"move": move, "seen": seen, **typed, **body})

    assert answer.headers["Location"] == page_of(concern)
    assert Concern.objects.get().state == state
    assert typed.get("sentence", "") in desk.get(page_of(concern)).content.decode()


@pytest.mark.parametrize(
    ("move", "wrong"),
    [("accept", "sentence"), ("ask", "sentence"), ("decline", "reason"), ("refer", "body")],
)
def test_decide_with_something_missing_explains_beside_the_field_and_keeps_the_rest(
    desk: Client, move: str, wrong: str
) -> None:
    concern = factories.concern()
    typed = {"move": move} | ({} if wrong == "sentence" else {"sentence": "ما كتبته"})

    answer = desk.post(f"{page_of(concern)}move/", typed)

    [offered] = [each for each in answer.context["offered"] if each.is_open]
    assert answer.status_code == 400
    assert offered.form.errors.keys() == {wrong}
    assert typed.get("sentence", "") in answer.content.decode()
    assert Concern.objects.get().state == "submitted"


@pytest.mark.parametrize("move", ["", "reply", "withdraw", "publish", "submit"])
def test_decide_what_does_not_exist_is_refused(desk: Client, move: str) -> None:
    concern = factories.concern()

    assert desk.post(f"{page_of(concern)}move/", {"move": move, "sentence": "نص"}).status_code == 400
    assert Concern.objects.get().state == "submitted"


def test_decide_second_shows_what_happened_and_keeps_the_sentence(desk: Client, moderator: Any) -> None:
    concern = factories.concern()
    seen = desk.get(page_of(concern)).context["steps"][-1].step.pk
    review.move(concern, by=factories.staff("head"), move="ask", sentence="في أي زنقة؟")
    typed = {"move": "accept", "sentence": "مقبول عندنا", "seen": seen}

    refused = desk.post(f"{page_of(concern)}move/", typed)

    html = refused.content.decode()
    assert refused.status_code == 409
    assert [each.step.move for each in refused.context["meanwhile"]] == ["ask"]
    assert all(words in html for words in ("في أي زنقة؟", "مقبول عندنا"))
    [offered] = [each for each in refused.context["offered"] if each.is_open]
    again = {"move": "accept", "sentence": "مقبول عندنا", "seen": offered.form["seen"].value()}
    assert desk.post(f"{page_of(concern)}move/", again).status_code == 302
    assert Concern.objects.get().state == "accepted"


def test_decide_what_is_not_possible_any_more_gives_the_sentence_back(desk: Client) -> None:
    concern = factories.concern()
    review.move(concern, by=factories.staff("head"), move="accept", sentence="قُبل")

    refused = desk.post(f"{page_of(concern)}move/", {"move": "decline", "reason": "sent_twice", "sentence": "كتبت هذا"})

    assert refused.status_code == 409
    assert refused.context["left"].sentence == "كتبت هذا"
    assert "كتبت هذا" in refused.content.decode()


def test_decide_after_the_session_ended_hands_the_sentence_back_to_its_writer_only(moderator: Any) -> None:
    concern, pages = factories.concern(), []
    address = f"{page_of(concern)}move/"
    for user in (moderator, factories.staff("moderator")):
        client = Client()
        client.post(address, {"_who": who_token(moderator.pk), "move": "ask", "sentence": "كُتب قبل نهاية الجلسة"})
        client.force_login(user)
        pages.append(client.get(address))

    assert ["كُتب قبل نهاية الجلسة" in each.content.decode() for each in pages] == [True, False]
    assert [each.context["was_parked"] for each in pages] == [True, False]
    assert Concern.objects.get().state == "submitted"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_sentence_is_asked_for_in_the_language_of_the_text(desk: Client, language: str) -> None:
    concern = factories.concern(language=language)

    forms = {each.move.name: each.form for each in desk.get(page_of(concern)).context["offered"]}

    assert forms["accept"].fields["sentence"].widget.attrs["lang"] == language
