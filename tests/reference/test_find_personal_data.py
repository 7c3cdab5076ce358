"""`manage.py find_personal_data`: what it prints, what it refuses, what it reaches on the shared development set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.privacy import Finding
from tests.core.privacy.marked_texts import MarkedText, Span, measured

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "gate" / "gate_dev.jsonl"
NUMBERS = ("phone", "id_number", "plate", "email", "social_handle", "address", "iban_or_rib", "date_of_birth")


def jsonl(folder: Path, *rows: object) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return file


def printed(file: Path) -> list[dict]:
    out = StringIO()
    call_command("find_personal_data", str(file), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_command_prints_a_line_for_each_text(tmp_path):
    file = jsonl(
        tmp_path,
        {"id": "a", "lang": "ar", "text": "اتصلوا ب 0661 22 33 44"},
        {"id": "b", "lang": "fr", "text": "Rien à signaler."},
    )

    assert printed(file) == [
        {"id": "a", "findings": [{"start": 9, "end": 22, "kind": "phone", "text": "0661 22 33 44"}]},
        {"id": "b", "findings": []},
    ]


def test_command_leaves_out_operations_which_are_no_personal_data(tmp_path):
    file = jsonl(tmp_path, {"id": "a", "lang": "fr", "text": "La patrouille passe chaque mardi à 22 h."})

    assert printed(file) == [{"id": "a", "findings": []}]


def test_command_takes_names_of_areas_for_places(tmp_path):
    file = jsonl(tmp_path, {"id": "a", "lang": "ar", "text": "عائلات من سيدي عبد الله الخياط"})

    assert printed(file) == [{"id": "a", "findings": []}]


@pytest.mark.parametrize("content", [b"{\n", b"[]\n", b'{"id": "a"}\n', b"\xff\xfe", b'"text"\n'])
def test_command_refuses_what_is_no_text_in_one_line(tmp_path, content):
    file = tmp_path / "texts.jsonl"
    file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        printed(file)

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_command_needs_no_portal(tmp_path):
    data = tmp_path / "data"

    done = subprocess.run(
        [sys.executable, "manage.py", "find_personal_data", str(jsonl(tmp_path, {"id": "a", "text": "0661223344"}))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"][0]["kind"] == "phone"
    assert not data.exists()


@pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED} is not there: the goals are not measured")
def test_command_reaches_the_goals_on_the_development_set():
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    texts = [
        MarkedText(
            row["id"],
            row["lang"],
            row["text"],
            [Span(each["start"], each["end"], each["kind"]) for each in row["spans"]],
        )
        for row in rows
    ]
    findings = {row["id"]: [Finding(**each) for each in row["findings"]] for row in printed(SHARED)}
    by_text = {row["text"]: findings[row["id"]] for row in rows}

    figures = measured(texts, by_text.__getitem__)

    assert all(figures.recall[kind] >= 0.97 for kind in NUMBERS), figures.missed
    assert all(figures.recall[kind] >= 0.80 for kind in ("person", "minor")), figures.missed
    assert figures.precision >= 0.80, figures.alarms
    assert figures.alarms_per_1000_words < 6, figures.alarms
