"""Two people word one concern: the second chooses part by part, and nothing is replaced unseen."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.test import Client

from core.text.texts import Texts
from proposals.models import PublishedConcern
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.proposals.concerns import publishing

pytestmark = pytest.mark.django_db


def form_of(row: PublishedConcern) -> dict[str, Any]:
    return {
        "title_ar": "عنوان مني",
        "text_ar": "نص مني",
        "text_fr": row.text.fr,
        "title_fr": row.title.fr,
        "themes": [theme.pk for theme in row.themes.all()],
        "areas": [area.pk for area in row.areas.all()],
        "shows_name": "on",
        "version": row.version,
    }


@pytest.fixture
def raced() -> tuple[Client, PublishedConcern, Any, Any]:
    """A colleague saved after the form was opened: the client, the row, and the answer to the second who saved."""
    row = publishing.drafted()
    mine, colleague = form_of(row), factories.staff("head")
    with pghistory.context(user=colleague.pk):
        publishing.worded(row, by=colleague, title=Texts(ar="عنوان الزميل"), text=Texts(ar="نص الزميل"))
    desk = signed_in(factories.staff("moderator"))
    return desk, row, desk.post(address(row), mine), colleague


def address(row: PublishedConcern) -> str:
    return f"/staff/concerns/published/{row.pk}/edit/"


def sent(answer: Any, **chosen: str) -> dict[str, Any]:
    """What the page of the conflict sends."""
    typed: dict[str, Any] = {"conflict": "1", "version": answer.context["version"]}
    for name, value in answer.context["carried"]:
        typed.setdefault(name, []).append(value)
    return typed | chosen


def test_second_sees_both_part_by_part_and_who_saved(raced: Any) -> None:
    _desk, row, answer, colleague = raced

    assert answer.status_code == 409
    assert [part.name for part in answer.context["parts"]] == ["title_ar", "title_fr", "text_ar", "text_fr"]
    page = answer.content.decode()
    for words in ("نص مني", "مني", "الزميل"):
        assert words in page
    assert answer.context["stored"].by == colleague
    row.refresh_from_db()
    assert row.text.ar == "نص الزميل"


def test_each_part_is_kept_as_chosen(raced: Any) -> None:
    desk, row, answer, _colleague = raced
    chosen = {"keep-title_ar": "theirs", "keep-title_fr": "theirs", "keep-text_fr": "mine"}

    incomplete = desk.post(address(row), sent(answer, **chosen))
    assert incomplete.status_code == 400
    assert "نص مني" in incomplete.content.decode()
    row.refresh_from_db()
    assert row.text.ar == "نص الزميل"

    third = {"keep-text_ar": "third", "other-text_ar": "نص ثالث"}
    assert desk.post(address(row), sent(incomplete, **chosen, **third)).status_code == 302
    row.refresh_from_db()
    assert (row.title.ar, row.title.fr) == ("عنوان الزميل", "")
    assert (row.text.ar, row.text.fr) == ("نص ثالث", publishing.TEXT.fr)
    assert row.themes.exists()


def test_third_save_meanwhile_brings_the_page_back_and_keeps_the_choices(raced: Any) -> None:
    desk, row, answer, colleague = raced
    row.refresh_from_db()
    publishing.worded(row, by=colleague, title=Texts(ar="عنوان أحدث"), text=Texts(ar="نص الزميل"))
    chosen = {f"keep-{part.name}": "mine" for part in answer.context["parts"]}

    again = desk.post(address(row), sent(answer, **chosen))

    assert again.status_code == 409
    row.refresh_from_db()
    assert row.title.ar == "عنوان أحدث"
    assert dict(again.context["carried"])["title_ar"] == "عنوان مني"
