"""Threat 6, beyond tests/security/test_sign_in.py: the answer stays the same when the mailbox gets no more mail, and for look-alikes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.db import mail_limits
from tests import factories
from tests.security.test_sign_in import FORMS, answer

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "known@example.org", "other@example.org"


@pytest.fixture(autouse=True)
def _known(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    factories.user(email=KNOWN)
    User.objects.update(joined_at=timezone.now() - dt.timedelta(days=1))


@pytest.mark.parametrize("form", FORMS)
def test_answer_is_the_same_after_the_limit_of_mails_is_reached(form: str) -> None:
    url, fields = FORMS[form]
    before = answer(url, fields(KNOWN)), answer(url, fields(UNKNOWN))

    for _number in range(mail_limits.MAILS_A_DAY_WITH_RESETS + 1):
        mail_limits.count(KNOWN, most=mail_limits.MAILS_A_DAY_WITH_RESETS)
        mail_limits.count(UNKNOWN, most=mail_limits.MAILS_A_DAY_WITH_RESETS)

    assert answer(url, fields(KNOWN)) == answer(url, fields(UNKNOWN)) == before[0] == before[1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("disguise", ["\u200f{}", "{}\u200b", " {} "])
def test_answer_is_the_same_for_other_spellings_of_known_and_unknown_addresses(form: str, disguise: str) -> None:
    url, fields = FORMS[form]

    assert answer(url, fields(disguise.format(KNOWN))) == answer(url, fields(disguise.format(UNKNOWN)))


@pytest.mark.parametrize("form", FORMS)
def test_refusal_of_a_look_alike_does_not_tell_whether_the_address_is_known(form: str) -> None:
    url, fields = FORMS[form]

    assert answer(url, fields("\u212anown@example.org")) == answer(url, fields("\u212ather@example.org"))
