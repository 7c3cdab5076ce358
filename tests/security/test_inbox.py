"""What was confided to the cell: sealed against whoever holds the disk, on record for whoever opens it, decided once."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people
from accounts.models import HeldFunction, Refusal
from core.crypto import sealing
from core.db import outbox
from core.errors import DomainError
from core.web.form_recovery import who_token
from proposals.concerns import drafts, review, submission
from proposals.models import Concern, Opening
from reference.models import Institution
from tests import factories
from tests.core.files.given import archive
from tests.portal.staff.desk import signed_in
from tests.proposals.concerns.steps import open_text, take
from tests.security import dumping
from tests.security.dumping import shown_in, stolen
from tests.security.rendering import unrendered
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
FIELDS = ("title", "text", "suggestion", "place", "file_name", "file_content", "reply", "withdrawal")
TYPED = ("title", "text", "suggestion", "place")


def canaries(name: str) -> dict[str, str]:
    return {field: f"canary{name}{number}x{field}" for number, field in enumerate(FIELDS)}


def paper(words: dict[str, str]) -> SimpleUploadedFile:
    """A document, which is kept byte for byte."""
    entries = {"mimetype": OPEN_TEXT.encode(), "content.xml": f"<text>{words['file_content']}</text>".encode()}
    return SimpleUploadedFile(f"{words['file_name']}.odt", archive(entries, zipfile.ZIP_STORED), OPEN_TEXT)


def written_online(words: dict[str, str], use: str) -> None:
    """From the first saved letter to the withdrawal, with the cell reading and asking in between."""
    member, key = factories.representative(), sealing.new_browser_key()
    association = member.memberships.get().association
    typed = {name: [words[name]] for name in TYPED}
    draft = drafts.begin(by=member, association=association, browser_key=key, draft_id=uuid.uuid4(), typed=typed)
    draft = drafts.save(draft, by=member, version=draft.version, browser_key=key, typed=typed)
    drafts.attach(draft, by=member, browser_key=key, upload=paper(words))
    content = factories.content(**{name: words[name] for name in TYPED})
    sent = submission.submit(draft, by=member, browser_key=key, kind="concern", use=use, language="ar", content=content)
    finished(sent, words)


def entered_by_the_cell(words: dict[str, str], use: str) -> None:
    """Through the page, after a wrong try and after a try in a session that had ended."""
    recorder, association = factories.staff("recorder"), factories.association()
    factories.representative(association)
    sent = {
        "association": association.pk, "submission": str(uuid.uuid4()), "channel": "paper", "language": "ar",
        "received_on": timezone.localdate().isoformat(), "kind": "concern", "use": use,
        "themes": [factories.theme().pk], **{name: words[name] for name in TYPED},
    }  # fmt: skip
    page, desk = reverse("staff:concern_new"), signed_in(recorder)
    assert Client().post(page, sent | {"files": [paper(words)], "_who": who_token(recorder.pk)}).status_code == 302
    assert desk.post(page, sent | {"kind": "", "files": [paper(words)]}).status_code == 200
    assert desk.post(page, sent | {"files": [paper(words)]}).status_code == 302
    finished(Concern.objects.get(association=association), words)


def finished(concern: Concern, words: dict[str, str]) -> None:
    desk = signed_in(factories.staff("moderator"))
    assert (
        desk.post(reverse("staff:concern_move", args=[concern.pk]), {"move": "ask", "sentence": "أين؟"}).status_code
        == 302
    )
    member = concern.association.memberships.get().user
    review.reply(concern, by=member, text=words["reply"])
    if concern.is_confidential:
        opened = desk.post(reverse("staff:concern_open", args=[concern.pk])).content.decode()
        assert all(words[name] in opened for name in (*TYPED, "reply", "file_name"))
        file = desk.post(reverse("staff:concern_file_open", args=[concern.files.get().pk]))
        assert words["file_content"].encode() in file.content
    review.withdraw(concern, by=member, sentence=words["withdrawal"])
    outbox.drain()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("program", ["pg_dump", "nothing but SQL"])
@pytest.mark.parametrize("write", [written_online, entered_by_the_cell])
def test_stolen_database_and_disk_show_an_open_concern_and_nothing_of_a_sealed_one(
    write: Any, program: str, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if program != "pg_dump":
        monkeypatch.setattr(dumping, "program_folder", lambda: disk / "no programs here")
    secret, readable = canaries("secret"), canaries("open")

    write(secret, "cell_only")
    write(readable, "public_named")
    found = stolen(disk)

    assert [field for field in FIELDS if shown_in(found, secret[field])] == []
    assert [field for field in FIELDS if shown_in(found, readable[field])] == [*FIELDS]
    assert not any(words in each.subject + each.body for words in secret.values() for each in mail.outbox)


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_secret_in_another_form_would_be_found(before: str) -> None:
    import base64

    secret = "canarysecret"
    for hidden in (
        (before + secret).encode(),
        (before + secret).encode().hex().encode(),
        base64.b64encode((before + secret + "tail").encode()),
    ):
        assert shown_in(b"..." + hidden + b"...", secret)
    assert not shown_in(b"another text", secret)


@pytest.mark.slow
def test_hundred_openings_are_a_hundred_rows_that_nobody_changes() -> None:
    moderator = factories.staff("moderator")
    desk, association = signed_in(moderator), factories.association()
    # Whoever may enter a concern, but is not one more person to whom each of the pages would offer it.
    sealed = [
        factories.entered_concern(association, by=factories.staff("recorder"), use="cell_only")
        for _number in range(100)
    ]

    with unrendered():
        for concern in sealed:
            assert desk.post(reverse("staff:concern_open", args=[concern.pk])).status_code == 200

    assert sorted(Opening.objects.values_list("concern", "by")) == sorted((each.pk, moderator.pk) for each in sealed)
    for statement in ("UPDATE proposals_opening SET at = now()", "DELETE FROM proposals_opening"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Opening.objects.count() == 100


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
@pytest.mark.parametrize("step", ["begin", "accept", "ask", "decline", "refer"])
def test_decision_sent_by_an_association_is_refused_and_noted(use: str, step: str) -> None:
    concern, stranger, moderator = factories.concern(use=use), factories.representative(), factories.staff("moderator")
    address = reverse("staff:concern_move", args=[concern.pk])
    sent = {"move": step, "sentence": "نعم", "reason": "not_clear", "body": Institution.objects.first().pk}

    for person in (concern.submitted_by, stranger):
        assert signed_in(person).post(address, sent).status_code == 404
        noted = Refusal.objects.get(user=person)
        assert (noted.view, noted.method) == ("staff:concern_move", "POST")

    concern.refresh_from_db()
    assert (concern.state, concern.steps.count()) == ("submitted", 1)
    open_text(concern, moderator)
    assert signed_in(moderator).post(address, sent).status_code == 302


@pytest.mark.parametrize("role", ["administrator", "editor", "recorder", "liaison"])
def test_who_runs_the_system_records_or_writes_opens_nothing(scene: Scene, role: str) -> None:
    for kind in ("readable", "sealed"):
        concern, client = scene.concerns[kind], scene.client(role)
        for address in (reverse("staff:concern", args=[concern.pk]), reverse("staff:concerns")):
            assert client.get(address).status_code == 404
        assert client.post(reverse("staff:concern_open", args=[concern.pk])).status_code == 403
    assert Refusal.objects.filter(user=scene.people[role]).count() == 2
    assert not Opening.objects.exists()


def end_functions(scene: Scene) -> None:
    HeldFunction.objects.filter(user=scene.people["moderator"]).update(
        since=timezone.localdate() - dt.timedelta(days=9)
    )
    held = HeldFunction.objects.get(user=scene.people["moderator"])
    people.end_function(held, by=scene.people["administrator"])


def disable(scene: Scene) -> None:
    people.disable(scene.people["moderator"], by=scene.people["administrator"])


@pytest.mark.parametrize(("end", "status"), [(end_functions, 302), (disable, 302)])
def test_who_lost_the_function_opens_nothing_more(scene: Scene, end: Any, status: int) -> None:
    client, sealed = scene.client("moderator"), scene.concerns["sealed"]
    address = reverse("staff:concern_open", args=[sealed.pk])
    assert client.post(address).status_code == 200

    end(scene)

    assert client.post(address).status_code == status
    assert client.post(reverse("staff:concern_file_open", args=[sealed.files.get().pk])).status_code == status
    assert Opening.objects.count() == 1


def test_opening_from_another_site_is_refused_and_no_opening(scene: Scene) -> None:
    client = scene.client("moderator", enforce_csrf_checks=True)

    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
        answer = client.post(reverse("staff:concern_open", args=[scene.concerns["sealed"].pk]), headers=headers)
        assert answer.status_code == 403
    assert not Opening.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_are_one_decision_and_one_answer_in_words() -> None:
    concern = factories.concern()
    seen = concern.steps.last().pk
    deciders = {"accept": factories.staff("moderator"), "ask": factories.staff("head")}
    outcomes: dict[str, Any] = {}
    together = threading.Barrier(2)

    def decide(move: str) -> None:
        together.wait()
        try:
            outcomes[move] = review.move(
                concern, by=deciders[move], move=move, sentence=f"جملة {move}", seen=seen
            ).state
        except DomainError as refused:
            outcomes[move] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[move]) for move in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    refused = [each for each in outcomes.values() if isinstance(each, DomainError)]
    assert len(refused) == 1
    assert refused[0].message
    assert concern.steps.count() == 2


def test_second_decision_through_the_page_is_told_and_keeps_its_words(scene: Scene) -> None:
    concern = scene.concerns["readable"]
    page, address = reverse("staff:concern", args=[concern.pk]), reverse("staff:concern_move", args=[concern.pk])
    one, two = scene.client("moderator"), scene.client("head")
    seen = [client.get(page).context["steps"][-1].step.pk for client in (one, two)]

    first = one.post(address, {"move": "ask", "sentence": "في أي زنقة؟", "seen": seen[0]})
    second = two.post(address, {"move": "accept", "sentence": "كتبها الثاني", "seen": seen[1]})

    assert (first.status_code, second.status_code) == (302, 409)
    assert all(words in second.content.decode() for words in ("في أي زنقة؟", "كتبها الثاني"))
    concern.refresh_from_db()
    assert concern.state == "awaiting"


@pytest.mark.parametrize(
    "sent",
    [
        {"move": "accept\0"}, {"move": ["accept", "ask"]}, {"move": "accept", "sentence": "\0"}, {"move": "refer", "body": "9" * 40},
        {"move": "accept", "sentence": "x", "seen": "9" * 40}, {"move": "accept", "sentence": "x", "seen": "-1"},
        {"move": "decline", "sentence": "x", "reason": "'; DROP TABLE"}, {"move": "accept", "sentence": "س" * 5000},
    ],
)  # fmt: skip
def test_hostile_decision_is_refused_as_a_form(sent: dict[str, Any]) -> None:
    concern = factories.concern()

    answer = signed_in(factories.staff("moderator")).post(reverse("staff:concern_move", args=[concern.pk]), sent)

    assert answer.status_code == 400
    assert take(concern, "accept").state == "accepted"


def test_parked_sentence_about_a_sealed_concern_opens_nothing(scene: Scene) -> None:
    moderator, sealed = scene.people["moderator"], scene.concerns["sealed"]
    client, address = Client(), reverse("staff:concern_open", args=[sealed.pk])

    client.post(address, {"_who": who_token(moderator.pk)})
    client.force_login(moderator)

    assert client.get(address).status_code == 200
    assert not Opening.objects.exists()
