"""The form of invitations."""

from __future__ import annotations

from typing import Any

from django import forms

from partners.models import Association

MOST_CHOSEN = 300


class ChosenForm(forms.Form):
    """The associations of the preview, so that exactly these are invited."""

    pick = forms.ModelMultipleChoiceField(Association.objects.none())

    def __init__(self, *args: Any, allowed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pick"].queryset = allowed
