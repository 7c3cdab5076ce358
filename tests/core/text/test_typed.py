from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from core.text import typed

patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TRICKS = st.text(
    st.sampled_from("a ٣３۳\t\r\n\0\x85\u2028\u00a0\u200b\u200d\u200e\u200f\u202e\u2069\ufeff\u3000ﻣﻄﻠﺐＡ(1")
    | st.characters()
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\u200f\u202bجمعية النور\u202c\u200e ", "جمعية النور"),
        ("جمعية\u200b النور\ufeff", "جمعية النور"),
        ("جمعية\r\nالنور", "جمعية النور"),
        ("جمعية\t\tالنور\u2028", "جمعية النور"),
        ("\u00a0\u3000النور\u202f", "النور"),
        ("ＡＣＥ　２０１８", "ACE 2018"),
        ("ﻣﻄﻠﺐ ﻻ ﻳﻨﺘﻬﻲ", "مطلب لا ينتهي"),
        ("bell\x07 \x9bescape", "bell escape"),
        ("المطلب ٢", "المطلب ٢"),
        ("صلى الله عليه وسلم ﷺ", "صلى الله عليه وسلم ﷺ"),
        ("می\u200cخواهم 👩\u200d🌾", "می\u200cخواهم 👩\u200d🌾"),
        ("« Nour\u00a0»", "« Nour\u00a0»"),
        ("\u200e\u202e", ""),
    ],
)
def test_line_is_one_line_without_invisible_characters(written: str, kept: str) -> None:
    assert typed.line(written) == kept


def test_paragraphs_keep_line_breaks_and_tabs() -> None:
    written = "الفقرة الأولى\u202e\r\n\r\n\tالثانية\rالثالثة\u2029الرابعة"

    assert typed.paragraphs(written) == "الفقرة الأولى\n\n\tالثانية\nالثالثة\nالرابعة"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("٣", "3"),
        ("۳", "3"),
        ("３", "3"),
        ("\u200f٢٠\u200e ", "20"),
        ("1\u202f250", "1250"),
        ("1 250 000", "1250000"),
        ("١\u066c٢٥٠", "1250"),
        ("−2", "-2"),
        ("−2 500", "-2500"),
        ("12 15", "12 15"),
        ("1250 300", "1250 300"),
        ("6 12 34 56 78", "6 12 34 56 78"),
        ("ثلاثة", "ثلاثة"),
        ("3 people", "3 people"),
    ],
)
def test_number_has_western_digits_and_no_blanks_between_thousands(written: str, kept: str) -> None:
    assert typed.number(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2,5", "2.5"),
        ("٢٫٥", "2.5"),
        ("٢،٥", "2.5"),
        ("2.5", "2.5"),
        ("1\u202f250,75", "1250.75"),
        ("٣", "3"),
        ("1 2", "1 2"),
    ],
)
def test_decimal_has_a_point_before_its_decimals(written: str, kept: str) -> None:
    assert typed.decimal(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("٢٠٢٦-١١-٣٠", "2026-11-30"),
        ("١٤:٣٠ ", "14:30"),
        ("٢٠٢٦-١١-٣٠T١٤:٣٠", "2026-11-30T14:30"),
        ("2026-01-02 10:00", "2026-01-02 10:00"),
    ],
)
def test_moment_keeps_the_blank_between_day_and_hour(written: str, kept: str) -> None:
    assert typed.moment(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("+٢١٢ ٦ ١٢ ٣٤", "+21261234"), ("123 456", "123456"), ("12 34 56", "123456"), ("abcd efgh", "abcdefgh")],
)
def test_code_has_no_blanks(written: str, kept: str) -> None:
    assert typed.code(written) == kept


@patiently
@given(TRICKS)
def test_cleaning_twice_changes_nothing_more(written: str) -> None:
    for rule in (typed.line, typed.paragraphs, typed.number, typed.decimal, typed.moment, typed.code):
        once = rule(written)

        assert rule(once) == once


@patiently
@given(TRICKS)
def test_a_line_holds_no_control_character_but_the_one_that_fields_refuse(written: str) -> None:
    assert not any(unicodedata.category(each) == "Cc" for each in typed.line(written).replace("\0", ""))


@patiently
@given(st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6))
def test_every_digit_of_unicode_becomes_a_western_one(written: str) -> None:
    assert typed.number(written) == "".join(str(unicodedata.decimal(each)) for each in written)
