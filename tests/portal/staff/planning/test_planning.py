from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import AgendaItem, Meeting
from consultations.planning import agenda, announcement, meetings
from consultations.planning.announcement import pending_announcement
from core.text.texts import Texts
from portal.staff.start.todo import waiting_for
from publications import reader
from tests import factories
from tests.days import in_days
from tests.factories import text
from tests.portal.staff.desk import posted, queries, signed_in

pytestmark = pytest.mark.django_db
WHY = {"sentence_ar": "تزامن مع الامتحانات.", "sentence_fr": "", "sentence_en": ""}


def plan(**values: Any) -> Meeting:
    return factories.meeting(**{"held_on": in_days(20), "axes": [text("المدارس"), text("الطرق")], **values})


def test_head_reads_the_announcement_and_announces_it(head: Any) -> None:
    meeting = plan()
    desk = signed_in(head)
    page = desk.get(f"/staff/meetings/{meeting.pk}/announcement/")

    response = desk.post(
        f"/staff/meetings/{meeting.pk}/announce/", {"seen": page.context["announce_form"]["seen"].value()}
    )

    assert response.status_code == 302
    assert reader.live("meeting", meeting.key).body.state == "announced"
    assert Client().get(f"/ar/meetings/{meeting.key}/").status_code == 200


def test_author_is_told_that_another_announces(head: Any) -> None:
    meeting = plan(by=head)
    desk = signed_in(head)

    page = desk.get(f"/staff/meetings/{meeting.pk}/announcement/")
    sent = desk.post(f"/staff/meetings/{meeting.pk}/announce/", {"seen": pending_announcement(meeting).fingerprint})

    assert page.context["waits_for_another"]
    assert page.context["announce_form"] is None
    assert sent.status_code == 403


def test_announcing_what_changed_meanwhile_is_refused_with_the_new_text(head: Any) -> None:
    meeting = plan()
    desk = signed_in(head)

    response = desk.post(f"/staff/meetings/{meeting.pk}/announce/", {"seen": "0" * 64})

    assert response.status_code == 409
    assert response.context["announce_form"]["seen"].value() == pending_announcement(meeting).fingerprint


def test_changes_are_offered_to_be_announced_only_where_readers_would_learn_something() -> None:
    meeting = factories.announced(axes=[text("المدارس")])
    path, desk = f"/staff/meetings/{meeting.pk}/announcement/", signed_in(factories.staff("head"))
    unchanged = desk.get(path)
    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], capacity=60)

    changed = desk.get(path)

    assert (unchanged.context["announce_form"], unchanged.context["is_told"]) == (None, True)
    assert (changed.context["announce_form"] is not None, changed.context["is_told"]) == (True, False)


def test_postponed_plan_that_keeps_its_day_is_warned_of(head: Any) -> None:
    meeting = announcement.postpone(factories.announced(), by=head, sentence=text("امتحانات"))
    path, desk = f"/staff/meetings/{meeting.pk}/announcement/", signed_in(head)
    same = desk.get(path)
    day = meeting.held_on + dt.timedelta(days=7)
    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=[], held_on=day)

    other = desk.get(path)

    assert (same.context["keeps_old_day"], other.context["keeps_old_day"]) == (True, False)


def test_postponing_keeps_what_was_typed_when_it_is_refused(head: Any) -> None:
    meeting = plan()
    desk = signed_in(head)
    desk.post(f"/staff/meetings/{meeting.pk}/announce/", {"seen": pending_announcement(meeting).fingerprint})

    french_only = {"sentence_ar": "", "sentence_fr": "Examens.", "sentence_en": ""}
    refused = desk.post(f"/staff/meetings/{meeting.pk}/postpone/", french_only)
    taken = desk.post(f"/staff/meetings/{meeting.pk}/postpone/", WHY)

    assert refused.status_code == 400
    assert "Examens." in refused.content.decode()
    assert taken.status_code == 302
    assert "تزامن مع الامتحانات." in Client().get(f"/ar/meetings/{meeting.key}/").content.decode()


def test_new_meeting_like_an_earlier_one_takes_over_all_but_its_day(recorder: Any) -> None:
    earlier = plan(held_on=dt.date(2018, 10, 17), capacity=40, declared_people=31)

    form = signed_in(recorder).get(f"/staff/meetings/new/?like={earlier.pk}").context["form"]

    assert form["title"].value() == earlier.title
    assert (form["capacity"].value(), form["held_on"].value()) == (40, None)
    assert form["topic_2"].value() == text("الطرق")
    assert form["declared_people"].value() is None


@pytest.mark.parametrize("like", ["x", "-1", "99999999999999999999", "1'"])
def test_new_meeting_like_nothing_is_just_new(recorder: Any, like: str) -> None:
    assert signed_in(recorder).get("/staff/meetings/new/", {"like": like}).status_code == 200


