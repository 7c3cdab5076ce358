from __future__ import annotations

import csv

import pytest
from django.db import IntegrityError, transaction

from core.errors import EditedMeanwhile
from core.text.texts import Texts
from publications import reader
from publications.models import Edition
from reference import publishing
from reference.actions import publish_list
from reference.loading import DATA, load_all
from reference.models import Area, Helpline, PoliceUnit, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def test_load_twice_adds_nothing():
    assert set(load_all().values()) == {0}


def test_load_keeps_what_staff_edited_and_restores_what_is_missing():
    Theme.objects.filter(key="drugs").update(name=Texts(ar="اسم معدل"))
    Helpline.objects.filter(key="police").delete()

    added = load_all()

    assert added["helplines"] == 1
    assert Theme.objects.get(key="drugs").name == Texts(ar="اسم معدل")


def test_load_creates_all_entries_of_the_seed():
    assert Theme.objects.filter(parent=None).count() == 12
    assert Theme.objects.exclude(parent=None).count() == 54
    assert Theme.objects.get(key="violence_sexual").is_sensitive
    assert [unit.key for unit in PoliceUnit.objects.filter(parent__key="meknes").order_by("key")] == [
        "meknes_district_2",
        "meknes_zone_1",
        "meknes_zone_2",
    ]
    assert Area.objects.get(key="meknes").population == 551503
    assert Area.objects.get(key="dkhissa").is_gendarmerie
    assert list(Helpline.objects.values_list("number", flat=True)) == ["19", "177", "15", ""]


def test_every_entry_has_its_three_languages():
    for model in (Theme, Area, PoliceUnit):
        entries = model.objects.all()
        assert entries, model
        for entry in entries:
            assert entry.name.languages() == ["ar", "fr", "en"], entry.key


def test_helpline_has_a_number_or_an_address() -> None:
    load_all()
    line = Helpline.objects.get(key="e-blagh")
    assert (line.number, line.url, bool(line.source)) == ("", "https://www.e-blagh.ma/", True)

    for broken in ({"url": ""}, {"in_masthead": True}):
        with pytest.raises(IntegrityError, match="helpline_"), transaction.atomic():
            Helpline.objects.filter(pk=line.pk).update(**broken)


def test_load_publishes_every_list_once() -> None:
    load_all()

    editions = Edition.objects.filter(document__kind="reference").values_list("document__key", "number")
    assert sorted(editions) == [(kind, 1) for kind in sorted(publishing.LISTS)]
    assert [entry.number for entry in reader.live("reference", "helpline").body.in_use()] == ["19", "177", "15", ""]
    assert all(publishing.live(kind) == publishing.compose(kind) for kind in publishing.LISTS)


def test_entry_that_a_later_release_adds_needs_approval() -> None:
    Helpline.objects.create(key="new", number="141", name=Texts(ar="رقم جديد"), position=9)
    load_all()
    assert "141" not in [entry.number for entry in reader.live("reference", "helpline").body.entries]

    head = factories.staff("head")
    edition = factories.publish_list("helpline", by=head)

    assert "141" in [entry.number for entry in reader.live("reference", "helpline").body.entries]
    assert (edition.approval.author_ids, edition.approval.approver_id) == ([], head.pk)
    assert edition.approval.is_installed


def test_publish_list_of_another_fingerprint_is_refused() -> None:
    Helpline.objects.filter(key="police").update(number="190")

    with pytest.raises(EditedMeanwhile):
        publish_list("helpline", by=factories.staff("head"), seen="0" * 64)

    assert reader.live("reference", "helpline").number == 1


def test_each_ministry_has_the_source_of_its_name() -> None:
    with (DATA / "institutions.csv").open(encoding="utf-8", newline="") as lines:
        ministries = [row for row in csv.DictReader(lines) if row["key"].startswith("ministry_")]

    assert len(ministries) >= 8
    assert [row["key"] for row in ministries if not row["source"]] == []
