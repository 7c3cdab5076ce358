"""Which entry stands under which: one tree for forms, public pages and filters."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

from portal.members.concerns import choices
from portal.public.themes_and_areas.tree import options
from publications.schemas import ReferenceEntry
from reference.models import Theme
from reference.tree import Tree
from tests.factories import text
from tests.packages import PACKAGES


class Entry(NamedTuple):
    key: str
    parent: str = ""


def tree(*entries: Entry) -> Tree[Entry]:
    return Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)


WHOLE = tree(Entry("a"), Entry("b"), Entry("a1", "a"), Entry("a2", "a"), Entry("a11", "a1"))


def test_walk_gives_each_entry_after_its_parent_with_its_depth() -> None:
    assert [(entry.key, depth) for entry, depth in WHOLE.walk()] == [
        ("a", 0), ("a1", 1), ("a11", 2), ("a2", 1), ("b", 0),
    ]  # fmt: skip


def test_with_parts_names_all_that_stands_under_an_entry() -> None:
    assert WHOLE.with_parts("a") == ["a", "a1", "a11", "a2"]
    assert WHOLE.with_parts("a11") == ["a11"]
    assert WHOLE.with_parts("unknown") == ["unknown"]


def test_with_parts_ends_where_two_entries_stand_under_each_other() -> None:
    assert sorted(tree(Entry("a", "b"), Entry("b", "a")).with_parts("a")) == ["a", "b"]


def test_groups_have_two_levels() -> None:
    found = [(head.key, [part.key for part in parts]) for head, parts in WHOLE.groups()]

    assert found == [("a", ["a2"]), ("b", []), ("a1", ["a11"])]


def test_entry_whose_parent_is_not_in_the_list_stands_at_the_top() -> None:
    known = tree(Entry("a"), Entry("part", "retired"))

    assert [entry.key for entry in known.under(None)] == ["a", "part"]


@pytest.mark.django_db
def test_theme_of_a_retired_parent_can_still_be_chosen() -> None:
    """The form for a concern left it out: an association could not choose it any more."""
    parent = Theme.objects.create(key="parent", name=text("قديم"), is_retired=True)
    Theme.objects.create(key="part", name=text("موضوع"), parent=parent)

    assert "part" in {key for _head, group in choices.themes() for key, _name in group}


def test_select_shows_depth_by_an_indent() -> None:
    entries = [ReferenceEntry(key=key, name=text(key), parent=parent) for key, parent in (("a", ""), ("a1", "a"))]
    known = Tree.of(entries, key=lambda entry: entry.key, parent=lambda entry: entry.parent or None)

    assert options(known) == [("a", "a"), ("a1", "\N{NO-BREAK SPACE}" * 3 + "a1")]


@pytest.mark.slow
def test_nothing_else_builds_a_tree_of_entries() -> None:
    building = {
        path.relative_to(settings.BASE_DIR).as_posix()
        for path in (path for app in PACKAGES for path in Path(settings.BASE_DIR, app).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".setdefault")
        if any(name in ast.unparse(node) for name in ("parent", "above"))
    }

    assert building == {"reference/tree.py"}
