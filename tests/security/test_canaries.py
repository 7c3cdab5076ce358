"""Threat 21: no canary from a text that is not public, in any state, is readable without signing in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, models, transaction
from django.test import Client

from accounts.models import Refusal, User
from consultations.models import Report
from consultations.planning import meetings
from consultations.reports import steps as reports
from core.models import StoredFile
from core.privacy.data_classification import class_of, our_models
from core.text.texts import Texts, TextsField
from proposals.concerns import contests, letters as concern_letters, notes, review, sealed_concern
from proposals.demands import letters, support, verdicts
from proposals.models import Concern, ConcernFile, ConcernStep, Opening
from proposals.states import DECIDED, ConcernState
from publications import reader
from publications.models import Approval
from publications.rendering import typeset_edition
from reference.models import Institution
from tests import factories
from tests.proposals.concerns.steps import in_state, open_text
from tests.security.crawling import everything_public
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
ENTRIES = {"schools_surroundings", "meknes"}
SONG = "canariqz"
# Rows that nobody may change: they hold no free text, or a test below writes canaries into them.
FOR_EVER = (Refusal, Approval, StoredFile, Concern, ConcernStep, ConcernFile, Opening)
# Rows with free text that nobody may change: the tests may, once.
KEPT = (
    "partners.AssociationStep:association_steps_are_for_ever",
    "proposals.FollowUpStep:follow_up_steps_are_for_ever",
    "proposals.LedgerChangeStep:ledger_change_steps_are_for_ever",
    "proposals.DigestStep:digest_steps_are_for_ever",
    "proposals.PublicationStep:publication_steps_are_for_ever",
    "proposals.DemandNote:demand_notes_are_for_ever",
    "proposals.ConcernNote:concern_notes_are_for_ever",
    "proposals.Verdict:decided_verdicts_stay",
    "proposals.DemandLetter:demand_letters_are_for_ever",
    "publications.AnsweredFinding:answers_are_for_ever",
    "partners.GuideStep:guide_steps_are_for_ever",
    "cooperation.PressKitStep:press_kit_steps_are_for_ever",
    "cooperation.MediaOutletStep:outlet_steps_never_change",
    "cooperation.TrainingStep:training_steps_are_for_ever",
    "cooperation.PartnershipStep:partnership_steps_are_for_ever",
    "cooperation.NetworkStep:network_steps_are_for_ever",
    "cooperation.JointTextStep:joint_text_steps_are_for_ever",
    "cooperation.PartnershipReminder:partnership_reminders_are_for_ever",
    "cooperation.ProgrammeStep:programme_steps_are_for_ever",
    "cooperation.ConvergenceStep:convergence_steps_are_for_ever",
)
# A database constraint or a lookup says what may stand here.
BOUND = {
    "core.OutboxRow.kind",
    "consultations.Meeting.key",
    "consultations.Meeting.map_url",
    "consultations.Intervention.sealed_with",
    "consultations.Registration.code",
    "consultations.Registration.token_hash",
    "consultations.Registration.nonce",
    "proposals.Mention.source_key",
    "partners.Association.phone",
    "partners.Invitation.token_hash",
    "partners.Invitation.nonce",
    "partners.GuideChapter.key",
    "cooperation.Enrolment.code",
    "cooperation.Enrolment.token_hash",
    "cooperation.Enrolment.nonce",
    "cooperation.Certificate.code",
    "cooperation.Programme.key",
    "cooperation.ProgrammeSession.key",
    "partners.MobileNumber.number",
    "proposals.PreparedSentence.move",
    "proposals.PublishedConcern.key",
    "followers.FollowRequest.key",
    "followers.Follow.key",
    "followers.Change.key",
}

# What the database asks of the other columns of a row in which this one is filled.
TOGETHER: dict[str, dict[str, Any]] = {
    "consultations.Meeting.requesting_body": {
        "requester": "association",
        "requesting_association": None,
        "requester_agrees": False,
    }
}
# Columns that the database keeps empty in every row of the scene: of figures, of promises, and of meetings that no list of ours has.
EMPTY = {
    "consultations.Meeting.organising_body",
    "consultations.Point.owner_body",
    "consultations.Point.figure_unit",
    "consultations.Point.figure_period",
    "consultations.Point.figure_source",
}


# What the office reads about a concern that may be an emergency.
URGENT = ("استعجال محتمل", "urgence possible", "may be an emergency", "is_urgent")


def private_texts() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column with free text that is internal or personal."""
    for model in our_models():
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField | TextsField) and not field.choices
            name = f"{model._meta.label}.{field.name}"
            if is_text and class_of(model, field.name) != "public" and name not in BOUND and model not in FOR_EVER:
                yield model, field


