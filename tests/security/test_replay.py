"""Threat 43: whole journeys through a real nginx, with everything that they leave behind searched for what was sealed.

Each journey is made twice: for the cell only, and for the public, where the same recorder finds the same words.
"""

from __future__ import annotations

import io
import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import structlog
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from PIL import Image

from consultations.planning import meetings
from core.db import outbox
from core.db.outbox import doer
from core.mail import send
from core.models import ParkedForm
from proposals.models import Concern
from reference.models import Area
from tests import factories
from tests.portal.staff.recorder.device import operation, said
from tests.security.browsing import fields
from tests.security.recording import Recorder, recorded, where
from tests.security.reverse_proxy import Proxy, reverse_proxy
from tests.security.visitor import Answer, Visitor

pytestmark = [
    pytest.mark.two_roles,
    pytest.mark.slow,
    pytest.mark.xdist_group(
        "log of PostgreSQL, Redis"
    ),  # the workers share both, and each journey's words stand in them
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]
CANARY = "canaryreplay"  # followed by other digits in each test: Redis holds what the last one wrote for some seconds
OPEN_PLACES = {"statements", "log of PostgreSQL", "database and files"}
NEVER = {"log", "Redis", "mail", "log of nginx"}
THEME, AREA = "schools_surroundings", "hamria"


@pytest.fixture(autouse=True)
def _own_canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.CANARY", f"canaryreplay{uuid.uuid4().hex}")


@pytest.fixture
def proxy(live_server: Any, tmp_path: Path) -> Iterator[Proxy]:
    with reverse_proxy(tmp_path / "nginx", live_server.thread.port) as found:
        yield found


@pytest.fixture
def recorder(proxy: Proxy, tmp_path: Path) -> Iterator[Recorder]:
    with recorded(tmp_path / "temporary") as found:
        found.proxies.append(proxy)
        yield found


def word(name: str) -> str:
    return f"{CANARY}{name} سر"


def large_photo() -> SimpleUploadedFile:
    """Of noise: some megabytes, which a proxy's usual buffers do not hold."""
    stream = io.BytesIO()
    Image.frombytes("RGB", (1600, 1600), os.urandom(3 * 1600 * 1600)).save(stream, "JPEG", quality=85)
    return SimpleUploadedFile(f"{CANARY}name.jpg", stream.getvalue(), "image/jpeg")


def write_online(writer: Visitor, use: str, photo: SimpleUploadedFile) -> Concern:
    """In the three steps of the form, saved as it is typed."""
    new = "/members/concerns/new/"
    begun = writer.post(new, fields(writer.get(new)))
    draft = begun.url.removesuffix("1/")
    subject = {"kind": "concern", "use": use, "themes": [THEME], "title": word("title")}
    matter = {"text": word("text"), "areas": AREA, "place": word("place"), "since": "quarter", "times": ["school"],
              "suggestion": word("suggestion")}  # fmt: skip
    for step, typed in ((1, subject), (2, matter)):
        page = f"{draft}{step}/"
        saved = writer.post(f"{draft}save/", fields(writer.get(page)) | typed | {"step": str(step)})
        assert saved.status == 200, saved.text
        assert writer.post(page, fields(writer.get(page)) | typed | {"go": "on"}).status == 302
    attached = writer.post(f"{draft}files/", {"upload": uuid.uuid4().hex}, files=[photo], Accept="application/json")
    assert attached.status == 201, attached.text
    last = writer.get(f"{draft}3/")
    assert CANARY in last.text
    sent = writer.post(f"{draft}send/", fields(last, f"{draft}send/"))
    assert sent.status == 302, sent.text
    assert writer.get(sent.url).status == 200
    return Concern.objects.get(reference=sent.url.split("/")[3])


def decide(desk: Visitor, concern: Concern, move: str, **typed: str) -> None:
    seen = concern.steps.last().pk
    done = desk.post(f"/staff/concerns/{concern.pk}/move/", {"move": move, "seen": seen, **typed})
    assert done.status == 302, done.text


