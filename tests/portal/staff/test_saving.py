"""Nothing that somebody typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from consultations.models import Intervention, Meeting
from consultations.planning import meetings
from consultations.record import contributions
from core.web.form_recovery import who_token
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


def test_save_second_shows_both_texts_and_keeps_the_typed_one(recorder: Any) -> None:
    contribution = factories.contribution(factories.meeting(), text=factories.text("نص أول"))
    desk, page = signed_in(recorder), f"/staff/contributions/{contribution.pk}/"
    typed = posted(desk.get(page).context["form"]) | {"text_ar": "نص ثالث"}
    edited = {"kind": "contribution", "speaker": None, "axis": None, "is_collective": False}
    contributions.edit_contribution(contribution, by=recorder, version=1, text=factories.text("نص ثان"), **edited)

    refused = desk.post(page, typed)

    form, differences = refused.context["form"], refused.context["differences"]
    assert refused.status_code == 409
    assert form["text"].value()[0] == "نص ثالث"
    assert form["version"].value() == 2
    assert [tuple(piece) for piece in differences[0].pieces] == [
        ("same", "نص"), ("removed", "ثان"), ("added", "ثالث"),
    ]  # fmt: skip
    assert "<del>ثان</del>" in refused.content.decode()
    assert Intervention.objects.get().text.ar == "نص ثان"


def test_save_again_after_comparing_replaces_the_stored_text(recorder: Any) -> None:
    contribution = factories.contribution(factories.meeting())
    desk, page = signed_in(recorder), f"/staff/contributions/{contribution.pk}/"
    stale = posted(desk.get(page).context["form"]) | {"version": 0, "text_ar": "نص ثالث"}

    response = desk.post(page, posted(desk.post(page, stale).context["form"]))

    assert response.status_code == 302
    assert Intervention.objects.get().text.ar == "نص ثالث"


def test_save_second_compares_topics_of_a_meeting(recorder: Any) -> None:
    meeting = factories.meeting(axes=[factories.text("الأمن")])
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"
    stale = posted(desk.get(page).context["form"]) | {"version": 0, "topic_1_ar": "الوقاية"}

    refused = desk.post(page, stale)

    [difference] = refused.context["differences"]
    assert "1" in difference.label
    assert [tuple(piece) for piece in difference.pieces] == [("removed", "الأمن"), ("added", "الوقاية")]


def test_save_refused_by_a_rule_keeps_the_text(recorder: Any, editor: Any) -> None:
    meeting = factories.closed_meeting()
    factories.report_in_review(by=editor, at=meeting)
    words = "مداخلة متأخرة"

    refused = signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/contributions/new/", {"text_ar": words, "kind": "contribution"}
    )

    assert refused.status_code == 409
    assert words in refused.content.decode()
    assert refused.context["refusal"]
    assert meeting.interventions.count() == 1


def test_save_with_an_error_links_each_field(recorder: Any) -> None:
    response = signed_in(recorder).post("/staff/meetings/new/", {"title_fr": "Réunion"})

    page = response.content.decode()
    assert response.status_code == 200
    assert '<a href="#id_venue_0">' in page
    assert 'id="id_venue_0"' in page
    assert '<a href="#id_held_on">' in page
    assert re.search(r'aria-describedby="[^"]*\bid_held_on_error\b', page)
    assert 'aria-invalid="true"' in page
    assert "Réunion" in page
    assert not Meeting.objects.exists()


def test_save_after_the_session_ended_hands_the_text_back_after_sign_in(recorder: Any) -> None:
    meeting = factories.meeting()
    page = f"/staff/meetings/{meeting.pk}/contributions/new/"
    client = Client()

    client.post(page, {"_who": who_token(recorder.pk), "text_ar": "كُتب قبل انتهاء الجلسة", "kind": "reply"})
    client.force_login(recorder)
    shown = client.get(page)

    assert shown.context["was_parked"]
    assert shown.context["form"]["text"].value()[0] == "كُتب قبل انتهاء الجلسة"
    assert not client.get(page).context["was_parked"]


@pytest.mark.slow
def test_take_step_that_is_not_possible_any_more_shows_the_record_and_says_so(recorder: Any) -> None:
    meeting = factories.meeting()
    meetings.move(meeting, by=recorder, move="open")

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/move/", {"move": "open"})

    assert response.status_code == 409
    assert response.context["refusal"]
    assert response.context["meeting"] == meeting


def test_take_step_without_its_sentence_is_refused(recorder: Any) -> None:
    meeting = factories.meeting()
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/move/"

    refused = desk.post(page, {"move": "cancel"})
    taken = desk.post(page, {"move": "cancel", "sentence": "تأجل إلى أجل غير مسمى"})

    assert (refused.status_code, taken.status_code) == (409, 302)
    assert Meeting.objects.get().state == "cancelled"


def test_take_step_that_is_not_offered_is_refused(recorder: Any) -> None:
    meeting = factories.meeting()

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/move/", {"move": "announce"})

    assert response.status_code == 400
    assert Meeting.objects.get().state == "draft"


def test_return_report_after_the_session_ended_hands_the_sentence_back(head: Any, editor: Any) -> None:
    report = factories.report_in_review(by=editor)
    page, client = f"/staff/reports/{report.pk}/return/", Client()

    client.post(page, {"_who": who_token(head.pk), "sentence": "أزيلوا رقم الهاتف"})
    client.force_login(head)
    shown = client.get(page)

    report.refresh_from_db()
    assert report.state == "in_review"
    assert shown.context["was_parked"]
    assert "أزيلوا رقم الهاتف" in shown.content.decode()


def test_cancel_meeting_after_the_session_ended_hands_the_sentence_back_to_its_writer_only(recorder: Any) -> None:
    page, pages = f"/staff/meetings/{factories.meeting().pk}/move/", []
    for user in (recorder, factories.staff("recorder")):
        client = Client()
        client.post(page, {"_who": who_token(recorder.pk), "move": "cancel", "sentence": "تعذر المكان"})
        client.force_login(user)
        pages.append(client.get(page).content.decode())

    assert ["تعذر المكان" in each for each in pages] == [True, False]
