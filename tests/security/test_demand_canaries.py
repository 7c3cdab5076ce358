"""Threat 21 for demands: whatever the office writes about a demand, in any order with what it publishes, is in no public byte and no mail."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from accounts.models import HeldFunction, User
from core.db import outbox
from core.errors import DomainError
from followers.models import Follower
from proposals.demands import (
    commitments,
    desk,
    follow_up,
    letters,
    merging,
    merging_approval,
    registration,
    reminders,
    support,
    verdicts,
)  # fmt: skip
from proposals.models import Concern, Demand, LedgerChange
from publications.grants import public_tables
from tests import factories
from tests.followers import playing
from tests.proposals.demands import merges
from tests.security.crawling import everything_public
from tests.security.test_canaries import ENTRIES, SONG, singing

pytestmark = pytest.mark.django_db
TOLD = "جملة منشورة"
SECRETS = ("note", "draft", "letter", "person", "refused_verdict", "unnamed_mark", "merge_draft", "hidden_demand",
           "hidden_merge", "concern", "view", "sentence", "follower")  # fmt: skip
PUBLIC = ("news", "verdict", "marks", "merge", "undo", "digest", "remind")
HIDDEN = factories.text(SONG)


class Office:
    """Everybody is called by the canary, and so are the associations, which don't want to be named."""

    def __init__(self) -> None:
        self.editor, self.head, self.moderator, self.second = (
            factories.staff(each, name=f"{SONG} {each}") for each in ("editor", "head", "moderator", "moderator")
        )
        self.asking = [factories.verified_association(name=factories.text(f"جمعية {SONG}{each}")) for each in range(3)]
        self.members = [factories.representative(each) for each in self.asking]
        self.demand = factories.answered_demand(*self.asking[:2], editor=self.editor, head=self.head)
        self.other = merges.public_demand()
        self.done: LedgerChange | None = None
        playing.follower()
        outbox.drain()
        mail.outbox.clear()

    def note(self) -> None:
        desk.note(self.demand, by=self.head, text=SONG)

    def draft(self) -> None:
        words: dict[str, Any] = {"sentence": HIDDEN, "answer": HIDDEN, "internal_note": SONG}
        row = factories.follow_up(self.demand, by=self.editor, **words)
        commitments.add(row, by=self.editor, **factories.commitment_facts(what=HIDDEN, evidence=HIDDEN))
        follow_up.send(row, by=self.editor)
        follow_up.return_(row, by=self.head, sentence=SONG)
        follow_up.discard(row, by=self.editor)

    def letter(self) -> None:
        letters.write(self.demand, association=self.asking[0], by=self.members[0], text=SONG)
        letters.answer(self.demand, association=self.asking[0], by=self.head, text=SONG)

    def person(self) -> None:
        officer = factories.staff(name=SONG, email=f"{SONG}{User.objects.count()}@example.org")
        HeldFunction.objects.create(user=officer, function="liaison", unit=factories.unit(), since=timezone.localdate())
        desk.assign([self.demand, self.other], by=self.moderator, unit=factories.unit(), person=officer)

    def refused_verdict(self) -> None:
        row = factories.verdict(self.demand, self.asking[0], by=self.members[0], sentence=SONG)
        verdicts.refuse(row, by=self.second, seen=verdicts.pending(row).fingerprint, reason=SONG)

    def unnamed_mark(self) -> None:
        support.add(self.demand, association=self.asking[2], by=self.members[2])

    def merge_draft(self) -> None:
        change = merging.merge(self.other, by=self.editor, whole=self.demand, sentence=HIDDEN)
        merging.send(change, by=self.editor)
        merging.return_(change, by=self.head, sentence=SONG)
        merging.discard(change, by=self.editor)

    def hidden_demand(self) -> Demand:
        made = factories.demand(title=HIDDEN, details=HIDDEN)
        merges.heard(made, SONG, association=self.asking[0], shows_name=True)
        return made

    def hidden_merge(self) -> None:
        """Nothing of it is public, but the mentions stand in the ledger of a demand that is."""
        self._approve(merging.merge(self.hidden_demand(), by=self.editor, whole=self.demand, sentence=HIDDEN))

    def concern(self) -> None:
        words = dict.fromkeys(("title", "text", "place", "suggestion"), SONG)
        row = factories.accepted_concern(of=self.asking[1], by=self.members[1], **words)
        registration.mention(row, by=self.head, demand=self.demand)

    def view(self) -> None:
        factories.saved_view(self.head, q=SONG)

    def sentence(self) -> None:
        factories.sentence(text=HIDDEN)

    def follower(self) -> None:
        playing.follower(email=f"{SONG}{Follower.objects.count()}@example.org")

    def news(self) -> None:
        row = factories.follow_up(self.demand, by=self.editor, sentence=factories.text(TOLD), internal_note=SONG)
        factories.approve_follow_up(follow_up.send(row, by=self.editor), by=self.head)

    def verdict(self) -> None:
        row = factories.verdict(self.demand, self.asking[1], by=self.members[1], sentence=TOLD)
        factories.publish_verdict(row, by=self.second)

    def marks(self) -> None:
        support.publish(self.demand, by=self.second, seen=support.pending(self.demand).fingerprint)

    def merge(self) -> None:
        sentence = factories.text(TOLD)
        self.done = self._approve(merging.merge(self.other, by=self.editor, whole=self.demand, sentence=sentence))

    def undo(self) -> None:
        if self.done:
            self._approve(merging.undo(self.done, by=self.editor, sentence=factories.text(TOLD)))

    def digest(self) -> None:
        playing.sent_tomorrow()

    def remind(self) -> None:
        reminders.remind(timezone.localdate())

    def _approve(self, change: LedgerChange) -> LedgerChange:
        change = merging.send(change, by=self.editor)
        return merging_approval.approve(change, by=self.head, seen=merging_approval.pending(change).fingerprint)


