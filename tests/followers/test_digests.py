"""Digests: what is told, to whom, in which language, and once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followers import digests
from followers.models import Change, Follower
from followers.news import MOST_NEWS
from followers.periods import next_day
from followers.subjects import Lists, Subject, subjects_of
from proposals.models import Demand
from publications import store
from publications.pending import PendingDocument, prepare
from publications.schemas.meeting import AgendaTopic, DemandRef
from tests import factories
from tests.followers.playing import follower, moved, sent_tomorrow, tomorrow
from tests.portal.public import published

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 30)


def test_digest_has_the_new_steps_the_note_and_both_forms(published_demand: Demand) -> None:
    follower(Subject("demand", published_demand.key))
    moved(published_demand, "أرسل المطلب إلى الجماعة.")

    (digest,) = sent_tomorrow()

    html = digest.alternatives[0].content
    for part in (digest.body, html):
        assert "أرسل المطلب إلى الجماعة." in part
        assert f"/en/demands/{published_demand.key}/" in part
        assert "What changed:" in part
    assert digest.body.count("State:") == 1


def test_second_digest_has_only_what_came_since_the_first(published_demand: Demand) -> None:
    follower(Subject("demand", published_demand.key))
    moved(published_demand, "أرسل المطلب إلى الجماعة.")
    sent_tomorrow()
    moved(published_demand, "زار التقنيون الحي.")

    (digest,) = sent_tomorrow(2)

    assert "زار التقنيون الحي." in digest.body
    assert "أرسل المطلب إلى الجماعة." not in digest.body


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_digest_is_written_in_the_language_of_the_follower(published_demand: Demand, language: str) -> None:
    follower(language=language)
    moved(published_demand)

    (digest,) = sent_tomorrow()

    assert f"/{language}/demands/{published_demand.key}/" in digest.body
    assert f'lang="{language}"' in digest.alternatives[0].content


def test_digest_can_be_left_by_the_button_of_a_mail_program(published_demand: Demand) -> None:
    follower()
    moved(published_demand)

    (digest,) = sent_tomorrow()

    headers = digest.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http")
    assert "/leave/" in headers["List-Unsubscribe"]


@pytest.mark.slow
@pytest.mark.parametrize("parts", [("theme", "schools_surroundings"), ("unit", "meknes"), ("area", "hamria")])
def test_whoever_follows_the_whole_is_told_of_a_part(replayed: None, parts: tuple[str, str]) -> None:
    """The demands of 2018 are those of the town; the district that met is a part of the prefecture."""
    kind, key = parts
    known = follower(Subject(kind, key))
    Follower.objects.update(told_until=0)
    known.follows.update(after=0)

    (digest,) = sent_tomorrow()

    assert "/en/reports/" in digest.body
    assert "/en/demands/" in digest.body


def test_follower_of_something_else_gets_no_mail(published_demand: Demand) -> None:
    for kind, key in (("theme", "drugs"), ("demand", "999"), ("unit", "no_unit"), ("area", "hamria")):
        follower(Subject(kind, key), email=f"{key}@example.org")
    follower(email="everything@example.org")
    moved(published_demand)

    assert [digest.to for digest in sent_tomorrow()] == [["everything@example.org"]]


def test_many_editions_make_one_digest(published_demand: Demand) -> None:
    follower()
    follower(Subject("demand", published_demand.key))
    for words in ("أولا.", "ثانيا.", "ثالثا."):
        moved(published_demand, words)

    (digest,) = sent_tomorrow()

    assert digest.body.count(f"/en/demands/{published_demand.key}/") == 1


@pytest.mark.slow
def test_more_news_than_a_mail_can_hold_are_told_by_a_link(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followers.news.MOST_NEWS", 1)
    follower()
    moved(published_demand)
    factories.published_report(by=factories.staff("editor"), head=factories.staff("head"))

    (digest,) = sent_tomorrow()

    assert MOST_NEWS > 1
    assert "More has changed than one mail can hold" in digest.body
    assert sent_tomorrow(2) == []


def test_withdrawn_words_are_not_sent(published_demand: Demand) -> None:
    follower()
    moved(published_demand, "كلمة سحبت.")
    store.take_back(
        prepare(
            [PendingDocument.tombstone("demand", published_demand.key, sentence=factories.text("سحب"))], writers=[1]
        ),
        by=2,
    )

    assert sent_tomorrow() == []
    with tomorrow(2):
        assert not Follower.objects.due(timezone.localdate()).exists()


@pytest.mark.slow
def test_document_that_is_newer_than_the_index_waits_and_is_told_once(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published after the run began: it would be told now and, as a newer edition, once more."""
    follower()
    moved(published_demand, "أولا.")
    read = digests.changes.read

    def read_then_publish() -> int:
        until = read()
        moved(published_demand, "ثانيا.")
        return until

    monkeypatch.setattr(digests.changes, "read", read_then_publish)
    first = sent_tomorrow()
    monkeypatch.setattr(digests.changes, "read", read)

    (second,) = sent_tomorrow(2)

    assert first == []
    assert "ثانيا." in second.body


