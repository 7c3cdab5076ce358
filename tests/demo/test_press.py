"""The demonstration shows a press kit that was under embargo, an institution that answered, and an association with its page."""

from __future__ import annotations

import pytest
from django.test import Client

from cooperation.models import InstitutionRequest, MediaOutlet, PressKitOpening
from demo import civil_society, people
from demo.press import institutions, play as press, profile
from publications import reader

pytestmark = pytest.mark.django_db


def test_kit_was_read_before_the_end_of_its_embargo_and_is_public_now(replayed: None) -> None:
    kit = press.play()
    assert press.play() is None

    assert kit is not None
    body = reader.live("press_kit", kit.key).body
    assert body.demonstration
    assert PressKitOpening.objects.get().at < kit.embargo_until
    assert sorted(MediaOutlet.objects.values_list("state", flat=True)) == ["accredited", "asked"]
    assert press.SUMMARY.ar in Client().get(f"/ar/reports/{kit.key}/press/").content.decode()


def test_directorate_answered_and_is_asked_again(replayed: None) -> None:
    assert institutions.play() is not None
    assert institutions.play() is None

    assert sorted(InstitutionRequest.objects.values_list("state", flat=True)) == ["answered", "sent"]


def test_association_has_a_page_with_what_it_asked(replayed: None) -> None:
    civil_society.send(people.ensure()["moderator"])

    row = profile.play()
    assert profile.play() is None

    assert row is not None
    assert reader.live("association", row.key).body.shows_demands
