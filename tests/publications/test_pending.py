"""A publication that waits for its approval: what its fingerprint covers, and what the store refuses."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from core.errors import EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from publications import store
from publications.models import Document, Edition
from publications.pending import PendingDocument, PendingPublication, prepare, unpacked
from publications.schemas.meeting import AgendaTopic, DemandRef
from tests.portal.public import published

pytestmark = pytest.mark.django_db
WRITER, RENAMER, APPROVER = 1, 2, 3
NAME = published.ar("اسم")
NOTE = published.ar("تغيير")


def pending(*documents: PendingDocument, **facts: Any) -> PendingPublication:
    return prepare(documents or [demand()], **{"writers": [WRITER], **facts})


def demand(number: int = 1, title: str = "مطلب", **facts: Any) -> PendingDocument:
    body = published.demand(number, title=published.ar(title))
    return PendingDocument.edition(body, **{"listed_on": published.HELD_ON, "note": NOTE, **facts})


def publish(whole: PendingPublication, *, by: int = APPROVER) -> list[Edition]:
    return store.publish(whole, by=by, seen=whole.fingerprint)


def test_publish_writes_the_documents_in_their_order() -> None:
    editions = publish(pending(demand(2), demand(1)))

    assert [edition.document.key for edition in editions] == ["2", "1"]
    assert [edition.sequence for edition in editions] == sorted(edition.sequence for edition in editions)


def test_publish_of_nothing_is_refused() -> None:
    with pytest.raises(store.NothingToPublish):
        publish(PendingPublication((), frozenset({WRITER})))


@pytest.mark.parametrize("author", [WRITER, RENAMER])
def test_publish_by_an_author_is_refused(author: int) -> None:
    whole = pending(renamers={RENAMER: [NAME]})

    with pytest.raises(NotAllowed):
        publish(whole, by=author)

    (edition,) = publish(whole)
    assert edition.approval.author_ids == [WRITER, RENAMER]


def test_publish_of_another_fingerprint_is_refused() -> None:
    with pytest.raises(EditedMeanwhile):
        store.publish(pending(), by=APPROVER, seen=pending(demand(title="كلام آخر")).fingerprint)

    assert not Document.objects.filter(kind="demand").exists()


def test_publish_of_what_was_composed_before_another_edition_is_refused() -> None:
    composed = pending(demand(title="كلام آخر"))
    publish(pending(demand()))

    with pytest.raises(EditedMeanwhile):
        publish(composed)

    assert Edition.objects.filter(document__kind="demand").count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"documents": [demand(title="كلام آخر")]},
        {"documents": [demand(note=published.ar("تغيير آخر"))]},
        {"documents": [demand(state="closed")]},
        {"documents": [demand(listed_on=dt.date(2019, 1, 1))]},
        {"documents": [demand(closes_earlier=True)]},
        {"documents": [PendingDocument.tombstone("demand", "1", sentence=NOTE)]},
        {"documents": [demand(), demand(2)]},
        {"writers": [WRITER, 9]},
        {"renamers": {RENAMER: [NAME]}},
    ],
    ids=["text", "note", "state", "date", "closes earlier", "tombstone", "another document", "writer", "renamer"],
)
def test_fingerprint_covers_everything_that_is_published(changed: dict[str, Any]) -> None:
    publish(pending(demand(title="قبل")))
    documents = changed.pop("documents", [demand()])

    assert pending(demand()).fingerprint == pending(demand()).fingerprint
    assert pending(*documents, **changed).fingerprint != pending(demand()).fingerprint


def test_fingerprint_changes_with_the_edition_that_is_replaced() -> None:
    publish(pending(demand(title="قبل")))
    before = pending(demand()).fingerprint
    publish(pending(demand(title="بين")))

    assert pending(demand()).fingerprint != before


def test_documents_after_the_first_are_left_out_where_they_would_change_nothing() -> None:
    publish(pending(demand(1), demand(2)))

    whole = pending(demand(1), demand(2), demand(3))

    assert [document.key for document in whole.documents] == ["1", "3"]


def test_take_back_of_what_is_not_public_is_refused() -> None:
    with pytest.raises(NotAllowed):
        store.take_back(pending(demand()), by=APPROVER)

    publish(pending(demand()))
    (edition,) = store.take_back(pending(demand(title="أقل", closes_earlier=True)), by=APPROVER)
    assert (edition.number, edition.document.closed_until) == (2, 1)


@pytest.mark.parametrize("read", ["", "AAAA", "é", "eJwDAAAAAAE=", "x" * 999])
def test_text_that_was_not_read_is_not_unpacked(read: str) -> None:
    whole = pending()

    assert unpacked(whole.packed, whole.fingerprint)["authors"] == [WRITER]
    assert unpacked(read, whole.fingerprint) is None
    assert unpacked(whole.packed, "0" * 64) is None


def test_meetings_with_a_demand_on_their_agenda_are_found() -> None:
    agenda = [AgendaTopic(title=NAME, demands=[DemandRef(key=key, title=NAME)]) for key in ("7", "71")]
    published.publish(published.meeting(agenda=agenda))
    published.publish(published.meeting(key="other", agenda=agenda[1:], title=Texts(ar='"key":"7"')))

    found = [document.key for document in Document.objects.listed("meeting").showing_demand("7")]

    assert found == [published.MEETING]


def test_migration_fills_what_earlier_documents_show() -> None:
    agenda = [AgendaTopic(title=NAME, demands=[DemandRef(key=key, title=NAME) for key in ("8", "7")])]
    published.publish(published.meeting(agenda=agenda, demonstration=True))
    published.publish(published.demand())
    expected = list(Document.objects.order_by("pk").values_list("shown_demands", "is_demonstration"))
    Document.objects.update(shown_demands=[], is_demonstration=False)

    with connection.cursor() as cursor:
        cursor.execute(import_module("publications.migrations.0003_fill_what_documents_show").FILL)

    assert list(Document.objects.order_by("pk").values_list("shown_demands", "is_demonstration")) == expected
    assert (["7", "8"], True) in expected
