"""Forms of the first two steps. A draft stores typed values, valid or not; the forms validate them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from core.text.forms import CrispyMixin
from portal.common.forms import Fold, GroupedCheckboxes
from portal.members.concerns import choices
from proposals.concerns.content import PLACE_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Content, Since, TimeOfDay
from proposals.models import Concern
from reference.models import Area

MOST_THEMES = 4
DETAILS = ("since", "times", "suggestion")
Typed = Mapping[str, list[str]]
Kind, Use = Concern.Kind, Concern.Use

KIND_HINTS = {
    Kind.CONCERN: _("Something that worries people here and goes on."),
    Kind.PROPOSAL: _("Something that you want to see done, or to do together."),
    Kind.OBSERVATION: _("Something that you noticed and that should be known. It asks for nothing."),
}
USE_HINTS = {
    Use.PUBLIC_NAMED: _(
        "After the cell has checked it, it can be published with the name of your association. Names of people are taken out."
    ),
    Use.PUBLIC_UNNAMED: _(
        "After the cell has checked it, it can be published; your association is not named, and exact times and streets are left out."
    ),
    Use.CELL_ONLY: _(
        "Sealed when you send it, files included: nobody without the cell’s key can read it, and it is never "
        "published. You cannot read it here afterwards, so keep a copy."
    ),
}


class Words(forms.CharField):
    """A text field. A too long text is an error, not cut; a line break counts as one character, as in the browser."""

    def __init__(self, *, longest: int, rows: int, **kwargs: Any) -> None:
        attributes = {"rows": rows, "dir": "auto", "data-longest": longest}
        if rows == 1:
            attributes["class"] = "line"
        super().__init__(widget=forms.Textarea(attributes), **kwargs)
        self.longest, self.is_one_line = longest, rows == 1

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        text = " ".join(text.split()) if self.is_one_line else text
        if len(text) > self.longest:
            raise forms.ValidationError(
                ngettext_lazy(
                    "This is %(length)d characters long; it may have %(longest)d character.",
                    "This is %(length)d characters long; it may have %(longest)d characters.",
                    "longest",
                ),
                params={"length": len(text), "longest": self.longest},
                code="long",
            )
        return text


class StepForm(CrispyMixin, forms.Form):
    """``typed``: all values of the draft; with ``check`` the form validates them."""

    def __init__(self, typed: Typed, *, check: bool = False) -> None:
        if check:
            super().__init__(MultiValueDict({name: list(values) for name, values in typed.items()}))
        else:
            super().__init__(initial={name: self._initial(name, values) for name, values in typed.items()})

    @classmethod
    def _initial(cls, name: str, values: list[str]) -> list[str] | str:
        field = cls.base_fields.get(name)
        return values if isinstance(field, forms.MultipleChoiceField) else "".join(values[-1:])

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(cls.base_fields)

    @property
    def helper(self) -> FormHelper:
        """Without error summary: the page shows it above the form, because the values are saved already."""
        helper = super().helper
        helper.form_show_errors = False
        return helper


class SubjectForm(StepForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    use = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Use.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it: it decides how your text is kept.")},
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("One theme at least, four at most."),
        widget=GroupedCheckboxes,
        error_messages={
            "required": _("Choose at least one theme."),
            "invalid_choice": _("One of these themes is no longer offered. Choose again."),
        },
    )
    title = Words(
        label=_("In one sentence"),
        longest=TITLE_LENGTH,
        rows=1,
        help_text=_("For instance: “Fast motorbikes near the schools when classes end”."),
        error_messages={"required": _("Write one sentence.")},
    )

    def __init__(self, typed: Typed, *, check: bool = False) -> None:
        super().__init__(typed, check=check)
        self.fields["kind"].choices = [
            (value, explained(capfirst(label), KIND_HINTS[value])) for value, label in Kind.choices
        ]
        self.fields["use"].choices = [
            (value, explained(capfirst(label), USE_HINTS[value])) for value, label in Use.choices
        ]
        self.fields["themes"].choices = choices.themes()

    def clean_themes(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["themes"]
        if len(chosen) > MOST_THEMES:
            raise forms.ValidationError(_("Choose four themes at most: those that matter most here."), code="many")
        return chosen


class MatterForm(StepForm):
    """``kind`` and ``use`` are from the first step: a proposal has fewer fields, and a confidential text needs no area."""

    text = Words(
        label=_("What happens?"),
        longest=TEXT_LENGTH,
        rows=8,
        help_text=_(
            "What your association sees, and who suffers from it. Do not give anybody’s name, phone number or address."
        ),
        error_messages={"required": _("Say what happens, in a few sentences.")},
    )
    areas = forms.ChoiceField(
        label=_("In which neighbourhood or area?"),
        help_text=_("Roughly is enough."),
        error_messages={"required": _("Choose a neighbourhood from the list, or the whole town.")},
    )
    place = Words(
        label=_("The place, in words"),
        longest=PLACE_LENGTH,
        rows=1,
        required=False,
        help_text=_("For instance “around the schools”. Do not give a house number."),
    )
    since = forms.ChoiceField(
        label=_("Since when?"),
        choices=[("", _("not known")), *Since.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    times = forms.MultipleChoiceField(
        label=_("At what time of day?"), choices=TimeOfDay.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    suggestion = Words(label=_("What does your association suggest?"), longest=TEXT_LENGTH, rows=4, required=False)

    def __init__(self, typed: Typed, *, check: bool = False) -> None:
        super().__init__(typed, check=check)
        choose = _("Choose…")
        if typed.get("use") == [Use.CELL_ONLY]:
            self.fields["areas"].required = False
            choose = _("I would rather not say")
        self.fields["areas"].choices = [("", choose), *choices.areas()]
        if typed.get("kind") == [Kind.PROPOSAL]:
            self.ask_for_a_proposal(typed)

    @property
    def helper(self) -> FormHelper:
        """Optional fields are collapsed, so that the step is short on a phone."""
        helper = super().helper
        if details := [name for name in DETAILS if name in self.fields]:
            helper.layout = Layout(
                "text", "areas", "place", Fold(_("Since when, at what time, what you suggest"), *details)
            )
        return helper

    def ask_for_a_proposal(self, typed: Typed) -> None:
        """For a proposal, hide the fields of concerns unless they have a value: only the writer may remove text."""
        text = self.fields["text"]
        text.label = _("What do you propose?")
        text.help_text = _(
            "What should be done, by whom, and what it would change. Do not give anybody’s name, phone number or "
            "address."
        )
        text.error_messages["required"] = _("Say what you propose, in a few sentences.")
        for name in DETAILS:
            if any(typed.get(name, ())):
                self.fields[name].help_text = _(
                    "You filled this in when it was not a proposal. It is sent along; empty it if it does not belong here."
                )
            else:
                del self.fields[name]


STEPS: dict[int, type[StepForm]] = {1: SubjectForm, 2: MatterForm}


def explained(label: Any, hint: Any) -> SafeString:
    return format_html('<b>{}</b><span class="hint">{}</span>', label, hint)


def content_of(subject: SubjectForm, matter: MatterForm) -> Content:
    """The content to store; both forms must be valid."""
    first, second = subject.cleaned_data, matter.cleaned_data
    return Content(
        title=first["title"],
        text=second["text"],
        suggestion=second.get("suggestion", ""),
        place=second["place"],
        since=second.get("since", ""),
        times=tuple(second.get("times", ())),
        themes=tuple(first["themes"]),
        areas=(second["areas"],) if second["areas"] else (),
    )


def is_gendarmerie(content: Content) -> bool:
    """Whether the areas are rural communes, whose concerns the cell can only refer to the gendarmerie."""
    return any(area.is_gendarmerie for area in Area.objects.chosen(content.areas))


class ReplyForm(CrispyMixin, forms.Form):
    text = Words(
        label=_("Your answer"),
        longest=TEXT_LENGTH,
        rows=5,
        help_text=_("Do not give anybody’s name, phone number or address."),
        error_messages={"required": _("Write your answer.")},
    )


class ContestForm(CrispyMixin, forms.Form):
    text = Words(
        label=_("Why you contest it"),
        longest=TEXT_LENGTH,
        rows=4,
        help_text=_("You can contest a decision once. The cell reads your submission again and answers you."),
        error_messages={"required": _("Write why you contest the decision.")},
    )


class LetterForm(CrispyMixin, forms.Form):
    text = Words(
        label=_("What you want to add or ask"),
        longest=TEXT_LENGTH,
        rows=4,
        help_text=_("Do not give anybody’s name, phone number or address."),
        error_messages={"required": _("Write what you want to add.")},
    )


class WithdrawForm(CrispyMixin, forms.Form):
    sentence = Words(
        label=_("Why, if you want to say so"),
        longest=500,
        rows=2,
        required=False,
    )
