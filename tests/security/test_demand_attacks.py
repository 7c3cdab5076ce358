"""Demands, verdicts, marks and merges against a hostile user: what stands in public needs two people, and nobody learns what is not public."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.planning import meetings
from consultations.record import contributions
from consultations.reports import steps as reports
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from followers import requests
from followers.models import Follow, Follower
from proposals.demands import approval, follow_up, ledger, merging, merging_approval, support, verdicts
from proposals.models import Answer, Demand, Verdict
from publications.findings import OpenFindings
from publications.models import Edition
from tests import factories
from tests.followers import playing
from tests.proposals.demands import merges
from tests.together import at_once

pytestmark = pytest.mark.django_db
NOWHERE = 987_654


def reworded(demand: Demand, title: str, *, by: Any) -> None:
    demand.refresh_from_db()
    ledger.reword(
        demand, by=by, version=demand.version, title=factories.text(title), details=Texts(),
        themes=[factories.theme()], areas=[], owner_unit=None,
    )  # fmt: skip


@pytest.mark.slow
def test_author_of_a_wording_does_not_approve_the_undoing_that_publishes_it() -> None:
    """The merge itself publishes the former wording of the merged demand, so its authors are still to be refused afterwards."""
    part, whole, author = merges.public_demand(), merges.public_demand(), factories.staff("editor", "head")
    reworded(part, "صياغة جديدة", by=author)
    change = merges.merged(part, whole)

    undo = merging.undo(change, by=factories.staff("editor"), sentence=factories.text("مطلبان."))
    undo = merging.send(undo, by=factories.staff("editor"))
    pending = merging_approval.pending(undo)

    assert "صياغة جديدة" in pending.canonical
    with pytest.raises(NotAllowed):
        merging_approval.approve(undo, by=author, seen=pending.fingerprint)


@pytest.mark.slow
def test_name_withdrawn_from_a_mark_on_a_merged_demand_leaves_every_edition() -> None:
    part, whole = merges.public_demand(), merges.public_demand()
    association = factories.verified_association(name=factories.text("جمعية العلامة"))
    member = factories.representative(association)
    support.add(part, association=association, by=member, shows_name=True)
    support.publish(part, by=factories.staff("moderator"), seen=support.pending(part).fingerprint)
    merges.merged(part, whole)
    assert Client().get(f"/ar/demands/{part.key}/editions/2.json").status_code == 200

    support.withdraw(part, association=association, by=member)

    for number in range(1, 6):
        page = Client().get(f"/ar/demands/{part.key}/editions/{number}.json")
        assert "جمعية العلامة" not in page.content.decode()


def test_name_withdrawn_after_the_association_was_renamed_leaves_the_page() -> None:
    demand, association = merges.public_demand(), factories.verified_association(name=factories.text("الاسم القديم"))
    member = factories.representative(association)
    support.add(demand, association=association, by=member, shows_name=True)
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)
    type(association).objects.filter(pk=association.pk).update(name=factories.text("الاسم الجديد"))
    association.refresh_from_db()

    support.withdraw(demand, association=association, by=member)

    assert merges.page(demand).supporters.named == []


def test_name_withdrawn_after_a_later_edition_left_it_out_leaves_the_earlier_one() -> None:
    """The association asked in a meeting since, without its name: the mark is not counted any more."""
    demand, association = merges.public_demand(), factories.verified_association(name=factories.text("جمعية العلامة"))
    member = factories.representative(association)
    support.add(demand, association=association, by=member, shows_name=True)
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)
    factories.mention(demand, association)
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)
    assert "جمعية العلامة" in Client().get(f"/ar/demands/{demand.key}/editions/2.json").content.decode()

    support.withdraw(demand, association=association, by=member)

    for number in range(1, 6):
        page = Client().get(f"/ar/demands/{demand.key}/editions/{number}.json")
        assert "جمعية العلامة" not in page.content.decode(), number


@pytest.mark.parametrize("turn", ["\u202e", "\u2066"])
def test_moderator_is_warned_of_a_sentence_that_is_shown_in_another_order(turn: str) -> None:
    """And markup in it is text. Whoever gave it has said why the sign stays."""
    association = factories.verified_association()
    demand, sentence = factories.answered_demand(association), f"<b>جملة</b> {turn}ab"
    with pytest.raises(OpenFindings) as refused:
        factories.verdict(demand, association, sentence=sentence)
    because = {each.mark: "لازم" for each in refused.value.asked}
    row = factories.verdict(demand, association, sentence=sentence, because=because)
    client = Client()
    client.force_login(factories.staff("moderator"))

    page = client.get(f"/staff/verdicts/{row.pk}/")

    assert any(f"[U+{ord(turn):04X}]" in row.words for row in page.context["found"].rows)
    assert "&lt;b&gt;" in page.content.decode()
    assert "<b>جملة" not in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_number_of_a_demand_that_is_not_public_looks_to_an_association_like_a_missing_one(method: str) -> None:
    hidden, association = factories.demand(), factories.verified_association()
    client = Client()
    client.force_login(factories.representative(association))
    sent = {"word": "solved", "text": "رسالة", "shows_name": "on"}

    for name in ("demand", "verdict", "support", "support_withdraw", "demand_letter", "demand_choose"):
        seen, place = [], () if name == "demand_choose" else (association.pk,)
        for number in (hidden.number, NOWHERE):
            answer = getattr(client, method)(reverse(f"members:{name}", args=[*place, number]), sent)
            seen.append((answer.status_code, answer.content, answer.headers.get("Location")))
        assert seen[0] == seen[1], name
        assert seen[0][0] in {404, 405}, name


@pytest.mark.slow
@pytest.mark.parametrize("way", ["merge", "split"])
def test_withdrawn_report_leaves_the_page_to_which_its_mention_was_moved_though_the_record_lost_it(way: str) -> None:
    editor, head = factories.staff("editor"), factories.staff("head")
    association = factories.verified_association(name=factories.text("جمعية اللقاء المسحوب"))
    meeting = factories.meeting(title=factories.text("لقاء مسحوب"))
    meetings.move(meeting, by=factories.scribe(), move="open")
    speaker = factories.present(meeting, side="civil_society", association=association, shows_association=True)
    said = factories.contribution(meeting, speaker=speaker)
    demand = factories.demand_point(meeting, interventions=[said]).demand
    report = factories.published_report(
        by=editor, head=head, at=meetings.move(meeting, by=factories.scribe(), move="close")
    )
    merges.heard(demand, "other")
    moved = demand.mentions.get(source_key=meeting.key)
    if way == "merge":
        there = merges.public_demand()
        merges.merged(demand, there)
    else:
        there = merges.approved(merges.split(demand, moved)).part
    assert "جمعية اللقاء المسحوب" in Client().get(f"/ar/demands/{there.key}/").content.decode()

    reports.correct(report, by=editor, sentence="خطأ")
    contributions.remove_contribution(said, by=factories.staff("recorder"))
    report.refresh_from_db()
    reports.withdraw(report, by=head, sentence=factories.text("سُحب"))

    for number in (there.key, demand.key):
        for path in ("", "demand.json", "editions/1.json", "editions/2.json", "editions/3.json"):
            page = Client().get(f"/ar/demands/{number}/{path}").content.decode()
            assert "جمعية اللقاء المسحوب" not in page, path
            assert "لقاء مسحوب" not in page, path


@pytest.mark.slow
def test_withdrawn_report_leaves_earlier_editions_of_a_demand_from_which_its_mention_came_back() -> None:
    editor, head = factories.staff("editor"), factories.staff("head")
    report = factories.published_report(by=editor, head=head)
    first, second, third = report.reported_points.get().point.demand, merges.public_demand(), merges.public_demand()
    inner = merges.merged(first, second)
    outer = merges.merged(second, third)
    merges.undone(outer)
    merges.undone(inner)
    key = report.meeting.key
    assert key in Client().get(f"/ar/demands/{third.key}/editions/2.json").content.decode()

    report.refresh_from_db()
    reports.withdraw(report, by=head, sentence=factories.text("سُحب"))

    for demand in (first, second, third):
        for number in range(1, 8):
            page = Client().get(f"/ar/demands/{demand.key}/editions/{number}.json")
            assert f'"source_key":"{key}"' not in page.content.decode(), f"{demand.key}: edition {number}"
    assert Client().get(f"/ar/demands/{third.key}/").status_code == 200


@pytest.mark.slow
def test_number_of_a_demand_that_is_not_public_is_to_a_stranger_like_a_missing_one() -> None:
    """Registered, merged into a public one, and split off from a public one but not approved."""
    public, hidden, merged = merges.public_demand(), factories.demand(), factories.demand()
    merges.heard(public, "other")
    merges.merged(merged, public)
    drafted = merges.split(public, public.mentions.earliest("pk")).part
    paths = ["/ar/demands/{}/", "/ar/demands/{}/demand.json", "/ar/demands/{}/editions/1.json", "/ar/demands/{}/feed.atom",
             "/following/new/demand/{}/"]  # fmt: skip

    def seen(path: str, number: int) -> tuple[int, str]:
        answer = Client().get(path.format(number))
        return answer.status_code, answer.content.decode().replace(path.format(number), path)

    for path in paths:
        assert Client().get(path.format(public.number)).status_code == 200
        for demand in (hidden, merged, drafted):
            assert seen(path, demand.number) == seen(path, NOWHERE), f"{path}: {demand.number}"
            assert seen(path, demand.number)[0] == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_follow_up_approved_20_times_at_once_is_one_edition() -> None:
    """Threat 32."""
    editor, heads = factories.staff("editor"), [factories.staff("head") for _each in range(2)]
    draft = follow_up.send(factories.follow_up(by=editor, answer=factories.text("جواب")), by=editor)
    seen = approval.pending(draft).fingerprint

    def approved(number: int) -> str:
        try:
            approval.approve(draft, by=heads[number % 2], seen=seen)
        except DomainError:
            return "refused"
        return "approved"

    told, refused = at_once([partial(approved, number) for number in range(20)])

    assert sorted(told) == ["approved", *["refused"] * 19]
    assert refused == []
    assert Edition.objects.filter(document__kind="demand").count() == 1
    assert Answer.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_verdict_given_and_published_20_times_at_once_is_one_verdict_and_one_edition() -> None:
    """Threats 31 and 32."""
    association, moderators = factories.verified_association(), [factories.staff("moderator") for _each in range(2)]
    demand, member = factories.answered_demand(association), factories.representative(association)
    before = Edition.objects.count()

    given, refused = at_once([partial(factories.verdict, demand, association, by=member)] * 20)
    (row,) = Verdict.objects.all()
    seen = verdicts.pending(row).fingerprint

    def published(number: int) -> str:
        try:
            verdicts.publish(row, by=moderators[number % 2], seen=seen)
        except DomainError:
            return "refused"
        return "published"

    told, again_refused = at_once([partial(published, number) for number in range(20)])

    assert {each.pk for each in given} == {row.pk}
    assert sorted(told) == ["published", *["refused"] * 19]
    assert refused == again_refused == []
    assert Edition.objects.count() == before + 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_link_of_a_follow_request_opened_20_times_at_once_makes_one_follower() -> None:
    """Threat 31."""
    token = requests.request_token(playing.requested())

    def confirmed() -> str:
        try:
            requests.confirm(token)
        except requests.NoRequest:
            return "unknown"
        return "confirmed"

    told, refused = at_once([confirmed] * 20)

    assert sorted(told) == ["confirmed", *["unknown"] * 19]
    assert refused == []
    assert (Follower.objects.count(), Follow.objects.count()) == (1, 1)
