"""The PDF of a report before its approval, for signatures."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from consultations.reports.report_document import compose_report
from publications.draft_layout import DraftLayout
from publications.pdf import EditionFacts, draft
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def printed(report: Any, language: str) -> str:
    return reverse("staff:report_draft_pdf", args=[report.pk, language])


def edition(report: Any) -> EditionFacts:
    return EditionFacts(number=report.version, published_at=report.meeting.closed_at, sha256="", note=None, url="")


@pytest.mark.slow
@pytest.mark.parametrize("state", ["drafting", "in_review"])
def test_draft_is_printed_in_its_languages_and_no_other(head: Any, editor: Any, state: str) -> None:
    meeting = factories.closed_meeting(title=factories.text("لقاء", fr="Rencontre"))
    report = (factories.report if state == "drafting" else factories.report_in_review)(by=editor, at=meeting)
    client = signed_in(head)

    document = client.get(printed(report, "ar"))

    assert document["Content-Type"] == "application/pdf"
    assert document["Cache-Control"] == "private, no-store"
    assert document.content.startswith(b"%PDF")
    # Nothing that was said is noted in French, and no draft is in a language that the portal does not have.
    assert client.get(printed(report, "fr")).status_code == 404
    assert client.get(printed(report, "xx")).status_code == 404
    page = client.get(reverse("staff:report", args=[report.pk])).content.decode()
    assert printed(report, "ar") in page
    assert printed(report, "fr") not in page
    assert 'class="on-every-page"' in page


@pytest.mark.slow
def test_draft_of_a_published_report_is_not_printed(head: Any, editor: Any) -> None:
    report = factories.published_report(by=editor, head=head)
    client = signed_in(head)

    assert client.get(printed(report, "ar")).status_code == 404
    page = client.get(reverse("staff:report", args=[report.pk])).content.decode()
    assert printed(report, "ar") not in page
    assert "on-every-page" not in page


def test_draft_is_not_for_associations(editor: Any) -> None:
    report = factories.report(by=editor)

    assert signed_in(factories.representative()).get(printed(report, "ar")).status_code == 404


@pytest.mark.parametrize(
    ("language", "mark", "place"),
    [
        ("ar", "مشروع غير منشور", "رئيس خلية التواصل"),
        ("fr", "Projet non publié", "Chef de la cellule de communication"),
    ],
)
def test_draft_says_on_every_page_that_it_is_one_and_has_room_for_signatures(
    editor: Any, language: str, mark: str, place: str
) -> None:
    report = factories.report(by=editor)
    with override(language):
        content = DraftLayout(compose_report(report), language, edition(report)).content()

    assert content["draft"] == mark
    assert place in content["parts"][-1]["places"]
    assert not [part for part in content["parts"] if part["kind"] == "colophon"]
    assert draft(compose_report(report), language=language, edition=edition(report)).startswith(b"%PDF")
