"""What an association reads about an emergency that it sent here by mistake."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from proposals.concerns import emergency_referral
from proposals.concerns.submission import follow_token
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "رجل يحمل سكينا أمام المدرسة الآن"
CALL = "هل يقع ذلك الآن؟"


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_receipt_says_to_call_now_with_links_to_telephone(client: Client, use: str) -> None:
    urgent, quiet = factories.concern(use=use, text=WORDS), factories.concern(use=use)

    pages = {}
    for concern in (urgent, quiet):
        client.force_login(concern.submitted_by)
        pages[concern] = client.get(reverse("members:concern_receipt", args=[concern.reference])).content.decode()

    assert CALL in pages[urgent]
    main = pages[urgent].split("<main")[1].split("</main>")[0]
    assert 'href="tel:19"' in main
    assert 'href="tel:177"' in main
    assert CALL not in pages[quiet]


def test_association_reads_the_sentence_and_the_helpline(client: Client) -> None:
    concern = factories.concern(text=WORDS)
    emergency_referral.refer(concern, by=factories.staff("moderator"), helpline="police")
    sentence = concern.steps.last().sentence
    client.force_login(concern.submitted_by)

    for address in (
        reverse("members:concern", args=[concern.reference]),
        reverse("follow", args=[follow_token(concern)]),
    ):
        page = client.get(address).content.decode()
        assert sentence in page
        assert "الشرطة" in page.split("<main")[1].split("</main>")[0]


def test_flag_itself_is_shown_on_no_page_without_an_account(client: Client) -> None:
    urgent, quiet = factories.concern(text=WORDS), factories.concern()

    shown = {
        each: client.get(reverse("follow", args=[follow_token(each)])).content.decode() for each in (urgent, quiet)
    }

    assert "استعجال محتمل" not in shown[urgent]
    assert "is-overdue" not in shown[urgent]
    assert CALL not in shown[urgent]
