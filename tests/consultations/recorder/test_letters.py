"""No key has two commands in the recorder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consultations.models import Point
from consultations.recorder.state import ARABIC_LETTERS, LETTERS

SCRIPT = Path(__file__).resolve().parents[3] / "static" / "js" / "recorder" / "letters.js"


@pytest.mark.parametrize(("marks", "commands"), [(LETTERS, "COMMANDS"), (ARABIC_LETTERS, "ARABIC_COMMANDS")])
def test_each_mark_and_each_command_has_a_letter_of_its_own(marks: dict[Point.Kind, str], commands: str) -> None:
    listed = re.search(rf"^const {commands} = {{(.+)}};$", SCRIPT.read_text(), re.MULTILINE)
    assert listed is not None
    letters = [*re.findall(r'"(\w)"', listed[1]), *marks.values()]

    assert set(marks) == set(Point.Kind)
    assert len(letters) == 8 + len(marks)
    assert sorted(letters) == sorted(set(letters))