def test_new_meeting_that_is_to_come_begins_with_what_is_outstanding(recorder: Any) -> None:
    asked = factories.demand_point(factories.meeting()).demand
    fields = {
        "title_ar": "لقاء", "kind": "open", "held_on": f"{in_days(20):%Y-%m-%d}", "venue_ar": "المقر", "level": "district",
        "organiser": factories.unit("meknes").pk, "unit": factories.unit().pk, "requester": "cell",
        "topic_1_ar": "المدارس", "minutes_of_topic_1": "25",
    }  # fmt: skip

    response = signed_in(recorder).post("/staff/meetings/new/", fields)

    assert response.status_code == 302
    meeting = Meeting.objects.get(held_on=in_days(20))
    assert [(axis.kind, axis.minutes) for axis in meeting.axes.all()] == [("outstanding", None), ("topic", 25)]
    assert meeting.agenda_items.get().demand == asked


def test_minutes_without_a_topic_are_explained_beside_the_topic(recorder: Any) -> None:
    meeting = plan()

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/edit/", {"minutes_of_topic_3": "10"})

    assert response.context["form"].errors["topic_3"]


def test_demand_is_placed_found_and_taken_off(recorder: Any) -> None:
    meeting, demand = plan(), factories.demand(title=text("إنارة المدارس"))
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/agenda/"

    found = desk.get(page, {"q": "إنارة"})
    desk.post(f"{page}place/", {"axis": meeting.axes.last().pk, "demand": demand.pk})
    item = AgendaItem.objects.get()
    shown = desk.get(page)
    desk.post(f"/staff/agenda-items/{item.pk}/remove/")

    assert found.context["found"].demands == [demand]
    assert "إنارة المدارس" in shown.content.decode()
    assert not AgendaItem.objects.exists()


def test_agenda_hides_the_words_of_a_concern_from_those_who_may_not_read_concerns(recorder: Any) -> None:
    meeting, concern = plan(), factories.accepted_concern()
    agenda.place(meeting.axes.first(), by=recorder, concern=concern)
    page = f"/staff/meetings/{meeting.pk}/agenda/"

    kept = signed_in(recorder).get(page).content.decode()
    told = signed_in(factories.staff("recorder", "moderator")).get(page).content.decode()

    assert concern.title not in kept
    assert concern.reference in kept
    assert concern.title in told


def test_agenda_says_who_places_concerns_to_those_who_may_not_read_them(recorder: Any, head: Any) -> None:
    meeting, concern = plan(), factories.accepted_concern()

    asked = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/agenda/")
    read = signed_in(head).get(f"/staff/meetings/{meeting.pk}/agenda/")

    assert (asked.context["found"].reads_concerns, asked.context["found"].concerns) == (False, [])
    assert (read.context["found"].reads_concerns, [row for row, _ in read.context["found"].concerns]) == (
        True,
        [concern],
    )


def test_recorder_cannot_place_a_concern_by_its_number(recorder: Any) -> None:
    meeting, concern = plan(), factories.accepted_concern()

    response = signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/agenda/place/", {"axis": meeting.axes.first().pk, "concern": concern.pk}
    )

    assert response.status_code == 400
    assert not AgendaItem.objects.exists()


def test_topic_is_carried_over_several(recorder: Any) -> None:
    meeting = plan(axes=[text("أ"), text("ب"), text("ج")])

    signed_in(recorder).post(f"/staff/topics/{meeting.axes.last().pk}/shift/", {"steps": "-2"})

    assert [axis.title.ar for axis in meeting.axes.all()] == ["ج", "أ", "ب"]


@pytest.mark.slow
def test_agenda_of_thirty_costs_no_more_queries_than_one(recorder: Any) -> None:
    one, thirty, desk = plan(), plan(), signed_in(recorder)
    for meeting, items in ((one, 1), (thirty, 30)):
        for _number in range(items):
            agenda.place(meeting.axes.first(), by=recorder, demand=factories.demand())

    assert queries(desk, f"/staff/meetings/{thirty.pk}/agenda/") == queries(desk, f"/staff/meetings/{one.pk}/agenda/")


def test_announcement_tells_who_cannot_announce_that_the_head_does(recorder: Any, head: Any) -> None:
    meeting = plan(by=recorder)
    path = f"/staff/meetings/{meeting.pk}/announcement/"

    asked, answers = signed_in(recorder).get(path), signed_in(head).get(path)

    assert asked.context["announce_form"] is None
    assert asked.context["waits_for_head"]
    assert "رئيس الخلية هو من يعلن" in asked.content.decode()
    assert not answers.context["waits_for_head"]


