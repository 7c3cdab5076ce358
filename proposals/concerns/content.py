"""The content of a concern, which is stored either in columns or sealed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

TITLE_LENGTH = 200
TEXT_LENGTH = 5_000
PLACE_LENGTH = 300


class Since(TextChoices):
    WEEK = "week", _("this week")
    MONTH = "month", _("one to four weeks")
    QUARTER = "quarter", _("one to three months")
    LONGER = "longer", _("more than three months")


class TimeOfDay(TextChoices):
    MORNING = "morning", _("in the morning")
    NOON = "noon", _("around noon")
    AFTERNOON = "afternoon", _("in the afternoon")
    EVENING = "evening", _("in the evening")
    NIGHT = "night", _("at night")
    SCHOOL = "school", _("when schools open and close")
    WEEKEND = "weekend", _("at the weekend")


@dataclass(frozen=True, slots=True)
class Content:
    """``themes`` and ``areas`` are keys of the reference lists; ``since`` and ``times`` values of the choices above.

    ``answers``: why the sender keeps words in which the gate found something (:class:`proposals.concerns.warnings.Answer`). Of a
    confidential concern they are sealed with the text.
    """

    title: str
    text: str
    suggestion: str = ""
    place: str = ""
    since: str = ""
    times: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def decoded(cls, content: bytes) -> Self:
        """Decode sealed content; fields that an earlier version did not have are empty."""
        found: dict[str, Any] = json.loads(content)
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(found[name]) if isinstance(found[name], list) else found[name] for name in known & found.keys()
        }
        return cls(**values)

    @property
    def texts(self) -> dict[str, str]:
        """The typed texts by field."""
        return {"title": self.title, "text": self.text, "suggestion": self.suggestion, "place": self.place}
