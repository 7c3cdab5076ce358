from __future__ import annotations

from typing import ClassVar, Literal

import phonenumbers

from core.text.texts import Texts
from publications.schemas.base import AreaRef, Document, ThemeRef

AssociationState = Literal["pending", "verified"]
BoardFunction = Literal["president", "vice_president", "secretary", "treasurer", "board", "representative"]
MOROCCO = "+212"


class AssociationDocument(Document):
    """The directory page of an association: what it agreed to show, and nothing else. Its title is its name.

    ``shows_demands``: its page lists the documents in which it is named as one that asked something or judged an answer.

    ``functions`` are those of its representatives, never their names; ``phone`` is written in E.164.
    """

    kind: ClassVar[str] = "association"

    schema_name: Literal["machoura/association/1"] = "machoura/association/1"
    state: AssociationState
    seat: str = ""
    purpose: Texts = Texts()
    areas: list[AreaRef] = []
    themes: list[ThemeRef] = []
    phone: str = ""
    email: str = ""
    functions: list[BoardFunction] = []
    shows_demands: bool = False

    @property
    def phone_shown(self) -> str:
        return phone_for_people(self.phone)

    def theme_keys(self) -> list[str]:
        return sorted(theme.key for theme in self.themes)

    def area_keys(self) -> list[str]:
        return sorted(area.key for area in self.areas)

    def searched_texts(self) -> list[Texts]:
        return [self.title, self.purpose, *(t.name for t in self.themes), *(a.name for a in self.areas)]


def phone_for_people(number: str) -> str:
    """+212 6 12 34 56 78: in pairs, as Moroccan numbers are read aloud; others as their country writes them."""
    if not number:
        return ""
    if not number.startswith(MOROCCO):
        parsed = phonenumbers.parse(number)
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    first, rest = number[len(MOROCCO)], number[len(MOROCCO) + 1 :]
    pairs = [rest[start : start + 2] for start in range(0, len(rest), 2)]
    return " ".join([MOROCCO, first, *pairs])
