"""The live recorder under load: two recorders and fifty second screens; then the same in a long meeting."""

from __future__ import annotations

import datetime as dt
import http.client
import itertools
import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from django.utils import timezone

from accounts.models import HeldFunction, User
from benchmarks import crowd
from benchmarks.lists import timed
from benchmarks.results import Claim, Timing, share
from benchmarks.servers import Servers
from benchmarks.submission import CSRF, session_of
from consultations.models import Attendance, Intervention, Meeting
from consultations.planning import meetings
from consultations.recorder import second_screen, state as recorder_state
from core.text.texts import Texts
from embedded.network import ADDRESS
from proposals.models import Demand
from publications.store import indexed
from reference.models import PoliceUnit

RECORDERS = 2
PRESENT = 60
POLL = 2.0  # seconds, the interval of the browser
BETWEEN = 2.0  # seconds between two contributions of one recorder, faster than people type
POINT_EVERY = 5
SAID = "تعاني الساكنة من ضعف الإنارة العمومية أمام المؤسسات التعليمية ومن السرعة المفرطة للدراجات النارية في أوقات الخروج. "
SAVED = "one contribution saved"
MOST_MS = 300
DEMANDS_MS = 50
BATCH = 2_000


@dataclass
class Room:
    meeting: Meeting
    recorders: list[str]
    followers: list[str]
    saved: list[float] = field(default_factory=list)
    polled: list[float] = field(default_factory=list)
    quiet: list[float] = field(default_factory=list)
    uids: list[str] = field(default_factory=list)


def start(servers: Servers) -> int:
    return servers.portal("recording", LOG_LEVEL="ERROR")


def measure(port: int, *, seconds: int, followers: int, already: int) -> tuple[list[Timing], list[Claim], list[str]]:
    """Timings and claims, and the size of a state in bytes."""
    timings, claims, sizes = [], [], []
    for written in (0, already):
        room = _room(followers, written)
        _run(port, room, seconds)
        words = f"in a meeting of {written:,} contributions" if written else "in a new meeting"
        who = f"{RECORDERS} recorders, {followers} followers"
        timings += [
            Timing(what, times)
            for what, times in (
                (f"{SAVED} {words} ({who})", room.saved),
                (f"state asked {words}, something new", room.polled),
                (f"state asked {words}, nothing new", room.quiet),
            )
            if times
        ]
        claims += _claims(room, words)
        sizes.append(_sizes(room, words))
    return timings, claims, sizes


def offering(author: crowd.Author, count: int, times: int) -> tuple[Timing, Claim]:
    """The search for similar demands while a recorder types a title, among ``count`` demands."""
    _invent(author, count)
    meeting = _meeting()
    titles = [title.ar for title in Demand.objects.order_by("?").values_list("title", flat=True)[:times]]
    questions = [title[: 3 + number % len(title)] for number, title in enumerate(titles)]
    taken = [timed(lambda asked=asked: recorder_state.like(meeting, asked))[0] for asked in questions]
    p95 = share(taken, 0.95)
    return (
        Timing(f"demands offered while typing, among {count:,}", taken),
        Claim(
            f"Demands are offered within {DEMANDS_MS} ms among {count:,} (p95)",
            p95 < DEMANDS_MS,
            f"{p95:.1f} ms",
            is_timed=True,
        ),
    )


def _claims(room: Room, words: str) -> list[Claim]:
    stored = list(
        room.meeting.interventions.filter(uid__in=room.uids).order_by("position", "pk").values_list("uid", flat=True)
    )
    p95 = share(room.saved, 0.95)
    return [
        Claim(
            f"A contribution is saved within {MOST_MS} ms {words} (p95)", p95 < MOST_MS, f"{p95:.0f} ms", is_timed=True
        ),
        Claim(
            f"Each contribution that was acknowledged {words} exists once",
            len(stored) == len(set(room.uids)) == len(room.saved),
            f"{len(stored)} stored of {len(room.saved)}",
        ),
    ]


def _sizes(room: Room, words: str) -> str:
    meeting = Meeting.objects.get(pk=room.meeting.pk)

    def size(found: dict[str, Any]) -> str:
        return f"{len(json.dumps(found, ensure_ascii=False, separators=(',', ':')).encode()) / 1024:.1f} KiB"

    whole = size(recorder_state.recorder(meeting, since=0, may_record=True))
    news = size(recorder_state.recorder(meeting, since=meeting.revision - 1, may_record=True))
    screen = size(second_screen.screen(meeting, since=1))
    quiet = size(recorder_state.unchanged(meeting.revision))
    return f"{words}: all {whole}, one change {news}, screen {screen}, nothing new {quiet}"


def _run(port: int, room: Room, seconds: int) -> None:
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(len(room.recorders) + len(room.followers)) as pool:
        doing = [pool.submit(_record, port, room, cookies, end) for cookies in room.recorders]
        doing += [
            pool.submit(_follow, port, room, cookies, end, POLL * number / len(room.followers))
            for number, cookies in enumerate(room.followers)
        ]
        for each in doing:
            each.result()


