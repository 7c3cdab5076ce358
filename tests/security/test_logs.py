"""Threat 25, the part of logs: whatever breaks, nothing that somebody typed, no address and no token reaches a log line."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest
import redis
import structlog
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.db import outbox
from core.db.outbox import doer
from core.models import OutboxRow
from portal.public.demands import filters
from proposals.models import Opening
from tests import factories
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
CANARY = "canarylogs"


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def broken(*_rest: object, **_named: object) -> None:
    secret = CANARY  # a traceback with local values would show it
    raise RuntimeError(f"could not save {secret}")


def test_failure_is_logged_with_its_place_and_without_what_was_typed(
    log: io.StringIO, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.staff.meetings.views.actions.create", broken)
    desk = scene.client("recorder", raise_request_exception=False)
    page = reverse("staff:meeting_new")

    answer = desk.post(
        f"{page}?q={CANARY}",
        {
            "title_ar": CANARY, "venue_ar": CANARY, "held_on": "2018-10-17", "kind": "open", "level": "district",
            "requester": "cell", "organiser": factories.unit("meknes").pk, "unit": factories.unit().pk,
        },
        headers={"user-agent": CANARY, "referer": f"http://testserver/{CANARY}"},
    )  # fmt: skip

    assert answer.status_code == 500
    failure = next(line for line in lines(log) if line["level"] == "error")
    assert failure["error"] == "RuntimeError"
    assert any("test_logs.py" in place for place in failure["where"])
    assert CANARY not in log.getvalue()


def test_database_error_is_logged_with_its_sqlstate_and_without_its_values(
    log: io.StringIO, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def insert_twice(*_rest: object, **_named: object) -> None:
        for _time in range(2):
            User.objects.bulk_create([User(email=f"{CANARY}@example.org")])

    monkeypatch.setattr("portal.staff.meetings.views.actions.create", insert_twice)
    typed = {
        "title_ar": CANARY, "venue_ar": CANARY, "held_on": "2018-10-17", "kind": "open", "level": "district",
        "requester": "cell", "organiser": factories.unit("meknes").pk, "unit": factories.unit().pk,
    }  # fmt: skip

    scene.client("recorder", raise_request_exception=False).post(reverse("staff:meeting_new"), typed)

    failure = next(line for line in lines(log) if line["level"] == "error")
    assert (failure["error"], failure["sqlstate"]) == ("IntegrityError", "23505")
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_what_was_typed_is_logged_on_no_level(log: io.StringIO, scene: Scene, level: str) -> None:
    """Django's templates log the whole context of a page, form included, for each variable that is missing."""
    logging.getLogger().setLevel(level)
    desk, page = scene.client("moderator"), f"{reverse('staff:concern_new')}?association={scene.association.pk}"

    shown = desk.post(page, {"association": scene.association.pk, "use": "cell_only", "title": CANARY, "text": CANARY})
    logging.getLogger().setLevel("INFO")

    assert CANARY in shown.content.decode()
    assert ("DEBUG" in log.getvalue().upper()) is (level == "DEBUG")
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_public_failure_hides_the_search(log: io.StringIO, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(filters, "searched", broken)

    Client(raise_request_exception=False).get(f"/{language}/demands/", {"q": CANARY})

    assert [line["status"] for line in lines(log) if line["event"] == "request"] == [500]
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        f"/accounts/password/reset/key/1-{CANARY}/", f"/accounts/confirm-email/{CANARY}/", f"/no/{CANARY}/",
        f"/ar/demands/{CANARY}/", f"/staff/reference/{CANARY}/", f"/ar/?{CANARY}=%00", f"/ar/{CANARY}/%00/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_address_is_not_logged_it_may_hold_a_token(log: io.StringIO, head: User, path: str, method: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(head)

    client.generic(method, path)

    assert lines(log), "every request leaves one line"
    assert CANARY not in log.getvalue()


def test_refused_posts_hosts_and_bodies_are_logged_without_content(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    client.post(f"/accounts/login/?next=/{CANARY}", {"login": CANARY}, headers={"origin": f"https://{CANARY}.example"})
    client.get("/ar/", headers={"host": f"{CANARY}.example"})
    client.get("/accounts/login/", headers={"host": f"{CANARY}.example"})
    Client().generic("POST", "/accounts/login/", f"login={CANARY}&" * 3_000, "application/x-www-form-urlencoded")

    assert {line["level"] for line in lines(log)} >= {"warning", "error"}
    assert CANARY not in log.getvalue()


def test_sign_in_is_logged_without_person_and_password(log: io.StringIO, recorder: Any) -> None:
    password = f"{CANARY} wrong password"

    for sent in (password, factories.PASSWORD):
        Client().post("/accounts/login/", {"login": recorder.email, "password": sent})
    Client().post("/accounts/password/reset/", {"email": recorder.email})

    written = log.getvalue()
    assert [line["route"] for line in lines(log) if line["event"] == "request"][:2] == ["account_login"] * 2
    assert not any(secret in written for secret in (CANARY, factories.PASSWORD, recorder.email, "example.org"))


def test_outbox_failure_is_logged_without_what_it_carried(log: io.StringIO) -> None:
    doer("security.breaks")(broken)
    outbox.put("security.breaks", key=CANARY, text=CANARY)

    outbox.drain()

    failed = next(line for line in lines(log) if line["event"] == "outbox_row_failed")
    assert (failed["kind"], failed["error"]) == ("security.breaks", "RuntimeError")
    assert CANARY not in log.getvalue()
    del outbox.DOERS["security.breaks"]


def breaking_with_the_text(text: str, *_rest: object) -> None:
    raise RuntimeError(f"cannot show {text}")


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_failure_while_a_concern_is_open_shows_its_text_to_nobody(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    concern = factories.concern(use=use, title=CANARY, text=CANARY, place=CANARY)
    monkeypatch.setattr("portal.staff.concerns.page.marked", breaking_with_the_text)
    desk = Client(raise_request_exception=False)
    desk.force_login(factories.staff("moderator"))
    page = "staff:concern_open" if use == "cell_only" else "staff:concern"

    answer = desk.generic("POST" if use == "cell_only" else "GET", reverse(page, args=[concern.pk]))
    outbox.drain()

    assert answer.status_code == 500
    assert any(line["level"] == "error" and line["error"] == "RuntimeError" for line in lines(log))
    assert Opening.objects.count() == (1 if use == "cell_only" else 0), "what was opened stays on record"
    assert CANARY not in log.getvalue() + answer.content.decode()
    to_others = [vars(each) for each in mail.outbox if each.to != [concern.submitted_by.email]]
    assert CANARY not in str([*OutboxRow.objects.values()]) + str(to_others)
    assert CANARY not in str(dict(desk.session))
    assert CANARY.encode() not in everything_in_redis()


def everything_in_redis() -> bytes:
    store = redis.Redis.from_url(settings.REDIS_URL)
    try:
        return b"\n".join(key + b"=" + (store.dump(key) or b"") for key in store.scan_iter())
    finally:
        store.close()


def test_library_that_logs_its_arguments_writes_its_template_only(log: io.StringIO) -> None:
    logging.getLogger("some.package").warning("could not send to %s", f"{CANARY}@example.org")

    assert lines(log)[0]["event"] == "could not send to %s"


def test_log_line_cannot_be_forged(log: io.StringIO) -> None:
    logging.getLogger("some.package").warning('a\n{"event": "request"}')

    assert len(log.getvalue().splitlines()) == 1


def test_canary_would_have_been_found(log: io.StringIO) -> None:
    structlog.get_logger("portal").info(CANARY)

    assert CANARY in log.getvalue()
