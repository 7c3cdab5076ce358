"""A test that asserts nothing passes whatever the code does: every test function asserts itself or calls a helper that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
BY_NAME = {"raises", "warns", "fail", "expect"}
# Tests that cannot assert in their own words, each with the reason.
EXEMPT: dict[str, str] = {}


def called(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name | ast.Attribute):
            yield each.func.id if isinstance(each.func, ast.Name) else each.func.attr


def asserts(function: ast.AST) -> bool:
    """Itself: a statement, a pytest or Playwright expectation, or an assertion of a library (``assert_…``, ``django_assert_…``)."""
    if any(isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant) for node in ast.walk(function)):
        return True
    return any(name in BY_NAME or name.startswith(("assert_", "django_assert_")) for name in called(function))


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def imported(tree: ast.AST) -> set[str]:
    """Names that a module takes from other files of the tests."""
    return {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests")
        for name in node.names
    }


def silent(trees: dict[str, ast.Module]) -> list[str]:
    """``file::test`` of every test that neither asserts nor calls a function that does, of its own file, imported or a fixture."""
    asserting = {path: {each.name for each in functions(tree) if asserts(each)} for path, tree in trees.items()}
    anywhere = set().union(*asserting.values())
    found = []
    for path, tree in trees.items():
        for test in functions(tree) if Path(path).name.startswith("test_") else ():
            if test.name.startswith("test_") and not asserts(test):
                arguments = {argument.arg for argument in test.args.args}
                helpers = asserting[path] | (anywhere & (imported(tree) | arguments))
                if not helpers & set(called(test)):
                    found.append(f"{path}::{test.name}")
    return found


def parsed(root: Path) -> dict[str, ast.Module]:
    return {str(file.relative_to(root)): ast.parse(file.read_text()) for file in sorted(root.rglob("*.py"))}


@pytest.mark.slow
def test_every_test_asserts_something() -> None:
    found = [test for test in silent(parsed(TESTS)) if test not in EXEMPT]

    assert found == []


PLANTED = {
    "empty": "def test_a():\n    pass\n",
    "constant": "def test_a():\n    assert True\n",
    "only asks": "def test_a(client):\n    client.get('/')\n",
    "helper that asserts nothing": "def check(x):\n    return x\ndef test_a():\n    check(1)\n",
    "helper of another file, not imported": "def test_a(client):\n    client.check(1)\n",
}
ASSERTING = {
    "statement": "def test_a(x):\n    assert x\n",
    "expected error": "def test_a():\n    with pytest.raises(ValueError):\n        int('x')\n",
    "in a browser": "def test_a(page):\n    expect(page).to_have_title('x')\n",
    "helper": "def check(x):\n    assert x\ndef test_a():\n    check(1)\n",
    "imported helper": "from tests.other import check\ndef test_a():\n    check(1)\n",
    "fixture": "def test_a(check):\n    check(1)\n",
}
OTHER = {"other.py": ast.parse("def check(x):\n    assert x\n")}


@pytest.mark.parametrize("source", PLANTED.values(), ids=PLANTED)
def test_planted_test_without_an_assertion_is_found(source: str) -> None:
    assert silent(OTHER | {"test_planted.py": ast.parse(source)}) == ["test_planted.py::test_a"]


@pytest.mark.parametrize("source", ASSERTING.values(), ids=ASSERTING)
def test_test_that_asserts_is_not_found(source: str) -> None:
    assert silent(OTHER | {"test_planted.py": ast.parse(source)}) == []
