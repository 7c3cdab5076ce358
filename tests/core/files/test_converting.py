"""Without a clean verdict staff get pictures of a document's pages, drawn by a restricted command."""

from __future__ import annotations

import io
import os
import shutil
import socket
import sys
from typing import Any

import pikepdf
import pytest
from pikepdf import Stream

from core import checks
from core.files import Refused, converting, limited, serving, store
from core.files.kinds import JPEG, OFFICE, PDF, Clean
from core.models import StoredFile
from tests.core.files.given import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english"), pytest.mark.usefixtures("disk")]
TWO_PAGES = Clean(PDF.name, PDF.media_type, PDF.extension, pdf(pages=2))
WORD = Clean("document", "x", next(iter(OFFICE.values())).extension, b"PK")
PHOTO = Clean(JPEG.name, JPEG.media_type, JPEG.extension, b"photo")
PAGE = b"P6\n2 1\n255\n" + b"\xff" * 6


def printing(settings: Any, what: bytes) -> None:
    """A converter that draws ``what``, whatever it is given."""
    code = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({what!r})"
    settings.FILE_CONVERTER = f'{sys.executable} -c "{code}"'


def test_document_is_handed_out_as_pictures_of_its_pages(settings):
    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler, which CI installs")
    settings.FILE_CONVERTER = "pdftoppm -r 40 -l 40"
    stored = store.keep(TWO_PAGES, shown_name="letter.pdf")

    response = serving.download(stored, safely=True)

    assert response.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    with pikepdf.open(io.BytesIO(response.content)) as shown:
        assert len(shown.pages) == 2
        assert all("/XObject" in page.Resources for page in shown.pages)
    assert response.content != TWO_PAGES.content


def test_converted_document_has_no_bytes_of_the_original(settings):
    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler, which CI installs")
    settings.FILE_CONVERTER = "pdftoppm -r 40"
    marked = pdf(lambda made: setattr(made.pages[0].obj, "Contents", Stream(made, b"% canary-in-the-content")))
    assert b"canary" in marked

    assert b"canary" not in converting.pictures(marked)


@pytest.mark.parametrize(
    ("clean", "verdict"),
    [(TWO_PAGES, StoredFile.Verdict.CLEAN), (WORD, StoredFile.Verdict.NOT_SCANNED), (PHOTO, StoredFile.Verdict.NOT_SCANNED)],
    ids=["clean", "kind the converter cannot read", "photo"],
)  # fmt: skip
def test_other_files_are_handed_out_as_they_are(settings, clean, verdict):
    settings.FILE_CONVERTER = "false"
    stored = store.keep(clean, shown_name="x", verdict=verdict)

    assert serving.download(stored, safely=True).content == clean.content


def test_members_get_back_what_they_sent(settings):
    settings.FILE_CONVERTER = "false"
    stored = store.keep(TWO_PAGES, shown_name="x")

    assert serving.download(stored).content == TWO_PAGES.content


@pytest.mark.parametrize(
    "drawn",
    [b"", b"MZ", PAGE[:-1], PAGE + b"x", b"P6\n99999 99999\n255\n", PAGE * 41, b"P6\n0 1\n255\n"],
    ids=["nothing", "no picture", "cut off", "more behind", "too large", "too many pages", "empty page"],
)
def test_converter_that_draws_no_whole_pages_is_refused(settings, drawn):
    printing(settings, drawn)

    with pytest.raises(Refused, match="could not be turned into pictures"):
        converting.pictures(b"x")


def test_converter_that_draws_a_whole_page_is_accepted(settings):
    printing(settings, PAGE)

    assert converting.pictures(b"x").startswith(b"%PDF-")


@pytest.mark.parametrize("command", ["false", "/no/such/program", f"{sys.executable} -c 'while True: pass'"])
def test_converter_that_fails_or_hangs_is_refused(settings, command, monkeypatch):
    monkeypatch.setitem(limited.run.__kwdefaults__, "seconds", 1)
    settings.FILE_CONVERTER = command

    with pytest.raises(Refused):
        converting.pictures(b"x")


def test_converter_can_write_no_file_and_take_no_more_memory_than_allowed(tmp_path):
    write = [sys.executable, "-c", f"open({str(tmp_path / 'a')!r}, 'w').write('x' * 10_000)"]
    take = [sys.executable, "-c", "bytes(900 * 1024 * 1024)"]

    for command in (write, take):
        with pytest.raises(limited.Failed):
            limited.run(command, b"")
    assert not (tmp_path / "a").exists() or not (tmp_path / "a").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has namespaces")
def test_converter_reaches_no_network():
    network = [sys.executable, "-c", "import os; print(os.readlink('/proc/self/ns/net'))"]
    if limited.run(network, b"").stdout.decode().strip() == os.readlink("/proc/self/ns/net"):
        pytest.skip("this kernel gives no namespace to a plain process")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        reach = [sys.executable, "-c", f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"]

        with pytest.raises(limited.Failed):
            limited.run(reach, b"")


def test_converter_gets_no_environment_variables_of_the_portal(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary-key")
    command = [sys.executable, "-c", "import os; print(sorted(os.environ))"]

    assert b"SECRET_KEY" not in limited.run(command, b"").stdout


@pytest.mark.parametrize(("verdict", "said"), [("not_scanned", "Not scanned"), ("clean", "")])
def test_page_says_before_opening_that_a_file_was_not_scanned(settings, verdict, said):
    settings.FILE_CONVERTER = ""
    stored = store.keep(TWO_PAGES, shown_name="x", verdict=StoredFile.Verdict(verdict))

    assert serving.warning(stored).startswith(said)
    assert bool(serving.warning(stored)) is bool(said)


def test_page_says_that_pictures_are_shown(settings):
    settings.FILE_CONVERTER = "false"

    assert "pictures" in serving.warning(store.keep(TWO_PAGES, shown_name="x"))
    assert serving.warning(store.keep(PHOTO, shown_name="x")) == ""


def test_check_warns_without_a_scanner_unless_that_was_decided(settings):
    settings.CLAMD_URL, settings.UNSCANNED_FILES_ACCEPTED = "", False
    warned = checks.scanner_is_set_up()
    settings.UNSCANNED_FILES_ACCEPTED = True
    decided = checks.scanner_is_set_up()
    settings.CLAMD_URL, settings.UNSCANNED_FILES_ACCEPTED = "unix:///s", False

    assert [each.id for each in warned] == ["core.W001"]
    assert decided == checks.scanner_is_set_up() == []


@pytest.mark.parametrize(("command", "ids"), [("", []), ("sh -c x", []), ("/no/such/program x", ["core.E004"])])
def test_check_refuses_a_converter_that_does_not_exist(settings, command, ids):
    settings.FILE_CONVERTER = command

    assert [each.id for each in checks.converter_command()] == ids
