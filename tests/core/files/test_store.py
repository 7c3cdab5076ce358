"""Readable, sealed and locked files: stored bytes, columns, and keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from config.file_storage import private_files
from core import tasks
from core.crypto import keypairs, sealing
from core.db import outbox
from core.files import Refused, scan, store
from core.files.kinds import PDF, Clean
from core.models import OutboxRow, StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Verdict = StoredFile.Verdict
CONTENT = b"%PDF-1.7 what somebody wrote %%EOF"
CLEAN = Clean(PDF.name, PDF.media_type, PDF.extension, CONTENT)
KEY = "A" * 43


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"private": settings.STORAGES["private"] | {"OPTIONS": options}}
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def pair(settings: Any, tmp_path: Path) -> keypairs.Pair:
    pair = keypairs.new_pair(tmp_path / "pair")
    settings.CELL_PUBLIC_KEY_FILE, settings.CELL_PRIVATE_KEYS = str(pair.public), str(pair.private.parent)
    return pair


class Answers:
    """A scanner that says ``verdict``."""

    verdict = Verdict.CLEAN

    def scan(self, content: bytes) -> Verdict:
        assert content == CONTENT
        return self.verdict


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Answers:
    answers = Answers()
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    monkeypatch.setattr(scan, "scan", answers.scan)
    return answers


def on_disk(folder: Path, stored: StoredFile) -> bytes:
    return (folder / stored.name).read_bytes()


def test_kept_file_is_read_back_and_described(folder):
    stored = store.keep(CLEAN, shown_name="../تقرير.doc")

    assert store.read(stored) == CONTENT == on_disk(folder, stored)
    assert (stored.media_type, stored.extension, stored.size) == ("application/pdf", "pdf", len(CONTENT))
    assert stored.shown_name == "تقرير.pdf"
    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (stored.verdict, stored.scanned_at) == (Verdict.NOT_SCANNED, None)
    assert store.is_downloadable(stored)


def test_name_in_the_storage_is_random_and_for_its_owner_only(folder):
    one, two = store.keep(CLEAN, shown_name="x.pdf"), store.keep(CLEAN, shown_name="x.pdf")

    assert one.name != two.name
    assert len(one.name) == 32
    assert stat.S_IMODE((folder / one.name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url(one.name)


def test_files_for_a_group_are_open_to_it_and_nobody_else(folder, settings):
    settings.STORAGES = settings.STORAGES | {"private": private_files(folder.parent / "data", for_group=True)}

    stored = store.keep(CLEAN, shown_name="x.pdf")

    shared = folder.parent / "data" / "files"
    assert stat.S_IMODE((shared / stored.name).stat().st_mode) == 0o660
    assert stat.S_IMODE(shared.stat().st_mode) == 0o770


def test_sealed_file_stores_no_name_and_opens_with_the_private_key(folder, settings):
    stored = store.keep(CLEAN, shown_name="name.pdf", sealed=True)
    stored.refresh_from_db()

    assert b"somebody" not in on_disk(folder, stored)
    assert (stored.sha256, stored.shown_name, stored.is_locked) == ("", "", False)
    assert stored.sealed_with
    assert stored.size == store.keep(Clean(*CLEAN[:3], b"x"), shown_name="", sealed=True).size
    assert store.read(stored) == CONTENT

    settings.CELL_PRIVATE_KEYS = ""
    with pytest.raises(sealing.CannotOpen):
        store.read(stored)


def test_locked_file_opens_in_its_browser_only_and_can_be_kept_again(folder):
    stored = store.keep(CLEAN, shown_name="name.pdf", locked_with=KEY)

    assert b"somebody" not in on_disk(folder, stored)
    assert (stored.sha256, stored.shown_name, stored.sealed_with) == ("", "", "")
    assert store.read_locked(stored, KEY) == CONTENT
    assert store.read_clean(stored, KEY) == CLEAN
    with pytest.raises(sealing.WrongKey):
        store.read_locked(stored, "B" * 43)
    with pytest.raises(LookupError):
        store.read(stored)


def test_file_is_not_sealed_and_locked():
    with pytest.raises(ValueError, match="not both"):
        store.keep(CLEAN, shown_name="", sealed=True, locked_with=KEY)


@pytest.mark.parametrize(
    "change",
    [{"sha256": "x"}, {"shown_name": "x"}, {"is_locked": True}],
)
def test_database_refuses_a_name_or_hash_of_a_sealed_file(change):
    values = {"name": "n", "media_type": "m", "extension": "e", "size": 1, "verdict": "not_scanned", "sealed_with": "k"}
    StoredFile.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(**{**values, "name": "o", **change})


@pytest.mark.parametrize(
    "change", [{"name": "x"}, {"sha256": "x"}, {"shown_name": "x"}, {"size": 1}, {"media_type": "x"}]
)
def test_kept_row_cannot_be_changed(change):
    stored = store.keep(CLEAN, shown_name="x")

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**change)


@pytest.mark.parametrize(("before", "after"), [("clean", "infected"), ("infected", "clean"), ("not_scanned", "clean")])
def test_database_refuses_another_verdict(before, after):
    moment = timezone.now()
    stored = StoredFile.objects.create(
        name="n", sha256="x", size=1, verdict=before, scanned_at=None if before == "not_scanned" else moment
    )

    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(verdict=after, scanned_at=moment)


def test_infected_file_is_not_taken(scanner, folder):
    scanner.verdict = Verdict.INFECTED

    with pytest.raises(Refused, match="virus scanner"):
        store.keep(CLEAN, shown_name="x")

    assert not StoredFile.objects.exists()
    assert not folder.exists()


@pytest.mark.usefixtures("scanner")
def test_clean_file_can_be_downloaded_and_says_when_it_was_scanned():
    stored = store.keep(CLEAN, shown_name="x")

    assert stored.verdict == Verdict.CLEAN
    assert stored.scanned_at
    assert store.is_downloadable(stored)
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("found", [Verdict.CLEAN, Verdict.INFECTED])
def test_file_kept_while_the_scanner_is_down_is_scanned_later(scanner, found):
    scanner.verdict = Verdict.UNKNOWN
    stored = store.keep(CLEAN, shown_name="x")

    assert store.read(stored) == CONTENT
    assert not store.is_downloadable(stored)
    assert outbox.drain() == 0
    assert OutboxRow.objects.get().last_error == "ScannerAway"

    scanner.verdict = found
    OutboxRow.objects.update(due_at=timezone.now())

    assert outbox.drain() == 1
    stored.refresh_from_db()
    assert stored.verdict == found
    assert store.is_downloadable(stored) is (found == Verdict.CLEAN)


def test_file_that_waits_for_a_scanner_that_was_taken_away_can_be_downloaded(scanner, settings, monkeypatch):
    scanner.verdict = Verdict.UNKNOWN
    stored = store.keep(CLEAN, shown_name="x")
    assert not store.is_downloadable(stored)

    settings.CLAMD_URL = ""
    monkeypatch.setattr(scan, "scan", lambda content: Verdict.NOT_SCANNED)

    assert store.is_downloadable(stored)
    assert outbox.drain() == 1, "nobody waits for what does not come"
    assert store.scan_waiting() == 0
    assert StoredFile.objects.get().verdict == Verdict.UNKNOWN, "a scanner that comes back looks at it"


def test_sweep_scans_what_the_outbox_has_given_up(scanner):
    scanner.verdict = Verdict.UNKNOWN
    stored = store.keep(CLEAN, shown_name="x")
    OutboxRow.objects.update(given_up_at=timezone.now())
    tasks.scan_waiting_files()
    stored.refresh_from_db()
    assert stored.verdict == Verdict.UNKNOWN

    scanner.verdict = Verdict.CLEAN
    tasks.scan_waiting_files()

    stored.refresh_from_db()
    assert stored.verdict == Verdict.CLEAN


def test_sweep_ends_when_the_scanner_does_not_answer(scanner, monkeypatch):
    scanner.verdict = Verdict.UNKNOWN
    for _ in range(3):
        store.keep(CLEAN, shown_name="x")
    asked: list[bytes] = []
    monkeypatch.setattr(scan, "scan", lambda content: asked.append(content) or Verdict.UNKNOWN)
    monkeypatch.setattr(scan, "is_away", lambda: True)

    assert store.scan_waiting() == 0
    assert len(asked) == 1


def test_sealed_file_that_nobody_scanned_is_scanned_when_it_is_opened(scanner):
    scanner.verdict = Verdict.UNKNOWN
    stored = store.keep(CLEAN, shown_name="x", sealed=True)
    assert not OutboxRow.objects.exists()

    scanner.verdict = Verdict.CLEAN
    assert store.scan_waiting() == 0
    assert store.read(stored) == CONTENT

    assert store.is_downloadable(stored)
    assert StoredFile.objects.get().verdict == Verdict.CLEAN


def test_outbox_row_of_a_file_that_is_gone_is_done(scanner, django_capture_on_commit_callbacks):
    scanner.verdict = Verdict.UNKNOWN
    with django_capture_on_commit_callbacks(execute=True):
        store.forget(store.keep(CLEAN, shown_name="x"))

    assert outbox.drain() == 1


def test_forget_deletes_the_bytes_after_the_commit(folder, django_capture_on_commit_callbacks):
    stored = store.keep(CLEAN, shown_name="x")
    path = folder / stored.name

    with django_capture_on_commit_callbacks() as callbacks:
        store.forget(stored)

    assert path.exists()
    callbacks[0]()
    assert not path.exists()
    assert not StoredFile.objects.exists()


def test_remove_orphans_deletes_only_old_bytes_without_a_row(folder):
    kept = store.keep(CLEAN, shown_name="x")
    with transaction.atomic():
        rolled_back, young = (store.keep(CLEAN, shown_name="x").name for _ in range(2))
        transaction.set_rollback(True)
    old = (timezone.now() - dt.timedelta(days=2)).timestamp()
    for name in (kept.name, rolled_back):
        os.utime(folder / name, (old, old))

    tasks.remove_orphans()

    assert sorted(path.name for path in folder.iterdir()) == sorted([kept.name, young])


def test_remove_orphans_without_files_deletes_nothing(folder):
    folder.mkdir()

    assert store.remove_orphans() == 0


def test_file_is_on_the_disk_before_its_row(folder, monkeypatch):
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))

    stored = store.keep(CLEAN, shown_name="x")

    assert {(folder / stored.name).stat().st_ino, folder.stat().st_ino} <= set(synced)
