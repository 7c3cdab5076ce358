from __future__ import annotations

import datetime as dt

import pytest

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.quarters import Quarter
from core.text.texts import Texts
from core.time_travel import happening
from proposals.digests import approval, drafts
from proposals.digests.approval import DIGESTS
from proposals.digests.composition import Composed
from proposals.models import Demand, Digest
from tests import factories
from tests.proposals.digests.playing import AFTER, ASKED_ON, QUARTER, digest, in_review, noon, published

pytestmark = pytest.mark.django_db
WORDS = Texts(ar="مقدمة المحرر")


def composed(row: Digest) -> Composed:
    return Composed.model_validate(row.composed)


@pytest.mark.slow
def test_compose_takes_what_was_published_in_the_quarter() -> None:
    done = published(on=ASKED_ON, move="start", answer=factories.text("جواب"))
    published(done, on=dt.date(2019, 3, 1), move="finish")
    waiting = published(on=dt.date(2019, 2, 20))
    published(on=dt.date(2019, 4, 2))

    found = composed(digest())

    assert {entry.number: entry.state for entry in found.entries} == {done.number: "done", waiting.number: "registered"}
    totals = found.totals
    assert (totals.moved, totals.open, totals.new, totals.raised) == (2, 2, 2, 2)
    assert (totals.answered_in_time, totals.answers_due) == (1, 2)
    assert (totals.open_at_end, totals.late_at_end) == (1, 1)
    assert [(each.state, each.demands) for each in totals.reached if each.state == "done"] == [("done", 1)]


def test_compose_counts_what_nothing_was_published_of() -> None:
    old = published(on=dt.date(2018, 10, 20), answer=factories.text("جواب"), move="start")
    published()

    still = composed(digest()).still

    assert (still.count, still.oldest_on) == (1, old.registered_on)
    assert [row.number for row in still.demands] == [old.number]


def test_compose_leaves_out_what_is_not_public() -> None:
    published()
    secret = factories.demand(registered_on=ASKED_ON, title=factories.text("سر المكتب"))
    factories.follow_up(secret, by=factories.staff("editor"), internal_note="ملاحظة داخلية")

    row = digest()

    assert "سر المكتب" not in str(row.composed)
    assert "ملاحظة داخلية" not in str(row.composed)
    assert len(composed(row).entries) == 1


def test_compose_twice_gives_the_same_digest() -> None:
    published()

    first, second = digest(), digest()

    assert first == second
    assert Digest.objects.count() == 1
    assert first.lines.count() == 1


def test_compose_of_a_quarter_without_news_is_refused_in_words() -> None:
    published(on=dt.date(2019, 5, 1))

    with pytest.raises(DomainError, match="nothing to tell"):
        digest()

    assert not Digest.objects.exists()


@pytest.mark.parametrize(("day", "is_ended"), [(dt.date(2019, 3, 31), False), (dt.date(2019, 4, 1), True)])
def test_compose_only_after_the_last_day(day: dt.date, is_ended: bool) -> None:
    published()
    editor = factories.staff("editor")

    with noon(day):
        assert (drafts.ended_quarters()[0] == QUARTER) == is_ended
        if is_ended:
            assert drafts.compose(QUARTER, by=editor).composed_on == day
        else:
            with pytest.raises(DomainError, match="not ended"):
                drafts.compose(QUARTER, by=editor)


@pytest.mark.parametrize("function", ["recorder", "moderator", "liaison", "administrator"])
def test_compose_by_another_function_is_refused(function: str) -> None:
    published()

    with pytest.raises(NotAllowed):
        digest(factories.staff(function))

    assert digest(factories.staff("head")).pk


