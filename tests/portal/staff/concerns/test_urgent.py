"""What may be an emergency in the inbox, on the page of a concern and on the start page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.staff.concerns.urgent import since
from proposals.concerns import review, urgency
from proposals.models import Concern
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, page_of, promise, shown
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db
WORDS = "رجل يحمل سكينا أمام المدرسة الآن"


def test_inbox_has_the_emergency_first_with_a_word_and_a_shape(desk: Client) -> None:
    late, urgent = factories.concern(), factories.concern(text=WORDS)
    promise(late, hours=-30)

    answer = desk.get(INBOX)

    assert shown(answer) == [urgent, late]
    page = answer.content.decode()
    assert page.count("is-overdue") == 1
    assert page.index("استعجال محتمل") < page.index(urgent.reference) < page.index(late.reference)


@pytest.mark.slow
def test_inbox_is_paged_by_key_across_the_flag_in_both_directions(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.common.keyset.PER_PAGE", 2)
    made = [factories.concern(text=WORDS) for _number in range(3)] + [factories.concern() for _number in range(4)]
    for number, concern in enumerate(made):
        promise(concern, hours=10 - number)
    urgent, quiet = made[2::-1], made[:2:-1]
    pages, query = [], ""
    for _page in range(4):
        answer = desk.get(f"{INBOX}?{query}")
        pages.append(shown(answer))
        query = answer.context["page"].next

    assert pages == [urgent[:2], [urgent[2], quiet[0]], quiet[1:3], quiet[3:]]
    back = desk.get(f"{INBOX}?{answer.context['page'].previous}")
    assert shown(back) == pages[2]
    assert shown(desk.get(f"{INBOX}?{back.context['page'].previous}")) == pages[1]


@pytest.mark.slow
def test_inbox_of_emergencies_costs_no_more_queries_than_without(desk: Client) -> None:
    factories.concern()
    without = queries(desk, INBOX)
    for _number in range(3):
        factories.concern(text=WORDS)

    assert queries(desk, INBOX) == without


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        ({"seconds": 5}, "received 1 minute ago"),
        ({"minutes": 12}, "received 12 minutes ago"),
        ({"hours": 3}, "received 3 hours ago"),
        ({"days": 2, "hours": 1}, "received 2 days ago"),
    ],
)
def test_since_is_told_in_minutes_hours_and_days(passed: dict[str, int], words: str) -> None:
    received_at = timezone.now() - dt.timedelta(**passed)
    concern = Concern(is_urgent=True, channel="online", received_at=received_at, due_at=received_at)

    with override("en"):
        assert since(concern) == words
        concern.channel = "paper"
        assert since(concern).startswith("received on ")
        concern.is_urgent = False
        assert since(concern) == ""


def test_page_offers_each_published_helpline_with_its_sentence_and_refers_in_one_click(desk: Client) -> None:
    concern = factories.concern(text=WORDS)

    answer = desk.get(page_of(concern))

    lines = answer.context["offered_lines"]
    assert [line.key for line in lines] == ["police", "gendarmerie", "rescue", "e-blagh"]
    assert all(line.sentence in answer.content.decode() for line in lines)
    newest = answer.context["newest_step"]
    done = desk.post(reverse("staff:concern_helpline", args=[concern.pk]), {"helpline": "police", "seen": newest})
    assert done.status_code == 302
    step = Concern.objects.get(pk=concern.pk).steps.last()
    assert (step.state, step.helpline.key, step.sentence) == ("referred", "police", lines[0].sentence)
    after = desk.get(page_of(concern)).content.decode()
    assert reverse("staff:concern_helpline", args=[concern.pk]) not in after
    assert "الشرطة" in after


def test_page_of_a_quiet_or_decided_concern_offers_no_helpline(desk: Client) -> None:
    quiet, decided = factories.concern(), factories.concern(text=WORDS)
    moderator = factories.staff("moderator")
    review.move(decided, by=moderator, move="decline", reason="sent_twice", sentence="سبق إرساله")

    for concern in (quiet, decided):
        answer = desk.get(page_of(concern))
        assert answer.context["offered_lines"] == []
        assert reverse("staff:concern_helpline", args=[concern.pk]) not in answer.content.decode()
        assert answer.context["urgent_since"] == ""


def test_sealed_emergency_is_seen_and_referred_without_a_word_of_it(desk: Client) -> None:
    sealed = factories.concern(use="cell_only", text=WORDS)

    assert "سكينا" not in desk.get(INBOX).content.decode() + desk.get(page_of(sealed)).content.decode()
    assert desk.get(page_of(sealed)).context["offered_lines"]
    assert not sealed.openings.exists()


def test_step_of_a_colleague_meanwhile_is_shown_instead_of_referring(desk: Client) -> None:
    concern = factories.concern(text=WORDS)
    seen = concern.steps.get().pk
    review.move(concern, by=factories.staff("moderator"), move="begin")

    answer = desk.post(reverse("staff:concern_helpline", args=[concern.pk]), {"helpline": "police", "seen": seen})

    assert answer.status_code == 409
    assert [each.step.move for each in answer.context["meanwhile"]] == ["begin"]
    assert Concern.objects.get(pk=concern.pk).state == "under_review"


@pytest.mark.parametrize("sent", [{}, {"helpline": "a b"}, {"helpline": "none"}, {"helpline": "police", "seen": "x"}])
def test_unknown_helpline_is_refused_in_words(desk: Client, sent: dict[str, str]) -> None:
    concern = factories.concern(text=WORDS)

    assert desk.post(reverse("staff:concern_helpline", args=[concern.pk]), sent).status_code in (400, 409)
    assert concern.steps.count() == 1


def test_flag_is_taken_off_and_set_by_a_button_and_the_page_says_who(desk: Client) -> None:
    concern = factories.concern(text=WORDS)
    address = reverse("staff:concern_urgency", args=[concern.pk])

    for word, is_urgent in (("no", False), ("yes", True)):
        assert desk.post(address, {"is_urgent": word}).status_code == 302
        row = Concern.objects.get(pk=concern.pk)
        assert row.is_urgent is is_urgent
        assert str(row.urgency_decided_by) in desk.get(page_of(concern)).content.decode()
    assert desk.post(address, {"is_urgent": "perhaps"}).status_code == 400


def test_receipt_of_a_call_says_to_call_a_helpline_to_whoever_entered_it() -> None:
    recorder = factories.staff("recorder")
    urgent, quiet = (factories.entered_concern(by=recorder, channel="phone", text=text) for text in (WORDS, "إنارة"))

    pages = [signed_in(recorder).get(reverse("staff:concern_receipt", args=[each.pk])) for each in (urgent, quiet)]

    assert ["قد تكون هذه حالة استعجال" in page.content.decode() for page in pages] == [True, False]


def test_start_has_emergencies_before_everything_and_counts_each_once(moderator: Any) -> None:
    late, urgent = factories.concern(), factories.concern(text=WORDS)
    promise(late, hours=-5)

    answer = signed_in(moderator).get("/staff/")

    assert [each.thing for each in answer.context["urgent"]] == [urgent]
    assert [each.thing for each in answer.context["promises"]] == [late]
    assert answer.context["total"].number == 2 + len(answer.context["rest"])
    page = answer.content.decode()
    assert page.index(urgent.title) < page.index('aria-labelledby="promises"')
    urgency.decide(urgent, by=moderator, is_urgent=False)
    assert signed_in(moderator).get("/staff/").context["urgent"] == []
