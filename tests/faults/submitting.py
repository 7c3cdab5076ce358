"""Associations that send what they wrote, again and again until they have a receipt, as ``static/js/concerns/send.js`` does."""

from __future__ import annotations

import http.client
import re
import threading
import time
from dataclasses import dataclass, field

from tests.faults.installation import Installation

RECEIPT = re.compile(r"/members/concerns/([0-9]{4}-[0-9A-Z]+)/receipt/$")
SENDERS = 4
PATIENCE = 60


@dataclass
class Sent:
    """``receipts``: references by draft. ``waits``: seconds of each request that was answered with a receipt."""

    requests: int = 0
    receipts: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return sorted(self.waits)[int(len(self.waits) * 0.95) - 1]


class Submitting:
    """While it lasts, ``number`` letters are sent by several people; leaving it waits until the last one has its receipt."""

    def __init__(self, portal: Installation, number: int, *, senders: int = SENDERS) -> None:
        self.portal = portal
        self.letters = [next(portal.letters) for _each in range(number)]
        self.sent = Sent()
        self._waiting, self._lock = list(self.letters), threading.Lock()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _each in range(senders)]

    def __enter__(self) -> Submitting:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for thread in self._threads:
            thread.join(PATIENCE)

    @property
    def is_over(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def wait_for(self, more: int) -> None:
        """Until so many more receipts have come, or all."""
        enough = len(self.sent.receipts) + more
        while len(self.sent.receipts) < enough and not self.is_over:
            time.sleep(0.02)

    def found(self) -> dict[str, int]:
        """What the database holds of these letters: rows of each kind, and how many receipts agree with it."""
        drafts = [draft for draft, _cookies in self.letters]
        stored = self.portal.database.sql(
            "SELECT submission::text, reference, id FROM proposals_concern WHERE submission::text = ANY(%s)", drafts
        )
        ids = [row[2] for row in stored]
        steps = self.portal.database.sql(
            "SELECT count(DISTINCT concern_id) FROM proposals_concernstep WHERE concern_id = ANY(%s)", ids
        )
        left = self.portal.database.sql("SELECT count(*) FROM proposals_draft WHERE id::text = ANY(%s)", drafts)
        return {
            "stored": len(stored),
            "with_steps": steps[0][0],
            "drafts_left": left[0][0],
            "receipts_found": sum(self.sent.receipts.get(draft) == reference for draft, reference, _id in stored),
        }

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                draft, cookies = self._waiting.pop()
            self._send(draft, cookies)

    def _send(self, draft: str, cookies: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with self._lock:
                self.sent.requests += 1
            try:
                answer = self.portal.post(f"/members/drafts/{draft}/send/", {"version": 1}, cookies=cookies, timeout=20)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            if receipt := RECEIPT.search(answer.headers.get("Location", "")):
                with self._lock:
                    self.sent.receipts[draft] = receipt[1]
                    self.sent.waits.append(answer.seconds)
                return
            assert answer.status >= 500, f"no receipt: {answer.status}"
            time.sleep(0.1)
