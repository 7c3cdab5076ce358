"""One word for one thing: web page, PDF, office and scripts take the labels of kinds and states from one table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import override

from consultations.models import Meeting
from consultations.record_fields import PointKind
from consultations.states import MeetingState
from core.text.texts import LANGUAGES
from partners.states import Verification
from proposals.states import DemandState
from publications import labels
from publications.pdf_layout import EditionFacts
from publications.report_content import ReportLayout
from tests.portal.public import published

TABLES: list[tuple[Mapping[str, Any], type[TextChoices]]] = [
    (labels.MEETING_KINDS, Meeting.Kind),
    (labels.MEETING_STATES, MeetingState),
    (labels.POINT_KINDS, PointKind),
    (labels.DEMAND_STATES, DemandState),
    (labels.ASSOCIATION_STATES, Verification),
]


@pytest.mark.parametrize(("table", "choices"), TABLES, ids=lambda each: getattr(each, "__name__", ""))
@pytest.mark.parametrize("language", LANGUAGES)
def test_office_and_published_documents_have_the_same_labels(
    table: Mapping[str, Any], choices: type[TextChoices], language: str
) -> None:
    with override(language):
        assert {code: str(label) for code, label in choices.choices} == {
            code: str(label) for code, label in table.items()
        }


_listed = {code: label for code, label in labels.ASSOCIATION_STATES.items() if code in ("pending", "verified")}
WEB = [
    ("common/meetings/_kind.html", "kind", labels.MEETING_KINDS, True),
    ("common/reports/_point_kind.html", "kind", labels.POINT_KINDS, False),
    ("_components/state_word.html", "state", labels.DEMAND_STATES_AND_OVERDUE, True),
    ("common/associations/_state.html", "state", _listed, True),
    ("public/meetings/_state.html", "state", labels.MEETING_STATES_FOR_READERS, True),
]


@pytest.mark.parametrize(("template", "name", "table", "stands_alone"), WEB, ids=lambda each: str(each)[:40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_web_page_has_the_same_labels(
    template: str, name: str, table: Mapping[str, Any], stands_alone: bool, language: str
) -> None:
    with override(language):
        shown = {code: _words(render_to_string(template, {name: code})) for code in table}
        expected = {code: capfirst(str(label)) if stands_alone else str(label) for code, label in table.items()}

    assert shown == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_has_the_same_label_of_the_kind_as_the_web_page(language: str) -> None:
    for kind in labels.MEETING_KINDS:
        document = published.report(meeting=published.facts(meeting_kind=kind))
        with override(language):
            facts = EditionFacts(1, dt.datetime(2018, 11, 9, tzinfo=dt.UTC), "0" * 64, None, "https://portal.example/")
            parts = ReportLayout(document, language, facts).content()["parts"]
            rows = {value["text"] for row in parts[0]["rows"] for value in row["values"]}
            on_the_web = _words(render_to_string("common/meetings/_kind.html", {"kind": kind}))

        assert on_the_web in rows


def test_no_template_has_labels_of_its_own() -> None:
    """Words for a code of a table, one branch for each code: how the web page came to say another thing than the PDF."""
    own = []
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        branches = re.findall(r"""\{% elif (?:kind|state) == "(\w+)" %\}\s*\{% translate""", path.read_text())
        own += [f"{path.name}: {code}" for code in branches]

    assert own == []


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())
