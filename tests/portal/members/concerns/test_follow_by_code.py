"""Following by the reference and the code of the receipt: states and dates only, and nothing that tells which references exist (threats 2, 6)."""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest
from django.test import Client

from portal.members.concerns import follow_by_code
from proposals.concerns import review, submission
from proposals.models import Concern
from reference.models import Institution
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.proposals.concerns.steps import open_text

pytestmark = pytest.mark.django_db
SENTENCE = "جملة تقرؤها الجمعية وحدها"


def typed(reference: str, code: str, **client: Any) -> Any:
    made = Client(headers={"origin": "http://testserver", **client})
    return made.post("/follow/?lang=en", {"reference": reference, "code": code})


def declined(**values: Any) -> Concern:
    concern, moderator = factories.concern(title="Phare cassé", **values), factories.staff("moderator")
    open_text(concern, moderator)
    return review.move(concern, by=moderator, move="decline", sentence=SENTENCE, reason="names_people")


def test_reference_and_code_show_states_and_dates_and_no_text() -> None:
    concern = declined()

    answer = typed(concern.reference, submission.follow_code(concern))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Declined" in page
    assert len(answer.context["steps"]) == 2
    assert not any(words in page for words in (SENTENCE, "Phare", "insults", str(concern.association.name)))
    assert not answer.cookies


def test_body_to_which_it_was_referred_is_not_shown() -> None:
    body = Institution.objects.get(key="commune_meknes")
    concern = review.move(
        factories.concern(), by=factories.staff("moderator"), move="refer", sentence=SENTENCE, body=body
    )

    page = typed(concern.reference, submission.follow_code(concern)).content.decode()

    assert "Referred" in page
    assert body.name.en not in page


def test_confidential_submission_shows_dates_only() -> None:
    concern = declined(use="cell_only")

    answer = typed(concern.reference, submission.follow_code(concern))

    assert "A step was taken" in answer.content.decode()
    assert "Declined" not in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda reference, code: (reference.lower(), code),
        lambda reference, code: (f" {reference} ", code.replace(" ", "")),
        lambda reference, code: (reference, code.replace(" ", "-")),
        lambda reference, code: (reference, code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    ],
)
def test_reference_and_code_are_read_as_people_type_them(change: Any) -> None:
    concern = factories.concern()

    assert typed(*change(concern.reference, submission.follow_code(concern))).status_code == 200


def test_unknown_reference_and_wrong_code_get_the_same_answer() -> None:
    concern, other = factories.concern(), factories.concern()

    answers = [
        typed(concern.reference, "0000 0000"),
        typed(concern.reference, submission.follow_code(other)),
        typed("2026-ZZZZZZ", submission.follow_code(other)),
    ]

    shown = [
        answer.content.decode().replace(concern.reference, "").replace("2026-ZZZZZZ", "")
        for answer in (answers[0], typed("2026-ZZZZZZ", "0000 0000"))
    ]
    assert {answer.status_code for answer in answers} == {400}
    assert shown[0] == shown[1]


@pytest.mark.slow
def test_unknown_reference_takes_as_long_as_a_wrong_code(monkeypatch: pytest.MonkeyPatch) -> None:
    known = factories.concern().reference
    took: dict[str, list[float]] = {known: [], "2026-ZZZZZZ": []}
    for _time in range(200):
        for reference, times in took.items():
            began = time.perf_counter()
            submission.followed_by_code(reference, "00000000")
            times.append(time.perf_counter() - began)

    medians = [statistics.median(times) for times in took.values()]
    assert max(medians) < 1.5 * min(medians)


def test_new_link_brings_a_new_code() -> None:
    concern = factories.concern()
    before = submission.follow_code(concern)

    concern = submission.renew_link(concern, by=concern.submitted_by)

    assert typed(concern.reference, before).status_code == 400
    assert typed(concern.reference, submission.follow_code(concern)).status_code == 200


def test_tries_are_counted_for_the_reference_whether_it_exists_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_by_code, "MOST_A_DAY", 3)
    concern = factories.concern()

    for reference in (concern.reference, "2026-ZZZZZZ"):
        answers = [typed(reference, "0000 0000").status_code for _try in range(4)]
        assert answers == [400, 400, 400, 429]
    assert typed(concern.reference, submission.follow_code(concern)).status_code == 429
    assert typed(factories.concern().reference, "0000 0000").status_code == 400


def test_tries_are_counted_for_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_by_code, "MOST_AN_HOUR", 2)

    answers = [typed(f"2026-ZZZZZ{number}", "0000 0000").status_code for number in range(3)]

    assert answers == [400, 400, 429]


def test_code_lies_nowhere_in_the_database(dump: Any) -> None:
    concern = factories.concern()
    code = submission.follow_code(concern).replace(" ", "")

    assert len(code) == 8
    assert code not in dump()


def test_receipt_shows_the_code_and_the_page() -> None:
    concern = factories.concern()
    client = Client()
    client.force_login(concern.submitted_by)

    page = client.get(f"/members/concerns/{concern.reference}/receipt/").content.decode()

    assert submission.follow_code(concern) in page
    assert "/follow/</a>" in page


def test_paper_receipt_says_in_arabic_and_french_where_to_type_the_code() -> None:
    moderator = factories.staff("moderator")
    concern = factories.entered_concern(by=moderator)
    page = signed_in(moderator).get(f"/staff/concerns/{concern.pk}/receipt/").content.decode()

    assert submission.follow_code(concern) in page
    assert "رمز الإشعار" in page
    assert "code de l’accusé de réception" in page
