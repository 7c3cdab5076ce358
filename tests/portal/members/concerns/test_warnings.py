"""Warnings before sending, which do not block."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import EditedMeanwhile
from proposals.models import Concern
from tests.portal.members.concerns.pen import Pen, html
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db

NUMBER = "0612345678"


def answer_warning(pen: Pen, go: str, position: int = 0) -> Any:
    warned = pen.open(3).context["warned"][position]["warned"]
    sent = {"field": warned.field, "start": str(warned.start), "mark": warned.mark, "go": go}
    return pen.client.post(pen.address("warning/"), sent)


def test_warning_answered_while_another_tab_saves_is_told(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise EditedMeanwhile("changed")

    monkeypatch.setattr("portal.members.concerns.draft_session.Writing.save", overtaken)
    answer = answer_warning(pen, "remove")

    assert answer.status_code == 409
    assert NUMBER in html(answer)


def test_warned_words_are_shown_and_do_not_stop_the_sending(pen: Pen) -> None:
    page = pen.write(text=f"اتصلوا على {NUMBER}، والسيد العلوي يشهد", place="12 زنقة الورد")

    assert [each["warned"].words for each in page.context["warned"]] == [NUMBER, "العلوي", "12 زنقة الورد"]
    assert f"<mark><bdi>{NUMBER}</bdi></mark>" in html(page)
    assert pen.send().status_code == 302
    assert NUMBER in Concern.objects.get().text


def test_remove_takes_out_exactly_these_words(pen: Pen) -> None:
    pen.write(text=f"قبل {NUMBER} وبعد {NUMBER} ثم")

    answer = answer_warning(pen, "remove", position=1)

    assert answer.url == pen.address("3/")
    assert fields(pen.open(2))["text"] == [f"قبل {NUMBER} وبعد ثم"]


def test_remove_again_after_a_double_tap_takes_out_nothing_else(pen: Pen) -> None:
    pen.write(text=f"قبل {NUMBER} وبعد {NUMBER} ثم")
    warned = pen.open(3).context["warned"][0]["warned"]
    sent = {"field": warned.field, "start": str(warned.start), "mark": warned.mark, "go": "remove"}

    for _each in range(3):
        pen.client.post(pen.address("warning/"), sent)

    assert fields(pen.open(2))["text"] == [f"قبل وبعد {NUMBER} ثم"]


def test_removing_all_of_a_text_leads_back_to_it(pen: Pen) -> None:
    pen.write(text=NUMBER)

    answer_warning(pen, "remove")

    assert pen.open(3).url.endswith("/2/?check=1")


@pytest.mark.slow
def test_keep_is_remembered_for_these_words(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    answer_warning(pen, "keep")

    assert pen.open(3).context["warned"] == []
    pen.type(2, text=f"تغير النص، {NUMBER}")
    assert pen.open(3).context["warned"] == []
    pen.type(2, text="رقم آخر 0687654321")
    assert len(pen.open(3).context["warned"]) == 1


@pytest.mark.parametrize(("use", "is_said"), [("public_named", True), ("public_unnamed", False), ("cell_only", False)])
def test_sensitive_theme_in_public_is_pointed_out(pen: Pen, use: str, is_said: bool) -> None:
    page = pen.write(themes=["violence_sexual"], use=use)

    assert page.context["is_sensitive"] is is_said


@pytest.mark.parametrize(("area", "is_said"), [("oualili", True), ("hamria", False), ("meknes", False)])
def test_rural_commune_belongs_to_the_gendarmerie(pen: Pen, area: str, is_said: bool) -> None:
    assert pen.write(areas=area).context["is_gendarmerie"] is is_said
