from __future__ import annotations

import pytest

from core.db.functions import folded, holds_words
from core.text.arabic import normalise
from partners.models import Association
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = (
    "جمعية الآباء والأولياء",
    "مُؤسّسة الإسعاف",
    "شبكة أڭادير وأگادير",
    "الهيأة والهيئة: مأوى الفتى",
    "ودادية حي الزيتـــون ٱلجديد",
    "Association Élan d’été",
    "FÉDÉRATION DU QUARTIER",
)


@pytest.mark.parametrize("written", NAMES)
def test_database_folds_names_as_python_does(written: str) -> None:
    factories.association(name=factories.text(written))

    found = Association.objects.annotate(written=folded(texts=["name"])).values_list("written", flat=True).get()

    assert found.strip() == normalise(written)
    assert found.strip() != written


# What stands in the row, and what somebody types.
SPELLINGS = {
    "hamza": ("جمعية أحمد", "جمعيه احمد"),
    "no hamza": ("جمعية احمد", "أحمد"),
    "hamza on waw": ("مؤسسة الأمل", "موسسة الامل"),
    "seat of hamza": ("موسسة الامل", "مؤسسة"),
    "ta marbuta": ("مدرسة", "مدرسه"),
    "tatweel": ("حي الزيتـــون", "الزيتون"),
    "vowel marks": ("مُؤَسَّسَة", "موسسه"),
    "accents": ("Fédération des élus", "federation elus"),
    "capital letters": ("ÉLAN DU QUARTIER", "élan"),
    "ligature": ("Cœur de ville", "coeur"),
    "digits": ("حي ١٩", "19"),
    "words apart": ("شبكة جمعيات الأحياء", "الاحياء شبكة"),
}


@pytest.mark.parametrize(("written", "typed"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_words_are_found_however_they_are_written(written: str, typed: str) -> None:
    row = factories.association(name=factories.text(written))
    factories.association(name=factories.text("ودادية المسيرة"))

    assert list(Association.objects.filter(holds_words(typed, texts=["name"]))) == [row]


def test_each_word_is_looked_for_and_no_words_find_all() -> None:
    factories.association(name=factories.text("مؤسسة الأمل"), seat="Meknès")

    found = {
        words: Association.objects.filter(holds_words(words, texts=["name"], plain=["seat"])).count()
        for words in ("الامل meknes", "الامل fes", "  ", "")
    }

    assert found == {"الامل meknes": 1, "الامل fes": 0, "  ": 1, "": 1}
