"""Threat 44: nobody publishes own words alone, also not through the names and entries that a document or a page shows.

Every change is made through the office's pages, because the audit table names the user of the request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Meeting, Report
from consultations.planning import announcement, meetings
from core.text.texts import Texts
from partners.actions import associations
from partners.models import Association
from portal.public.context_processors import forget_helplines
from publications import reader
from publications.models import Approval, Edition
from reference import publishing
from reference.models import Area, Helpline, Institution, PoliceUnit, Theme
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
NEW_NAME = "اسم كتبه الرئيس وحده"
KINDS = {"theme": Theme, "area": Area, "unit": PoliceUnit, "institution": Institution, "helpline": Helpline}


def rename(desk: Client, row: Any, words: str | Texts = NEW_NAME) -> None:
    if isinstance(row, Association):
        page = reverse("staff:association_edit", args=[row.pk])
    else:
        kind = next(kind for kind, model in KINDS.items() if isinstance(row, model))
        page = reverse("staff:reference_entry", args=[kind, row.pk])
    names = {"ar": words} if isinstance(words, str) else words.model_dump()
    sent = {f"name_{language}": name for language, name in names.items()}
    assert desk.post(page, fields(desk.get(page)) | sent).status_code == 302


def shown_rows(meeting: Meeting) -> dict[str, Any]:
    point = meeting.points.get()
    return {
        "unit": meeting.unit,
        "organiser": meeting.organiser,
        "theme": point.themes.get(),
        "area": point.areas.get(),
        "institution": meeting.attendances.exclude(institution=None).get().institution,
        "association": meeting.attendances.exclude(association=None).get().association,
    }


@pytest.fixture
def report(editor: Any) -> Report:
    """In review; it shows a unit, an organiser, a theme, an area, an institution and an association."""
    meeting = factories.meeting()
    factories.present(meeting, side="institution", institution=Institution.objects.all()[0])
    factories.present(meeting, side="civil_society", association=factories.association(), shows_association=True)
    meetings.move(meeting, by=factories.scribe(), move="open")
    factories.demand_point(meeting, areas=[Area.objects.get(key="hamria")])
    meetings.move(meeting, by=factories.scribe(), move="close")
    return factories.report_in_review(by=editor, at=meeting)


def approve(desk: Client, report: Report) -> Any:
    return desk.post(reverse("staff:report_approve", args=[report.pk]), factories.having_read(report))


@pytest.mark.slow
@pytest.mark.parametrize("what", ["unit", "organiser", "theme", "area", "institution", "association"])
def test_approve_report_by_whoever_renamed_what_it_shows_is_refused(report: Report, head: Any, what: str) -> None:
    desk = signed_in(head)
    rename(desk, shown_rows(report.meeting)[what])

    page = desk.get(reverse("staff:report", args=[report.pk])).content.decode()
    refused = approve(desk, report)

    assert NEW_NAME in page.split('class="beside', 1)[0]
    assert reverse("staff:report_approve", args=[report.pk]) not in page
    assert refused.status_code == 403
    assert NEW_NAME in refused.content.decode()
    assert Report.objects.get(pk=report.pk).state == "in_review"
    assert not Edition.objects.filter(document__kind="report").exists()


@pytest.mark.slow
@pytest.mark.parametrize("what", ["unit", "organiser", "theme", "area", "institution"])
def test_approve_report_by_whoever_gave_a_row_the_public_name_of_another_is_refused(
    report: Report, head: Any, what: str
) -> None:
    """The name was approved for the other row: here it makes the report say that somebody else took part."""
    row = shown_rows(report.meeting)[what]
    other = type(row).objects.exclude(name=row.name).order_by("pk")[0]
    desk = signed_in(head)
    rename(desk, row, other.name)

    refused = approve(desk, report)

    assert refused.status_code == 403
    assert not Edition.objects.filter(document__kind="report").exists()


@pytest.mark.slow
def test_approve_report_by_whoever_gave_an_association_the_listed_name_of_another_is_refused(
    report: Report, head: Any
) -> None:
    other = factories.full_association(name=factories.text("جمعية منشورة"))
    member = factories.representative(other)
    associations.agree(other, by=member, version=other.version, in_directory=True, shows=[])
    page = reverse("staff:association", args=[other.pk])
    desk = signed_in(factories.staff("moderator"))
    sent = {"version": other.version, "seen": desk.get(page).context["carried"]["seen"]}
    assert desk.post(reverse("staff:association_publish", args=[other.pk]), sent).status_code == 302
    desk = signed_in(head)
    rename(desk, shown_rows(report.meeting)["association"], "جمعية منشورة")

    refused = approve(desk, report)

    assert refused.status_code == 403
    assert "جمعية منشورة" in refused.content.decode()


def test_approve_report_after_both_rows_stand_in_the_list_with_one_name_is_possible(
    report: Report, head: Any, editor: Any
) -> None:
    row = report.meeting.unit
    other = PoliceUnit.objects.exclude(pk=row.pk).exclude(name=row.name).order_by("pk")[0]
    rename(signed_in(head), row, other.name)
    factories.publish_list("unit", by=factories.staff("editor"))

    assert approve(signed_in(head), report).status_code == 302


@pytest.mark.parametrize("what", ["unit", "theme", "association"])
def test_approve_report_by_a_second_person_names_who_renamed_as_author(report: Report, head: Any, what: str) -> None:
    rename(signed_in(head), shown_rows(report.meeting)[what])

    published = approve(signed_in(factories.staff("head")), report)

    assert published.status_code == 302
    approval = Approval.objects.get(edition=reader.live("report", report.meeting.key))
    assert head.pk in approval.author_ids


def test_approve_report_after_the_list_was_approved_is_open_to_who_renamed(
    report: Report, head: Any, editor: Any
) -> None:
    """A name that a second person approved for the public is no longer the word of one person."""
    rename(signed_in(head), report.meeting.unit)
    factories.publish_list("unit", by=factories.staff("editor"))

    assert approve(signed_in(head), report).status_code == 302


def test_approve_report_after_a_command_renamed_is_nobodys_word(report: Report, head: Any) -> None:
    PoliceUnit.objects.filter(pk=report.meeting.unit_id).update(name=factories.text("اسم من سطر الأوامر"))

    assert approve(signed_in(head), report).status_code == 302


def test_approve_report_after_a_change_that_it_does_not_show_is_possible(report: Report, head: Any) -> None:
    desk, unit = signed_in(head), report.meeting.unit
    page = reverse("staff:reference_entry", args=["unit", unit.pk])
    assert desk.post(page, fields(desk.get(page)) | {"position": "77"}).status_code == 302

    assert approve(desk, report).status_code == 302


@pytest.mark.slow
def test_approve_report_whose_names_changed_since_it_was_read_is_refused(
    report: Report, head: Any, editor: Any
) -> None:
    desk, step = signed_in(head), reverse("staff:report_approve", args=[report.pk])
    read = fields(desk.get(reverse("staff:report", args=[report.pk])), step) | {"has_read": "on"}
    rename(signed_in(editor), report.meeting.unit)

    refused = desk.post(step, read)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert f"<ins>{NEW_NAME}</ins>" in page
    assert not Edition.objects.filter(document__kind="report").exists()


def test_announce_by_whoever_renamed_the_unit_is_refused(head: Any) -> None:
    meeting = factories.meeting()
    desk = signed_in(head)
    rename(desk, meeting.unit)

    page = reverse("staff:announcement", args=[meeting.pk])
    shown = desk.get(page).content.decode()
    read = announcement.pending_announcement(Meeting.objects.get()).fingerprint
    refused = desk.post(reverse("staff:meeting_announce", args=[meeting.pk]), {"seen": read})

    assert NEW_NAME in shown
    assert reverse("staff:meeting_announce", args=[meeting.pk]) not in shown
    assert refused.status_code == 403
    assert not Edition.objects.filter(document__kind="meeting").exists()


def test_publish_directory_page_by_whoever_renamed_its_theme_is_refused(head: Any, moderator: Any) -> None:
    association = factories.full_association()
    member = factories.representative(association)
    associations.agree(association, by=member, version=association.version, in_directory=True, shows=[])
    desk = signed_in(head)
    rename(desk, factories.theme())
    page = reverse("staff:association", args=[association.pk])

    seen = signed_in(moderator).get(page).context["carried"]["seen"]
    sent = {"version": association.version, "seen": seen}
    step = reverse("staff:association_publish", args=[association.pk])

    assert step not in desk.get(page).content.decode()
    assert desk.post(step, sent).status_code == 403
    assert signed_in(moderator).post(step, sent).status_code == 302


def test_publish_directory_page_whose_theme_was_renamed_since_it_was_read_is_refused(head: Any, moderator: Any) -> None:
    association = factories.full_association()
    member = factories.representative(association)
    associations.agree(association, by=member, version=association.version, in_directory=True, shows=[])
    desk = signed_in(moderator)
    shown = desk.get(reverse("staff:association", args=[association.pk]))
    rename(signed_in(head), factories.theme())

    sent = {"version": association.version, "seen": shown.context["carried"]["seen"]}
    refused = desk.post(reverse("staff:association_publish", args=[association.pk]), sent)

    assert refused.status_code == 409
    assert NEW_NAME in refused.content.decode()
    assert not Edition.objects.filter(document__kind="association").exists()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_change_of_a_list_is_not_public_before_a_second_person_approves(kind: str, editor: Any, head: Any) -> None:
    row = KINDS[kind].objects.order_by("position")[0]
    rename(signed_in(editor), row)
    step = reverse("staff:reference_publish", args=[kind])

    own = signed_in(editor).get(reverse("staff:reference_list", args=[kind]))
    seen = publishing.pending_list(kind).fingerprint

    assert NEW_NAME in own.content.decode()
    assert step not in own.content.decode()
    assert signed_in(editor).post(step, {"seen": seen}).status_code == 403
    assert row.name == public_name(kind, row.key)

    assert signed_in(head).post(step, {"seen": seen}).status_code == 302
    assert public_name(kind, row.key).ar == NEW_NAME
    approval = Approval.objects.get(edition=reader.live("reference", kind))
    assert (approval.author_ids, approval.approver_id) == ([editor.pk], head.pk)


def public_name(kind: str, key: str) -> Any:
    return next(entry.name for entry in reader.live("reference", kind).body.entries if entry.key == key)


PAGES: list[tuple[str, str, Callable[[], str]]] = [
    ("helpline", "police", lambda: "/ar/"),
    ("theme", "schools_surroundings", lambda: "/ar/themes/"),
    ("theme", "schools_surroundings", lambda: "/ar/themes/schools_surroundings/"),
    ("area", "hamria", lambda: "/ar/areas/hamria/"),
    ("unit", "meknes", lambda: "/ar/meetings/units/meknes.ics"),
]


@pytest.mark.parametrize(("kind", "key", "page"), PAGES, ids=[f"{kind}-{page()}" for kind, _key, page in PAGES])
def test_public_page_shows_a_name_only_once_it_is_approved(
    kind: str, key: str, page: Any, editor: Any, head: Any
) -> None:
    rename(signed_in(editor), KINDS[kind].objects.get(key=key))
    forget_helplines()
    before = Client().get(page()).content.decode().replace("\r\n ", "")

    factories.publish_list(kind, by=head)
    forget_helplines()
    after = Client().get(page()).content.decode().replace("\r\n ", "")

    assert NEW_NAME not in before
    assert NEW_NAME in after


def test_approve_list_that_changed_since_it_was_read_is_refused_with_the_differences(editor: Any, head: Any) -> None:
    police = Helpline.objects.get(key="police")
    rename(signed_in(editor), police)
    seen = publishing.pending_list("helpline").fingerprint
    rename(signed_in(editor), police, "اسم آخر")

    refused = signed_in(head).post(reverse("staff:reference_publish", args=["helpline"]), {"seen": seen})

    assert refused.status_code == 409
    assert "<ins>اسم آخر</ins>" in refused.content.decode()
    assert public_name("helpline", "police") == police.name


def test_recorder_and_moderator_approve_no_list(recorder: Any, moderator: Any, editor: Any) -> None:
    rename(signed_in(editor), Helpline.objects.get(key="police"))
    seen = publishing.pending_list("helpline").fingerprint

    for user in (recorder, moderator, factories.staff("administrator")):
        answer = signed_in(user).post(reverse("staff:reference_publish", args=["helpline"]), {"seen": seen})

        assert answer.status_code == 403


def test_announce_of_a_plan_that_changed_since_it_was_read_shows_the_differences(head: Any, editor: Any) -> None:
    meeting = factories.meeting()
    desk, step = signed_in(head), reverse("staff:meeting_announce", args=[meeting.pk])
    read = fields(desk.get(reverse("staff:announcement", args=[meeting.pk])), step)
    rename(signed_in(editor), meeting.unit)

    refused = desk.post(step, read)

    assert refused.status_code == 409
    assert f"<ins>{NEW_NAME}</ins>" in refused.content.decode()
    assert desk.post(step, fields(refused, step)).status_code == 302


@pytest.mark.slow
def test_text_that_was_not_read_shows_no_differences(report: Report, head: Any, editor: Any) -> None:
    """The packed text is believed only where it gives the fingerprint."""
    desk, step = signed_in(head), reverse("staff:report_approve", args=[report.pk])
    for read in ("AAAA", "é", "eJwDAAAAAAE=", "x" * 999):
        sent = {"has_read": "on", "seen": "0" * 64, "read": read}

        refused = desk.post(step, sent)

        assert refused.status_code == 409
        assert not refused.context["changes"]


def test_changed_list_waits_for_a_second_person(editor: Any, head: Any) -> None:
    rename(signed_in(editor), Helpline.objects.get(key="police"))
    page = reverse("staff:reference_list", args=["helpline"])

    for user in (head, editor):
        assert page in signed_in(user).get("/staff/").content.decode()
    assert page not in signed_in(factories.staff("recorder")).get("/staff/").content.decode()
