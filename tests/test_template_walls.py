"""The wall between the three portals: what two of them show is in templates/common."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PORTALS = ("public", "members", "staff")
TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.*ml"))
NAMED = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
IN_PYTHON = re.compile(rf"[\"']((?:{'|'.join(PORTALS)})/[\w/{{}}]+\.(?:html|xml))[\"']")


def portal_of(path: Path | str) -> str:
    first = Path(path).parts[0]
    return first if first in PORTALS else ""


def named_in(template: Path) -> list[str]:
    return NAMED.findall((ROOT / "templates" / template).read_text())


def test_template_names_none_of_another_portal():
    """What two portals include belongs into templates/common."""
    others = [
        f"{template} names {name}"
        for template in TEMPLATES
        for name in named_in(template)
        if portal_of(name) not in ("", portal_of(template))
    ]

    assert others == []


@pytest.mark.parametrize("portal", PORTALS)
def test_portal_renders_none_of_another(portal):
    modules = (ROOT / "portal" / portal).rglob("*.py")

    others = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules
        for name in IN_PYTHON.findall(path.read_text())
        if portal_of(name) != portal
    }

    assert not others


def test_search_finds_names_at_all():
    assert {portal_of(name) for template in TEMPLATES for name in named_in(template)} == {"", *PORTALS}
