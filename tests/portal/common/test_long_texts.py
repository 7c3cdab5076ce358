"""A text that is too long is neither cut off by the browser nor lost: the server says by how much it is too long, and shows it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings

from core.text.forms import CrispyMixin
from portal.members.associations.forms import AnswerForm
from portal.staff.reports.forms import SentenceForm
from tests import factories
from tests.portal.staff.desk import signed_in


def _all_forms(kind: Any = CrispyMixin) -> Iterator[Any]:
    for form in kind.__subclasses__():
        yield form
        yield from _all_forms(form)


def test_no_textarea_of_a_template_is_cut_off_by_the_browser() -> None:
    wrong = [
        path.name
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        if re.search(r"<textarea[^>]*\bmaxlength", path.read_text())
    ]

    assert wrong == []


@pytest.mark.parametrize("form", [AnswerForm, SentenceForm])
def test_textarea_of_a_form_names_its_limit_and_does_not_cut(form: type[forms.Form]) -> None:
    shown = str(form()["sentence"])

    assert "maxlength" not in shown
    assert 'data-longest="2000"' in shown
    assert "2001" in str(form({"sentence": "x" * 2001}).errors)


def test_every_form_with_a_textarea_is_laid_out_by_the_house() -> None:
    """Which takes ``maxlength`` away; a form besides would keep it."""
    besides = [
        path.relative_to(settings.BASE_DIR).as_posix()
        for app in ("accounts", "portal")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        if re.search(r"^class \w+\(forms\.(Model)?Form\):(?:\n(?!class).*)*Textarea", path.read_text(), re.MULTILINE)
    ]

    assert besides == []
    assert len(list(_all_forms())) > 10


@pytest.mark.django_db
def test_long_sentence_of_a_step_is_refused_with_its_length_and_shown_again() -> None:
    meeting, sentence = factories.meeting(), "ن" * 1200
    desk = signed_in(factories.staff("recorder"))

    answer = desk.post(f"/staff/meetings/{meeting.pk}/move/", {"move": "cancel", "sentence": sentence})

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "1200" in str(answer.context["refusal"])
    meeting.refresh_from_db()
    assert meeting.state == "draft"
