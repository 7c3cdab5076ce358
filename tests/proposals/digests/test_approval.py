from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultations.reports import steps as reports
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from proposals.digests import approval, drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Digest
from publications import reader
from publications.models import Approval, Document
from publications.schemas import DigestDocument
from tests import factories
from tests.proposals.digests.playing import (
    ASKED_ON,
    QUARTER,
    approve,
    digest,
    in_review,
    noon,
    published,
    published_digest,
)

pytestmark = pytest.mark.django_db
WHY = Texts(ar="فيه خطأ")


def live(row: Digest) -> DigestDocument:
    body = reader.live("digest", row.key).body
    assert isinstance(body, DigestDocument)
    return body


def test_approve_publishes_what_was_read() -> None:
    asked = published(move="start")
    row = in_review()
    read = approval.pending(row).main.body

    approve(row)

    row.refresh_from_db()
    assert live(row) == read
    assert row.state == "published"
    assert [entry.number for entry in live(row).entries()] == [asked.number]
    document = Document.objects.get(kind="digest")
    assert (document.key, document.listed_on, document.shown_demands) == ("2019-1", QUARTER.ends_on, [asked.key])


@pytest.mark.parametrize("did", ["composed", "wrote", "composed again", "sent"])
def test_approve_by_an_author_is_refused(did: str) -> None:
    published()
    head, editor = factories.staff("head"), factories.staff("editor")
    row = digest(head if did == "composed" else editor)
    if did == "wrote":
        drafts.save(row, by=head, version=row.version, introduction=WHY, change_note=Texts(), lines={})
    if did == "composed again":
        drafts.recompose(row, by=head)
    DIGESTS.submit(row, by=head if did == "sent" else editor)
    row.refresh_from_db()

    with pytest.raises(NotAllowed, match="author"):
        approve(row, by=head)

    assert not Document.objects.filter(kind="digest").exists()
    approve(row, by=factories.staff("head"))
    assert Document.objects.filter(kind="digest").exists()


def test_author_in_the_approval_is_refused_by_the_database() -> None:
    published()
    editor = factories.staff("editor")
    published_digest(editor)
    found = Approval.objects.get(edition__document__kind="digest")
    assert editor.pk in found.author_ids

    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(edition=found.edition, author_ids=[editor.pk], approver_id=editor.pk)


@pytest.mark.parametrize("function", ["editor", "moderator", "recorder", "liaison", "administrator"])
def test_approve_without_the_right_is_refused(function: str) -> None:
    published()
    row = in_review()

    with pytest.raises(NotAllowed):
        approve(row, by=factories.staff(function))


def test_approve_after_it_was_composed_again_is_refused() -> None:
    published()
    row, head = in_review(), factories.staff("head")
    seen = approval.pending(row).fingerprint
    published(on=dt.date(2019, 2, 20))
    drafts.recompose(row, by=factories.staff("editor"))

    with pytest.raises(EditedMeanwhile):
        DIGESTS.approve(row, by=head, seen=seen)

    row.refresh_from_db()
    assert row.state == "in_review"
    approve(row, by=head)


def test_approve_before_it_was_sent_is_refused() -> None:
    published()

    with pytest.raises(IllegalMove):
        approve(digest())


def test_changed_demand_does_not_change_the_draft_before_it_is_composed_again() -> None:
    asked = published()
    row = in_review()
    published(asked, on=dt.date(2019, 3, 3), move="start")

    approve(row)

    assert [entry.state for entry in live(row).entries()] == ["registered"]
    row.refresh_from_db()
    assert live(row).composed_on == row.composed_on


