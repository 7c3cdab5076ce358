"""A step for the ticked concerns, through the pages."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from core.web.form_recovery import who_token
from proposals.models import Concern, ConcernBulk
from reference.models import Institution, Theme
from tests import factories
from tests.portal.staff.concerns.pages import INBOX
from tests.portal.staff.desk import signed_in
from tests.proposals.concerns import publishing
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db
PREVIEW, CONFIRM = f"{INBOX}bulk/", f"{INBOX}bulk/confirm/"
DECLINED = {"act": "decline", "written": "1", "reason": "not_clear", "sentence_ar": "غير واضح", "list": "view=all"}


def confirmed(answer: Any) -> dict[str, Any]:
    """What the button of a preview sends."""
    context = answer.context
    parts = [(each.concern.pk, each.seen.step, each.seen.assignee or "") for each, _heading in context["would"]]
    return {
        **dict(context["carried"]),
        "act": context["act"],
        "key": context["key"],
        "list": context["list"],
        "written": "1",
        "concern": [pk for pk, *_seen in parts],
        "seen": [f"{pk}:{step}:{assignee}" for pk, step, assignee in parts],
    }


def test_ticked_concerns_are_declined_after_a_preview(desk: Client) -> None:
    rows = [factories.concern(), factories.concern(), in_state("answered")]
    ticked = {"concern": [row.pk for row in rows]}

    asked = desk.post(PREVIEW, ticked | {"act": "decline"})
    shown = desk.post(PREVIEW, ticked | DECLINED)
    assert (asked.status_code, asked.context["is_previewed"]) == (200, False)
    assert shown.content.decode().count("غير واضح") >= 3
    assert [each.concern for each, _heading in shown.context["refused"]] == [rows[2]]
    assert not ConcernBulk.objects.exists()

    done = desk.post(CONFIRM, confirmed(shown))
    again = desk.post(CONFIRM, confirmed(shown))

    result = desk.get(done.headers["Location"])
    assert done.headers["Location"] == again.headers["Location"]
    assert [row.concern for row, _heading in result.context["done"]] == rows[:2]
    assert [row.steps.count() for row in rows] == [2, 2, 3]


def test_ticked_concerns_are_assigned_and_begun_without_more_to_write(desk: Client, moderator: Any) -> None:
    concern = factories.concern()

    for act in ({"act": "assign", "person": moderator.pk}, {"act": "begin"}):
        shown = desk.post(PREVIEW, {"concern": concern.pk, "list": "", **act})
        assert desk.post(CONFIRM, confirmed(shown)).status_code == 302

    concern.refresh_from_db()
    assert (concern.assignee, concern.state) == (moderator, "under_review")


def test_ticked_concerns_are_hidden_but_not_those_that_are_published(desk: Client) -> None:
    spam, public = factories.concern(), publishing.published().concern

    shown = desk.post(
        PREVIEW,
        {"concern": [spam.pk, public.pk], "act": "hide", "written": 1, "reason": "spam", "sentence_ar": "إشهار"},
    )
    assert [each.concern for each, _heading in shown.context["refused"]] == [public]
    desk.post(CONFIRM, confirmed(shown))

    assert list(Concern.objects.filter(hidden_at__isnull=False)) == [spam]


def test_theme_of_ticked_concerns_is_set_after_a_preview_and_the_former_ones_are_kept(desk: Client) -> None:
    one, sealed = factories.concern(), factories.concern(use="cell_only")
    before = sorted(one.themes.values_list("key", flat=True))
    theme = Theme.objects.in_use().exclude(key__in=before).first()
    ticked = {"concern": [one.pk, sealed.pk], "act": "theme"}

    asked = desk.post(PREVIEW, ticked)
    shown = desk.post(PREVIEW, ticked | {"written": 1, "theme": theme.pk})
    assert (asked.status_code, asked.context["is_previewed"]) == (200, False)
    assert [each.concern for each, _heading in shown.context["refused"]] == [sealed]
    result = desk.get(desk.post(CONFIRM, confirmed(shown)).headers["Location"])

    assert [row.concern for row, _heading in result.context["done"]] == [one]
    assert list(one.themes.all()) == [theme]
    assert sorted(result.context["done"][0][0].themes_before.split()) == before
    assert one.steps.count() == 1
    assert any("الموضوع" in str(event.title) for event in desk.get(f"{INBOX}{one.pk}/").context["history"])


def test_ticked_concerns_are_referred_to_a_body(desk: Client) -> None:
    concern, body = factories.concern(), Institution.objects.in_use().first()

    shown = desk.post(
        PREVIEW, {"concern": concern.pk, "act": "refer", "written": 1, "body": body.pk, "sentence_ar": "أحيل"}
    )
    desk.post(CONFIRM, confirmed(shown))

    assert concern.steps.last().body == body


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"act": "publish"}, 400), ({"concern": []}, 400), ({"reason": "x"}, 400), ({"sentence_ar": ""}, 400), ({}, 200)],
)
def test_incomplete_preview_is_refused_with_what_was_typed(desk: Client, changed: dict[str, Any], status: int) -> None:
    concern = factories.concern()

    assert desk.post(PREVIEW, {"concern": concern.pk, **DECLINED, **changed}).status_code == status


@pytest.mark.parametrize(
    "changed", [{"key": "x"}, {"seen": []}, {"seen": "x:y:z"}, {"sentence_ar": ""}, {"act": ["x"]}]
)
def test_incomplete_confirmation_does_nothing(desk: Client, changed: dict[str, Any]) -> None:
    concern = factories.concern()
    given = confirmed(desk.post(PREVIEW, {"concern": concern.pk, **DECLINED}))

    assert desk.post(CONFIRM, given | changed).status_code in {200, 400, 409}
    assert Concern.objects.get().state == "submitted"


def test_result_is_shown_to_nobody_else(desk: Client) -> None:
    shown = desk.post(PREVIEW, {"concern": factories.concern().pk, "act": "begin"})
    where = desk.post(CONFIRM, confirmed(shown)).headers["Location"]

    assert signed_in(factories.staff("head")).get(where).status_code == 404
    assert desk.get(f"{INBOX}bulk/{uuid.uuid4()}/").status_code == 404
    assert desk.get(where).status_code == 200


def test_typed_sentence_is_there_after_signing_in_again(moderator: Any) -> None:
    concern, client = factories.concern(), Client()

    client.post(PREVIEW, {"concern": concern.pk, "_who": who_token(moderator.pk), **DECLINED})
    client.force_login(moderator)
    shown = client.get(PREVIEW)

    assert "غير واضح" in shown.content.decode()
    assert [each.concern for each, _heading in shown.context["would"]] == [concern]
