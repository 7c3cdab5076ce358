"""Sentences about participants: agreement of functions, names with consent, known numbers."""

from __future__ import annotations

import pytest

from consultations.reports import drafting
from consultations.reports.drafting.arabic import is_feminine
from core.text.texts import Texts
from tests import factories
from tests.consultations.reports.drafted import SONG, association_present, lead
from tests.factories import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("function", "verb"),
    [
        ("والي أمن مكناس", "وحضر اللقاء"),
        ("رئيسة الدائرة الثانية", "وحضرت اللقاء"),
        ("خليفة القائد", "وحضر اللقاء"),
        ("ممثلات الجمعيات النسائية", "وحضرت اللقاء"),
        ("أعضاء المجلس", "وحضر اللقاء"),
        ("ممثلون عن السلطة المحلية", "وحضر اللقاء"),
        ("مصالح الوقاية المدنية", "وحضرت اللقاء"),
    ],
)
def test_presence_verb_agrees_with_the_first_function(function: str, verb: str) -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text(function))

    assert f"{verb} {function}." in lead(meeting)


def test_presence_verb_follows_the_word_not_what_is_noted_of_the_person() -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text("رئيس المنطقة"), is_woman=True)

    assert "وحضر اللقاء رئيس المنطقة." in lead(meeting)


def test_presence_keeps_the_order_of_protocol_and_says_who_was_acting() -> None:
    meeting = factories.meeting()
    factories.present(meeting, side="other", function=text("ممثلو وسائل الإعلام"), is_group=True)
    factories.present(meeting, side="civil_society", function=text("فعاليات من المجتمع المدني"), is_group=True)
    factories.present(meeting, side="institution", function=text("قائد المقاطعة الرابعة"))
    factories.present(meeting, side="police", function=text("رئيس المنطقة الأولى"), is_acting=True)
    factories.present(meeting, side="police", function=text("رئيس الدائرة بالنيابة"), is_acting=True)

    assert (
        "وحضر اللقاء رئيس المنطقة الأولى بالنيابة، ورئيس الدائرة بالنيابة، وقائد المقاطعة الرابعة، وفعاليات من المجتمع المدني، "
        "وممثلو وسائل الإعلام." in lead(meeting)
    )


def test_presence_of_many_guests_is_told_together() -> None:
    meeting = factories.meeting()
    for number in range(4):
        association_present(meeting, f"جمعية {number}", function=text(f"رئيس جمعية {number}"), shows_association=False)

    assert "وحضر اللقاء ممثلون عن المجتمع المدني." in lead(meeting)


def test_presence_of_few_guests_is_told_by_function() -> None:
    meeting = factories.meeting()
    factories.present(meeting, side="civil_society", function=text("رئيسة ودادية سكنية"))

    assert "وحضرت اللقاء رئيسة ودادية سكنية." in lead(meeting)


def test_presence_tells_equal_functions_apart_by_their_organisation() -> None:
    meeting = factories.meeting()
    for key in ("meknes_zone_1", "meknes_zone_2"):
        factories.present(meeting, function=text("رئيس المنطقة"), unit=factories.unit(key))

    assert "رئيس المنطقة (المنطقة الأمنية الأولى بمكناس) ورئيس المنطقة (المنطقة الأمنية الثانية بمكناس)" in lead(
        meeting
    )


def test_presence_without_words_in_a_language_is_not_told_in_it() -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=Texts(fr="Chef de district"))
    factories.present(meeting, function=text("رئيس المنطقة", fr="Chef de zone"))

    assert "حضر" not in lead(meeting)
    assert "Étaient présents : le chef de district et le chef de zone." in lead(meeting, "fr")


def test_presence_in_french_has_articles_for_all_or_for_none() -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text("رئيس", fr="Chef de district"))
    factories.present(meeting, function=text("خليفة", fr="Zélateur du quartier"))

    assert "Étaient présents : le chef de district ; Zélateur du quartier." in lead(meeting, "fr")


