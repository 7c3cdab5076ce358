"""Findings 46 and 49: rules that every style sheet keeps."""

from __future__ import annotations

import re
from pathlib import Path

SHEETS = sorted((Path(__file__).resolve().parents[3] / "static/css").glob("*.css"))
RULE = re.compile(r"[^{}]*\{([^{}]*)\}")
SHAPE = re.compile(r"clip-path: var\(--")


def test_every_shape_is_drawn_in_the_colours_of_the_user_too() -> None:
    """Forced colours replace every background, and a shape is nothing but its background."""
    rules = [rule[1] for sheet in SHEETS for rule in RULE.finditer(sheet.read_text()) if SHAPE.search(rule[1])]

    assert len(rules) > 20
    assert [rule for rule in rules if "forced-color-adjust: none" not in rule] == []


def test_every_colour_of_a_shape_is_one_of_the_user_s() -> None:
    sheets = "".join(sheet.read_text() for sheet in SHEETS)
    used = {
        name
        for rule in RULE.finditer(sheets)
        if "clip-path" in rule[1] or "::before" in rule[0]
        for name in re.findall(r"background: var\((--[\w-]+)\)", rule[1])
    }
    tokens = next(sheet for sheet in SHEETS if sheet.name == "tokens.css").read_text()
    forced = tokens[tokens.index("forced-colors") :]

    assert "--act" in used
    assert sorted(name for name in used if f"{name}: " not in forced) == []
