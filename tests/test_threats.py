"""`docs/threats.md` names a test for every case of abuse, or says that the feature is not built."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CASES = range(1, 50)
ROWS = {int(number): (case, held) for number, case, held in ROW.findall((ROOT / "docs" / "threats.md").read_text())}


@cache
def functions_of(path: str) -> set[str]:
    """Names of all test functions of a file, those of classes included."""
    file = ROOT / path
    nodes = ast.walk(ast.parse(file.read_text())) if file.is_file() else ()
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def missing(held: str) -> list[str]:
    return [f"{path}::{name}" for path, name in TEST.findall(held) if name not in functions_of(path)]


def test_every_case_stands_there_once():
    numbers = [int(number) for number, _case, _held in ROW.findall((ROOT / "docs" / "threats.md").read_text())]

    assert numbers == list(CASES)


def test_every_case_is_held_by_tests_that_exist_or_is_not_built():
    gone = {number: missing(held) for number, (_case, held) in ROWS.items() if missing(held)}
    held_by_nothing = [
        number for number, (_case, held) in ROWS.items() if not TEST.search(held) and not held.startswith("Not built")
    ]

    assert (gone, held_by_nothing) == ({}, [])


def test_name_of_a_test_that_is_gone_would_be_found():
    assert missing("`tests/test_threats.py::test_no_such_thing`") == ["tests/test_threats.py::test_no_such_thing"]
    assert missing("`tests/no_such_file.py::test_a`") == ["tests/no_such_file.py::test_a"]