def _record(port: int, room: Room, cookies: str, end: float) -> None:
    asking = _Asking(port, cookies, room.meeting)
    attendances = list(room.meeting.attendances.values_list("pk", flat=True))
    connection.close()
    since = asking.get(0)["revision"]
    for number in itertools.count():
        # At least one, however long the first response took.
        if number and time.monotonic() > end:
            break
        said, point = _messages(number, attendances)
        milliseconds, answer = timed(lambda said=said: asking.post([said]))
        if answer["results"][0]["status"] != "done":
            raise RuntimeError(f"not recorded: {answer['results'][0]['sentence']}")
        room.saved.append(milliseconds)
        room.uids.append(said["contribution"])
        if number % POINT_EVERY == 0:
            asking.post([point])
        if number % int(POLL / BETWEEN) == 0:
            since = asking.get(since)["revision"]
        time.sleep(BETWEEN)


def _follow(port: int, room: Room, cookies: str, end: float, wait: float) -> None:
    asking, since = _Asking(port, cookies, room.meeting), 0
    time.sleep(wait)
    while time.monotonic() < end:
        milliseconds, state = timed(lambda since=since: asking.get(since, view="screen"))
        (room.polled if "meeting" in state else room.quiet).append(milliseconds)
        since = state["revision"]
        time.sleep(POLL)


def _messages(number: int, attendances: list[int]) -> tuple[dict[str, Any], dict[str, Any]]:
    at = timezone.now().isoformat()
    said = {
        "uid": str(uuid.uuid4()), "op": "contribute", "at": at, "contribution": str(uuid.uuid4()), "language": "ar",
        "text": SAID * (1 + number % 4), "speaker": attendances[number % len(attendances)], "kind": "contribution",
    }  # fmt: skip
    point = {
        "uid": str(uuid.uuid4()), "op": "mark", "at": at, "point": str(uuid.uuid4()), "kind": "concern", "language": "ar",
        "title": SAID, "contributions": [said["contribution"]],
    }  # fmt: skip
    return said, point


class _Asking:
    """One browser. The server closes connections after two idle seconds, so each request needs a new one."""

    def __init__(self, port: int, cookies: str, meeting: Meeting) -> None:
        self.connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
        self.cookies = f"{cookies}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        self.base = f"/staff/live/{meeting.pk}"

    def get(self, since: int, view: str = "recorder") -> dict[str, Any]:
        return self._ask("GET", f"{self.base}/state.json?since={since}&view={view}")

    def post(self, operations: list[dict[str, Any]]) -> dict[str, Any]:
        body = json.dumps({"operations": operations, "sent_at": timezone.now().isoformat(), "device": "bench"})
        return self._ask("POST", f"{self.base}/batch/", body.encode())

    def _ask(self, method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        headers = {"Cookie": self.cookies, "X-CSRFToken": CSRF, "Content-Type": "application/json"}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        found = response.read()
        self.connection.close()
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: status {response.status}")
        return json.loads(found)


def _room(followers: int, written: int) -> Room:
    meeting = _meeting()
    rows = [
        Attendance(
            meeting=meeting, position=number, side="civil_society", function=Texts(ar=f"رئيس جمعية {number}"),
            is_woman=number % 3 == 0,
        )
        for number in range(1, PRESENT + 1)
    ]  # fmt: skip
    Attendance.objects.bulk_create(rows)
    now = timezone.now() - dt.timedelta(hours=3)
    Intervention.objects.bulk_create(
        Intervention(
            meeting=meeting, position=number, text=Texts(ar=SAID * (1 + number % 4)), uid=uuid.uuid4(), revision=1,
            said_at=now + dt.timedelta(seconds=number), speaker=rows[number % PRESENT],
        )
        for number in range(1, written + 1)
    )  # fmt: skip
    recorders = [session_of(_staff("recorder")) for _ in range(RECORDERS)]
    return Room(meeting, recorders, [session_of(_staff("liaison")) for _ in range(followers)])


def _meeting() -> Meeting:
    unit = PoliceUnit.objects.get(key="meknes_district_2")
    by = _staff("recorder")
    meeting = meetings.create(
        by=by,
        axes=[Texts(ar=f"المحور {number}") for number in range(1, 4)],
        title=Texts(ar="لقاء لقياس السرعة"),
        venue=Texts(ar="مقر الدائرة"),
        held_on=timezone.localdate(),
        organiser=unit,
        unit=unit,
    )
    return meetings.move(meeting, by=by, move="open")


def _staff(function: str) -> User:
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org")
    HeldFunction.objects.create(user=user, function=function, since=timezone.localdate())
    return user


def _invent(author: crowd.Author, count: int) -> None:
    first = (Demand.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    for start in range(0, count, BATCH):
        Demand.objects.bulk_create(_demands(author, first + start, min(BATCH, count - start)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) proposals_demand")


def _demands(author: crowd.Author, first: int, count: int) -> Iterator[Demand]:
    for number in range(first, first + count):
        title, details = author.text(5, 10), author.text(15, 40)
        words = SearchVector(Value(" ".join(map(_terms, f"{title.ar} {details.ar}".split()))), config="simple")
        yield Demand(number=number, title=title, details=details, registered_on=timezone.localdate(), words=words)


@cache
def _terms(word: str) -> str:
    """Search terms, cached by word, because only a few thousand words are used."""
    return indexed([Texts(ar=word)])
