"""Base classes of forms on pages for signed-in users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset as FieldsetOfPackage, Layout
from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.text.forms import CrispyMixin, holds_something
from portal.common.constraint_errors import move_to_fields
from reference.models import Area, Entry, Theme
from reference.tree import tree_of

LARGEST_COUNT = 100_000


class Fieldset(FieldsetOfPackage):
    """Fields under a legend, which is a text. crispy renders a legend as a template: a title that somebody typed would be run on the server."""

    def render(self, form: Any, context: Any, template_pack: str = "machoura", **kwargs: Any) -> Any:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        words = {"fieldset": self, "legend": str(self.legend), "fields": fields}
        return render_to_string(self.get_template_name(template_pack), context.flatten() | words)


class Fold(Fieldset):
    """A collapsible group of rarely used fields; open if one has a value or an error, or is in the form's ``unfolds``."""

    template = "%s/layout/fold.html"

    def render(self, form: Any, context: Any, template_pack: str = "machoura", **kwargs: Any) -> Any:
        names = [pointer.name for pointer in self.get_field_names()]
        wanted = getattr(form, "unfolds", frozenset())
        context["is_open"] = any(
            name in wanted or holds_something(form[name].value()) or form[name].errors for name in names
        )
        return super().render(form, context, template_pack=template_pack, **kwargs)


class LaidOut(CrispyMixin):
    """``layout``: fields and fieldsets in the order of the page; empty: all fields in the order of declaration."""

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
        """Keyword arguments for an action; the form must be valid."""
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
    """A form for one row. Retired reference entries are offered only if the row uses them already.

    ``shown_as``: names of fields that stand for a column of another name.
    """

    shown_as: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, Entry):
                used = self.initial.get(name) or []
                keys = [getattr(each, "pk", each) for each in (used if isinstance(used, list) else [used])]
                field.queryset = field.queryset.filter(Q(is_retired=False) | Q(pk__in=keys))

    def _post_clean(self) -> None:
        super()._post_clean()
        move_to_fields(self, self.shown_as)


class VersionedForm(RecordForm):
    """Has the version that the person opened, for optimistic locking."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(initial=self.instance.version, widget=forms.HiddenInput)


class GroupedIterator(ModelChoiceIterator):
    """Groups entries by parent: an entry with children is a group and its first choice."""

    def __iter__(self) -> Iterator[Any]:
        tree = tree_of(self.queryset)
        groups = tree.groups()
        yield from (self.choice(entry) for entry, _parts in groups if not tree.under(entry))
        for head, leaves in groups:
            if tree.under(head):
                yield str(head), [self.choice(each) for each in (head, *leaves)]


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes in groups, each collapsed until one of its boxes is ticked, to be short on a phone."""

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
        """Filters the ticked entries in Python, unlike Django: the themes and areas of a confidential text must not be in an SQL
        statement."""
        ticked, entries = {str(each) for each in value}, {str(entry.pk): entry for entry in self.queryset}
        for unknown in sorted(ticked - entries.keys()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": unknown})
        return [entry for key, entry in entries.items() if key in ticked]


def themes_field(*, required: bool = False) -> GroupedField:
    return GroupedField(Theme.objects.all(), label=_("Themes"), required=required)


def areas_field() -> GroupedField:
    return GroupedField(Area.objects.all(), label=_("Areas"), required=False)


def limit_counts(form: forms.BaseForm, *names: str) -> None:
    """Refuse numbers of people or things that no meeting has, at their field."""
    for name in names:
        form.fields[name].validators.append(MaxValueValidator(LARGEST_COUNT))


def time_input() -> forms.TimeInput:
    return forms.TimeInput({"type": "time"}, format="%H:%M")
