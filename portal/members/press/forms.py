from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.text.forms import AddressField, CrispyMixin


class AccreditationForm(CrispyMixin, forms.Form):
    name = forms.CharField(label=_("Name of the media outlet"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    contact_name = forms.CharField(
        label=_("Your name and function"), max_length=120,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )  # fmt: skip
    email = AddressField(help_text=_("Press kits are sent to this address. Use one of the media outlet."))
    language = forms.ChoiceField(label=_("Language of the messages"), choices=settings.LANGUAGES)
    about = forms.CharField(
        label=_("What the outlet is, in a few words"), max_length=500,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Newspaper, radio, site…, and where one finds who answers for it."),
    )  # fmt: skip
