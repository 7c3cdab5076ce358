"""Threats 18, 19 and 20, through the pages of the portal: what an association sends as a file, and what anybody gets back."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.files import store
from core.models import StoredFile
from proposals.models import Concern
from tests import factories
from tests.core.files.given import A_PDF, picture, png
from tests.core.files.test_bombs import word_bomb
from tests.core.files.test_pdf import launching, on_opening, pdf
from tests.core.files.test_scan import EICAR
from tests.portal.members.concerns.pen import Pen, html, photo
from tests.security.browsing import fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("disk", "unknown_scanner")]
HOSTILE_NAME = '../../x" .html'
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
HTML = b"<!doctype html><script>alert(1)</script>"
NOBODY = "tcp://127.0.0.1:1"
TEXT = "نص مكتوب"
MIB = 1024 * 1024


@pytest.fixture
def pen() -> Pen:
    pen = Pen()
    pen.begin()
    return pen


def sent_with(pen: Pen, content: bytes, name: str) -> Concern:
    assert pen.attach(SimpleUploadedFile(name, content)).status_code == 201
    return pen.sent()


def readers(concern: Concern, pen: Pen) -> list[tuple[Client, str]]:
    """Who may open its only file, and where."""
    desk = Client()
    desk.force_login(factories.staff("moderator"))
    file = concern.files.get()
    return [
        (pen.client, f"/members/concerns/{concern.reference}/files/{file.position}/"),
        (desk, f"/staff/concerns/files/{file.pk}/"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", HTML), ("photo.jpg", SVG), ("a.svg", SVG), ("a.pdf", b"%PDF-1.7 " + HTML + b"%%EOF"),
        ("a.pdf", pdf(on_opening)), ("a.pdf", pdf(launching)), ("a.pdf", EICAR), ("a.jpg", EICAR),
    ],
    ids=["HTML as JPEG", "SVG as JPEG", "SVG", "HTML as PDF", "script", "launch", "EICAR as PDF", "EICAR as JPEG"],
)  # fmt: skip
def test_false_or_active_file_is_refused_at_its_field_and_the_text_is_kept(pen: Pen, name: str, content: bytes) -> None:
    given = fields(pen.open(2)) | {"text": TEXT, "files": SimpleUploadedFile(name, content)}

    answer = pen.client.post(pen.address("files/"), given)

    assert answer.context["file_errors"][0].reason
    assert fields(pen.open(2))["text"] == [TEXT]
    assert not StoredFile.objects.exists()


@pytest.mark.slow
def test_file_is_handed_to_nobody_while_the_scanner_is_down(pen: Pen, settings: Any) -> None:
    settings.CLAMD_URL = NOBODY
    infected = A_PDF.replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF")
    concern = sent_with(pen, infected, "a.pdf")

    answers = [client.get(path) for client, path in readers(concern, pen)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert not any(b"%PDF" in answer.content for answer in answers)
    assert concern.files.get().stored.verdict == "unknown"


@pytest.mark.slow
def test_file_is_handed_out_once_the_scanner_called_it_clean(
    pen: Pen, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD_URL = NOBODY
    concern = sent_with(pen, A_PDF, "a.pdf")
    monkeypatch.setattr("core.files.scan.scan", lambda content: StoredFile.Verdict.CLEAN)

    assert store.scan_waiting() == 1

    assert [client.get(path).status_code for client, path in readers(concern, pen)] == [200, 200]


def test_receipt_that_waits_for_the_scanner_is_told_in_words(settings: Any) -> None:
    settings.CLAMD_URL = NOBODY
    association = factories.association()
    member, desk = Client(), Client()
    member.force_login(factories.representative(association))
    desk.force_login(factories.staff("recorder"))
    member.post(f"/members/associations/{association.pk}/receipt/", {"file": photo()})

    answers = [
        member.get(f"/members/associations/{association.pk}/receipt/file/"),
        desk.get(f"/staff/associations/{association.pk}/receipt/"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all(answer.context["refusal"] for answer in answers)


@pytest.mark.slow
@pytest.mark.parametrize("made", [lambda: png(50_000, 50_000), word_bomb], ids=["picture", "document"])
def test_bomb_is_refused_in_two_seconds_and_the_text_is_kept(pen: Pen, made: Callable[[], bytes]) -> None:
    given = fields(pen.open(2)) | {"text": TEXT, "files": SimpleUploadedFile("a.docx", made())}
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    answer = pen.client.post(pen.address("files/"), given)

    assert time.process_time() - started < 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 100
    assert answer.context["file_errors"][0].reason
    assert fields(pen.open(2))["text"] == [TEXT]
    assert not StoredFile.objects.exists()


def test_five_hundred_files_are_refused_in_two_seconds(pen: Pen) -> None:
    small = picture()
    files = [SimpleUploadedFile(f"{number}.jpg", small) for number in range(500)]
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    answer = pen.client.post(pen.address("files/"), {"files": files})

    assert time.process_time() - started < 2
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 100
    assert 400 <= answer.status_code < 500
    assert not StoredFile.objects.exists()


def photo_with_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (33.0, 53.0, 0.0), 3: "W", 4: (5.0, 33.0, 0.0)}
    exif[0x010F] = "canary-camera"
    return picture(exif=exif)


def test_photo_loses_its_place_and_name_and_comes_back_as_a_file(pen: Pen, disk: Path) -> None:
    given = photo_with_a_place()
    assert b"canary-camera" in given
    concern = sent_with(pen, given, HOSTILE_NAME)

    answers = [client.get(path) for client, path in readers(concern, pen)]

    assert [answer.status_code for answer in answers] == [200, 200]
    for answer in answers:
        assert b"canary-camera" not in answer.content
        assert b"Exif" not in answer.content
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="x')
        assert answer.headers["Content-Disposition"].endswith('.jpg"')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "image/jpeg"
    names = [path.name for path in disk.rglob("*") if path.is_file()]
    assert names
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)


@pytest.mark.slow
def test_page_says_before_opening_that_a_document_was_not_scanned(pen: Pen, settings: Any) -> None:
    settings.CLAMD_URL = ""
    concern = sent_with(pen, A_PDF, "a.pdf")
    desk = readers(concern, pen)[1][0]

    page = html(desk.get(f"/staff/concerns/{concern.pk}/"))

    assert "لم يخضع لفحص الفيروسات" in page
