from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from core.web import release as releases

FILES = (
    "templates/base.html",
    "templates/public/home/home.html",
    "templates/staff/base.html",
    "templates/members/home/home.html",
    "portal/public/urls.py",
    "portal/common/keyset.py",
    "portal/staff/urls.py",
    "portal/members/urls.py",
    "publications/store.py",
    "locale/ar/LC_MESSAGES/django.mo",
    "requirements/run.txt",
    "README.md",
)


@pytest.fixture
def installed(tmp_path: Path, settings: Any) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    settings.BASE_DIR = tmp_path
    return tmp_path


def release() -> str:
    return releases.release.__wrapped__()


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith((*releases.BEHIND_SIGN_IN, "README"))])
def test_changed_byte_of_what_public_pages_are_made_of_is_another_release(installed: Path, name: str) -> None:
    before = release()

    (installed / name).write_bytes(b"y")

    assert release() != before


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith((*releases.BEHIND_SIGN_IN, "README"))])
def test_changed_byte_behind_the_sign_in_is_the_same_release(installed: Path, name: str) -> None:
    before = release()

    (installed / name).write_bytes(b"y")

    assert release() == before


@pytest.mark.parametrize("name", ["PUBLIC_ORIGIN", "STATIC_URL"])
def test_changed_setting_that_pages_show_is_another_release(installed: Path, settings: Any, name: str) -> None:
    before = release()

    setattr(settings, name, getattr(settings, name) + "x")

    assert release() != before


@pytest.mark.usefixtures("installed")
def test_each_fact_of_the_site_is_part_of_the_release(settings: Any) -> None:
    before = {release()}
    for name in settings.SITE:
        settings.SITE = {**configured.SITE, name: f"{configured.SITE[name]} changed"}
        before.add(release())

    assert len(before) == len(settings.SITE) + 1


def test_release_is_computed_before_the_first_request() -> None:
    source = (configured.BASE_DIR / "config" / "wsgi.py").read_text()

    assert source.index("\nrelease()") < source.index("\ngc.freeze()")
