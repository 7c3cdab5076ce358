from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, InternalError, connection, transaction

from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from publications import facet_counts, reader, store
from publications.canonical import canonical_json
from publications.models import Approval, Document, Edition
from publications.pending import PendingDocument
from publications.schemas.demand import DemandDocument, Totals
from reference import publishing
from tests.portal.public.published import approved, withdraw

DAY = dt.date(2018, 10, 17)
# The reference lists are published before any test: one edition each.
LISTS = len(publishing.LISTS)


def body(key: str = "1", title: str = "مطلب", **values) -> DemandDocument:
    totals = Totals(mentions=1, associations=0, meetings=1, concerns=0, uncounted=False)
    fields = {"number": int(key), "state": "registered", "since": DAY, "registered_on": DAY, "totals": totals}
    return DemandDocument(key=key, title=Texts(ar=title), **{**fields, **values})


def publish(document: DemandDocument, **options) -> Edition:
    by, writers = options.pop("approver", 2), options.pop("authors", [1])
    return approved(PendingDocument.edition(document, listed_on=DAY, **options), writers=writers, by=by)


@pytest.mark.django_db
def test_publish_makes_an_edition_that_anybody_can_check():
    first = publish(body("1"))
    second = publish(body("2"))

    for edition in (first, second):
        assert hashlib.sha256(edition.canonical.encode()).hexdigest() == edition.sha256
    envelope = json.loads(second.canonical)
    assert envelope["previous"] == first.sha256
    assert (first.sequence, second.sequence) == (LISTS + 1, LISTS + 2)
    assert envelope["body"]["title"]["ar"] == "مطلب"


@pytest.mark.django_db
def test_publish_by_the_author_alone_is_refused():
    with pytest.raises(NotAllowed):
        publish(body(), authors=[1, 2], approver=2)

    assert not Document.objects.filter(kind="demand").exists()


@pytest.mark.django_db
def test_publish_without_author_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(body(), authors=[])

    assert Edition.objects.count() == LISTS


@pytest.mark.django_db
def test_publish_again_needs_a_note_and_a_change():
    publish(body())
    with pytest.raises(store.NothingToPublish):
        publish(body(), note=Texts(ar="لا شيء"))
    with pytest.raises(DomainError):
        publish(body(title="مطلب أوضح"))

    edition = publish(body(title="مطلب أوضح"), note=Texts(ar="صياغة أوضح"))

    assert edition.number == 2
    assert reader.live("demand", "1") == edition
    assert reader.edition("demand", "1", 1).body.title.ar == "مطلب"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Edition, Approval])
def test_what_is_published_cannot_be_changed_or_deleted(model):
    publish(body())
    column = {Edition: {"canonical": "{}"}, Approval: {"approver_id": 9}}[model]

    with pytest.raises(InternalError), transaction.atomic():
        model.objects.update(**column)
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")

    assert model.objects.count() == LISTS + 1


@pytest.mark.django_db
def test_verify_editions_finds_nothing_wrong_in_a_sound_store(capsys):
    publish(body("1"))
    publish(body("2"))

    call_command("verify_editions")

    assert f"{LISTS + 2} editions hold" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE publications_edition SET canonical = replace(canonical, 'مطلب', 'مطلع') WHERE sequence = 7",
        "UPDATE publications_edition SET canonical = canonical || ' ', sha256 = encode(sha256((canonical || ' ')::bytea), 'hex') WHERE sequence = 7",
        "UPDATE publications_edition SET number = 7 WHERE sequence = 7",
        "DELETE FROM publications_approval WHERE edition_id = (SELECT id FROM publications_edition WHERE sequence = 7);"
        "UPDATE publications_document SET live_id = NULL; DELETE FROM publications_edition WHERE sequence = 7",
        "UPDATE publications_edition SET previous_sha256 = repeat('0', 64) WHERE sequence = 8",
    ],
    ids=["text", "text-and-hash", "number", "removal", "chain"],
)
def test_verify_editions_finds_what_was_tampered_with(tampering, capsys):
    for key in "123":
        publish(body(key))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE publications_edition DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE publications_approval DISABLE TRIGGER USER")
        cursor.execute(tampering)

    with pytest.raises(CommandError):
        call_command("verify_editions")

    assert "demand/" in capsys.readouterr().err


@pytest.mark.django_db
def test_matching_finds_words_in_other_forms():
    publish(body("1", title="تعزيز الأمن في محيط المؤسسات التعليمية"))
    publish(body("2", title="دليل عمل تشاركي"))

    found = [list(reader.documents("demand").matching(words).values_list("key", flat=True)) for words in (
        "مؤسسات", "المؤسسة", "والدليل", "دلي", "المؤسسا", "محيط التعليم", "غير موجود", "'); DROP TABLE x; --", "&|!:*")]  # fmt: skip

    assert found == [["1"], ["1"], ["2"], ["2"], ["1"], ["1"], [], [], []]


@pytest.mark.django_db
def test_floats_are_not_published():
    with pytest.raises(TypeError):
        canonical_json({"a": [1.5]})


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_publications_at_once_make_one_chain_and_one_live_edition():
    errors: list[BaseException] = []

    def one(number: int) -> None:
        try:
            with transaction.atomic():
                store.lock()
                publish(body(title=f"مطلب {number}"), note=Texts(ar="تغيير"))
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert errors == []
    assert facet_counts.wrong_counts() == []
    document = Document.objects.select_related("live").get(kind="demand")
    assert document.live.number == 20
    editions = Edition.objects.filter(document=document).order_by("number").values_list("number", "sequence")
    assert list(editions) == [(n, LISTS + n) for n in range(1, 21)]
    assert list(store.broken_editions()) == []


@pytest.mark.django_db
def test_install_writes_the_first_edition_without_author_or_approver() -> None:
    edition = store.install(body("7"), listed_on=DAY)

    approval = Approval.objects.get(edition=edition)
    assert (approval.author_ids, approval.approver_id, approval.is_installed) == ([], None, True)
    assert store.install(body("7", title="كلام آخر"), listed_on=DAY) is None


@pytest.mark.django_db
def test_install_of_a_document_that_was_withdrawn_is_refused() -> None:
    """No later edition without a person who approves it."""
    published = publish(body())
    withdraw("demand", published.document.key)

    assert store.install(body(title="كلام آخر"), listed_on=DAY) is None
    assert Edition.objects.filter(document__kind="demand").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"author_ids": [], "approver_id": 2, "is_installed": False},
        {"author_ids": [1], "approver_id": None, "is_installed": False},
        {"author_ids": [1], "approver_id": 2, "is_installed": True},
    ],
    ids=["no author", "no approver", "installed by an author"],
)
def test_database_refuses_an_approval_that_is_half_installed(wrong: dict) -> None:
    edition = publish(body())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE publications_approval DISABLE TRIGGER USER")

    with pytest.raises(IntegrityError, match="approval_names_an_author"), transaction.atomic():
        Approval.objects.filter(edition=edition).update(**wrong)
