"""Parse Moroccan telephone numbers: +212, 0… and 00212…, with spaces, dots, dashes and Arabic digits."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

COUNTRY, COUNTRY_CODE = "MA", 212
# 5 for fixed lines, 6 and 7 for mobiles, 8 for services; then eight digits.
_PLAN = re.compile(r"[5-8][0-9]{8}")


def e164(written: str) -> str:
    """``+212612345678`` for any notation; raises :class:`~django.core.exceptions.ValidationError`."""
    try:
        number = phonenumbers.parse(written, COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise _not_a_number() from error
    if number.extension or not _can_be_called(number):
        raise _not_a_number()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _can_be_called(number: phonenumbers.PhoneNumber) -> bool:
    """For Moroccan numbers the national pattern is used, because the library's list of prefixes is outdated."""
    if number.country_code == COUNTRY_CODE:
        return bool(_PLAN.fullmatch(phonenumbers.national_significant_number(number)))
    return phonenumbers.is_valid_number(number)


def _not_a_number() -> ValidationError:
    return ValidationError(_("This is not a telephone number. Write it like 06 12 34 56 78 or +212 6 12 34 56 78."))