def test_correction_is_a_new_edition_with_a_note() -> None:
    published()
    row, editor = published_digest(), factories.staff("editor")
    DIGESTS.correct(row, by=editor, sentence="خطأ في المقدمة")
    row.refresh_from_db()
    with pytest.raises(DomainError, match="what changes"):
        DIGESTS.submit(row, by=editor)
    drafts.save(row, by=editor, version=row.version, introduction=WHY, change_note=WHY, lines={})
    row.refresh_from_db()
    DIGESTS.submit(row, by=editor)
    row.refresh_from_db()

    approve(row)

    edition = reader.live("digest", row.key)
    assert (edition.number, edition.note, live(row).introduction) == (2, WHY, WHY)
    assert reader.edition("digest", row.key, 1).body.introduction == Texts()


def test_withdraw_leaves_a_tombstone_with_its_sentence() -> None:
    published()
    row, head = published_digest(), factories.staff("head")

    DIGESTS.withdraw(row, by=head, sentence=WHY)

    with pytest.raises(reader.Withdrawn) as found:
        reader.live("digest", row.key)
    assert found.value.edition.note == WHY
    row.refresh_from_db()
    assert row.state == "withdrawn"
    DIGESTS.redraft(row, by=factories.staff("editor"))


def test_withdraw_without_a_sentence_or_a_publication_is_refused() -> None:
    published()
    row = in_review()

    with pytest.raises(DomainError, match="Only what is published"):
        DIGESTS.withdraw(row, by=factories.staff("head"), sentence=WHY)
    approve(row)
    with pytest.raises(DomainError, match="Say to the public"):
        DIGESTS.withdraw(row, by=factories.staff("head"), sentence=Texts())

    assert reader.live("digest", row.key)


def test_digest_shows_no_name_of_an_association_and_no_internal_note() -> None:
    asked = published(internal_note="ملاحظة داخلية للمكتب", answer=factories.text("جواب"))
    named = factories.verified_association(name=factories.text("جمعية الاسم الظاهر"))
    hidden = factories.verified_association(name=factories.text("جمعية الاسم الخفي"))
    factories.mention(asked, named, shows_name=True, said_on=ASKED_ON)
    factories.mention(asked, hidden, said_on=ASKED_ON)
    published(asked, on=dt.date(2019, 2, 1), move="start")

    row = published_digest()

    canonical = reader.live("digest", row.key).canonical
    assert "الاسم الظاهر" in reader.live("demand", asked.key).canonical
    for secret in ("الاسم الظاهر", "الاسم الخفي", "ملاحظة داخلية", "scribe", "example.org"):
        assert secret not in canonical
    assert next(live(row).entries()).raised.times == 2


def withdrawn_meeting_demand() -> tuple[object, str]:
    """A published report of the quarter with one demand, beside another public demand."""
    editor, head = factories.staff("editor"), factories.staff("head")
    with noon(dt.date(2019, 2, 2)):
        at = factories.closed_meeting(held_on=dt.date(2019, 2, 1))
        report = factories.published_report(by=editor, head=head, at=at)
    return report, report.reported_points.get().point.demand.key


@pytest.mark.slow
def test_withdrawn_demand_leaves_a_published_digest() -> None:
    kept = published()
    report, key = withdrawn_meeting_demand()
    row = published_digest()
    assert {entry.demand_key for entry in live(row).entries()} == {kept.key, key}

    reports.withdraw(report, by=factories.staff("head"), sentence=WHY)

    assert {entry.demand_key for entry in live(row).entries()} == {kept.key}
    with pytest.raises(reader.Withdrawn):
        reader.edition("digest", row.key, 1)


@pytest.mark.slow
def test_withdrawn_demand_in_a_draft_is_refused_until_it_is_composed_again() -> None:
    kept = published()
    report, _key = withdrawn_meeting_demand()
    row = in_review()
    reports.withdraw(report, by=factories.staff("head"), sentence=WHY)

    with pytest.raises(DomainError, match="Compose the digest again"):
        approval.pending(row)

    row = drafts.recompose(row, by=factories.staff("editor"))
    approve(row)
    assert {entry.demand_key for entry in live(row).entries()} == {kept.key}
