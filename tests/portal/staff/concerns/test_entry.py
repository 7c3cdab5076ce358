"""Entering what came on paper or by telephone."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from core.models import ParkedForm, StoredFile
from core.text import formats
from proposals.concerns import promises, sealed_concern, submission
from proposals.models import Concern
from reference.models import Area
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db
PAGE = "/staff/concerns/new/"
TEXT = "سطر أول\r\nوسطر ثان"


@pytest.fixture
def desk(recorder: Any) -> Client:
    return signed_in(recorder)


def typed(**values: Any) -> dict[str, Any]:
    return {
        "association": factories.association().pk,
        "submission": str(uuid.uuid4()),
        "channel": "paper",
        "received_on": timezone.localdate().isoformat(),
        "language": "ar",
        "kind": "proposal",
        "use": "public_unnamed",
        "title": "إنارة الزنقة",
        "text": TEXT,
        "themes": [factories.theme().pk],
        **values,
    }


def test_entry_begins_with_the_association_found_by_words(desk: Client) -> None:
    wanted = factories.association(name=factories.text("جسور", fr="Ponts du quartier"))
    factories.association()

    found = desk.get(PAGE, {"q": "PONTS"})

    assert list(found.context["page"]) == [wanted]
    assert f"{PAGE}?association={wanted.pk}" in found.content.decode()
    assert desk.get(PAGE, {"association": wanted.pk}).context["association"] == wanted


@pytest.mark.parametrize("chosen", ["", "0", "x", "-1", "9" * 30, "٣", "987654"])
def test_entry_without_an_association_asks_for_it(desk: Client, chosen: str) -> None:
    assert "page" in desk.get(PAGE, {"association": chosen}).context
    refused = desk.post(PAGE, typed(association=chosen))

    assert refused.status_code == 400
    assert refused.context["refusal"]
    assert not Concern.objects.exists()


def test_entry_is_kept_as_it_came_and_leads_to_its_receipt(desk: Client, recorder: Any) -> None:
    day = timezone.localdate() - dt.timedelta(days=2)
    sent = typed(
        channel="phone", received_on=day.isoformat(), place="قرب السوق", since="week", times=["night", "school"],
        areas=[Area.objects.get(key="meknes").pk], suggestion="مصباح", files=[factories.photo("a.jpg"), factories.photo("b.jpg")],
    )  # fmt: skip

    answer = desk.post(PAGE, sent)

    row = Concern.objects.get()
    assert answer.headers["Location"] == f"/staff/concerns/{row.pk}/receipt/"
    assert (row.kind, row.use, row.channel, row.submitted_by) == ("proposal", "public_unnamed", "phone", recorder)
    assert row.content == factories.content(
        title="إنارة الزنقة", text="سطر أول\nوسطر ثان", place="قرب السوق", since="week", times=("night", "school"),
        areas=("meknes",), suggestion="مصباح",
    )  # fmt: skip
    assert timezone.localdate(row.received_at) == day
    assert [file.stored.shown_name for file in row.files.all()] == ["a.jpg", "b.jpg"]


def test_entry_sent_twice_is_one_concern_and_one_receipt(desk: Client) -> None:
    sent = typed()

    first, second = desk.post(PAGE, sent), desk.post(PAGE, sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Concern.objects.count() == 1


def test_entry_page_makes_a_new_id_each_time(desk: Client) -> None:
    page = f"{PAGE}?association={factories.association().pk}"

    assert desk.get(page).context["form"]["submission"].value() != desk.get(page).context["form"]["submission"].value()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "online"),
        ("channel", ""),
        ("received_on", "2999-01-01"),
        ("received_on", "0001-01-01"),
        ("received_on", "أمس"),
        ("language", "xx"),
        ("kind", "complaint"),
        ("use", ""),
        ("use", "public"),
        ("title", " "),
        ("title", "ا" * 201),
        ("text", ""),
        ("text", "ا" * 5001),
        ("themes", []),
        ("themes", ["x"]),
        ("areas", ["0"]),
        ("place", "ا" * 301),
        ("since", "ever"),
        ("times", ["noon", "never"]),
        ("submission", "x"),
    ],
)
def test_entry_with_a_wrong_field_explains_it_there_and_keeps_the_rest(desk: Client, field: str, value: Any) -> None:
    refused = desk.post(PAGE, typed(suggestion="اقتراح لا يضيع") | {field: value})

    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {field}
    assert "اقتراح لا يضيع" in refused.content.decode()
    assert not Concern.objects.exists()


def test_entry_counts_a_line_break_once_as_the_browser_does(desk: Client) -> None:
    assert desk.post(PAGE, typed(text="ا" * 2499 + "\r\n" + "ا" * 2500)).status_code == 302


def test_entry_with_a_refused_file_says_which_and_why_and_keeps_the_text(desk: Client) -> None:
    page = SimpleUploadedFile("photo.jpg", b"<html><script>alert(1)</script>", "image/jpeg")

    refused = desk.post(PAGE, typed(files=[factories.photo("good.jpg"), page]))

    errors = " ".join(refused.context["form"].errors["files"])
    assert "photo.jpg" in errors
    assert "good.jpg" not in errors
    assert "وسطر ثان" in refused.content.decode()
    assert not Concern.objects.exists()
    assert not StoredFile.objects.exists()


def test_entry_with_too_many_files_is_refused(desk: Client) -> None:
    refused = desk.post(PAGE, typed(files=[factories.photo() for _number in range(9)]))

    assert refused.context["form"].errors.keys() == {"files"}


def test_entry_offers_no_retired_theme(desk: Client) -> None:
    theme = factories.theme()
    theme.is_retired = True
    theme.save()

    assert desk.post(PAGE, typed()).context["form"].errors.keys() == {"themes"}


def test_entry_for_the_cell_only_is_sealed_and_a_reviewer_can_open_it(desk: Client) -> None:
    desk.post(PAGE, typed(use="cell_only", files=[factories.photo("ورقة.jpg")]))

    row = Concern.objects.get()
    moderator = factories.staff("moderator")
    assert (row.title, row.text) == ("", "")
    assert sealed_concern.read(row, by=moderator).title == "إنارة الزنقة"
    assert sealed_concern.file_names(row, by=moderator) == {row.files.get().pk: "ورقة.jpg"}


def test_entry_of_an_ended_session_waits_locked_for_who_typed_it(dump: Any) -> None:
    recorder, client = factories.staff("recorder"), Client()
    association, other = factories.association(), factories.association()
    page = signed_in(recorder).get(f"{PAGE}?association={association.pk}")
    sent = typed(use="cell_only", text="نص سري طويل", association=association.pk)

    client.post(PAGE, sent | {"_who": fields(page)["_who"]})

    assert ParkedForm.objects.count() == 1
    assert "نص سري طويل" not in dump()
    client.force_login(recorder)
    again = client.get(f"{PAGE}?association={other.pk}")
    assert again.context["association"] == association, "never under the name of another"
    assert "نص سري طويل" in again.content.decode()
    assert "no-store" in again.headers["Cache-Control"]
    assert not Concern.objects.exists()
    answer = client.post(PAGE, fields(again))
    assert answer.status_code == 302, answer.context["form"].errors
    assert Concern.objects.get().association == association


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_entry_of_another_text_in_an_old_form_is_told_and_keeps_the_text(desk: Client, use: str) -> None:
    first = typed(use=use)
    desk.post(PAGE, first)
    row = Concern.objects.get()

    answer = desk.post(PAGE, first | {"title": "نص آخر", "text": "كلمات أخرى"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in (row.reference, f"/staff/concerns/{row.pk}/receipt/", "كلمات أخرى"))
    assert Concern.objects.count() == 1
    assert desk.post(PAGE, fields(answer)).status_code == 302
    assert Concern.objects.count() == 2


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_entry_of_the_same_text_in_a_new_form_is_asked_about_first(desk: Client, use: str) -> None:
    first = typed(use=use)
    desk.post(PAGE, first)
    row = Concern.objects.get()

    asked = desk.post(PAGE, first | {"submission": str(uuid.uuid4()), "suggestion": "اقتراح لا يضيع"})

    page = asked.content.decode()
    assert asked.status_code == 409
    assert all(words in page for words in (row.reference, f"/staff/concerns/{row.pk}/receipt/", "اقتراح لا يضيع"))
    assert Concern.objects.count() == 1
    assert desk.post(PAGE, fields(asked)).status_code == 302
    assert Concern.objects.count() == 2


def test_entry_of_the_same_text_a_third_time_is_asked_about_again(desk: Client) -> None:
    first = typed()
    desk.post(PAGE, first)
    confirmed = fields(desk.post(PAGE, first | {"submission": str(uuid.uuid4())}))
    desk.post(PAGE, confirmed)

    answer = desk.post(PAGE, confirmed | {"submission": str(uuid.uuid4())})

    assert answer.status_code == 409
    assert Concern.objects.count() == 2


@pytest.mark.parametrize("other", ["text", "association", "person", "day"])
def test_entry_of_something_else_is_not_asked_about(desk: Client, other: str) -> None:
    first = typed(use="cell_only" if other == "day" else "public_named")
    desk.post(PAGE, first)
    day = timezone.localdate() - dt.timedelta(days=3)
    changed: dict[str, Any] = {
        "text": {"text": "نص آخر"},
        "association": {"association": factories.association().pk},
        "person": {},
        "day": {"received_on": day.isoformat()},
    }
    who = signed_in(factories.staff("recorder")) if other == "person" else desk

    answer = who.post(PAGE, first | {"submission": str(uuid.uuid4())} | changed[other])

    assert answer.status_code == 302
    assert Concern.objects.count() == 2


def test_entry_sent_twice_leads_to_its_receipt(desk: Client) -> None:
    sent = typed(areas=[], times=["night", "morning"])

    answers = [desk.post(PAGE, sent) for _time in range(2)]

    row = Concern.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [f"/staff/concerns/{row.pk}/receipt/"] * 2


def test_each_load_of_the_page_has_its_own_key_that_the_browser_does_not_fill_in(desk: Client) -> None:
    address = f"{PAGE}?association={factories.association().pk}"

    pages = [desk.get(address) for _time in range(2)]

    keys = [fields(page)["submission"][0] for page in pages]
    assert len(set(keys)) == 2
    assert all(
        f'value="{key}" autocomplete="off"' in page.content.decode() for key, page in zip(keys, pages, strict=True)
    )


def test_letter_is_promised_from_the_day_it_came(desk: Client) -> None:
    day = timezone.localdate() - dt.timedelta(days=2)
    desk.post(PAGE, typed(received_on=day.isoformat()))
    row = Concern.objects.get()

    receipt = desk.get(f"/staff/concerns/{row.pk}/receipt/").content.decode()

    promised = promises.promised(row.received_at)
    assert row.due_at == promised.read_by
    assert timezone.localdate(row.due_at) == day + dt.timedelta(days=3)
    assert formats.day(promised.read_by, "ar") in receipt
    assert formats.day(promised.answered_by, "ar") in receipt


def test_receipt_tells_what_happens_next_and_no_word_of_the_text(desk: Client, recorder: Any, settings: Any) -> None:
    concern = factories.entered_concern(by=recorder, channel="phone", title="كلمات العنوان", text="كلمات النص")

    page = desk.get(f"/staff/concerns/{concern.pk}/receipt/").content.decode()

    assert all(
        words in page
        for words in (concern.reference, f"{settings.PUBLIC_ORIGIN}/follow/{submission.follow_token(concern)}/")
    )
    assert not any(words in page for words in ("كلمات العنوان", "كلمات النص"))
    assert timezone.localtime(concern.due_at).strftime("%Y-%m-%d") in page


def test_receipt_is_for_who_entered_it_and_for_reviewers(desk: Client, recorder: Any) -> None:
    own, others = factories.entered_concern(by=recorder), factories.entered_concern(by=factories.staff("recorder"))
    online = factories.concern()
    pages = [f"/staff/concerns/{each.pk}/receipt/" for each in (own, others, online)]

    assert [desk.get(page).status_code for page in pages] == [200, 404, 404]
    assert [signed_in(factories.staff("moderator")).get(page).status_code for page in pages] == [200, 200, 404]
    assert [signed_in(factories.staff("editor")).get(page).status_code for page in pages] == [404, 404, 404]


@pytest.mark.parametrize("page", ["/staff/concerns/", "/staff/concerns/{}/"])
def test_who_enters_does_not_see_the_inbox(desk: Client, recorder: Any, page: str) -> None:
    concern = factories.entered_concern(by=recorder)

    assert desk.get(page.format(concern.pk)).status_code == 404
    assert signed_in(factories.staff("moderator")).get(page.format(concern.pk)).status_code == 200


@pytest.mark.parametrize("channel", ["paper", "phone"])
def test_what_the_cell_entered_is_marked_everywhere(channel: str) -> None:
    moderator = factories.staff("moderator", language="en")
    concern = factories.entered_concern(by=moderator, channel=channel)
    words = {"paper": "entered by the cell, on paper", "phone": "entered by the cell, by phone"}[channel]
    desk = signed_in(moderator)

    for page in ("/staff/concerns/", f"/staff/concerns/{concern.pk}/", f"/staff/concerns/{concern.pk}/receipt/"):
        assert words in desk.get(page).content.decode(), page


def test_browser_is_asked_not_to_remember_what_was_typed(desk: Client) -> None:
    """A long text is never offered again; one line is, to whoever types in the same field on that computer."""
    page = desk.get(PAGE, {"association": factories.association().pk}).content.decode()

    remembered = [tag for tag in re.findall(r"<input[^>]*type=\"text\"[^>]*>", page) if 'autocomplete="off"' not in tag]
    assert [tag for tag in remembered if 'name="q"' not in tag] == []
    assert page.count('autocomplete="off"') >= 3
