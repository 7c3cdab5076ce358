"""The shape of a noted text: a wrong one makes a sentence that nobody signs, an unsure one stands after a colon."""

from __future__ import annotations

import pytest

from consultations.reports.drafting import arabic_phrases, french_phrases, spelling
from consultations.reports.drafting.phrases import Shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("تكثيف الدوريات الراجلة ليلا بالأزقة", Shape.NOUN),
        ("المفرقعات التي تروع المصلين", Shape.NOUN),
        ("زيادة عدد العناصر لأنها لا تكفي لمدينة يفوق سكانها مئة ألف", Shape.NOUN),
        ("تراجع السرقات في ساعات الصباح", Shape.NOUN),
        ("احتلال الملك العمومي من طرف أصحاب المقاهي", Shape.NOUN),
        ("الموارد البشرية محدودة", Shape.SENTENCE),
        ("الباعة الجائلون يحتلون الرصيف", Shape.SENTENCE),
        ("مراكز الإيواء غير كافية", Shape.SENTENCE),
        ("تدخل الشرطة كان سريعا", Shape.SENTENCE),
        ("حملات التوعية داخل دور الشباب أعطت ثمارها", Shape.SENTENCE),
        ("يعقد لقاء للتتبع قبل الصيف", Shape.VERB),
        ("لم نعد نأمن على سلعنا", Shape.SPOKEN),
        ("شوارعنا مظلمة", Shape.SPOKEN),
        ("الدراري لي كيتجمعو حدا المدرسة", Shape.SPOKEN),
        ("«لا أحد يجيب»", Shape.SPOKEN),
        ("الاستماع إلى الجمعيات منهج مرحب به", Shape.OTHER),
        ("اتصلوا بالرقم", Shape.OTHER),
    ],
)
def test_shape_of_an_arabic_text(text: str, shape: Shape) -> None:
    assert arabic_phrases.phrase(text).shape is shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("le manque d’éclairage au quartier Zitoune", Shape.NOUN),
        ("l’occupation des trottoirs, qui pousse les piétons sur la chaussée", Shape.NOUN),
        ("la nécessité de coordonner les campagnes", Shape.NOUN),
        ("le stationnement anarchique gêne les piétons", Shape.SENTENCE),
        ("des jeunes consomment de la drogue près du stade", Shape.SENTENCE),
        ("une ronde sera faite chaque soir", Shape.SENTENCE),
        ("personne ne répond le dimanche", Shape.SENTENCE),
        ("renforcer les patrouilles de nuit", Shape.VERB),
        ("nos filles ne prennent plus le bus", Shape.SPOKEN),
        ("absence de passage piéton", Shape.OTHER),
    ],
)
def test_shape_of_a_french_text(text: str, shape: Shape) -> None:
    assert french_phrases.phrase(text).shape is shape


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("وﻻيـــة أمـــن مكناس", "ولاية أمن مكناس"),
        ("لِقَاءً مفتوحا", "لقاء مفتوحا"),
        ("عمليات تُستغل فيها الزحمة", "عمليات تُستغل فيها الزحمة"),
        ("توقيف ١٨٦ شخصا", "توقيف 186 شخصا"),
        ("رفع الاجتماع على الساعة 18h10", "رفع الاجتماع على الساعة 18:10"),
        ("الدائره الامنيه و الشرطه", "الدائرة الأمنية والشرطة"),
        ("انخفضت بـ12 في المائة", "انخفضت بـ12 في المائة"),
        ("قال ان الامن مسؤوليه", "قال إن الأمن مسؤوليه"),
        ("كان المياه والتنبيه واحد", "كان المياه والتنبيه واحد"),
    ],
)
def test_arabic_is_told_as_an_administration_spells_it(noted: str, told: str) -> None:
    assert arabic_phrases.tidy(noted) == told


def test_spelling_inside_quotation_marks_is_left_as_it_was_noted() -> None:
    assert spelling.arabic("الشرطه «الشرطه»") == "الشرطة «الشرطه»"


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("deux agents a la sortie du college", "deux agents à la sortie du collège"),
        ("Fin de la reunion vers 12h15", "Fin de la réunion vers 12\u00a0h\u00a015"),
        ("l'école a la charge du mur", "l’école a la charge du mur"),
    ],
)
def test_french_is_told_with_its_accents(noted: str, told: str) -> None:
    assert french_phrases.tidy(noted) == told


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("القايد ديال الملحقة الإدارية", "قائد الملحقة الإدارية"),
        ("خلية التواصل ديال ولاية الأمن", "خلية التواصل بولاية الأمن"),
        ("واحد السيد من الوقاية المدنية", "ممثل عن الوقاية المدنية"),
    ],
)
def test_function_noted_in_dialect_is_told_in_arabic(noted: str, told: str) -> None:
    assert arabic_phrases.named(noted) == told
