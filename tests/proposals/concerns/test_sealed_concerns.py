"""Confidential concerns: stored columns, opening, and its record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from core.crypto import keypairs, sealing
from core.errors import DomainError
from proposals.concerns import review
from proposals.models import Concern, Opening
from tests import factories
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db
WORDS = {"title": "عنوان سري", "text": "نص سري", "suggestion": "اقتراح سري", "place": "مكان سري", "since": "week"}


def test_sealed_row_has_no_readable_column() -> None:
    concern = factories.concern(use="cell_only", times=("night",), areas=("meknes",), **WORDS)

    row = Concern.objects.get()
    assert (row.title, row.text, row.suggestion, row.place, row.since, row.times) == ("", "", "", "", "", [])
    assert not row.themes.exists()
    assert not row.areas.exists()
    assert "سري" not in bytes(row.sealed).decode(errors="ignore")
    with pytest.raises(LookupError):
        _ = concern.content


def test_read_of_a_sealed_concern_returns_all_texts_and_is_recorded(moderator: Any) -> None:
    written = factories.content(times=("night",), areas=("meknes",), **WORDS)
    concern = factories.concern(use="cell_only", times=("night",), areas=("meknes",), **WORDS)

    assert review.read(concern, by=moderator) == written

    opening = Opening.objects.get()
    assert (opening.concern, opening.by, opening.file) == (concern, moderator, None)


def test_read_of_a_readable_concern_is_not_recorded(moderator: Any) -> None:
    concern = factories.concern(files=[factories.photo("my photo.jpg")], **WORDS)

    assert review.read(concern, by=moderator).text == WORDS["text"]
    found = review.read_file(concern.files.get(), by=moderator)

    assert (found.name, found.content[:4]) == ("my photo.jpg", b"\xff\xd8\xff\xe0")
    assert not Opening.objects.exists()


def test_file_of_a_sealed_concern_is_sealed_with_its_name_and_each_reading_is_on_record(moderator: Any) -> None:
    concern = factories.concern(use="cell_only", files=[factories.photo("سر.jpg"), factories.photo("b.jpg")])
    first, second = concern.files.all()
    assert (first.stored.shown_name, first.stored.sha256) == ("", "")
    assert "سر" not in bytes(first.sealed_name).decode(errors="ignore")

    read = [review.read_file(file, by=moderator) for file in (first, second, first)]

    assert [each.name for each in read] == ["سر.jpg", "b.jpg", "سر.jpg"]
    assert all(each.content.startswith(b"\xff\xd8\xff\xe0") for each in read)
    assert [opening.file for opening in Opening.objects.order_by("pk")] == [first, second, first]


def test_answer_about_a_sealed_concern_is_sealed(moderator: Any) -> None:
    concern = in_state("awaiting", use="cell_only")
    step = review.reply(concern, by=concern.submitted_by, text="جواب سري").steps.last()

    assert step.sentence == ""
    assert review.read_replies(concern, by=moderator) == {step.pk: review.Reply("جواب سري", "")}
    assert [(each.step, each.file) for each in Opening.objects.all()] == [(step, None)]


def test_why_a_sealed_concern_is_withdrawn_is_sealed(moderator: Any) -> None:
    sealed, plain, silent = factories.concern(use="cell_only"), factories.concern(), factories.concern(use="cell_only")

    for concern, sentence in ((sealed, "سبب سري"), (plain, "سبب"), (silent, " ")):
        review.withdraw(concern, by=concern.submitted_by, sentence=sentence)

    assert [concern.steps.last().sentence for concern in (sealed, plain, silent)] == ["", "سبب", ""]
    assert review.read_replies(sealed, by=moderator) == {sealed.steps.last().pk: review.Reply("سبب سري", "")}
    assert review.read_replies(silent, by=moderator) == {}


def test_missing_key_of_one_part_does_not_hide_the_others(moderator: Any, settings: Any, tmp_path: Path) -> None:
    first, second = (keypairs.new_pair(tmp_path / name) for name in ("a", "b"))
    settings.CELL_PUBLIC_KEY_FILE = str(first.public)
    concern = in_state("awaiting", use="cell_only")
    settings.CELL_PUBLIC_KEY_FILE = str(second.public)
    review.reply(concern, by=concern.submitted_by, text="جواب سري")
    step = concern.steps.last()

    settings.CELL_PRIVATE_KEYS = str(first.private.parent)
    assert review.read(concern, by=moderator).text
    lost = review.read_replies(concern, by=moderator)
    assert (lost[step.pk].text, step.sealed_with in lost[step.pk].why_closed) == ("", True)
    assert [each.step for each in Opening.objects.all()] == [None]

    settings.CELL_PRIVATE_KEYS = str(second.private.parent)
    with pytest.raises(sealing.CannotOpen):
        review.read(concern, by=moderator)
    assert review.read_replies(concern, by=moderator)[step.pk].text == "جواب سري"
    assert {each.step for each in Opening.objects.all()} == {None, step}


def test_sealing_without_a_key_refuses_and_leaves_nothing(settings: Any) -> None:
    concern = in_state("awaiting", use="cell_only")
    settings.CELL_PUBLIC_KEY_FILE = "/nowhere"

    with pytest.raises(DomainError):
        review.reply(concern, by=concern.submitted_by, text="جواب")
    with pytest.raises(DomainError):
        review.withdraw(concern, by=concern.submitted_by, sentence="سبب")

    assert Concern.objects.get().state == "awaiting"


def test_open_without_the_private_key_says_so_and_is_no_opening(moderator: Any, settings: Any) -> None:
    concern = factories.concern(use="cell_only", files=[factories.photo()])
    settings.CELL_PRIVATE_KEYS = ""

    with pytest.raises(sealing.CannotOpen):
        review.read(concern, by=moderator)
    with pytest.raises(sealing.CannotOpen):
        review.read_file(concern.files.get(), by=moderator)
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [{"title": "نص"}, {"text": "نص"}, {"place": "نص"}, {"suggestion": "نص"}, {"since": "week"}, {"times": ["night"]},
     {"sealed": b""}, {"sealed_with": ""}, {"use": "public_named"}],
)  # fmt: skip
def test_database_refuses_a_sealed_row_with_something_readable(columns: dict[str, Any]) -> None:
    source = factories.concern(use="cell_only")
    values = {field.attname: getattr(source, field.attname) for field in Concern._meta.concrete_fields}
    values |= {"id": None, "reference": "2026-222222", "submission": "1" * 32, "follow_hash": "x"}

    with pytest.raises(IntegrityError, match="concern_is_sealed_or_readable"), transaction.atomic():
        Concern.objects.create(**values | columns)

    assert Concern.objects.create(**values).pk


@pytest.mark.parametrize("statement", ["UPDATE proposals_opening SET by_id = by_id", "DELETE FROM proposals_opening"])
def test_opening_cannot_be_changed_or_deleted(moderator: Any, statement: str) -> None:
    review.read(factories.concern(use="cell_only"), by=moderator)

    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_opening_inside_a_transaction_that_could_take_it_back_is_refused() -> None:
    concern, moderator = factories.concern(use="cell_only"), factories.staff("moderator")

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        review.read(concern, by=moderator)

    assert review.read(concern, by=moderator).title
