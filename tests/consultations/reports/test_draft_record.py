"""The command that enters a record which was read out of a text: three drafts that were read and approved as texts."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consultations.models import Attendance, Intervention, Meeting, Point, Report
from tests import factories

pytestmark = pytest.mark.django_db
RECORDS = Path(__file__).parent / "records"


def drafted(file: Path, **options: Any) -> str:
    written = StringIO()
    call_command("draft_record", str(file), stdout=written, **options)
    return written.getvalue().replace("\u00a0", " ")


def record(name: str, **changes: Any) -> dict[str, Any]:
    return json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8")) | changes


def saved(folder: Path, content: Any) -> Path:
    file = folder / "record.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["enlarged_in_arabic", "evening_in_french", "note_in_dialect"])
def test_draft_record_prints_the_approved_draft_and_keeps_nothing(name: str) -> None:
    """A changed draft is read as a head of cabinet would, before its file is."""
    assert drafted(RECORDS / f"{name}.json") == (RECORDS / f"{name}.txt").read_text(encoding="utf-8")
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("لقاء تشاوريا", "لقاء تشاوريا."),
        ("rencontre de concertation", "لقاء تشاوريا."),
        ("لقاء تشاوريا مفتوحا", "لقاء تشاوريا مفتوحا."),
        ("لقاء تشاوريا خاصا بالمدعوين", "لقاء تشاوريا خاصا بالمدعوين."),
        ("لقاء", "لقاء تواصليا."),
    ],
)
def test_draft_record_keeps_the_kind_that_the_text_told(tmp_path: Path, written: str, told: str) -> None:
    assert f"، {told}" in drafted(saved(tmp_path, record("note_in_dialect", kind_text=written)), lang="ar")


@pytest.mark.parametrize("name", ["enlarged_in_arabic", "evening_in_french"])
def test_draft_record_tells_every_point_of_the_record(name: str) -> None:
    told = drafted(RECORDS / f"{name}.json").replace("’", "'")

    for point in record(name)["points"]:
        # The last words of a point stand in the draft as they were noted, whatever the sentence made of the first one.
        assert " ".join(point["text"].split()[-2:]) in told, point


def test_draft_record_prints_one_language() -> None:
    told = drafted(RECORDS / "evening_in_french.json", lang="fr")

    assert told.startswith("[fr]\nCompte rendu de la rencontre du 21 mars 2024")
    assert "[ar]" not in told


def test_draft_record_leaves_a_language_without_words_empty() -> None:
    assert drafted(RECORDS / "evening_in_french.json", lang="ar").strip() == (
        "[ar]\n(nothing of this record is written in this language)"
    )


def test_draft_record_of_a_text_that_is_no_meeting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tells of no meeting"):
        drafted(saved(tmp_path, {"is_meeting": False, "language": "ar"}))


@pytest.mark.parametrize("content", ["[]", "not json"])
def test_draft_record_of_another_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "record.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match="record"):
        drafted(file)


@pytest.mark.parametrize("changes", [{"points": [{"kind": "demand"}]}, {"counts": {"people": 3, "women": 4}}])
def test_draft_record_with_a_fault_is_refused_in_one_line(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="no record as in docs"):
        drafted(saved(tmp_path, record("enlarged_in_arabic", **changes)))


def test_draft_record_keeps_the_record_for_somebody_who_answers_for_it() -> None:
    editor = factories.staff("editor")
    file = RECORDS / "enlarged_in_arabic.json"
    with pytest.raises(CommandError, match="--by and --theme"):
        drafted(file, keep=True)

    drafted(file, keep=True, by=editor.email, theme=factories.theme().key)

    report = Report.objects.get()
    assert list(report.authors.all()) == [editor]
    assert report.meeting.points.filter(kind=Point.Kind.DEMAND).count() == 2


@pytest.mark.parametrize("keep", [False, True])
def test_draft_record_names_associations_only_where_nothing_is_kept(keep: bool) -> None:
    answering = {"keep": True, "by": factories.staff("editor").email, "theme": factories.theme().key} if keep else {}

    told = drafted(RECORDS / "enlarged_in_arabic.json", lang="ar", **answering)

    assert ("جمعية الأفق للتنمية" in told) is not keep
    assert not Attendance.objects.filter(shows_association=True).exists()


def test_draft_record_takes_nobody_for_the_opener_of_whom_the_text_does_not_say_it() -> None:
    by, theme = factories.staff("editor").email, factories.theme().key

    drafted(RECORDS / "evening_in_french.json", keep=True, by=by, theme=theme)

    opening = Intervention.objects.get(kind=Intervention.Kind.OPENING)
    assert Attendance.objects.filter(chair="chaired").exists()
    assert opening.speaker is None


def test_draft_record_of_an_unknown_unit_has_the_level_of_the_unit_that_keeps_it(tmp_path: Path) -> None:
    file = saved(tmp_path, record("enlarged_in_arabic"))

    drafted(file, keep=True, by=factories.staff("editor").email, theme=factories.theme().key)

    meeting = Meeting.objects.select_related("unit").get()
    assert meeting.level == meeting.unit.level != Meeting._meta.get_field("level").default


@pytest.mark.parametrize(
    ("date_text", "told"),
    [
        ("شتنبر 2017", "، خلال شهر شتنبر 2017، لقاء"),
        ("سنة 2017", "، خلال سنة 2017، لقاء"),
        ("يوم الجمعة", "، صباح يوم الجمعة، لقاء"),
        ("يوم 22 نونبر", "، صباح يوم 22 نونبر، لقاء"),
        (None, "، صباحا، لقاء"),
    ],
)
def test_draft_record_tells_no_more_of_a_date_than_is_known(tmp_path: Path, date_text: str | None, told: str) -> None:
    content = record("note_in_dialect", date_text=date_text)

    assert told in drafted(saved(tmp_path, content), lang="ar")


def test_draft_record_of_almost_nothing_is_a_draft(tmp_path: Path) -> None:
    told = drafted(saved(tmp_path, {"language": "ar", "is_meeting": True}), lang="ar")

    assert told.startswith("[ar]\nتقرير عن لقاء تواصلي مع فعاليات المجتمع المدني")