def test_save_keeps_words_and_choice_for_each_demand() -> None:
    first, second = published(), published()
    row, editor = digest(), factories.staff("editor")
    lines = {line.demand_id: line.pk for line in row.lines.all()}
    decided = {
        lines[first.pk]: drafts.Line(Texts(ar="جملة عن الأول"), place=2),
        lines[second.pk]: drafts.Line(place=1, is_left_out=True),
    }

    drafts.save(row, by=editor, version=row.version, introduction=WORDS, change_note=Texts(), lines=decided)

    row.refresh_from_db()
    body = approval.pending(row).main.body
    assert body.introduction == WORDS
    assert [(entry.number, entry.sentence.ar) for entry in body.entries()] == [(first.number, "جملة عن الأول")]
    assert body.left_out == 1
    assert editor in row.authors.all()


def test_save_puts_entries_of_a_theme_in_the_order_of_the_editor() -> None:
    first, second = published(), published()
    row, editor = digest(), factories.staff("editor")
    lines = {line.demand_id: line.pk for line in row.lines.all()}
    decided = {lines[first.pk]: drafts.Line(place=2), lines[second.pk]: drafts.Line(place=1)}
    before = [entry.number for entry in approval.pending(row).main.body.entries()]

    drafts.save(row, by=editor, version=row.version, introduction=WORDS, change_note=Texts(), lines=decided)

    row.refresh_from_db()
    assert before == [first.number, second.number]
    assert [entry.number for entry in approval.pending(row).main.body.entries()] == [second.number, first.number]


def test_save_by_the_second_of_two_writers_is_refused() -> None:
    published()
    row, editor = digest(), factories.staff("editor")
    words = {"introduction": WORDS, "change_note": Texts(), "lines": {}}
    drafts.save(row, by=editor, version=row.version, **words)

    with pytest.raises(EditedMeanwhile):
        drafts.save(row, by=editor, version=row.version, **words)


def test_save_in_review_is_refused() -> None:
    published()
    row = in_review()

    with pytest.raises(DomainError, match="not open for writing"):
        drafts.save(
            row, by=factories.staff("editor"), version=row.version, introduction=WORDS, change_note=Texts(), lines={}
        )


def test_recompose_takes_what_changed_and_keeps_the_words() -> None:
    asked = published()
    row, editor = digest(), factories.staff("editor")
    line = row.lines.get()
    decided = {line.pk: drafts.Line(Texts(ar="جملة المحرر"))}
    drafts.save(row, by=editor, version=row.version, introduction=WORDS, change_note=Texts(), lines=decided)
    later = published(on=dt.date(2019, 3, 5))
    published(asked, on=dt.date(2019, 3, 20), move="start")
    row.refresh_from_db()
    assert approval.totals_today(row) is not None
    assert [entry.number for entry in approval.pending(row).main.body.entries()] == [asked.number]

    with happening(AFTER + dt.timedelta(days=3)):
        row = drafts.recompose(row, by=editor)

    body = approval.pending(row).main.body
    assert {entry.number: entry.sentence.ar for entry in body.entries()} == {
        asked.number: "جملة المحرر",
        later.number: "",
    }
    assert body.composed_on == dt.date(2019, 4, 11)
    assert approval.totals_today(row) is None


def test_recompose_of_a_published_digest_is_refused() -> None:
    published()
    row = in_review()
    DIGESTS.approve(row, by=factories.staff("head"), seen=approval.pending(row).fingerprint)

    with pytest.raises(DomainError, match="start a correction"):
        drafts.recompose(row, by=factories.staff("editor"))


@pytest.mark.parametrize("oldest", [dt.date(2016, 2, 29), dt.date(2016, 1, 1), dt.date(2016, 3, 31)])
def test_ended_quarters_go_back_without_a_gap_to_that_of_the_oldest_demand(oldest: dt.date) -> None:
    published()
    Demand.objects.update(registered_on=oldest)

    with happening(AFTER):
        found = drafts.ended_quarters()

    assert found[:3] == [Quarter(2019, 1), Quarter(2018, 4), Quarter(2018, 3)]
    assert (found[-1], len(found)) == (Quarter(2016, 1), 13)


def test_ended_quarters_without_a_demand_are_the_last_one() -> None:
    with happening(AFTER):
        assert drafts.ended_quarters() == [Quarter(2019, 1)]
