"""What real meetings hold reaches the report, the public page, the PDF, JSON, and, where it applies, the calendar."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from consultations.models import Attendance, Meeting, Point
from consultations.planning import typed_in
from consultations.record import people, said_points
from core.errors import DomainError
from core.text.partial_days import Known
from core.text.texts import LANGUAGES, Texts
from proposals.models import Demand
from publications import reader
from publications.pdf_layout import EditionFacts
from publications.report_content import ReportLayout
from publications.schemas import DemandDocument, MeetingDocument, ReportDocument
from reference.models import Institution
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db
ESTIMATE = dt.date(2017, 9, 1)


def typed_meeting(**values: Any) -> Meeting:
    """A meeting in September 2017, organised by an institution at the request of an association outside the directory."""
    fields: dict[str, Any] = {
        "title": text("لقاء تواصلي"),
        "venue": text("دار الشباب"),
        "held_on": ESTIMATE,
        "day_known": Known.MONTH,
        "kind": "outreach",
        "level": "district",
        "unit": factories.unit(),
        "organising_institution": Institution.objects.get(key="commune_meknes"),
        "organised_with": text("باشوية المدينة"),
        "requester": "association",
        "requesting_body": text("جمعية التجار"),
        "number_in_series": 4,
        "declared_people": 50,
        "declared_contributions": 18,
        "counts_are_estimates": True,
    }
    return typed_in.begin(by=factories.scribe(), **{**fields, **values})


def recorded(**values: Any) -> Meeting:
    """With a chair who opened in place of the head, somebody excused, a figure, progress, an exchange, a commitment, a demand."""
    meeting, by = typed_meeting(**values), factories.scribe()
    chair = {
        "side": "police",
        "function": text("نائب الرئيس"),
        "on_behalf_of": text("رئيس المنطقة"),
        "chair": "chaired",
        "role": "opener",
    }
    excused = {"side": "institution", "function": text("مدير المركز الصحي"), "attended": "excused"}
    quiet = {"side": "civil_society", "function": text("ممثل"), "association_name": "جمعية الصمت"}
    present = people.note_several(meeting, by=by, rows=[chair, excused, quiet], opening=text("رحب بالحضور."))
    earlier = factories.demand(title=text("إنارة"))
    about: list[dict[str, Any]] = [
        {"kind": "figure", "title": text("قضايا معالجة"), "figure_value": Decimal("214.5"), "figure_unit": text("قضية"),
         "figure_period": text("منذ يناير"), "figure_source": text("عرض الرئيس")},
        {"kind": "progress", "title": text("أصلحت الأعمدة"), "about_demand": earlier},
        {"kind": "exchange", "title": text("تبادل الرأي حول السير")},
        {"kind": "commitment", "title": text("دورية إضافية"), "owner_body": text("الوقاية المدنية"),
         "starts_on": dt.date(2017, 10, 2), "due_on": dt.date(2017, 12, 31)},
        {"kind": "demand", "title": text("ممر للراجلين"), "themes": [factories.theme()], "new_demand": True},
    ]  # fmt: skip
    said_points.note_several(meeting, by=by, rows=[{"speaker": present[0]} | row for row in about])
    return meeting


def published(meeting: Meeting) -> ReportDocument:
    factories.published_report(by=factories.staff("editor"), head=factories.staff("head"), at=meeting)
    body = reader.live("report", meeting.key).body
    assert isinstance(body, ReportDocument)
    return body


@pytest.mark.slow
def test_report_holds_what_the_record_holds() -> None:
    body = published(recorded())

    facts, [figure], [progress] = body.meeting, body.figures, body.progress
    assert (facts.held_on, facts.when.year, facts.when.month, facts.when.day) == (None, 2017, 9, None)
    assert (facts.organiser_kind, facts.organiser.key, facts.organised_with.ar) == (
        "institution", "commune_meknes", "باشوية المدينة",
    )  # fmt: skip
    assert (facts.number_in_series, facts.headcount.people, facts.headcount.contributions) == (4, 50, 18)
    assert facts.headcount.estimated == ["people", "contributions"]
    assert figure.figure is not None
    assert (figure.figure.value, figure.figure.unit.ar, figure.figure.source.ar) == ("214.5", "قضية", "عرض الرئيس")
    assert progress.about_demand == ""  # that demand stands on no public page
    assert [point.title.ar for point in body.exchanges] == ["تبادل الرأي حول السير"]
    [promise] = body.other_points
    assert (promise.owner.ar, promise.starts_on, promise.due_on) == (
        "الوقاية المدنية", dt.date(2017, 10, 2), dt.date(2017, 12, 31),
    )  # fmt: skip


@pytest.mark.slow
def test_who_chaired_who_was_represented_and_who_was_excused_is_told() -> None:
    body = published(recorded())

    chair = body.presence[0]
    assert (chair.chair, chair.role, chair.on_behalf_of.ar) == ("chaired", "opener", "رئيس المنطقة")
    assert [(each.function.ar, each.attended) for each in body.away] == [("مدير المركز الصحي", "excused")]
    assert "مدير المركز الصحي" not in [each.function.ar for each in body.presence]


@pytest.mark.slow
def test_who_was_excused_is_counted_nowhere() -> None:
    meeting = recorded(declared_people=None, counts_are_estimates=False)

    assert published(meeting).meeting.headcount.people == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("agrees", "shown"), [(False, ""), (True, "جمعية التجار")], ids=["without consent", "with consent"]
)
def test_association_that_asked_is_named_only_with_its_consent(agrees: bool, shown: str) -> None:
    body = published(recorded(requester_agrees=agrees))

    assert (body.meeting.requester, body.meeting.asked_by.ar) == ("association", shown)
    assert ("جمعية التجار" in body.model_dump_json()) is agrees
    assert "جمعية الصمت" not in body.model_dump_json()


@pytest.mark.slow
def test_undated_meeting_is_told_as_such_everywhere() -> None:
    meeting = recorded()
    published(meeting)
    demand = Demand.objects.get(points__meeting=meeting)

    client = Client()
    pages = {
        name: client.get(url).content.decode()
        for name, url in {
            "report": f"/ar/reports/{meeting.key}/",
            "reports": "/ar/reports/",
            "meeting": f"/ar/meetings/{meeting.key}/",
            "meetings": "/ar/meetings/",
            "demand": f"/ar/demands/{demand.number}/",
        }.items()
    }
    calendar = client.get("/ar/meetings/calendar/2017/9/")
    told = json.loads(client.get(f"/ar/meetings/{meeting.key}/meeting.json").content)["body"]["facts"]

    assert meeting.key.startswith("2017-09-meknes")
    assert [name for name, page in pages.items() if "شتنبر 2017" not in page] == []
    assert [name for name, page in pages.items() if "1 شتنبر 2017" in page or "2017-09-01" in page] == []
    assert (told["held_on"], told["held_when"]) == (None, {"year": 2017, "month": 9, "day": None, "weekday": None})
    assert meeting.key not in calendar.content.decode()
    assert client.get(f"/ar/meetings/{meeting.key}/meeting.ics").status_code == 404


@pytest.mark.slow
def test_demand_of_an_undated_meeting_counts_from_the_day_on_which_it_was_typed_in() -> None:
    meeting = recorded()
    published(meeting)
    demand = Demand.objects.get(points__meeting=meeting)

    body = reader.live("demand", demand.key).body

    assert isinstance(body, DemandDocument)
    assert body.registered_on > ESTIMATE
    assert (body.mentions[0].said_on, body.mentions[0].when.month) == (None, 9)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_tells_them_in_every_language(language: str) -> None:
    from django.utils.translation import override

    body = published(recorded())
    edition = EditionFacts(1, dt.datetime(2018, 11, 9, tzinfo=dt.UTC), "0" * 64, None, "https://portal.example/")

    with override(language):
        written = json.dumps(ReportLayout(body, language, edition).content(), ensure_ascii=False)

    for words in (
        "قضية",
        "منذ يناير",
        "عرض الرئيس",
        "رئيس المنطقة",
        "مدير المركز الصحي",
        "باشوية المدينة",
        "الوقاية المدنية",
    ):
        assert words in written
    assert "1 septembre" not in written
    assert "2017-09-01" not in written


@pytest.mark.slow
def test_page_tells_figures_progress_and_the_chair() -> None:
    meeting = recorded()
    published(meeting)

    page = Client().get(f"/fr/reports/{meeting.key}/").content.decode()

    assert "Chiffres présentés" in page
    assert "214,5" in page
    assert "présidence de la rencontre" in page
    assert "environ 50" in page


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "earlier"), [("meeting", "machoura/meeting/1"), ("report", "machoura/report/1")])
def test_edition_of_the_earlier_schema_is_read_as_it_was_published(kind: str, earlier: str) -> None:
    """Without the fields that version 2 added."""
    body = published(factories.closed_meeting())
    content = (reader.live(kind, body.key).body).model_dump(mode="json")
    content["schema_name"] = earlier
    facts = content["facts"] if kind == "meeting" else content["meeting"]
    for name in ("held_when", "organiser_kind", "organised_with", "asked_by", "number_in_series"):
        del facts[name]
    for name in ("contributions", "estimated"):
        del facts["headcount"][name]
    for name in ("away", "figures", "progress", "exchanges"):
        content.pop(name, None)

    schema = MeetingDocument if kind == "meeting" else ReportDocument
    old = schema.model_validate(content)

    assert (old.schema_name, schema.model_validate(content | {"schema_name": f"machoura/{kind}/2"}).schema_name) == (
        earlier,
        f"machoura/{kind}/2",
    )
    assert (old.facts if isinstance(old, MeetingDocument) else old.meeting).when.day == 17


def test_undated_meeting_cannot_be_announced() -> None:
    meeting = factories.meeting(day_known=Known.MONTH)

    with pytest.raises(DomainError):
        factories.announce(meeting, by=factories.staff("head"))


@pytest.mark.parametrize(
    ("known", "key"),
    [
        (Known.DAY, "2017-09-01-meknes-district-2"),
        (Known.MONTH, "2017-09-meknes-district-2"),
        (Known.YEAR, "2017-meknes-district-2"),
        (Known.WEEKDAY, "undated-meknes-district-2"),
    ],
)
def test_key_of_a_meeting_holds_no_day_that_nobody_knows(known: str, key: str) -> None:
    assert factories.meeting(held_on=ESTIMATE, day_known=known).key == key


IMPOSSIBLE_ROWS: dict[str, dict[str, Any]] = {
    "figure without a value column of its kind": {"kind": "praise", "figure_value": Decimal(1)},
    "two bodies that owe": {"kind": "commitment", "owner_body": text("جماعة"), "owner_unit": "unit"},
    "ends before it begins": {"kind": "commitment", "starts_on": dt.date(2019, 2, 1), "due_on": dt.date(2019, 1, 1)},
    "from a day without a promise": {"kind": "concern", "starts_on": dt.date(2019, 2, 1)},
    "progress of another kind": {"kind": "concern", "about_meeting": "meeting"},
}


@pytest.mark.parametrize("name", IMPOSSIBLE_ROWS)
def test_point_that_cannot_be_is_refused_by_the_database(name: str) -> None:
    meeting = factories.meeting()
    values = {"unit": factories.unit(), "meeting": meeting}
    fields = {
        key: values.get(value, value) if isinstance(value, str) else value
        for key, value in IMPOSSIBLE_ROWS[name].items()
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.create(meeting=meeting, position=1, title=text("نقطة"), **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": True, "institution": True},
        {"unit": True, "association_name": "جمعية"},
        {"attended": "excused", "chair": "chaired"},
        {"attended": "absent", "role": "opener"},
        {"shows_association": True},
    ],
)
def test_presence_that_cannot_be_is_refused_by_the_database(fields: dict[str, Any]) -> None:
    rows = {"unit": factories.unit(), "institution": Institution.objects.first()}
    values = {
        name: rows.get(name, value) if value is True and name in rows else value for name, value in fields.items()
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.present(factories.meeting(), **values)


def test_two_bodies_cannot_organise_one_meeting() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.meeting(organising_body=text("والي الجهة"))
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.meeting(organiser=None)

    assert factories.meeting(organiser=None, organising_body=Texts(ar="والي الجهة")).organised_by.ar == "والي الجهة"


def test_chair_of_a_meeting_may_also_open_it() -> None:
    meeting = factories.meeting()

    row = factories.present(meeting, chair=Attendance.Chair.CHAIRED, role=Attendance.Role.OPENER)

    assert Attendance.objects.get(pk=row.pk).chair == "chaired"
