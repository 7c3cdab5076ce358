"""What the filters of the working lists have in common: they are parameters of the address, and can be taken off one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.text import typed
from portal.staff.lists import Select, kept_query
from reference.tree import INDENT, Tree

LONGEST: Final = 200
Options = Mapping[str, Sequence[tuple[str, str]]]


class Tag(NamedTuple):
    """A chosen filter. ``query``: the parameters of the list without it."""

    label: str | Promise
    words: str
    query: str


def asked(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: typed.searched(str(given.get(name, ""))[:LONGEST]) for name in names}


def among(asked: Mapping[str, str], options: Options) -> dict[str, str]:
    """What was asked for, without what is not one of the options."""
    return {name: asked[name] for name, found in options.items() if asked[name] in {value for value, _words in found}}


def selects(options: Options, words: Mapping[str, tuple[str, str]], values: Mapping[str, str]) -> list[Select]:
    """``words``: by name the label, and what stands for no choice."""
    return [Select(name, *words[name], list(found), values.get(name, "")) for name, found in options.items()]


def tags(selects: Iterable[Select], kept: Mapping[str, str]) -> list[Tag]:
    """``kept``: all parameters of the list; the view stays."""
    found = [Tag(_("Words"), kept["q"], _without("q", kept))] if kept.get("q") else []
    for each in selects:
        if each.chosen:
            words = dict(each.options)[each.chosen].strip()
            found.append(Tag(each.label, words, _without(each.name, kept)))
    return found


def _without(name: str, kept: Mapping[str, str]) -> str:
    return kept_query(**{each: value for each, value in kept.items() if each != name}).rstrip("&")


def branches(tree: Tree[Any]) -> list[tuple[str, str]]:
    return [(row.key, f"{INDENT * depth}{row}") for row, depth in tree.walk()]


def tied(through: Any, column: str, of: str, tree: Tree[Any], key: str) -> Any:
    """Keys of the rows ``of`` the list that have the entry ``key`` or one below it."""
    pk = next(pk for pk, row in tree.by_key.items() if row.key == key)
    return through.objects.filter(**{f"{column}__in": tree.with_parts(pk)}).values(of)
