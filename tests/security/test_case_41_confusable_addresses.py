"""Threat 41: no two accounts that any look-up can confuse, and nobody is locked out by another's row."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Lower, Upper
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings as hypothesis_settings, strategies as st

from accounts.actions import people
from accounts.forms import AddAddressForm, ResetForm, SignInForm, SignUpForm
from accounts.models import User
from consultations.models import Registration
from core.db import outbox
from core.text.forms import AddressField
from partners.models import Association, Invitation
from portal.common.profiles import ProfileForm
from portal.common.representatives import InviteForm
from portal.members.meetings.registration import RegisterForm
from portal.staff.people.forms import PersonForm
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN, SIGN_UP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"
EMAIL, PASSWORD = "president-kit@example.org", "a sentence of my own"
LOOK_ALIKES = {
    "long s": "pre\u017fident-kit@example.org",
    "dotless i": "pres\u0131dent-kit@example.org",
    "dotted capital I": "PRES\u0130DENT-KIT@example.org",
    "combining dot": "pre\u0073i\u0307dent-kit@example.org",
    "Kelvin sign": "president-\u212ait@example.org",
    "Cyrillic e": "pr\u0435sident-kit@example.org",
    "quoted": '"president-kit"@example.org',
    "quoted and escaped": '"p\\resident-kit"@example.org',
    "comment": "president-kit(x)@example.org",
    "blank": "president -kit@example.org",
    "dot at the end of the name": "president-kit.@example.org",
    "dot at the end of the domain": "president-kit@example.org.",
    "route": "president-kit%example.org@example.org",
}
SAME = {
    "upper case": EMAIL.upper(),
    "full width": "".join(chr(ord(each) + 0xFEE0) for each in EMAIL),
    "zero width": EMAIL.replace("-", "\u200b-\u200d"),
    "direction marks": f"\u200f\u202a{EMAIL}\u202c\u200e",
    "soft hyphen": EMAIL.replace("@", "\u00ad@"),
    "byte order mark": f"\ufeff{EMAIL}",
    "blanks around": f"\u00a0 {EMAIL}\t",
    "ideographic stop": EMAIL.replace(".org", "\u3002org"),
}
OUR_FORMS = [InviteForm, RegisterForm, ProfileForm, PersonForm]
THEIR_FORMS = [AddAddressForm, ResetForm, SignInForm, SignUpForm]


def sign_up(email: str) -> Any:
    return Client(raise_request_exception=False).post(SIGN_UP, {"email": email, "password1": PASSWORD})


def sign_in(email: str) -> Any:
    return Client(raise_request_exception=False).post(LOGIN, {"login": email, "password": factories.PASSWORD})


@pytest.mark.parametrize("spelling", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_sign_up_with_a_look_alike_is_refused_beside_the_field_and_locks_nobody_out(spelling: str) -> None:
    owner = factories.user(email=EMAIL)

    refused = sign_up(spelling)

    assert refused.status_code == 200
    assert set(refused.context["form"].errors) == {"email"}
    assert User.objects.get() == owner
    assert sign_in(EMAIL).status_code == 302


@pytest.mark.parametrize("spelling", SAME.values(), ids=SAME)
def test_another_spelling_of_an_address_is_the_same_account_in_every_form(spelling: str) -> None:
    owner = factories.user(email=EMAIL)

    signed_up, reset, entered = sign_up(spelling), Client().post(RESET, {"email": spelling}), sign_in(spelling)
    outbox.drain()

    assert (signed_up.status_code, reset.status_code, entered.status_code) == (302, 302, 302)
    assert entered.url == "/members/"
    assert User.objects.get() == owner
    assert EmailAddress.objects.count() == 1
    assert {tuple(message.to) for message in mail.outbox} == {(EMAIL,)}


@pytest.mark.parametrize("spelling", [*LOOK_ALIKES.values(), *SAME.values()], ids=[*LOOK_ALIKES, *SAME])
def test_reauthentication_of_the_owner_works_whatever_others_typed(spelling: str) -> None:
    owner = factories.user(email=EMAIL)
    client = Client(raise_request_exception=False)
    client.force_login(owner)
    sign_up(spelling)

    answer = client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})

    assert answer.status_code == 302


@pytest.mark.parametrize("spelling", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
@pytest.mark.parametrize("url", [LOGIN, RESET])
def test_look_alike_is_an_error_beside_the_field_and_never_of_the_server(url: str, spelling: str) -> None:
    factories.user(email=EMAIL)

    answer = Client(raise_request_exception=False).post(
        url, {"login": spelling, "email": spelling, "password": factories.PASSWORD}
    )

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"login" if url == LOGIN else "email"}


@pytest.mark.parametrize("form", [*OUR_FORMS, *THEIR_FORMS])
def test_every_form_that_takes_an_address_has_our_field(form: Any) -> None:
    if form in THEIR_FORMS:
        made = form()
        fields = made.fields
    else:
        fields = form.base_fields
    taken = [field for name, field in fields.items() if name in ("email", "login")]

    assert taken
    assert all(isinstance(field, AddressField) for field in taken)


@pytest.mark.parametrize("spelling", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_no_row_can_hold_another_form_than_the_canonical_one(spelling: str) -> None:
    owner = factories.user(email=EMAIL)

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=owner.pk).update(email=spelling)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailAddress.objects.create(user=owner, email=spelling)


def test_no_other_table_can_hold_another_form_either() -> None:
    meeting = factories.announced(takes_registrations=True)
    invited = factories.invited(meeting)

    for model, pk in ((Association, invited.association_id), (Registration, invited.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=pk).update(email="A@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            association=invited.association, email="A@example.org", role="secretary", language="ar",
            token_hash="h", invited_by=factories.user(), expires_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.slow
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.sampled_from("kKsSiI\u017f\u0131\u0130\u212a\u200f\uff4b\uff33.+\"'"), min_size=1, max_size=4))
@example("\u017f")
@example("\u212a")
def test_two_accounts_are_never_found_by_one_look_up(typed: str) -> None:
    """Also by the look-ups that Django, allauth and PostgreSQL could use."""
    with transaction.atomic():
        for name in ("k", "s", "i", typed):
            with transaction.atomic():
                sign_up(f"{name}@example.org")

        for user in User.objects.all():
            for folded in (F("email"), Lower("email"), Upper("email")):
                own = User.objects.filter(pk=user.pk).values_list(folded, flat=True).get()
                assert User.objects.alias(looked_up=folded).filter(looked_up=own).count() == 1
            assert User.objects.filter(email__iexact=user.email).count() == 1
        for spelling in (f"{typed}@example.org", f"{typed}@example.org".upper()):
            assert User.objects.filter(email__iexact=spelling).count() <= 1
            authenticate(None, email=spelling, password="wrong")
            authenticate(None, username=spelling, password="wrong")
            people.account_of(spelling)
        transaction.set_rollback(True)


def test_look_up_of_what_is_no_address_finds_nobody() -> None:
    factories.user(email=EMAIL)

    assert people.owner_of(LOOK_ALIKES["long s"]) is None
    assert people.account_of("") is None
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(LOOK_ALIKES["long s"])
    assert User.objects.get_by_natural_key(SAME["upper case"]).email == EMAIL


def test_strangers_second_address_keeps_its_owner_from_nothing() -> None:
    """Anybody can add any address to an account, unconfirmed."""
    stranger = factories.user()
    EmailAddress.objects.create(user=stranger, email=EMAIL, verified=False)

    sign_up(EMAIL)
    outbox.drain()
    mine = User.objects.get(email=EMAIL)
    people.claim_by_link(EMAIL, password=factories.PASSWORD)
    reset = Client().post(RESET, {"email": EMAIL})
    outbox.drain()

    assert EmailAddress.objects.get(user=mine, email=EMAIL).verified
    assert sign_in(EMAIL).url == "/members/"
    assert reset.status_code == 302
    assert [message.to for message in mail.outbox] == [[EMAIL]] * 2


def test_command_of_the_server_refuses_what_mail_does_not_reach() -> None:
    for written in (LOOK_ALIKES["long s"], "nobody", "first@localhost"):
        with pytest.raises(CommandError):
            call_command("first_administrator", written, verbosity=0)

    call_command("first_administrator", SAME["direction marks"], verbosity=0)
    assert User.objects.get().email == EMAIL


def test_registration_and_invitation_store_the_canonical_form() -> None:
    meeting = factories.announced(takes_registrations=True)
    fields = {"organisation": "جمعية", "phone": "0612345678", "people": 1, "contact_function": "رئيسة"}
    for spelling in SAME.values():
        assert Client().post(f"/register/{meeting.key}/", fields | {"email": spelling}).status_code == 302
    refused = Client().post(f"/register/{meeting.key}/", fields | {"email": LOOK_ALIKES["long s"]})

    assert refused.status_code == 400
    assert [row.email for row in meeting.registrations.all()] == [EMAIL]
