"""Schemas of the messages of recording devices.

Only the form is checked here; :mod:`consultations.recorder.operations` checks whether rows exist and rules allow it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from consultations.record_fields import LONGEST_LABEL, ContributionKind, PointKind
from core.text import typed

MOST_OPERATIONS = 100
MOST_BYTES = 1024 * 1024
LONGEST_TEXT = 20_000
LONGEST_TITLE = 1_000
MOST_TIES = 200


class Unreadable(ValueError):
    """Not a valid message. The error does not contain the message, which may have text of a contribution."""


def _clean(text: str) -> str:
    """Cleaned like a form field."""
    if "\0" in text:
        raise ValueError("NUL")
    return typed.paragraphs(text)


def _written(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return text


Pk = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
Version = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Flag = Annotated[bool, Field(strict=True)]
Uids = Annotated[list[uuid.UUID], Field(max_length=MOST_TIES)]
Pks = Annotated[list[Pk], Field(max_length=MOST_TIES)]
Text = Annotated[
    str,
    Field(strict=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_clean),
    AfterValidator(_written),
]
Title = Annotated[
    str,
    Field(strict=True, min_length=1, max_length=LONGEST_TITLE),
    AfterValidator(_clean),
    AfterValidator(_written),
]
Label = Annotated[str, Field(strict=True, max_length=LONGEST_LABEL), AfterValidator(_clean)]
Language = Literal["ar", "fr", "en"]


class Operation(BaseModel):
    """``at``: by the device's clock; corrected by :class:`consultations.recorder.operations.Clock`."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    uid: uuid.UUID
    at: AwareDatetime

    @property
    def given(self) -> dict[str, Any]:
        """The fields that the device sent, without those that it omitted."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Contribute(Operation):
    op: Literal["contribute"]
    contribution: uuid.UUID
    kind: ContributionKind = ContributionKind.CONTRIBUTION
    axis: Pk | None = None
    speaker: Pk | None = None
    speaker_label: Label = ""
    is_collective: Flag = False
    language: Language
    text: Text
    confidential: Flag = False


class Amend(Operation):
    op: Literal["amend"]
    contribution: uuid.UUID
    version: Version
    kind: ContributionKind | None = None
    axis: Pk | None = None
    speaker: Pk | None = None
    speaker_label: Label | None = None
    is_collective: Flag | None = None
    language: Language | None = None
    text: Text | None = None
    confidential: Flag | None = None

    @model_validator(mode="after")
    def _text_has_its_language(self) -> Amend:
        if (self.text is None) != (self.language is None):
            raise ValueError("text and language come together")
        return self


class Withdraw(Operation):
    op: Literal["withdraw"]
    contribution: uuid.UUID
    version: Version


class Owed(Operation):
    """The responsible body of a point, and its date."""

    owner_unit: Pk | None = None
    owner_institution: Pk | None = None
    due_on: dt.date | None = None


class Mark(Owed):
    op: Literal["mark"]
    point: uuid.UUID
    kind: PointKind
    title: Title
    language: Language
    contributions: Uids
    themes: Pks = []
    areas: Pks = []
    demand: Pk | None = None
    new_demand: Flag = False


class Remark(Owed):
    op: Literal["remark"]
    point: uuid.UUID
    version: Version
    kind: PointKind | None = None
    title: Title | None = None
    language: Language | None = None
    contributions: Uids | None = None
    themes: Pks | None = None
    areas: Pks | None = None
    demand: Pk | None = None
    new_demand: Flag = False

    @model_validator(mode="after")
    def _title_has_its_language(self) -> Remark:
        if (self.title is None) != (self.language is None):
            raise ValueError("title and language come together")
        return self


class Unmark(Operation):
    op: Literal["unmark"]
    point: uuid.UUID
    version: Version


class Arrive(Operation):
    """Somebody arrived without registration, for the named association."""

    op: Literal["arrive"]
    attendance: uuid.UUID
    name: Annotated[Label, AfterValidator(_written)]


class Ask(Operation):
    op: Literal["ask"]
    turn: uuid.UUID
    speaker: Pk | None = None
    label: Label = ""


class TurnStep(Operation):
    op: Literal["give", "stop", "stand_down"]
    turn: uuid.UUID


class Place(Operation):
    op: Literal["place"]
    turn: uuid.UUID
    before: uuid.UUID | None = None


class RunAxis(Operation):
    op: Literal["run_axis"]
    axis: Pk


class Pause(Operation):
    op: Literal["pause"]


AnyOperation = Annotated[
    Contribute | Amend | Withdraw | Mark | Remark | Unmark | Arrive | Ask | TurnStep | Place | RunAxis | Pause,
    Field(discriminator="op"),
]
_operation: TypeAdapter[Any] = TypeAdapter(AnyOperation)


class Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    operations: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_OPERATIONS)]
    sent_at: AwareDatetime
    device: Annotated[str, Field(strict=True, max_length=40, pattern=r"^[A-Za-z0-9-]*$")] = ""


class Bad(BaseModel):
    """An invalid message with a valid id: only this message is refused."""

    uid: uuid.UUID


class Batch(BaseModel):
    device: str
    sent_at: AwareDatetime
    operations: list[Any]


def batch(raw: Any) -> Batch:
    """Parse a request; raises :class:`Unreadable` if not even the ids of the messages are valid."""
    try:
        envelope = Envelope.model_validate(raw)
        operations = [_read(each) for each in envelope.operations]
    except (ValidationError, RecursionError):
        raise Unreadable from None
    return Batch(device=envelope.device, sent_at=envelope.sent_at, operations=operations)


def _read(raw: dict[str, Any]) -> Any:
    try:
        return _operation.validate_python(raw)
    except ValidationError:
        return Bad.model_validate({"uid": raw.get("uid")})
