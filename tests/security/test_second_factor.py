"""Threats 8, 9 and 42: the second factor belongs to the session, and only the owner of the mailbox enrols the first one."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import resolve, reverse

from accounts import mailbox_codes
from accounts.models import User
from core.db import outbox
from core.models import OutboxRow
from core.web import form_recovery
from partners.models import Association
from tests import factories
from tests.factors import (
    AGAIN,
    ASK,
    CODES,
    CONFIRM,
    ENROL,
    MAILBOX,
    ask_mailbox,
    at_the_enrolment_page,
    code,
    enrolled,
    give_factor,
    mailed_code,
    sign_in,
    signed_in,
)
from tests.security.addresses import arguments, every_url_name
from tests.security.browsing import fields
from tests.security.scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_required")]


def is_for_a_script(path: str) -> bool:
    """Answers with JSON, also to say that one has to sign in."""
    return getattr(resolve(path).func, "answers_json", False)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "headers", [{}, {"accept": "application/json"}, {"hx-request": "true"}], ids=["page", "json", "htmx"]
)
def test_every_office_address_leads_to_enrolment_only(scene: Scene, method: str, headers: dict[str, str]) -> None:
    client, where = scene.client("head"), arguments(scene)

    for name in (name for name in every_url_name() if name.startswith("staff:")):
        path = reverse(name, kwargs=where.get(name))
        answer = client.generic(method, path, headers=headers)

        if is_for_a_script(path):
            assert (answer.status_code, set(answer.json())) == (401, {"sentence"}), name
            continue
        assert (answer.status_code, answer.headers["Location"]) == (302, ENROL), name
        assert answer.content == b""


@pytest.mark.parametrize("page", ["/members/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"])
def test_staff_without_factor_cannot_change_the_account_either(head: User, page: str) -> None:
    """Threat 9. The code to enrol goes to the mailbox of the account: a password alone must not put another address there."""
    client, _answer = sign_in(head)

    assert client.get(page).headers["Location"] == ENROL
    assert client.post(page, {"action_add": "1", "email": "thief@example.org"}).headers["Location"] == ENROL
    assert head.emailaddress_set.count() == 1


def test_representative_needs_no_factor(representative: User) -> None:
    client, _answer = sign_in(representative)

    assert client.get("/members/").status_code == 200


def test_policy_switched_off_opens_the_office(scene: Scene, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False

    assert scene.client("head").get("/staff/").status_code == 200


def test_office_opens_after_real_enrolment(head: User) -> None:
    before, _answer = sign_in(head)
    assert before.get("/staff/").headers["Location"] == ENROL

    client, _secret = enrolled(head)

    assert client.get("/staff/").status_code == 200


def test_enrolment_with_a_wrong_code_opens_nothing(head: User) -> None:
    client, _page = at_the_enrolment_page(head)

    assert client.post(ENROL, {"code": "000000"}).status_code == 200
    assert client.get("/staff/").headers["Location"] == ENROL


def test_password_alone_does_not_sign_in_who_is_enrolled(head: User) -> None:
    _desk, secret = enrolled(head)

    client, answer = sign_in(head)

    assert answer.headers["Location"].startswith(ASK)
    for page in ("/staff/", "/members/", ENROL, "/accounts/email/"):
        assert client.get(page).headers["Location"].startswith("/accounts/login/"), page
    assert client.post(ASK, {"code": "000000"}).status_code == 200
    assert client.get("/staff/").status_code == 302
    assert client.post(ASK, {"code": code(secret, ahead=1)}).status_code == 302
    assert client.get("/staff/").status_code == 200


def test_recovery_code_signs_in_once(head: User) -> None:
    desk, _secret = enrolled(head)
    codes = desk.get(f"{CODES}download/").content.decode().split()
    assert len(codes) == 10

    client, _answer = sign_in(head)
    assert client.post(ASK, {"code": codes[0]}).status_code == 302
    assert client.get("/staff/").status_code == 200

    again, _answer = sign_in(head)
    assert again.post(ASK, {"code": codes[0]}).status_code == 200
    assert again.get("/staff/").status_code == 302


def test_code_overheard_cannot_be_used_again(head: User) -> None:
    _desk, secret = enrolled(head)
    overheard = code(secret, ahead=1)
    owner, _answer = sign_in(head)
    assert owner.post(ASK, {"code": overheard}).status_code == 302

    thief, _answer = sign_in(head)

    assert thief.post(ASK, {"code": overheard}).status_code == 200
    assert thief.get("/staff/").status_code == 302


def test_new_password_by_mail_does_not_get_round_the_second_factor(head: User, mailoutbox: list[Any]) -> None:
    enrolled(head)
    client = Client()
    client.post("/accounts/password/reset/", {"email": head.email})
    outbox.drain()
    link = next(line for line in mailoutbox[-1].body.split() if "/password/reset/key/" in line)
    page = client.get("/" + link.split("/", 3)[3], follow=True)

    client.post(page.request["PATH_INFO"], {"password1": "quite another one", "password2": "quite another one"})

    head.refresh_from_db()
    assert head.check_password("quite another one")
    assert client.get("/staff/").headers["Location"].startswith("/accounts/login/")


def test_second_factor_switched_off_closes_the_office_again(head: User) -> None:
    client, _secret = enrolled(head)
    assert client.get("/staff/").status_code == 200

    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get("/staff/").headers["Location"] == ENROL


def test_session_with_the_password_only_is_refused_after_the_owner_enrolled_elsewhere(head: User) -> None:
    """Threat 42, finding 2."""
    thief, _answer = sign_in(head)
    assert thief.get("/staff/").headers["Location"] == ENROL

    owner, _secret = enrolled(head)

    assert owner.get("/staff/").status_code == 200
    for page in ("/staff/", "/staff/reports/", "/members/", CODES, f"{CODES}download/", "/accounts/email/", ENROL):
        assert thief.get(page).headers["Location"].startswith("/accounts/login/"), page


@pytest.mark.slow
@pytest.mark.parametrize("policy", [True, False])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_living_session_without_the_factor_of_its_account_can_only_show_it(
    scene: Scene, settings: Any, policy: bool, method: str
) -> None:
    """Threat 42, also where the other sessions did not end: every address of the office, of members and of the account asks for the factor."""
    settings.STAFF_MFA_REQUIRED = policy
    give_factor(scene.people["head"])
    client, where = signed_in(scene.people["head"], minutes_ago=None), arguments(scene)
    public = {"invited", "invited_qr", "follow", "register"}

    for name in every_url_name():
        path = reverse(name, kwargs=where.get(name))
        if not path.startswith(("/staff/", "/members/", "/accounts/")) or name in public:
            continue
        if path in (CONFIRM, "/accounts/logout/", "/accounts/language/"):
            continue
        answer = client.generic(method, path)

        if is_for_a_script(path):
            assert (answer.status_code, set(answer.json())) == (401, {"sentence"}), name
            continue
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith(CONFIRM), name
        assert answer.content == b""


def test_factor_shown_later_opens_the_page_that_was_asked_for(head: User) -> None:
    secret = give_factor(head)
    client = signed_in(head, minutes_ago=None)
    asked = client.get("/staff/reports/?state=published").headers["Location"]

    assert client.post(asked, {"code": "000000"}).status_code == 200
    assert client.get("/staff/").status_code == 302
    answer = client.post(asked, {"code": code(secret)})

    assert answer.headers["Location"] == "/staff/reports/?state=published"
    assert client.get("/staff/").status_code == 200


def test_factor_leads_to_no_other_site(head: User) -> None:
    secret = give_factor(head)
    client = signed_in(head, minutes_ago=None)

    answer = client.post(f"{CONFIRM}?next=https://evil.example/", {"code": code(secret)})

    assert answer.headers["Location"] == "/staff/"


def test_form_sent_before_the_factor_was_shown_waits_for_its_writer(recorder: User) -> None:
    secret = give_factor(recorder)
    client, form = signed_in(recorder, minutes_ago=1), "/staff/associations/new/"
    who = form_recovery.who_token(recorder.pk)
    session = client.session
    del session["account_authentication_methods"]
    session.save()

    asked = client.post(form, {"_who": who, "name_ar": "جمعية جسور الحي"}).headers["Location"]
    client.post(asked, {"code": code(secret)})

    assert "جمعية جسور الحي" in client.get(form).content.decode()
    assert not Association.objects.exists()


def test_enrolling_ends_other_sessions_and_keeps_this_one(representative: User) -> None:
    elsewhere, _answer = sign_in(representative)
    assert elsewhere.get("/members/").status_code == 200

    client, _secret = enrolled(representative)

    assert elsewhere.get("/members/").headers["Location"].startswith("/accounts/login/")
    assert client.get("/members/").status_code == 200


def test_removing_the_factor_ends_other_sessions(representative: User) -> None:
    client, secret = enrolled(representative)
    elsewhere, _answer = sign_in(representative)
    elsewhere.post(ASK, {"code": code(secret, ahead=1)})
    assert elsewhere.get("/members/").status_code == 200

    client.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.exists()
    assert client.get("/members/").status_code == 200
    assert elsewhere.get("/members/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_owner_is_told_by_mail_of_a_new_factor(representative: User, language: str) -> None:
    User.objects.filter(pk=representative.pk).update(language=language)
    enrolled(representative)

    outbox.drain()

    words = {"ar": "وسيلة تحقق ثانية", "fr": "second facteur", "en": "A second factor was added"}[language]
    assert words in mail.outbox[-1].body
    assert mail.outbox[-1].to == [representative.email]


def test_password_does_not_count_as_confirmation_where_there_is_a_factor(head: User) -> None:
    """A thief with a session and the password could remove the factor otherwise."""
    give_factor(head)
    client = signed_in(head, minutes_ago=1)

    for page in (
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/webauthn/add/",
    ):
        assert client.post(page).headers["Location"].startswith(CONFIRM), page
    assert client.post(AGAIN, {"password": factories.PASSWORD}).headers["Location"].startswith(CONFIRM)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert Authenticator.objects.count() == 1


# Threat 8: enrolment with a code that was used, is too old, or is somebody else's.


@pytest.mark.parametrize("page", [ENROL, "/accounts/2fa/webauthn/add/"])
def test_enrolment_asks_the_mailbox_before_anything_else(head: User, page: str) -> None:
    """Finding 2: whoever knows only the password of an account without factor cannot enrol a device."""
    thief, _answer = sign_in(head)
    thief.post(AGAIN, {"password": factories.PASSWORD})

    assert thief.get(page).headers["Location"].startswith(MAILBOX)
    assert thief.post(page, {"code": "000000"}).headers["Location"].startswith(MAILBOX)
    assert not Authenticator.objects.exists()


def test_code_of_the_mailbox_lies_in_no_table(head: User, dump: Any) -> None:
    client, _answer = sign_in(head)
    ask_mailbox(client)

    assert OutboxRow.objects.filter(kind="accounts.mailbox_code").exists()
    assert mailed_code(head) not in dump()


def is_confirmed(client: Client, typed: str) -> bool:
    return bool(client.post(MAILBOX, {"code": typed, "then": "enrol_app"}).status_code == 302)


def test_code_of_the_mailbox_is_refused_when_used_before(head: User) -> None:
    client, _answer = sign_in(head)
    ask_mailbox(client)
    sent = mailed_code(head)
    assert is_confirmed(client, sent)
    session = client.session
    del session[mailbox_codes.CONFIRMED]
    session.save()

    assert not is_confirmed(client, sent)
    assert client.get(ENROL).headers["Location"].startswith(MAILBOX)


def test_code_of_the_mailbox_is_refused_when_expired(head: User) -> None:
    client, _answer = sign_in(head)
    ask_mailbox(client)
    session = client.session
    session[mailbox_codes.ASKED] = session[mailbox_codes.ASKED] | {"at": time.time() - 901}
    session.save()

    assert not is_confirmed(client, mailed_code(head))


def test_code_of_the_mailbox_is_refused_to_somebody_else_and_in_another_session(head: User, editor: User) -> None:
    owner, _answer = sign_in(head)
    ask_mailbox(owner)
    sent = mailed_code(head)
    for other in (sign_in(editor)[0], sign_in(head)[0]):
        assert not is_confirmed(other, sent)
        ask_mailbox(other)
        assert not is_confirmed(other, sent)

    assert is_confirmed(owner, sent)


def test_code_of_the_mailbox_cannot_be_guessed(head: User) -> None:
    client, _answer = sign_in(head)
    ask_mailbox(client)
    sent = mailed_code(head)
    wrong = str((int(sent) + 1) % 10**8).zfill(8)
    for _try in range(mailbox_codes.MOST_TRIES):
        assert not is_confirmed(client, wrong)

    assert not is_confirmed(client, sent)


def test_mailbox_gets_only_so_many_codes_a_day(head: User) -> None:
    client, _answer = sign_in(head)
    for _mail in range(mailbox_codes.MAILS_A_DAY):
        ask_mailbox(client)

    assert client.post(MAILBOX, {"then": "enrol_app"}).status_code == 200
    assert OutboxRow.objects.filter(kind="accounts.mailbox_code").count() == mailbox_codes.MAILS_A_DAY


def test_confirmation_of_the_mailbox_is_good_for_one_enrolment(representative: User) -> None:
    client, _secret = enrolled(representative)
    client.post("/accounts/2fa/totp/deactivate/")

    assert client.get(ENROL).headers["Location"].startswith(MAILBOX)


def test_key_of_an_enrolment_page_is_refused_in_another_session(head: User) -> None:
    """The authenticator of whoever shows the owner a page of his own."""
    _thief, page = at_the_enrolment_page(head)
    owner, _page = at_the_enrolment_page(head)

    answer = owner.post(ENROL, fields(page, ENROL) | {"code": code(page.context["form"].secret)})

    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
