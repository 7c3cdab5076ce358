"""A security key from enrolment to step-up, in a real browser with a virtual authenticator."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from accounts.models import User
from tests import factories
from tests.browser import axe, sign_in
from tests.factors import mailed_code

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
WATCH = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective))"


def plug_in(page: Page) -> None:
    """A key that answers at once, as if its button were pressed."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def enrol(page: Page, user: User) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    page.locator("form[action='/accounts/2fa/mailbox/'] button").last.click()
    page.locator("[name=code]").fill(mailed_code(user))
    page.locator("form", has=page.locator("[name=code]")).locator("button").click()
    page.locator("[name=password]").fill(factories.PASSWORD)
    page.locator("form", has=page.locator("[name=password]")).locator("button").first.click()
    assert axe(page) == []
    expect(page.locator("[data-failed]")).to_be_hidden()
    page.locator("[data-security-key] button").click()
    page.wait_for_url("**/recovery-codes/**")


def grow_old(minutes: int) -> None:
    """Every session showed its factor so many minutes earlier than it did."""
    for row in Session.objects.all():
        store = row.get_session_store_class()(row.session_key)
        records = store.get("account_authentication_methods", [])
        store["account_authentication_methods"] = [each | {"at": time.time() - 60 * minutes} for each in records]
        store.save()


def test_security_key_is_set_up_signs_in_and_is_shown_again(visit: Any, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True
    user = factories.staff("administrator", language="ar")
    colleague = factories.user()
    page = visit("/accounts/login/")
    page.add_init_script(WATCH)
    plug_in(page)

    sign_in(page, user)
    enrol(page, user)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto("/staff/")
    expect(page.locator("form[action='/accounts/logout/']").first).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, user)
    assert page.url.endswith("/accounts/2fa/authenticate/")
    assert axe(page) == []
    page.locator("[data-security-key] button").click()
    page.wait_for_url("**/staff/")

    grow_old(16)
    page.goto(f"/staff/people/{colleague.pk}/")
    page.locator("[name=function]").select_option("recorder")
    page.locator("form", has=page.locator("[name=function]")).locator("button").click()
    page.wait_for_url("**/2fa/reauthenticate/**")
    assert axe(page) == []
    page.locator("[data-security-key] button").click()
    page.wait_for_url("**/functions/")
    expect(page.locator("[name=function]")).to_have_value("recorder")
    page.locator("form", has=page.locator("[name=function]")).locator("button").click()
    page.wait_for_url(f"**/staff/people/{colleague.pk}/")

    assert User.objects.get(pk=colleague.pk).functions == {"recorder"}


def test_security_key_that_gives_no_answer_says_so(visit: Any) -> None:
    user = factories.staff("editor", language="ar")
    page = visit("/accounts/login/")
    plug_in(page)
    sign_in(page, user)
    enrol(page, user)
    page.context.clear_cookies()
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no key'))")

    sign_in(page, user)
    expect(page.locator("[data-failed]")).to_be_hidden()
    page.locator("[data-security-key] button").click()

    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("[name=code]")).to_be_enabled()
