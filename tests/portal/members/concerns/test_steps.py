"""The three steps: errors are next to their fields, and typed values are kept."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partners.actions import associations
from partners.models import Association
from portal.members.concerns.draft_session import COOKIE
from proposals.models import Concern, Draft
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db


def test_new_says_first_whom_to_call() -> None:
    page = html(Pen().client.get("/members/concerns/new/"))

    assert page.index('href="tel:19"') < page.index('name="draft"')
    assert {"tel:19", "tel:177", "tel:15"} <= set(re.findall(r'href="(tel:\d+)"', page))
    assert "112" in page
    assert "https://www.e-blagh.ma/" in page


def test_new_gives_the_browser_a_key_that_scripts_and_other_pages_do_not_see(pen: Pen) -> None:
    cookie = pen.client.cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/members/")
    assert cookie["max-age"] == 60 * 24 * 3600


def test_new_repeated_finds_the_same_draft() -> None:
    pen = Pen()
    sent = fields(pen.client.get("/members/concerns/new/"))

    answers = [pen.client.post("/members/concerns/new/", sent).url for _each in range(3)]

    assert len(set(answers)) == Draft.objects.count() == 1


@pytest.mark.slow
def test_new_repeated_after_sending_begins_another_draft() -> None:
    pen = Pen()
    concern = pen.sent()
    association = str(concern.association_id)

    pen.client.post("/members/concerns/new/", {"draft": str(concern.submission), "association": association})

    assert Draft.objects.get().pk != concern.submission


def test_new_asks_for_which_association_only_who_represents_several() -> None:
    user = factories.representative()
    assert "radio" not in html(Pen(user).client.get("/members/concerns/new/"))
    from partners.models import Membership

    second = factories.association()
    Membership.objects.create(association=second, user=user, role="board")
    pen = Pen(user)

    assert html(pen.client.get("/members/concerns/new/")).count('type="radio"') == 2
    pen.client.post("/members/concerns/new/", {"draft": str(uuid.uuid4()), "association": str(second.pk)})
    assert Draft.objects.get().association == second


def test_new_for_an_association_of_others_does_not_exist() -> None:
    other = factories.association()

    answer = Pen().client.post("/members/concerns/new/", {"draft": str(uuid.uuid4()), "association": str(other.pk)})

    assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_new_of_an_association_that_may_not_send_says_why() -> None:
    pen = Pen()
    association = Association.objects.visible_to(pen.user).get()
    Association.objects.filter(pk=association.pk).update(state="not_verified", state_reason="الوصل غير مقروء")

    page = html(pen.client.get("/members/concerns/new/"))
    sent = {"draft": str(uuid.uuid4()), "association": str(association.pk)}
    answer = pen.client.post("/members/concerns/new/", sent)

    assert "الوصل غير مقروء" in page
    assert 'name="draft"' not in page
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_new_lists_the_drafts_that_are_open(pen: Pen) -> None:
    pen.type(1, title="عنوان المسودة", go="back")

    assert "عنوان المسودة" in html(pen.client.get("/members/concerns/new/"))
    assert "عنوان المسودة" not in html(Pen().client.get("/members/concerns/new/"))
    assert "عنوان المسودة" not in html(Pen(pen.user).client.get("/members/concerns/new/"))


@pytest.mark.slow
def test_new_with_many_drafts_says_so() -> None:
    pen = Pen()
    for _each in range(20):
        pen.begin()

    page = pen.client.get("/members/concerns/new/")
    answer = pen.client.post("/members/concerns/new/", fields(page))

    assert answer.status_code == 409
    assert Draft.objects.count() == 20


WRONG_SUBJECT = [
    ("kind", ""),
    ("kind", "complaint"),
    ("use", ""),
    ("use", "everybody"),
    ("themes", []),
    ("themes", ["no_such_theme"]),
    ("themes", ["drugs", "violence", "theft", "road", "urban"]),
    ("title", "  "),
    ("title", "ع" * 201),
    ("title", "a\0b"),
]
WRONG_MATTER = [
    ("text", ""),
    ("text", "ن" * 5001),
    ("areas", ""),
    ("areas", "nowhere"),
    ("place", "م" * 301),
    ("since", "yesterday"),
    ("times", ["tea"]),
    ("suggestion", "س" * 5001),
]


@pytest.mark.parametrize(("name", "value"), WRONG_SUBJECT)
def test_wrong_answer_in_step_1_is_said_beside_it_and_nothing_is_typed_again(pen: Pen, name: str, value: Any) -> None:
    answer = pen.type(1, **(SUBJECT | {name: value}))

    assert answer.status_code == 200
    assert [field.name for field in answer.context["wrong"]] == [name]
    assert f'id="id_{name}_error"' in html(answer)
    typed = fields(pen.open(1))
    for other, expected in SUBJECT.items():
        if other != name:
            assert typed[other] == (expected if isinstance(expected, list) else [expected])
    assert pen.open(2).status_code == 200
    assert pen.open(3).url.endswith("/1/?check=1")


@pytest.mark.parametrize(("name", "value"), WRONG_MATTER)
def test_wrong_answer_in_step_2_is_said_beside_it_and_nothing_is_typed_again(pen: Pen, name: str, value: Any) -> None:
    pen.type(1, **SUBJECT)

    answer = pen.type(2, **(MATTER | {name: value}))

    assert answer.status_code == 200
    assert [field.name for field in answer.context["wrong"]] == [name]
    typed = fields(pen.open(2))
    assert typed["text"] == [value if name == "text" else MATTER["text"]]
    assert typed["suggestion"] == [value if name == "suggestion" else MATTER["suggestion"]]
    page = pen.client.get(pen.open(3).url)
    assert [field.name for field in page.context["wrong"]] == [name]


def test_right_answers_lead_from_step_to_step(pen: Pen) -> None:
    assert pen.type(1, **SUBJECT).url == pen.address("2/")
    assert pen.type(2, **MATTER).url == pen.address("3/")
    page = html(pen.open(3))
    for words in (SUBJECT["title"], MATTER["text"], MATTER["place"], MATTER["suggestion"]):
        assert words in page


@pytest.mark.parametrize(("step", "to"), [(1, "/members/concerns/new/"), (2, "1/")])
def test_back_keeps_what_was_typed_valid_or_not(pen: Pen, step: int, to: str) -> None:
    name, value = ("title", "ع" * 300) if step == 1 else ("text", "ن" * 6000)

    answer = pen.type(step, go="back", **{name: value})

    assert answer.url.endswith(to)
    assert fields(pen.open(step))[name] == [value]


def test_taking_ticks_away_is_kept(pen: Pen) -> None:
    pen.type(1, go="back", themes=["drugs", "road"])
    pen.type(1, go="back", themes=[])

    assert "themes" not in fields(pen.open(1))


@pytest.mark.slow
def test_line_break_of_a_browser_counts_once(pen: Pen) -> None:
    pen.type(1, **SUBJECT)
    text = "\r\n".join(["ن"] * 2500)

    assert pen.type(2, **(MATTER | {"text": text})).status_code == 302


def test_flood_is_refused_and_shown_again(pen: Pen) -> None:
    answer = pen.type(2, text="ن" * 70_000)

    assert answer.status_code == 409
    assert fields(answer)["text"] == ["ن" * 70_000]
    assert fields(pen.open(2)).get("text") == [""]


def test_confidential_text_need_not_name_an_area(pen: Pen) -> None:
    pen.type(1, **(SUBJECT | {"use": "cell_only"}))

    assert pen.type(2, **(MATTER | {"areas": ""})).status_code == 302


def test_proposal_is_asked_less(pen: Pen) -> None:
    pen.type(1, **(SUBJECT | {"kind": "proposal"}))

    asked = fields(pen.open(2))
    assert "suggestion" not in asked
    answer = pen.type(2, text=MATTER["text"], areas="meknes")
    assert answer.url == pen.address("3/")


def test_step_that_does_not_exist(pen: Pen) -> None:
    assert [pen.open(step).status_code for step in (0, 4)] == [404, 404]


def test_draft_of_somebody_else_does_not_exist(pen: Pen) -> None:
    stranger = Pen()
    stranger.client.cookies[COOKIE] = pen.client.cookies[COOKIE].value
    colleague = Pen(factories.representative(pen.draft.association))
    colleague.client.cookies[COOKIE] = pen.client.cookies[COOKIE].value

    for other in (stranger, colleague):
        for end in ("1/", "2/", "3/"):
            assert other.client.get(pen.address(end)).status_code == 404
        for end in ("1/", "save/", "files/", "files/1/remove/", "warning/", "send/", "discard/"):
            assert other.client.post(pen.address(end)).status_code == 404, end
    assert Draft.objects.filter(pk=pen.draft.pk).exists()


def test_draft_of_a_former_member_does_not_exist(pen: Pen) -> None:
    assert pen.open(1).status_code == 200

    pen.user.memberships.update(since="2020-01-01", until="2020-12-31")

    assert pen.open(1).status_code == 404
    assert pen.client.post(pen.address("save/"), {"step": "1"}).status_code == 404


def test_staff_have_no_such_pages(pen: Pen, head: Any) -> None:
    client = Client()
    client.force_login(head)

    for path in ("/members/concerns/new/", "/members/concerns/", pen.address("1/")):
        assert client.get(path).status_code == 404


def test_draft_in_another_browser_can_only_be_deleted(pen: Pen) -> None:
    pen.type(1, go="back", title="كلمات تبقى مقفلة")
    elsewhere = Pen(pen.user)

    page = elsewhere.client.get(pen.address("1/"))
    assert page.status_code == 410
    assert "كلمات تبقى مقفلة" not in html(page)
    assert elsewhere.client.post(pen.address("send/")).status_code == 410
    assert pen.address("discard/") in html(page)
    elsewhere.client.post(pen.address("discard/"))
    assert not Draft.objects.exists()


def test_broken_key_counts_as_none(pen: Pen) -> None:
    for key in ("x", "a" * 43, "", "é" * 43):
        pen.client.cookies[COOKIE] = key
        assert pen.open(1).status_code == 410, key


def test_discard_deletes_the_draft(pen: Pen) -> None:
    answer = pen.client.post(pen.address("discard/"))

    assert answer.url == "/members/concerns/new/"
    assert pen.open(1).status_code == 404
    assert not Concern.objects.exists()


def test_page_with_many_drafts_asks_the_database_no_more(pen: Pen, django_assert_num_queries: Any) -> None:
    pen.client.get("/members/concerns/new/")  # helplines are remembered from here on
    with CaptureQueriesContext(connection) as queries:
        pen.client.get("/members/concerns/new/")
    few = len(queries)
    for _each in range(3):
        pen.begin()

    with django_assert_num_queries(few):
        assert len(pen.client.get("/members/concerns/new/").context["drafts"]) == 4


@pytest.mark.slow
def test_suspension_while_writing_keeps_the_draft(pen: Pen, head: Any) -> None:
    pen.write()
    association = associations.move(pen.draft.association, by=head, move="verify")
    associations.move(association, by=head, move="suspend", sentence="قيد المراجعة")

    answer = pen.send()

    assert answer.status_code == 403
    assert Draft.objects.filter(pk=pen.draft.pk).exists()
    assert not Concern.objects.exists()
