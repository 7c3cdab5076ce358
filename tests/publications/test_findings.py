"""Findings of the gate in words that are not public yet: each is mended, or answered with a reason, before they are public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import override_settings

from core.errors import DomainError
from core.text.texts import Texts
from publications import findings, store
from publications.findings import OpenFindings
from publications.models import AnsweredFinding, Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas.base import ThemeRef
from publications.schemas.meeting import Headcount
from publications.warnings import Kind
from tests.portal.public import published

pytestmark = pytest.mark.django_db
WRITER, APPROVER = 1, 3
NUMBER = "0612345678"
NOTE = published.ar("تغيير")


def pending(details: str = f"اتصلوا على {NUMBER} كل يوم", *others: PendingDocument, **facts: Any) -> PendingPublication:
    body = published.demand(1, title=published.ar("مطلب"), details=Texts(ar=details), **facts)
    return prepare([PendingDocument.edition(body, listed_on=published.HELD_ON, note=NOTE), *others], writers=[WRITER])


def publish(whole: PendingPublication) -> Any:
    return store.publish(whole, by=APPROVER, seen=whole.fingerprint)


def keep(whole: PendingPublication, *, by: int = WRITER, reason: str = "mistaken", sentence: str = "") -> None:
    for each in whole.open_findings:
        findings.answer(whole, mark=each.mark, by=by, reason=reason, sentence=sentence)


def test_finding_says_kind_field_and_words() -> None:
    [found] = pending().findings

    assert (found.number, found.kind, found.field, found.words) == (1, Kind.PHONE, "details", NUMBER)
    assert found.document == ("demand", "1")


def test_publish_with_an_open_finding_is_refused() -> None:
    with pytest.raises(OpenFindings):
        publish(pending())

    assert not Document.objects.filter(kind="demand").exists()


def test_publish_of_mended_words_is_done() -> None:
    assert publish(pending("اتصلوا كل يوم"))


@pytest.mark.parametrize("by", [WRITER, APPROVER])
def test_publish_of_answered_words_is_done(by: int) -> None:
    keep(pending(), by=by)

    assert publish(pending())


def test_answer_stays_after_an_edit_elsewhere() -> None:
    keep(pending())

    assert pending(f"نص آخر تماما، {NUMBER}").open_findings == []


@pytest.mark.parametrize("written", ["٠٦١٢٣٤٥٦٧٨", "06 12-34.56 78", "０６１２３４５６７８"])
def test_answer_is_about_the_words_in_every_spelling(written: str) -> None:
    keep(pending())

    assert pending(f"اتصلوا على {written}").open_findings == []


def test_answer_is_not_about_other_words_or_another_field() -> None:
    keep(pending())

    assert [each.words for each in pending("اتصلوا على 0687654321").open_findings] == ["0687654321"]
    elsewhere = published.demand(1, title=published.ar(f"مطلب {NUMBER}"))
    whole = prepare([PendingDocument.edition(elsewhere, listed_on=published.HELD_ON)], writers=[WRITER])
    assert [each.field for each in whole.open_findings] == ["title"]


def test_answer_is_not_about_another_document() -> None:
    keep(pending())
    body = published.demand(2, title=published.ar("مطلب"), details=Texts(ar=f"اتصلوا على {NUMBER} كل يوم"))

    other = prepare([PendingDocument.edition(body, listed_on=published.HELD_ON)], writers=[WRITER])

    assert len(other.open_findings) == 1


def test_words_that_the_public_reads_in_the_field_are_not_found_again() -> None:
    keep(pending())
    publish(pending())

    assert pending(f"اتصلوا على {NUMBER} كل صباح").findings == []
    assert [each.words for each in pending(f"{NUMBER} أو 0687654321").findings] == ["0687654321"]


def test_same_words_twice_in_a_field_have_one_number_and_one_answer() -> None:
    whole = pending(f"{NUMBER} ثم 0687654321 ثم {NUMBER}")

    assert [each.number for each in whole.findings] == [1, 2, 1]
    assert len(whole.open_findings) == 2


def test_text_that_an_earlier_document_has_is_found_once() -> None:
    same = published.demand(2, title=published.ar("مطلب"), details=Texts(ar=f"اتصلوا على {NUMBER} كل يوم"))

    whole = pending(f"اتصلوا على {NUMBER} كل يوم", PendingDocument.edition(same, listed_on=published.HELD_ON))

    assert [each.document for each in whole.findings] == [("demand", "1")]


def test_note_of_the_edition_is_read_too() -> None:
    publish(pending("تفاصيل"))
    body = published.demand(1, title=published.ar("مطلب"))
    document = PendingDocument.edition(body, listed_on=published.HELD_ON, note=published.ar(f"اتصلوا على {NUMBER}"))

    assert [each.field for each in prepare([document], writers=[WRITER]).findings] == ["note"]


def test_note_of_the_approver_with_a_finding_is_refused() -> None:
    publish(pending("تفاصيل"))
    body = published.demand(1, title=published.ar("مطلب آخر"))
    whole = prepare([PendingDocument.edition(body, listed_on=published.HELD_ON)], writers=[WRITER])

    with pytest.raises(DomainError, match="جملة"):
        store.publish(whole, by=APPROVER, seen=whole.fingerprint, note=published.ar(f"اتصلوا على {NUMBER}"))


def test_sensitive_theme_is_a_finding_until_the_public_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_sensitive_themes", [lambda: {"drugs"}])
    themes = [ThemeRef(key="drugs", name=Texts(ar="المخدرات")), ThemeRef(key="roads", name=Texts(ar="الطرق"))]

    [found] = pending("تفاصيل", themes=themes).findings
    assert (found.kind, found.words) == (Kind.SENSITIVE, "المخدرات")
    keep(pending("تفاصيل", themes=themes), reason="needed", sentence="لا أحد يعرف منه")
    publish(pending("تفاصيل", themes=themes))

    assert pending("تفاصيل أخرى", themes=themes).findings == []


@pytest.mark.parametrize(("women", "count"), [(None, 0), (0, 0), (4, 1), (5, 0)])
def test_count_under_five_is_a_finding(women: int | None, count: int) -> None:
    body = published.report(meeting=published.facts(headcount=Headcount(people=75, women=women)), presence=[])

    whole = prepare([PendingDocument.edition(body, listed_on=published.HELD_ON)], writers=[WRITER])

    assert [each.kind for each in whole.findings] == [Kind.FEW] * count


def test_fingerprint_covers_the_answers() -> None:
    before = pending().fingerprint

    keep(pending())

    assert pending().fingerprint != before


def test_findings_cost_no_query_where_nothing_is_found_and_one_otherwise(django_assert_num_queries: Any) -> None:
    nothing, found = pending("تفاصيل", themes=[]), pending(f"{NUMBER} ثم 0687654321 ثم 0655555555", themes=[])

    with django_assert_num_queries(0):
        assert nothing.fingerprint
    with django_assert_num_queries(1):
        assert len(found.open_findings) == 3


def test_answer_about_words_that_stand_nowhere_is_refused() -> None:
    mark = pending().findings[0].mark

    with pytest.raises(DomainError, match="النص"):
        findings.answer(pending("تفاصيل"), mark=mark, by=WRITER, reason="mistaken")


@pytest.mark.parametrize("reason", AnsweredFinding.NEEDS_SENTENCE)
def test_reason_that_explains_nothing_needs_a_sentence(reason: str) -> None:
    with pytest.raises(DomainError, match="جملة"):
        keep(pending(), reason=reason, sentence="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnsweredFinding.objects.create(kind="demand", key="1", mark="0" * 64, reason=reason, by_id=WRITER)

    keep(pending(), reason=reason, sentence="الرقم المعلن للجمعية")
    assert pending().open_findings == []


def test_newest_answer_counts_and_earlier_ones_stay() -> None:
    keep(pending())
    findings.answer(pending(), mark=pending().findings[0].mark, by=APPROVER, reason="public")

    [row] = pending().answers.values()

    assert (row.by_id, row.reason) == (APPROVER, "public")
    assert AnsweredFinding.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        AnsweredFinding.objects.all().delete()


def test_answer_keeps_no_words_and_no_hash_that_can_be_computed_without_the_secret() -> None:
    keep(pending())
    row = AnsweredFinding.objects.get()

    assert NUMBER not in repr(vars(row))
    with override_settings(SECRET_KEY="another"):
        assert findings.mark_of(Kind.PHONE, "details", NUMBER) != row.mark
