"""The public wording of a concern in the office: begun, written, read beside the text as received, approved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from consultations.planning import agenda
from core.text.texts import Texts
from proposals.concerns import publication, publication_approval
from proposals.models import PublishedConcern
from publications.findings import OpenFindings
from publications.models import Document
from tests import factories
from tests.portal.staff.desk import posted, queries, signed_in
from tests.proposals.concerns import publishing
from tests.proposals.concerns.publishing import TITLE
from tests.proposals.concerns.steps import in_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = "/staff/concerns/published/"
RECEIVED = "نص كما أرسلته الجمعية"


def page(row: PublishedConcern) -> str:
    return f"{LIST}{row.pk}/"


def offered(desk: Client, row: PublishedConcern) -> dict[str, Any]:
    return {each.name: each.form for each in desk.get(page(row)).context["offered"]}


@pytest.mark.slow
def test_moderator_words_it_and_the_head_publishes_it() -> None:
    concern = factories.accepted_concern(text=RECEIVED)
    desk, head = signed_in(factories.staff("moderator")), signed_in(factories.staff("head"))
    assert f"/staff/concerns/{concern.pk}/publication/" in desk.get(f"/staff/concerns/{concern.pk}/").content.decode()

    begun = desk.post(f"/staff/concerns/{concern.pk}/publication/")
    row = PublishedConcern.objects.get()
    form = posted(desk.get(f"{page(row)}edit/").context["form"])
    saved = desk.post(f"{page(row)}edit/", form | {"text_ar": "نص للعموم", "answer_fr": "Réponse"})
    sent = desk.post(f"{page(row)}submit/", {})
    approved = head.post(f"{page(row)}approve/", posted(offered(head, row)["approve"]) | {"has_read": "on"})

    assert [each.status_code for each in (begun, saved, sent, approved)] == [302] * 4
    body = Document.objects.get(kind="concern").live.body
    assert (body.text, body.answer) == (Texts(ar="نص للعموم"), Texts(fr="Réponse"))
    assert row.key in head.get(page(row)).content.decode()


def test_reader_of_the_draft_sees_what_was_received_beside_what_is_written() -> None:
    row = publishing.in_review(factories.accepted_concern(text=RECEIVED), text=Texts(ar="نص كما كتبته الخلية"))

    parts = signed_in(factories.staff("head")).get(page(row)).context["parts"]

    (text,) = [part for part in parts if str(part.label) == "What happens"]
    assert [(piece.change, piece.words) for piece in text.received] == [
        ("same", "نص كما"),
        ("removed", "أرسلته الجمعية"),
        ("added", "كتبته الخلية"),
    ]


def test_author_is_told_that_another_approves() -> None:
    head = factories.staff("head")
    row = publishing.in_review(by=head)

    assert signed_in(head).get(page(row)).context["waits_for_another"]
    assert "approve" not in offered(signed_in(head), row)
    assert "approve" in offered(signed_in(factories.staff("head")), row)


def test_approval_of_a_text_that_changed_since_shows_the_difference() -> None:
    moderator, head = factories.staff("moderator"), signed_in(factories.staff("head"))
    row = publishing.in_review(by=moderator)
    read = posted(offered(head, row)["approve"]) | {"has_read": "on"}
    desk = signed_in(moderator)
    desk.post(f"{page(row)}take_back/", {})
    publishing.worded(PublishedConcern.objects.get(), by=moderator, title=Texts(ar="عنوان آخر"))
    desk.post(f"{page(row)}submit/", {})

    refused = head.post(f"{page(row)}approve/", read)

    assert refused.status_code == 409
    assert any("آخر" in piece.words for each in refused.context["changes"] for piece in each.pieces)
    assert not Document.objects.filter(kind="concern").exists()


def test_findings_stand_before_the_approver() -> None:
    moderator, head = factories.staff("moderator"), factories.staff("head")
    row = publishing.drafted(by=moderator, text=Texts(ar="اتصلوا بالرقم 0661234567"))
    with pytest.raises(OpenFindings):
        publication.submit(row, by=moderator)
    factories.keep_findings(publication_approval.pending(row), by=moderator)
    publication.submit(row, by=moderator)

    [shown] = signed_in(head).get(page(row)).context["found"].rows

    assert (str(shown.finding.kind.label), str(shown.place)) == ("A phone number", "in the text")
    assert shown.by == moderator


def test_name_of_the_sender_is_refused_at_its_field_and_nothing_typed_is_lost() -> None:
    association = factories.association(name=Texts(ar="جمعية النور للتنمية", fr="Association Annour"))
    row = publishing.drafted(publishing.unnamed(association))
    desk = signed_in(factories.staff("moderator"))
    form = posted(desk.get(f"{page(row)}edit/").context["form"])

    refused = desk.post(f"{page(row)}edit/", form | {"text_ar": "تطلب جمعية النور للتنمية إنارة الزنقة"})

    assert list(refused.context["form"].errors) == ["text"]
    assert "تطلب جمعية النور للتنمية إنارة الزنقة" in refused.content.decode()
    row.refresh_from_db()
    assert row.text == publishing.TEXT
    assert desk.post(f"{page(row)}edit/", form | {"text_ar": "نطلب إنارة الزنقة"}).status_code == 302


def test_name_is_no_choice_where_the_association_asked_not_to_be_named() -> None:
    desk = signed_in(factories.staff("moderator"))
    unnamed, named = publishing.drafted(publishing.unnamed()), publishing.drafted()

    assert "shows_name" not in desk.get(f"{page(unnamed)}edit/").context["form"].fields
    assert "shows_name" in desk.get(f"{page(named)}edit/").context["form"].fields


@pytest.mark.slow
def test_meeting_is_offered_once_it_is_announced_with_the_concern_on_its_agenda() -> None:
    recorder, concern = factories.staff("recorder"), factories.accepted_concern()
    desk, row = signed_in(factories.staff("moderator")), publishing.drafted(concern)
    assert "meeting_key" not in desk.get(f"{page(row)}edit/").context["form"].fields
    meeting = factories.meeting(recorder, axes=[factories.text("محور")], held_on=factories.timezone.localdate())
    agenda.place(meeting.axes.get(), by=recorder, concern=concern)
    assert "meeting_key" not in desk.get(f"{page(row)}edit/").context["form"].fields, "not announced"

    announced = factories.announced(recorder, axes=[factories.text("محور")])
    agenda.place(announced.axes.get(), by=recorder, concern=concern)
    form = desk.get(f"{page(row)}edit/").context["form"]
    assert [key for key, _label in form.fields["meeting_key"].choices] == ["", announced.key]
    assert desk.post(f"{page(row)}edit/", posted(form) | {"meeting_key": announced.key}).status_code == 302

    row.refresh_from_db()
    row = publishing.approve(publication.submit(row, by=factories.staff("moderator")))
    assert (publishing.live(row).state, publishing.live(row).meeting) == ("agenda", announced.key)
    assert f"/fr/meetings/{announced.key}/" in Client().get(f"/fr/concerns/{row.key}/").content.decode()


def test_begin_for_a_confidential_concern_is_not_offered_and_refused() -> None:
    concern = in_state("accepted", use="cell_only")
    desk = signed_in(factories.staff("moderator"))

    assert (
        f"/staff/concerns/{concern.pk}/publication/" not in desk.get(f"/staff/concerns/{concern.pk}/").content.decode()
    )
    assert desk.post(f"/staff/concerns/{concern.pk}/publication/").status_code == 409
    assert not PublishedConcern.objects.exists()


def test_head_finds_what_waits_on_the_start_page() -> None:
    row = publishing.in_review()

    assert page(row) in signed_in(factories.staff("head")).get("/staff/").content.decode()


@pytest.mark.slow
def test_list_costs_the_same_for_one_and_for_three() -> None:
    head = signed_in(factories.staff("head"))
    publishing.drafted()
    one = queries(head, LIST)
    for _each in range(2):
        publishing.in_review()

    assert queries(head, LIST) == one
    assert len(head.get(f"{LIST}?state=in_review").context["page"]) == 2
    assert TITLE.ar in head.get(LIST).content.decode()
