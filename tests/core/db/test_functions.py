from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from consultations.models import Meeting
from core.db.functions import holds_words
from core.text.arabic import normalise
from partners.models import Association
from proposals.models import Concern
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

    found = Association.objects.values_list("folded", flat=True).get()

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

    assert list(Association.objects.filter(holds_words(typed, "folded"))) == [row]


def test_each_word_is_looked_for_and_no_words_find_all() -> None:
    factories.association(name=factories.text("مؤسسة الأمل"), seat="Meknès")

    found = {
        words: Association.objects.filter(holds_words(words, "folded")).count()
        for words in ("الامل meknes", "الامل fes", "  ", "")
    }

    assert found == {"الامل meknes": 1, "الامل fes": 0, "  ": 1, "": 1}


def test_column_follows_the_columns_that_it_is_made_of() -> None:
    row = factories.association(name=factories.text("مؤسسة الأمل"), seat="Meknès")
    Association.objects.filter(pk=row.pk).update(seat="Fès")

    assert Association.objects.values_list("folded", flat=True).get().split() == ["موسسه", "الامل", "fes"]


def test_parts_of_a_word_and_short_words_are_found() -> None:
    row = factories.association(name=factories.text("جمعية آباء وأولياء التلاميذ"))
    typed = ("ولياء", "تلاميذ", "لام", "با", "آ", "ولياء با")

    missed = [each for each in typed if row not in Association.objects.filter(holds_words(each, "folded"))]

    assert missed == []
    assert not Association.objects.filter(holds_words("ياءال", "folded"))
    assert not Association.objects.filter(holds_words("باءو", "folded"))


@pytest.mark.parametrize(
    ("rows", "column", "index"),
    [
        (Association.objects.all(), "folded", "association_folded"),
        (User.objects.all(), "folded", "user_folded"),
        (Meeting.objects.all(), "folded", "meeting_folded"),
        (Concern.objects.all(), "folded", "concern_folded"),
        (Concern.objects.all(), "association__folded", "association_folded"),
    ],
)
def test_search_for_a_rare_word_uses_the_index(rows: Any, column: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        plan = rows.filter(holds_words("الزيتون", column)).order_by().explain()

    assert index in plan, plan
