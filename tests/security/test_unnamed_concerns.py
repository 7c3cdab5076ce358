"""A concern whose sender asked not to be named: nothing that is public tells who it was, when it came or in which order (threats 21, 25)."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.test import Client

from core.text.texts import Texts
from core.time_travel import happening
from partners.models import Association
from proposals.concerns import review, submission
from proposals.demands import registration
from proposals.models import PublishedConcern
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.digests.playing import published as published_demand

pytestmark = pytest.mark.django_db
NAME = Texts(ar="جمعية الكناري للبيئة", fr="Association Canariqz", en="Canariqz Society")
RECEIVED_ON = dt.datetime(2019, 3, 7, 8, 41, tzinfo=dt.UTC)
PUBLISHED_ON = dt.datetime(2019, 6, 5, 10, tzinfo=dt.UTC)
PRIVATE = ("نص كما ورد من الكناري", "زنقة الكناري", "جواب خاص للكناري")


@pytest.fixture
def association() -> Association:
    """In the directory, so that its name, its address and its seat are public elsewhere."""
    return factories.listed_association(name=NAME, seat="حي الكناري، مكناس")


@pytest.fixture
def row(association: Association) -> PublishedConcern:
    by = factories.staff("moderator")
    content = factories.content(text=PRIVATE[0], place=PRIVATE[1])
    letter = submission.Submission(
        uuid.uuid4(), "concern", "public_unnamed", "ar", content, channel="paper", received_at=RECEIVED_ON
    )
    concern = submission.enter(association, letter, by=by)
    concern = review.move(concern, by=by, move="accept", sentence=PRIVATE[2])
    with happening(PUBLISHED_ON):
        return publishing.published(concern, by=by, answer=Texts(fr="Réponse"))


def pages(row: PublishedConcern) -> list[str]:
    found = [f"/{language}/concerns/{row.key}/{part}" for language in ("ar", "fr", "en")
             for part in ("", "concern.json", "editions/", "editions/1/", "editions/1.json")]  # fmt: skip
    return [*found, "/ar/concerns/", "/fr/concerns/", "/fr/concerns/feed.atom", "/fr/feed.atom"]


def everything(path: str) -> str:
    """What a browser gets: status line, headers, body."""
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return "\n".join([*(f"{name}: {value}" for name, value in answer.items()), answer.content.decode()])


def test_no_byte_tells_who_it_was_or_what_was_received(row: PublishedConcern, association: Association) -> None:
    concern = row.concern
    member = association.memberships.get().user
    secrets = [
        *(getattr(NAME, language) for language in ("ar", "fr", "en")), "الكناري", "anariqz",
        association.key, concern.reference, concern.follow_hash, str(concern.submission), member.email, member.name,
        association.phone, association.email, *PRIVATE, "2019-03-07", "2019-03", "08:41",
    ]  # fmt: skip

    for path in pages(row):
        shown = everything(path)
        if path == "/fr/feed.atom":  # the association's own page may stand in no feed, but this one has all kinds
            assert "/associations/" not in shown
        for secret in filter(None, secrets):
            assert secret not in shown, (path, secret)


def test_same_pages_tell_the_name_of_an_association_that_chose_it(association: Association) -> None:
    """The test above could have failed."""
    row = publishing.published(factories.accepted_concern(of=association))

    for path in pages(row)[:5]:
        if "editions/" not in path or path.endswith("1/"):
            assert association.key in everything(path) or NAME.ar in everything(path), path


def test_addresses_and_order_do_not_follow_the_order_of_arrival(association: Association) -> None:
    concerns = []
    for day in (1, 2, 3):
        with happening(dt.datetime(2019, 3, day, 9, tzinfo=dt.UTC)):
            concerns.append(publishing.unnamed(association))
    rows = {}
    for day, place in ((3, 1), (4, 2), (5, 0)):
        with happening(dt.datetime(2019, 6, day, 9, tzinfo=dt.UTC)):
            rows[place] = publishing.published(concerns[place])

    page = everything("/ar/concerns/")

    assert sorted(rows, key=lambda place: page.index(rows[place].key)) == [0, 2, 1], "newest publication first"
    for row in rows.values():
        assert row.concern.reference.split("-")[1].lower() not in row.key
        assert str(row.concern_id) != row.key
    assert len({row.key for row in rows.values()}) == 3


def test_document_has_no_field_for_sender_day_of_receipt_or_reference(row: PublishedConcern) -> None:
    body = json.loads(Client().get(f"/fr/concerns/{row.key}/concern.json").content)["body"]

    assert body["sender"] is None
    assert body.keys() == {
        "schema_name", "key", "demonstration", "title", "nature", "text", "suggestion", "themes", "areas", "sender",
        "state", "answer", "answered_on", "referred_to", "demands", "meeting",
    }  # fmt: skip


def test_demand_to_which_it_led_says_nothing_of_it(association: Association) -> None:
    """The association stands in the ledger by name for another meeting: a line or a number more would tell that it wrote the concern."""
    demand = published_demand()
    factories.mention(demand, association, shows_name=True)
    demand = published_demand(demand, on=demand.registered_on, sentence=Texts(ar="جملة"))
    before = json.loads(Client().get(f"/fr/demands/{demand.key}/demand.json").content)["body"]
    concern = publishing.unnamed(association)
    registration.mention(concern, by=factories.staff("moderator"), demand=demand)

    row = publishing.published(concern)

    page = everything(f"/fr/demands/{demand.key}/")
    after = json.loads(Client().get(f"/fr/demands/{demand.key}/demand.json").content)["body"]
    assert publishing.live(row).demands == [demand.key]
    assert row.key not in page
    assert (after["mentions"], after["totals"], after["asked"]) == (
        before["mentions"], before["totals"], before["asked"],
    )  # fmt: skip


def test_logs_of_publishing_tell_neither_name_nor_words(
    association: Association, caplog: pytest.LogCaptureFixture
) -> None:
    row = publishing.published(publishing.unnamed(association, text=PRIVATE[0]))
    Client().get(f"/fr/concerns/{row.key}/")

    assert PRIVATE[0] not in caplog.text
    assert "anariqz" not in caplog.text