def put_canaries() -> dict[str, str]:
    """One for each row and column that may be filled; returns where each sits."""
    numbers, seats, refused = count(1), {}, set()
    for model, field in private_texts():
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True):
            canary = f"{SONG}{next(numbers)}"
            value = Texts(ar=canary, fr=canary, en=canary) if isinstance(field, TextsField) else canary
            value = f"{canary}@example.org" if isinstance(field, models.EmailField) else value
            value = f"https://example.org/{canary}" if isinstance(field, models.URLField) else value
            name = f"{model._meta.label}.{field.name}"
            try:
                with pgtrigger.ignore(*KEPT), transaction.atomic():
                    model._base_manager.filter(pk=pk).update(**{field.name: value, **TOGETHER.get(name, {})})
            except IntegrityError:
                refused.add(name)
            else:
                seats[canary] = f"{name} of {pk}"
    assert refused - {seat.split(" of ")[0] for seat in seats.values()} <= EMPTY
    return seats


def secret_people() -> dict[str, User]:
    return {
        function: factories.staff(function, name=f"{SONG} {function}", email=f"{SONG}.{function}@example.org")
        for function in ("recorder", "editor", "head")
    }


def published_beside_secrets(title: str) -> Report:
    """A report from a record full of things that must stay in the office, through every step of the correspondence."""
    people = secret_people()
    hidden = factories.association(name=factories.text(f"جمعية {SONG}"), seat=SONG)
    meeting = factories.meeting(by=people["recorder"], requester="association", requesting_association=hidden)
    meetings.move(meeting, by=people["recorder"], move="open")
    speaker = factories.present(
        meeting, name=f"فلان {SONG}", name_is_public=False, side="civil_society", association=hidden,
        shows_association=False,
    )  # fmt: skip
    said = factories.contribution(meeting, speaker=speaker, text=factories.text(f"قال {SONG}"))
    factories.demand_point(meeting, interventions=[said])
    meetings.move(meeting, by=people["recorder"], move="close")
    report = reports.draft(meeting, by=people["editor"])
    report = factories.submit(report, by=people["editor"], sentence=f"{SONG} تفضلوا")
    report = reports.return_(report, by=people["head"], sentence=f"{SONG} أعيدوا")
    Report.objects.filter(pk=report.pk).update(title=factories.text(title))
    return factories.approve(factories.submit(report, by=people["editor"], sentence=SONG), by=people["head"])


def typeset(report: Report) -> None:
    typeset_edition({"edition": reader.live("report", report.meeting.key).pk})


def typeset_digest(scene: Scene) -> None:
    typeset_edition({"edition": reader.live("digest", scene.digests["published"].key).pk})


def singing(found: dict[str, str]) -> list[str]:
    return [path for path, text in found.items() if SONG in text]