@pytest.mark.parametrize("is_public", [True, False])
def test_name_is_told_only_where_it_is_public(is_public: bool) -> None:
    meeting = factories.meeting()
    factories.present(meeting, name=SONG, name_is_public=is_public, role="facilitator_opener")
    factories.contribution(meeting, kind="opening", speaker=meeting.attendances.get())

    draft = drafting.draft(meeting)

    assert [SONG in str(each.text.model_dump()) for each in draft.sentences[1:]] == [is_public] * 2


@pytest.mark.parametrize(
    ("function", "sentence"),
    [("رئيس الخلية", "وتولى تسيير النقاش رئيس الخلية."), ("رئيسة الخلية", "وتولت تسيير النقاش رئيسة الخلية.")],
)
def test_facilitation_agrees(function: str, sentence: str) -> None:
    meeting = factories.meeting()
    factories.present(meeting, function=text(function), role="facilitator")

    assert sentence in lead(meeting)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"people": 75, "women": 20}, "وبلغ عدد الحاضرين خمسة وسبعين شخصا، من بينهم عشرون امرأة."),
        ({"people": 2}, "وبلغ عدد الحاضرين شخصين."),
        ({"people": 12, "women": 1}, "وبلغ عدد الحاضرين اثني عشر شخصا، من بينهم امرأة واحدة."),
        ({"people": 250, "women": 2}, "وبلغ عدد الحاضرين 250 شخصا، من بينهم امرأتان."),
        ({"women": 8}, "وشاركت في اللقاء ثماني نساء."),
        ({"associations": 46}, "وشاركت في اللقاء ست وأربعون جمعية."),
        ({"associations": 2}, "وشاركت في اللقاء جمعيتان."),
        ({"associations": 1}, "وشاركت في اللقاء جمعية واحدة."),
    ],
)
def test_headcount_is_told_in_words_that_agree(declared: dict[str, int], sentence: str) -> None:
    meeting = factories.meeting(**{f"declared_{name}": count for name, count in declared.items()})

    assert lead(meeting).endswith(f" {sentence}")


@pytest.mark.parametrize("declared", [{}, {"declared_women": 0}, {"declared_people": 0, "declared_associations": 0}])
def test_headcount_that_is_unknown_or_nothing_is_left_out(declared: dict[str, int]) -> None:
    meeting = factories.meeting(**declared)

    assert lead(meeting) == "نظمت ولاية أمن مكناس، بمقر الدائرة، يوم الأربعاء 17 أكتوبر 2018، لقاء تشاوريا مفتوحا."


def test_headcount_of_a_complete_list_is_told_as_the_list_s() -> None:
    meeting = factories.meeting()
    association_present(meeting, "جمعية النور", is_woman=True)
    association_present(meeting, "جمعية الأمل", is_group=True, people=4, women=2)

    assert "وضمت لائحة الحضور خمسة أشخاص، من بينهم ثلاث نساء." in lead(meeting)
    assert "وشاركت في اللقاء جمعيتان، هما جمعية النور وجمعية الأمل." in lead(meeting)


def test_headcount_of_a_list_with_an_unknown_group_is_left_out() -> None:
    meeting = factories.meeting()
    association_present(meeting, "جمعية النور", shows_association=False)
    factories.present(meeting, side="civil_society", function=text("فعاليات"), is_group=True)

    assert lead(meeting).endswith("وحضر اللقاء ممثل جمعية وفعاليات.")


def test_associations_that_agreed_are_named_and_no_other() -> None:
    meeting = factories.meeting(declared_associations=46)
    association_present(meeting, "جمعية النور")
    association_present(meeting, SONG, shows_association=False)

    assert "وشاركت في اللقاء ست وأربعون جمعية، من بينها جمعية النور." in lead(meeting)
    assert SONG not in lead(meeting)


@pytest.mark.parametrize(
    ("phrase", "feminine"),
    [
        ("ولاية أمن مكناس", True),
        ("الجماعة", True),
        ("مندوبيات الصحة", True),
        ("المصالح الخارجية", True),
        ("الدرك الملكي", False),
        ("خليفة قائد المقاطعة", False),
        ("باشا المدينة", False),
    ],
)
def test_gender_is_that_of_the_first_word(phrase: str, feminine: bool) -> None:
    assert is_feminine(phrase) is feminine
