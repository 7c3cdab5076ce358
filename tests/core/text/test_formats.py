from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from core.text import formats
from core.translations.catalogue import Catalogue

LOCALE = Path(__file__).resolve().parents[3] / "locale"
MOROCCAN_MONTHS = [
    *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
    *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
]
EVENING = datetime(2018, 10, 17, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder_of_messages(tmp_path_factory):
    """The catalogues as they stand in the tree, whether or not someone ran ``messages compile``."""
    folder = tmp_path_factory.mktemp("messages")
    for language in ("ar", "fr"):
        Catalogue(language, LOCALE).compile(folder)
    return folder


@pytest.fixture
def compiled_messages(folder_of_messages, settings):
    settings.LOCALE_PATHS = [folder_of_messages]


@pytest.mark.parametrize(("month", "name"), list(enumerate(MOROCCAN_MONTHS, start=1)))
def test_day_uses_moroccan_month_names(month, name):
    assert formats.day(date(2018, month, 17), "ar") == f"17 {name} 2018"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "17 أكتوبر 2018"), ("fr", "17 octobre 2018"), ("en", "17 October 2018"), ("fr-ma", "17 octobre 2018")],
)
def test_day_follows_language(language, expected):
    assert formats.day(date(2018, 10, 17), language) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [(formats.day, "1er janvier 2021"), (formats.weekday_day, "vendredi 1er janvier 2021")],
)
def test_day_writes_first_of_month_as_ordinal_in_french_only(written, expected):
    first = date(2021, 1, 1)

    assert written(first, "fr") == expected
    assert "1 يناير" in written(first, "ar")
    assert "1 January" in written(first, "en")


def test_day_of_late_evening_is_next_day_in_morocco():
    assert formats.day(EVENING, "en") == "18 October 2018"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "الأربعاء 17 أكتوبر 2018"), ("fr", "mercredi 17 octobre 2018"), ("en", "Wednesday 17 October 2018")],
)
def test_weekday_day_follows_language(language, expected):
    assert formats.weekday_day(date(2018, 10, 17), language) == expected


def test_day_month_leaves_year_out():
    assert formats.day_month(date(2018, 10, 17), "ar") == "17 أكتوبر"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 1, 10, 18, 5, tzinfo=UTC), "19:05"),
        # Morocco goes back to UTC during Ramadan.
        (datetime(2025, 3, 15, 18, 5, tzinfo=UTC), "18:05"),
    ],
)
def test_clock_shows_moroccan_time(moment, expected):
    assert formats.clock(moment, "ar") == expected


@pytest.mark.parametrize(
    ("at", "language", "expected"),
    [
        (time(18, 0), "fr", "18\u00a0h"),
        (time(18, 30), "fr", "18\u00a0h\u00a030"),
        (time(9, 5), "fr", "9\u00a0h\u00a005"),
        (time(0, 30), "fr", "0\u00a0h\u00a030"),
        (time(9, 5), "ar", "09:05"),
        (time(18, 0), "en", "18:00"),
    ],
)
def test_hour_is_written_as_the_language_writes_it(at, language, expected):
    assert formats.hour(at, language) == expected


@pytest.mark.parametrize(
    ("end", "language", "expected"),
    [
        (time(19, 30), "ar", "من الساعة 17:00 إلى الساعة 19:30"),
        (None, "ar", "ابتداء من الساعة 17:00"),
        (time(0, 30), "ar", "من الساعة 17:00 إلى الساعة 00:30 (بعد منتصف الليل)"),
        (time(19, 30), "fr", "de 17\u00a0h à 19\u00a0h\u00a030"),
        (None, "fr", "à partir de 17\u00a0h"),
        (time(19, 30), "en", "17:00–19:30"),
    ],
)
@pytest.mark.usefixtures("compiled_messages")
def test_hours_in_one_line_are_not_turned_round_by_arabic(end, language, expected):
    assert formats.hours(time(17, 0), end, language) == expected


def test_clock_without_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        formats.clock(datetime(2018, 10, 17, 18, 0), "ar")


def test_day_clock_joins_with_the_comma_of_the_language():
    assert formats.day_clock(EVENING, "ar") == "18 أكتوبر 2018، 00:30"
    assert formats.day_clock(EVENING, "fr") == "18 octobre 2018, 0\u00a0h\u00a030"


def test_machine_time_is_local_for_moments_and_plain_for_days():
    assert formats.machine_time(EVENING) == "2018-10-18T00:30+01:00"
    assert formats.machine_time(date(2018, 10, 17)) == "2018-10-17"


@pytest.mark.parametrize(
    ("value", "decimals", "language", "expected"),
    [
        (0, None, "ar", "0"),
        (1234567, None, "ar", "1\u00a0234\u00a0567"),
        (Decimal("12.5"), None, "ar", "12,5"),
        (1234.5, None, "fr", "1\u202f234,5"),
        (1234.5, None, "en", "1,234.5"),
        (12, 1, "fr", "12,0"),
        (12.6, 0, "ar", "13"),
    ],
)
def test_number_uses_western_digits_and_local_separators(value, decimals, language, expected):
    assert formats.number(value, language, decimals) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "أقل من يوم"),
        (1, "يوم واحد"),
        (2, "يومان"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يوما"),
        (99, "99 يوما"),
        (100, "100 يوم"),
        (103, "103 أيام"),
        (1100, "1\u00a0100 يوم"),
    ],
)
@pytest.mark.usefixtures("compiled_messages")
def test_duration_days_uses_six_arabic_plural_forms(days, expected):
    assert formats.duration_days(days, "ar") == expected


@pytest.mark.parametrize(("days", "expected"), [(0, "0\u00a0jour"), (1, "1\u00a0jour"), (2, "2\u00a0jours")])
@pytest.mark.usefixtures("compiled_messages")
def test_duration_days_uses_french_plural(days, expected):
    assert formats.duration_days(days, "fr") == expected


@pytest.mark.parametrize(
    ("size", "language", "expected"),
    [
        (0, "en", "0 bytes"),
        (1, "en", "1 byte"),
        (999, "fr", "999\xa0octets"),
        (1_000, "en", "1 kB"),
        (1_234_567, "fr", "1,2\u202fMo"),
        (1_234_567, "ar", "1,2 ميغابايت"),
        (640_000, "ar", "640 كيلوبايت"),
        (25_400_000, "en", "25 MB"),
        (3 * 10**9, "ar", "3 غيغابايت"),
    ],
)
def test_file_size_picks_readable_unit(size, language, expected):
    assert formats.file_size(size, language) == expected
