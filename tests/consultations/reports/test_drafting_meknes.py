"""The demonstration meeting, composed from its record: the test of a teacher of Arabic."""

from __future__ import annotations

import pytest

from consultations.reports import drafting
from consultations.reports.drafting import Section
from demo import replay

pytestmark = pytest.mark.django_db

TITLE = "تقرير عن لقاء تشاوري مفتوح مع فعاليات المجتمع المدني بمقر الدائرة الثانية، انعقد يوم 17 أكتوبر 2018"
LEAD = """\
في إطار اللقاءات التواصلية مع المجتمع المدني بمكناس، نظمت ولاية أمن مكناس، بمقر الدائرة الثانية للشرطة، مكناس، مساء يوم الأربعاء 17 \
أكتوبر 2018، لقاء تشاوريا مفتوحا. وحضر اللقاء والي أمن مكناس، ورئيس المنطقة الأمنية الثانية، ورئيس المنطقة الأمنية الأولى بالنيابة، \
وفعاليات من المجتمع المدني. وتولى تسيير النقاش رئيس خلية التواصل. وتضمن جدول الأعمال ثلاثة محاور: «المقاربة التشاركية وحاجات المجتمع \
المدني في الشأن الأمني»، و«المخدرات والاعتداءات وسبل الحد منها»، و«تنسيق برامج التوعية والعمل المشترك».

وأجمع المتدخلون على ما يلي: الاستماع إلى حاجات المجتمع المدني منهج مرحب به. كما أجمعوا على أن المخدرات والاعتداءات أكثر ما يقلق \
الحاضرين، وأن برامج التوعية تلتقي في الغاية، فلتُنسق. وتكررت في المداخلات المطالبة بإعطاء الأولوية لمحاربة الجريمة المنظمة والعنف \
والمخدرات في كل أحياء مكناس، وبتعزيز الأمن في محيط المؤسسات التعليمية، وبإصدار دليل عمل تشاركي للمجتمع المدني في قضايا الأمن \
المجتمعي، وببناء شراكات تفاعلية مع المجتمع المدني وتعزيز قدراته، وبإحداث شبكات وأنسجة جمعوية تعنى بالأمن المجتمعي ودعمها بالتكوين \
القانوني والحقوقي."""
OPENING = """\
دعا رئيس خلية التواصل، في كلمة الافتتاح، إلى البناء على ما تحقق في السابق، وإلى صون القرب من الساكنة، وإلى مد الجسور مع المجتمع \
المدني، لأنه طرف أساسي في تحسين العمل الأمني بمكناس."""
CONCLUSION = """\
خرج اللقاء برصيد متنوع من المقترحات الرصينة. ويجمعها فهم واحد: الأمن لا يُختزل في النصوص القانونية ولا في التدخل الميداني، بل هو \
أيضا وقاية واستباق، وللجمعيات والمدرسة والإعلام نصيب في تحصين المجتمع، كل في مجال اختصاصه."""
LEAD_FR = """\
Le mercredi 17 octobre 2018 en soirée, la préfecture de police de Meknès a organisé, au siège du deuxième arrondissement de police, \
Meknès, une rencontre de concertation ouverte dans le cadre du cycle « Rencontres de communication avec la société civile à Meknès \
». Étaient présents : le préfet de police de Meknès, le chef du deuxième district de police, le chef du premier district de police \
par intérim et des acteurs de la société civile. Les débats ont été modérés par le chef de la cellule de communication. L’ordre du \
jour comprenait trois axes : « L’approche participative et les besoins de la société civile en matière de sécurité », « Drogues et \
agressions : comment les réduire » et « Coordonner la sensibilisation et agir ensemble ».

Les intervenants se sont accordés à considérer que l’écoute des besoins de la société civile est saluée, que les drogues et les \
agressions inquiètent le plus et que les programmes de sensibilisation se rejoignent : les coordonner. Les intervenants ont à \
plusieurs reprises formulé les demandes suivantes : donner la priorité à la lutte contre le crime organisé, la violence et les \
drogues dans tous les quartiers de Meknès ; renforcer la sécurité aux abords des établissements scolaires ; publier un guide de \
travail participatif pour la société civile sur la sécurité communautaire ; nouer des partenariats interactifs avec la société \
civile et renforcer ses capacités ; créer des réseaux associatifs pour la sécurité communautaire et les soutenir par une formation \
juridique et aux droits humains."""


@pytest.fixture
def draft() -> drafting.Draft:
    meeting = replay.replay()
    assert meeting is not None
    return drafting.draft(meeting)


@pytest.mark.slow
def test_meknes_is_composed_in_arabic_as_the_press_told_it(draft: drafting.Draft) -> None:
    assert draft.title.ar == TITLE
    assert draft.text(Section.LEAD).ar == LEAD
    assert draft.text(Section.OPENING).ar == OPENING
    assert draft.text(Section.CONCLUSION).ar == CONCLUSION


@pytest.mark.slow
def test_meknes_is_composed_in_french(draft: drafting.Draft) -> None:
    assert draft.text(Section.LEAD).fr.replace("\u00a0", " ") == LEAD_FR


@pytest.mark.slow
def test_meknes_in_english_tells_the_same(draft: drafting.Draft) -> None:
    lead = draft.text(Section.LEAD).en

    assert "On the evening of Wednesday 17 October 2018, an open consultative meeting took place." in lead
    assert (
        "Head of the first security zone (acting); Civil-society actors. Facilitator: Head of the communication cell."
        in lead
    )
    assert "Demands (raised more than once): Give priority to fighting organised crime" in lead


@pytest.mark.slow
def test_meknes_tells_no_number_that_nobody_recorded(draft: drafting.Draft) -> None:
    told = " ".join(each.text.ar for each in draft.sentences)

    assert "شخص" not in told
    assert "جمعية" not in told
    assert "امرأة" not in told