def test_merged_demand_is_told_under_the_one_that_follows_it() -> None:
    class Relation:
        relation, number, until = "absorbed", 5, None

    class Merged:
        kind, key, owner, owner_key, relations = "demand", "7", factories.text(""), "", [Relation()]

        def theme_keys(self) -> list[str]:
            return []

        area_keys = theme_keys

    found = subjects_of(Merged(), Lists.read())

    assert {Subject("demand", "5"), Subject("demand", "7")} <= found


def test_meeting_with_a_demand_on_its_agenda_is_told_to_followers_of_the_demand() -> None:
    topic = AgendaTopic(title=factories.text(), demands=[DemandRef(key="2", title=factories.text())])
    body = published.meeting(agenda=[topic])

    assert Subject("demand", "2") in subjects_of(body, Lists.read())


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        ("daily", MONDAY, MONDAY + dt.timedelta(days=1)),
        ("weekly", MONDAY, MONDAY + dt.timedelta(days=7)),
        ("weekly", MONDAY + dt.timedelta(days=6), MONDAY + dt.timedelta(days=7)),
    ],
)
def test_next_day_is_tomorrow_or_the_next_monday(period: str, today: dt.date, expected: dt.date) -> None:
    assert next_day(period, today) == expected


def test_weekly_follower_waits_for_monday_and_gets_one_digest(published_demand: Demand) -> None:
    follower(period="weekly")
    moved(published_demand)
    until_monday = 7 - timezone.localdate().weekday()

    days = [len(sent_tomorrow(day)) for day in range(1, until_monday + 3)]

    assert days == [0] * (until_monday - 1) + [1, 0, 0]


def test_two_runs_on_one_day_send_one_digest(published_demand: Demand) -> None:
    follower()
    moved(published_demand)
    first = sent_tomorrow()
    moved(published_demand, "ثانيا.")

    assert (len(first), len(sent_tomorrow())) == (1, 0), "at most one in its period"
    assert len(sent_tomorrow(2)) == 1


def test_followers_without_news_cost_a_fixed_number_of_queries(published_demand: Demand) -> None:
    def queries() -> int:
        Follower.objects.update(next_on=timezone.localdate())
        with CaptureQueriesContext(connection) as found:
            digests.send_due()
        return len(found)

    follower()
    queries()
    first = queries()
    for number in range(5):
        follower(email=f"reader{number}@example.org")

    assert queries() == first


def test_index_reads_each_edition_once_and_in_batches(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followers.changes.BATCH", 1)
    follower()
    digests.changes.read()
    moved(published_demand)
    moved(published_demand, "ثانيا.")

    digests.changes.read()
    rows = set(Change.objects.values_list("kind", "key", "sequence"))
    digests.changes.read()

    assert ("demand", published_demand.key, digests.changes.newest_edition()) in rows
    assert set(Change.objects.values_list("kind", "key", "sequence")) == rows


def test_hours_and_codes_are_isolated_in_both_forms_of_an_arabic_digest() -> None:
    follower(language="ar")
    title = factories.text("لقاء حول الملف 2026-56BZ62")
    factories.announced(title=title, starts_at=dt.time(17), ends_at=dt.time(19))

    (digest,) = sent_tomorrow()

    for form in (digest.body, digest.alternatives[0][0]):
        assert "\u206617:00\u2069" in form
        assert "\u20662026-56BZ62\u2069" in form
        assert "\u2066http" not in form


def test_meeting_that_is_over_is_not_told_as_announced() -> None:
    follower(language="ar")
    factories.announced(held_on=timezone.localdate() + dt.timedelta(days=1), starts_at=dt.time(9))

    (digest,) = sent_tomorrow(days=3)

    assert "انقضى موعده" in digest.body
    assert "معلن عنه" not in digest.body
