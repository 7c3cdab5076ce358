from __future__ import annotations

import logging

import pytest
from django.template import Context, Engine, Template
from django.template.base import Origin

from tests.template_variables import OURS, UNKNOWN


def written(source: str, name: str = f"{OURS}/example.html") -> list[str]:
    """What is found wrong when ``source`` is written as a template of ours. The test that asks does not fail of it."""
    engine = Engine(libraries={}, builtins=["django.template.defaulttags"])
    Template(source, origin=Origin(name), name="example.html", engine=engine).render(Context({"known": {"a": 1}}))
    found = list(UNKNOWN.found)
    UNKNOWN.found.clear()
    return found


@pytest.mark.parametrize(
    "source",
    ["{{ knwon }}", "{% if knwon %}x{% endif %}", "{% for each in knwon %}x{% endfor %}", "{{ known.b.c }}", "{{ knwon|default:1 }}"],
)  # fmt: skip
def test_unknown_variable_is_found_wherever_it_stands(source: str) -> None:
    assert len(written(source)) == 1


@pytest.mark.parametrize("source", ["{{ known.a }}", "{# knwon: optional #}{% if knwon %}x{% endif %}"])
def test_variable_that_is_given_or_named_as_optional_is_right(source: str) -> None:
    assert written(source) == []


def test_template_of_an_installed_package_is_not_asked() -> None:
    assert written("{{ knwon }}", name="/somewhere/site-packages/allauth/templates/example.html") == []


def test_log_of_the_engine_stays_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        written("{{ knwon }}")

    assert not caplog.records
