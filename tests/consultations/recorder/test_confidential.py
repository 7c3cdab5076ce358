"""Confidential contributions are sealed on arrival and opened only with permission."""

from __future__ import annotations

import uuid

import pytest

from consultations.models import Carriage, ContributionOpening, Intervention
from consultations.record import sealed_contribution
from consultations.recorder import state
from core.errors import NotAllowed
from tests import factories
from tests.consultations.recorder.sending import send, statuses
from tests.portal.staff.recorder.device import marked, operation, said

pytestmark = pytest.mark.django_db


def test_confidential_contribution_is_sealed_when_it_arrives(session, recorder):
    one = said("قيل في سرية", confidential=True)

    [result] = send(session, one, by=recorder)

    row = Intervention.objects.get()
    assert result["status"] == "done"
    assert row.is_confidential
    assert not row.text
    assert state.recorder(session, since=0, may_record=True)["contributions"][0]["text"] == ""
    [event] = Intervention.pgh_event_model.objects.all()
    assert not event.text
    assert "قيل".encode() not in bytes(event.sealed)


def test_confidential_contribution_is_opened_by_few_and_each_opening_is_recorded(session, recorder, head):
    send(session, said("قيل في سرية", confidential=True), by=recorder)
    row = Intervention.objects.get()

    with pytest.raises(NotAllowed):
        sealed_contribution.read(row, by=recorder)
    assert not ContributionOpening.objects.exists()

    assert sealed_contribution.read(row, by=head).ar == "قيل في سرية"
    assert sealed_contribution.read(row, by=head).ar == "قيل في سرية"
    assert [opening.by for opening in row.openings.all()] == [head, head]


def test_confidential_contribution_that_was_opened_stays(session, recorder, head):
    one, two = said("أ", confidential=True), said("ب", confidential=True)
    send(session, one, two, by=recorder)
    sealed_contribution.read(Intervention.objects.get(uid=one["contribution"]), by=head)

    results = send(
        session,
        operation("withdraw", contribution=one["contribution"], version=1),
        operation("withdraw", contribution=two["contribution"], version=1),
        by=recorder,
    )

    assert statuses(results) == ["refused", "done"]
    assert Intervention.objects.get().uid == uuid.UUID(one["contribution"])


def test_correction_of_a_confidential_contribution_is_sealed_too(session, recorder, head):
    one = said("قبل", confidential=True)
    send(session, one, by=recorder)

    send(
        session,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="بعد"),
        by=recorder,
    )

    row = Intervention.objects.get()
    assert not row.text
    assert sealed_contribution.read(row, by=head).ar == "بعد"


@pytest.mark.parametrize("at_first", [True, False])
def test_confidence_is_decided_once(session, recorder, at_first):
    one = said("نص", confidential=at_first)
    send(session, one, by=recorder)

    [result] = send(
        session,
        operation("amend", contribution=one["contribution"], version=1, confidential=not at_first),
        by=recorder,
    )

    assert result["status"] == "refused"
    assert Intervention.objects.get().is_confidential == at_first


def test_confidential_contribution_without_a_key_to_seal_it_is_to_be_noted_on_paper(
    session, recorder, settings, tmp_path
):
    settings.CELL_PUBLIC_KEY_FILE = str(tmp_path / "none.public")

    [result] = send(session, said("قيل في سرية", confidential=True), by=recorder)

    assert result["status"] == "refused"
    assert result["sentence"] == "لا يتوفر هذا النظام على مفتاح لتشفير ما هو للخلية وحدها. المرجو تدوينه على الورق."
    assert not Intervention.objects.exists()


def test_confidential_contribution_is_no_voice_in_a_ledger_that_is_published(session, recorder):
    speaker = factories.present(
        session, side="civil_society", association=factories.association(), shows_association=True
    )
    demand = factories.demand()
    open_, closed = said("أ", speaker=speaker.pk), said("ب", speaker=speaker.pk, confidential=True)

    send(session, open_, closed, marked(open_, closed, kind="demand", demand=demand.pk), by=recorder)

    assert Carriage.objects.count() == 2
    assert [carriage.intervention.is_confidential for carriage in Carriage.objects.exclude(mention=None)] == [False]
    assert demand.mentions.count() == 1