@pytest.mark.slow
def test_no_text_of_the_office_is_public_in_any_state(scene: Scene) -> None:
    typeset_digest(scene)
    for state in ("published", "correction"):
        typeset(scene.reports[state])
    seats = put_canaries()
    columns = {seat.split(" of ")[0] for seat in seats.values()}
    empty = {f"{model._meta.label}.{field.name}" for model, field in private_texts()} - columns
    assert len(columns) >= 25
    assert empty <= {"consultations.Series.name", "core.OutboxRow.last_error", "core.ParkedForm.path"} | EMPTY

    found = everything_public(entries=ENTRIES)

    assert singing(found) == []
    assert len(found) > 80
    assert sum(path.endswith(".pdf") and "%PDF" in text for path, text in found.items()) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_no_word_of_a_concern_is_public_in_any_state(use: str) -> None:
    typeset(published_beside_secrets("تقرير منشور"))
    moderator = factories.staff("moderator", name=SONG)
    words = dict.fromkeys(("title", "text", "place", "suggestion"), SONG) | {"text": f"{SONG} شاب ينزف الآن"}
    for state in ConcernState.values:
        concern = in_state(state, use=use, files=[factories.photo(f"{SONG}.jpg")], **words)
        notes.add(concern, by=moderator, text=SONG)
        open_text(concern, moderator)
        for move in {"submitted": ["ask"], "accepted": ["refer"]}.get(state, []):
            body = Institution.objects.first() if move == "refer" else None
            review.move(concern, by=moderator, move=move, sentence=SONG, body=body)
        if state in DECIDED:
            contests.contest(concern, by=concern.submitted_by, text=SONG)
            concern_letters.add(concern, by=concern.submitted_by, text=SONG)
            contests.uphold(concern, by=moderator, sentence=SONG)

    found = everything_public(entries=ENTRIES)

    assert singing(found) == []
    assert concern.is_urgent
    assert [path for path, text in found.items() if any(label in text for label in URGENT)] == []
    assert SONG in sealed_concern.read(concern, by=moderator).title
    assert sum("تقرير منشور" in text for text in found.values()) > 10


@pytest.mark.slow
def test_publishing_leaves_in_the_office_what_belongs_there() -> None:
    typeset(published_beside_secrets("تقرير منشور"))

    found = everything_public(entries=ENTRIES)

    assert singing(found) == []
    assert sum("تقرير منشور" in text for text in found.values()) > 10


@pytest.mark.slow
def test_refused_sentence_letters_and_unnamed_associations_stay_in_the_office() -> None:
    """An association judges an answer and another one asks the same, both without their names; a third sentence is published."""
    unnamed = [factories.verified_association(name=factories.text(f"جمعية {SONG}{number}")) for number in range(3)]
    demand = factories.answered_demand(*unnamed[:2], title=factories.text("مطلب منشور"))
    supporting = factories.representative(unnamed[2])
    support.add(demand, association=unnamed[2], by=supporting, shows_name=True)
    support.add(demand, association=unnamed[2], by=supporting)
    refused = factories.verdict(demand, unnamed[0], sentence=f"الشرطي {SONG}")
    seen = verdicts.pending(refused).fingerprint
    verdicts.refuse(refused, by=factories.staff("moderator"), seen=seen, reason=f"يذكر {SONG}")
    factories.publish_verdict(factories.verdict(demand, unnamed[1], sentence="جملة منشورة"))
    letters.write(demand, association=unnamed[0], by=refused.given_by, text=f"رسالة {SONG}")
    letters.answer(demand, association=unnamed[0], by=factories.staff("head"), text=f"جواب {SONG}")

    found = everything_public(entries=ENTRIES)

    assert singing(found) == []
    assert sum("جملة منشورة" in text for text in found.values()) >= 3


@pytest.mark.slow
def test_canary_in_a_published_text_is_found_everywhere() -> None:
    typeset(published_beside_secrets(f"تقرير {SONG}"))

    found = everything_public(entries=ENTRIES)

    kinds = {path.rsplit(".", 1)[-1] if "." in path else "page" for path in singing(found)}
    assert kinds >= {"page", "json", "pdf"}
    assert {path[:4] for path in singing(found)} >= {"/ar/", "/fr/", "/en/"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_search_finds_no_canary_and_finds_what_is_published(scene: Scene, language: str) -> None:
    put_canaries()
    search = f"/{language}/demands/"

    assert not Client().get(search, {"q": SONG}).context["page"].object_list
    assert not Client().get(search, {"q": f"{SONG}1"}).context["page"].object_list
    assert Client().get(search, {"q": "مطلب"}).context["page"].object_list


@pytest.mark.slow
def test_announced_or_open_meeting_is_not_yet_public(scene: Scene) -> None:
    typeset(scene.published)
    typeset_digest(scene)
    found = everything_public(entries=ENTRIES)

    keys = {scene.session.key, scene.closed.key} | {scene.reports[s].meeting.key for s in ("drafting", "in_review")}
    assert not [path for path, text in found.items() if any(f"/{key}/" in text for key in keys)]
    assert any(f"/{scene.published.meeting.key}/" in text for text in found.values())
