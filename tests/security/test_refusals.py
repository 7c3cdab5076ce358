"""Threat 4: what somebody may not do is refused, changes nothing, and is noted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.models import F
from django.forms.models import model_to_dict
from django.urls import reverse

from accounts.models import MOST_REFUSALS_AN_HOUR, HeldFunction, Refusal, RefusalCount, User
from consultations.models import Meeting, Report
from consultations.states import ReportState
from partners.models import Association, Invitation
from proposals.concerns import publication_approval
from proposals.models import Concern, PublishedConcern
from publications import reader
from tests import factories
from tests.security.addresses import arguments
from tests.security.scene import PUBLIC_SENTENCE, Scene

pytestmark = pytest.mark.django_db

# URL name, what is sent, a member of staff without the right, a member of staff with it.
STEPS = [
    ("report_approve", {}, "editor", "head"),
    ("report_return", {"sentence": "أعد"}, "recorder", "head"),
    ("report_submit", {"sentence": ""}, "recorder", "editor"),
    ("report_withdraw", {"sentence_ar": PUBLIC_SENTENCE.ar}, "editor", "head"),
    ("report_correct", {"sentence": "خطأ"}, "liaison", "editor"),
    ("report_draft", {}, "recorder", "editor"),
    ("meeting_move", {"move": "open"}, "moderator", "recorder"),
    ("concern_move", {"move": "accept", "sentence": "قُبل"}, "administrator", "moderator"),
    ("concern_move", {"move": "answer", "sentence": "جواب"}, "editor", "head"),
    ("concern_move", {"move": "decline", "sentence": "لا", "reason": "not_clear"}, "liaison", "moderator"),
    ("publication_approve", {}, "moderator", "head"),
    ("publication_withdraw", {"sentence_ar": PUBLIC_SENTENCE.ar}, "moderator", "head"),
    ("publication_submit", {}, "editor", "moderator"),
    ("association_move", {"move": "verify", "version": 1, "step": 2**40}, "recorder", "moderator"),
    ("invite", {"email": "other@example.org", "role": "board", "language": "ar"}, "recorder", "moderator"),
    ("invitation_revoke", {}, "editor", "head"),
    ("function_give", {"function": "head"}, "head", "administrator"),
    ("person_disable", {}, "head", "administrator"),
]


def office() -> dict[str, Any]:
    """Everything that a step could change."""
    return {
        "reports": [model_to_dict(row, exclude=["authors"]) for row in Report.objects.order_by("pk")],
        "meetings": list(Meeting.objects.order_by("pk").values_list("state", "version", "report__state")),
        "associations": list(Association.objects.order_by("pk").values_list("state", "version")),
        "invitations": list(Invitation.objects.order_by("pk").values_list("email", "revoked_at")),
        "concerns": list(Concern.objects.order_by("pk").values_list("state", "due_at")),
        "wordings": list(PublishedConcern.objects.order_by("pk").values_list("state", "version")),
        "functions": list(HeldFunction.objects.order_by("pk").values_list("user", "function", "until")),
        "people": list(User.objects.order_by("pk").values_list("pk", "is_active")),
        "square": reader.head(),
    }


@pytest.mark.parametrize(("name", "sent", "without", "having"), STEPS)
def test_step_is_refused_without_the_right_and_taken_with_it(
    scene: Scene, name: str, sent: dict[str, str], without: str, having: str
) -> None:
    url = reverse(f"staff:{name}", kwargs=arguments(scene)[f"staff:{name}"])
    if name == "report_approve":
        sent = factories.having_read(scene.reports["in_review"])
    if name == "publication_approve":
        seen = publication_approval.pending(scene.wordings["in_review"]).fingerprint
        sent = {"has_read": "on", "seen": seen}
    before = office()

    for role, status in (("association_a", 404), (without, 403)):
        assert scene.client(role).post(url, sent).status_code == status
        assert office() == before
        noted = Refusal.objects.get(user=scene.people[role])
        assert (noted.view, noted.method) == (f"staff:{name}", "POST")

    assert scene.client(having).post(url, sent).status_code == 302
    assert office() != before
    assert not Refusal.objects.filter(user=scene.people[having]).exists()


def test_author_who_is_also_head_cannot_approve_and_the_try_is_noted(scene: Scene) -> None:
    HeldFunction.objects.create(user=scene.people["editor"], function="head")
    report = scene.reports["in_review"]

    answer = scene.client("editor").post(
        reverse("staff:report_approve", args=[report.pk]), factories.having_read(report)
    )

    assert answer.status_code == 403
    assert Report.objects.get(pk=report.pk).state == ReportState.IN_REVIEW
    assert Refusal.objects.get(user=scene.people["editor"]).view == "staff:report_approve"


def test_looking_at_a_page_that_does_not_exist_for_me_is_not_noted(scene: Scene) -> None:
    scene.client("association_a").get(reverse("staff:meetings"))
    scene.client("liaison").get(reverse("staff:meeting_new"))

    assert not Refusal.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE accounts_refusal SET method = 'GET'", "DELETE FROM accounts_refusal"])
def test_noted_refusal_is_for_ever(scene: Scene, statement: str) -> None:
    scene.client("liaison").post(reverse("staff:meeting_new"))
    assert Refusal.objects.count() == 1

    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_refusals_of_one_account_are_stored_up_to_a_limit_and_counted_beyond(scene: Scene) -> None:
    """Finding 14: any account could fill the table."""
    client = scene.client("association_a")
    other = scene.client("association_b")

    for _try in range(MOST_REFUSALS_AN_HOUR + 5):
        assert client.post("/staff/meetings/new/").status_code == 404
    other.post("/staff/meetings/new/")

    assert Refusal.objects.filter(user=scene.people["association_a"]).count() == MOST_REFUSALS_AN_HOUR
    assert RefusalCount.objects.get(user=scene.people["association_a"]).number == MOST_REFUSALS_AN_HOUR + 5
    assert Refusal.objects.filter(user=scene.people["association_b"]).count() == 1


def test_refusals_are_stored_again_in_the_next_hour(scene: Scene) -> None:
    client = scene.client("association_a")
    for _try in range(MOST_REFUSALS_AN_HOUR + 1):
        client.post("/staff/meetings/new/")
    RefusalCount.objects.update(hour=F("hour") - dt.timedelta(hours=1))

    client.post("/staff/meetings/new/")

    assert Refusal.objects.count() == MOST_REFUSALS_AN_HOUR + 1
