"""Threat 26: counts under 5 of sensitive themes are not shown, also against subtraction and over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings as hypothesis_settings, strategies as st

from core.text.texts import Texts
from portal.public import small_counts
from portal.public.small_counts import hidden_themes
from portal.public.themes_and_areas.tree import Vocabulary
from publications.schemas import ReferenceEntry, ThemeRef
from reference.tree import Tree
from tests.portal.public import published

PARENTS = {"violence": "", "v1": "violence", "v2": "violence", "v3": "violence", "road": "", "r1": "road", "r2": "road"}
FEWEST = 3
LEAVES = ("v1", "v2", "v3", "r1", "r2")
Counts = dict[str, int]
Shown = dict[str, int | None]


def entry(key: str, parent: str = "", *, is_sensitive: bool | None = False) -> ReferenceEntry:
    return ReferenceEntry(key=key, name=Texts(ar=key), parent=parent, is_sensitive=is_sensitive)


def tree(sensitive: set[str], parents: Mapping[str, str] = PARENTS) -> Vocabulary:
    entries = [entry(key, parent, is_sensitive=key in sensitive) for key, parent in parents.items()]
    return Tree.of(entries, key=lambda each: each.key, parent=lambda each: each.parent or None)


def with_sums(leaves: Counts) -> Counts:
    sums: Counts = dict(leaves)
    for key, number in leaves.items():
        sums[PARENTS[key]] = sums.get(PARENTS[key], 0) + number
    return sums


def table(known: Vocabulary, leaves: Counts) -> Shown:
    counts = with_sums(leaves)
    return counts | dict.fromkeys(hidden_themes(known, counts))


def possible(known: Vocabulary, shown: Shown, total: int) -> Iterator[Counts]:
    """All numbers of the leaves that give this table and this sum: what somebody can find out who knows the rule."""
    free = [key for key in LEAVES if shown[key] is None]
    fixed: Any = {key: shown[key] for key in LEAVES if shown[key] is not None}
    rest = total - sum(fixed.values())
    for numbers in sums_to(rest, len(free)):
        leaves = fixed | dict(zip(free, numbers, strict=True))
        if table(known, leaves) == shown:
            yield leaves


def sums_to(rest: int, parts: int) -> Iterator[tuple[int, ...]]:
    if not parts:
        yield from [()] if rest == 0 else []
        return
    for first in range(rest + 1) if parts > 1 else [rest]:
        for others in sums_to(rest - first, parts - 1):
            yield (first, *others)


@pytest.fixture(scope="module", autouse=True)
def _smaller_limits() -> Iterator[None]:
    """The rule is the same for smaller limits, of which all tables can be tried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_counts, "SHOWN_FROM", 2 * FEWEST)
        yield


numbers = st.fixed_dictionaries({key: st.integers(0, 7) for key in LEAVES})


@pytest.mark.slow
@hypothesis_settings(max_examples=30, deadline=None)
@given(numbers, st.sampled_from([{"v1"}, {"v1", "v2"}, {"v1", "r1"}, {"v1", "v2", "v3"}]))
def test_small_number_of_a_sensitive_theme_follows_from_no_sum(leaves: Counts, sensitive: set[str]) -> None:
    known = tree(sensitive)
    shown = table(known, leaves)

    found = list(possible(known, shown, sum(leaves.values())))

    assert leaves in found
    for key in sensitive:
        if 0 < leaves[key] < FEWEST:
            assert shown[key] is None
            assert len({each[key] for each in found}) > 1, (key, shown)


@pytest.mark.slow
@hypothesis_settings(max_examples=30, deadline=None)
@given(numbers, st.sampled_from(LEAVES))
def test_small_number_of_a_sensitive_theme_follows_from_no_later_table(leaves: Counts, added: str) -> None:
    """Between two tables one demand came, and it is known that only one came: not under which theme."""
    known = tree({"v1", "v2"})
    later = leaves | {added: leaves[added] + 1}
    before, after = table(known, leaves), table(known, later)

    found = {
        first["v1"]
        for first in possible(known, before, sum(leaves.values()))
        if any(table(known, first | {key: first[key] + 1}) == after for key in LEAVES)
    }

    assert leaves["v1"] in found
    if 0 < leaves["v1"] < FEWEST:
        assert len(found) > 1, (before, after)


def test_large_numbers_are_shown() -> None:
    assert hidden_themes(tree({"v1", "v2"}), with_sums(dict.fromkeys(LEAVES, 10))) == set()


def test_one_sensitive_theme_takes_another_one_with_it() -> None:
    assert hidden_themes(tree({"v1"}), with_sums(dict.fromkeys(LEAVES, 1))) == {"v1", "v2"}


def test_theme_alone_under_another_hides_its_sum() -> None:
    known = tree({"b"}, {"a": "", "b": "a", "c": ""})

    assert hidden_themes(known, {"a": 3, "b": 3, "c": 9}) == {"a", "b", "c"}


def test_list_that_does_not_say_what_is_sensitive_hides_all() -> None:
    entries = [entry("a", is_sensitive=None), entry("b", is_sensitive=None)]
    known: Vocabulary = Tree.of(entries, key=lambda each: each.key, parent=lambda each: None)

    assert hidden_themes(known, {"a": 2, "b": 30}) == {"a", "b"}


@pytest.mark.django_db
def test_no_page_tells_the_number_of_a_sensitive_theme() -> None:
    reader = Client()
    theme = ThemeRef(key="vulnerable_domestic", name=published.ar("العنف الأسري"))
    for number in range(1, 4):
        published.publish(published.demand(number, themes=[theme]))
    published.publish(published.demand(6))

    figures = {row[0].ar: row[1] for row in reader.get("/ar/figures/").context["measures"]["themes"].rows}
    lines = reader.get("/ar/figures/themes.csv").content.decode().splitlines()

    assert figures["العنف الأسري"] is None
    assert any(line.startswith("vulnerable_domestic,") and line.endswith(",") for line in lines)
    assert any(line.startswith("drugs,") and line.endswith(",1") for line in lines)
    assert reader.get("/ar/themes/vulnerable_domestic/").context["total"] is None
    for query in ("theme=vulnerable_domestic", "theme=vulnerable_domestic&area=meknes", "area=meknes&theme=drugs"):
        assert reader.get(f"/ar/demands/?{query}").context["filters"].total is None
    assert reader.get("/ar/demands/?theme=drugs").context["filters"].total == 1
