"""Find errors in a catalogue: missing texts, missing placeholders, files that are behind the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from babel.messages import Catalog
from babel.messages.catalog import Message

from core.translations.catalogue import PLURAL_FORMS, Catalogue

PLACEHOLDER: Final = re.compile(
    r"%%"
    r"|%\(\w+\)[-#0+]?\d*(?:\.\d+)?[a-zA-Z]"
    r"|%[-#0+]?\d*(?:\.\d+)?[sdifr]"
    r"|\{\w*(?:[.\[!:][^{}]*)?\}"
)
# Plural forms for one number only: "يومان" needs no 2. French has one form for 0 and 1.
FORMS_OF_ONE_NUMBER: Final = {"ar": {0, 1, 2}, "fr": set()}
NUMBER: Final = "%(count)s"

_MARKUP = re.compile(r"<[^>]*>|&\w+;|\S+://\S+|\S+@\S+")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


class Finding(NamedTuple):
    language: str
    message: str
    reason: str
    is_fault: bool = True

    def __str__(self) -> str:
        where = f"{self.language}: {self.message!r}" if self.message else self.language
        return f"{where}: {self.reason}"


def findings(catalogue: Catalogue, source: Catalog) -> Iterator[Finding]:
    """All errors of ``catalogue`` on disk, compared with the messages of ``source``."""
    yield from _header_findings(catalogue)
    yield from _stale_findings(catalogue, source)
    for message in _messages(source):
        translation = catalogue.messages.get(message.id, message.context)
        if translation is not None:
            for reason in _faults(translation, message, catalogue.language):
                yield Finding(catalogue.language, _label(message), reason)
            if catalogue.language == "ar":
                yield from _english_words(translation)


def placeholders(text: str) -> Counter[str]:
    """The placeholders of ``text``; a named one counts once, since a translation may repeat it."""
    found = Counter(match for match in PLACEHOLDER.findall(text) if match != "%%")
    return Counter({match: 1 if _is_named(match) else times for match, times in found.items()})


def _is_named(placeholder: str) -> bool:
    return placeholder.startswith("%(") or (placeholder.startswith("{") and placeholder != "{}")


def _header_findings(catalogue: Catalogue) -> Iterator[Finding]:
    if catalogue.messages.plural_forms.replace(" ", "") != PLURAL_FORMS[catalogue.language].replace(" ", ""):
        yield Finding(catalogue.language, "", f"Plural-Forms must be {PLURAL_FORMS[catalogue.language]}")


def _stale_findings(catalogue: Catalogue, source: Catalog) -> Iterator[Finding]:
    for message in _messages(source):
        known = catalogue.messages.get(message.id, message.context)
        if known is None or known.id != message.id:
            yield Finding(catalogue.language, _label(message), "not in the file; run: manage.py messages extract")
    for message in _messages(catalogue.messages):
        if source.get(message.id, message.context) is None:
            yield Finding(catalogue.language, _label(message), "no longer used; run: manage.py messages extract")


def _faults(translation: Message, message: Message, language: str) -> Iterator[str]:
    if translation.fuzzy:
        yield "marked fuzzy"
    forms = _forms(translation)
    if not all(forms):
        yield "not translated" if not any(forms) else "some plural forms are not translated"
    singular, plural = _singular_and_plural(message)
    for index, form in enumerate(forms):
        if form and not _keeps_placeholders(form, singular, plural, index if message.pluralizable else None, language):
            wanted = ", ".join(sorted(placeholders(plural))) or "none"
            yield f"placeholders differ in {form!r}: the source has {wanted}"
        if form and _has_lone_percent(form, plural):
            yield f"a lone % in {form!r}: write %%"


def _keeps_placeholders(form: str, singular: str, plural: str, index: int | None, language: str) -> bool:
    wanted, found = placeholders(plural), placeholders(form)
    if found == wanted:
        return True
    if index is None or index not in FORMS_OF_ONE_NUMBER[language]:
        return False
    left_out = wanted - found
    return not found - wanted and _is_only_the_number(left_out, wanted, placeholders(singular))


def _is_only_the_number(left_out: Counter[str], wanted: Counter[str], in_singular: Counter[str]) -> bool:
    """The number is ``%(count)s`` by convention, otherwise the placeholder that the singular omits, otherwise the only placeholder."""
    if NUMBER in wanted:
        return set(left_out) == {NUMBER}
    return left_out == (wanted - in_singular or left_out) and left_out.total() == 1


def _has_lone_percent(form: str, source: str) -> bool:
    is_formatted = any(match.startswith("%") for match in placeholders(source))
    return is_formatted and "%" in PLACEHOLDER.sub("", form)


def _english_words(translation: Message) -> Iterator[Finding]:
    for form in _forms(translation):
        words = _LATIN_WORD.findall(_MARKUP.sub(" ", PLACEHOLDER.sub(" ", form)))
        # Acronyms (PDF, JSON, CSV) are the same in every language.
        if foreign := [word for word in words if not word.isupper()]:
            yield Finding("ar", _label(translation), f"English words left: {', '.join(foreign)}", is_fault=False)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def _singular_and_plural(message: Message) -> tuple[str, str]:
    if isinstance(message.id, str):
        return message.id, message.id
    return message.id[0], message.id[1]


def _label(message: Message) -> str:
    text = _singular_and_plural(message)[0]
    return f"{message.context} | {text}" if message.context else text
