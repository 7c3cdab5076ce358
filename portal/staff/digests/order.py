"""The order of the demands in the form of a digest: buttons that move a demand up or down under its theme, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html

from portal.common.numbers import number_of
from proposals.digests.composition import Composed
from proposals.models import DigestLine

MOVE = "move"
ASKED = re.compile(r"([0-9]{1,18}):(-1|1)", re.ASCII)


class MoveButtons:
    """In a layout of crispy: the two buttons of ``line``. ``group``: the lines under its theme, in their order."""

    def __init__(self, line: DigestLine, group: Sequence[DigestLine], moved: str) -> None:
        self.line, self.group, self.moved = line, group, moved

    def render(self, form: Any, context: Any, template_pack: str = "machoura", **kwargs: Any) -> Any:
        prefix = f"{self.line.pk}:"
        words = {
            "name": MOVE,
            "prefix": prefix,
            "label": self.line.demand.title,
            "is_first": self.line == self.group[0],
            "is_last": self.line == self.group[-1],
            "way": {f"{prefix}-1": "up", f"{prefix}1": "down"}.get(self.moved, ""),
        }
        buttons = render_to_string("staff/_shift_buttons.html", words)
        return format_html('<p class="tools">{}</p>', buttons)


def place_name(line: DigestLine) -> str:
    return f"line_{line.pk}_place"


def groups(lines: Sequence[DigestLine], composed: Composed, typed: Mapping[str, Any] | None) -> list[list[DigestLine]]:
    """The lines as the digest shows them, theme by theme. A place that was typed goes before the stored one."""
    by_number = {line.demand.number: line for line in lines}
    entries = [entry for entry in composed.entries if entry.number in by_number]
    found: dict[str, list[DigestLine]] = {}
    for entry in composed.in_order(lambda each: _place(by_number[each.number], typed), entries):
        found.setdefault(entry.theme.key if entry.theme else "", []).append(by_number[entry.number])
    return list(found.values())


def moved(typed: QueryDict, found: list[list[DigestLine]]) -> QueryDict:
    """What was typed, with the places under the theme of the line that was moved. An unknown or impossible move changes nothing."""
    changed = typed.copy()
    asked = ASKED.fullmatch(typed.get(MOVE, ""))
    group = next((each for each in found if asked and int(asked[1]) in {line.pk for line in each}), [])
    order = [line.pk for line in group]
    if asked and group:
        here = order.index(int(asked[1]))
        there = min(max(here + int(asked[2]), 0), len(order) - 1)
        group = [*group]
        group.insert(there, group.pop(here))
    for place, line in enumerate(group, 1):
        changed[place_name(line)] = str(place)
    return changed


def _place(line: DigestLine, typed: Mapping[str, Any] | None) -> int:
    place = number_of(str((typed or {}).get(place_name(line), "")), longest=4)
    return line.place if place is None else place
