"""Media and press kits: what is under embargo is nowhere but behind the links of accredited media."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from consultations.models import Report
from consultations.reports import steps as reports
from cooperation.models import MediaOutlet, PressKit, PressKitOpening
from cooperation.press import kits, links, outlets
from cooperation.press.kits import KITS
from core import clock
from core.db import outbox
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from publications import reader
from publications.models import Document
from tests import factories
from tests.cooperation import playing
from tests.databases import world

pytestmark = pytest.mark.django_db


@world
def published() -> tuple[Report, User, User]:
    editor, head = factories.staff("editor"), factories.staff("head")
    return factories.published_report(by=editor, head=head), editor, head


@pytest.fixture
def report(published: tuple[Report, User, User]) -> Report:
    return published[0]


@pytest.fixture
def writer(published: tuple[Report, User, User]) -> User:
    return published[1]


@pytest.fixture
def decider(published: tuple[Report, User, User]) -> User:
    return published[2]


def tomorrow() -> dt.datetime:
    return clock.now() + dt.timedelta(days=1)


def signed(report: Report, writer: User, decider: User) -> PressKit:
    kit = playing.drafted(report, by=writer, embargo_until=tomorrow())
    return playing.approved(playing.submitted(kit, by=writer), by=decider)


def test_signed_kit_awaits_no_review(report: Report, writer: User, decider: User) -> None:
    kit = playing.submitted(playing.drafted(report, by=writer, embargo_until=tomorrow()), by=writer)
    assert kit in PressKit.objects.awaiting_review()

    playing.approved(kit, by=decider)

    assert kit not in PressKit.objects.awaiting_review()


def after(kit: PressKit) -> happening:
    assert kit.embargo_until
    return happening(kit.embargo_until + dt.timedelta(minutes=1))


def test_kit_under_embargo_is_at_no_public_address(report: Report, writer: User, decider: User) -> None:
    kit = signed(report, writer, decider)
    page = f"/ar/reports/{kit.key}/"

    for address in ("press/", "press/kit.json", "press/kit.png", "press/editions/1.json"):
        assert Client().get(page + address).status_code == 404
    assert "press/" not in Client().get(page).content.decode().replace("/press/accreditation/", "")
    assert not Document.objects.filter(kind="press_kit").exists()

    with after(kit):
        assert kits.release() == 1
        shown = Client().get(page + "press/")
        assert playing.SUMMARY in shown.content.decode()
        assert f"{page}press/" in Client().get(page).content.decode()


def test_accredited_outlet_reads_it_by_its_own_link_and_each_opening_is_recorded(
    report: Report, writer: User, decider: User
) -> None:
    outlet = playing.accredited(head=decider)
    kit = signed(report, writer, decider)
    address = f"/press/kit/{playing.token(kit, outlet)}/"

    closed = Client().get(address)
    assert playing.SUMMARY not in closed.content.decode()
    assert not PressKitOpening.objects.exists()

    opened = Client().post(address, headers={"origin": "http://testserver"})
    assert playing.SUMMARY in opened.content.decode()
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert not opened.cookies
    picture = Client().post(address, {"part": "picture"}, headers={"origin": "http://testserver"})
    assert picture.content.startswith(b"\x89PNG")
    assert list(PressKitOpening.objects.values_list("part", flat=True)) == ["picture", "page"]

    with after(kit):
        assert Client().get(address).status_code == 302


def test_mail_to_media_holds_no_word_of_the_report(report: Report, writer: User, decider: User) -> None:
    outlet = playing.accredited(head=decider)
    signed(report, writer, decider)
    outbox.drain()

    (message,) = [each for each in mail.outbox if "/press/kit/" in each.body]
    assert message.to == [outlet.email]
    assert playing.SUMMARY not in message.body
    assert report.title.ar not in message.subject + message.body


def test_link_opens_nothing_after_withdrawal_return_or_a_correction(
    report: Report, writer: User, decider: User
) -> None:
    outlet = playing.accredited(head=decider)
    kit = signed(report, writer, decider)
    token = playing.token(kit, outlet)

    outlets.decide(outlet, by=decider, move="withdraw", sentence="نُشر قبل الموعد")
    with pytest.raises(links.NoLink):
        kits.opened(token, "page")
    outlets.decide(outlet, by=decider, move="accredit")

    again = playing.token(kit, outlet)
    assert kits.opened(again, "page")
    KITS.return_(kit, by=decider, sentence="يصحح")
    with pytest.raises(links.NoLink):
        kits.opened(again, "page")
    with after(kit):
        assert kits.release() == 0


def test_author_may_not_sign_and_nobody_without_the_right(report: Report, writer: User, decider: User) -> None:
    kit = playing.submitted(playing.drafted(report, by=decider, embargo_until=tomorrow()), by=decider)

    with pytest.raises(NotAllowed):
        playing.approved(kit, by=decider)
    with pytest.raises(NotAllowed):
        playing.approved(kit, by=writer)
    kit.refresh_from_db()
    assert kit.signed_by is None


def test_report_corrected_under_embargo_publishes_nothing_unread(report: Report, writer: User, decider: User) -> None:
    kit = signed(report, writer, decider)
    report.refresh_from_db()
    reports.correct(report, by=writer, sentence="تصحيح")
    report.refresh_from_db()
    reports.edit(
        report, by=writer, version=report.version, title=report.title, lead=Texts(ar="سطور أخرى"), opening=report.opening,
        conclusion=report.conclusion, change_note=Texts(ar="صُححت السطور"), points=[],
    )  # fmt: skip
    factories.approve(factories.submit(report, by=writer), by=decider)

    with after(kit):
        assert kits.release() == 0
    kit.refresh_from_db()
    assert (kit.state, kit.signed_by) == ("in_review", None)
    assert kit.steps.last().move == "fail"


def test_kit_without_embargo_is_public_at_once_and_goes_with_its_report(
    report: Report, writer: User, decider: User
) -> None:
    kit = playing.approved(playing.submitted(playing.drafted(report, by=writer), by=writer), by=decider)
    page = f"/en/reports/{kit.key}/press/"

    assert kit.state == "published"
    assert Client().get(page).status_code == 200
    report.refresh_from_db()
    reports.withdraw(report, by=decider, sentence=Texts(ar="سُحب"))
    for part in ("", "kit.json", "kit.png", "editions/1.json"):
        assert Client().get(page + part).status_code == 410


@pytest.mark.usefixtures("in_english")
def test_kit_waits_for_the_report(writer: User) -> None:
    report = factories.report_in_review(by=writer)

    with pytest.raises(DomainError, match="not public"):
        KITS.submit(playing.drafted(report, by=writer), by=writer)


def test_outlet_asks_once_for_an_address_and_never_learns_it(decider: User) -> None:
    form = {
        "name": "جريدة", "contact_name": "فلانة، رئيسة التحرير", "email": "desk@example.org", "language": "ar", "about": "جريدة",
    }  # fmt: skip

    answers = [
        Client().post("/press/accreditation/", form, headers={"origin": "http://testserver"}) for _each in range(2)
    ]

    assert {(each.status_code, each.headers["Location"]) for each in answers} == {
        (302, "/press/accreditation/?sent=1&lang=ar")
    }
    assert MediaOutlet.objects.get().state == "asked"
    for _each in range(3):
        Client().post("/press/accreditation/", form, headers={"origin": "http://testserver"})
    late = Client().post("/press/accreditation/", form, headers={"origin": "http://testserver"})
    assert late.status_code == 429


def test_media_that_nobody_accredited_are_forgotten(decider: User) -> None:
    playing.outlet()
    kept = playing.accredited(head=decider, email="kept@example.org")

    assert outlets.forget_old() == 0
    with happening(clock.now() + dt.timedelta(days=181)):
        assert outlets.forget_old() == 1
    assert MediaOutlet.objects.get() == kept


def test_figures_are_those_that_somebody_recorded(report: Report, writer: User) -> None:
    composed = KITS.compose(playing.drafted(report, by=writer)).main.body

    headcount = reader.live("report", report.meeting.key).body.meeting.headcount
    recorded = [
        number for number in (headcount.people, headcount.associations, headcount.contributions) if number is not None
    ]
    assert [int(each.value) for each in composed.figures][: len(recorded)] == recorded
