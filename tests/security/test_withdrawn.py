"""Withdrawn editions stay unreachable, also after the document was corrected and published again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Report
from consultations.reports import steps as reports
from core.text.texts import Texts
from tests import factories
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db


def republished(scene: Scene) -> Report:
    """The withdrawn report of the scene, worded anew, as its third edition."""
    editor, head = scene.people["editor"], scene.people["head"]
    report = reports.redraft(scene.reports["withdrawn"], by=editor)
    reports.edit(
        report, by=editor, version=report.version, title=Texts(ar="عنوان جديد"), lead=report.lead, opening=Texts(),
        conclusion=Texts(), change_note=Texts(ar="حُذف اسم"), points={},
    )  # fmt: skip
    reports.submit(report, by=editor)
    return factories.approve(report, by=head)


def test_edition_withdrawn_stays_gone_when_a_new_one_follows(scene: Scene) -> None:
    key = scene.reports["withdrawn"].meeting.key
    reader = Client()

    republished(scene)

    assert reader.get(reverse("public:report", args=[key])).status_code == 200
    assert reader.get(reverse("public:report_edition", args=[key, 3])).status_code == 200
    for name in ("report_edition", "report_edition_json"):
        for number in (1, 2):
            assert reader.get(reverse(f"public:{name}", args=[key, number])).status_code == 410, (name, number)


def test_edition_that_was_only_corrected_stays_readable(scene: Scene) -> None:
    editor, head, report = scene.people["editor"], scene.people["head"], scene.reports["correction"]
    reports.edit(
        report, by=editor, version=report.version, title=Texts(ar="عنوان مصحح"), lead=report.lead, opening=Texts(),
        conclusion=Texts(), change_note=Texts(ar="صُحح العنوان"), points={},
    )  # fmt: skip
    reports.submit(report, by=editor)
    factories.approve(report, by=head)

    for number in (1, 2):
        url = reverse("public:report_edition", args=[report.meeting.key, number])
        assert Client().get(url).status_code == 200


def test_withdrawn_report_is_gone_from_every_public_place(scene: Scene) -> None:
    report = scene.reports["withdrawn"]
    key = report.meeting.key
    reader = Client()

    for name in ("report", "report_json", "report_pdf", "report_editions"):
        assert reader.get(reverse(f"public:{name}", args=[key])).status_code == 410, name
    for path in ("/ar/", "/ar/reports/", "/ar/demands/", f"/ar/meetings/{key}/", "/sitemap-1.xml"):
        page = reader.get(path).content.decode()
        assert f"/reports/{key}/" not in page, path
