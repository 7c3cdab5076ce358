"""systemd units and the deployment check: code, templates and scripts belong to root and are read-only for services."""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from core import checks

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
DATA = Path("/var/lib/machoura")
ASK = "import config.settings as found; print(found.STATIC_ROOT)"


class Repeated(dict[str, Any]):
    """A key of a unit may stand there several times: each value is a line."""

    def __setitem__(self, name: str, value: Any) -> None:
        kept = self.get(name)
        super().__setitem__(name, [*kept, *value] if isinstance(kept, list) and isinstance(value, list) else value)


def service(path: Path) -> dict[str, str]:
    parser = ConfigParser(dict_type=Repeated, strict=False, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return dict(parser["Service"])


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_service_can_write_its_data_and_nothing_else(path: Path) -> None:
    unit = service(path)

    assert unit["ProtectSystem"] == "strict", "the whole file system is read-only"
    assert unit["ReadOnlyPaths"].split() == ["/srv/machoura", "/etc/machoura"]
    writable = [Path(each) for each in unit["ReadWritePaths"].split()]
    assert writable
    assert all(each.parent == DATA and each.name in {"files", "clock", "stale-pages"} for each in writable)
    assert unit["User"] != "root"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_service_leaves_no_text_in_a_temporary_file_a_core_dump_or_the_swap(path: Path) -> None:
    unit = service(path)

    in_memory = {each.split(":")[0] for each in unit["TemporaryFileSystem"].split()}
    assert in_memory == {"/tmp", "/var/tmp"}  # noqa: S108
    assert "PrivateTmp" not in unit, "it lies on the disk"
    assert (unit["LimitCORE"], unit["MemorySwapMax"], unit["UMask"]) == ("0", "0", "0077")
    if "gunicorn" in unit["ExecStart"]:
        assert "--worker-tmp-dir /dev/shm" in unit["ExecStart"]
        assert "--logger-class config.server_log.ServerLog" in unit["ExecStart"]


def test_two_services_of_the_web_ask_before_the_start_what_the_database_log_keeps() -> None:
    asking = [path.stem for path in UNITS if "--database default --database public" in path.read_text()]

    assert asking == ["machoura-staff", "machoura-web"]


def static_root(**env: str) -> Path:
    production = {
        "MACHOURA_LOCAL": "0", "ALLOWED_HOSTS": "portal.example", "MAIL_FROM": "a@portal.example", "EMAIL_HOST": "m",
        "PORTAL_DATA": str(DATA), "CELL_PUBLIC_KEY_FILE": settings.CELL_PUBLIC_KEY_FILE,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=os.environ | production | env,
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(done.stdout.strip())


@pytest.mark.slow
def test_built_files_of_a_real_installation_lie_outside_the_data() -> None:
    assert static_root() == ROOT / "collected"
    assert static_root(STATIC_ROOT="/srv/built") == Path("/srv/built")
    assert static_root(MACHOURA_LOCAL="1") == DATA / "static"


@pytest.fixture
def installed(settings: Any, tmp_path: Path) -> Path:
    """As root leaves it, with the data below the code."""
    settings.BASE_DIR, settings.STATIC_ROOT, settings.DATA_DIR = (
        tmp_path / name for name in ("code", "built", "code/d")
    )
    for name in ("code/portal/views.py", "built/js/office.js", "code/d/files/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "code/d/files").chmod(0o777)
    return tmp_path


def found() -> list[str]:
    return [warning.msg for warning in checks.code_is_read_only()]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
@pytest.mark.parametrize("name", ["built/js/office.js", "built/js", "code/portal/views.py", "code"])
@pytest.mark.parametrize("how", ["owner", "mode"])
def test_check_asked_by_root_finds_what_somebody_else_can_change(installed: Path, name: str, how: str) -> None:
    assert found() == []

    if how == "owner":
        os.chown(installed / name, 65534, 65534)
    else:
        (installed / name).chmod(0o775)

    assert [str(installed / name) in each for each in found()] == [True]


def test_check_asked_by_the_user_of_a_service_finds_what_it_can_change(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = installed.stat().st_uid
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(os, "geteuid", lambda: owner + 4711)
    assert found() == []

    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name == "office.js" and mode == os.W_OK)
    assert len(found()) == 1

    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(os, "geteuid", lambda: owner or 4711)
    assert len(found()) == (2 if owner else 0), "an owner can give himself the right to write"