def open_all(desk: Visitor, concern: Concern) -> tuple[Answer, Answer]:
    """The page with its text, and the photo."""
    page, file = f"/staff/concerns/{concern.pk}/", f"/staff/concerns/files/{concern.files.get().pk}/"
    if concern.is_confidential:
        return desk.post(f"{page}open/", {}), desk.post(f"{file}open/", {})
    return desk.get(page), desk.get(file)


def check_nothing_temporary(recorder: Recorder) -> None:
    stored = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    elsewhere = {
        path for path in recorder.written_files() if stored not in path.parents and "__pycache__" not in path.parts
    }

    assert recorder.appeared() == []
    assert elsewhere <= {Path(os.devnull)}


@pytest.mark.parametrize("use", ["cell_only", "public_named"])
def test_concern_for_the_cell_is_readable_in_no_place(proxy: Proxy, recorder: Recorder, use: str) -> None:
    writer, desk = (Visitor(proxy.port, each) for each in (factories.representative(), factories.staff("moderator")))
    photo = large_photo()

    concern = write_online(writer, use, photo)
    decide(desk, concern, "begin")
    decide(desk, concern, "ask", sentence="متى؟")
    outbox.drain()
    follow = f"/members/concerns/{concern.reference}/"
    assert writer.post(f"{follow}reply/", {"text": word("reply")}).status == 302
    assert writer.post(f"{follow}letter/", {"text": word("letter")}).status == 302
    assert desk.post(f"/staff/concerns/{concern.pk}/note/", {"text": word("note")}).status == 302
    page, opened = open_all(desk, concern)
    decide(desk, concern, "decline", sentence="لا", reason="not_clear")
    assert writer.post(f"{follow}contest/", {"text": word("contest")}).status == 302
    assert writer.post(f"{follow}withdraw/", {"sentence": word("why")}).status == 302
    outbox.drain()

    names = ("title", "text", "place", "suggestion", "reply", "letter", "note")
    assert [name for name in names if word(name) not in page.text] == []
    assert opened.content.startswith(b"\xff\xd8"), opened.text
    assert mail.outbox, "its mails are searched below"
    check_nothing_temporary(recorder)
    places = recorder.places()
    pieces = [content[20_000:20_024] for content in (photo.file.getvalue(), opened.content)]
    readable = where(places, CANARY, *pieces)
    # No mail says what a concern is about, whoever may read it.
    assert readable == (set() if use == "cell_only" else OPEN_PLACES)
    sealed = {"statements": places["statements"], "log of PostgreSQL": places["log of PostgreSQL"]}
    assert bool(where(sealed, THEME, AREA, "'quarter'")) is (use != "cell_only")


@pytest.mark.parametrize("use", ["cell_only", "public_named"])
def test_paper_concern_for_the_cell_is_readable_in_no_place(proxy: Proxy, recorder: Recorder, use: str) -> None:
    desk, association = Visitor(proxy.port, factories.staff("moderator")), factories.association()
    page, photo = f"/staff/concerns/new/?association={association.pk}", large_photo()
    typed = {
        "channel": "paper", "received_on": timezone.localdate().isoformat(), "language": "ar", "kind": "concern",
        "use": use, "themes": [factories.theme(THEME).pk], "areas": [Area.objects.get(key=AREA).pk],
        **{name: word(name) for name in ("title", "text", "place", "suggestion")},
    }  # fmt: skip

    wrong = desk.post(page, fields(desk.get(page)) | typed | {"received_on": "2999-01-01"}, files=[photo])
    sent = desk.post(page, fields(desk.get(page)) | typed, files=[large_photo()])
    again = desk.post(page, fields(desk.get(page)) | typed)
    desk.cookies.pop("sessionid")
    parked = desk.post(page, fields(wrong) | typed)

    assert (wrong.status, sent.status, again.status) == (200, 302, 409)
    assert all(word("text") in answer.text for answer in (wrong, again))
    assert parked.url.startswith("/accounts/login/")
    assert ParkedForm.objects.count() == 1
    outbox.drain()
    check_nothing_temporary(recorder)
    assert where(recorder.places(), CANARY) == (set() if use == "cell_only" else OPEN_PLACES)


