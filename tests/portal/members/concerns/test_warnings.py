"""Warnings before sending: the sender removes the words or says why they are needed, and the cell reads it."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import EditedMeanwhile
from proposals.concerns import sealed_concern, warnings
from proposals.models import Concern
from publications.models import AnsweredFinding
from tests import factories
from tests.portal.members.concerns.pen import Pen, html
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db

NUMBER = "0612345678"
BECAUSE = "رقم المداومة المعلن"


def answer_warning(pen: Pen, go: str, position: int = 0, because: str = BECAUSE) -> Any:
    warned = pen.open(3).context["warned"][position]["warned"]
    sent = {"field": warned.field, "start": str(warned.start), "mark": warned.mark, "go": go, "because": because}
    return pen.client.post(pen.address("warning/"), sent)


@pytest.mark.slow
def test_warning_answered_while_another_tab_saves_is_told(pen: Pen, monkeypatch: pytest.MonkeyPatch) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise EditedMeanwhile("changed")

    monkeypatch.setattr("portal.members.concerns.draft_session.Writing.save", overtaken)
    answer = answer_warning(pen, "remove")

    assert answer.status_code == 409
    assert NUMBER in html(answer)


@pytest.mark.slow
def test_send_with_a_warning_without_answer_is_refused(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}، والسيد العلوي يشهد", place="12 زنقة الورد")
    page = pen.open(3)

    assert [each["warned"].words for each in page.context["warned"]] == [NUMBER, "العلوي", "12 زنقة الورد"]
    assert f"<mark><bdi>{NUMBER}</bdi></mark>" in html(page)
    answer = pen.send()
    assert answer.status_code == 409
    assert "#id_place" in html(answer)
    assert not Concern.objects.exists()


@pytest.mark.slow
def test_keep_without_a_reason_is_refused_at_its_field(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")

    answer = answer_warning(pen, "keep", because="  ")

    assert answer.status_code == 400
    assert 'aria-describedby="because-1-error"' in html(answer)
    assert pen.send().status_code == 409


@pytest.mark.slow
def test_moderator_reads_why_the_sender_kept_the_words(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")
    answer_warning(pen, "keep")

    assert pen.send().status_code == 302

    concern = Concern.objects.get()
    assert NUMBER in concern.text
    page = signed_in(factories.staff("moderator")).get(f"/staff/concerns/{concern.pk}/")
    assert [(each.excerpt, each.because) for each in page.context["checks"]] == [(NUMBER, BECAUSE)]


@pytest.mark.slow
def test_answer_about_a_confidential_concern_stays_sealed(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}", use="cell_only")
    answer_warning(pen, "keep")

    assert pen.send().status_code == 302

    concern = Concern.objects.get()
    assert not AnsweredFinding.objects.exists()
    content = sealed_concern.read(concern, by=factories.staff("moderator"))
    assert list(warnings.answers(content).values()) == [BECAUSE]


@pytest.mark.slow
def test_answer_about_removed_words_is_not_sent(pen: Pen) -> None:
    pen.write(text=f"اتصلوا على {NUMBER}")
    answer_warning(pen, "keep")
    pen.type(2, text="الزنقة مظلمة")

    assert pen.send().status_code == 302

    assert not AnsweredFinding.objects.exists()


@pytest.mark.slow
def test_remove_takes_out_exactly_these_words(pen: Pen) -> None:
    pen.write(text=f"قبل {NUMBER} وبعد {NUMBER} ثم")

    answer = answer_warning(pen, "remove", position=1)

    assert answer.url == pen.address("3/")
    assert fields(pen.open(2))["text"] == [f"قبل {NUMBER} وبعد ثم"]


@pytest.mark.slow
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
    pen.write(themes=["violence_sexual"], use=use)
    page = pen.open(3)

    assert page.context["is_sensitive"] is is_said


@pytest.mark.parametrize(("area", "is_said"), [("oualili", True), ("hamria", False), ("meknes", False)])
def test_rural_commune_belongs_to_the_gendarmerie(pen: Pen, area: str, is_said: bool) -> None:
    pen.write(areas=area)
    assert pen.open(3).context["is_gendarmerie"] is is_said
