"""No browser renders an uploaded file as a page of the portal, whatever its name and content."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import timezone

from core.files import NotYet, Refused, serving, store
from core.files.kinds import JPEG, PDF, Clean
from core.models import StoredFile
from core.web.middleware import ContentPolicy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("disk")]
PDF_FILE = Clean(PDF.name, PDF.media_type, PDF.extension, b"%PDF-1.7 %%EOF")
PHOTO = Clean(JPEG.name, JPEG.media_type, JPEG.extension, b"photo")


def test_download_is_a_file_and_never_a_page():
    stored = store.keep(PDF_FILE, shown_name="report.pdf")

    response = ContentPolicy(lambda request: serving.download(stored))(RequestFactory().get("/"))

    assert response.content == PDF_FILE.content
    assert {name: response.headers[name] for name in sorted(response.headers)} == {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'attachment; filename="report.pdf"',
        "Content-Security-Policy": serving.POLICY,
        "Content-Type": "application/pdf",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": response.headers["Permissions-Policy"],
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ('../../x" .html', 'attachment; filename="x\\".pdf"'),
        ("تقرير.pdf", "attachment; filename*=utf-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf"),
        ("a\r\nX-Evil: 1.pdf", 'attachment; filename="a X-Evil: 1.pdf"'),
    ],
)
def test_file_name_cannot_add_a_header(name, header):
    stored = store.keep(PDF_FILE, shown_name=name)

    assert serving.download(stored).headers["Content-Disposition"] == header


def test_file_without_a_name_gets_one_from_its_id():
    stored = store.keep(PDF_FILE, shown_name="secret.pdf", locked_with="A" * 43)

    response = serving.download(stored, PDF_FILE.content)

    assert response.headers["Content-Disposition"] == f'attachment; filename="file-{stored.pk.hex[:8]}.pdf"'


def test_opened_file_takes_the_name_that_was_opened_with_it():
    stored = store.keep(PDF_FILE, shown_name="", locked_with="A" * 43)

    response = serving.download(stored, b"opened", shown_name="mine.pdf")

    assert response.content == b"opened"
    assert response.headers["Content-Disposition"] == 'attachment; filename="mine.pdf"'


@pytest.mark.parametrize(("clean", "way"), [(PHOTO, "inline"), (PDF_FILE, "attachment")])
def test_only_photos_are_shown_in_a_page(clean, way):
    stored = store.keep(clean, shown_name="x")

    response = serving.download(stored, inline_image=True)

    assert response.headers["Content-Disposition"].startswith(way)
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("verdict", "error"), [("unknown", NotYet), ("infected", Refused)])
def test_file_that_is_not_clean_is_not_handed_out(verdict, error, settings):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    kept = store.keep(PDF_FILE, shown_name="x", verdict=StoredFile.Verdict.NOT_SCANNED)
    values = StoredFile.objects.filter(pk=kept.pk).values("name", "media_type", "extension", "size", "sha256").get()
    kept.delete()
    stored = StoredFile(**values, verdict=verdict, scanned_at=timezone.now() if verdict == "infected" else None)

    with pytest.raises(error):
        serving.download(stored)
    with pytest.raises(error):
        serving.download(stored, PDF_FILE.content, inline_image=True)
