"""Legends of groups of fields are texts: what somebody typed into a title is shown, not run as a template."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from portal.common.forms import Fieldset, Fold, LaidOut

ROOT = Path(__file__).resolve().parents[3]
TYPED = "{{ 7|add:7 }}{% now 'Y' %}<b>"
# crispy renders their words as templates.
RUN_BY_CRISPY = {
    "Fieldset",
    "HTML",
    "Button",
    "Submit",
    "Reset",
    "Alert",
    "Accordion",
    "AccordionGroup",
    "Tab",
    "MultiField",
}


@pytest.mark.parametrize("group", [Fieldset, Fold])
def test_title_in_a_legend_is_shown_as_it_was_typed(group: type[Fieldset]) -> None:
    class GroupedForm(LaidOut, forms.Form):
        name = forms.CharField(required=False)
        layout: Any = (group(TYPED, "name"),)

    page = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": GroupedForm()}))

    assert "{{ 7|add:7 }}{% now &#x27;Y&#x27; %}&lt;b&gt;" in page


def test_no_form_takes_a_group_of_crispy_that_runs_its_words() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {name.name}"
        for file in (ROOT / "portal").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crispy_forms")
        for name in node.names
        if name.name in RUN_BY_CRISPY
    ]

    assert found == ["portal/common/forms.py: Fieldset"]
