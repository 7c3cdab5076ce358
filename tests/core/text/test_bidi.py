from __future__ import annotations

import pytest
from django import forms

from core.text.bidi import made_visible, without_turns
from core.text.forms import CrispyMixin, TextsFormField

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MIXED = [
    "جمعية ACE للتنمية (2018)",
    "Association « نور » de Meknès",
    "القانون رقم 09-08 (CNDP)\u200f، المادة 3",
    "می\u200cخواهم",
]


class NameForm(CrispyMixin, forms.Form):
    name = forms.CharField()
    title = TextsFormField()
    password = forms.CharField(widget=forms.PasswordInput, required=False)


@pytest.mark.parametrize("control", CONTROLS)
def test_without_turns_takes_every_control_out(control: str) -> None:
    assert without_turns(f"دفع {control}olleh") == "دفع olleh"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("\u200fالنور\u200e ", "النور"), ("الن\u200eور", "النور"), ("النور\u200f\u200f 2018", "النور\u200f 2018")],
)
def test_without_turns_takes_marks_out_where_they_have_no_use(typed: str, kept: str) -> None:
    assert without_turns(typed) == kept


@pytest.mark.parametrize("text", MIXED)
def test_without_turns_keeps_mixed_text(text: str) -> None:
    assert without_turns(text) == text


def test_made_visible_names_the_character() -> None:
    assert made_visible("a\u202eb") == "a[U+202E]b"


def test_form_takes_turns_out_of_names_and_titles_and_leaves_a_password() -> None:
    typed = {"name": "نور\u202eABC", "title_0": "عنوان\u2067", "title_ar": "عنوان\u2067", "password": "a\u202eb"}

    form = NameForm(typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "نورABC"
    assert form.cleaned_data["title"].ar == "عنوان"
    assert form.cleaned_data["password"] == "a\u202eb"


def test_form_with_a_name_of_nothing_but_turns_is_refused() -> None:
    form = NameForm({"name": "\u202e\u202c", "title_0": "x", "title_ar": "x"})

    assert list(form.errors) == ["name"]
