"""Form fields and mixins of the portal: a text in three languages, addresses, dates, and forms rendered by crispy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import gettext_lazy as _

from core import date_limits
from core.text import addresses, typed
from core.text.texts import LANGUAGES, TOO_LONG, Texts

CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.FileField)
"""Fields in which nothing is typed."""
# DecimalField and FloatField are kinds of IntegerField, so they stand first.
NUMBERS: dict[type[forms.Field], Callable[[str], str]] = {
    forms.DecimalField: typed.decimal,
    forms.FloatField: typed.decimal,
    forms.IntegerField: typed.number,
    forms.fields.BaseTemporalField: typed.moment,
}
UNCHANGED = (forms.PasswordInput, forms.HiddenInput, forms.FileInput)


def holds_something(value: Any) -> bool:
    """Whether ``value`` is not empty; 0 is not empty."""
    if isinstance(value, list | tuple | Texts):
        return any(value) if not isinstance(value, Texts) else bool(value)
    return value is not None and value is not False and value != ""


def rule_for(field: forms.Field) -> Callable[[str], str] | None:
    """How a value that was typed into ``field`` is cleaned (:mod:`core.text.typed`); ``None``: not at all. ``LookupError`` for a kind of
    field that no rule knows."""
    if isinstance(field, CHOSEN) or isinstance(field.widget, UNCHANGED):
        return None
    if _is_code(field.widget):
        return typed.code
    for kind, rule in NUMBERS.items():
        if isinstance(field, kind):
            return rule
    if isinstance(field, forms.EmailField):
        return addresses.cleaned
    if isinstance(field, TextsFormField) or isinstance(field.widget, forms.Textarea):
        return typed.paragraphs
    if isinstance(field, forms.CharField):
        return typed.line
    raise LookupError(f"core.text.forms has no rule for {type(field).__name__}")


def _is_code(widget: forms.Widget) -> bool:
    """A telephone number, or a code of digits."""
    attributes = widget.attrs
    return attributes.get("autocomplete") == "one-time-code" or attributes.get("inputmode") in {"numeric", "tel"}


class TypedField(BoundField):
    """The value of a field of any form, cleaned before the field checks it. Every form has it, also those of other packages, because
    the renderer of all forms names it (:class:`FormRenderer`)."""

    @property
    def data(self) -> Any:
        given, rule = super().data, rule_for(self.field)
        if rule is None:
            return given
        if isinstance(given, list):
            return [rule(each) if isinstance(each, str) else each for each in given]
        return rule(given) if isinstance(given, str) else given


class FormRenderer(TemplatesSetting):
    """``settings.FORM_RENDERER``."""

    bound_field_class = TypedField


class TextsWidget(forms.MultiWidget):
    """Arabic is visible; French and English are collapsed while they are empty."""

    template_name = "machoura/texts_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 1) -> None:
        widgets: dict[str, Any] = {
            language: forms.Textarea({"rows": rows, "lang": language, "dir": "auto"}) for language in LANGUAGES
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, Texts) else Texts(**(value or {}))
        return [getattr(texts, language) for language in LANGUAGES]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        names = dict(settings.LANGUAGES)
        for language, widget in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            widget |= {"language": language, "language_name": names[language]}
        return context


class TextsFormField(forms.MultiValueField):
    """Cleans to a :class:`core.text.texts.Texts`. A required field needs Arabic if ``arabic_required``, otherwise any language."""

    default_error_messages = {
        "arabic": _("Write this in Arabic; French and English are optional."),
        "required": _("Write this in at least one language."),
        "long": TOO_LONG,
    }

    def __init__(
        self, *, rows: int = 1, arabic_required: bool = False, max_length: int = 10_000, **kwargs: Any
    ) -> None:
        for unused in ("encoder", "decoder", "empty_value"):
            kwargs.pop(unused, None)
        fields = [forms.CharField(required=False, strip=True) for _language in LANGUAGES]
        kwargs.setdefault("widget", TextsWidget(rows=rows))
        super().__init__(fields, require_all_fields=False, **kwargs)
        self.arabic_required = arabic_required
        self.max_length = max_length

    def compress(self, data_list: list[str]) -> Texts:
        return Texts(**dict(zip(LANGUAGES, data_list, strict=False)))

    def clean(self, value: Any) -> Texts:
        texts: Texts = super().clean(value) or Texts()
        if self.required and not texts:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if self.required and self.arabic_required and not texts.ar:
            raise forms.ValidationError(self.error_messages["arabic"], code="arabic")
        for language in LANGUAGES:
            text = getattr(texts, language)
            ProhibitNullCharactersValidator()(text)
            if len(text) > self.max_length:
                raise forms.ValidationError(self.error_messages["long"], params={"limit": self.max_length}, code="long")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.widget.decompress(initial) != list(data or ["", "", ""])


class AddressField(forms.EmailField):
    """Cleans to the canonical form of an e-mail address (:mod:`core.text.addresses`), which checks more than Django's validator."""

    default_validators: ClassVar[list[Any]] = []  # type: ignore[misc]

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault("max_length", addresses.MAX_CHARACTERS)
        kwargs.setdefault("widget", forms.EmailInput({"dir": "ltr", "autocomplete": autocomplete}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return addresses.cleaned(super().to_python(value) or "")

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        return addresses.canonical(address) if address else ""


class CrispyMixin:
    """Forms rendered by ``{% crispy form %}`` inside a page's own ``<form>``: the page adds the CSRF token and the buttons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A browser cuts a long paste off at ``maxlength`` and says nothing. Of a long text the server says by how much it is too long,
        and static/js/length.js while it is written."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            if isinstance(field.widget, forms.Textarea) and "maxlength" in field.widget.attrs:
                field.widget.attrs["data-longest"] = field.widget.attrs.pop("maxlength")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.html5_required = False
        return helper

    def clean(self) -> dict[str, Any]:
        """Check the bounds of every date."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc, attr-defined]
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if isinstance(field, forms.DateField | forms.DateTimeField):
                self._clean_day(name, field, cleaned.get(name))
        return cleaned

    def _clean_day(self, name: str, field: forms.Field, day: dt.date | None) -> None:
        """Check the bounds of the field's :class:`DayInput` or :class:`MomentInput`, by default :data:`core.date_limits.ANY`."""
        bounds = getattr(field.widget, "bounds", date_limits.ANY)
        if day is not None and not bounds.hold(date_limits.day_of(day)):
            self.add_error(name, bounds.message)  # type: ignore[attr-defined]


class BoundedInput(DateTimeBaseInput):
    """Sets ``min`` and ``max``, so that the browser knows the bounds, too."""

    pattern: str

    def __init__(self, bounds: date_limits.Bounds) -> None:
        super().__init__({"type": self.input_type}, format=self.pattern)
        self.bounds = bounds

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        first, last = self.bounds.first, self.bounds.last
        limits = {"min": self._written(first, dt.time.min), "max": self._written(last, dt.time(23, 59))}
        context["widget"]["attrs"] |= limits
        return context

    def _written(self, day: dt.date, hour: dt.time) -> str:
        return dt.datetime.combine(day, hour).strftime(self.pattern)


class DayInput(BoundedInput):
    input_type = "date"
    format_key = "DATE_INPUT_FORMATS"
    pattern = "%Y-%m-%d"


class MomentInput(BoundedInput):
    input_type = "datetime-local"
    format_key = "DATETIME_INPUT_FORMATS"
    pattern = "%Y-%m-%dT%H:%M"
