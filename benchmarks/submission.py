"""Sending concerns through the real server: duration, and results when web workers are killed at the same time."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import psutil
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from benchmarks.results import Claim, Timing
from benchmarks.servers import WORKERS, Servers
from core.crypto import sealing
from core.text.texts import Texts
from embedded.network import ADDRESS
from partners.actions import associations
from partners.models import Association, Membership
from proposals.concerns import drafts
from proposals.models import Concern, ConcernFile, ConcernStep, Draft
from reference.models import Area, Theme

SENDERS_AT_ONCE = 4
DRAFTS_OF_ONE = drafts.MOST_DRAFTS
WITH_PHOTO = 10
SEALED = 5
KILL_EVERY = 4.0  # seconds between kills: a new worker needs one or two seconds to start
FIRST_KILL = 0.3
PATIENCE = 120
SEED = 2018
RECEIPT = re.compile(r"/members/concerns/([0-9]{4}-[0-9A-Z]+)/receipt/$")
CSRF = "b" * 32


@dataclass(frozen=True)
class Letter:
    """A draft, with the cookies of its writer's browser."""

    draft: uuid.UUID
    cookies: str


@dataclass(frozen=True)
class Sent:
    letter: Letter
    reference: str
    milliseconds: float
    tries: int


def start(servers: Servers) -> int:
    return servers.portal(
        "submission",
        workers=WORKERS,  # one is killed while another answers
        SUBMISSIONS_PER_HOUR="1000000",
        SUBMISSIONS_PER_DAY="1000000",
        LOG_LEVEL="ERROR",
    )


def waiting(port: int, times: int) -> Timing:
    """The time from the request to the receipt, with several associations at the same time."""
    letters = list(islice(_letters(), times))
    with ThreadPoolExecutor(SENDERS_AT_ONCE) as pool:
        sent = list(pool.map(lambda letter: _send(port, letter), letters))
    return Timing(f"concern sent, {SENDERS_AT_ONCE} at once", [each.milliseconds for each in sent])


def killing(servers: Servers, port: int, times: int) -> tuple[Timing, list[Claim]]:
    """Send while web workers are killed at random; a sender whose connection breaks sends the same draft again."""
    letters = list(islice(_letters(), times))
    before = set(Concern.objects.values_list("reference", flat=True))
    with _Killer(_master(servers)) as killer, ThreadPoolExecutor(SENDERS_AT_ONCE) as pool:
        sent = list(pool.map(lambda letter: killer.told(_send(port, letter)), letters))
    retried = sum(each.tries > 1 for each in sent)
    what = f"concern sent while {killer.killed} web workers were killed ({retried} sent again)"
    return Timing(what, [each.milliseconds for each in sent]), _claims(sent, before, killer.killed)


def _claims(sent: list[Sent], before: set[str], killed: int) -> list[Claim]:
    stored = dict(
        Concern.objects.filter(submission__in=[each.letter.draft for each in sent]).values_list(
            "submission", "reference"
        )
    )
    kept = {each.letter.draft: each.reference for each in sent} == stored
    new = Concern.objects.exclude(reference__in=before)
    counts = {
        "concerns": new.count(),
        "steps": ConcernStep.objects.filter(concern__in=new).count(),
        "files": ConcernFile.objects.filter(concern__in=new).count(),
        "drafts left": Draft.objects.filter(pk__in=[each.letter.draft for each in sent]).count(),
    }
    whole = counts == {
        "concerns": len(sent),
        "steps": len(sent),
        "files": len(range(0, len(sent), WITH_PHOTO)),
        "drafts left": 0,
    }
    found = ", ".join(f"{count} {name}" for name, count in counts.items())
    return [
        Claim(
            f"Each of {len(sent)} receipts exists once, with the reference that was shown",
            kept,
            f"{len(stored)} stored",
        ),
        Claim(f"No half rows and no doubles after {killed} killed web workers", whole and killed > 0, found),
    ]


