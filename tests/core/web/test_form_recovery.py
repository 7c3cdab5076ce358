from __future__ import annotations

import datetime as dt

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from core.models import ParkedForm
from core.web import form_recovery
from core.web.form_recovery import SALT, who_token
from partners.models import Association
from tests import factories

pytestmark = pytest.mark.django_db
FORM = "/staff/associations/new/"


def typed(by, **fields):
    return {"_who": who_token(by.pk), "name_ar": "جمعية جسور الحي", **fields}


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


def test_parked_form_is_returned_to_the_same_person(client, recorder):
    answer = client.post(FORM, typed(recorder))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]

    sign_in(client, recorder)

    assert "جمعية جسور الحي" in client.get(FORM).content.decode()
    assert not Association.objects.exists()
    assert "جمعية جسور الحي" not in client.get(FORM).content.decode()


def test_parked_form_is_not_shown_to_another_person(client, recorder, editor):
    client.post(FORM, typed(recorder))

    sign_in(client, editor)

    assert "جمعية جسور الحي" not in client.get(FORM).content.decode()


@pytest.mark.parametrize("who", ["", "1", "1:abc", None])
def test_form_without_a_valid_signature_is_not_parked(who, client, recorder):
    fields = typed(recorder) | ({"_who": who} if who is not None else {})
    if who is None:
        fields["_who"] = signing.dumps(recorder.pk, salt=SALT + "x")
    client.post(FORM, fields)

    sign_in(client, recorder)

    assert "جمعية جسور الحي" not in client.get(FORM).content.decode()


def test_form_over_the_limit_is_not_parked(client, recorder):
    client.post(FORM, typed(recorder, seat="x" * 250_000))

    assert not ParkedForm.objects.exists()


def test_a_form_sent_while_signed_in_is_saved_not_parked(recorder):
    client = Client()
    client.force_login(recorder)

    client.post(FORM, typed(recorder))

    assert Association.objects.get().name.ar == "جمعية جسور الحي"
    assert not ParkedForm.objects.exists()


def test_parked_form_is_locked_in_the_database(client, recorder, dump):
    client.post(FORM, typed(recorder))

    assert ParkedForm.objects.count() == 1
    assert "جسور" not in dump()
    assert client.cookies[form_recovery.COOKIE].value not in dump()
    assert client.cookies[form_recovery.COOKIE]["path"] == "/staff/"
    assert client.cookies[form_recovery.COOKIE]["httponly"]


def test_only_the_newest_forms_of_one_person_are_kept(recorder, editor):
    Client().post(FORM, typed(editor))
    browsers = [Client() for _number in range(form_recovery.MAX_FORMS_PER_PERSON + 3)]
    for number, browser in enumerate(browsers):
        browser.post(FORM, typed(recorder, seat=f"حي {number}"))

    assert ParkedForm.objects.filter(user_id=recorder.pk).count() == form_recovery.MAX_FORMS_PER_PERSON
    assert ParkedForm.objects.filter(user_id=editor.pk).count() == 1
    for browser, is_kept in ((browsers[-1], True), (browsers[0], False)):
        sign_in(browser, recorder)
        assert ("جمعية جسور الحي" in browser.get(FORM).content.decode()) is is_kept


def test_form_that_nobody_fetched_is_forgotten_after_a_day(client, recorder):
    client.post(FORM, typed(recorder))
    form_recovery.forget_old()
    assert ParkedForm.objects.count() == 1

    ParkedForm.objects.update(made_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    form_recovery.forget_old()

    assert not ParkedForm.objects.exists()
