from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from core.templatetags.remembered import MEMORY

PART = "{% load remembered %}{% remembered edition %}{{ words }}{% endremembered %}"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    MEMORY.forget()


def render(source: Template, **context: Any) -> str:
    return source.render(Context(context))


def test_part_is_written_once_for_each_key_and_language():
    part = Template(PART)

    with translation.override("ar"):
        seen = [
            render(part, edition="a", words="1"),
            render(part, edition="a", words="2"),
            render(part, edition="b", words="3"),
        ]
    with translation.override("fr"):
        seen.append(render(part, edition="a", words="4"))

    assert seen == ["1", "1", "3", "4"]


def test_two_parts_of_one_template_are_told_apart():
    both = Template(PART + "\n" + PART.replace("words", "other"))

    assert render(both, edition="a", words="1", other="2") == "1\n2"


def test_remembered_words_are_escaped_once():
    part = Template(PART)

    assert [render(part, edition="a", words="<b>&") for _ in range(2)] == ["&lt;b&gt;&amp;"] * 2


def test_memory_is_bounded(settings):
    settings.REMEMBERED_PARTS = 2
    part = Template(PART)

    for number in range(5):
        render(part, edition=number, words=number)

    assert len(MEMORY._parts) == 2
    assert render(part, edition=0, words="new") == "new"


def test_nothing_is_remembered_where_the_setting_says_so(settings):
    settings.REMEMBERED_PARTS = 0
    part = Template(PART)

    assert [render(part, edition="a", words=words) for words in "12"] == ["1", "2"]
