"""Tokens of links: one implementation, and each opens only what it was issued for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from consultations.invitations import registrations
from consultations.models import Registration
from core.crypto import tokens
from partners.actions import invitations
from partners.models import Invitation
from proposals.concerns import references, submission
from tests import factories
from tests.packages import PACKAGES

# What is made by hand only here. Keys for encryption and fingerprints of addresses are no tokens.
MADE_HERE = {"core/crypto/tokens.py"}
KEYS = {"core/crypto/server_key.py", "consultations/recorder/device_keys.py"}
FINGERPRINTS = {"core/text/addresses.py", "core/web/client_network.py", "publications/findings.py"}


def test_token_is_22_characters_and_not_what_the_row_stores() -> None:
    nonce, token_hash = tokens.issue(purpose="a")
    token = tokens.token_of(nonce, purpose="a")

    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)
    assert tokens.hashed(token) == token_hash
    assert token not in (nonce, token_hash)


def test_token_of_another_purpose_or_secret_key_is_another_one(settings: Any) -> None:
    token = tokens.token_of("nonce", purpose="a")
    other = tokens.token_of("nonce", purpose="b")
    settings.SECRET_KEY = "another secret key"

    assert len({token, other, tokens.token_of("nonce", purpose="a")}) == 3


def test_code_has_its_digits_and_depends_on_purpose_and_value() -> None:
    codes = {tokens.code_of(value, purpose=purpose, digits=8) for value in "xyz" for purpose in "ab"}

    assert len(codes) == 6
    assert all(re.fullmatch(r"[0-9]{8}", code) for code in codes)


@pytest.mark.django_db
def test_with_token_finds_the_row_and_no_other() -> None:
    meeting = factories.announced()
    row, _other = factories.registered(meeting), factories.registered(meeting)

    found = tokens.with_token(Registration.objects.all(), registrations.token_of(row))

    assert [each.pk for each in found] == [row.pk]
    assert not tokens.with_token(Registration.objects.all(), row.token_hash)
    assert not tokens.with_token(Registration.objects.all(), row.nonce)


def test_purposes_differ() -> None:
    purposes = [registrations.PURPOSE, invitations.PURPOSE, references.PURPOSE]

    assert len(set(purposes)) == 3


@pytest.mark.django_db
def test_token_of_one_kind_of_link_opens_no_other_kind() -> None:
    token = registrations.token_of(factories.registered(factories.announced()))

    assert submission.followed(token) is None
    assert not tokens.with_token(Invitation.objects.all(), token)


def test_nothing_else_makes_or_looks_up_tokens() -> None:
    wrong = []
    for path in (path for app in PACKAGES for path in Path(settings.BASE_DIR, app).rglob("*.py")):
        name, text = path.relative_to(settings.BASE_DIR).as_posix(), path.read_text()
        if name in MADE_HERE or "/migrations/" in name:
            continue
        if "salted_hmac" in text and name not in KEYS | FINGERPRINTS:
            wrong.append(f"{name}: salted_hmac")
        wrong += [
            f"{name}: {each}"
            for each in re.findall(r"secrets\.choice|token_urlsafe|(?:token|follow)_hash=.*\btoken\)\)", text)
        ]

    assert not [
        each for each in wrong if not each.startswith("proposals/concerns/submission.py: follow_hash=tokens.hashed")
    ]
