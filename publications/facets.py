"""Facets: the labels under which a published document is found and counted, such as ``theme:drugs`` or ``year:2018``.

A document has its facets in one array with one index, so that every combination of filters is one look-up. A trigger keeps the number of
documents under each facet (:class:`publications.models.FacetCount`), so that no page counts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.conf import settings

# A copy of proposals.states.OPEN, which this package may not import; a test compares both.
OPEN_STATES = ("registered", "studying", "reopened", "planned", "in_progress", "continuing", "postponed")
ACTION_STATES = ("in_progress", "continuing", "partly_done", "done")
ALL = "all"
EXAMPLE = "example"
ACTION = "action"
NETWORK = "network"
"""``network:KEY``: a statement of that network."""
ASSOCIATION = "association"
"""``association:KEY`` for each association that the document names."""
LISTS = ("theme", "area", "unit")
"""Reference lists that are trees. A document has the facet of an entry and of all above it."""
JOINT = "joint"
MOST_MONTHS = 36
JUDGED = "judged"
"""``judged:THEME:WORD:N``: N verdicts with this word. The theme is empty where all verdicts of the document are meant; without a theme there
are also ``asked``, the associations that are asked about the last answer, and ``heard``, those of them that gave a verdict."""
VERDICT_WORDS = ("solved", "partly", "not_solved")
DIRECT = {"theme": "about", "area": "in", "unit": "by"}
"""Prefixes of the facets of the entries that the document itself names."""

Parents = Mapping[str, str]


class Trees(NamedTuple):
    """By key of an entry the key of its parent, of the published lists."""

    theme: Parents
    area: Parents
    unit: Parents

    def with_above(self, name: str, keys: Iterable[str]) -> set[str]:
        """``keys`` and the keys of all that they stand under."""
        parents: Parents = getattr(self, name)
        found: set[str] = set()
        for key in keys:
            above = key
            while above and above not in found:
                found.add(above)
                above = parents.get(above, "")
        return found


def trees_of(lists: Mapping[str, Mapping[str, Any]]) -> Trees:
    """Of the bodies of the published lists, by kind."""
    return Trees(
        *({entry["key"]: entry["parent"] for entry in lists.get(name, {}).get("entries", [])} for name in LISTS)
    )


class Facts(NamedTuple):
    """What the facets of a document derive from: columns of its row, and the JSON of its live edition."""

    kind: str
    state: str
    listed_on: dt.date
    themes: list[str]
    areas: list[str]
    associations: Collection[str]
    body: Mapping[str, Any]


def facets_of(facts: Facts, trees: Trees) -> list[str]:
    body, names = facts.body, {"theme": facts.themes, "area": facts.areas, "unit": []}
    found = {ALL}
    if facts.state:
        found.add(f"state:{facts.state}")
    if body.get("demonstration") and (facts.kind, facts.state) != ("meeting", "cancelled"):
        found.add(EXAMPLE)
    if facts.kind == "demand":
        names["unit"] = [body["owner_key"]] if body.get("owner_key") else []
        found.update(_of_demand(facts))
    if facts.kind == "statement":
        found.add(f"{NETWORK}:{body['network_key']}")
    found.update(f"{ASSOCIATION}:{key}" for key in facts.associations)
    if facts.kind == "programme":
        found.update(_of_programme(body))
    for name, keys in names.items():
        found.update(f"{DIRECT[name]}:{key}" for key in keys)
    return sorted(found | set(above(found, trees)))


def above(facets: Iterable[str], trees: Trees) -> Iterator[str]:
    """The facets that follow from the direct ones and the trees."""
    direct = list(facets)
    for name, prefix in DIRECT.items():
        start = f"{prefix}:"
        keys = [facet.removeprefix(start) for facet in direct if facet.startswith(start)]
        found = trees.with_above(name, keys)
        yield from (f"{name}:{key}" for key in found)
        if name == "theme":
            yield from (_judged(number, word, theme) for number, word in _verdicts_among(direct) for theme in found)


def in_new_trees(facets: Iterable[str], trees: Trees) -> list[str]:
    kept = [facet for facet in facets if not _follows_from_trees(facet)]
    return sorted({*kept, *above(kept, trees)})


def _follows_from_trees(facet: str) -> bool:
    name, _colon, rest = facet.partition(":")
    return name in LISTS or (name == JUDGED and not rest.startswith(":"))


def _of_demand(facts: Facts) -> Iterator[str]:
    body, day = facts.body, facts.listed_on.isoformat()
    yield f"year:{day[:4]}"
    yield f"answer-{_first_answer(facts)}:{day}"
    if facts.state in OPEN_STATES:
        yield f"open:{day}"
    if waits := waits_since(facts.kind, body):
        yield f"waits:{waits.isoformat()}"
    if _has_action(body):
        yield ACTION
    yield from _verdicts(body)
    for mention in body.get("mentions", []):
        if mention.get("source_key") and mention["source_kind"] == "meeting":
            yield f"meeting:{mention['source_key']}"


def _of_programme(body: Mapping[str, Any]) -> Iterator[str]:
    """``month:2019-05`` for each month in which it goes on or has a session, ``origin:KEY`` of what a joint one came from."""
    sessions = [day for each in body["sessions"] if (day := _day(each["day"] or each["week"]))]
    first, last = _day(body["begins_on"]), _day(body["ends_on"])
    if first and last:
        yield from (f"month:{month}" for month in months_between(min([first, *sessions]), max([last, *sessions])))
    yield from (f"audience:{audience}" for audience in body["audiences"])
    yield from (f"organiser:{organiser['kind']}" for organiser in body["organisers"])
    yield from (f"origin:{origin['key']}" for origin in body["origins"] if origin["key"])
    if body["origins"]:
        yield JOINT


def months_between(first: dt.date, last: dt.date) -> Iterator[str]:
    """At most :data:`MOST_MONTHS`, so that a slip of the pen does not make a thousand facets."""
    start = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month - 1
    for month in range(start, min(end, start + MOST_MONTHS - 1) + 1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"


def _verdicts(body: Mapping[str, Any]) -> Iterator[str]:
    """Those on every answer: no new answer makes an earlier verdict disappear."""
    verdicts, answers = body.get("verdicts", []), len(body.get("answers", []))
    for word, number in Counter(verdict["word"] for verdict in verdicts).items():
        yield _judged(number, word)
    if answers and (asked := body.get("asked", 0)):
        yield _judged(asked, "asked")
        yield _judged(sum(verdict["answer"] == answers - 1 for verdict in verdicts), "heard")


def _judged(number: int, word: str, theme: str = "") -> str:
    return f"{JUDGED}:{theme}:{word}:{number}"


def _verdicts_among(facets: Iterable[str]) -> Iterator[tuple[int, str]]:
    """How many verdicts with each word, of the facets without a theme."""
    for facet in facets:
        name, *rest = facet.split(":")
        if name == JUDGED and rest[1] in VERDICT_WORDS:
            yield int(rest[2]), rest[1]


def _first_answer(facts: Facts) -> str:
    """``none``, ``late``, or ``promised`` for one within the days promised when it was published."""
    answered = _day(facts.body.get("answered_on"))
    if answered is None:
        return "none"
    return "promised" if (answered - facts.listed_on).days <= settings.SITE["promises"]["first_answer_days"] else "late"


def _has_action(body: Mapping[str, Any]) -> bool:
    """A commitment alone is none: it was kept, or the work began."""
    kept = any(commitment["state"] == "kept" for commitment in body.get("commitments", []))
    return kept or any(step["state"] in ACTION_STATES for step in (body, *body.get("steps", [])))


def waits_since(kind: str, body: Mapping[str, Any]) -> dt.date | None:
    """The day until which a first answer was promised to a demand that has none; it can still be to come."""
    if kind != "demand" or body.get("answered_on") or body["state"] not in OPEN_STATES:
        return None
    return _day(body.get("promise_on"))


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
