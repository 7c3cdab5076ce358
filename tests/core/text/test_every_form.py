"""Findings 20 and 21: no form escapes the cleaning of what people type, neither one of the portal nor one of allauth."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from decimal import Decimal

import pytest
from allauth.account import forms as account_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.renderers import get_default_renderer
from django.utils.module_loading import import_string

from accounts.forms import CanonicalAddress
from core.text import addresses, typed
from core.text.forms import AddressField, TextsFormField, TypedField, rule_for
from tests.packages import PACKAGES

OF_ALLAUTH = (account_forms, recovery_forms, totp_forms, webauthn_forms)
DIRTY = "\u200f ٣\u202e\u200e"


def every_form() -> list[type[forms.BaseForm]]:
    importlib.import_module(settings.ROOT_URLCONF)
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    return sorted((each for each in _below(forms.BaseForm) if _is_ours(each)), key=str)


def _below(base: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for each in base.__subclasses__():
        yield each
        yield from _below(each)


def _is_ours(form: type[forms.BaseForm]) -> bool:
    return form.__module__.partition(".")[0] in PACKAGES or form.__module__ in {each.__name__ for each in OF_ALLAUTH}


def test_every_form_is_found() -> None:
    names = {each.__name__ for each in every_form()}

    assert len(names) > 80
    assert {"SignUpForm", "SignInForm", "AddAddressForm", "ResetForm", "SetPasswordForm", "ActivateTOTPForm"} <= names
    assert {"MeetingForm", "PresenceForm", "SubjectForm", "FollowForm", "MailboxCodeForm", "ProfileForm"} <= names


def test_every_field_of_every_form_is_cleaned() -> None:
    for form in every_form():
        assert (form.bound_field_class or TypedField) is TypedField, form
        assert form.default_renderer is None, form
        for field in form.base_fields.values():
            assert (field.bound_field_class or TypedField) is TypedField, (form, field)
            assert type(field).get_bound_field is forms.Field.get_bound_field, (form, field)
            rule_for(field)  # raises LookupError for a kind of field without a rule


def test_the_renderer_of_all_forms_names_the_cleaning_field() -> None:
    class AnyForm(forms.Form):
        number = forms.IntegerField()

    form = AnyForm({"number": DIRTY})

    assert get_default_renderer().bound_field_class is TypedField
    assert issubclass(TypedField, BoundField)
    assert form.is_valid()
    assert form.cleaned_data == {"number": 3}


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        (forms.IntegerField(), typed.number),
        (forms.DecimalField(), typed.decimal),
        (forms.FloatField(), typed.decimal),
        (forms.DateField(), typed.moment),
        (forms.TimeField(), typed.moment),
        (forms.DateTimeField(), typed.moment),
        (forms.CharField(widget=forms.TextInput({"inputmode": "tel"})), typed.code),
        (totp_forms.ActivateTOTPForm.base_fields["code"], typed.code),
        (forms.EmailField(), addresses.cleaned),
        (forms.CharField(), typed.line),
        (forms.CharField(widget=forms.Textarea), typed.paragraphs),
        (TextsFormField(), typed.paragraphs),
        (forms.CharField(widget=forms.PasswordInput), None),
        (forms.CharField(widget=forms.HiddenInput), None),
        (forms.ChoiceField(), None),
        (forms.FileField(), None),
    ],
)
def test_each_kind_of_field_has_its_rule(field: forms.Field, rule: object) -> None:
    assert rule_for(field) is rule


def test_a_field_without_rule_is_an_error() -> None:
    with pytest.raises(LookupError):
        rule_for(forms.Field())


def test_a_refused_form_shows_what_was_typed_in_a_form_of_its_field() -> None:
    class NumberForm(forms.Form):
        number = forms.IntegerField(max_value=2)

    form = NumberForm({"number": "٣٠"})

    assert not form.is_valid()
    assert 'value="30"' in str(form["number"])


def test_a_number_is_a_field_of_text_because_a_browser_drops_other_digits() -> None:
    class NumberForm(forms.Form):
        number = forms.IntegerField(min_value=1, max_value=20)

    shown = str(NumberForm()["number"])

    assert 'type="text"' in shown
    assert 'inputmode="numeric"' in shown
    assert "min=" not in shown
    assert "max=" not in shown


@pytest.mark.parametrize("written", ["2,5", "٢٫٥", "2.5"])
def test_decimals_are_typed_as_the_reader_writes_them(written: str) -> None:
    class ValueForm(forms.Form):
        value = forms.DecimalField(decimal_places=3)

    form = ValueForm({"value": written})

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"value": Decimal("2.5")}


def test_day_and_hour_with_a_blank_between_them_are_taken() -> None:
    class MomentForm(forms.Form):
        starts_at = forms.DateTimeField()

    assert MomentForm({"starts_at": "2026-01-02 10:00"}).is_valid()


@pytest.mark.parametrize(
    ("field", "keyboard"),
    [
        (forms.DecimalField(decimal_places=3), "decimal"),
        (forms.DecimalField(), "decimal"),
        (forms.FloatField(), "decimal"),
        (forms.DecimalField(decimal_places=0), "numeric"),
        (forms.IntegerField(step_size=5), "numeric"),
    ],
)
def test_keyboard_has_a_decimal_sign_where_the_field_takes_decimals(field: forms.Field, keyboard: str) -> None:
    form = forms.Form()
    form.fields["value"] = field

    assert f'inputmode="{keyboard}"' in str(form["value"])


def test_every_form_of_an_address_gives_the_canonical_form() -> None:
    importlib.import_module(settings.ROOT_URLCONF)

    assert all(issubclass(import_string(each), CanonicalAddress) for each in settings.ACCOUNT_FORMS.values())
    for form in every_form():
        for field in form.base_fields.values():
            is_replaced = form.__module__.startswith("allauth") or issubclass(form, CanonicalAddress)
            assert is_replaced or isinstance(field, AddressField) or not isinstance(field, forms.EmailField), form
