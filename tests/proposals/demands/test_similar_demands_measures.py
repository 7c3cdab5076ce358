"""`manage.py measure_similarity` and `manage.py measure_neighbours`: what they print, what they refuse, what they reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from proposals.demands import similar_demands_measures as measures

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data"
needs_shared_data = pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED} is not there: the goals are not measured")

ITEMS = [
    ("a1", "ar", "تقوية الإنارة العمومية أمام المدارس", "lamps"),
    ("a2", "fr", "Renforcer l’éclairage public devant les écoles", "lamps"),
    ("b1", "ar", "دوريات ليلية بحي الزيتون", "patrols"),
    ("b2", "ary", "بغينا البوليس يدوزو بالليل ف الزيتون", "patrols"),
    ("s1", "ar", "منع الباعة المتجولين قرب المستشفى", "alone"),
]


def printed(command: str, *arguments: object) -> dict:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return json.loads(out.getvalue())


def csv_file(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    file = folder / "pairs.csv"
    file.write_bytes(content.encode(encoding))
    return file


def jsonl_file(folder: Path, rows=ITEMS) -> Path:
    file = folder / "items.jsonl"
    names = ("id", "lang", "text", "group")
    file.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), encoding="utf-8")
    return file


def test_pairs_in_two_columns_with_labels_are_measured(tmp_path):
    file = csv_file(
        tmp_path,
        "question1,question2,label\nأين تقع مكناس؟,ما موقع مكناس؟,1\nأين تقع مكناس؟,متى ولد الشاعر؟,0\n"
        "ما معنى الأمن؟,ما تعريف الأمن؟,1\nكيف أحضر الكسكس؟,من هو الملك؟,0\n",
    )

    found = printed("measure_similarity", file)

    assert found["n"] == 4
    assert found["best_f1"] == 1.0
    assert found["spearman"] > 0.8
    assert found["pearson"] > 0.8
    assert set(found["other_half"]) == {"even_rows", "odd_rows"}


def test_pairs_in_one_column_of_two_lines_with_scores_are_measured(tmp_path):
    file = csv_file(
        tmp_path,
        '\ufeffPairID,Text,Score\n1,"إنارة الشارع\n إنارة الشوارع",0.9\n2,"إنارة الشارع\r\nحفلة زفاف",0.1\n3,"إنارة الشارع\nالشارع نظيف",0.4\n',
    )

    found = printed("measure_similarity", file)

    assert found["n"] == 3
    assert found["spearman"] == 1.0


def test_figures_are_those_that_were_computed_by_hand(monkeypatch):
    scores = {"a": 0.9, "b": 0.8, "c": 0.4, "d": 0.3}
    monkeypatch.setattr(measures.similar_demands, "alike", lambda first, second: scores[first])

    found = measures.pair_figures(
        [measures.Pair(*row) for row in (("a", "", 1), ("b", "", 0), ("c", "", 1), ("d", "", 0))]
    )

    assert found["best_f1"] == 0.8
    assert found["best_threshold"] == 0.4
    assert found["spearman"] == pytest.approx(0.4472, abs=1e-4)


def test_neighbours_are_measured_and_written_best_first(tmp_path):
    out = tmp_path / "predictions.jsonl"

    found = printed("measure_neighbours", jsonl_file(tmp_path), "--out", out)

    assert (found["queries"], found["recall@1"], found["recall@5"], found["mrr"]) == (4, 1.0, 1.0, 1.0)
    assert found["cross_language"]["queries"] == 4
    assert found["baseline"]["recall@1"] < 1
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [row[0] for row in ITEMS]
    assert lines[0]["neighbours"][0] == "a2"
    assert all(line["scores"] == sorted(line["scores"], reverse=True) for line in lines)
    assert all(line["id"] not in line["neighbours"] for line in lines)


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        ("", "utf-8", "the file is empty"),
        ("\n\n", "utf-8", "the file is empty"),
        ("question1,question2,label\n", "utf-8", "there are no rows"),
        ("left,right,label\nأ,ب,1\n", "utf-8", "found left, right, label"),
        ("question1,question2\nأ,ب\n", "utf-8", "one of score, label"),
        ("question1,question2,label\nأ,ب,yes\n", "utf-8", "'yes' in the column label is no number"),
        ("question1,question2,label\nأ,ب,nan\n", "utf-8", "is no number"),
        ("question1,question2,label\nأ,ب\n", "utf-8", "is no number"),
        ("Text,Score\nسطر واحد,0.5\n", "utf-8", "does not hold two lines"),
        ("question1,question2,label\nأمن,أمان,1\n", "cp1256", "not UTF-8"),
        ("question1,question2,label\nأمن,أمان,1\n", "utf-16", "not UTF-8"),
        ('question1,question2,label\n"أمن,أمان,1\n', "utf-8", "not CSV"),
    ],
)
def test_file_of_pairs_that_cannot_be_read_is_refused_in_one_line(tmp_path, content, encoding, said):
    with pytest.raises(CommandError, match=said) as refused:
        call_command("measure_similarity", str(csv_file(tmp_path, content, encoding)))

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"[1, 2]\n", "missing: id, lang, text, group"),
        (b'{"id": "a", "text": "b"}\n', "missing: lang, group"),
        (b"id,lang,text,group\n", "not JSON"),
        (b'{"id": "a", "lang": "ar", "text": "b", "group": "c"}\n' * 2, "twice"),
        ("إنارة".encode("cp1256"), "not UTF-8"),
    ],
)
def test_file_of_items_that_cannot_be_read_is_refused_in_one_line(tmp_path, content, said):
    file = tmp_path / "items.jsonl"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=said) as refused:
        call_command("measure_neighbours", str(file))

    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_file_that_is_not_there_is_refused_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("measure_similarity", str(tmp_path / "none.csv"))


@pytest.mark.slow
def test_commands_need_no_portal(tmp_path):
    """As somebody types them in a work tree in which nothing runs."""
    data = tmp_path / "data"

    done = subprocess.run(
        [sys.executable, "manage.py", "measure_neighbours", str(jsonl_file(tmp_path))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    refused = subprocess.run(
        [sys.executable, "manage.py", "measure_similarity", str(tmp_path / "none.csv")],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["recall@1"] == 1.0
    assert refused.returncode == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not data.exists()


@needs_shared_data
@pytest.mark.parametrize(
    ("file", "least"),
    [("ary_dev_with_labels.csv", 0.66), ("arb_dev_with_labels.csv", 0.50)],
    ids=["Moroccan", "standard"],
)
def test_likeness_agrees_with_the_scores_of_people(file, least):
    assert printed("measure_similarity", SHARED / file)["spearman"] >= least


@needs_shared_data
@pytest.mark.slow
def test_questions_that_are_the_same_are_told_with_a_threshold_of_the_other_half():
    halves = printed("measure_similarity", SHARED / "arabic_question_pairs.csv")["other_half"]

    assert all(half["f1"] >= 0.74 for half in halves.values()), halves


@pytest.mark.slow
@needs_shared_data
def test_repeats_of_the_development_set_are_found_and_far_better_than_by_letters():
    found = printed("measure_neighbours", SHARED / "repeat" / "demands_dev.jsonl")

    assert found["recall@5"] >= 0.75
    assert found["cross_language"]["recall@5"] >= 0.55
    assert found["recall@5"] > found["baseline"]["recall@5"] + 0.2
