"""An association corrects a paragraph of the guide: suggested on a phone, accepted by an editor, approved by a second person, read in public."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partners.models import GuideSuggestion
from tests import factories
from tests.browser import DESKTOP, PHONE, axe
from tests.journeys.office import fill
from tests.journeys.test_demand import press, save
from tests.partners.guide import playing

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
CORRECTED = "اذكر الحي وأقرب معلمة يعرفها الجميع."
HOSTILE = "<script>alert(1)</script> [اضغط](javascript:alert(1)) <img src=x onerror=alert(1)>"


def test_chapter_is_corrected_by_a_suggestion_and_published_again(visit: Any) -> None:
    association = factories.verified_association()
    chapter = playing.published()
    phone = visit(f"/ar/guide/{chapter.key}/", device=PHONE, user=factories.representative(association))
    with phone.expect_navigation():
        phone.locator("#p-2 a[href*='/members/guide/']").click()
    found = axe(phone)
    phone.locator("[name=after]").fill(CORRECTED)
    phone.locator("[name=reason]").fill(HOSTILE)
    phone.locator("[name=is_thanked]").check()
    with phone.expect_navigation():
        phone.locator("main form button:not([type=button])").last.click()
    suggestion = GuideSuggestion.objects.get()

    editor = visit(reverse("staff:guide_suggestions"), device=DESKTOP, user=factories.staff("editor"))
    found += axe(editor)
    editor.goto(reverse("staff:guide_suggestion", args=[suggestion.pk]))
    expect(editor.locator("main")).to_contain_text("<script>")
    found += axe(editor)
    with editor.expect_navigation():
        editor.locator("#accept button:not([type=button])").last.click()
    editor.goto(reverse("staff:guide_edit", args=[chapter.pk]))
    fill(editor, change_note_ar="اقتراح جمعية: المكان أوضح.")
    save(editor)
    editor.goto(reverse("staff:guide", args=[chapter.pk]))
    found += axe(editor)
    press(editor, "guide_submit", chapter.pk)

    head = visit(reverse("staff:guide", args=[chapter.pk]), device=DESKTOP, user=factories.staff("head"))
    for box in head.locator("[name=has_read]").all():
        box.check()
    press(head, "guide_approve", chapter.pk)

    reader = visit(f"/ar/guide/{chapter.key}/", device=PHONE)
    expect(reader.locator("#p-2")).to_contain_text(CORRECTED)
    expect(reader.locator("main")).to_contain_text(str(association.name.ar))
    found += axe(reader)
    assert found == []


def test_hostile_markdown_opens_no_dialog_and_breaks_no_policy(visit: Any) -> None:
    """Threat case 12. A report of the content policy is an error of the console, and fails the journey at its end."""
    opened: list[str] = []
    chapter = playing.published(
        text=factories.text(f"## {HOSTILE}\n\n{HOSTILE}\n\n| {HOSTILE} | ب |\n|---|---|\n| 1 | 2 |")
    )

    page = visit(f"/ar/guide/{chapter.key}/", device=DESKTOP)
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.reload()

    assert page.locator("main script, main img, main [onerror], main a[href^='javascript']").count() == 0
    expect(page.locator("main")).to_contain_text("<script>alert(1)</script>")
    assert opened == []
