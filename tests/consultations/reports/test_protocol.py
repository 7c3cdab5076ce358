"""Authorities are named by rank, then elected members, then associations; nobody by arrival."""

from __future__ import annotations

import pytest

from consultations.reports.drafting.protocol import in_order
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_people_are_named_in_the_order_of_protocol() -> None:
    meeting = factories.meeting()
    for side, function in (
        ("other", "ممثلو وسائل الإعلام"),
        ("civil_society", "رئيسة ودادية"),
        ("elected", "مستشار جماعي"),
        ("institution", "نائب رئيس جماعة مكناس"),
        ("institution", "قائد الملحقة الإدارية"),
        ("police", "رئيس فرقة السير بالمنطقة الأمنية"),
        ("police", "رئيس المنطقة الأمنية الأولى"),
        ("institution", "باشا المدينة"),
        ("police", "والي أمن مكناس"),
        ("police", "نائبه"),
        ("institution", "وكيل الملك"),
        ("institution", "رئيس المجلس العلمي المحلي"),
    ):
        factories.present(meeting, side=side, function=text(function))

    assert [each.function.ar for each in in_order(meeting.attendances.all())] == [
        "والي أمن مكناس",
        "نائبه",
        "وكيل الملك",
        "رئيس المنطقة الأمنية الأولى",
        "باشا المدينة",
        "رئيس المجلس العلمي المحلي",
        "قائد الملحقة الإدارية",
        "رئيس فرقة السير بالمنطقة الأمنية",
        "نائب رئيس جماعة مكناس",
        "مستشار جماعي",
        "رئيسة ودادية",
        "ممثلو وسائل الإعلام",
    ]


def test_functions_in_french_have_their_rank() -> None:
    meeting = factories.meeting()
    for function in ("caïd de l’annexe", "chef du district", "son adjoint", "préfet de police"):
        factories.present(meeting, function=text("", fr=function))

    assert [each.function.fr for each in in_order(meeting.attendances.all())] == [
        "préfet de police",
        "chef du district",
        "son adjoint",
        "caïd de l’annexe",
    ]
