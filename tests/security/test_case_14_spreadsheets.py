"""Threat 14: no cell of a table that somebody downloads is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from core.text.spreadsheet import cell
from portal.public.figures.measures import MEASURES
from reference.models import Theme
from tests import factories

FORMULA = '=HYPERLINK("http://example.org","x")'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", " =1", "\n@x"])
def test_text_that_would_be_a_formula_is_marked_as_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["نص", "a=1", "", 5, -5, None])
def test_other_values_stay(value: object) -> None:
    assert cell(value) == value


@pytest.mark.django_db
def test_name_of_a_theme_is_no_formula_in_the_tables_of_the_figures() -> None:
    row = Theme.objects.get(key="drugs")
    Theme.objects.filter(pk=row.pk).update(name=factories.text(FORMULA))
    factories.publish_list("theme", by=factories.staff("head"))

    files = [Client().get(f"/ar/figures/{name}.csv").content.decode("utf-8-sig") for name in MEASURES]
    cells = [each for file in files for line in csv.reader(io.StringIO(file)) for each in line]

    assert f"'{FORMULA}" in cells
    assert not [each for each in cells if each.startswith(("=", "+", "-", "@"))]
