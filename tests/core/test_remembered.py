from __future__ import annotations

from sys import getsizeof
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import SafeString

from core.templatetags import remembered
from core.templatetags.remembered import MEMORY
from core.web.memory_cache import MemoryCache

PART = "{% load remembered %}{% remembered edition %}{{ words }}{% endremembered %}"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    MEMORY.clear()


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


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(remembered, "MEMORY", MemoryCache(2 * getsizeof(SafeString("1" * 100)), getsizeof))
    part = Template(PART)

    for number in "12345":
        render(part, edition=number, words=number * 100)

    assert [render(part, edition=number, words="new")[:3] for number in "541"] == ["555", "444", "new"]


def test_part_that_is_larger_than_the_memory_is_shown_all_the_same(monkeypatch):
    monkeypatch.setattr(remembered, "MEMORY", MemoryCache(100, getsizeof))

    assert render(Template(PART), edition="a", words="1" * 1000) == "1" * 1000
    assert render(Template(PART), edition="a", words="2" * 1000) == "2" * 1000


def test_block_inside_a_remembered_part_is_refused():
    with pytest.raises(TemplateSyntaxError, match="cannot stand inside"):
        Template("{% load remembered %}{% remembered %}{% block a %}{% endblock %}{% endremembered %}")


def test_nothing_is_remembered_where_the_memory_may_hold_nothing(monkeypatch):
    monkeypatch.setattr(remembered, "MEMORY", MemoryCache(0, getsizeof))
    part = Template(PART)

    assert [render(part, edition="a", words=words) for words in "12"] == ["1", "2"]
