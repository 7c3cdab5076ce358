"""A part of a page that is included with ``only`` gets nothing but what is named, so not the token of its forms either."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
INCLUDED = re.compile(r"""{%\s*include\s+"([^"]+)"([^%]*)\sonly\s*%}""")
TOKEN = "{% csrf_token %}"
PARTS = re.compile(r"""{%\s*include\s+"([^"]+)"([^%]*)%}""")


def needs_token(name: str) -> bool:
    text = (TEMPLATES / name).read_text()
    return TOKEN in text or any(needs_token(part) for part, options in PARTS.findall(text) if " only" not in options)


def test_part_with_a_form_is_given_the_token() -> None:
    included = [
        (page, part, options)
        for page in TEMPLATES.rglob("*.html")
        for part, options in INCLUDED.findall(page.read_text())
        if needs_token(part)
    ]

    assert included
    assert [f"{page.name}: {part}" for page, part, options in included if "csrf_token=csrf_token" not in options] == []
