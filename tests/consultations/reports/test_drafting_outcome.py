"""Sentences about topics, consensus, demands and commitments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
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
        (2, False, "وأجمع المتدخلون على إحداث لجنة للتتبع."),
        (1, True, "وأجمع المتدخلون على إحداث لجنة للتتبع."),
        (1, False, "وتم تسجيل الإجماع على إحداث لجنة للتتبع."),
    ],
)
def test_agreement_of_contributions_needs_several(carriers: int, collective: bool, sentence: str) -> None:
    meeting = factories.meeting()
    carried = [factories.contribution(meeting, is_collective=collective) for _number in range(carriers)]
    title = text("إحداث لجنة للتتبع")
    points.note_point(meeting, by=factories.scribe(), kind="consensus", title=title, interventions=carried)

    assert lead(meeting).endswith(sentence)


def test_demands_are_told_by_their_content_and_as_repeated_only_if_they_were() -> None:
    meeting = factories.meeting()
    once, often = factories.contribution(meeting), factories.contribution(meeting, is_collective=True)
    for title, carrier in (("إصلاح الإنارة", once), ("تكثيف الدوريات", often), ("فتح ملعب الحي", once)):
        factories.demand_point(meeting, title=text(title), interventions=[carrier])

    assert lead(meeting).endswith(
        "وطالب المتدخلون بإصلاح الإنارة، وبفتح ملعب الحي. وتكررت في المداخلات المطالبة بتكثيف الدوريات."
    )


def test_results_are_told_by_their_content_with_one_subject() -> None:
    meeting = factories.meeting()
    for kind, title in (
        ("concern", "انتشار بيع الأقراص المهلوسة قرب الملعب"),
        ("concern", "الإنارة ضعيفة بمدخل الحي"),
        ("recommendation", "تنظيم دوري بين فرق الأحياء"),
        ("praise", "سرعة تدخل عناصر الدائرة"),
    ):
        owed(meeting, kind, title=text(title))

    assert lead(meeting).endswith(
        "وعبر المتدخلون عن انشغالهم بانتشار بيع الأقراص المهلوسة قرب الملعب. كما أشاروا إلى أن الإنارة ضعيفة بمدخل الحي. "
        "كما أوصوا بتنظيم دوري بين فرق الأحياء. ونوهوا بسرعة تدخل عناصر الدائرة."
    )


def test_result_that_an_official_alone_told_is_told_as_the_official_s() -> None:
    meeting = factories.meeting()
    chief = factories.present(meeting, function=text("رئيسة المنطقة", fr="Cheffe de la zone"))
    guest = factories.present(meeting, side="civil_society", function=text("رئيس ودادية"))
    for speaker in (chief, guest):
        title = text("تأطير الشباب خلال العطل", fr="encadrer les jeunes pendant les vacances")
        said = factories.contribution(meeting, speaker=speaker, text=title)
        points.note_point(meeting, by=factories.scribe(), kind="recommendation", title=title, interventions=[said])

    assert lead(meeting).endswith(
        "وأوصت رئيسة المنطقة بتأطير الشباب خلال العطل. وأوصى المتدخلون بتأطير الشباب خلال العطل."
    )
    assert "La cheffe de la zone a recommandé d’encadrer les jeunes pendant les vacances." in lead(meeting, "fr")


@pytest.mark.parametrize(
    ("kind", "said", "arabic"),
    [
        ("demand", "نريد أن نرى رجل الأمن كل يوم", "وعبر المتدخلون عن مطالبهم بالقول: «نريد أن نرى رجل الأمن كل يوم»."),
        ("concern", "«لا أحد يجيب»", "وعبر المتدخلون عن انشغالهم بالقول: «لا أحد يجيب»."),
        ("concern", "الضو طافي من راس الدرب هادي شهرين", "عن انشغالهم بالقول: «الضو طافي من راس الدرب هادي شهرين»."),
        ("concern", "لا أحد يجيب", "وأثار المتدخلون النقطة الآتية: لا أحد يجيب."),
        ("demand", "تحال كل شكاية على البحث", "وطالب المتدخلون بأن تحال كل شكاية على البحث."),
        ("praise", "شكر عناصر الدائرة على تدخلهم", "وتم شكر عناصر الدائرة على تدخلهم."),
    ],
)
def test_only_somebody_s_own_words_are_quoted(kind: str, said: str, arabic: str) -> None:
    meeting = factories.meeting()
    carried = [factories.contribution(meeting)]
    if kind == "demand":
        factories.demand_point(meeting, title=text(said), interventions=carried)
    else:
        owed(meeting, kind, title=text(said))

    assert lead(meeting).endswith(arabic)


def test_figures_are_told_with_value_period_and_source() -> None:
    meeting = factories.meeting()
    owed(
        meeting,
        "figure",
        title=text("قضايا السرقة المعالجة", fr="affaires de vol traitées"),
        figure_value=Decimal(1214),
        figure_unit=text("قضية", fr="affaires"),
        figure_period=text("منذ يناير", fr="depuis janvier"),
        figure_source=text("ولاية أمن مكناس", fr="Préfecture de police"),
    )

    assert (
        lead(meeting)
        .replace("\u00a0", " ")
        .endswith(
            "وتم خلال اللقاء تقديم المعطى الآتي: قضايا السرقة المعالجة: 1 214 قضية منذ يناير (المصدر: ولاية أمن مكناس)."
        )
    )


def test_figures_of_a_contribution_and_answers_stand_in_the_lead() -> None:
    meeting = factories.meeting()
    chief = factories.present(meeting, function=text("رئيس المنطقة", fr="Chef de la zone"))
    figures, answer = text("63 سيارة حُجزت منذ يناير"), text("أوضح رئيس المنطقة أن الدورية ستمر مرتين كل ليلة")
    factories.contribution(meeting, kind="figures", speaker=chief, text=figures)
    factories.contribution(meeting, kind="reply", speaker=chief, text=answer)

    assert "وقدم رئيس المنطقة المعطى الآتي: 63 سيارة حُجزت منذ يناير." in lead(meeting)
    assert lead(meeting).endswith("وجوابا عن المداخلات، أوضح رئيس المنطقة أن الدورية ستمر مرتين كل ليلة.")


def test_figures_are_not_told_twice() -> None:
    meeting = factories.meeting()
    said = factories.contribution(meeting, kind="figures", text=text("حجز 63 سيارة"))
    points.note_point(meeting, by=factories.scribe(), kind="figure", title=text("حجز 63 سيارة"), interventions=[said])

    assert lead(meeting).count("63") == 1


def test_progress_and_exchange_of_views_are_told() -> None:
    meeting = factories.meeting()
    before = factories.meeting(held_on=dt.date(2018, 6, 3))
    owed(meeting, "progress", title=text("إصلاح الإنارة بحي البساتين"), about_meeting=before)
    owed(meeting, "exchange", title=text("تنظيم السير أمام المدارس"))

    assert "وفي إطار تتبع ما سبق طرحه، تم تسجيل إصلاح الإنارة بحي البساتين (لقاء 3 يونيو 2018)." in lead(meeting)
    assert lead(meeting).endswith("وتم تبادل الرأي حول تنظيم السير أمام المدارس.")


@pytest.mark.parametrize(
    ("dates", "arabic", "french"),
    [
        ({"starts_on": dt.date(2018, 12, 7)}, "، ابتداء من 7 دجنبر 2018، ", ", à compter du 7 décembre 2018, à"),
        ({"due_on": dt.date(2018, 12, 7)}, "، في أجل أقصاه 7 دجنبر 2018، ", ", d’ici au 7 décembre 2018, à"),
        (
            {"starts_on": dt.date(2018, 12, 7), "due_on": dt.date(2018, 12, 31)},
            "، من 7 دجنبر 2018 إلى غاية 31 دجنبر 2018، ",
            ", du 7 décembre 2018 au 31 décembre 2018, à",
        ),
    ],
)
def test_commitment_tells_from_when_and_until_when_apart(dates: dict[str, Any], arabic: str, french: str) -> None:
    meeting = factories.meeting()
    owed(meeting, owner_unit=factories.unit("meknes"), **dates)
    factories.contribution(meeting, text=text("مداخلة", fr="contribution"))

    assert lead(meeting).endswith(f"والتزمت ولاية أمن مكناس{arabic}بتكثيف الدوريات قرب المدارس.")
    assert lead(meeting, "fr").endswith(
        f"La préfecture de police de Meknès s’est engagée{french} intensifier les rondes."
    )


def test_commitment_tells_who_owes_it_and_until_when() -> None:
    meeting = factories.meeting()
    zone = PoliceUnit.objects.get(key="meknes_zone_1")
    owed(meeting, owner_unit=zone, due_on=dt.date(2018, 11, 15))

    assert lead(meeting).endswith(
        "والتزمت المنطقة الأمنية الأولى بمكناس، في أجل أقصاه 15 نونبر 2018، بتكثيف الدوريات قرب المدارس."
    )
    assert lead(meeting, "fr").endswith(
        "Le premier district de police de Meknès s’est engagé, d’ici au 15 novembre 2018, à intensifier les rondes."
    )


@pytest.mark.parametrize(
    ("kind", "known", "sentence"),
    [
        ("commitment", {}, "وتم الالتزام بتكثيف الدوريات قرب المدارس."),
        ("commitment", {"due_on": dt.date(2018, 11, 15)}, "وتم الالتزام، في أجل أقصاه 15 نونبر 2018، بتكثيف"),
        (
            "commitment",
            {"owner": "prosecution_meknes"},
            "والتزمت النيابة العامة لدى المحكمة الابتدائية بمكناس بتكثيف",
        ),
        ("decision", {}, "وتقرر تكثيف الدوريات قرب المدارس."),
        (
            "decision",
            {"due_on": dt.date(2018, 11, 15)},
            "وتقرر تكثيف الدوريات قرب المدارس، في أجل أقصاه 15 نونبر 2018.",
        ),
        ("decision", {"owner": "commune_meknes"}, "قرب المدارس، على أن تتولى جماعة مكناس التنفيذ."),
        (
            "decision",
            {"owner": "commune_meknes", "due_on": dt.date(2018, 11, 15)},
            "قرب المدارس، على أن تتولى جماعة مكناس التنفيذ في أجل أقصاه 15 نونبر 2018.",
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

    assert "Des associations du quartier se sont engagées à intensifier" in lead(meeting, "fr")
