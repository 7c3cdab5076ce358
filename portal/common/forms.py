"""What all forms of signed-in pages share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from core.text.forms import CrispyMixin
from core.text.texts import Texts
from reference.models import Area, Entry, Theme
from reference.tree import tree_of


class Fold(Fieldset):
    """Fields that are seldom needed; open when one of them holds something or is wrong, or the form ``unfolds`` one of them."""

    template = "%s/layout/fold.html"

    def render(self, form: Any, context: Any, template_pack: str = "machoura", **kwargs: Any) -> Any:
        names = [pointer.name for pointer in self.get_field_names()]
        wanted = getattr(form, "unfolds", frozenset())
        context["is_open"] = any(
            name in wanted or holds_something(form[name].value()) or form[name].errors for name in names
        )
        return super().render(form, context, template_pack=template_pack, **kwargs)


def holds_something(value: Any) -> bool:
    """Zero is something: a count somebody made."""
    if isinstance(value, list | tuple | Texts):
        return any(value) if not isinstance(value, Texts) else bool(value)
    return value is not None and value is not False and value != ""


class LaidOut(CrispyMixin):
    """``layout`` lists fields and fieldsets in the order of the page; empty: all fields as declared."""

    layout: ClassVar[tuple[Any, ...]] = ()
    tall: ClassVar[dict[str, int]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in self.tall.items():
            if name in self.fields:
                self.make_tall(name, rows)

    def make_tall(self, name: str, rows: int) -> None:
        for widget in self.fields[name].widget.widgets:
            widget.attrs["rows"] = rows

    @property
    def values(self) -> dict[str, Any]:
        """What an action takes, once the form is valid."""
        return dict(self.cleaned_data)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.render_hidden_fields = True
        if self.layout:
            helper.layout = Layout(*self.layout)
        return helper


class OfficeForm(LaidOut, forms.Form):
    pass


class RecordForm(LaidOut, forms.ModelForm):
    """A form about one row. Retired words of the vocabulary are offered only where the row already uses them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, Entry):
                used = self.initial.get(name) or []
                keys = [getattr(each, "pk", each) for each in (used if isinstance(used, list) else [used])]
                field.queryset = field.queryset.filter(Q(is_retired=False) | Q(pk__in=keys))


class VersionedForm(RecordForm):
    """Carries the version that was opened, so that a second writer is told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(initial=self.instance.version, widget=forms.HiddenInput)


class GroupedIterator(ModelChoiceIterator):
    """Entries under their parents: every entry with parts heads a group, in which it can be chosen itself."""

    def __iter__(self) -> Iterator[Any]:
        tree = tree_of(self.queryset)
        groups = tree.groups()
        yield from (self.choice(entry) for entry, _parts in groups if not tree.under(entry))
        for head, leaves in groups:
            if tree.under(head):
                yield str(head), [self.choice(each) for each in (head, *leaves)]


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Short on a phone: each group is folded until something in it is ticked."""

    template_name = "machoura/grouped_checkboxes.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            {"name": group, "options": options, "ticked": sum(bool(option["selected"]) for option in options)}
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context


class GroupedField(forms.ModelMultipleChoiceField):
    widget = GroupedCheckboxes
    iterator = GroupedIterator

    def _check_values(self, value: Any) -> list[Any]:
        """Django's own asks the database for the ticked entries. They are picked out in memory instead: the themes and areas of a confidential
        text stand in no SQL statement."""
        ticked, entries = {str(each) for each in value}, {str(entry.pk): entry for entry in self.queryset}
        for unknown in sorted(ticked - entries.keys()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": unknown})
        return [entry for key, entry in entries.items() if key in ticked]


def themes_field(*, required: bool = False) -> GroupedField:
    return GroupedField(Theme.objects.all(), label=_("Themes"), required=required)


def areas_field() -> GroupedField:
    return GroupedField(Area.objects.all(), label=_("Areas"), required=False)


def time_input() -> forms.TimeInput:
    return forms.TimeInput({"type": "time"}, format="%H:%M")
