"""Check and send: warnings that never stop anybody, and one concern however often it is sent."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from core import sealing
from core.errors import EditedMeanwhile
from core.models import StoredFile
from proposals.actions import concerns
from proposals.content import Content
from proposals.models import Concern, ConcernFile, Draft, DraftFile
from tests import factories
from tests.portal.members.pen import MATTER, SUBJECT, Pen, photo
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
NUMBER = "0612345678"


@pytest.fixture
def pen() -> Pen:
    made = Pen()
    made.begin()
    return made


def html(answer: Any) -> str:
    return answer.content.decode()


def answer_warning(pen: Pen, go: str, position: int = 0) -> Any:
    warned = pen.open(3).context["warned"][position]["warned"]
    sent = {"field": warned.field, "start": str(warned.start), "mark": warned.mark, "go": go}
    return pen.client.post(pen.address("warning/"), sent)


def test_send_stores_what_was_written(pen: Pen) -> None:
    concern = pen.sent()

    assert (concern.kind, concern.use, concern.channel) == ("concern", "public_named", "online")
    assert concern.content == Content(
        title=SUBJECT["title"],
        text=MATTER["text"],
        suggestion=MATTER["suggestion"],
        place=MATTER["place"],
        since="quarter",
        times=("school",),
        themes=("schools_surroundings",),
        areas=("hamria",),
    )
    assert concern.submitted_by == pen.user
    assert not Draft.objects.exists()


def test_concern_that_becomes_a_proposal_keeps_what_was_written(pen: Pen) -> None:
    pen.write(suggestion="كتب قبل أن يختار", since="quarter", times=["school"])
    pen.type(1, kind="proposal")

    second = pen.open(2)
    pen.type(2)
    pen.send()

    concern = Concern.objects.get()
    assert {"suggestion", "since", "times"} <= set(second.context["form"].fields)
    assert "كتب قبل أن يختار" in html(second)
    assert (concern.kind, concern.suggestion, concern.since, concern.times) == (
        "proposal",
        "كتب قبل أن يختار",
        "quarter",
        ["school"],
    )


def test_proposal_is_not_asked_what_only_a_concern_has(pen: Pen) -> None:
    pen.type(1, kind="proposal")

    assert {"suggestion", "since", "times"} & set(pen.open(2).context["form"].fields) == set()


@pytest.mark.parametrize(("title", "language"), [("Éclairage en panne", "fr"), (SUBJECT["title"], "ar")])
def test_language_of_a_text_is_that_of_its_letters(pen: Pen, title: str, language: str) -> None:
    text = {"title": title, "text": title, "place": "", "suggestion": ""}

    assert pen.sent(**text).language == language


def test_warning_answered_while_another_tab_saves_is_told(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise EditedMeanwhile("changed")

    monkeypatch.setattr("portal.members.writing.Writing.save", overtaken)
    answer = answer_warning(pen, "remove")

    assert answer.status_code == 409
    assert NUMBER in html(answer)


def test_account_that_sends_without_end_waits_whatever_its_association(settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 2
    hurried, neighbour = factories.representative(), factories.representative()
    for _time in range(2):
        factories.concern(factories.association(), by=hurried)

    with pytest.raises(concerns.TooMany):
        factories.concern(factories.association(), by=hurried)

    assert factories.concern(by=neighbour, of=neighbour.memberships.get().association).pk
    assert Draft.objects.filter(user=hurried).count() == 1, "its text waits"


def test_scanner_is_asked_while_nothing_is_locked(pen: Pen, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[bool] = []

    def scan(content: bytes) -> StoredFile.Verdict:
        depth = len(connection.savepoint_ids)
        locked.append(depth > 0)
        return StoredFile.Verdict.UNKNOWN

    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    monkeypatch.setattr("core.files.scan.scan", scan)
    pen.attach(photo())

    concern = pen.sent()

    assert locked == [False, False], "when it was added, and once more before it was sent"
    assert concern.files.get().stored.verdict == StoredFile.Verdict.UNKNOWN


def test_virus_found_before_sending_keeps_the_text(pen: Pen, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = iter([StoredFile.Verdict.UNKNOWN, StoredFile.Verdict.INFECTED])
    monkeypatch.setattr("core.files.scan.scan", lambda content: next(verdicts))
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    pen.attach(photo())
    pen.write()

    answer = pen.send()

    assert answer.status_code == 422
    assert MATTER["text"] in html(answer)
    assert not Concern.objects.exists()
    assert StoredFile.objects.get().verdict == "infected"


def test_warned_words_are_shown_and_do_not_stop_the_sending(pen: Pen) -> None:
    page = pen.write(text=f"اتصلوا على {NUMBER}، والسيد العلوي يشهد", place="12 زنقة الورد")

    assert [each["warned"].words for each in page.context["warned"]] == [NUMBER, "والسيد العلوي", "12 زنقة"]
    assert f"<mark><bdi>{NUMBER}</bdi></mark>" in html(page)
    assert pen.send().status_code == 302
    assert NUMBER in Concern.objects.get().text


def test_remove_takes_out_exactly_these_words(pen: Pen) -> None:
    pen.write(text=f"قبل {NUMBER} وبعد {NUMBER} ثم")

    answer = answer_warning(pen, "remove", position=1)

    assert answer.url == pen.address("3/")
    assert fields(pen.open(2))["text"] == [f"قبل {NUMBER} وبعد ثم"]


def test_remove_again_after_a_double_tap_takes_out_nothing_else(pen: Pen) -> None:
    pen.write(text=f"قبل {NUMBER} وبعد {NUMBER} ثم")
    warned = pen.open(3).context["warned"][0]["warned"]
    sent = {"field": warned.field, "start": str(warned.start), "mark": warned.mark, "go": "remove"}

    for _each in range(3):
        pen.client.post(pen.address("warning/"), sent)

    assert fields(pen.open(2))["text"] == [f"قبل وبعد {NUMBER} ثم"]


def test_removing_all_of_a_text_leads_back_to_it(pen: Pen) -> None:
    pen.write(text=NUMBER)

    answer_warning(pen, "remove")

    assert pen.open(3).url.endswith("/2/?check=1")


def test_keep_is_remembered_for_these_words(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    answer_warning(pen, "keep")

    assert pen.open(3).context["warned"] == []
    pen.type(2, text=f"تغير النص، {NUMBER}")
    assert pen.open(3).context["warned"] == []
    pen.type(2, text="رقم آخر 0687654321")
    assert len(pen.open(3).context["warned"]) == 1


@pytest.mark.parametrize(("use", "is_said"), [("public_named", True), ("public_unnamed", False), ("cell_only", False)])
def test_sensitive_theme_in_public_is_pointed_out(pen: Pen, use: str, is_said: bool) -> None:
    page = pen.write(themes=["violence_sexual"], use=use)

    assert page.context["is_sensitive"] is is_said


@pytest.mark.parametrize(("area", "is_said"), [("oualili", True), ("hamria", False), ("meknes", False)])
def test_rural_commune_belongs_to_the_gendarmerie(pen: Pen, area: str, is_said: bool) -> None:
    assert pen.write(areas=area).context["is_gendarmerie"] is is_said


def test_send_repeated_after_a_lost_answer_gives_the_same_receipt(pen: Pen) -> None:
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))

    answers = {pen.client.post(pen.address("send/"), sent).url for _each in range(3)}
    answers.add(pen.client.get(pen.address("send/")).url)
    answers.add(pen.open(2).url)

    assert answers == {f"/members/concerns/{Concern.objects.get().reference}/receipt/"}


def test_send_what_another_tab_has_changed_asks_to_read_it_again(pen: Pen) -> None:
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))
    pen.type(2, text="نص آخر من نافذة أخرى")

    answer = pen.client.post(pen.address("send/"), sent)

    assert answer.status_code == 409
    assert "نص آخر من نافذة أخرى" in html(answer)
    assert not Concern.objects.exists()
    assert pen.send().status_code == 302


def test_send_an_unfinished_draft_leads_to_what_is_missing(pen: Pen) -> None:
    pen.type(1, **SUBJECT)

    answer = pen.client.post(pen.address("send/"), {"version": "2"})

    assert answer.url.endswith("/2/?check=1")
    assert not Concern.objects.exists()


def test_send_in_a_hurry_is_told_to_wait_and_keeps_the_draft(pen: Pen, settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 1
    pen.sent()
    pen.begin()
    pen.write()

    answer = pen.send()

    assert answer.status_code == 429
    assert MATTER["text"] in html(answer)
    assert Draft.objects.count() == 1


def test_a_thousand_tries_are_throttled_and_the_neighbour_still_submits(settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 2
    pen, neighbour = Pen(REMOTE_ADDR="10.0.0.1"), Pen(REMOTE_ADDR="10.0.0.1")
    for _each in range(2):
        pen.sent()
    pen.begin()
    pen.write()
    draft = Draft.objects.get()

    refused = 0
    for _each in range(1_000):
        with pytest.raises(concerns.TooMany):
            submit(pen, draft)
        refused += 1

    assert (refused, Concern.objects.count()) == (1_000, 2)
    assert [pen.send().status_code for _each in range(5)] == [429] * 5
    assert neighbour.sent().association != draft.association


def submit(pen: Pen, draft: Draft) -> Concern:
    return concerns.submit(
        draft,
        by=pen.user,
        browser_key=pen.client.cookies["machoura_drafts"].value,
        kind="concern",
        use="public_named",
        language="ar",
        content=Content(title="ع", text="ن", themes=("drugs",), areas=("meknes",)),
    )


@pytest.mark.django_db(transaction=True)
def test_send_twenty_times_at_once_is_one_concern_and_one_receipt() -> None:
    pen = Pen()
    pen.begin()
    pen.attach(photo())
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))
    cookies = {name: morsel.value for name, morsel in pen.client.cookies.items()}
    together, answers = threading.Barrier(20), []

    def send() -> None:
        from django.test import Client

        client = Client()
        client.cookies.load(cookies)
        together.wait()
        answers.append(client.post(pen.address("send/"), sent))
        connection.close()

    threads = [threading.Thread(target=send) for _each in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    concern = Concern.objects.get()
    assert [answer.status_code for answer in answers] == [302] * 20
    assert {answer.url for answer in answers} == {f"/members/concerns/{concern.reference}/receipt/"}
    assert ConcernFile.objects.count() == StoredFile.objects.count() == 1


def test_confidential_concern_lies_sealed_in_the_database(pen: Pen, dump: Any) -> None:
    canary = "كناري" * 4
    pen.attach(photo(name=f"{canary}.jpg"))
    concern = pen.sent(use="cell_only", title=canary, text=canary, place=canary, suggestion=canary)

    assert canary not in dump()
    content = Content.decoded(sealing.open_sealed(bytes(concern.sealed), concern.sealed_with))
    assert (content.title, content.text) == (canary, canary)
    assert concern.files.get().stored.sealed_with


def test_open_concern_would_have_been_found_in_the_database(pen: Pen, dump: Any) -> None:
    pen.sent(text="كناري" * 4)

    assert "كناري" * 4 in dump()


def test_attach_keeps_a_file_with_the_draft(pen: Pen) -> None:
    answer = pen.attach(photo("صورة الشارع.jpg"))

    assert answer.status_code == 201
    assert answer.json()["name"] == "صورة الشارع.jpg"
    assert "صورة الشارع.jpg" in html(pen.open(2))
    assert not DraftFile.objects.get().stored.shown_name


def test_attach_repeated_after_a_lost_answer_is_one_file(pen: Pen) -> None:
    answers = [pen.attach(photo(), upload_id="same").json() for _each in range(3)]

    assert answers[0] == answers[1] == answers[2]
    assert DraftFile.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("صورة.jpg", b"<html><script>alert(1)</script>"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("x.pdf", b"not a pdf"),
        ("empty.jpg", b""),
        ("x.exe", b"MZ\x90\x00"),
    ],
)
def test_attach_what_is_no_photo_or_document_is_refused_in_words_and_keeps_the_text(
    pen: Pen, name: str, content: bytes
) -> None:
    assert pen.attach(SimpleUploadedFile(name, content)).status_code == 422
    sent = fields(pen.open(2)) | {"text": "نص مكتوب", "files": SimpleUploadedFile(name, content)}

    answer = pen.client.post(pen.address("files/"), sent)

    assert answer.context["file_errors"][0].reason
    assert 'class="error"' in html(answer)
    assert fields(answer)["text"] == fields(pen.open(2))["text"] == ["نص مكتوب"]
    assert not StoredFile.objects.exists()


def test_attach_without_script_keeps_what_was_typed(pen: Pen) -> None:
    sent = fields(pen.open(2)) | {"text": "نص مكتوب", "files": [photo("a.jpg"), photo("b.jpg")]}

    answer = pen.client.post(pen.address("files/"), sent)

    assert answer.url.endswith("/2/#files")
    assert fields(pen.open(2))["text"] == ["نص مكتوب"]
    assert DraftFile.objects.count() == 2


def test_attach_nothing_says_so(pen: Pen) -> None:
    assert pen.client.post(pen.address("files/"), fields(pen.open(2))).context["file_errors"]
    assert pen.client.post(pen.address("files/"), headers={"accept": "application/json"}).status_code == 422


def test_attach_more_than_fit_is_refused(pen: Pen) -> None:
    for _each in range(8):
        assert pen.attach(photo()).status_code == 201

    assert pen.attach(photo()).status_code == 422
    assert DraftFile.objects.count() == 8


def test_remove_a_file_keeps_what_was_typed(pen: Pen) -> None:
    pen.attach(photo("a.jpg"))
    pen.attach(photo("b.jpg"))
    first = DraftFile.objects.order_by("pk")[0]
    path = pen.address(f"files/{first.pk}/remove/")

    for _each in range(2):
        answer = pen.client.post(path, fields(pen.open(2)) | {"text": "نص مكتوب"})
        assert answer.url.endswith("/2/#files")

    assert fields(pen.open(2))["text"] == ["نص مكتوب"]
    assert "b.jpg" in html(pen.open(2))
    assert "a.jpg" not in html(pen.open(2))
    assert StoredFile.objects.count() == 1


def test_file_of_another_draft_is_not_removed(pen: Pen) -> None:
    other = Pen()
    other.begin()
    other.attach(photo())

    pen.client.post(pen.address(f"files/{DraftFile.objects.get().pk}/remove/"))

    assert DraftFile.objects.exists()


def test_sent_files_come_with_the_concern(pen: Pen) -> None:
    pen.attach(photo("a.jpg"))
    pen.attach(photo("b.jpg"))

    concern = pen.sent()

    assert [file.stored.shown_name for file in concern.files.all()] == ["a.jpg", "b.jpg"]
    assert not any(stored.is_locked for stored in StoredFile.objects.all())


def test_representative_of_nothing_cannot_write() -> None:
    user = factories.user()

    page = Pen(user).client.get("/members/concerns/new/")

    assert page.status_code == 200
    assert 'name="draft"' not in html(page)