@pytest.mark.parametrize("confidential", [True, False])
def test_confidential_contribution_is_readable_in_no_place(
    proxy: Proxy, recorder: Recorder, confidential: bool
) -> None:
    scribe = factories.staff("recorder", "moderator")
    meeting = meetings.move(factories.meeting(by=scribe), by=scribe, move="open")
    device = Visitor(proxy.port, scribe)
    live = f"/staff/live/{meeting.pk}"

    def send(*operations: dict[str, Any]) -> list[dict[str, Any]]:
        body = {"operations": list(operations), "sent_at": timezone.now().isoformat(), "device": ""}
        answer = device.post_json(f"{live}/batch/", body)
        assert answer.status == 200, answer.text
        return json.loads(answer.text)["results"]

    noted = said(word("first"), confidential=confidential)
    version = send(noted)[0]["version"]
    send(
        noted,
        noted | {"uid": str(uuid.uuid4())},
        said(word("unreadable"), confidential=confidential, kind="no such kind"),
    )
    changed = operation(
        "amend", contribution=noted["contribution"], version=version, language="ar", text=word("second")
    )
    send(changed, changed | {"uid": str(uuid.uuid4())})
    broken = device.ask("POST", f"{live}/batch/", word("broken").encode(), {"Content-Type": "application/json"})
    opened = device.post_json(f"{live}/contributions/{noted['contribution']}/open/", {})
    for page in (f"{live}/state.json?since=0", f"/staff/meetings/{meeting.pk}/"):
        assert device.get(page).status == 200
    outbox.drain()

    assert broken.status == 400
    assert word("second") in opened.text
    check_nothing_temporary(recorder)
    assert where(recorder.places(), CANARY) == (set() if confidential else OPEN_PLACES)


def test_sign_in_and_search_leave_no_password_and_no_words_in_logs_and_queues(proxy: Proxy, recorder: Recorder) -> None:
    desk = Visitor(proxy.port, factories.staff("moderator"))

    for page in ("/staff/concerns/", "/ar/demands/", "/staff/associations/"):
        assert desk.get(f"{page}?q={CANARY}").status == 200
    desk.get(f"/follow/{CANARY}/")
    outbox.drain()

    places = recorder.places()
    assert where(places, CANARY) & NEVER == set()
    assert where(places, factories.PASSWORD) == set()
    assert where(places, CANARY) >= {"statements", "log of PostgreSQL"}, "a search has to ask the database"


def test_recorder_finds_what_is_put_into_each_place(proxy: Proxy, recorder: Recorder, tmp_path: Path) -> None:
    doer(CANARY)(lambda _payload: None)
    store = redis.Redis.from_url(settings.REDIS_URL)
    try:
        outbox.put(CANARY, key=CANARY)
        store.set(CANARY, "x", ex=5)
        store.get(f"{CANARY} asked")
        structlog.get_logger("portal").info(CANARY)
        send("subject", CANARY, "a@example.org")
        (proxy.folder / "log/machoura.log").write_text(CANARY)
        (tmp_path / "temporary" / "x").write_text("x")
        (proxy.folder / "client_body" / "y").write_text("y")
        with connections["public"].cursor() as cursor:
            cursor.execute(f"SELECT '{CANARY} public'")
    finally:
        del outbox.DOERS[CANARY]

    places = recorder.places()
    assert where(places, CANARY) == OPEN_PLACES | NEVER
    assert where(places, f"{CANARY} public") == {"statements", "log of PostgreSQL"}
    assert where(places, f"{CANARY} asked") == {"Redis"}
    assert set(recorder.appeared()) == {"x", "y"}
    assert {path.name for path in recorder.written_files()} >= {"x", "y", "machoura.log"}
    store.close()
