"""The name of an account may be written in either direction: outside ``<bdi>`` it takes the number behind it with it."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
NAME = re.compile(r"(?<!<bdi>){{\s*\w+\.by\s*}}")


def bare_names(template: str) -> list[str]:
    return NAME.findall(template)


def test_name_of_an_account_is_isolated_from_what_stands_beside_it() -> None:
    found = {
        str(file.relative_to(TEMPLATES)): bare_names(file.read_text()) for file in sorted(TEMPLATES.rglob("*.html"))
    }

    assert {file: names for file, names in found.items() if names} == {}


def test_check_sees_a_bare_name() -> None:
    assert bare_names("<p>{{ note.by }} {{ note.at }}</p>") == ["{{ note.by }}"]
    assert bare_names("<p><bdi>{{ note.by }}</bdi></p>") == []
