from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from core.text.texts import Texts


def rendered(source, language="ar", **context):
    with translation.override(language):
        return Template("{% load text %}" + source).render(Context(context))


def test_text_in_page_language_has_no_wrapper():
    value = Texts(ar="الأمن", fr="La sécurité")

    assert rendered("{% text value %}", "fr", value=value) == "La sécurité"


@pytest.mark.parametrize(
    ("value", "page", "language", "direction"),
    [
        (Texts(ar="الأمن"), "en", "ar", "rtl"),
        (Texts(fr="La sécurité"), "en", "fr", "ltr"),
        (Texts(en="Security"), "ar", "en", "ltr"),
    ],
)
def test_text_in_another_language_says_which(value, page, language, direction):
    html = rendered("{% text value %}", page, value=value)

    assert html.startswith(f'<span lang="{language}" dir="{direction}">{value.in_language(language).text}</span>')
    assert html.count('<small class="soft">') == 1


def test_text_mark_names_the_language_in_words():
    html = rendered("{% text value %}", "en", value=Texts(ar="الأمن"))

    assert html.endswith('<small class="soft">in Arabic</small>')


@pytest.mark.parametrize("value", [None, {}, Texts()])
@pytest.mark.parametrize("options", ["", " paragraphs=True", " plain=True"])
def test_text_without_any_language_is_empty(value, options):
    assert rendered("{% text value" + options + " %}", value=value) == ""


def test_text_accepts_the_mapping_of_a_published_document():
    value = {"ar": "الأمن", "fr": "", "en": ""}

    assert rendered("{% text value %}", value=value) == "الأمن"


@pytest.mark.parametrize("page", ["ar", "fr"])
@pytest.mark.parametrize("options", ["", " paragraphs=True", " plain=True"])
def test_text_never_emits_markup_of_users(page, options):
    value = Texts(ar='<script>"x"</script>\n\n- <b onclick=x>')

    html = rendered("{% text value" + options + " %}", page, value=value)

    assert "&lt;script&gt;&quot;x&quot;" in html
    assert "<script" not in html
    assert "<b " not in html


def test_text_plain_leaves_fallback_unmarked():
    assert rendered("{% text value plain=True %}", "en", value=Texts(ar="الأمن")) == "الأمن"


def test_text_paragraphs_makes_blocks_and_lists():
    value = Texts(ar="أولا:\n- مدرسة\n- حي\nثم سطر\nوسطر\n \nختام")

    html = rendered("{% text value paragraphs=True %}", value=value)

    assert html.split("\n") == [
        '<p dir="auto">أولا:</p>',
        '<ul dir="auto"><li dir="auto">مدرسة</li><li dir="auto">حي</li></ul>',
        '<p dir="auto">ثم سطر<br>وسطر</p>',
        '<p dir="auto">ختام</p>',
    ]


def test_text_paragraphs_treats_windows_line_ends_alike():
    value = Texts(ar="أولا\r\n\r\nثانيا")

    assert rendered("{% text value paragraphs=True %}", value=value).count("<p ") == 2


def test_text_paragraphs_in_another_language_stand_in_one_marked_block():
    html = rendered("{% text value paragraphs=True %}", "en", value=Texts(ar="أولا\n\nثانيا"))

    assert html.startswith('<p class="small soft">in Arabic</p>\n<div lang="ar" dir="rtl">\n<p dir="auto">أولا</p>')
    assert html.endswith("</div>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ value|day }}", "18 octobre 2018"),
        ("{{ value|day_month }}", "18 octobre"),
        ("{{ value|weekday_day }}", "jeudi 18 octobre 2018"),
        ("{{ value|clock }}", "0\u00a0h\u00a030"),
        ("{{ value|day_clock }}", "18 octobre 2018, 0\u00a0h\u00a030"),
        ('{{ value|day:"time" }}', '<time datetime="2018-10-18T00:30+01:00">18 octobre 2018</time>'),
    ],
)
@pytest.mark.parametrize("value", [datetime(2018, 10, 17, 23, 30, tzinfo=UTC), "2018-10-17T23:30:00Z"])
def test_moment_filters_follow_active_language(source, expected, value):
    assert rendered(source, "fr", value=value) == expected


@pytest.mark.parametrize("value", [date(2018, 10, 17), "2018-10-17"])
def test_day_as_element_carries_machine_date(value):
    html = rendered('{{ value|day:"time" }}', value=value)

    assert html == '<time datetime="2018-10-17">17 أكتوبر 2018</time>'


@pytest.mark.parametrize("filter_name", ["day", "weekday_day", "clock", "number", "duration_days", "file_size"])
def test_filters_show_nothing_for_the_unknown(filter_name):
    assert rendered("{{ value|" + filter_name + " }}", value=None) == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{{ 0|number }}", "0"), ("{{ 1234.5|number:2 }}", "1\u202f234,50"), ("{{ 2000000|file_size }}", "2\u202fMo")],
)
def test_number_filters_follow_active_language(source, expected):
    assert rendered(source, "fr") == expected


def test_duration_days_filter_follows_active_language():
    assert rendered("{{ 3|duration_days }}", "en") == "3 days"


def test_one_line_drops_the_layout_of_its_block_and_keeps_it_escaped():
    html = rendered("{% one_line %}\n  {{ value }}\n  دائرة\n{% endone_line %}: مشورة", value="<b>أمن</b>")

    assert html == "&lt;b&gt;أمن&lt;/b&gt; دائرة: مشورة"
