"""Texts, dates and numbers in templates, always in the active language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import template
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext

from core.text import formats
from core.text.partial_days import PartialDay
from core.text.pieces import Marked, Piece
from core.text.texts import LANGUAGES, Localised, Texts

register = template.Library()

_BULLET = "- "


@register.simple_tag
def text(value: Texts | Mapping[str, str] | None, paragraphs: bool = False, plain: bool = False) -> str:
    """``value`` in the active language, or in another language with a note that says which.

    ``paragraphs`` makes ``<p>`` of paragraphs separated by blank lines, and lists of "- " lines. ``plain`` gives no
    markup, for attributes, ``<title>`` and ``<option>``.
    """
    if not value:
        return ""
    texts = value if isinstance(value, Texts) else Texts.model_validate(value)
    shown = texts.in_language(_language())
    if plain:
        return escape(shown.text)
    if paragraphs:
        return _blocks_in_their_language(shown)
    return _phrase_in_its_language(escape(shown.text), shown)


@register.simple_tag
def marked(value: Marked) -> SafeString:
    """As :func:`text`, with the words that match highlighted."""
    return _phrase_in_its_language(format_html_join("", "{}", ((_piece(each),) for each in value.pieces)), value)


@register.simple_block_tag(end_name="endone_line")
def one_line(content: str) -> SafeString:
    """Strip the spaces around a block that is written over several lines, for instance before the colon of a title."""
    return mark_safe(" ".join(content.split()))  # noqa: S308  # nosec B308 B703  # rendered content, escaped where it was written


def _piece(piece: Piece) -> SafeString:
    return format_html('<mark class="same">{}</mark>', piece.text) if piece.is_marked else escape(piece.text)


def _phrase_in_its_language(words: SafeString, shown: Localised | Marked) -> SafeString:
    if not shown.is_fallback:
        return words
    return format_html(
        '<span lang="{}" dir="{}">{}</span> <small class="soft">{}</small>',
        *_attributes(shown.language),
        words,
        _language_mark(shown.language),
    )


def _blocks_in_their_language(shown: Localised) -> SafeString:
    blocks = mark_safe("\n".join(_blocks(shown.text)))  # noqa: S308  # nosec B308 B703  # each block escaped its lines
    if not shown.is_fallback:
        return blocks
    return format_html(
        '<p class="small soft">{}</p>\n<div lang="{}" dir="{}">\n{}\n</div>',
        _language_mark(shown.language),
        *_attributes(shown.language),
        blocks,
    )


def _blocks(plain_text: str) -> Iterator[SafeString]:
    for paragraph in re.split(r"\n\s*\n", plain_text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in paragraph.split("\n")]
        for is_list, grouped in groupby(lines, key=lambda line: line.startswith(_BULLET)):
            block = _list if is_list else _paragraph
            yield block(grouped)


def _paragraph(lines: Iterator[str]) -> SafeString:
    return format_html('<p dir="auto">{}</p>', format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines)))  # nosec B308  # a fixed tag


def _list(lines: Iterator[str]) -> SafeString:
    items = ((line.removeprefix(_BULLET).strip(),) for line in lines)
    return format_html('<ul dir="auto">{}</ul>', format_html_join("", '<li dir="auto">{}</li>', items))


def _attributes(language: str) -> tuple[str, str]:
    return language, "rtl" if get_language_info(language)["bidi"] else "ltr"


def _language_mark(language: str) -> str:
    return {"ar": gettext("in Arabic"), "fr": gettext("in French"), "en": gettext("in English")}[language]


@register.filter
def day(value: date | str | None, element: str = "") -> str:
    """``{{ meeting.day|day }}``; ``|day:"time"`` puts it in a ``<time>``, as in every filter for moments here."""
    return _shown(value, formats.day, element)


@register.filter
def day_month(value: date | str | None, element: str = "") -> str:
    return _shown(value, formats.day_month, element)


@register.filter
def held(value: Any, element: str = "") -> str:
    """``{{ meeting|held:"time" }}``: the date of a meeting, of its published facts or of a mention, as far as it is known."""
    return _held(value, element, weekday=False)


@register.filter
def weekday_held(value: Any, element: str = "") -> str:
    return _held(value, element, weekday=True)


@register.filter
def weekday_day(value: date | str | None, element: str = "") -> str:
    return _shown(value, formats.weekday_day, element)


@register.filter
def month_year(value: date | None) -> str:
    return _shown(value, formats.month_year, "")


@register.filter
def weekday(value: date | None) -> str:
    return _shown(value, formats.weekday, "")


@register.filter
def clock(value: date | str | None, element: str = "") -> str:
    return _shown(value, formats.clock, element)


@register.filter
def hour(value: time | None) -> str:
    return "" if value is None else formats.hour(value, _language())


@register.filter
def hours(start: time | None, end: time | None) -> str:
    """``{{ meeting.starts_at|hours:meeting.ends_at }}``: both, or where it begins alone."""
    return "" if start is None else formats.hours(start, end, _language())


@register.filter
def day_clock(value: date | str | None, element: str = "") -> str:
    return _shown(value, formats.day_clock, element)


@register.filter
def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else formats.number(value, _language(), decimals)


@register.filter
def decimal(value: str) -> str:
    """A number in decimal notation, as published documents have it."""
    return formats.number(Decimal(value), _language())


@register.filter
def duration_days(value: int | None) -> str:
    return "" if value is None else formats.duration_days(value, _language())


@register.filter
def file_size(value: int | None) -> str:
    return "" if value is None else formats.file_size(value, _language())


def _language() -> str:
    return (get_language() or LANGUAGES[0]).split("-")[0]


def _moment(value: date | str | None) -> date | None:
    """Published documents have ISO strings, rows have dates; ``None`` and "" give ``None``."""
    if isinstance(value, str):
        return parse_date(value) if len(value) == len("2018-10-17") else parse_datetime(value)
    return value


def _held(value: Any, element: str, *, weekday: bool) -> str:
    when: PartialDay = value if isinstance(value, PartialDay) else value.when
    told = when.told(_language(), weekday=weekday)
    if element != "time":
        return told
    if when.whole is None:
        return format_html('<span class="unknown">{}</span>', told)
    return format_html('<time datetime="{}">{}</time>', when.whole.isoformat(), told)


def _shown(value: date | str | None, written: Callable[[Any, str], str], element: str) -> str:
    moment = _moment(value)
    if moment is None:
        return ""
    shown = written(moment, _language())
    if element == "time":
        return format_html('<time datetime="{}">{}</time>', formats.machine_time(moment), shown)
    return shown
