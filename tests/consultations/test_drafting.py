"""What the clerk writes, sentence by sentence: agreement, order, and nothing that the record does not hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations import drafting
from consultations.actions import meetings, record, reports
from consultations.drafting import Section
from consultations.drafting.arabic import is_feminine
from consultations.models import AxisRun, DraftedSentence, Intervention, Meeting, Point
from core.texts import Texts
from reference.models import Institution, PoliceUnit
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
SONG = "canariqz"


def lead(meeting: Meeting, language: str = "ar") -> str:
    return str(getattr(drafting.draft(meeting).text(Section.LEAD), language)).replace("\u00a0", " ")


def opening(meeting: Meeting, language: str = "ar") -> str:
    return str(getattr(drafting.draft(meeting).text(Section.OPENING), language))


def association_present(at: Meeting, name: str, **values: Any) -> Any:
    fields = {"side": "civil_society", "function": text("ممثل جمعية"), "shows_association": True}
    return factories.present(at, association=factories.association(name=text(name)), **{**fields, **values})


def sealed(contribution: Intervention) -> Intervention:
    Intervention.objects.filter(pk=contribution.pk).update(text=Texts(), sealed=b"sealed", sealed_with="key")
    contribution.refresh_from_db()
    return contribution


def owed(at: Meeting, kind: str = "commitment", **values: Any) -> Point:
    fields = {"title": text("تكثيف الدوريات قرب المدارس", fr="intensifier les rondes"), "themes": [], **values}
    return record.note_point(at, by=factories.scribe(), kind=kind, interventions=[factories.contribution(at)], **fields)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "انعقد يوم الأربعاء 17 أكتوبر 2018 لقاء تشاوري مفتوح نظمته ولاية أمن مكناس بمقر الدائرة."),
        ({"part_of_day": "morning"}, "انعقد صباح يوم الأربعاء 17 أكتوبر 2018 لقاء"),
        ({"part_of_day": "afternoon"}, "انعقد بعد زوال يوم الأربعاء 17 أكتوبر 2018 لقاء"),
        ({"held_on": dt.date(2019, 5, 1)}, "انعقد يوم الأربعاء 1 ماي 2019 لقاء"),
        ({"starts_at": dt.time(16)}, "17 أكتوبر 2018، ابتداء من الساعة 16:00، لقاء"),
        (
            {"starts_at": dt.time(16), "ends_at": dt.time(18, 30)},
            "17 أكتوبر 2018، من الساعة 16:00 إلى الساعة 18:30، لقاء",
        ),
        ({"kind": "thematic"}, "لقاء موضوعاتي نظمته"),
        ({"requester": "association"}, "نظمته ولاية أمن مكناس، بطلب من إحدى الجمعيات، بمقر الدائرة."),
        ({"venue": text("المركب الثقافي")}, "مكناس بالمركب الثقافي."),
        ({"venue": text("في رحاب الثانوية")}, "مكناس في رحاب الثانوية."),
        ({"venue": text("بقاعة الاجتماعات")}, "مكناس بقاعة الاجتماعات."),
        ({"venue": text("باحة المدرسة")}, "مكناس بباحة المدرسة."),
        ({"venue": text("Dar Chabab")}, "مكناس في Dar Chabab."),
        ({"venue": Texts(fr="Maison de la culture")}, "نظمته ولاية أمن مكناس."),
    ],
)
def test_held_tells_when_where_and_by_whom(facts: dict[str, Any], sentence: str) -> None:
    assert sentence in lead(factories.meeting(**facts))


def test_held_in_french_and_english_tells_what_is_written_there() -> None:
    meeting = factories.meeting(venue=text("دار الثقافة", fr="Maison de la culture"), starts_at=dt.time(16))

    assert lead(meeting, "fr") == (
        "Le mercredi 17 octobre 2018, à partir de 16 h 00, une rencontre de concertation ouverte s’est tenue à la maison de la "
        "culture, à l’initiative de la préfecture de police de Meknès."
    )
    assert lead(meeting, "en") == (
        "On Wednesday 17 October 2018, from 16:00, an open consultative meeting took place. Organiser: Meknès police prefecture."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("اللقاءات التواصلية", "في إطار اللقاءات التواصلية، انعقد"),
        ("سلسلة لقاءات القرب", "في إطار سلسلة لقاءات القرب، انعقد"),
        ("لقاءات القرب", "في إطار سلسلة «لقاءات القرب»، انعقد"),
    ],
)
def test_held_begins_with_the_series(name: str, sentence: str) -> None:
    assert lead(factories.meeting(new_series=text(name))).startswith(sentence)


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
    factories.present(meeting, function=text("رئيس المنطقة"))

    assert f"{verb} {function} ورئيس المنطقة." in lead(meeting)


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
    factories.present(meeting, function=text("خليفة", fr="Khalifa du caïd"))

    assert "Étaient présents : le chef de district ; Khalifa du caïd." in lead(meeting, "fr")


def test_french_lines_do_not_break_before_a_colon() -> None:
    meeting = factories.meeting(new_series=text("سلسلة", fr="Rencontres"))

    assert "cycle «\u00a0Rencontres\u00a0»" in drafting.draft(meeting).text(Section.LEAD).fr


@pytest.mark.parametrize("is_public", [True, False])
def test_name_is_told_only_where_it_is_public(is_public: bool) -> None:
    meeting = factories.meeting()
    factories.present(meeting, name=SONG, name_is_public=is_public, role="facilitator_opener")
    factories.contribution(meeting, kind="opening", speaker=meeting.attendances.get())

    draft = drafting.draft(meeting)

    assert [SONG in str(each.text.model_dump()) for each in draft.sentences[1:]] == [is_public] * 3


@pytest.mark.parametrize(
    ("function", "sentence"),
    [("رئيس الخلية", "وتولى تيسير اللقاء رئيس الخلية."), ("رئيسة الخلية", "وتولت تيسير اللقاء رئيسة الخلية.")],
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

    assert lead(meeting) == "انعقد يوم الأربعاء 17 أكتوبر 2018 لقاء تشاوري مفتوح نظمته ولاية أمن مكناس بمقر الدائرة."


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
        (2, False, "وأجمعت المداخلات على نقطة واحدة."),
        (1, True, "وأجمعت المداخلات على نقطة واحدة."),
        (1, False, "وسُجل الإجماع على نقطة واحدة."),
    ],
)
def test_agreement_of_contributions_needs_several(carriers: int, collective: bool, sentence: str) -> None:
    meeting = factories.meeting()
    carried = [factories.contribution(meeting, is_collective=collective) for _number in range(carriers)]
    record.note_point(meeting, by=factories.scribe(), kind="consensus", title=text("نقطة"), interventions=carried)

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
        (3, 1, "وتم التعبير خلال اللقاء عن ثلاثة مطالب، تكرر واحد منها في أكثر من مداخلة."),
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


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        ("والي الأمن", "افتتح اللقاء والي الأمن بكلمة جاء فيها: «نرحب بكم»."),
        ("رئيسة الخلية", "افتتحت اللقاء رئيسة الخلية بكلمة جاء فيها: «نرحب بكم»."),
    ],
)
def test_opening_gives_the_speaker_and_the_words_as_recorded(function: str, sentence: str) -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting, function=text(function))
    factories.contribution(meeting, kind="opening", speaker=speaker, text=text("نرحب بكم."))

    assert opening(meeting) == sentence


def test_openings_are_all_told_in_order() -> None:
    meeting = factories.meeting()
    for function in ("والي الأمن", "رئيسة الخلية"):
        speaker = factories.present(meeting, function=text(function, fr=""))
        factories.contribution(meeting, kind="opening", speaker=speaker, text=text(f"كلمة {function}؟"))
    factories.contribution(meeting, kind="opening", text=text("مرحبا"))

    # The recorder wrote whose words they are: they stand alone.
    assert opening(meeting) == "كلمة والي الأمن؟\n\nكلمة رئيسة الخلية؟\n\nوجاء في كلمة أخرى: «مرحبا»."


def test_second_opening_agrees_with_its_speaker() -> None:
    meeting = factories.meeting()
    for function in ("والي الأمن", "رئيسة الخلية"):
        speaker = factories.present(meeting, function=text(function))
        factories.contribution(meeting, kind="opening", speaker=speaker, text=text("مرحبا"))

    assert opening(meeting).endswith("\n\nثم ألقت رئيسة الخلية كلمة جاء فيها: «مرحبا».")


def test_conclusions_are_all_told_in_order() -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting, function=text("والي الأمن"))
    factories.contribution(meeting, kind="conclusion", text=text("كان اللقاء مثمرا."))
    factories.contribution(meeting, kind="conclusion", speaker=speaker, text=text("شكرا لكم"))

    assert drafting.draft(meeting).text(Section.CONCLUSION).ar == (
        "كان اللقاء مثمرا.\n\nواختتم اللقاء والي الأمن بكلمة جاء فيها: «شكرا لكم»."
    )


def test_sealed_contributions_and_what_rests_on_them_alone_are_not_told() -> None:
    meeting = factories.meeting()
    for kind in ("opening", "conclusion"):
        sealed(factories.contribution(meeting, kind=kind, text=text(SONG)))
    secret = sealed(factories.contribution(meeting, text=text(SONG)))
    said = factories.contribution(meeting)
    for kind in ("commitment", "consensus", "decision"):
        record.note_point(meeting, by=factories.scribe(), kind=kind, title=text(SONG), interventions=[secret])
    both = record.note_point(
        meeting, by=factories.scribe(), kind="decision", title=text("قرار"), interventions=[secret, said]
    )
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)

    report = reports.draft(meeting, by=factories.staff("editor"))

    sentences = DraftedSentence.objects.filter(report=report)
    assert not [each for each in sentences if SONG in str(each.text.model_dump())]
    assert not [each for each in sentences if ["intervention", secret.pk] in each.sources]
    assert [row.point for row in report.reported_points.all()] == [both]
    assert not report.opening


def test_draft_keeps_where_each_sentence_comes_from() -> None:
    meeting = factories.meeting(axes=[text("محور")])
    official = factories.present(meeting, function=text("والي الأمن"), role="facilitator_opener")
    said = factories.contribution(meeting, kind="opening", speaker=official, text=text("مرحبا"))
    point = owed(meeting)
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)

    report = reports.draft(meeting, by=factories.staff("editor"))

    assert [(each.section, each.sources) for each in report.drafted_sentences.order_by("position")] == [
        ("lead", []),
        ("lead", [["attendance", official.pk]]),
        ("lead", [["attendance", official.pk]]),
        ("lead", [["axis", meeting.axes.get().pk]]),
        ("lead", [["point", point.pk]]),
        ("opening", [["intervention", said.pk], ["attendance", official.pk]]),
    ]


def test_draft_needs_as_many_queries_for_a_long_record(django_assert_num_queries: Any) -> None:
    short, long = factories.meeting(), factories.meeting(axes=[text("أ"), text("ب")])
    for number in range(3):
        factories.contribution(
            long, kind="opening", speaker=association_present(long, f"جمعية {number}", function=text(f"عضو {number}"))
        )
        owed(long, owner_unit=factories.unit())
        factories.demand_point(long)
    factories.contribution(short, kind="opening", speaker=factories.present(short))
    owed(short, owner_unit=factories.unit())
    fetched = [Meeting.objects.select_related("organiser", "series").get(pk=meeting.pk) for meeting in (short, long)]

    for meeting in fetched:
        with django_assert_num_queries(6):
            drafting.draft(meeting)


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
