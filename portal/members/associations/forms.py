from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from partners.models import Association, Membership, Role
from portal.common.forms import OfficeForm, VersionedForm
from portal.common.profiles import ProfileForm


class OwnProfileForm(ProfileForm):
    """The profile filled in by members: the telephone number is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].help_text = _(
            "For the cell only, unless you show it in the directory. 06…, +212… or 00212…"
        )


class SignUpAssociationForm(OwnProfileForm):
    role = forms.ChoiceField(label=_("Your function in the association"), choices=Role.choices)

    @property
    def layout(self) -> tuple[Any, ...]:
        *profile, receipt = super().layout
        return (*profile, "role", receipt)


class DirectoryForm(VersionedForm):
    shows = forms.MultipleChoiceField(
        label=_("Show beside the name, the areas and the themes"),
        choices=Association.Shown.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Association
        fields = ("in_directory", "shows")


class AnswerForm(OfficeForm):
    sentence = forms.CharField(
        label=_("Your answer"), max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )


class ScanForm(OfficeForm):
    file = forms.FileField(
        label=_("Scan or photo of the receipt"),
        help_text=_("A photo or a PDF. Word and OpenDocument files keep the names of those who wrote them."),
    )


class HandOverForm(OfficeForm):
    to = forms.ModelChoiceField(
        Membership.objects.none(), label=_("New president on the portal"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, data: Any = None, *, members: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["to"].queryset = members
        self.fields["to"].label_from_instance = _person_and_function


class AcceptForm(OfficeForm):
    """``owner``: an unsaved user, for the validator that compares the password with the address."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, help_text=_("For the association and the cell. It is never published."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Choose a password"), max_length=128, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A short sentence is easy to remember."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, owner: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.owner = owner

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.owner)
        return password


def _person_and_function(membership: Membership) -> str:
    return f"{membership.user} ({membership.get_role_display()})"
