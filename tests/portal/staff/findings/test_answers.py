"""Findings of a report: the author mends or answers them, the approver reads the reasons and decides what was found later."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.models import Report
from consultations.reports import steps as reports
from consultations.reports.approval import pending_report
from core.text.texts import Texts
from publications.models import AnsweredFinding, Document
from tests import factories
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db
NUMBER = "0612345678"
SENTENCE = "الرقم المعلن لمداومة الجمعية"


def drafted(editor: Any, conclusion: str = f"اتصلوا على {NUMBER} كل يوم") -> Report:
    return worded(factories.report(by=editor), editor, conclusion)


def worded(row: Report, by: Any, conclusion: str) -> Report:
    return reports.edit(
        row,
        by=by,
        version=row.version,
        title=row.title,
        lead=row.lead,
        opening=row.opening,
        conclusion=Texts(ar=conclusion),
        change_note=Texts(),
        points={},
    )


def page(row: Report) -> str:
    return f"/staff/reports/{row.pk}/"


def address(row: Report) -> str:
    return f"/staff/findings/report/{row.pk}/"


def answer(row: Report, position: int = 0, **changed: str) -> dict[str, str]:
    mark = pending_report(Report.objects.get(pk=row.pk)).findings[position].mark
    return {"mark": mark, "reason": "public", "sentence": SENTENCE, **changed}


@pytest.mark.slow
def test_author_cannot_send_with_an_open_finding(editor: Any) -> None:
    row, desk = drafted(editor), signed_in(editor)

    refused = desk.post(f"{page(row)}submit/")

    assert refused.status_code == 409
    assert 'href="#finding-1"' in refused.content.decode()
    assert Report.objects.get().state == "drafting"
    worded(Report.objects.get(), editor, "اتصلوا كل يوم")
    assert desk.post(f"{page(row)}submit/").status_code == 302


def test_words_are_marked_in_the_whole_text_and_listed_with_their_place(editor: Any) -> None:
    row = drafted(editor)

    shown = signed_in(editor).get(page(row))

    assert f'اتصلوا على <mark class="find" id="words-1">{NUMBER}<sup class="no">1 ' in shown.content.decode()
    [each] = shown.context["found"].open
    assert (each.words, str(each.place)) == (NUMBER, "في الخلاصة")
    assert f"{page(row)}edit/" in shown.content.decode()


@pytest.mark.slow
def test_approver_reads_the_reason_and_who_gave_it(editor: Any, head: Any) -> None:
    row = drafted(editor)
    assert signed_in(editor).post(address(row), answer(row)).url == f"{page(row)}#findings"
    reports.submit(row, by=editor)

    shown = signed_in(head).get(page(row))

    [each] = shown.context["found"].rows
    assert (each.answer.sentence, each.by) == (SENTENCE, editor)
    assert SENTENCE in shown.content.decode()
    assert "find is-kept" in shown.content.decode()
    assert signed_in(head).post(f"{page(row)}approve/", factories.having_read(row)).status_code == 302
    assert SENTENCE not in Document.objects.get(kind="report").live.canonical


@pytest.mark.slow
def test_finding_after_the_sending_is_decided_by_the_approver(editor: Any, head: Any) -> None:
    row = factories.report_in_review(by=editor)
    Report.objects.update(conclusion=Texts(ar=f"اتصلوا على {NUMBER} كل يوم"))
    row.refresh_from_db()
    desk = signed_in(head)

    assert [each.words for each in desk.get(page(row)).context["found"].open] == [NUMBER]
    assert desk.post(f"{page(row)}approve/", factories.having_read(row)).status_code == 409
    assert not Document.objects.filter(kind="report").exists()
    assert desk.post(address(row), answer(row)).status_code == 302
    assert desk.post(f"{page(row)}approve/", factories.having_read(row)).status_code == 302

    assert AnsweredFinding.objects.get().by_id == head.pk


@pytest.mark.slow
def test_approval_read_before_an_answer_is_refused(editor: Any, head: Any) -> None:
    row = drafted(editor)
    signed_in(editor).post(address(row), answer(row))
    reports.submit(row, by=editor)
    read = factories.having_read(row)
    signed_in(editor).post(address(row), answer(row, reason="mistaken"))

    assert signed_in(head).post(f"{page(row)}approve/", read).status_code == 409


def test_reason_without_its_sentence_is_refused_and_what_was_typed_stays(editor: Any) -> None:
    row = drafted(editor)

    refused = signed_in(editor).post(address(row), answer(row, reason="other", sentence=""))

    assert refused.status_code == 400
    assert NUMBER in refused.content.decode()
    assert refused.context["form"]["reason"].value() == "other"
    assert not AnsweredFinding.objects.exists()


def test_answer_about_words_that_were_changed_meanwhile_is_refused(editor: Any) -> None:
    row = drafted(editor)
    typed = answer(row)
    worded(Report.objects.get(), editor, "نص آخر")

    assert signed_in(editor).post(address(row), typed).status_code == 409


@pytest.mark.parametrize(("function", "status"), [("recorder", 403), ("liaison", 403), ("editor", 302)])
def test_answer_is_given_by_those_who_write_or_approve(editor: Any, function: str, status: int) -> None:
    row = drafted(editor)

    assert signed_in(factories.staff(function)).post(address(row), answer(row)).status_code == status


@pytest.mark.parametrize("path", ["/staff/findings/unknown/1/", "/staff/findings/report/0/"])
def test_unknown_draft_is_not_found(editor: Any, path: str) -> None:
    assert signed_in(editor).post(path).status_code == 404


@pytest.mark.slow
def test_page_costs_the_same_with_one_answered_finding_and_with_three(editor: Any) -> None:
    row = drafted(editor)
    desk = signed_in(editor)
    desk.post(address(row), answer(row))
    one = queries(desk, page(row))
    worded(Report.objects.get(), editor, f"{NUMBER} ثم 0687654321 ثم 0655555555")
    for position in (1, 2):
        desk.post(address(row), answer(row, position))

    assert len(desk.get(page(row)).context["found"].kept) == 3
    assert queries(desk, page(row)) == one


def test_answer_is_kept_without_the_words(editor: Any) -> None:
    row = drafted(editor)

    with CaptureQueriesContext(connection) as captured:
        signed_in(editor).post(address(row), answer(row))

    inserted = [each["sql"] for each in captured if 'INSERT INTO "publications_answeredfinding"' in each["sql"]]
    assert len(inserted) == 1
    assert NUMBER not in inserted[0]