def test_plan_waits_for_the_head_to_be_announced_unless_he_wrote_in_it_or_its_day_is_over(head: Any) -> None:
    theirs, own, over = plan(), plan(by=head), plan(held_on=timezone.localdate() - dt.timedelta(days=1))

    urls = {each.thing: each.url for each in waiting_for(head)}

    assert urls == {
        theirs: f"/staff/meetings/{theirs.pk}/announcement/",
        own: f"/staff/meetings/{own.pk}/",
        over: f"/staff/meetings/{over.pk}/",
    }


def test_page_of_a_plan_folds_the_forms_of_the_record_until_its_day(recorder: Any) -> None:
    desk = signed_in(recorder)

    pages = [
        desk.get(f"/staff/meetings/{plan(held_on=day).pk}/").content.decode()
        for day in (in_days(20), timezone.localdate())
    ]

    for part in ("presence", "contribution"):
        assert [f'id="{part}-new" open' in page for page in pages] == [False, True]
        assert [f'id="{part}-new"' in page for page in pages] == [True, True]


def test_page_of_a_cancelled_plan_offers_no_record_and_a_new_plan_like_it(recorder: Any) -> None:
    meeting = plan()
    meetings.move(meeting, by=recorder, move="cancel", sentence="تكرار")

    page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/").content.decode()

    assert "contribution-new" not in page
    assert f"?like={meeting.pk}" in page


def sent_again(desk: Any, path: str, **changed: Any) -> Any:
    return desk.post(path, posted(desk.get(path).context["form"]) | changed)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"starts_at": "10:00", "part_of_day": "evening"}, ["part_of_day"]),
        ({"starts_at": "16:00", "part_of_day": "morning"}, ["part_of_day"]),
        ({"starts_at": "16:00", "part_of_day": "evening"}, []),
        ({"starts_at": "10:00", "part_of_day": ""}, []),
        ({"starts_at": "17:00", "ends_at": "15:00"}, ["ends_at"]),
        ({"starts_at": "17:00", "ends_at": "17:00"}, ["ends_at"]),
        ({"starts_at": "17:00", "ends_at": "00:30"}, ["ends_at"]),
        ({"starts_at": "21:00", "ends_at": "00:30"}, []),
        ({"starts_at": "", "ends_at": "19:00"}, ["starts_at"]),
        ({"answers_until": "{next_day}T09:00"}, ["answers_until"]),
        ({"answers_until": "{day}T09:00"}, []),
        ({"starts_at": "16:00", "part_of_day": "", "answers_until": "{day}T16:00"}, []),
        ({"starts_at": "16:00", "part_of_day": "", "answers_until": "{day}T16:01"}, ["answers_until"]),
    ],
)
def test_times_of_a_plan_that_contradict_each_other_are_refused(
    recorder: Any, changed: dict[str, str], wrong: list[str]
) -> None:
    path = f"/staff/meetings/{plan().pk}/edit/"
    sent = {name: value.format(day=in_days(20), next_day=in_days(21)) for name, value in changed.items()}

    answer = sent_again(signed_in(recorder), path, **sent)

    assert (list(answer.context["form"].errors) if answer.context else []) == wrong


@pytest.mark.slow
def test_plan_that_exists_already_is_refused_and_one_of_another_day_is_not(recorder: Any) -> None:
    existing, desk = plan(), signed_in(recorder)
    path = f"/staff/meetings/new/?like={existing.pk}"

    again = sent_again(desk, path, held_on=str(in_days(20)))
    other = sent_again(desk, path, held_on=str(in_days(27)))

    assert again.context["form"].non_field_errors()
    assert (other.status_code, Meeting.objects.count()) == (302, 2)


@pytest.mark.slow
def test_title_changed_in_arabic_alone_is_not_announced_under_the_old_french_one(recorder: Any) -> None:
    existing, desk = plan(title=Texts(ar="لقاء أول", fr="Première rencontre")), signed_in(recorder)
    path, day = f"/staff/meetings/new/?like={existing.pk}", str(in_days(27))

    stale = sent_again(desk, path, held_on=day, title_ar="لقاء ثان")
    anew = sent_again(desk, path, held_on=day, title_ar="لقاء ثان", title_fr="Deuxième rencontre")

    assert list(stale.context["form"].errors) == ["title"]
    assert anew.status_code == 302


def test_session_of_a_day_to_come_is_not_opened_by_one_tap(recorder: Any) -> None:
    desk = signed_in(recorder)

    pages = [
        desk.get(f"/staff/meetings/{plan(held_on=day).pk}/").content.decode()
        for day in (in_days(20), timezone.localdate())
    ]

    asks = [page[: page.index('value="open"')].rpartition("<form")[0].rstrip().endswith("</p>") for page in pages]
    assert asks == [True, False]
