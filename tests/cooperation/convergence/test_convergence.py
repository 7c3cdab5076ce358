"""Which programmes are suggested to meet, and what both sides answer."""

from __future__ import annotations

from functools import partial

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cooperation.convergence import matching, steps
from cooperation.models import Convergence, Programme
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from publications import reader
from reference.models import Area, Theme
from tests import factories
from tests.cooperation.programmes import playing
from tests.days import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Convergence:
    playing.of_cell()
    playing.proposed()
    return Convergence.objects.get()


def member_of(pair: Convergence) -> object:
    return pair.second.association.memberships.get().user


def countered(row: Convergence) -> Convergence:
    return steps.counter(row, by=member_of(row), seen=steps.newest_offer(row), sentence="في ماي أفضل")


def test_pair_is_suggested_with_its_reasons(pair: Convergence) -> None:
    assert pair.reasons == ["theme", "area", "audience", "time"]
    assert (pair.shared_from, pair.shared_until) == (pair.first.begins_on, pair.first.ends_on)


def test_area_inside_the_other_one_is_shared() -> None:
    playing.of_cell(areas=Area.objects.filter(key="meknes_prefecture"))
    playing.proposed()

    assert Convergence.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"audiences": ["families"]},
        {"begins_on": 300, "ends_on": 310},
        {"areas": "al_machouar_stinia"},
        {"themes": "drugs"},
        {"progress": "called_off"},
    ],
    ids=str,
)
def test_pair_that_shares_one_thing_less_is_not_suggested(other: dict[str, object]) -> None:
    keys = {"areas": Area, "themes": Theme}
    playing.of_cell()
    given = {name: in_days(value) if isinstance(value, int) else value for name, value in other.items()}
    playing.proposed(
        **{name: keys[name].objects.filter(key=value) if name in keys else value for name, value in given.items()}
    )

    assert not Convergence.objects.exists()


def test_many_alike_in_other_areas_do_not_hide_the_one_in_the_own_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_ALIKE", 1)
    playing.proposed(areas=Area.objects.filter(key="al_machouar_stinia"))
    near = playing.proposed()
    cell = playing.of_cell()

    assert [match.programme for match in matching.find(cell)] == [near]


def test_pair_that_matches_no_more_is_forgotten_unless_somebody_decided(pair: Convergence) -> None:
    from cooperation.programmes.drafting import PROGRAMMES

    row = pair.first
    PROGRAMMES.save(row, by=factories.staff("editor"), version=row.version, audiences=["women"])

    assert not Convergence.objects.exists()


def test_suggestion_is_read_by_nobody_outside_before_it_is_offered(pair: Convergence) -> None:
    member = member_of(pair)
    assert not Convergence.objects.visible_to(member).exists()

    playing.offered(pair)

    assert Convergence.objects.visible_to(member).exists()
    assert not Convergence.objects.visible_to(factories.representative(factories.verified_association())).exists()


def test_agreement_of_both_begins_a_joint_programme_that_keeps_its_origins_and_shares_sessions(
    pair: Convergence,
) -> None:
    session = playing.session(pair.second)
    row = playing.agreed(playing.offered(pair), by=member_of(pair))

    joint = playing.published(Programme.objects.get(pk=row.joint_id))

    assert (row.state, set(joint.origins.all())) == ("agreed", {pair.first, pair.second})
    assert joint.sessions.get().key == session.key
    body = reader.live("programme", joint.key).body
    assert {each.kind for each in body.organisers} == {"cell", "association"}


def test_place_that_a_session_of_an_origin_hides_is_named_nowhere_in_the_joint_programme(pair: Convergence) -> None:
    school = playing.school()
    pair.second.institutions.add(school)
    hiding = playing.session(pair.second, institution=school, is_place_hidden=True)
    row = playing.agreed(playing.offered(pair), by=member_of(pair))
    joint = Programme.objects.get(pk=row.joint_id)
    joint.sessions.filter(key=hiding.key).delete()
    playing.session(joint, institution=school)

    assert school.name.ar not in reader.live("programme", playing.published(joint).key).canonical


def test_text_of_an_origin_makes_its_authors_authors_of_the_joint_programme(pair: Convergence) -> None:
    from cooperation.programmes.drafting import PROGRAMMES

    row = playing.agreed(playing.offered(pair), by=member_of(pair))

    assert member_of(pair).pk in PROGRAMMES.compose(row.joint).authors


