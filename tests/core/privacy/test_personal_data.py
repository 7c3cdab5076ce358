"""What the finder finds in the marked texts, and the rules that a figure does not show. Names and addresses are nobody's."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.privacy import Kind, find
from tests.core.privacy.marked_texts import MarkedText, measured, read

ROOT = Path(__file__).parents[3]
FILES = ("first_half.txt", "second_half.txt", "traps.txt", "more.txt", "last.txt", "final.txt", "evaded.txt")
NUMBERS = ("phone", "id_number", "plate", "email", "social_handle", "address", "iban_or_rib", "date_of_birth")
# Signs that people put into words, or that a program puts there, without changing what is read.
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff"

PERSONS = {
    "رأينا السيد أزلماط أمام الباب": "أزلماط",
    "أخبرنا أخي كريم بالأمر": "كريم",
    "قالت أمل إن الحارس غائب": "أمل",
    "زارتنا أم ياسين أمس": "أم ياسين",
    "المسماة حليمة تسكن وحدها": "حليمة",
    "يتزعمهم المدعو كريمو": "كريمو",
    "اسمها شيماء وقد اختفت": "شيماء",
    "سميتو قنبوعة وكيدور بالليل": "قنبوعة",
    "حضر عبد الرزاق ومحمد المرابط": "عبد الرزاق",
    "محــمد العـلوي وقع الشكاية": "محــمد العـلوي",
    "ﻣﺤﻤﺪ ﺍﻟﻌﻠﻮﻱ حاضر": "ﻣﺤﻤﺪ ﺍﻟﻌﻠﻮﻱ",
    "فاطمة\nالزهراء حاضرة": "فاطمة\nالزهراء",
    "le nommé Kamal menace": "Kamal",
    "M. H. Ouchrif est absent": "H. Ouchrif",
    "une lettre de BENNANI Samira": "BENNANI Samira",
    "smito karim lkhadir": "karim lkhadir",
    "son frère Anouar a vu": "Anouar",
}
NOBODY = [
    "على التلاميذ أن ينتبهوا إلى الشكوى",
    "شارع محمد الخامس وساحة علال بن عبد الله",
    "بثانوية مولاي إسماعيل وجمعية ابن بطوطة",
    "ذكرى عبد الكريم الخطابي وفكر ابن خلدون",
    "جلالة الملك محمد السادس نصره الله",
    "رمضان كريم، وخبر سعيد، ونتائج رشيدة",
    "لا ينشر اسمه أبدا، ولا يذكر لقبه",
    "باسمه وباسم السكان، قال لنا",
    "السيد الباحث والأستاذ الخبير والسيدة المفتشة",
    "حي سيدي بوزكري وبرج مولاي عمر ونزالة بني عمار",
    "يسمى هذا المثلث مثلث الموت",
    "l’avenue Mohammed V, le lycée Omar Ibn Al Khattab",
    "le représentant de la Protection civile et le chef de la Commission",
    "l’association Al Khawarizmi et la coopérative Lalla Aouda",
    "Borj Moulay Omar, Sidi Saïd et Haj Kaddour",
    "si le maire vient, la dame le dira",
]
MINORS = [
    "كل طفل دون 15 سنة",
    "التلاميذ بين 12 و15 سنة",
    "les élèves de 10 à 14 ans",
    "tout mineur de moins de 16 ans",
    "يحق لأي تلميذ",
]
PLACES = {
    "قرب ثانوية الفجر الخاصة تروج المخدرات": [],
    "نظمت ورشة حول العنف بمدرسة جناح النور الخاصة": [],
    "مقهى «الوفاء» فضاء جميل للقراءة": [],
    "مقهى «الوفاء» تروج فيه المخدرات": ["مقهى «الوفاء»"],
    "le café Atlas est calme": [],
    "le café Atlas vend de la drogue": ["café Atlas"],
}
OPERATIONS = ["ستمر دورية أمنية من درب الصفا على الساعة 23:00", "La patrouille passe chaque mardi devant le dépôt"]


@pytest.mark.parametrize("file", FILES)
def test_find_meets_the_marked_words_without_false_alarms(file: str) -> None:
    figures = measured(list(read(file)), find)

    assert all(figures.recall.get(kind, 1) >= 0.97 for kind in NUMBERS), figures.missed
    assert all(figures.recall.get(kind, 1) >= 0.90 for kind in ("person", "minor")), figures.missed
    assert figures.precision >= 0.95, figures.alarms
    assert figures.alarms_per_1000_words < 3, figures.alarms


def test_marked_texts_are_many_and_a_third_has_nothing_to_find() -> None:
    texts = [text for file in FILES for text in read(file)]

    assert len(texts) >= 200
    assert sum(not text.spans for text in texts) * 3 >= len(texts)


@pytest.mark.parametrize("text", PERSONS)
def test_find_names_a_person(text: str) -> None:
    assert (Kind.PERSON, PERSONS[text]) in [(each.kind, each.text) for each in find(text)]


@pytest.mark.parametrize("text", NOBODY)
def test_find_names_no_function_place_body_or_historical_person(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", MINORS)
def test_find_marks_no_children_in_general(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", PLACES)
def test_find_marks_a_named_place_only_where_it_is_accused(text: str) -> None:
    assert [each.text for each in find(text) if each.kind == Kind.BAD_LIGHT_PLACE] == PLACES[text]


@pytest.mark.parametrize("text", OPERATIONS)
def test_find_marks_when_a_patrol_passes(text: str) -> None:
    assert Kind.OPERATION in [each.kind for each in find(text)]


def test_find_marks_no_patrol_that_people_ask_for() -> None:
    assert find("نطالب بمرور دورية كل ليلة") == find("Nous demandons une patrouille chaque soir") == []


def test_find_passes_over_known_names_of_the_portal() -> None:
    """Without the lists of areas "Haj Kaddour" would be somebody."""
    assert find("عائلات من سيدي عبد الله الخياط") == []


@pytest.mark.parametrize("name", FILES)
def test_find_is_not_evaded_by_invisible_characters(name: str) -> None:
    chance = random.Random(7)  # noqa: S311

    def hidden(text: str) -> str:
        return "".join(letter + (chance.choice(INVISIBLE) if letter.isalnum() else "") for letter in text)

    changed = [MarkedText(*each[:2], hidden(each.text), []) for each in read(name)]
    plain = [MarkedText(*each[:2], each.text, []) for each in read(name)]

    found = [[(each.kind, _visible(each.text)) for each in find(text.text)] for text in changed]

    assert found == [[(each.kind, _visible(each.text)) for each in find(text.text)] for text in plain]


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter not in INVISIBLE)


def test_find_gives_sorted_places_of_any_text() -> None:
    chance = random.Random(11)  # noqa: S311
    letters = [letter for file in FILES for text in read(file) for letter in text.text] + list(
        "ﷺ½⑤\u200f😀\ud800\0\r\t"
    )

    for length in range(150):
        text = "".join(chance.choice(letters) for _ in range(length))
        end = 0
        for each in find(text):
            assert end <= each.start < each.end <= len(text)
            assert text[each.start : each.end] == each.text
            end = each.end


@pytest.mark.slow
def test_find_gives_nothing_for_the_texts_of_the_portal_but_examples() -> None:
    """Our own sentences name nobody: what is found in them are the examples of numbers and addresses in error messages."""
    for language in ("ar", "fr"):
        with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
            texts = [text for message in read_po(file) if message.id for text in _strings(message.string)]
        found = [each for text in texts for each in find(text)]
        others = [each for each in found if each.kind not in (Kind.PHONE, Kind.EMAIL)]

        assert len(texts) > 1000
        assert 1000 * len(others) / sum(len(text.split()) for text in texts) < 0.5, others


def _strings(string: str | tuple[str, ...]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


@pytest.mark.parametrize(
    "repeated",
    [
        "06 ",
        "0",
        "a ",
        "محمد ",
        "a.b@",
        "شارع ",
        "عمارة 1 ",
        "M. ",
        "«",
        "1|",
        "الطفل ",
        "السيد ",
        "facebook.com/",
        "مقهى «",
        "\n",
        "n° ",
    ],
)
def test_find_takes_linear_time(repeated: str) -> None:
    """Twenty thousand characters, chosen to make patterns try again and again: seconds if a step were quadratic."""
    text = repeated * (20_000 // len(repeated))
    begun = time.process_time()

    find(text)

    assert time.process_time() - begun < 1.5


@pytest.mark.slow
def test_find_reads_ten_thousand_words_at_once() -> None:
    """The goal is 200 ms on a quiet core; a test beside others is given three times as long."""
    texts = [each.text for file in FILES for each in read(file)]
    words = [word for text in texts * 5 for word in text.split()][:10_000]
    text = " ".join(words)
    find(text)
    begun = time.process_time()

    find(text)

    assert len(words) == 10_000
    assert time.process_time() - begun < 0.6
