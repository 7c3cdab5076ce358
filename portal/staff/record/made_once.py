"""The hidden uid of an empty form, so that it makes its rows once, however often it is sent."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms


class MadeOnceField(forms.UUIDField):
    """A form that was sent without it gets a new uid."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid.uuid4, "required": False} | kwargs)

    def clean(self, value: Any) -> uuid.UUID:
        return super().clean(value) or uuid.uuid4()


def made_once(form: Any) -> Any:
    form.fields["uid"] = MadeOnceField()
    return form