def public_bytes() -> str:
    """All rows that the public role can read."""
    found = []
    with connection.cursor() as cursor:
        for table in public_tables():
            cursor.execute(f'SELECT row::text FROM "{table}" row')
            found += [text for (text,) in cursor.fetchall()]
    return "\n".join(found)


def outside_mails() -> list[str]:
    """Mails to everybody but the canary's own mailboxes, decoded, without the line of the recipient. Whoever sent a submission reads its
    title in the receipt."""
    outbox.drain()
    playing.sent_tomorrow(3)
    found = []
    senders = set(Concern.objects.values_list("submitted_by__email", flat=True))
    for message in (each for each in mail.outbox if not senders & set(each.to)):
        parts = [message.subject, message.body, *(str(content) for content, _type in message.alternatives or [])]
        found.append("\n".join([*parts, str(message.extra_headers)]))
    return found


@pytest.fixture
def beginning(db: None) -> Office:
    """Made once for all sequences of a test: each goes on from a copy of it, and is taken back."""
    return Office()


def play(office: Office, steps: list[str]) -> Office:
    for name in steps:
        try:
            with transaction.atomic():
                getattr(office, name)()
        except DomainError:
            continue
    return office


@pytest.mark.slow
def test_everything_that_the_office_writes_about_demands_stays_there(beginning: Office) -> None:
    play(beginning, [*SECRETS, *PUBLIC, *SECRETS, *PUBLIC])

    found, mails = everything_public(entries=ENTRIES), outside_mails()

    assert singing(found) == []
    assert SONG not in public_bytes()
    assert not [each for each in mails if SONG in each]
    assert sum(TOLD in text for text in found.values()) > 5
    assert any(TOLD in each for each in mails), "a mail would have brought it"
    assert any(path.endswith(".atom") and TOLD in text for path, text in found.items())


def assert_nothing_is_outside(beginning: Office, steps: list[str]) -> None:
    with transaction.atomic():
        mail.outbox.clear()
        play(copy.deepcopy(beginning), steps)
        assert SONG not in public_bytes()
        assert not [each for each in outside_mails() if SONG in each]
        transaction.set_rollback(True)


STEPS = st.sampled_from(SECRETS + PUBLIC)
SHARED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.slow
@settings(max_examples=2, **SHARED)
@given(steps=st.lists(STEPS, min_size=4, max_size=8))
def test_no_internal_word_is_outside_after_any_sequence(beginning: Office, steps: list[str]) -> None:
    assert_nothing_is_outside(beginning, steps)


@pytest.mark.slow
@settings(max_examples=12, **SHARED)
@given(steps=st.lists(STEPS, min_size=8, max_size=16))
def test_no_internal_word_is_outside_after_any_long_sequence(beginning: Office, steps: list[str]) -> None:
    assert_nothing_is_outside(beginning, steps)
