"""Confidential contributions are sent immediately or not at all, and are not stored on the device."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from consultations.models import Intervention
from tests import factories
from tests.journeys.room import STORES, all_sent, forgive, record, says, session, until

pytestmark = [
    pytest.mark.journey,
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
CANARY = "كناري"


def test_confidential_contribution_is_sealed_and_never_kept_on_the_device(visit: Any) -> None:
    user = factories.staff("recorder")
    meeting = session(user)
    page = record(visit, meeting, user)
    page.locator("[data-confidential]").check()
    page.context.set_offline(True)
    page.locator("[data-text]").fill(f"{CANARY} سري")
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-notice]")).to_have_text(says(page, "sealedNotSent"))
    expect(page.locator("[data-text]")).to_have_value(f"{CANARY} سري")
    page.wait_for_timeout(600)
    assert CANARY not in page.evaluate(STORES)
    page.context.set_offline(False)
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-text]")).to_have_value("")
    all_sent(page)

    row = Intervention.objects.get(meeting=meeting)
    assert row.is_confidential
    assert not row.text
    assert CANARY not in page.evaluate(STORES)
    assert CANARY not in page.content()
    forgive(visit, "ERR_INTERNET_DISCONNECTED")


DRAFT_IS_THERE = f"({STORES})().then((found) => found.includes('\"draft-'))"
# Sealing these words waits until it is let go.
HOLD = """(words) => {
  const { encrypt } = SubtleCrypto.prototype;
  const held = new Promise((done) => { window.letGo = done; });
  window.isSealing = false;
  SubtleCrypto.prototype.encrypt = async function (...given) {
    if (new TextDecoder().decode(given[2]).includes(words)) {
      window.isSealing = true;
      await held;
    }
    return encrypt.apply(this, given);
  };
}"""


@pytest.mark.slow
def test_words_that_become_confidential_while_they_are_sealed_leave_nothing_on_the_device(visit: Any) -> None:
    user = factories.staff("recorder")
    page = record(visit, session(user), user)
    page.locator("[data-text]").fill("كلام لم يكتمل")
    until(page, DRAFT_IS_THERE)
    page.evaluate(HOLD, "كلام لم يكتمل بعد")
    page.locator("[data-text]").fill("كلام لم يكتمل بعد")
    until(page, "window.isSealing")

    page.locator("[data-confidential]").check()
    page.evaluate("window.letGo()")

    until(page, f"({DRAFT_IS_THERE}).then((found) => !found)")
    page.wait_for_timeout(600)
    assert '"draft-' not in page.evaluate(STORES)


@pytest.mark.slow
def test_box_ticked_for_the_next_words_while_the_device_writes_stays_ticked(visit: Any) -> None:
    user = factories.staff("recorder")
    page = record(visit, session(user), user)
    page.evaluate(HOLD, "المداخلة الأولى")
    page.locator("[data-text]").fill("المداخلة الأولى")
    page.locator("[data-text]").press("Enter")
    until(page, "window.isSealing")

    expect(page.locator("[data-text]")).to_have_value("")
    page.locator("[data-confidential]").check()
    page.locator("[data-text]").fill("وكلام سري")
    page.evaluate("window.letGo()")

    expect(page.locator("[data-net-count]")).to_have_text(says(page, "allSent"))
    expect(page.locator("[data-text]")).to_have_value("وكلام سري")
    expect(page.locator("[data-confidential]")).to_be_checked()
    page.wait_for_timeout(600)
    assert '"draft-' not in page.evaluate(STORES)
    all_sent(page)
