"""Sentences about the facts of real meetings: who organised and chaired, who was excused, what is known of day and numbers."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.reports import drafting
from core.text.texts import Texts
from tests import factories
from tests.consultations.reports.drafted import lead
from tests.factories import text

pytestmark = pytest.mark.django_db


def named(ar: str, fr: str) -> Texts:
    return Texts(ar=ar, fr=fr)


@pytest.mark.parametrize(
    ("facts", "arabic", "french"),
    [
        (
            {"organised_with": named("المديرية الإقليمية للتربية الوطنية", "la direction provinciale")},
            "نظمت ولاية أمن مكناس، بشراكة مع المديرية الإقليمية للتربية الوطنية، ",
            "a organisé, en partenariat avec la direction provinciale, ",
        ),
        (
            {"requester": "institution", "requesting_body": named("والي الجهة", "Wali de la région")},
            "نظمت ولاية أمن مكناس، بطلب من والي الجهة، ",
            "a organisé, à la demande du wali de la région, ",
        ),
        (
            {"requester": "association", "requesting_body": named("جمعية النور", "Association An-Nour")},
            "، بطلب من إحدى الجمعيات، ",
            ", à la demande d’une association, ",
        ),
        (
            {
                "requester": "association",
                "requesting_body": named("جمعية النور", "Association An-Nour"),
                "requester_agrees": True,
            },
            "، بطلب من جمعية النور، ",
            ", à la demande de l’association An-Nour, ",
        ),
        (
            {"number_in_series": 4},
            "لقاء تشاوريا مفتوحا، وهو اللقاء الرابع من نوعه.",
            "ouverte, quatrième du genre.",
        ),
        (
            {"organiser": None, "organising_body": named("باشوية صفرو", "Pachalik de Sefrou"), "kind": "enlarged"},
            "عقدت باشوية صفرو، ",
            "une rencontre élargie a été organisée par : Pachalik de Sefrou",
        ),
        ({"kind": "outreach"}, "، لقاء تواصليا.", "une rencontre de communication."),
        ({"kind": "consultative"}, "، لقاء تشاوريا.", "une rencontre de concertation."),
        ({"declared_contributions": 18}, "وعرف النقاش ثماني عشرة مداخلة.", "Le débat a donné lieu à 18 interventions."),
        (
            {"declared_people": 50, "counts_are_estimates": True},
            "وبلغ عدد الحاضرين حوالي خمسين شخصا.",
            "La rencontre a réuni environ 50 personnes.",
        ),
        (
            {"part_of_day": "night"},
            "، ليل يوم الأربعاء 17 أكتوبر 2018، ",
            "Le mercredi 17 octobre 2018 dans la nuit, la",
        ),
    ],
)
def test_facts_of_real_meetings_are_told(facts: dict[str, Any], arabic: str, french: str) -> None:
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"), **facts)

    assert arabic in lead(meeting)
    assert french in lead(meeting, "fr")


@pytest.mark.parametrize(
    ("known", "arabic", "french"),
    [
        ("weekday", "، يوم الأربعاء، لقاء", "Un mercredi, la"),
        ("day_month", "، يوم 17 أكتوبر، لقاء", "Le 17 octobre, la"),
        ("month", "، خلال شهر أكتوبر 2018، لقاء", "En octobre 2018, la"),
        ("year", "، خلال سنة 2018، لقاء", "En 2018, la"),
        ("nothing", "بمقر الدائرة، لقاء", "La préfecture"),
    ],
)
def test_no_more_of_the_day_is_told_than_is_known(known: str, arabic: str, french: str) -> None:
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"), day_known=known)

    assert arabic in lead(meeting)
    assert lead(meeting, "fr").startswith(french)
    assert ("2018" in drafting.draft(meeting).title.ar) is (known in ("month", "year"))


@pytest.mark.parametrize(
    ("venue", "told"),
    [
        ("مقر ولاية أمن مكناس", "، بمقرها، يوم"),
        ("قاعة الاجتماعات بمقر ولاية الأمن بمكناس", "، بقاعة الاجتماعات بمقرها، يوم"),
        ("مقر الدائرة", "، بمقر الدائرة، يوم"),
    ],
)
def test_organiser_s_own_seat_is_told_as_its_seat(venue: str, told: str) -> None:
    assert told in lead(factories.meeting(venue=text(venue)))


def test_seat_with_another_name_of_the_same_body_is_its_seat() -> None:
    unit = factories.PoliceUnit.objects.create(
        key="district_13", level="district", name=text("الدائرة 13 للشرطة بمكناس")
    )
    meeting = factories.meeting(organiser=unit, venue=text("مقر الدائرة الأمنية 13 بمكناس"), kind="outreach")

    assert lead(meeting) == "نظمت الدائرة 13 للشرطة بمكناس، بمقرها، يوم الأربعاء 17 أكتوبر 2018، لقاء تواصليا."


def test_chair_and_those_away_are_told_apart_from_those_present() -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=named("رئيسة المنطقة", "Cheffe de la zone"), chair="chaired")
    factories.present(meeting, function=named("قائد الملحقة", "Caïd de l’annexe"), side="institution")
    factories.present(meeting, function=named("مديرة المركز", "Directrice du centre"), attended="excused")
    factories.present(meeting, function=named("مندوب الصحة", "Délégué de la santé"), attended="absent")

    assert lead(meeting).endswith(
        "وترأست اللقاء رئيسة المنطقة. كما حضره قائد الملحقة. واعتذرت عن الحضور مديرة المركز. "
        "وتغيب عن اللقاء، رغم توجيه الدعوة، مندوب الصحة."
    )
    assert lead(meeting, "fr").endswith(
        "La rencontre a été présidée par la cheffe de la zone. Était présent : le caïd de l’annexe. "
        "Était excusée : la directrice du centre. Était absent, bien qu’invité : le délégué de la santé."
    )


def test_elected_chair_and_who_stands_in_are_told_as_such() -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text("رئيس ودادية"), side="civil_society", chair="elected")
    factories.present(meeting, function=text("نائب رئيس المنطقة"), on_behalf_of=text("رئيس المنطقة"))

    assert "وانتخب الحاضرون رئيس ودادية لرئاسة اللقاء." in lead(meeting)
    assert "كما حضره نائب رئيس المنطقة نيابة عن رئيس المنطقة." in lead(meeting)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_group": True, "people": 3}, "وحضر اللقاء الكاتب العام لإحدى الجمعيات ومن معه (3)."),
        ({}, "وحضر اللقاء الكاتب العام لإحدى الجمعيات."),
        ({"association_name": "جمعية النور", "shows_association": True}, "وحضر اللقاء الكاتب العام لجمعية النور."),
        ({"association_name": "جمعية النور"}, "وحضر اللقاء الكاتب العام لإحدى الجمعيات."),
    ],
)
def test_member_of_a_board_is_told_as_of_an_association(values: dict[str, Any], told: str) -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text("الكاتب العام"), side="civil_society", **values)

    assert told in lead(meeting)


def test_language_in_which_nothing_was_noted_is_left_empty() -> None:
    meeting = factories.meeting(title=text("لقاء", fr="Rencontre"), declared_people=40)
    factories.present(meeting, function=named("رئيس المنطقة", "Chef de la zone"))
    factories.contribution(meeting, text=text("نطلب الإنارة"))

    draft = drafting.draft(meeting)

    assert draft.title.fr == draft.title.en == ""
    assert lead(meeting, "fr") == lead(meeting, "en") == ""
    assert "أربعين شخصا" in lead(meeting)
