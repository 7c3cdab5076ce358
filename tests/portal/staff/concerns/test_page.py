"""The page of a concern: what is shown to whom, and what is on record when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from core.crypto import keypairs
from proposals.concerns import review, sealed_concern
from proposals.models import Concern, Opening
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, SECRET, page_of
from tests.portal.staff.desk import queries, signed_in
from tests.portal.staff.test_markup import assert_well_formed
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_page_with_more_steps_files_and_openings_costs_no_more_queries(desk: Client, moderator: Any) -> None:
    few = factories.concern(use="cell_only", files=[factories.photo()])
    many = in_state("awaiting", use="cell_only", files=[factories.photo() for _number in range(4)])
    review.reply(many, by=many.submitted_by, text="جواب")
    for concern, times in ((few, 1), (many, 5)):
        for _time in range(times):
            sealed_concern.read(concern, by=moderator)

    assert queries(desk, page_of(many)) == queries(desk, page_of(few))


def test_page_shows_the_text_as_received_with_marks_and_a_list_of_them(desk: Client) -> None:
    concern = factories.concern(text="اتصلوا على ٠٦٦١٢٣٤٥٦٧\n<script>alert(1)</script>", place="قرب السوق")

    answer = desk.get(page_of(concern))

    html = answer.content.decode()
    assert "<mark>٠٦٦١٢٣٤٥٦٧</mark>" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert [check.excerpt for check in answer.context["checks"]] == ["٠٦٦١٢٣٤٥٦٧"]
    assert "قرب السوق" in html
    assert not Opening.objects.exists()


def test_mark_over_two_lines_and_nothing_marked_keep_every_word(desk: Client) -> None:
    text = "السطر الأول\n\nالسطر الثاني 12 شارع محمد الخامس\nوالثالث"

    html = desk.get(page_of(factories.concern(text=text))).content.decode()

    for line in ("السطر الأول", "السطر الثاني", "والثالث"):
        assert line in html


def test_confidential_page_shows_nothing_and_opens_nothing(desk: Client) -> None:
    concern = factories.concern(use="cell_only", title=SECRET, text=SECRET, files=[factories.photo(f"{SECRET}.png")])

    for page in (INBOX, page_of(concern), f"{page_of(concern)}open/", f"{page_of(concern)}move/"):
        assert SECRET not in desk.get(page).content.decode()
    assert not Opening.objects.exists()


def test_open_shows_the_content_once_with_answers_and_who_opened(desk: Client, moderator: Any) -> None:
    concern = in_state("awaiting", use="cell_only", title=SECRET, text="نص", files=[factories.photo("ورقة.jpg")])
    review.reply(concern, by=concern.submitted_by, text="جواب سري")

    answer = desk.post(f"{page_of(concern)}open/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert all(words in html for words in (SECRET, "جواب سري", "ورقة.jpg"))
    assert SECRET not in html[: html.index("</title>")], "the browser keeps titles in its history"
    assert (
        [opening.by for opening in Opening.objects.all()]
        == [moderator] * 2
        == [o.by for o in answer.context["openings"]]
    ), "the text, and the answer"
    assert SECRET not in str(dict(desk.session))
    assert SECRET not in desk.get(page_of(concern)).content.decode()
    assert Opening.objects.count() == 2


def test_open_where_the_private_key_is_not_says_so(desk: Client, settings: Any) -> None:
    concern = factories.concern(use="cell_only", title=SECRET)
    settings.CELL_PRIVATE_KEYS = ""

    shown, refused = desk.get(page_of(concern)), desk.post(f"{page_of(concern)}open/")

    assert f"{page_of(concern)}open/" not in shown.content.decode()
    assert not shown.context["can_open"]
    assert refused.status_code == 409
    assert refused.context["refusal"]
    assert not Opening.objects.exists()


def test_open_shows_what_opens_and_says_what_does_not(desk: Client, settings: Any, tmp_path: Path) -> None:
    first, second = (keypairs.new_pair(tmp_path / name) for name in ("a", "b"))
    settings.CELL_PUBLIC_KEY_FILE = str(first.public)
    concern = in_state("awaiting", use="cell_only", title=SECRET)
    settings.CELL_PUBLIC_KEY_FILE = str(second.public)
    review.reply(concern, by=concern.submitted_by, text="جواب سري")

    for folder, is_text in ((first, True), (second, False)):
        settings.CELL_PRIVATE_KEYS = str(folder.private.parent)
        answer = desk.post(f"{page_of(concern)}open/")

        html = answer.content.decode()
        lost = concern.steps.last().sealed_with if is_text else concern.sealed_with
        assert answer.status_code == 200
        assert ((SECRET in html), ("جواب سري" in html)) == (is_text, not is_text)
        assert lost in html
    assert [each.step_id for each in Opening.objects.order_by("pk")] == [None, concern.steps.last().pk]


def test_one_damaged_key_file_breaks_no_page(desk: Client, settings: Any, tmp_path: Path) -> None:
    pair = keypairs.new_pair(tmp_path / "keys")
    (tmp_path / "keys" / "a.key").write_text("not a key")
    settings.CELL_PUBLIC_KEY_FILE, settings.CELL_PRIVATE_KEYS = str(pair.public), str(pair.private.parent)
    concern = factories.concern(use="cell_only", title=SECRET)

    assert desk.get(page_of(concern)).status_code == 200
    assert SECRET in desk.post(f"{page_of(concern)}open/").content.decode()
    pair.private.unlink()
    assert desk.get(page_of(concern)).status_code == 200
    assert desk.post(f"{page_of(concern)}open/").status_code == 409


def test_open_of_a_readable_concern_leads_to_its_page(desk: Client) -> None:
    concern = factories.concern()

    assert desk.post(f"{page_of(concern)}open/").headers["Location"] == page_of(concern)
    assert not Opening.objects.exists()


def test_file_of_an_open_concern_is_downloaded_without_trace(desk: Client) -> None:
    file = factories.concern(files=[factories.photo("photo.jpg")]).files.get()

    answer = desk.get(f"/staff/concerns/files/{file.pk}/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "photo.jpg" in answer.headers["Content-Disposition"]
    assert not Opening.objects.exists()


def test_sealed_file_is_opened_by_a_post_and_each_one_is_on_record(desk: Client, moderator: Any) -> None:
    file = factories.concern(use="cell_only", files=[factories.photo()]).files.get()
    address = f"/staff/concerns/files/{file.pk}/"

    assert desk.get(address).status_code == 404
    assert desk.get(f"{address}open/").status_code == 302
    assert not Opening.objects.exists()
    answers = [desk.post(f"{address}open/") for _time in range(2)]

    assert [answer.content[:3] for answer in answers] == [b"\xff\xd8\xff"] * 2
    assert [(each.by, each.file) for each in Opening.objects.all()] == [(moderator, file)] * 2


def test_file_that_waits_for_the_scanner_is_not_handed_out_and_not_lost(desk: Client, settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    files = [factories.concern(use=use, files=[factories.photo()]).files.get() for use in ("public_named", "cell_only")]

    answers = [
        desk.get(f"/staff/concerns/files/{files[0].pk}/"),
        desk.post(f"/staff/concerns/files/{files[1].pk}/open/"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all(answer.context["refusal"] for answer in answers)
    assert not any(b"\xff\xd8\xff" in answer.content for answer in answers)


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
@pytest.mark.parametrize("function", ["recorder", "editor", "liaison", "administrator"])
def test_inbox_and_concerns_do_not_exist_for_other_functions(function: str, use: str) -> None:
    concern = factories.concern(use=use, files=[factories.photo()])
    file = concern.files.get()
    pages = [INBOX, page_of(concern), f"{page_of(concern)}open/", f"/staff/concerns/files/{file.pk}/"]

    other, head = signed_in(factories.staff(function)), signed_in(factories.staff("head"))

    assert [other.get(page).status_code for page in pages] == [404] * 4
    assert [head.get(page).status_code for page in pages[:3]] == [200] * 3
    assert other.post(f"{page_of(concern)}open/").status_code == 403
    assert other.post(f"/staff/concerns/files/{file.pk}/open/").status_code == 403
    assert other.post(f"{page_of(concern)}move/", {"move": "begin"}).status_code == 403
    assert not Opening.objects.exists()
    assert Concern.objects.get().state == "submitted"


@pytest.mark.slow
def test_every_page_of_the_inbox_is_well_formed(desk: Client) -> None:
    concern = in_state("under_review", text="0661234567", files=[factories.photo(), factories.photo()])
    sealed = factories.concern(use="cell_only", files=[factories.photo(), factories.photo()])
    entered = factories.entered_concern()
    entry = f"{INBOX}new/?association={concern.association_id}"
    seen = concern.steps.last().pk

    answers = {
        "refused": desk.post(f"{page_of(concern)}move/", {"move": "decline"}),
        "slower": desk.post(f"{page_of(concern)}move/", {"move": "ask", "sentence": "أين؟", "seen": seen - 1}),
        "impossible": desk.post(f"{page_of(concern)}move/", {"move": "begin"}),
        "opened": desk.post(f"{page_of(sealed)}open/"),
        "entry refused": desk.post(f"{INBOX}new/", {"association": concern.association_id}),
        **{
            page: desk.get(page)
            for page in (INBOX, "/staff/", page_of(concern), page_of(sealed), f"{INBOX}new/", entry)
        },
        "receipt": desk.get(f"{page_of(entered)}receipt/"),
        "nothing": desk.get(f"{INBOX}?view=all&state=withdrawn"),
    }

    for name, answer in answers.items():
        assert_well_formed(answer.content.decode(), name)
    assert [answers[name].status_code for name in ("refused", "slower", "impossible", "opened")] == [400, 409, 409, 200]
