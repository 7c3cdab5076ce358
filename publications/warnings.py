"""What in a document should not become public unread. A person answers each: :mod:`publications.findings`."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext
from pydantic import BaseModel

from core.privacy import Kind as Found, find
from core.text.bidi import TURNS
from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, ThemeRef, UnitRef
from publications.schemas.meeting import DemandRef, Headcount
from publications.schemas.report import Presence

FEW = 5


class Kind(TextChoices):
    PHONE = "phone", _("A phone number")
    EMAIL = "email", _("An e-mail address")
    IDENTITY = "identity", _("What looks like an identity card number")
    PLATE = "plate", _("What looks like a number plate")
    ADDRESS = "address", _("A street number")
    NAME = "name", _("A person published by name")
    ACCOUNT = "account", _("The number of a bank account")
    BIRTH = "birth", _("A date of birth")
    HANDLE = "handle", _("An account or page of a social network")
    MINOR = "minor", _("A child who could be recognised")
    ACCUSED = "accused", _("A school or shop named in a bad light")
    VEHICLE = "vehicle", _("A vehicle that could be recognised")
    OPERATION = "operation", _("When or where the police will be, or how a school is guarded")
    SENSITIVE = "sensitive", _("A sensitive theme: could somebody be recognised?")
    FEW = "few", _("A count under five")
    DIRECTION = "direction", _("An invisible character that turns the direction of writing")


class Hit(NamedTuple):
    """``text[start:end]`` is what to look at."""

    kind: Kind
    start: int
    end: int


class GateWarning(NamedTuple):
    """``text[start:end]`` is what to look at; ``text`` is the whole text.

    ``where``: the path inside the document, for instance ``demands.0.text``. ``language``: of the text, empty where it has none. A count
    or a theme is a text that stands in no field.
    """

    kind: Kind
    text: str
    where: str
    start: int
    end: int
    language: str = ""

    @classmethod
    def of(cls, kind: Kind, text: str, where: str) -> GateWarning:
        """About the whole text."""
        return cls(kind, text, where, 0, len(text))

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


# What the finder of personal data finds, as kinds of warnings.
OF_FINDER: dict[Found, Kind] = {
    Found.PHONE: Kind.PHONE,
    Found.EMAIL: Kind.EMAIL,
    Found.ID_NUMBER: Kind.IDENTITY,
    Found.PLATE: Kind.PLATE,
    Found.ADDRESS: Kind.ADDRESS,
    Found.PERSON: Kind.NAME,
    Found.IBAN_OR_RIB: Kind.ACCOUNT,
    Found.DATE_OF_BIRTH: Kind.BIRTH,
    Found.SOCIAL_HANDLE: Kind.HANDLE,
    Found.MINOR: Kind.MINOR,
    Found.BAD_LIGHT_PLACE: Kind.ACCUSED,
    Found.VEHICLE: Kind.VEHICLE,
    Found.OPERATION: Kind.OPERATION,
}


# Names of entries of lists, and titles of published documents: a second person has approved them there.
APPROVED_ELSEWHERE = (AreaRef, DemandRef, ThemeRef, UnitRef)


def scan(
    document: Document, *, sensitive_themes: Collection[str] = (), known: Container[str] = ()
) -> list[GateWarning]:
    """All warnings about ``document``, in its order; ``sensitive_themes`` are keys, ``known`` whole texts that are not searched."""
    found: list[GateWarning] = []
    for where, part in _walk(document):
        if isinstance(part, Texts):
            found += in_texts(part, where, known=known)
        elif isinstance(part, Presence):
            found += _in_presence(part, where)
        elif isinstance(part, Headcount):
            found += _in_headcount(part, where)
        elif isinstance(part, ThemeRef) and part.key in sensitive_themes:
            found.append(GateWarning.of(Kind.SENSITIVE, str(part.name), where))
        elif isinstance(part, str):
            found += in_direction(part, where)
    return list(dict.fromkeys(found))


def _walk(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel | str):
        yield where, value
    if isinstance(value, (Texts, *APPROVED_ELSEWHERE)):
        return
    if isinstance(value, BaseModel):
        children = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, list):
        children = [(str(number), each) for number, each in enumerate(value)]
    else:
        return
    for name, child in children:
        yield from _walk(child, f"{where}.{name}" if where else name)


def in_texts(texts: Texts, where: str, *, known: Container[str] = ()) -> Iterator[GateWarning]:
    for language in texts.languages():
        text = getattr(texts, language)
        if text in known:
            continue
        for hit in hits(text):
            yield GateWarning(hit.kind, text, where, hit.start, hit.end, language)
        yield from in_direction(text, where, language)


def in_direction(text: str, where: str, language: str = "") -> Iterator[GateWarning]:
    for found in TURNS.finditer(text):
        yield GateWarning(Kind.DIRECTION, text, where, found.start(), found.end(), language)


def hits(text: str) -> Iterator[Hit]:
    """Personal data in ``text``, in order, not overlapping. Functions of officials, and streets named after somebody, are none."""
    for found in find(text):
        yield Hit(OF_FINDER[found.kind], found.start, found.end)


def _in_presence(presence: Presence, where: str) -> Iterator[GateWarning]:
    if presence.name:
        yield GateWarning.of(Kind.NAME, presence.name, f"{where}.name")
    if presence.people is not None and 0 < presence.people < FEW:
        colon = pgettext("after a label", ": ")
        yield GateWarning.of(Kind.FEW, f"{presence.function}{colon}{presence.people}", f"{where}.people")


# Numbers of a headcount by which somebody might be recognised.
PEOPLE = ("people", "associations", "women")


def _in_headcount(headcount: Headcount, where: str) -> Iterator[GateWarning]:
    for name in PEOPLE:
        count: int | None = getattr(headcount, name)
        if count is not None and 0 < count < FEW:
            yield GateWarning.of(Kind.FEW, str(count), f"{where}.{name}")
