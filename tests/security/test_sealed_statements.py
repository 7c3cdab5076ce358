"""Threat 43: what will be sealed, and what was opened, stands in no SQL statement. PostgreSQL may log any statement."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import Intervention
from proposals.concerns import review, submission
from proposals.models import Concern
from reference.models import Area, Theme
from tests import factories
from tests.portal.members.concerns.pen import Pen, photo
from tests.portal.staff.desk import signed_in
from tests.portal.staff.recorder.device import Device, operation, said
from tests.security.dumping import shown_in
from tests.security.recording import statements

pytestmark = pytest.mark.django_db
CANARY = "canarystmt"
THEME, AREA = "schools_surroundings", "hamria"
ENTRY = "/staff/concerns/new/"


@pytest.fixture
def sql() -> Iterator[list[bytes]]:
    with statements() as found:
        yield found


def words(*names: str) -> dict[str, str]:
    return {name: f"{CANARY} {name}" for name in names}


def paper(**values: Any) -> dict[str, Any]:
    return {
        "association": factories.association().pk, "submission": str(uuid.uuid4()), "channel": "paper",
        "received_on": timezone.localdate().isoformat(), "language": "ar", "kind": "concern", "use": "cell_only",
        "themes": [factories.theme(THEME).pk], "areas": [Area.objects.get(key=AREA).pk], "since": "quarter",
        "times": ["school"], "files": [factories.photo(f"{CANARY}.jpg")],
        **words("title", "text", "place", "suggestion"), **values,
    }  # fmt: skip


def carries(sql: list[bytes], *secrets: str) -> list[bytes]:
    return [each for each in sql if any(shown_in(each, secret) for secret in secrets)]


def picks_entries(sql: list[bytes]) -> list[bytes]:
    """Statements that ask for some themes or areas by number: the numbers say which ones a text has."""
    tables = (f'FROM "{model._meta.db_table}"'.encode() for model in (Theme, Area))
    return [each for table in tables for each in sql if table in each and b'."id" IN (' in each]


@pytest.mark.parametrize("use", ["cell_only", "public_named"])
def test_paper_concern_for_the_cell_stands_in_no_statement(sql: list[bytes], moderator: Any, use: str) -> None:
    desk, typed = signed_in(moderator), paper(use=use)
    sql.clear()

    first = desk.post(ENTRY, typed)
    again = desk.post(ENTRY, typed | {"submission": str(uuid.uuid4()), "files": []})

    assert (first.status_code, again.status_code) == (302, 409)
    is_open = use != "cell_only"
    assert bool(carries(sql, CANARY)) is is_open, "a recorder that finds nothing of an open concern proves nothing"
    assert bool(carries(sql, "quarter", "school'")) is is_open
    assert not [each for each in picks_entries(sql) if b"is_retired" in each]


@pytest.mark.parametrize("use", ["cell_only", "public_named"])
def test_concern_written_online_for_the_cell_stands_in_no_statement(sql: list[bytes], use: str) -> None:
    pen = Pen()
    pen.begin()
    sql.clear()

    written = words("title", "text", "place", "suggestion")
    pen.write(use=use, themes=[THEME], areas=AREA, since="quarter", times=["school"], **written)
    pen.attach(photo(f"{CANARY}.jpg"))
    before = len(sql)
    sent = pen.send()

    assert sent.status_code == 302
    assert carries(sql[:before], CANARY, THEME, AREA, "quarter", "school'") == []
    assert bool(carries(sql[before:], CANARY, THEME, AREA)) is (use != "cell_only")
    assert Concern.objects.get().use == use


@pytest.mark.parametrize("use", ["cell_only", "public_named"])
def test_opened_concern_and_its_answers_stand_in_no_statement(sql: list[bytes], moderator: Any, use: str) -> None:
    concern = factories.concern(
        use=use, themes=(THEME,), areas=(AREA,), files=[factories.photo(f"{CANARY}.jpg")], **words("title", "text")
    )
    review.move(concern, by=moderator, move="begin")
    review.move(concern, by=moderator, move="ask", sentence="متى؟")
    sql.clear()

    review.reply(concern, by=concern.submitted_by, text=f"{CANARY} reply")
    desk, page = signed_in(moderator), f"/staff/concerns/{concern.pk}/"
    opened = desk.post(f"{page}open/") if use == "cell_only" else desk.get(page)
    review.withdraw(concern, by=concern.submitted_by, sentence=f"{CANARY} why")

    assert opened.content.decode().count(CANARY) >= 3
    assert bool(carries(sql, CANARY)) is (use != "cell_only")
    assert carries(sql, THEME, AREA) == []


@pytest.mark.parametrize("confidential", [True, False])
def test_confidential_contribution_stands_in_no_statement(sql: list[bytes], confidential: bool) -> None:
    editor = factories.staff("recorder", "moderator")
    device = Device(editor, factories.meeting(by=editor))
    first = said(f"{CANARY} first", confidential=confidential)
    sql.clear()

    noted = device.send(first)[0]
    device.send(first)
    device.send(first | {"uid": str(uuid.uuid4())})
    changed = operation("amend", contribution=first["contribution"], version=noted["version"], language="ar",
                        text=f"{CANARY} second")  # fmt: skip
    assert device.send(changed)[0]["status"] == "done"
    stale = changed | {"uid": str(uuid.uuid4()), "text": f"{CANARY} third"}
    assert device.send(stale)[0]["status"] == "conflict"
    opened = device.client.post(f"{device.url}/contributions/{first['contribution']}/open/")

    assert (f"{CANARY} second" in opened.content.decode()) is True
    assert bool(carries(sql, CANARY)) is not confidential
    assert Intervention.objects.get().is_confidential is confidential


def test_same_words_as_a_readable_entry_are_found_without_asking_the_database_for_them(
    sql: list[bytes], moderator: Any
) -> None:
    association = factories.association()
    readable = factories.entered_concern(association, by=moderator, text=f"{CANARY} text")
    sent = submission.Submission(
        uuid.uuid4(), "concern", "cell_only", "ar", factories.content(text=f"{CANARY} text"), channel="paper"
    )
    sql.clear()

    with pytest.raises(submission.EnteredAlready) as told:
        submission.enter(association, sent, by=moderator)

    assert told.value.concern == readable
    assert carries(sql, CANARY) == []
