from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.text.forms import AddressField, CrispyMixin
from followers.models import Period


def language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language of the messages"), choices=settings.LANGUAGES)


def period_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How often"), choices=Period.choices, widget=forms.RadioSelect)


class FollowForm(CrispyMixin, forms.Form):
    email = AddressField(help_text=_("You will receive a message with a link. You follow once you confirm there."))
    language = language_field()
    period = period_field()


class SettingsForm(CrispyMixin, forms.Form):
    """``kept``: ids of what is still followed; none of them ends all."""

    language = language_field()
    period = period_field()
    kept = forms.MultipleChoiceField(
        label=_("What you follow"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without any, your address is deleted."),
    )

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = names  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"kept": [int(each) for each in self.cleaned_data["kept"]]}
