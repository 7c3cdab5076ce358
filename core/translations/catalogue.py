"""Read, update, write and compile the ``django.po`` of one language."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# The plural rule of Django's own catalogues: Babel's Arabic rule differs from CLDR's for 100, 101 and 102.
PLURAL_FORMS: Final = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "fr": "nplurals=2; plural=(n > 1);",
}
TRANSLATED: Final = tuple(PLURAL_FORMS)

_NEW_FILE = """\
# The portal's texts in "{language}"; written by: manage.py messages extract
msgid ""
msgstr ""
"Project-Id-Version: machoura 1\\n"
"Last-Translator: Machoura\\n"
"Language: {language}\\n"
"Language-Team: Machoura\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


class Catalogue:
    def __init__(self, language: str, locale_folder: Path) -> None:
        self.language = language
        self.path = _folder(locale_folder, language) / "django.po"

    @cached_property
    def messages(self) -> Catalog:
        if not self.path.exists():
            header = _NEW_FILE.format(language=self.language, plural_forms=PLURAL_FORMS[self.language])
            return read_po(StringIO(header), locale=self.language)
        with self.path.open("rb") as file:
            return read_po(file, locale=self.language)

    def merge(self, source: Catalog) -> None:
        """Update the catalogue to the messages of ``source``; an unused translation stays in the file as a comment."""
        for key, message in list(self.messages.obsolete.items()):
            if source.get(message.id, message.context):
                self.messages[message.id] = message
                del self.messages.obsolete[key]
        # A new text starts empty: fuzzy matches from similar texts lead to wrong translations.
        self.messages.update(source, no_fuzzy_matching=True, update_creation_date=False)
        for key, message in list(self.messages.obsolete.items()):
            if not message.string or not any(message.string):
                del self.messages.obsolete[key]

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self._written())

    def compile(self, locale_folder: Path) -> Path:
        """Write ``django.mo`` under ``locale_folder``; missing and fuzzy messages stay English."""
        target = _folder(locale_folder, self.language) / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, self.messages)
        return target

    def _written(self) -> bytes:
        buffer = BytesIO()
        write_po(buffer, self.messages, width=100, sort_output=True, include_lineno=False)
        return buffer.getvalue()


def _folder(locale_folder: Path, language: str) -> Path:
    return locale_folder / language / "LC_MESSAGES"