def _send(port: int, letter: Letter) -> Sent:
    started = time.perf_counter()
    tries = 0
    while time.perf_counter() - started < PATIENCE:
        tries += 1
        try:
            reference = _post(port, letter)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        return Sent(letter, reference, (time.perf_counter() - started) * 1000, tries)
    raise RuntimeError(f"a concern found no receipt within {PATIENCE} s and {tries} tries")


def _post(port: int, letter: Letter) -> str:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=10)
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": CSRF, "version": 1})
    headers = {"Cookie": letter.cookies, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", f"/members/drafts/{letter.draft}/send/", body, headers)
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    found = RECEIPT.search(response.headers.get("Location", ""))
    if response.status >= 500:
        raise http.client.HTTPException(response.status)
    if found is None:
        raise RuntimeError(f"no receipt: status {response.status}, {response.headers.get('Location')}")
    return found[1]


def _letters() -> Iterator[Letter]:
    """Every tenth has a photo, every fifth is confidential; each from another association."""
    number = 0
    photo = _photo()
    while True:
        association, user = _writer()
        key = sealing.new_browser_key()
        cookies = f"{session_of(user)}; {settings.CSRF_COOKIE_NAME}={CSRF}; machoura_drafts={key}"
        for _each in range(DRAFTS_OF_ONE):
            use = Concern.Use.CELL_ONLY if number % SEALED == 0 else Concern.Use.PUBLIC_NAMED
            draft = drafts.begin(
                by=user, association=association, browser_key=key, draft_id=uuid.uuid4(), typed=_typed(number, use)
            )
            if number % WITH_PHOTO == 0:
                drafts.attach(draft, by=user, browser_key=key, upload=SimpleUploadedFile("photo.jpg", photo))
            yield Letter(draft.pk, cookies)
            number += 1


def _typed(number: int, use: str) -> dict[str, list[str]]:
    return {
        "kind": [Concern.Kind.CONCERN],
        "use": [use],
        "themes": [_theme().key],
        "title": [f"انشغال رقم {number}"],
        "text": ["دراجات نارية مسرعة أمام المدارس في أوقات الخروج. " * 8],
        "areas": [_area().key],
        "since": ["month"],
        "times": ["school"],
    }


def _theme() -> Theme:
    return Theme.objects.get(key="schools_surroundings")


def _area() -> Area:
    return Area.objects.get(key="hamria")


def _writer() -> tuple[Association, User]:
    user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    association = associations.sign_up(
        by=user, role=Membership.Role.PRESIDENT, name=Texts(ar=f"جمعية {user.pk}"), areas=[_area()], themes=[_theme()]
    )
    return association, user


def session_of(user: User) -> str:
    """The session cookie of a signed-in user."""
    browser = Client(SERVER_NAME=ADDRESS)
    browser.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def _photo() -> bytes:
    noise = random.Random(SEED).randbytes(1600 * 1200)
    stream = BytesIO()
    Image.frombytes("L", (1600, 1200), noise).convert("RGB").save(stream, "JPEG", quality=60)
    return stream.getvalue()


def _master(servers: Servers) -> psutil.Process:
    child = next(child for child in servers.processes.children if child.name == "submission")
    return psutil.Process(child.process.pid)


class _Killer:
    """Sends ``kill -9`` to one web worker after the other; their master starts new ones.

    Between two of them a receipt is given: on a busy machine a new worker may take longer to start than the next would let it live.
    """

    def __init__(self, master: psutil.Process) -> None:
        self.master = master
        self.killed = 0
        self._end, self._received = threading.Event(), threading.Event()
        self._received.set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Killer:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()

    def told(self, sent: Sent) -> Sent:
        self._received.set()
        return sent

    def _run(self) -> None:
        chance = random.Random(SEED)
        wait = FIRST_KILL
        while not self._end.wait(wait):
            wait = KILL_EVERY * chance.uniform(0.5, 1.5)
            workers = self.master.children()
            if workers and self._received.is_set():
                self._received.clear()
                chance.choice(workers).kill()
                self.killed += 1
