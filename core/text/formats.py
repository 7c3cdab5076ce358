"""Dates, numbers and sizes as Moroccan readers write them: Western digits, local month names, local time."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils.translation import gettext, ngettext, override, pgettext

from core.zone import ZONE

_LOCALES: Final = {"ar": Locale("ar", "MA"), "fr": Locale("fr", "MA"), "en": Locale("en", "GB")}
_SIZES: Final = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))


def day(value: date, language: str) -> str:
    """17 أكتوبر 2018, 17 octobre 2018, 17 October 2018; an aware ``datetime`` gives its day in Morocco."""
    return _date(value, "d MMMM y", language)


def day_month(value: date, language: str) -> str:
    """The day without its year, for lists under a heading with the year."""
    return _date(value, "d MMMM", language)


def weekday_day(value: date, language: str) -> str:
    return _date(value, "EEEE d MMMM y", language)


def month_year(value: date, language: str) -> str:
    """أكتوبر 2018: the heading of a month."""
    return format_date(value, "MMMM y", locale=_locale(language))


def weekday(value: date, language: str) -> str:
    return format_date(value, "EEEE", locale=_locale(language))


def weekday_letter(value: date, language: str) -> str:
    """L in French, ن in Arabic: the head of a column that is narrow."""
    return format_date(value, "ccccc", locale=_locale(language))


def clock(value: datetime, language: str) -> str:
    """The time of day in Morocco, on 24 hours: 18:05, in French 18 h 05."""
    return hour(_local(value).time(), language)


def hour(value: time, language: str) -> str:
    """18:05, in French 18 h 05 and 18 h: as an administration writes it, with no-break spaces."""
    if not language.startswith("fr"):
        return f"{value:%H:%M}"
    return f"{value.hour}\u00a0h" + (f"\u00a0{value:%M}" if value.minute else "")


def day_clock(value: datetime, language: str) -> str:
    separator = "، " if language.startswith("ar") else ", "
    return f"{day(value, language)}{separator}{clock(value, language)}"


def ends_next_day(start: time | None, end: time | None) -> bool:
    """Whether the times of a meeting end after midnight: the end is before the beginning."""
    return start is not None and end is not None and end < start


def hours(start: time, end: time | None, language: str) -> str:
    """17:00–19:00, for one line of a letter or a sheet. Arabic has words between the hours: a dash would turn them round."""
    with override(language):
        if end:
            written = pgettext("hours", "%(start)s–%(end)s") % {
                "start": hour(start, language),
                "end": hour(end, language),
            }
        else:
            written = pgettext("hours", "from %(start)s") % {"start": hour(start, language)}
        if not ends_next_day(start, end):
            return written
        return gettext("%(hours)s (after midnight)") % {"hours": written}


def machine_time(value: date) -> str:
    """The value of the ``datetime`` attribute of ``<time>``."""
    return _local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def number(value: int | float | Decimal, language: str, decimals: int | None = None) -> str:
    """1 234,5 in French; ``decimals`` fixes their count, otherwise there are at most three."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(value, format=pattern, locale=_locale(language), numbering_system="latn")
    # CLDR groups by dots in ar_MA; Moroccan administrations use a space, and a dot looks like a decimal point.
    return written.replace(".", "\u00a0") if language == "ar" else written


def duration_days(days: int, language: str) -> str:
    """A length of time in whole days, standing alone: in Arabic not to be used after a preposition."""
    with override(language):
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": number(days, language)}


def file_size(size: int, language: str) -> str:
    """``size`` bytes in the largest decimal unit that leaves at least 1: 1,2 Mo, 640 ko."""
    unit, factor = next(((unit, factor) for unit, factor in _SIZES if size >= factor), ("byte", 1))
    amount = round(size / factor, 1) if size < 10 * factor else round(size / factor)
    length = _size_length(unit, language)
    return format_unit(amount, f"digital-{unit}", length, locale=_locale(language), numbering_system="latn")


def _size_length(unit: str, language: str) -> Literal["short", "long"]:
    # CLDR's Arabic abbreviations of the large units ("م.ب") are not understood, and the small units have no long form.
    if language.startswith("ar"):
        return "long" if unit in ("megabyte", "gigabyte") else "short"
    return "long" if unit == "byte" else "short"


def _locale(language: str) -> Locale:
    return _LOCALES[language.split("-")[0]]


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"A time without a zone cannot be shown: {value!r}.")
    return value.astimezone(ZONE)


def _date(value: date, pattern: str, language: str) -> str:
    moment = _local(value).date() if isinstance(value, datetime) else value
    text = format_date(moment, pattern, locale=_locale(language))
    # French writes the first of a month as an ordinal, which CLDR's patterns cannot do.
    return text.replace("1 ", "1er ", 1) if language.startswith("fr") and moment.day == 1 else text
