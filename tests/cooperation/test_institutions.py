"""An institution is asked by mail and answers by a link; what it answers is read by the cell and is not public."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from cooperation.institutions import requests
from cooperation.models import InstitutionRequest
from core import clock
from core.db import outbox
from core.errors import DomainError, NotAllowed
from core.time_travel import happening
from publications.models import Edition
from tests import factories
from tests.cooperation import playing
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
ANSWER = "نشارك في الاجتماع ونقترح موعدا"


def address(row: InstitutionRequest) -> str:
    return f"/answer/{requests.token_of(row)}/"


def test_mail_names_nothing_of_the_matter_and_the_page_tells_what_is_asked(editor: User) -> None:
    demand = factories.demand()
    row = playing.asked(by=editor, demand=demand)
    outbox.drain()

    (message,) = mail.outbox
    assert address(row) in message.body
    assert row.message not in message.body
    assert demand.title.ar not in message.subject + message.body
    page = Client().get(address(row))
    assert row.message in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    row.refresh_from_db()
    assert row.state == "sent"


def test_institution_says_received_then_answers_once_and_nothing_is_public(editor: User) -> None:
    row = playing.asked(by=editor, meeting=factories.announced())
    outbox.drain()
    mail.outbox.clear()
    before = Edition.objects.count()

    Client().post(address(row), {"received": "1"}, headers=OURS)
    row.refresh_from_db()
    assert row.state == "received"
    Client().post(address(row), {"text": ANSWER}, headers=OURS)
    second = Client().post(address(row), {"text": "جواب آخر"}, headers=OURS)

    row.refresh_from_db()
    assert (row.state, row.answer, second.status_code) == ("answered", ANSWER, 409)
    assert Edition.objects.count() == before
    outbox.drain()
    (told,) = mail.outbox
    assert told.to == [editor.email]
    assert ANSWER not in told.body
    assert ANSWER in signed_in(editor).get(f"/staff/institutions/{row.pk}/").content.decode()
    assert requests.take(row, by=editor).state == "taken"


def test_link_opens_nothing_once_cancelled_or_expired(editor: User) -> None:
    cancelled = requests.cancel(playing.asked(by=editor, demand=factories.demand()), by=editor)
    row = requests.send(cancelled.contact, by=editor, message="سؤال", demand=factories.demand())

    assert Client().get(address(cancelled)).status_code == 404
    with happening(clock.now() + dt.timedelta(days=31)):
        assert Client().get(address(row)).status_code == 404
        assert Client().post(address(row), {"text": ANSWER}, headers=OURS).status_code == 404
    assert Client().get("/answer/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


@pytest.mark.usefixtures("in_english")
def test_only_those_with_the_right_ask_and_a_former_contact_is_asked_nothing(editor: User, recorder: User) -> None:
    with pytest.raises(NotAllowed):
        playing.asked(by=recorder, demand=factories.demand())
    former = playing.contact(by=editor, is_current=False)
    with pytest.raises(DomainError, match="no messages"):
        requests.send(former, by=editor, message="سؤال", demand=factories.demand())


def test_office_asks_about_what_the_address_names(editor: User) -> None:
    desk, demand, contact = signed_in(editor), factories.demand(), playing.contact(by=editor)

    assert desk.get("/staff/institutions/new/").status_code == 404
    assert desk.get(f"/staff/institutions/new/?demand={demand.pk}").status_code == 200
    answer = desk.post(f"/staff/institutions/new/?demand={demand.pk}", {"contact": contact.pk, "message": "نطلب رأيكم"})

    assert answer.status_code == 302
    assert InstitutionRequest.objects.get().demand == demand


def test_confidential_concern_is_not_sent_to_an_institution_and_editors_read_no_request_about_a_concern() -> None:
    moderator, editor = factories.staff("moderator"), factories.staff("editor")
    readable = factories.concern()
    row = playing.asked(by=moderator, concern=readable)

    with pytest.raises(DomainError):
        requests.send(row.contact, by=moderator, message="سؤال", concern=factories.concern(use="cell_only"))
    with pytest.raises(NotAllowed):
        requests.send(row.contact, by=editor, message="سؤال", concern=readable)
    assert row in InstitutionRequest.objects.visible_to(moderator)
    assert row not in InstitutionRequest.objects.visible_to(editor)
