"""Files beside what somebody writes to the cell."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from core.models import StoredFile
from proposals.models import Concern, DraftFile
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html, photo
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db


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

    assert answer.status_code == 409
    assert MATTER["text"] in html(answer)
    assert not Concern.objects.exists()
    assert StoredFile.objects.get().verdict == "infected"


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
    assert pen.attach(SimpleUploadedFile(name, content)).status_code == 409
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


@pytest.mark.parametrize(("go", "to"), [("on", "/3/"), ("back", "/1/")])
def test_photo_that_was_chosen_is_attached_by_every_button_of_the_step(pen: Pen, go: str, to: str) -> None:
    pen.type(1, **SUBJECT)
    assert 'enctype="multipart/form-data"' in html(pen.open(2))

    answer = pen.type(2, go=go, **MATTER | {"files": photo("a.jpg")})

    assert answer.url.endswith(to)
    assert "a.jpg" in html(pen.open(2))


def test_file_that_is_refused_on_continue_is_said_on_the_same_page(pen: Pen) -> None:
    answer = pen.type(2, **MATTER | {"files": SimpleUploadedFile("x.exe", b"MZ")})

    assert answer.status_code == 200
    assert answer.context["file_errors"][0].name == "x.exe"
    assert fields(answer)["text"] == [MATTER["text"]]


def test_removing_a_file_keeps_another_that_was_chosen(pen: Pen) -> None:
    pen.attach(photo("a.jpg"))
    path = pen.address(f"files/{DraftFile.objects.get().pk}/remove/")

    pen.client.post(path, fields(pen.open(2)) | {"files": photo("b.jpg")})

    assert "b.jpg" in html(pen.open(2))
    assert "a.jpg" not in html(pen.open(2))


def test_attach_nothing_says_so(pen: Pen) -> None:
    assert pen.client.post(pen.address("files/"), fields(pen.open(2))).context["file_errors"]
    assert pen.client.post(pen.address("files/"), headers={"accept": "application/json"}).status_code == 400


def test_attach_more_than_fit_is_refused(pen: Pen) -> None:
    for _each in range(8):
        assert pen.attach(photo()).status_code == 201

    assert pen.attach(photo()).status_code == 409
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
