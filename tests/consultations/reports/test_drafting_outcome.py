"""Sentences about topics, consensus, demands and commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import AxisRun
from consultations.record import points
from reference.models import Institution, PoliceUnit
from tests import factories
from tests.consultations.reports.drafted import lead, owed
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_topics_of_the_agenda_are_told_as_the_agenda_s() -> None:
    meeting = factories.meeting(axes=[text("أمن المدارس"), text("الإنارة")])

    assert "وتضمن جدول الأعمال محورين: «أمن المدارس» و«الإنارة»." in lead(meeting)


def test_topics_that_were_all_discussed_are_told_as_discussed() -> None:
    meeting = factories.meeting(axes=[text("أمن المدارس"), text("الإنارة")])
    first, second = meeting.axes.all()
    factories.contribution(meeting, axis=first)
    AxisRun.objects.create(meeting=meeting, axis=second, started_at=dt.datetime(2018, 10, 17, 17, tzinfo=dt.UTC))

    assert "وتناول النقاش محورين: «أمن المدارس» و«الإنارة»." in lead(meeting)


@pytest.mark.parametrize(
    ("carriers", "collective", "sentence"),
    [
        (2, False, "وأجمع المتدخلون على نقطة واحدة."),
        (1, True, "وأجمع المتدخلون على نقطة واحدة."),
        (1, False, "وسُجل الإجماع على نقطة واحدة."),
    ],
)
def test_agreement_of_contributions_needs_several(carriers: int, collective: bool, sentence: str) -> None:
    meeting = factories.meeting()
    carried = [factories.contribution(meeting, is_collective=collective) for _number in range(carriers)]
    points.note_point(meeting, by=factories.scribe(), kind="consensus", title=text("نقطة"), interventions=carried)

    assert lead(meeting).endswith(sentence)


@pytest.mark.parametrize(
    ("count", "came_back", "sentence"),
    [
        (1, 0, "وتم التعبير خلال اللقاء عن مطلب واحد."),
        (2, 0, "وتم التعبير خلال اللقاء عن مطلبين."),
        (3, 0, "وتم التعبير خلال اللقاء عن ثلاثة مطالب."),
        (1, 1, "وتردد في المداخلات مطلب واحد."),
        (2, 2, "وتردد في المداخلات مطلبان."),
        (3, 3, "وترددت في المداخلات ثلاثة مطالب."),
        (3, 1, "وتم التعبير خلال اللقاء عن ثلاثة مطالب، تكرر أحدها في أكثر من مداخلة."),
        (5, 3, "وتم التعبير خلال اللقاء عن خمسة مطالب، تكررت ثلاثة منها في أكثر من مداخلة."),
        (11, 0, "وتم التعبير خلال اللقاء عن أحد عشر مطلبا."),
        (11, 11, "وتردد في المداخلات أحد عشر مطلبا."),
    ],
)
def test_demands_are_counted_and_came_back_only_if_they_did(count: int, came_back: int, sentence: str) -> None:
    meeting = factories.meeting()
    once, often = factories.contribution(meeting), factories.contribution(meeting, is_collective=True)
    for number in range(count):
        carrier = often if number < came_back else once
        factories.demand_point(meeting, title=text(f"مطلب {number}"), interventions=[carrier])

    assert lead(meeting).endswith(sentence)


def test_commitment_tells_who_owes_it_and_until_when() -> None:
    meeting = factories.meeting()
    zone = PoliceUnit.objects.get(key="meknes_zone_1")
    owed(meeting, owner_unit=zone, due_on=dt.date(2018, 11, 15))

    assert lead(meeting).endswith(
        "والتزمت المنطقة الأمنية الأولى بمكناس، في أجل أقصاه 15 نونبر 2018، بما يلي: تكثيف الدوريات قرب المدارس."
    )
    assert lead(meeting, "fr").endswith(
        "Le premier district de police de Meknès s’est engagé, d’ici au 15 novembre 2018, à ce qui suit : intensifier les rondes."
    )


@pytest.mark.parametrize(
    ("kind", "known", "sentence"),
    [
        ("commitment", {}, "وتم الالتزام بما يلي: تكثيف الدوريات قرب المدارس."),
        ("commitment", {"due_on": dt.date(2018, 11, 15)}, "وتم الالتزام، في أجل أقصاه 15 نونبر 2018، بما يلي: تكثيف"),
        (
            "commitment",
            {"owner": "prosecution_meknes"},
            "والتزمت النيابة العامة لدى المحكمة الابتدائية بمكناس بما يلي:",
        ),
        ("decision", {}, "وتقرر ما يلي: تكثيف الدوريات قرب المدارس."),
        ("decision", {"due_on": dt.date(2018, 11, 15)}, "وتقرر، في أجل أقصاه 15 نونبر 2018، ما يلي: تكثيف"),
        ("decision", {"owner": "commune_meknes"}, "قرب المدارس، على أن تتولى جماعة مكناس تنفيذه."),
        (
            "decision",
            {"owner": "commune_meknes", "due_on": dt.date(2018, 11, 15)},
            "قرب المدارس، على أن تتولى جماعة مكناس تنفيذه في أجل أقصاه 15 نونبر 2018.",
        ),
    ],
)
def test_what_is_owed_leaves_out_what_is_unknown(kind: str, known: dict[str, Any], sentence: str) -> None:
    meeting = factories.meeting()
    if key := known.pop("owner", None):
        known = known | {"owner_institution": Institution.objects.get(key=key)}
    owed(meeting, kind, **known)

    assert sentence in lead(meeting)


def test_commitment_of_several_associations_agrees_in_french() -> None:
    meeting = factories.meeting()
    network = Institution.objects.create(
        key="associations", kind="commune", name=text("جمعيات الحي", fr="Associations du quartier")
    )
    owed(meeting, owner_institution=network)

    assert "Des associations du quartier se sont engagées à ce qui suit" in lead(meeting, "fr")
