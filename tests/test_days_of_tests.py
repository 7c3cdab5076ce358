"""No test asks for a day when it is collected: a run that begins before midnight would expect the day before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ASKS = {"localdate", "localtime", "now", "today", "in_days", "days_ago", "utcnow"}


def asked_on_import(source: str) -> list[int]:
    """Numbers of the lines on which a module asks for the day or the moment while it is imported."""
    return sorted(node.lineno for node in run_on_import(ast.parse(source)) if asks(node))


def run_on_import(module: ast.Module) -> Iterator[ast.AST]:
    """Decorators and defaults of functions among them, bodies of functions not."""
    left: list[ast.AST] = list(module.body)
    while left:
        node = left.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            left += [*node.decorator_list, *defaults(node.args)]
        elif isinstance(node, ast.Lambda):
            left += defaults(node.args)
        else:
            left += ast.iter_child_nodes(node)


def defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(value for value in arguments.kw_defaults if value)]


def asks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in ASKS


@pytest.mark.slow
def test_no_test_asks_for_the_day_when_it_is_collected() -> None:
    found = {str(path.relative_to(HERE)): asked_on_import(path.read_text()) for path in HERE.rglob("*.py")}

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("TODAY = timezone.localdate()", [1]),
        ("class Rows:\n    day = in_days(1)", [2]),
        ('@parametrize("day", [in_days(1)])\ndef test(day):\n    pass', [1]),
        ("def later(day=today()):\n    pass", [1]),
        ("def later():\n    return today()", []),
        ('@parametrize("day", [lambda: in_days(1)])\ndef test(day):\n    pass', []),
    ],
)
def test_day_asked_on_import_is_found(source: str, lines: list[int]) -> None:
    assert asked_on_import(source) == lines
