"""The inbox and the page of a concern: what is shown to whom, and what a decision leaves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from core import keypairs
from core.parking import who_token
from partners.models import Association
from portal.staff.inbox import remaining
from portal.staff.views.concerns import reference_in
from portal.staff.waiting import MOST, Waiting, waiting_for
from proposals.actions import review
from proposals.models import Concern, Opening
from reference.models import Institution
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.portal.staff.test_markup import assert_well_formed
from tests.proposals.steps import in_state

pytestmark = pytest.mark.django_db
INBOX = "/staff/concerns/"
SECRET = "كلمات لا يقرؤها إلا من يفتح"


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.staff("moderator")


@pytest.fixture
def desk(moderator: Any) -> Client:
    return signed_in(moderator)


def listed(desk: Client, query: str = "") -> list[Concern]:
    return [row.concern for row in desk.get(f"{INBOX}{query}").context["rows"]]


def page_of(concern: Concern) -> str:
    return f"{INBOX}{concern.pk}/"


def promise(concern: Concern, **left: float) -> None:
    Concern.objects.filter(pk=concern.pk).update(due_at=timezone.now() + dt.timedelta(**left))


def test_inbox_puts_the_oldest_promise_first_and_leaves_out_what_does_not_wait(desk: Client) -> None:
    late, later = factories.concern(), factories.entered_concern()
    in_state("awaiting")
    in_state("declined")
    promise(late, hours=-3)

    assert listed(desk) == [late, later]


@pytest.mark.parametrize("show", ["awaiting", "closed", "all", "accepted", "withdrawn"])
def test_inbox_shows_what_is_asked_for(desk: Client, show: str) -> None:
    made = {
        state: in_state(state) for state in ("submitted", "awaiting", "accepted", "declined", "referred", "withdrawn")
    }
    wanted = {"closed": ["declined", "referred", "withdrawn"], "all": [*made]}.get(show, [show])

    assert set(listed(desk, f"?show={show}")) == {made[state] for state in wanted}


def test_inbox_narrows_by_use_and_by_words_of_the_association(desk: Client) -> None:
    named = Association.objects.get(pk=factories.association(name=factories.text("جسور", fr="Ponts du quartier")).pk)
    wanted = factories.concern(named, use="cell_only")
    others = [factories.concern(named), factories.concern(use="cell_only")]

    assert listed(desk, "?q=QUARTIER&use=cell_only") == [wanted]
    assert set(listed(desk, "?q=quartier")) == {wanted, others[0]}
    assert set(listed(desk, "?use=cell_only")) == {wanted, others[1]}


@pytest.mark.parametrize("written", ["{}", " {} ", "\u200f{}.", "({})"])
def test_inbox_finds_a_reference_as_it_was_pasted_whatever_is_chosen(desk: Client, written: str) -> None:
    wanted, _other = in_state("withdrawn"), factories.concern()

    found = desk.get(INBOX, {"q": written.format(wanted.reference.lower()), "show": "accepted", "use": "cell_only"})

    assert [row.concern for row in found.context["rows"]] == [wanted]


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("2026-K7Q4M2", "2026-K7Q4M2"),
        ("2026 – k7q4m2", "2026-K7Q4M2"),
        ("٢٠٢٦-K7Q4M2", "2026-K7Q4M2"),
        ("2026K7Q4M2", "2026-K7Q4M2"),
        ("2026-K7Q4M", ""),
        ("2026-K7Q4M22", ""),
        ("جمعية 2026", ""),
        ("", ""),
    ],
)
def test_reference_is_read_as_people_write_it(words: str, reference: str) -> None:
    assert reference_in(words) == reference


@pytest.mark.parametrize("query", ["show=none", "use=x'--", "page=99999", "title__startswith=a", "q=%25"])
def test_inbox_with_unknown_parameters_still_answers(desk: Client, query: str) -> None:
    factories.concern()

    assert desk.get(f"{INBOX}?{query}").status_code == 200


def queries(desk: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", [INBOX, f"{INBOX}?show=all&q=جمعية", "/staff/", f"{INBOX}new/"])
def test_list_of_thirty_costs_no_more_queries_than_one(desk: Client, page: str) -> None:
    promise(factories.concern(), hours=2)
    queries(desk, page)
    with_one = queries(desk, page)
    for number in range(29):
        promise(factories.entered_concern(use="cell_only" if number % 2 else "public_named"), hours=2)

    assert queries(desk, page) == with_one


def test_page_with_more_steps_files_and_openings_costs_no_more_queries(desk: Client, moderator: Any) -> None:
    few = factories.concern(use="cell_only", files=[factories.photo()])
    many = in_state("awaiting", use="cell_only", files=[factories.photo() for _number in range(4)])
    review.reply(many, by=many.submitted_by, text="جواب")
    for concern, times in ((few, 1), (many, 5)):
        for _time in range(times):
            review.read(concern, by=moderator)
    queries(desk, page_of(few))

    assert queries(desk, page_of(many)) == queries(desk, page_of(few))


@pytest.mark.parametrize(
    ("left", "amount", "is_soon", "is_broken", "passed"),
    [
        ({"hours": 71.5}, "2 days", False, False, 0),
        ({"hours": 30.5}, "30 hours", False, False, 3),
        ({"hours": 5.5}, "5 hours", True, False, 5),
        ({"minutes": 20}, "minutes", True, False, 5),
        ({"hours": -3.5}, "3 hours", False, True, 6),
        ({"days": -2.5}, "2 days", False, True, 6),
    ],
)
def test_promise_is_told_in_words_and_in_pieces(
    left: dict[str, float], amount: str, is_soon: bool, is_broken: bool, passed: int
) -> None:
    concern = factories.concern()
    promise(concern, **left)

    found = remaining(Concern.objects.get())

    assert found is not None
    with override("en"):
        assert found.amount == amount
    assert (found.is_soon, found.is_broken, found.passed) == (is_soon, is_broken, passed)
    assert found.pieces == (["gone"] * 6 if is_broken else ["on"] * passed + ["off"] * (6 - passed))


def test_promise_of_an_answer_counts_its_own_days() -> None:
    found = remaining(in_state("accepted"))

    assert found is not None
    assert (found.is_answer, found.total.days, found.passed) == (True, 30, 0)
    assert remaining(in_state("declined")) is None


def promised(user: Any) -> list[Waiting]:
    return [each for each in waiting_for(user) if isinstance(each.thing, Concern)]


def test_start_shows_what_is_near_or_broken_the_oldest_first(moderator: Any, recorder: Any) -> None:
    near, broken, _far = factories.concern(), factories.concern(use="cell_only"), factories.concern()
    promise(near, hours=5)
    promise(broken, hours=-5)

    found = promised(moderator)

    assert {each.thing for each in found} == {near, broken}
    assert [each.remaining.is_broken for each in found if each.remaining] == [each.thing == broken for each in found]
    page = signed_in(moderator).get("/staff/").content.decode()
    assert near.title in page
    assert 'class="broken"' in page
    assert promised(recorder) == []


def test_start_shows_at_most_so_many(moderator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.staff.waiting.MOST", 2)
    for _number in range(3):
        promise(factories.concern(), hours=1)

    assert len(promised(moderator)) == 2 < MOST


def test_page_shows_the_text_as_received_with_marks_and_a_list_of_them(desk: Client) -> None:
    concern = factories.concern(text="اتصلوا على ٠٦٦١٢٣٤٥٦٧\n<script>alert(1)</script>", place="قرب السوق")

    answer = desk.get(page_of(concern))

    html = answer.content.decode()
    assert "<mark>٠٦٦١٢٣٤٥٦٧</mark>" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert [check.excerpt for check in answer.context["checks"]] == ["٠٦٦١٢٣٤٥٦٧"]
    assert "قرب السوق" in html
    assert not Opening.objects.exists()


def test_mark_over_two_lines_and_nothing_marked_keep_every_word(desk: Client) -> None:
    text = "السطر الأول\n\nالسطر الثاني 12 شارع محمد الخامس\nوالثالث"

    html = desk.get(page_of(factories.concern(text=text))).content.decode()

    for line in ("السطر الأول", "السطر الثاني", "والثالث"):
        assert line in html


def test_confidential_page_shows_nothing_and_opens_nothing(desk: Client) -> None:
    concern = factories.concern(use="cell_only", title=SECRET, text=SECRET, files=[factories.photo(f"{SECRET}.png")])

    for page in (INBOX, page_of(concern), f"{page_of(concern)}open/", f"{page_of(concern)}move/"):
        assert SECRET not in desk.get(page).content.decode()
    assert not Opening.objects.exists()


def test_open_shows_the_content_once_with_answers_and_who_opened(desk: Client, moderator: Any) -> None:
    concern = in_state("awaiting", use="cell_only", title=SECRET, text="نص", files=[factories.photo("ورقة.jpg")])
    review.reply(concern, by=concern.submitted_by, text="جواب سري")

    answer = desk.post(f"{page_of(concern)}open/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert all(words in html for words in (SECRET, "جواب سري", "ورقة.jpg"))
    assert SECRET not in html[: html.index("</title>")], "the browser keeps titles in its history"
    assert (
        [opening.by for opening in Opening.objects.all()]
        == [moderator] * 2
        == [o.by for o in answer.context["openings"]]
    ), "the text, and the answer"
    assert SECRET not in str(dict(desk.session))
    assert SECRET not in desk.get(page_of(concern)).content.decode()
    assert Opening.objects.count() == 2


def test_open_where_the_private_key_is_not_says_so(desk: Client, settings: Any) -> None:
    concern = factories.concern(use="cell_only", title=SECRET)
    settings.CELL_PRIVATE_KEYS = ""

    shown, refused = desk.get(page_of(concern)), desk.post(f"{page_of(concern)}open/")

    assert f"{page_of(concern)}open/" not in shown.content.decode()
    assert not shown.context["can_open"]
    assert refused.status_code == 409
    assert refused.context["refusal"]
    assert not Opening.objects.exists()


def test_open_shows_what_opens_and_says_what_does_not(desk: Client, settings: Any, tmp_path: Path) -> None:
    first, second = (keypairs.new_pair(tmp_path / name) for name in ("a", "b"))
    settings.CELL_PUBLIC_KEY_FILE = str(first.public)
    concern = in_state("awaiting", use="cell_only", title=SECRET)
    settings.CELL_PUBLIC_KEY_FILE = str(second.public)
    review.reply(concern, by=concern.submitted_by, text="جواب سري")

    for folder, is_text in ((first, True), (second, False)):
        settings.CELL_PRIVATE_KEYS = str(folder.private.parent)
        answer = desk.post(f"{page_of(concern)}open/")

        html = answer.content.decode()
        lost = concern.steps.last().sealed_with if is_text else concern.sealed_with
        assert answer.status_code == 200
        assert ((SECRET in html), ("جواب سري" in html)) == (is_text, not is_text)
        assert lost in html
    assert [each.step_id for each in Opening.objects.order_by("pk")] == [None, concern.steps.last().pk]


def test_one_damaged_key_file_breaks_no_page(desk: Client, settings: Any, tmp_path: Path) -> None:
    pair = keypairs.new_pair(tmp_path / "keys")
    (tmp_path / "keys" / "a.key").write_text("not a key")
    settings.CELL_PUBLIC_KEY_FILE, settings.CELL_PRIVATE_KEYS = str(pair.public), str(pair.private.parent)
    concern = factories.concern(use="cell_only", title=SECRET)

    assert desk.get(page_of(concern)).status_code == 200
    assert SECRET in desk.post(f"{page_of(concern)}open/").content.decode()
    pair.private.unlink()
    assert desk.get(page_of(concern)).status_code == 200
    assert desk.post(f"{page_of(concern)}open/").status_code == 409


def test_open_of_a_readable_concern_leads_to_its_page(desk: Client) -> None:
    concern = factories.concern()

    assert desk.post(f"{page_of(concern)}open/").headers["Location"] == page_of(concern)
    assert not Opening.objects.exists()


def test_file_of_an_open_concern_is_downloaded_without_trace(desk: Client) -> None:
    file = factories.concern(files=[factories.photo("photo.jpg")]).files.get()

    answer = desk.get(f"/staff/concerns/files/{file.pk}/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "photo.jpg" in answer.headers["Content-Disposition"]
    assert not Opening.objects.exists()


def test_sealed_file_is_opened_by_a_post_and_each_one_is_on_record(desk: Client, moderator: Any) -> None:
    file = factories.concern(use="cell_only", files=[factories.photo()]).files.get()
    address = f"/staff/concerns/files/{file.pk}/"

    assert desk.get(address).status_code == 404
    assert desk.get(f"{address}open/").status_code == 302
    assert not Opening.objects.exists()
    answers = [desk.post(f"{address}open/") for _time in range(2)]

    assert [answer.content[:3] for answer in answers] == [b"\xff\xd8\xff"] * 2
    assert [(each.by, each.file) for each in Opening.objects.all()] == [(moderator, file)] * 2


def test_file_that_waits_for_the_scanner_is_not_handed_out_and_not_lost(desk: Client, settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    files = [factories.concern(use=use, files=[factories.photo()]).files.get() for use in ("public_named", "cell_only")]

    answers = [
        desk.get(f"/staff/concerns/files/{files[0].pk}/"),
        desk.post(f"/staff/concerns/files/{files[1].pk}/open/"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all(answer.context["refusal"] for answer in answers)
    assert not any(b"\xff\xd8\xff" in answer.content for answer in answers)


DECISIONS: list[tuple[str, dict[str, Any], str]] = [
    ("begin", {}, "under_review"),
    ("accept", {"sentence": "قُبل"}, "accepted"),
    ("ask", {"sentence": "أين؟"}, "awaiting"),
    ("decline", {"sentence": "لا", "reason": "sent_twice"}, "declined"),
    ("refer", {"sentence": "إليهم"}, "referred"),
]


@pytest.mark.parametrize(("move", "typed", "state"), DECISIONS)
@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_decide_from_the_page(desk: Client, move: str, typed: dict[str, Any], state: str, use: str) -> None:
    concern = factories.concern(use=use)
    body = {"body": Institution.objects.first().pk} if move == "refer" else {}
    seen = desk.get(page_of(concern)).context["steps"][-1].step.pk

    answer = desk.post(f"{page_of(concern)}move/", {"move": move, "seen": seen, **typed, **body})

    assert answer.headers["Location"] == page_of(concern)
    assert Concern.objects.get().state == state
    assert typed.get("sentence", "") in desk.get(page_of(concern)).content.decode()


@pytest.mark.parametrize(
    ("move", "wrong"),
    [("accept", "sentence"), ("ask", "sentence"), ("decline", "reason"), ("refer", "body")],
)
def test_decide_with_something_missing_explains_beside_the_field_and_keeps_the_rest(
    desk: Client, move: str, wrong: str
) -> None:
    concern = factories.concern()
    typed = {"move": move} | ({} if wrong == "sentence" else {"sentence": "ما كتبته"})

    answer = desk.post(f"{page_of(concern)}move/", typed)

    [offered] = [each for each in answer.context["offered"] if each.is_open]
    assert answer.status_code == 400
    assert offered.form.errors.keys() == {wrong}
    assert typed.get("sentence", "") in answer.content.decode()
    assert Concern.objects.get().state == "submitted"


@pytest.mark.parametrize("move", ["", "reply", "withdraw", "publish", "submit"])
def test_decide_what_does_not_exist_is_refused(desk: Client, move: str) -> None:
    concern = factories.concern()

    assert desk.post(f"{page_of(concern)}move/", {"move": move, "sentence": "نص"}).status_code == 400
    assert Concern.objects.get().state == "submitted"


def test_decide_second_shows_what_happened_and_keeps_the_sentence(desk: Client, moderator: Any) -> None:
    concern = factories.concern()
    seen = desk.get(page_of(concern)).context["steps"][-1].step.pk
    review.move(concern, by=factories.staff("head"), move="ask", sentence="في أي زنقة؟")
    typed = {"move": "accept", "sentence": "مقبول عندنا", "seen": seen}

    refused = desk.post(f"{page_of(concern)}move/", typed)

    html = refused.content.decode()
    assert refused.status_code == 409
    assert [each.step.move for each in refused.context["meanwhile"]] == ["ask"]
    assert all(words in html for words in ("في أي زنقة؟", "مقبول عندنا"))
    [offered] = [each for each in refused.context["offered"] if each.is_open]
    again = {"move": "accept", "sentence": "مقبول عندنا", "seen": offered.form["seen"].value()}
    assert desk.post(f"{page_of(concern)}move/", again).status_code == 302
    assert Concern.objects.get().state == "accepted"


def test_decide_what_is_not_possible_any_more_gives_the_sentence_back(desk: Client) -> None:
    concern = factories.concern()
    review.move(concern, by=factories.staff("head"), move="accept", sentence="قُبل")

    refused = desk.post(f"{page_of(concern)}move/", {"move": "decline", "reason": "sent_twice", "sentence": "كتبت هذا"})

    assert refused.status_code == 409
    assert refused.context["left"].sentence == "كتبت هذا"
    assert "كتبت هذا" in refused.content.decode()


def test_decide_after_the_session_ended_hands_the_sentence_back_to_its_writer_only(moderator: Any) -> None:
    concern, pages = factories.concern(), []
    address = f"{page_of(concern)}move/"
    for user in (moderator, factories.staff("moderator")):
        client = Client()
        client.post(address, {"_who": who_token(moderator.pk), "move": "ask", "sentence": "كُتب قبل نهاية الجلسة"})
        client.force_login(user)
        pages.append(client.get(address))

    assert ["كُتب قبل نهاية الجلسة" in each.content.decode() for each in pages] == [True, False]
    assert [each.context["was_parked"] for each in pages] == [True, False]
    assert Concern.objects.get().state == "submitted"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_sentence_is_asked_for_in_the_language_of_the_text(desk: Client, language: str) -> None:
    concern = factories.concern(language=language)

    forms = {each.move.name: each.form for each in desk.get(page_of(concern)).context["offered"]}

    assert forms["accept"].fields["sentence"].widget.attrs["lang"] == language


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
@pytest.mark.parametrize("function", ["recorder", "editor", "liaison", "administrator"])
def test_inbox_and_concerns_do_not_exist_for_other_functions(function: str, use: str) -> None:
    concern = factories.concern(use=use, files=[factories.photo()])
    file = concern.files.get()
    pages = [INBOX, page_of(concern), f"{page_of(concern)}open/", f"/staff/concerns/files/{file.pk}/"]

    other, head = signed_in(factories.staff(function)), signed_in(factories.staff("head"))

    assert [other.get(page).status_code for page in pages] == [404] * 4
    assert [head.get(page).status_code for page in pages[:3]] == [200] * 3
    assert other.post(f"{page_of(concern)}open/").status_code == 403
    assert other.post(f"/staff/concerns/files/{file.pk}/open/").status_code == 403
    assert other.post(f"{page_of(concern)}move/", {"move": "begin"}).status_code == 403
    assert not Opening.objects.exists()
    assert Concern.objects.get().state == "submitted"


def test_every_page_of_the_inbox_is_well_formed(desk: Client) -> None:
    concern = in_state("under_review", text="0661234567", files=[factories.photo(), factories.photo()])
    sealed = factories.concern(use="cell_only", files=[factories.photo(), factories.photo()])
    entered = factories.entered_concern()
    entry = f"{INBOX}new/?association={concern.association_id}"
    seen = concern.steps.last().pk

    answers = {
        "refused": desk.post(f"{page_of(concern)}move/", {"move": "decline"}),
        "slower": desk.post(f"{page_of(concern)}move/", {"move": "ask", "sentence": "أين؟", "seen": seen - 1}),
        "impossible": desk.post(f"{page_of(concern)}move/", {"move": "begin"}),
        "opened": desk.post(f"{page_of(sealed)}open/"),
        "entry refused": desk.post(f"{INBOX}new/", {"association": concern.association_id}),
        **{
            page: desk.get(page)
            for page in (INBOX, "/staff/", page_of(concern), page_of(sealed), f"{INBOX}new/", entry)
        },
        "receipt": desk.get(f"{page_of(entered)}receipt/"),
        "nothing": desk.get(f"{INBOX}?show=withdrawn"),
    }

    for name, answer in answers.items():
        assert_well_formed(answer.content.decode(), name)
    assert [answers[name].status_code for name in ("refused", "slower", "impossible", "opened")] == [400, 409, 409, 200]
