"""A text in the portal's three languages, and the model field that holds one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext_lazy as _, override
from pydantic import BaseModel, ConfigDict, ValidationError as SchemaError

LANGUAGES = ("ar", "fr", "en")
TOO_LONG = _("This is longer than %(limit)d characters.")
NO_TEXT = {"ar": "", "fr": "", "en": ""}
"""An empty text as a condition of a constraint."""
EMPTY = models.Value(NO_TEXT, models.JSONField())
"""What a new column for a text holds in the rows that exist."""


class Localised(NamedTuple):
    """A text for a reader of ``wanted``, and the language that the text is actually in."""

    text: str
    language: str
    is_fallback: bool


class Texts(BaseModel):
    """One text in Arabic, French and English; ``""`` means "not written in this language"."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    ar: str = ""
    fr: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.ar or self.fr or self.en)

    def __str__(self) -> str:
        return self.in_language(get_language() or LANGUAGES[0]).text

    def in_language(self, wanted: str) -> Localised:
        """The text in ``wanted``, otherwise in the first language (Arabic first) that has a text."""
        for language in (wanted, *LANGUAGES):
            text = getattr(self, language, "")
            if text:
                return Localised(text, language, language != wanted)
        return Localised("", wanted, False)

    def languages(self) -> list[str]:
        return [language for language in LANGUAGES if getattr(self, language)]


def in_each_language(sentence: Callable[[str], str]) -> Texts:
    """The results of ``sentence(language)`` for every language of the portal."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = sentence(language)
    return Texts(**said)


class TextsField(models.JSONField):
    """A ``jsonb`` column that holds a :class:`Texts`; with ``blank=False`` one language must be filled."""

    description = _("text in several languages")
    # Django looks at it in migrations: another limit changes no column.
    non_db_attrs = (*models.JSONField.non_db_attrs, "max_length")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """``max_length``: of the text in each language, in letters."""
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is Texts:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        value = super().from_db_value(value, expression, connection)
        return Texts(**value) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Texts) or value is None:
            return value
        try:
            return Texts.model_validate(value)
        except SchemaError as error:
            raise ValidationError(_("This is not a text in the portal’s languages.")) from error

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(value).model_dump() if value is not None else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Texts):
            value = value.model_dump()
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: Any) -> Any:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: Any) -> None:
        if not self.blank and not value:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if self.max_length and value and max(map(len, self._written(value))) > self.max_length:
            raise ValidationError(TOO_LONG, params={"limit": self.max_length}, code="long")
        super().validate(value.model_dump() if isinstance(value, Texts) else value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        from core.text.forms import TextsFormField

        limit = {"max_length": self.max_length} if self.max_length else {}
        return super().formfield(**{"form_class": TextsFormField, **limit, **kwargs})

    def _written(self, value: Any) -> list[str]:
        texts = self.to_python(value)
        return [getattr(texts, language) for language in LANGUAGES]
