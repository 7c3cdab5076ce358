"""How well repeats are found, on files: `manage.py measure_similarity` and `manage.py measure_neighbours`. Without a database."""

from __future__ import annotations

import csv
import json
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.text import fingerprints
from core.text.similarity import groups
from proposals.demands import similar_demands
from reference.lexicon import similarity

PAIR_COLUMNS: Final = (
    ("question1", "question2"),
    ("sentence1", "sentence2"),
    ("text1", "text2"),
    ("first", "second"),
)
ONE_COLUMN: Final = "text"
SCORES: Final = ("score", "label", "similarity", "relatedness")
# Groups are dealt out to so many folds, to tell how much a figure depends on which groups are there.
FOLDS: Final = 5
FIRST: Final = 5


class Unreadable(ValueError):
    """The file is not what the command takes; the message is one line."""


class Pair(NamedTuple):
    first: str
    second: str
    gold: float


class Item(NamedTuple):
    id: str
    lang: str
    text: str
    group: str


Ranking = list[similar_demands.Near]


def read_pairs(file: Path) -> list[Pair]:
    with _opened(file) as lines:
        rows = csv.DictReader(lines, strict=True)
        columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        texts = _text_columns(columns)
        score = next((columns[name] for name in SCORES if name in columns), None)
        if texts is None or score is None:
            raise Unreadable(
                f"{file}: expected a column Text with two lines in each cell, or two of {PAIR_COLUMNS[0]}, {PAIR_COLUMNS[1]}, …, "
                f"and one of {', '.join(SCORES)}; found {', '.join(filter(None, columns)) or 'no columns'}."
            )
        pairs = [_pair(f"{file}:{rows.line_num}", row, texts, score) for row in rows]
    if not pairs:
        raise Unreadable(f"{file}: there are no rows.")
    return pairs


