"""Load the CSV files in ``reference/data``. Can be repeated; entries that staff edited are not overwritten."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from core.text.texts import Texts
from reference import publishing
from reference.models import Area, Entry, Helpline, Institution, PoliceUnit, Theme

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def load_all() -> dict[str, int]:
    """Add missing entries; returns how many of each model were added. The sources of ``institutions.csv`` are for those who maintain it.

    Lists that were never published are published without approval. Entries that a later release adds need approval.
    """
    with transaction.atomic():
        added = {
            "themes": _load(Theme, "themes.csv", _theme),
            "areas": _load(Area, "areas.csv", _area),
            "police units": _load(PoliceUnit, "units.csv", lambda row: {"level": row["level"]}),
            "institutions": _load(Institution, "institutions.csv", lambda row: {"kind": row["kind"]}),
            "helplines": _load(Helpline, "helplines.csv", _helpline),
        }
        publishing.install()
        return added


def _load(model: type[Entry], file: str, columns: Callable[[Row], dict[str, Any]]) -> int:
    known = dict(model.objects.values_list("key", "pk"))
    added = 0
    for position, row in enumerate(_rows(file), start=1):
        if row["key"] in known:
            continue
        values = {"key": row["key"], "name": _texts(row), "position": position, **columns(row)}
        if row.get("parent"):
            values["parent_id"] = known[row["parent"]]
        known[row["key"]] = model.objects.create(**values).pk
        added += 1
    return added


def _rows(file: str) -> Iterator[Row]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _texts(row: Row, prefix: str = "") -> Texts:
    return Texts(ar=row[prefix + "ar"], fr=row[prefix + "fr"], en=row[prefix + "en"])


def _theme(row: Row) -> dict[str, Any]:
    return {"care": row["care"], "lead_body": row["lead_body"]}


def _area(row: Row) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "population": int(row["population"]) if row["population"] else None,
        "population_year": int(row["population_year"]) if row["population_year"] else None,
        "source": row["source"],
        "needs_local_reader": bool(row["needs_local_reader"]),
    }


def _helpline(row: Row) -> dict[str, Any]:
    return {
        "number": row["number"],
        "url": row["url"],
        "source": row["source"],
        "in_masthead": bool(row["in_masthead"]),
        "note": _texts(row, "note_"),
    }
