"""Findings of the gate: what in words that are not public yet has to be mended, or answered with a reason (ADR 42).

The author answers before sending to review, the approver what was found later. :func:`publications.store.publish` refuses a publication
with a finding that nobody answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _, ngettext
from pydantic import BaseModel

from core.errors import DomainError
from core.privacy.personal_data.reading import Reading
from core.text.bidi import made_visible
from core.text.texts import LANGUAGES, Texts
from publications import warnings
from publications.models import AnsweredFinding
from publications.warnings import GateWarning, Kind

if TYPE_CHECKING:
    from publications.pending import PendingDocument, PendingPublication

# Entries of lists are names of places and bodies and public numbers; their page shows each change (ADR 24).
NOT_READ = frozenset({"reference"})
_NUMBERS = re.compile(r"\.\d+(?=\.|$)")
_BLANKS = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[\W_]+")

SensitiveThemes = Callable[[], Collection[str]]
_sensitive_themes: list[SensitiveThemes] = []


def add_sensitive_themes(source: SensitiveThemes) -> None:
    """``source``: returns the keys of themes that expose people; asked where a document shows a theme for the first time."""
    if source not in _sensitive_themes:
        _sensitive_themes.append(source)


class Finding(NamedTuple):
    """``document``: kind and key of the document with the words; ``number``: the same for the same words in the same field.

    ``field``: the path of the words without the numbers of its rows, so that an edit elsewhere keeps the answer.
    """

    number: int
    document: tuple[str, str]
    field: str
    warning: GateWarning

    @property
    def kind(self) -> Kind:
        return self.warning.kind

    @property
    def words(self) -> str:
        return self.warning.words

    @property
    def mark(self) -> str:
        return mark_of(self.kind, self.field, self.words)


class OpenFindings(DomainError):
    """Words were found that nobody has mended or answered for. ``asked``: these, and others that were answered just now, in vain."""

    def __init__(self, found: Collection[Finding], asked: Sequence[Finding] = ()) -> None:
        said = ngettext(
            "%(count)d finding of the gate is open: change the words, or say why they stay.",
            "%(count)d findings of the gate are open: change the words, or say why they stay.",
            len(found),
        )
        super().__init__(said % {"count": len(found)})
        self.asked = list(asked or found)


def mark_of(kind: str, field: str, words: str) -> str:
    """A keyed hash: from an answer nobody can guess a telephone number. Spellings of the same words, and groupings of a number, have one."""
    plain = _plain(words)
    if any(map(str.isdecimal, plain)):
        plain = _SEPARATORS.sub("", plain) or plain
    return salted_hmac("publications.findings", f"{kind}\0{field}\0{plain}", algorithm="sha256").hexdigest()


def in_documents(documents: Iterable[PendingDocument]) -> list[Finding]:
    """Of several documents the later ones are read without the texts that an earlier one has, too."""
    found: list[Finding] = []
    numbers: dict[str, int] = {}
    read: set[tuple[Kind, str]] = set()
    sensitive_keys = cache(lambda: {key for source in _sensitive_themes for key in source()})
    for position, document in enumerate(documents):
        if document.kind in NOT_READ:
            continue
        prefix = f"{document.kind}." if position else ""
        new = [each for each in _new_warnings(document, sensitive_keys) if (each.kind, each.text) not in read]
        for warning in new:
            each = Finding(0, (document.kind, document.key), prefix + _NUMBERS.sub("", warning.where), warning)
            found.append(each._replace(number=numbers.setdefault(each.mark, len(numbers) + 1)))
        read |= {(each.kind, each.text) for each in new}
    return found


def without_repeats(found: Iterable[Finding]) -> list[Finding]:
    """The first of those with the same words in the same field."""
    return list({each.mark: each for each in reversed(list(found))}.values())[::-1]


def answers_to(main: PendingDocument, found: Iterable[Finding]) -> dict[str, AnsweredFinding]:
    return answers_of(main.kind, main.key, {each.mark for each in found})


def answers_of(kind: str, key: str, marks: Collection[str]) -> dict[str, AnsweredFinding]:
    """The newest answer by mark. One query."""
    rows = AnsweredFinding.objects.filter(kind=kind, key=key, mark__in=marks)
    return {row.mark: row for row in rows.order_by("pk")}


def answer(pending: PendingPublication, *, mark: str, by: int, reason: str, sentence: str = "") -> AnsweredFinding:
    """The words stay in the text, for this reason. ``by`` may be an author or the one who approves: the reason is not published, so it
    makes nobody an author.

    Raises :class:`~core.errors.DomainError` for words that do not stand there any more, and for a reason that needs a sentence.
    """
    if mark not in {each.mark for each in pending.findings}:
        raise DomainError(_("These words do not stand in the text any more."))
    return keep(pending.main.kind, pending.main.key, mark=mark, by=by, reason=reason, sentence=sentence)


def keep(kind: str, key: str, *, mark: str, by: int, reason: str, sentence: str) -> AnsweredFinding:
    sentence = sentence.strip()
    if reason in AnsweredFinding.NEEDS_SENTENCE and not sentence:
        raise DomainError(_("Say why in a sentence."))
    return AnsweredFinding.objects.create(kind=kind, key=key, mark=mark, by_id=by, reason=reason, sentence=sentence)


def refuse_open(pending: PendingPublication) -> None:
    """Raises :class:`OpenFindings`. For the actions that send a draft to the approver, and for the door."""
    if found := pending.open_findings:
        raise OpenFindings(found)


def refuse_in_note(note: Texts | None) -> None:
    """A note that the approver writes with the approval, or the sentence of a withdrawal, is read by nobody else before it is public, so
    nothing may be found in it."""
    if note and any(warnings.in_texts(note, "note")):
        raise DomainError(_("The sentence has words that the gate finds. Say it without them."))


def _new_warnings(document: PendingDocument, sensitive_keys: SensitiveThemes) -> Iterator[GateWarning]:
    """Without words that stand in the same field of the live edition: a second person has approved them."""
    if document.body is None:
        return
    public = list(_leaves(document.public))
    known = {text for _where, text in public}
    found = warnings.scan(document.body, sensitive_themes=_sensitive(document, sensitive_keys), known=known)
    if document.note:
        found += warnings.in_texts(document.note, "note")
    own = document.body.own_words
    for each in found:
        names = each.where.split(".")
        if own and each.where != "note" and not set(own) & set(names):
            continue
        field = _NUMBERS.sub("", each.where)
        if not _stands_in([text for where, text in public if _NUMBERS.sub("", where) == field], _plain(each.words)):
            yield each


def _sensitive(document: PendingDocument, sensitive_keys: SensitiveThemes) -> Collection[str]:
    """Keys of sensitive themes that the public does not know of the document yet."""
    now = set(document.body.theme_keys()) if document.body else set()
    new = now - set(document.public.theme_keys() if document.public else ())
    return new.intersection(sensitive_keys()) if new else ()


def _stands_in(texts: Iterable[str], words: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", _plain(text)) for text in texts)


def _leaves(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Texts):
        yield from ((where, getattr(value, language)) for language in LANGUAGES if getattr(value, language))
    elif isinstance(value, str | int):
        yield where, str(value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _leaves(each, f"{where}.{number}" if where else str(number))


def _plain(words: str) -> str:
    """In one spelling of letters and digits, with single blanks. Invisible characters alone are told by their code points."""
    return _BLANKS.sub(" ", Reading(words).plain).strip().casefold() or made_visible(words)