def test_one_side_alone_begins_nothing(pair: Convergence) -> None:
    with pytest.raises(NotAllowed):
        playing.agreed(playing.offered(pair), by=factories.staff("editor"))
    with pytest.raises(NotAllowed):
        playing.agreed(pair, by=factories.representative(factories.verified_association()))

    pair.refresh_from_db()
    assert (pair.state, pair.joint) == ("offered", None)


def test_two_associations_must_both_agree() -> None:
    first, second = playing.proposed(), playing.proposed()
    row = playing.offered(Convergence.objects.get())
    members = [each.association.memberships.get().user for each in (first, second)]

    assert playing.agreed(row, by=members[0]).state == "offered"
    with pytest.raises(NotAllowed):
        playing.agreed(row, by=members[0])
    assert playing.agreed(row, by=members[1]).joint is not None


def test_counter_proposal_goes_back_to_the_cell_and_nobody_has_agreed(pair: Convergence) -> None:
    row = countered(playing.offered(pair))

    assert (row.state, row.first_agreed, row.second_agreed) == ("countered", False, False)
    assert playing.offered(row).state == "offered"


def test_answer_to_an_offer_that_was_replaced_is_refused(pair: Convergence) -> None:
    member, old = member_of(pair), steps.newest_offer(playing.offered(pair))
    newer = playing.offered(countered(pair), offer="dates")

    for answer in (steps.agree, partial(steps.counter, sentence="لا"), steps.decline):
        with pytest.raises(EditedMeanwhile):
            answer(newer, by=member, seen=old)

    assert playing.agreed(newer, by=member).state == "agreed"


def test_page_with_an_old_offer_keeps_the_sentence_and_answers_the_new_one_when_sent_again(
    pair: Convergence, client: Client
) -> None:
    old = steps.newest_offer(playing.offered(pair))
    newer = steps.newest_offer(playing.offered(countered(pair)))
    client.force_login(member_of(pair))

    page = client.post(reverse("members:convergence_counter", args=[pair.pk]), {"seen": old, "sentence": "في يونيو"})

    form = {name: form for name, _answer, form in page.context["answers"]}["counter"]
    assert (page.status_code, form["sentence"].value(), form["seen"].value()) == (409, "في يونيو", newer)


def test_member_reads_titles_only_of_demands_that_are_public(pair: Convergence, client: Client) -> None:
    public, secret = factories.answered_demand(), factories.demand(title=factories.text("مطلب لم ينشر"))
    pair.first.demands.set([public, secret])
    client.force_login(member_of(playing.offered(pair)))

    page = client.get(reverse("members:convergence", args=[pair.pk])).content.decode()

    assert public.title.ar in page
    assert secret.title.ar not in page


def test_after_an_offer_was_declined_a_member_reads_only_the_own_side(pair: Convergence, client: Client) -> None:
    row = playing.offered(pair)
    steps.decline(row, by=member_of(pair), seen=steps.newest_offer(row))
    client.force_login(member_of(pair))

    for address in (reverse("members:convergence", args=[pair.pk]), reverse("members:programmes")):
        page = client.get(address).content.decode()
        assert pair.second.title.ar in page
        assert pair.first.title.ar not in page


@pytest.mark.parametrize("gone", [{"state": "withdrawn"}, {"progress": "called_off"}], ids=str)
def test_nobody_agrees_to_meet_a_programme_that_is_withdrawn_or_called_off(
    pair: Convergence, gone: dict[str, str]
) -> None:
    row = playing.offered(pair)
    with pgtrigger.ignore("cooperation.Programme:legal_moves"):
        Programme.objects.filter(pk=pair.first.pk).update(**gone)

    with override("en"), pytest.raises(DomainError, match="withdrawn"):
        playing.agreed(row, by=member_of(pair))


def test_postponed_pair_comes_back_on_its_day_and_a_dismissed_one_never(pair: Convergence) -> None:
    editor = factories.staff("editor")
    steps.postpone(pair, by=editor, until=in_days(5))
    assert not Convergence.objects.with_the_cell(in_days(4)).exists()
    assert Convergence.objects.with_the_cell(in_days(5)).exists()

    steps.dismiss(pair, by=editor, sentence="منهجان مختلفان")
    playing.PROGRAMMES.save(pair.first, by=editor, version=pair.first.version, ends_on=in_days(50))

    assert Convergence.objects.get().state == "dismissed"
    with pytest.raises(IllegalMove):
        playing.offered(pair)


def test_dismissal_needs_a_reason(pair: Convergence) -> None:
    with pytest.raises(DomainError):
        steps.dismiss(pair, by=factories.staff("editor"), sentence=" ")