def read_items(file: Path) -> list[Item]:
    items: dict[str, Item] = {}
    with _opened(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                item = _item(f"{file}:{number}", line)
                if item.id in items:
                    raise Unreadable(f"{file}:{number}: the id {item.id} stands there twice.")
                items[item.id] = item
    if not items:
        raise Unreadable(f"{file}: there are no lines.")
    return list(items.values())


def pair_figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """``best_f1`` is the highest over all thresholds; ``other_half``: with the threshold that is best for the other half of the rows.

    Where the gold is graded, from the middle of its range on a pair counts as the same.
    """
    scores = [similar_demands.alike(pair.first, pair.second) for pair in pairs]
    gold = [pair.gold for pair in pairs]
    middle = (min(gold) + max(gold)) / 2
    labels = [value > middle if set(gold) <= {0.0, 1.0} else value >= middle for value in gold]
    best, threshold = _best_f1(scores, labels)
    return {
        "n": len(pairs),
        "pearson": _rounded(_pearson(scores, gold)),
        "spearman": _rounded(_pearson(_ranks(scores), _ranks(gold))),
        "best_f1": _rounded(best),
        "best_threshold": _rounded(threshold),
        "other_half": {
            name: {"threshold": _rounded(_best_f1(scores[1 - half :: 2], labels[1 - half :: 2])[1]), "f1": _rounded(f1)}
            for half, name in enumerate(("even_rows", "odd_rows"))
            for f1 in (
                _f1(scores[half::2], labels[half::2], _best_f1(scores[1 - half :: 2], labels[1 - half :: 2])[1]),
            )
        },
    }


def neighbours(items: Sequence[Item]) -> list[Ranking]:
    """For each item the nearest others as the forms would offer them; ``demand_id`` is the place of the other in ``items``."""
    analyses = [similarity().analyse(item.text) for item in items]
    prints = [similar_demands.fingerprint(item.text) for item in items]
    found = []
    for place, item in enumerate(items):
        begun = fingerprints.last_begun(analyses[place])
        stored = ((other, each.vector, begun in each.keys) for other, each in enumerate(prints) if other != place)
        vector = similarity().vector_of(analyses[place])
        near = similar_demands.ranked(vector, stored)[: similar_demands.RANKED]
        texts = {each.demand_id: items[each.demand_id].text for each in near}
        found.append(similar_demands.with_embedder(item.text, near, texts))
    return found


def baseline(items: Sequence[Item]) -> list[Ranking]:
    """Cosine of TF-IDF of groups of 2 to 4 letters within the words of our analysis; document frequencies from ``items`` themselves."""
    counts = [
        Counter(group for token in similarity().analyse(item.text).tokens for group in groups(token.stem, 2, 4))
        for item in items
    ]
    frequency = Counter(group for counted in counts for group in counted)
    vectors = []
    for counted in counts:
        weighted = {
            group: count * (math.log((1 + len(items)) / (1 + frequency[group])) + 1) for group, count in counted.items()
        }
        length = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        vectors.append({group: value / length for group, value in weighted.items()})

    def near(place: int) -> Ranking:
        scored = (
            similar_demands.Near(
                other, sum(value * vectors[other].get(group, 0.0) for group, value in vectors[place].items())
            )
            for other in range(len(items))
            if other != place
        )
        return sorted(scored, key=lambda each: (-each.score, each.demand_id))

    return [near(place) for place in range(len(items))]


def neighbour_figures(items: Sequence[Item], rankings: Sequence[Ranking]) -> dict[str, Any]:
    """Over the items that have another of their group; ``cross_language`` without those of the item's own language."""
    orders = [[near.demand_id for near in ranking] for ranking in rankings]
    everywhere = _first_mates(items, orders, lambda one, other: True)
    across = _first_mates(items, orders, lambda one, other: one.lang != other.lang)
    by_fold: dict[int, dict[int, int | None]] = defaultdict(dict)
    fold_of = {group: fold for fold, group in enumerate(sorted({items[place].group for place in everywhere}))}
    for place, rank in everywhere.items():
        by_fold[fold_of[items[place].group] % FOLDS][place] = rank
    folds = [_recall(ranks.values(), FIRST) for ranks in by_fold.values()]
    return {
        **_retrieval(everywhere.values()),
        "cross_language": _retrieval(across.values()),
        "folds_of_groups": {
            "recall@5": [_rounded(recall) for recall in folds],
            "standard_deviation": _rounded(statistics.pstdev(folds)) if folds else None,
        },
    }


def predictions(items: Sequence[Item], rankings: Sequence[Ranking]) -> Iterator[str]:
    for item, ranking in zip(items, rankings, strict=True):
        line = {
            "id": item.id,
            "neighbours": [items[near.demand_id].id for near in ranking],
            "scores": [round(near.score, 4) for near in ranking],
        }
        yield json.dumps(line, ensure_ascii=False)


class _opened:
    """The lines of a text file in UTF-8; what makes it unreadable becomes one line."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __enter__(self) -> Iterator[str]:
        try:
            text = self.file.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise Unreadable(f"{self.file}: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise Unreadable(f"{self.file}: this is not UTF-8 (byte {error.start}).") from error
        if not text.strip():
            raise Unreadable(f"{self.file}: the file is empty.")
        return iter(text.splitlines(keepends=True))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, csv.Error):
            raise Unreadable(f"{self.file}: this is not CSV: {error}.") from error


def _text_columns(columns: dict[str, str]) -> tuple[str, ...] | None:
    for pair in PAIR_COLUMNS:
        if all(name in columns for name in pair):
            return tuple(columns[name] for name in pair)
    return (columns[ONE_COLUMN],) if ONE_COLUMN in columns else None


def _pair(where: str, row: dict[str, Any], texts: tuple[str, ...], score: str) -> Pair:
    try:
        gold = float(row[score])
    except (TypeError, ValueError):
        gold = math.nan
    if not math.isfinite(gold):
        raise Unreadable(f"{where}: {row[score]!r} in the column {score} is no number.")
    cells = [row[name] or "" for name in texts]
    if len(cells) == 1:
        cells = cells[0].strip().split("\n", 1)
    if len(cells) != 2:
        raise Unreadable(f"{where}: the cell of the column {texts[0]} does not hold two lines.")
    return Pair(cells[0], cells[1], gold)


def _item(where: str, line: str) -> Item:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise Unreadable(f"{where}: this is not JSON.") from error
    missing = [name for name in Item._fields if not isinstance(row, dict) or name not in row]
    if missing:
        raise Unreadable(f"{where}: expected id, lang, text and group; missing: {', '.join(missing)}.")
    return Item(*(str(row[name]) for name in Item._fields))


def _first_mates(
    items: Sequence[Item], orders: Sequence[Sequence[int]], may: Callable[[Item, Item], bool]
) -> dict[int, int | None]:
    """By the place of an item: the rank of the first of its group, ``None`` where none was found. Items without a mate are left out."""
    of_group = defaultdict(list)
    for place, item in enumerate(items):
        of_group[item.group].append(place)
    found: dict[int, int | None] = {}
    for place, item in enumerate(items):
        mates = {other for other in of_group[item.group] if other != place and may(item, items[other])}
        if mates:
            order = [other for other in orders[place] if may(item, items[other])]
            found[place] = next((rank for rank, other in enumerate(order, start=1) if other in mates), None)
    return found


def _retrieval(ranks: Iterable[int | None]) -> dict[str, Any]:
    ranks = list(ranks)
    return {
        "queries": len(ranks),
        "recall@1": _rounded(_recall(ranks, 1)),
        "recall@5": _rounded(_recall(ranks, FIRST)),
        "mrr": _rounded(sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else math.nan),
    }


def _recall(ranks: Iterable[int | None], first: int) -> float:
    ranks = list(ranks)
    return sum(rank is not None and rank <= first for rank in ranks) / len(ranks) if ranks else math.nan


def _best_f1(scores: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """The highest F1 and the threshold that gives it; equal scores stand or fall together."""
    order = sorted(zip(scores, labels, strict=True), reverse=True)
    best, right, true = (0.0, math.inf), 0, sum(labels)
    for given, (score, label) in enumerate(order, start=1):
        right += label
        if given == len(order) or order[given][0] < score:
            best = max(best, (2 * right / (given + true) if given + true else 0.0, score), key=lambda each: each[0])
    return best


def _f1(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    given = [label for score, label in zip(scores, labels, strict=True) if score >= threshold]
    return 2 * sum(given) / (len(given) + sum(labels)) if given or any(labels) else math.nan


def _ranks(values: Sequence[float]) -> list[float]:
    """From 0; equal values share the mean of their ranks."""
    places = defaultdict(list)
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        places[values[place]].append(rank)
    mean = {value: sum(ranks) / len(ranks) for value, ranks in places.items()}
    return [mean[value] for value in values]


def _pearson(first: Sequence[float], second: Sequence[float]) -> float:
    if min(map(len, map(set, (first, second)))) < 2:
        return math.nan
    return statistics.correlation(first, second)


def _rounded(value: float) -> float | None:
    return round(value, 4) if math.isfinite(value) else None
