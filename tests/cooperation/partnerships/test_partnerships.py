"""Agreements: who must agree, what is public, what is late, who is reminded."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from cooperation.models import Deliverable, Delivery, PartnershipReminder
from cooperation.partnerships import deliveries, reminders, rows, terms
from cooperation.partnerships.publication import PARTNERSHIPS, pending
from core.clock import today
from core.db import outbox
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from publications import reader
from publications.agreements import shown
from publications.models import Document
from publications.schemas import PartnershipDocument
from tests import factories
from tests.cooperation.partnerships import playing

pytestmark = pytest.mark.django_db
EVIDENCE = Texts(ar="حصيلة الحصص")
WHY = Texts(ar="تعذر ذلك")


def live(row: object) -> PartnershipDocument:
    body = reader.live("partnership", row.key).body  # type: ignore[attr-defined]
    assert isinstance(body, PartnershipDocument)
    return body


def owed_by_association(row: object) -> Deliverable:
    return Deliverable.objects.get(partnership=row, party__association__isnull=False)


def test_agreement_is_public_once_its_association_agreed_and_a_second_person_approved() -> None:
    demand = factories.demand()
    row = playing.published(demands=[demand])

    body = live(row)
    assert [party.kind for party in body.parties] == ["unit", "institution", "association"]
    assert [each.party for each in body.deliverables] == [0, 1, 2]
    assert body.demands == []  # not public yet


def test_text_to_which_an_association_did_not_agree_is_not_sent_to_review() -> None:
    editor = factories.staff("editor")
    row = playing.draft(by=editor)
    terms.offer(row, by=editor)

    with override("en"), pytest.raises(DomainError, match="have not agreed"):
        PARTNERSHIPS.submit(row, by=editor)


def test_other_words_ask_the_association_anew() -> None:
    editor = factories.staff("editor")
    row = playing.agreed(playing.draft(by=editor), by=editor)
    promised = owed_by_association(row)

    rows.change(promised, by=editor, what=Texts(ar="مائة حصة"))

    assert [party.pk for party in terms.missing(row)] == [playing.party_of(row).pk]
    with override("en"), pytest.raises(DomainError, match="have not agreed"):
        PARTNERSHIPS.submit(row, by=editor)


def test_association_that_refuses_during_the_review_stops_the_approval() -> None:
    editor = factories.staff("editor")
    row = playing.submitted(playing.agreed(playing.draft(by=editor), by=editor), by=editor)

    terms.refuse(playing.party_of(row), by=playing.member_of(row), sentence="تغير رأي المكتب")

    with override("en"), pytest.raises(DomainError, match="have not agreed"):
        playing.approved(row)
    assert not Document.objects.filter(kind="partnership").exists()


def test_agreeing_to_what_changed_meanwhile_is_refused() -> None:
    editor = factories.staff("editor")
    row = playing.draft(by=editor)
    terms.offer(row, by=editor)
    seen = terms.fingerprint(row)
    rows.change(owed_by_association(row), by=editor, amount=99)

    with pytest.raises(EditedMeanwhile):
        terms.agree(playing.party_of(row), by=playing.member_of(row), seen=seen)


def test_nobody_agrees_for_another_association() -> None:
    row = playing.draft()
    terms.offer(row, by=factories.staff("editor"))

    with pytest.raises(NotAllowed):
        terms.agree(playing.party_of(row), by=factories.representative(), seen=terms.fingerprint(row))


def test_reported_delivery_is_public_after_confirmation_and_approval_alone() -> None:
    row = playing.published()
    editor, promised, member = factories.staff("editor"), owed_by_association(row), playing.member_of(row)

    report = deliveries.report(promised, by=member, done_amount=10, sentence="أنجزنا كل الحصص")
    assert live(row).deliverables[2].done == 0
    deliveries.confirm(report, by=editor, done_amount=10, done_on=today(), evidence=EVIDENCE)
    assert live(row).deliverables[2].done == 0
    row.refresh_from_db()
    playing.approved(playing.submitted(row, by=editor))

    told = live(row).deliverables[2]
    assert (told.done, told.done_on, told.evidence) == (10, today(), EVIDENCE)
    assert terms.missing(row) == []


def test_report_is_given_once_and_decided_once() -> None:
    row = playing.published()
    editor, promised, member = factories.staff("editor"), owed_by_association(row), playing.member_of(row)
    report = deliveries.report(promised, by=member, done_amount=3, sentence="ثلاث حصص")

    with pytest.raises(DomainError):
        deliveries.report(promised, by=member, done_amount=3, sentence="ثلاث حصص")
    deliveries.decline(report, by=editor, answer="لم نجد الحصيلة")
    with pytest.raises(DomainError):
        deliveries.confirm(report, by=editor, done_amount=3, done_on=None, evidence=EVIDENCE)
    assert Delivery.objects.get().state == "declined"


def test_promise_of_a_published_agreement_is_given_up_with_a_reason_and_never_removed() -> None:
    row = playing.published()
    editor, promised = factories.staff("editor"), owed_by_association(row)
    row = PARTNERSHIPS.correct(row, by=editor, sentence="تصحيح")

    with override("en"), pytest.raises(DomainError, match="published edition"):
        rows.remove(promised, by=editor)
    with pytest.raises(DomainError):
        deliveries.give_up(promised, by=editor, reason=Texts())
    deliveries.give_up(promised, by=editor, reason=WHY)

    row.refresh_from_db()
    playing.approved(playing.submitted(row, by=editor))
    assert live(row).deliverables[2].drop_reason == WHY


def test_late_follows_from_the_day_and_is_written_nowhere() -> None:
    body = live(playing.published())
    due = body.deliverables[0].due_on

    before, after = shown(body, due), shown(body, due + dt.timedelta(days=12))

    assert (before.late, after.late) == (0, 3)
    assert after.rows[0].days_late == 12
    done = body.deliverables[0].model_copy(update={"done": 10, "done_on": due + dt.timedelta(days=2)})
    assert shown(body.model_copy(update={"deliverables": [done]}), due).rows[0].state == "done_late"


def test_each_occasion_is_told_once_and_names_nothing() -> None:
    row = playing.published()
    due = today() + dt.timedelta(days=10)

    assert reminders.remind(today()) == 3
    assert reminders.remind(today()) == 0
    assert reminders.remind(due - dt.timedelta(days=2)) == 3
    assert reminders.remind(due + dt.timedelta(days=1)) == 3
    assert reminders.remind(due + dt.timedelta(days=2)) == 0
    assert PartnershipReminder.objects.filter(partnership=row).count() == 9

    mail.outbox.clear()
    outbox.drain()
    to_association = [each for each in mail.outbox if each.to == [playing.member_of(row).email]]
    assert len(to_association) == 3
    assert not any(str(playing.WHAT.ar) in f"{each.subject} {each.body}" for each in mail.outbox)
    assert not any("محيط" in f"{each.subject} {each.body}" for each in mail.outbox)


def test_end_of_an_agreement_is_told_sixty_days_before() -> None:
    row = playing.published()

    assert reminders.remind(row.ends_on - dt.timedelta(days=61)) == 3  # what is late
    assert reminders.remind(row.ends_on - dt.timedelta(days=60)) == 1
    assert reminders.remind(row.ends_on - dt.timedelta(days=59)) == 0


def test_public_page_says_what_is_promised_and_links_no_draft(client: Client) -> None:
    row, other = playing.published(), playing.draft()

    page = client.get(f"/ar/partnerships/{row.key}/")

    assert page.status_code == 200
    assert str(playing.WHAT.ar) in page.content.decode()
    assert client.get(f"/ar/partnerships/{other.key}/").status_code == 404
    assert f"/ar/partnerships/{row.key}/" in client.get("/ar/partnerships/").content.decode()
    assert client.get(f"/ar/partnerships/{row.key}/agreement.json").status_code == 200
    assert client.get(f"/fr/partnerships/{row.key}/editions/1/").status_code == 200


def test_withdrawn_agreement_owes_nothing_on_the_desk() -> None:
    row = playing.published()
    assert Deliverable.objects.owed().count() == 3

    PARTNERSHIPS.withdraw(row, by=factories.staff("head"), sentence=WHY)

    assert not Deliverable.objects.owed().exists()
    assert pending(row).main.key == row.key


def test_members_are_asked_on_their_start_page_and_reminded_there(client: Client) -> None:
    editor, association = factories.staff("editor"), factories.verified_association()
    user = factories.representative(association)
    row = playing.draft(by=editor, association=association)
    terms.offer(row, by=editor)
    client.force_login(user)

    [asked] = client.get("/members/").context["awaiting"]
    assert asked.url == f"/members/partnerships/{row.pk}/"
    terms.agree(playing.party_of(row), by=user, seen=terms.fingerprint(row))
    assert client.get("/members/").context["awaiting"] == []
    playing.approved(playing.submitted(row, by=editor))

    [owed] = client.get("/members/").context["awaiting"]
    assert owed.url == f"/members/partnerships/promises/{owed_by_association(row).pk}/report/"


def test_page_of_a_demand_lists_the_agreement_that_answers_it(client: Client) -> None:
    report = factories.published_report(by=factories.staff("editor"), head=factories.staff("head"))
    demand = report.reported_points.get().point.demand

    row = playing.published(demands=[demand])

    assert f"/ar/partnerships/{row.key}/" in client.get(f"/ar/demands/{demand.key}/").content.decode()
    assert f"/ar/demands/{demand.key}/" in client.get(f"/ar/partnerships/{row.key}/").content.decode()


def test_renewal_is_a_draft_that_asks_each_association_anew() -> None:
    row, editor = playing.published(), factories.staff("editor")

    renewed = rows.renew(row, by=editor)

    assert rows.renew(row, by=editor) == renewed
    assert renewed.starts_on == row.ends_on + dt.timedelta(days=1)
    assert [party.association_id for party in terms.missing(renewed)] == [playing.party_of(row).association_id]
    assert reminders.remind(row.ends_on) == 3  # what is late, and no mail about an end that is renewed


def test_promise_that_is_moved_goes_on_showing_its_first_day_and_says_so_in_the_note() -> None:
    row, editor = playing.published(), factories.staff("editor")
    promised, first = owed_by_association(row), owed_by_association(row).due_on
    row = PARTNERSHIPS.correct(row, by=editor, sentence="أجل جديد")
    assert reminders.remind(first + dt.timedelta(days=1)) == 0  # nobody is reminded of a draft

    rows.change(promised, by=editor, due_on=first + dt.timedelta(days=60))
    terms.agree(playing.party_of(row), by=playing.member_of(row), seen=terms.fingerprint(row))
    row.refresh_from_db()
    note = row.change_note
    playing.approved(playing.submitted(row, by=editor))

    [moved] = [each for each in live(row).deliverables if each.first_due_on]
    assert (moved.first_due_on, moved.due_on) == (first, first + dt.timedelta(days=60))
    assert str(playing.WHAT.ar) in note.ar
    assert shown(live(row), first).late == 0
