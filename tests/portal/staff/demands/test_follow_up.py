"""From the first word of a draft to what the public reads of a demand."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import HeldFunction, Refusal
from core.text.texts import Texts
from proposals.demands import approval, commitments, desk as office, follow_up as actions
from proposals.models import Demand, FollowUp
from publications import name_authors, reader
from reference.models import Area
from tests import factories
from tests.portal.staff.desk import queries, signed_in
from tests.proposals.demands import merges
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
SECRET = "كناريمكتب"
SENTENCE, ANSWER = "أحيل المطلب على الجماعة.", "الإنارة العمومية من اختصاص الجماعة."


@pytest.fixture
def desk(editor: Any) -> Client:
    return signed_in(editor)


def officer(unit: str) -> Any:
    person = factories.staff()
    HeldFunction.objects.create(user=person, function="liaison", unit=factories.unit(unit), since=dt.date(2018, 1, 1))
    return person


def begun(desk: Client, demand: Demand) -> str:
    """The address of the draft."""
    return str(desk.post(f"/staff/demands/{demand.pk}/follow-up/").headers["Location"])


def referral() -> dict[str, Any]:
    body = factories.commitment_facts()["owner_institution"]
    return {"move": "refer", "body": body.pk, "sentence_ar": SENTENCE, "answer_ar": ANSWER, "internal_note": SECRET}


def saved(desk: Client, page: str, **typed: Any) -> Any:
    return desk.post(page, fields(desk.get(page)) | referral() | typed)


def approved(desk: Client, page: str) -> Any:
    step = f"{page}approve/"
    return desk.post(step, fields(desk.get(f"{page}read/"), step))


def test_every_text_that_becomes_public_stands_on_the_page_of_the_approval_in_every_language(
    editor: Any, head: Any
) -> None:
    demand = factories.demand(areas=[Area.objects.get(key="hamria")], owner_unit=factories.unit())
    draft = factories.follow_up(
        demand, by=editor, move="plan", due_on=dt.date(2030, 5, 1), sentence=said("sentence"), answer=said("answer")
    )
    facts = factories.commitment_facts(
        what=said("what"), evidence=said("evidence"), evidence_url="https://example.org/e"
    )
    commitments.add(draft, by=editor, **facts)
    actions.send(draft, by=editor)

    page = signed_in(head).get(f"/staff/follow-ups/{draft.pk}/read/").content.decode()

    shown = " ".join(re.sub("<[^>]+>", " ", html.unescape(page)).split())
    published = approval.pending(draft).main.body
    missing = [text for text in every_text(published) if " ".join(text.split()) not in shown]
    assert missing == []
    assert {"evidence fr", "answer en", "what fr"} <= set(every_text(published))


def said(what: str) -> Texts:
    return Texts(ar=f"{what} ar", fr=f"{what} fr", en=f"{what} en")


def every_text(body: Any) -> list[str]:
    texts = {text for each in name_authors.texts_in(body) for text in (each.ar, each.fr, each.en) if text}
    return sorted(texts | {each.evidence_url for each in body.commitments})


@pytest.mark.slow
def test_draft_is_written_read_sent_approved_and_public(desk: Client, head: Any) -> None:
    demand = factories.demand(owner_unit=factories.unit())
    page = begun(desk, demand)
    answer = saved(desk, page)
    read = desk.get(answer.headers["Location"]).content.decode()

    assert answer.status_code == 302
    assert SENTENCE in read
    assert SECRET in read
    assert desk.post(f"{page}send/").status_code == 302
    assert approved(signed_in(head), page).status_code == 302
    demand.refresh_from_db()
    assert demand.state == "referred"
    public = Client().get(f"/ar/demands/{demand.key}/").content.decode()
    assert all(words in public for words in (SENTENCE, ANSWER, "جماعة مكناس"))


def test_begin_again_opens_the_same_draft(desk: Client, moderator: Any) -> None:
    demand = factories.demand()

    assert begun(desk, demand) == begun(signed_in(moderator), demand)
    assert FollowUp.objects.count() == 1


@pytest.mark.slow
def test_begin_for_a_demand_that_a_colleague_merged_meanwhile_is_refused_in_words(desk: Client) -> None:
    part, whole = merges.public_demand(), merges.public_demand()
    merges.merged(part, whole)

    refused = desk.post(f"/staff/demands/{part.pk}/follow-up/")

    assert (refused.status_code, bool(refused.context["refusal"])) == (409, True)
    assert not FollowUp.objects.filter(demand=part, state="draft").exists()


def test_form_offers_only_the_moves_that_are_allowed_now(desk: Client) -> None:
    page = begun(desk, factories.demand())

    offered = [name for name, _label in desk.get(page).context["form"].fields["move"].choices]

    assert "study" in offered
    assert not {"reopen", "register"} & set(offered)


def test_unfinished_draft_is_saved_and_not_sent(desk: Client) -> None:
    page = begun(desk, factories.demand())

    kept, refused = saved(desk, page, body="", sentence_ar=""), desk.post(f"{page}send/")

    assert (kept.status_code, refused.status_code) == (302, 409)
    assert str(actions.MISSING["sentence"]) in refused.content.decode()
    assert FollowUp.objects.get().state == "drafting"


def test_draft_without_a_sentence_is_read_in_words(desk: Client) -> None:
    page = begun(desk, factories.demand())

    assert desk.get(f"{page}read/").status_code == 200


def test_second_writer_sees_both_texts_and_loses_nothing(desk: Client, moderator: Any) -> None:
    page = begun(desk, factories.demand())
    late = signed_in(moderator)
    opened = fields(late.get(page))
    saved(desk, page)

    refused = late.post(page, opened | {"sentence_ar": "جملة أخرى"})

    assert refused.status_code == 409
    assert [each.label for each in refused.context["differences"]]
    assert "جملة أخرى" in refused.content.decode()
    assert SENTENCE in refused.content.decode()
    assert FollowUp.objects.get().sentence.ar == SENTENCE


def test_who_still_types_when_the_draft_is_sent_gets_the_text_back(desk: Client, moderator: Any) -> None:
    page = begun(desk, factories.demand())
    saved(desk, page)
    late = signed_in(moderator)
    opened = fields(late.get(page))
    desk.post(f"{page}send/")

    refused = late.post(page, opened | {"sentence_ar": "جملة متأخرة"})

    assert refused.status_code == 409
    assert "جملة متأخرة" in refused.content.decode()


@pytest.mark.slow
def test_author_gets_no_button_and_is_refused(head: Any) -> None:
    desk = signed_in(head)
    page = begun(desk, factories.demand())
    saved(desk, page)
    desk.post(f"{page}send/")
    carried = fields(signed_in(factories.staff("head")).get(f"{page}read/"), f"{page}approve/")

    shown, refused = desk.get(f"{page}read/").content.decode(), desk.post(f"{page}approve/", carried)

    assert f'action="{page}approve/"' not in shown
    assert refused.status_code == 403
    assert FollowUp.objects.get().state == "in_review"


def test_returned_draft_carries_what_is_missing_and_is_sent_again(desk: Client, head: Any) -> None:
    page = begun(desk, factories.demand())
    saved(desk, page)
    desk.post(f"{page}send/")
    reviewer = signed_in(head)

    unsaid, returned = (reviewer.post(f"{page}return/", {"sentence": words}) for words in ("", "أضيفوا رقم القرار"))

    assert (unsaid.status_code, returned.status_code) == (400, 302)
    assert "أضيفوا رقم القرار" in desk.get(page).content.decode()
    assert desk.post(f"{page}send/").status_code == 302


def test_draft_is_taken_back_and_discarded(desk: Client) -> None:
    demand = factories.demand()
    page = begun(desk, demand)
    saved(desk, page)
    desk.post(f"{page}send/")

    back, gone = desk.post(f"{page}take-back/"), desk.post(f"{page}discard/")

    assert (back.status_code, gone.status_code) == (302, 302)
    assert FollowUp.objects.get().state == "discarded"
    assert desk.post(f"{page}send/").status_code == 409
    assert begun(desk, demand) != page


@pytest.mark.slow
def test_officer_of_another_unit_reads_and_is_refused_every_step(desk: Client) -> None:
    demand = factories.demand(owner_unit=factories.unit("meknes_district_2"))
    page = begun(desk, demand)
    saved(desk, page)
    commitments.add(FollowUp.objects.get(), by=factories.staff("editor"), **factories.commitment_facts())
    drafted = FollowUp.objects.get().commitments.get()
    stranger, before = signed_in(officer("meknes_zone_1")), Refusal.objects.count()
    steps = [
        f"/staff/demands/{demand.pk}/follow-up/", page, f"{page}send/", f"{page}discard/", f"{page}commitments/new/",
        f"/staff/commitments/{drafted.pk}/", f"/staff/commitments/{drafted.pk}/remove/",
    ]  # fmt: skip

    statuses = [stranger.post(step, referral()).status_code for step in steps]

    assert statuses == [403] * len(steps)
    assert Refusal.objects.count() == before + len(steps)
    shown = stranger.get(f"{page}read/").content.decode()
    assert f"{page}send/" not in shown
    assert "follow-up/" not in stranger.get(f"/staff/demands/{demand.pk}/").content.decode()
    assert FollowUp.objects.get().state == "drafting"


def test_officer_of_the_unit_writes_and_sends(desk: Client) -> None:
    demand = factories.demand(owner_unit=factories.unit("meknes_district_2"))
    own = signed_in(officer("meknes_district_2"))
    page = begun(own, demand)

    assert saved(own, page).status_code == 302
    assert own.post(f"{page}send/").status_code == 302


def owed(**typed: Any) -> dict[str, Any]:
    body = factories.commitment_facts()["owner_institution"]
    return {
        "what_ar": "إصلاح المصابيح",
        "owner_institution": body.pk,
        "due_on": "2027-06-30",
        "state": "promised",
    } | typed


def test_commitment_is_added_edited_and_taken_out_of_the_draft(desk: Client) -> None:
    page = begun(desk, factories.demand())
    added = desk.post(f"{page}commitments/new/", owed())
    row = FollowUp.objects.get().commitments.get()
    read = {"version": commitments.fingerprint(row)}
    edited = desk.post(f"/staff/commitments/{row.pk}/", owed(what_ar="إصلاح عشرة مصابيح") | read)

    assert (added.status_code, edited.status_code) == (302, 302)
    assert "إصلاح عشرة مصابيح" in desk.get(page).content.decode()
    assert desk.post(f"/staff/commitments/{row.pk}/remove/").status_code == 302
    assert not FollowUp.objects.get().commitments.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"owner_institution": ""},
        {"owner_unit": True},
        {"starts_on": "2027-07-01"},
        {"state": "kept"},
        {"due_on": ""},
        {"evidence_url": "javascript:alert(1)"},
    ],
)
def test_commitment_that_cannot_stand_is_refused_beside_its_field(desk: Client, typed: dict[str, Any]) -> None:
    page = begun(desk, factories.demand())
    sent = owed(**{name: factories.unit().pk if value is True else value for name, value in typed.items()})

    refused = desk.post(f"{page}commitments/new/", sent)

    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert "إصلاح المصابيح" in refused.content.decode()
    assert not FollowUp.objects.get().commitments.exists()


@pytest.mark.slow
def test_published_commitment_is_taken_up_and_shown_as_kept(desk: Client, head: Any) -> None:
    demand = factories.demand()
    page = begun(desk, demand)
    saved(desk, page, move="", answer_ar="")
    desk.post(f"{page}commitments/new/", owed())
    desk.post(f"{page}send/")
    approved(signed_in(head), page)
    again = begun(desk, demand)
    saved(desk, again, move="", answer_ar="", sentence_ar="أصلحت المصابيح.")

    opened = desk.post(f"{again}commitments/{demand.commitments.get().pk}/change/").headers["Location"]
    read = {"version": desk.get(opened).context["form"]["version"].value()}
    kept = desk.post(opened, owed(state="kept", evidence_ar="محضر التسليم") | read)
    desk.post(f"{again}send/")
    approved(signed_in(head), again)

    assert kept.status_code == 302
    assert [(each.state, each.evidence.ar) for each in demand.commitments.all()] == [("kept", "محضر التسليم")]
    public = Client().get(f"/ar/demands/{demand.key}/").content.decode()
    assert all(words in public for words in ("إصلاح المصابيح", "محضر التسليم", "جماعة مكناس"))


def test_commitment_of_another_demand_is_not_taken_up(desk: Client, head: Any) -> None:
    first = factories.follow_up(by=factories.staff("editor"))
    commitments.add(first, by=factories.staff("editor"), **factories.commitment_facts())
    factories.approve_follow_up(actions.send(first, by=factories.staff("editor")), by=head)
    page = begun(desk, factories.demand())

    assert desk.post(f"{page}commitments/{first.demand.commitments.get().pk}/change/").status_code == 404


def test_refusal_reason_is_public_in_words(desk: Client, head: Any) -> None:
    demand = factories.demand()
    page = begun(desk, demand)
    saved(desk, page, move="decline", body="", reason="law")
    desk.post(f"{page}send/")
    approved(signed_in(head), page)

    public = Client().get(f"/en/demands/{demand.key}/").content.decode()

    assert "The law does not allow it" in public


def test_unanswered_demand_says_so_in_public_after_the_promised_day(head: Any) -> None:
    demand = factories.demand(registered_on=dt.date(2018, 10, 17))
    editor = factories.staff("editor")
    factories.approve_follow_up(actions.send(factories.follow_up(demand, by=editor, move="study"), by=editor), by=head)

    public = Client().get(f"/en/demands/{demand.key}/").content.decode()

    assert "The promised day has passed without an answer" in public


@pytest.mark.slow
def test_words_for_the_office_stand_in_no_public_byte(desk: Client, head: Any, editor: Any) -> None:
    demand = factories.demand(owner_unit=factories.unit())
    Demand.objects.filter(pk=demand.pk).update(owner_person=factories.staff("moderator", name=SECRET))
    office.note(demand, by=editor, text=SECRET)
    page = begun(desk, demand)
    saved(desk, page)
    desk.post(f"{page}send/")
    signed_in(head).post(f"{page}return/", {"sentence": SECRET})
    desk.post(f"{page}send/")
    assert approved(signed_in(head), page).status_code == 302

    pages = [f"/{code}/demands/{demand.key}/" for code in ("ar", "fr", "en")]
    pages += [reverse("public:demand_json", args=[demand.key]), "/ar/demands/", "/ar/"]
    answers = {path: Client().get(path) for path in pages}

    assert reader.live("demand", demand.key)
    assert {answer.status_code for answer in answers.values()} <= {200}
    assert [path for path, answer in answers.items() if SECRET in answer.content.decode()] == []


@pytest.mark.slow
def test_page_before_approval_with_more_on_it_costs_no_more_queries(desk: Client, head: Any) -> None:
    def draft(how_many: int) -> str:
        page = begun(desk, factories.demand(owner_unit=factories.unit()))
        saved(desk, page)
        for _each in range(how_many):
            desk.post(f"{page}commitments/new/", owed())
        return page

    few, many = draft(1), draft(5)

    assert queries(desk, few) == queries(desk, many)
    assert queries(desk, f"{few}read/") == queries(desk, f"{many}read/")
    for page in (few, many):
        desk.post(f"{page}send/")
    reviewer = signed_in(head)
    assert queries(reviewer, f"{few}read/") == queries(reviewer, f"{many}read/")
