"""Which words are taken for a person's name. The texts are invented; the names in them are nobody's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.privacy import Kind, find
from core.text.texts import Texts
from demo import meknes

NAMED = {
    "رأينا السيد العلوي يبيع أمام المدرسة": "السيد العلوي",
    "قال لنا السيد أحمد بناني إن الطريق مظلم": "السيد أحمد بناني",
    "تشتكي السيدة فاطمة الزهراء من الضجيج": "السيدة فاطمة الزهراء",
    "اشتكت الأستاذة بنشقرون من الشغب": "الأستاذة بنشقرون",
    "يتزعمهم المدعو ولد العربي": "المدعو ولد العربي",
    "يتزعمهم المدعو كريمو كل مساء": "المدعو كريمو",
    "تسكن هناك المسماة حليمة وحدها": "المسماة حليمة",
    "يقف الحاج بوعزة أمام بابه": "الحاج بوعزة",
    "الشاب محمد العلوي يروج الأقراص": "محمد العلوي",
    "الشاب مُحمّد العلوي يروج الأقراص": "مُحمّد العلوي",
    "شاهدنا خديجة تصرخ قرب الثانوية": "خديجة",
    "ضربه عبد الكريم الفاسي بعصا": "عبد الكريم الفاسي",
    "ضربه عبدالقادر المرابط بعصا": "عبدالقادر المرابط",
    "يبيع يوسف بن عمر السجائر بالتقسيط": "يوسف بن عمر",
    "تعرضت زينب بنت الجيران للتحرش": "زينب بنت الجيران",
    "اتصلوا بالسيد الوزاني كل صباح": "بالسيد الوزاني",
    "سلمنا الرسالة للسيد بنجلون": "للسيد بنجلون",
    "حضر الاجتماع الدكتور الصقلي": "الدكتور الصقلي",
    "رئيس الجماعة محمد الفلاني لم يجب": "محمد الفلاني",
    "السيد إدريس التازي معروف هنا": "السيد إدريس التازي",
    "ومحمد الشرقاوي يهدد التلاميذ": "ومحمد الشرقاوي",
    "M. Alaoui vend devant le collège": "M. Alaoui",
    "Nous avons vu M.Bennani le soir": "M.Bennani",
    "On a prévenu Mme Fatima Idrissi hier": "Mme Fatima Idrissi",
    "Monsieur Tazi ne répond pas": "Monsieur Tazi",
    "Mademoiselle Chraibi a été suivie": "Mademoiselle Chraibi",
    "le nommé Kamal menace les élèves": "nommé Kamal",
    "une femme dénommée Samira Lahlou": "dénommée Samira Lahlou",
    "C’est Mohamed Alami qui vend": "Mohamed Alami",
    "le voisin Youssef Ben Omar crie": "Youssef Ben Omar",
    "Fatima-Zahra Naciri a porté plainte": "Fatima-Zahra Naciri",
    "Mr Hassan Filali garde les voitures": "Mr Hassan Filali",
    "Le Dr Berrada soigne les jeunes": "Dr Berrada",
}
NOBODY = [
    "حضر السيد والي الأمن اللقاء",
    "حضر السيد الوالي اللقاء",
    "راسلنا السيد رئيس المنطقة الأمنية",
    "راسلنا السيد الرئيس مرتين",
    "السيدة المديرة وعدت بالإصلاح",
    "السيد مدير الإعدادية غائب",
    "السيد وكيل الملك لدى المحكمة",
    "إلى السيد القائد المحترم",
    "السيدات والسادة",
    "الأستاذ الجامعي والطبيب",
    "في شارع محمد الخامس ليلا",
    "بشارع الحسن الثاني",
    "قرب مدرسة عمر بن الخطاب",
    "أمام ثانوية عبد الكريم الخطابي التأهيلية",
    "مدرسة الشهيد أحمد بن عبود",
    "حي سيدي محمد بن عبد الله",
    "حي المسمى سيدي بابا",
    "جامعة مولاي إسماعيل",
    "إلى مدينة مولاي إدريس زرهون",
    "برج مولاي عمر مظلم",
    "جلالة الملك محمد السادس نصره الله",
    "الطريق إلى الحاج قدور",
    "نزالة بني عمار جماعة قروية",
    "سيدي عبد الله الخياط بلا إنارة",
    "مسجد الإمام علي",
    "المسمى في القانون شريكا",
    "أحسن حل هو الإنارة العمومية",
    "على التلاميذ أن ينتبهوا",
    "حكامة رشيدة وتدبير جيد",
    "نشكر السيد.",
    "عبد الطريق",
    "avenue Mohammed V le soir",
    "boulevard Hassan II à Meknès",
    "devant le lycée Omar Ibn Al Khattab",
    "Monsieur le préfet est venu",
    "Madame la Présidente de l’association",
    "Monsieur Le Wali de sécurité",
    "Mme Directrice du collège",
    "il a été nommé Commissaire principal",
    "quartier Sidi Baba et Haj Kaddour",
    "mosquée Mohammed VI",
    "Sa Majesté le Roi Mohammed VI",
    "l’école Fatima Fihria",
    "une longueur de 5 m environ",
    "Le soir, des motos roulent vite.",
    "rue Moulay Ismail",
]


def found(text: str) -> list[str]:
    return [each.text for each in find(text) if each.kind == Kind.PERSON]


def test_find_names_a_person_without_the_title() -> None:
    """The table has the words as a reader would underline them, with titles and "called"."""
    missed = {text: found(text) for text, name in NAMED.items() if len(found(text)) != 1 or found(text)[0] not in name}

    assert missed == {}


def test_find_passes_over_functions_and_places() -> None:
    assert {text: found(text) for text in NOBODY if found(text)} == {}


def test_find_names_each_of_several() -> None:
    assert found("السيد العلوي والسيد الوالي ثم Mme Tazi، ثم محمد الفاسي.") == [
        "العلوي",
        "Tazi",
        "محمد الفاسي",
    ]


def test_names_do_not_reach_over_a_full_stop() -> None:
    assert found("تحدث إلينا السيد. العلوي بعيد. محمد. يوسف، سعيد") == ["محمد", "يوسف"]


def _texts(value: object) -> list[str]:
    if isinstance(value, Texts):
        return list(value.model_dump().values())
    if isinstance(value, tuple | list):
        return [text for each in value for text in _texts(each)]
    return []


@pytest.mark.slow
def test_find_names_nobody_in_what_the_portal_itself_says() -> None:
    root = Path(__file__).resolve().parents[3]
    said = [text for value in vars(meknes).values() for text in _texts(value)]
    for path in sorted(set(root.glob("reference/data/*.csv")) - {root / "reference/data/frequencies.csv"}):
        said += path.read_text(encoding="utf-8").replace(",", "\n").splitlines()
    for path in sorted(root.glob("locale/*/LC_MESSAGES/django.po")):
        said += re.findall(r'^"?(?:msgstr )?"(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(said) > 2_000
    assert {text: found(text) for text in said if found(text)} == {}
