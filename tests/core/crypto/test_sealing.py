"""Sealing for the cell, locking for one browser, and their keys."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core import checks
from core.crypto import keypairs, sealing
from core.errors import DomainError
from embedded.sealing_keys import VARIABLES, cell_keys

pytestmark = pytest.mark.usefixtures("in_english")


ROOT = Path(__file__).resolve().parents[3]
TEXT = "نص سري".encode()


@pytest.fixture
def pair(settings: Any, tmp_path: Path) -> keypairs.Pair:
    pair = keypairs.new_pair(tmp_path / "pair")
    settings.CELL_PUBLIC_KEY_FILE = str(pair.public)
    settings.CELL_PRIVATE_KEYS = str(pair.private.parent)
    return pair


def test_sealed_text_opens_with_the_private_key(pair):
    sealed = sealing.seal(TEXT)

    assert TEXT not in sealed.content
    assert sealed.key == pair.private.stem
    assert sealing.open_sealed(*sealed) == TEXT


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 1023, b"x" * 1024, b"\x80" * 5000])
def test_seal_keeps_every_byte_and_hides_the_length(pair, content):
    sealed = sealing.seal(content)

    assert sealing.open_sealed(*sealed) == content
    assert len(sealed.content) == len(sealing.seal(b"y" * (len(content) // 1024 * 1024)).content)


def test_process_without_private_key_seals_but_cannot_open(pair, settings):
    settings.CELL_PRIVATE_KEYS = ""
    sealed = sealing.seal(TEXT)

    assert not sealing.can_open()
    with pytest.raises(sealing.CannotOpen, match="does not hold the key"):
        sealing.open_sealed(*sealed)


def test_open_sealed_after_rotation_opens_old_and_new_texts(pair, settings):
    old = sealing.seal(TEXT)
    new_pair = keypairs.new_pair(pair.private.parent)
    settings.CELL_PUBLIC_KEY_FILE = str(new_pair.public)
    new = sealing.seal(TEXT)

    assert old.key != new.key
    assert [sealing.open_sealed(*each) for each in (old, new)] == [TEXT, TEXT]

    pair.private.unlink()
    assert sealing.can_open()
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(*old)


@pytest.mark.parametrize("damage", [lambda c: c[:-1], lambda c: c[:20], lambda c: b"", lambda c: c[:-1] + b"\0"])
def test_open_sealed_of_a_damaged_text_is_refused(pair, damage):
    sealed = sealing.seal(TEXT)

    with pytest.raises(sealing.CannotOpen, match="damaged"):
        sealing.open_sealed(damage(sealed.content), sealed.key)


def test_locked_text_opens_with_the_key_of_its_browser_only():
    key, other = sealing.new_browser_key(), sealing.new_browser_key()
    locked = sealing.lock(TEXT, key)

    assert TEXT not in locked
    assert sealing.unlock(locked, key) == TEXT
    with pytest.raises(sealing.WrongKey):
        sealing.unlock(locked, other)


@pytest.mark.parametrize("key", ["", "x", "é" * 43, "x" * 44, "x" * 42 + "\n", "." * 43])
def test_unlock_with_an_invalid_key_raises_wrong_key(key):
    with pytest.raises(sealing.WrongKey):
        sealing.lock(TEXT, key)
    with pytest.raises(sealing.WrongKey):
        sealing.unlock(b"", key)


def test_refusals_are_sentences_for_people():
    assert isinstance(sealing.CannotOpen(), DomainError)
    assert isinstance(sealing.WrongKey(), DomainError)


def test_new_pair_is_readable_by_its_owner_only_and_overwrites_nothing(tmp_path):
    pair = keypairs.new_pair(tmp_path / "keys", "cell")
    before = pair.private.read_bytes()

    assert stat.S_IMODE(pair.private.stat().st_mode) == 0o600
    assert stat.S_IMODE(pair.private.parent.stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        keypairs.new_pair(tmp_path / "keys", "cell")
    assert pair.private.read_bytes() == before


def test_only_pair_is_created_once_without_temporary_files(tmp_path):
    first = keypairs.only_pair(tmp_path / "keys")
    before = first.private.read_bytes()

    assert keypairs.only_pair(tmp_path / "keys") == first
    assert first.private.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_only_pair_of_two_processes_at_once_is_the_same(tmp_path, monkeypatch):
    made = keypairs.new_pair

    def slow(folder, name):
        faster = made(tmp_path / "keys", name)
        monkeypatch.setattr(keypairs, "new_pair", made)
        made(folder, name)
        return faster

    monkeypatch.setattr(keypairs, "new_pair", slow)
    pair = keypairs.only_pair(tmp_path / "keys")

    assert keypairs.private_key(pair.private).public_key == keypairs.public_key(pair.public)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_command_makes_a_pair_and_says_where(pair, tmp_path, capsys):
    call_command("sealing_key", "new", str(pair.private.parent))

    printed = capsys.readouterr().out
    assert len(list(pair.private.parent.glob("*.key"))) == 2
    assert str(pair.private.parent) in printed


def test_command_with_a_path_that_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="file"):
        call_command("sealing_key", "new", str(tmp_path / "file"))


def test_sound_keys_pass_the_checks(pair):
    assert checks.cell_keys() == []


@pytest.mark.parametrize("content", [None, b"", b"not a key", b"A" * 43])
def test_public_key_that_cannot_be_read_is_refused(pair, content):
    pair.public.unlink()
    if content is not None:
        pair.public.write_bytes(content)

    assert [error.id for error in checks.cell_keys()] == ["core.E001"]
    with pytest.raises(sealing.CannotSeal):
        sealing.seal(TEXT)
    assert isinstance(sealing.CannotSeal(), DomainError)


@pytest.mark.parametrize("mode", [0o710, 0o701, 0o777])
def test_private_folder_open_to_others_is_refused(pair, mode):
    pair.private.parent.chmod(mode)

    assert [error.id for error in checks.cell_keys()] == ["core.E002"]


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_private_key_open_to_others_is_refused(pair, mode):
    pair.private.chmod(mode)

    assert [error.id for error in checks.cell_keys()] == ["core.E002"]


def test_private_folder_without_a_key_is_refused(pair):
    pair.private.unlink()

    assert [error.id for error in checks.cell_keys()] == ["core.E002"]


def test_damaged_private_key_does_not_affect_other_keys(pair):
    sealed = sealing.seal(TEXT)
    (pair.private.parent / "a.key").write_text("not a key")

    assert sealing.can_open()
    assert sealing.open_sealed(*sealed) == TEXT
    with pytest.raises(sealing.CannotOpen, match="key file of this server cannot be read"):
        sealing.open_sealed(sealed.content, "0" * 16)


def test_damaged_private_key_is_refused(pair):
    pair.private.write_text("not a key")

    assert [error.id for error in checks.cell_keys()] == ["core.E002"]


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("", 0),
        ("tcp://scanner:3310", 0),
        ("unix:///run/clamd", 0),
        ("scanner:3310", 1),
        ("tcp://scanner", 1),
        ("unix:", 1),
    ],
)
def test_scanner_address_is_checked(url, count, settings):
    settings.CLAMD_URL = url

    assert len(checks.scanner_address()) == count


def test_embedded_run_creates_a_key_pair(tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    found = cell_keys(tmp_path)

    assert found == {"CELL_PUBLIC_KEY_FILE": f"{tmp_path}/keys/cell.public", "CELL_PRIVATE_KEYS": f"{tmp_path}/keys"}
    assert cell_keys(tmp_path) == found
    assert keypairs.public_key(Path(found["CELL_PUBLIC_KEY_FILE"]))


@pytest.mark.parametrize("name", VARIABLES)
def test_embedded_run_uses_keys_of_the_environment(name, tmp_path, monkeypatch):
    monkeypatch.setenv(name, "/somewhere")

    assert cell_keys(tmp_path) == {}
    assert not list(tmp_path.iterdir())


def production(**values: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` as a real installation would run it."""
    env = {name: value for name, value in os.environ.items() if name not in {*VARIABLES, "MACHOURA_LOCAL"}}
    real = {"ALLOWED_HOSTS": "portal.example", "MAIL_FROM": "a@portal.example", "EMAIL_HOST": "mail.portal.example"}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, env=env | real | values, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.slow
def test_real_installation_without_a_public_key_does_not_start(pair):
    without = production()
    with_key = production(CELL_PUBLIC_KEY_FILE=str(pair.public))

    assert without.returncode != 0
    assert "CELL_PUBLIC_KEY_FILE is not set" in without.stderr
    assert with_key.returncode == 0, with_key.stderr
