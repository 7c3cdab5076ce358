"""Networks of associations: who belongs to one, who is named, and what is said in its name."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.test import Client

from cooperation.models import Consent, JointText, Network
from cooperation.networks import joint_concerns, joint_texts, members, members_edition, statements
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.statements import STATEMENTS
from cooperation.networks.states import is_reached
from core.clock import today
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from proposals.demands import support
from proposals.models import Concern, Support
from publications.models import Document
from tests import factories
from tests.cooperation.networks import playing
from tests.cooperation.networks.playing import Played

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def network() -> Played:
    return playing.played()


@pytest.mark.parametrize(
    ("rule", "agreed", "asked", "expected"),
    [
        ("all", 4, 4, True), ("all", 3, 4, False), ("two_thirds", 2, 3, True), ("two_thirds", 3, 4, True), ("two_thirds", 5, 9, False),
        ("majority", 2, 4, False), ("majority", 3, 4, True), ("majority", 1, 1, False),
    ],
)  # fmt: skip
def test_rule_of_consent_counts_those_who_were_asked(rule: str, agreed: int, asked: int, expected: bool) -> None:
    assert is_reached(rule, agreed=agreed, asked=asked) is expected


def test_page_of_a_network_names_who_chose_it_and_counts_the_others(client: Client) -> None:
    network = playing.played(shows_names=False)
    page = client.get(f"/ar/networks/{network.network.key}/").content.decode()

    assert network.associations[0].name.ar in page
    assert not any(each.name.ar in page for each in network.associations[1:])


def test_asking_twice_is_one_request_and_the_coordinator_alone_answers(network: Played) -> None:
    newcomer = factories.verified_association()
    person = factories.representative(newcomer)
    request = members.ask(network.network, association=newcomer, by=person)

    assert members.ask(network.network, association=newcomer, by=person) == request
    for stranger in (person, network.people[1], factories.staff("head", "editor")):
        with pytest.raises(NotAllowed):
            members.accept(request, by=stranger)
    assert members.accept(request, by=network.people[0]).joined_on == today()


def test_new_member_is_public_once_a_second_person_approved(network: Played) -> None:
    newcomer = factories.verified_association()
    person = factories.representative(newcomer)
    members.accept(members.ask(network.network, association=newcomer, by=person, shows_name=True), by=network.people[0])
    head, pending = factories.staff("head"), members_edition.pending(network.network)
    factories.keep_findings(pending, by=head)

    assert members_edition.differs(network.network)
    members_edition.publish(network.network, by=head, seen=members_edition.pending(network.network).fingerprint)
    assert Document.objects.get(kind="network").live.body.size == 5


def test_name_of_who_leaves_is_gone_at_once_from_every_edition(network: Played, client: Client) -> None:
    name, key = network.associations[1].name.ar, network.network.key
    address = f"/ar/networks/{key}/"
    assert name in client.get(address).content.decode()

    members.leave(network.memberships[1], by=network.people[1])

    page = client.get(address).content.decode()
    assert name not in page
    assert client.get(f"{address}editions/1.json").status_code == 410


def test_name_that_is_withdrawn_is_counted_and_not_named(network: Played) -> None:
    members.choose_name(network.memberships[1], by=network.people[1], shows_name=False)

    body = Document.objects.get(kind="network").live.body
    assert (len(body.members), body.unnamed, body.size) == (3, 1, 4)
    assert network.associations[1].name not in [each.name for each in body.members]


def test_nobody_replies_for_another_association_nor_after_the_words_changed(network: Played) -> None:
    row = network.asked()
    with pytest.raises(NotAllowed):
        joint_texts.reply(row, network.memberships[1], by=network.people[0], seen=1, agrees=True)
    network.reply(row, 1, agrees=True)

    row.refresh_from_db()
    row = joint_texts.reword(row, by=network.people[0], version=row.version, title=row.title, text=Texts(ar="كلام آخر"))
    row = joint_texts.ask(row, by=network.people[0], version=row.version, answer_until=today() + dt.timedelta(days=9))

    assert joint_texts.tally(row).agreed == 1
    with pytest.raises(EditedMeanwhile):
        joint_texts.reply(row, network.memberships[1], by=network.people[1], seen=1, agrees=True)


def test_silence_is_not_consent(network: Played) -> None:
    row = network.asked()
    network.reply(row, 1, agrees=True)
    network.reply(row, 2, agrees=True)

    with pytest.raises(DomainError, match="still have time"):
        joint_texts.hand_over(row, by=network.people[0])
    JointText.objects.filter(pk=row.pk).update(answer_until=today() - dt.timedelta(days=1))
    joint_texts.hand_over(row, by=network.people[0])

    assert statements.pending(JointText.objects.get()).main.body.agreed == 3


def test_statement_with_one_that_declined_counts_three_of_four_and_names_nobody(
    network: Played, client: Client
) -> None:
    demand = playing.public_demand()
    row = playing.approved(playing.submitted(network.sent(1, 2, demand=demand)))

    page = client.get(f"/ar/statements/{row.key}/").content.decode()
    body = Document.objects.get(kind="statement").live.body
    assert (body.agreed, body.asked, body.named) == (3, 4, [])
    assert not any(each.name.ar in page for each in network.associations)


def test_statement_to_which_all_agreed_names_who_chose_it(network: Played) -> None:
    row = network.asked()
    for place in (1, 2, 3):
        network.reply(row, place, agrees=True, shows_name=place != 3)
    playing.approved(playing.submitted(joint_texts.hand_over(row, by=network.people[0])))

    named = [each.name for each in Document.objects.get(kind="statement").live.body.named]
    assert named == [each.name for each in network.associations[:3]]

    statements.withdraw_name(Consent.objects.get(membership=network.memberships[1]), by=network.people[1])
    named = [each.name for each in Document.objects.get(kind="statement").live.body.named]
    assert network.associations[1].name not in named


def test_each_association_that_agreed_is_one_voice_and_one_that_asked_before_is_not_counted_again(
    network: Played,
) -> None:
    demand = playing.public_demand()
    factories.mention(demand, network.associations[1])
    support.add(demand, association=network.associations[2], by=network.people[2], shows_name=True)
    row = playing.approved(playing.submitted(network.sent(1, 2, demand=demand)))

    voices = Support.objects.filter(demand=demand)
    assert {each.association_id: each.shows_name for each in voices} == {
        network.associations[0].pk: False,
        network.associations[2].pk: True,
    }

    STATEMENTS.withdraw(row, by=factories.staff("head"), sentence=Texts(ar="سُحب"))
    assert [each.association for each in Support.objects.filter(demand=demand)] == [network.associations[2]]


def test_agreement_taken_back_before_publishing_stops_the_statement(network: Played) -> None:
    row = playing.submitted(network.sent(1, 2))
    seen = STATEMENTS.compose(row).fingerprint
    network.reply(row, 2, agrees=False)

    with pytest.raises(DomainError, match="not reached"):
        STATEMENTS.approve(row, by=factories.staff("head"), seen=seen)


def test_the_cell_reads_nothing_before_it_is_sent_and_changes_no_word(network: Played) -> None:
    editor, row = factories.staff("editor"), network.asked()
    assert not JointText.objects.visible_to(editor).exists()
    for place in (1, 2, 3):
        network.reply(row, place, agrees=True)
    row = joint_texts.hand_over(row, by=network.people[0])

    assert JointText.objects.visible_to(editor).exists()
    with pytest.raises(NotAllowed):
        STATEMENTS.save(row, by=editor, version=row.version, text=Texts(ar="كلام الخلية"))


def test_only_the_coordinator_until_its_day_speaks_for_the_network(network: Played) -> None:
    with pytest.raises(NotAllowed):
        joint_texts.word(
            network.network, by=network.people[1], purpose="statement", title=playing.TITLE, text=playing.WORDS
        )
    Network.objects.update(coordinates_until=today() - dt.timedelta(days=1))
    with pytest.raises(DomainError, match="coordinates"):
        network.word()


def test_statement_that_is_discussed_anew_is_still_withdrawn_by_the_cell_and_not_dropped(
    network: Played, client: Client
) -> None:
    row = playing.approved(playing.submitted(network.sent(1, 2)))
    row = STATEMENTS.correct(row, by=factories.staff("moderator"), sentence="خطأ")
    words = Texts(ar="ما لا يعرفه أحد")
    row = joint_texts.reword(row, by=network.people[0], version=row.version, title=words, text=words)
    head = factories.staff("head")
    client.force_login(head)

    for address in (f"/staff/networks/statements/{row.pk}/", "/staff/networks/statements/"):
        page = client.get(address).content.decode()
        assert "أمن المدارس" in page
        assert words.ar not in page
    with pytest.raises(DomainError, match="is public"):
        joint_texts.drop(row, by=network.people[0])
    client.post(f"/staff/networks/statements/{row.pk}/withdraw/", {"sentence_ar": "سُحب"})
    assert not Document.objects.get(kind="statement").is_listed
    joint_texts.drop(row, by=network.people[0])


def test_name_is_withdrawn_from_an_earlier_edition_while_the_words_are_discussed_anew(
    network: Played, client: Client
) -> None:
    row = network.asked()
    for place in (1, 2, 3):
        network.reply(row, place, agrees=True, shows_name=True)
    row = playing.approved(playing.submitted(joint_texts.hand_over(row, by=network.people[0])))
    row = _corrected(network, row, Texts(ar="الصيغة الثانية"))
    network.reply(row, 1, agrees=True)
    network.reply(row, 2, agrees=True)
    network.reply(row, 3, agrees=False)
    row = joint_texts.hand_over(row, by=network.people[0])
    row = STATEMENTS.save(row, by=factories.staff("moderator"), version=row.version, change_note=Texts(ar="تغيرت"))
    row = _corrected(network, playing.approved(playing.submitted(row)), Texts(ar="ما لا يعرفه أحد"), asks=False)
    address = f"/members/networks/{network.memberships[3].pk}/"
    client.force_login(network.people[3])

    assert f"{address}texts/{row.pk}/" in client.get(address).content.decode()
    page = client.get(f"{address}texts/{row.pk}/").content.decode()
    assert "الصيغة الثانية" in page
    assert "ما لا يعرفه أحد" not in page
    assert f"{address}texts/{row.pk}/name/" in page
    assert client.post(f"{address}texts/{row.pk}/name/", follow=True).status_code == 200

    assert client.get(f"/ar/statements/{row.key}/editions/1.json").status_code == 410
    assert f"{address}texts/{row.pk}/name/" not in client.get(address).content.decode()
    assert client.get(f"{address}texts/{row.pk}/").status_code == 404


def _corrected(network: Played, row: JointText, text: Texts, *, asks: bool = True) -> JointText:
    row, by = STATEMENTS.correct(row, by=factories.staff("moderator"), sentence="خطأ"), network.people[0]
    row = joint_texts.reword(row, by=by, version=row.version, title=row.title, text=text)
    if not asks:
        return row
    return joint_texts.ask(row, by=by, version=row.version, answer_until=today() + dt.timedelta(days=9))


def test_draft_of_a_correction_changes_neither_the_rule_nor_who_coordinates(network: Played, client: Client) -> None:
    head, row = factories.staff("head", "editor"), network.asked()
    draft = NETWORKS.correct(network.network, by=head, sentence="قواعد")
    other, until = network.associations[1], today() + dt.timedelta(days=9)
    NETWORKS.save(
        draft, by=head, version=draft.version, consent_rule="majority", coordinator=other, coordinates_until=until
    )
    live = Document.objects.get(kind="network").live.body

    members.choose_name(network.memberships[2], by=network.people[2], shows_name=False)
    members.choose_name(network.memberships[2], by=network.people[2], shows_name=True)
    edition = members_edition.pending(Network.objects.get())
    assert edition.main.body == live
    assert head.pk in edition.writers
    network.reply(row, 1, agrees=True)
    assert not joint_texts.tally(JointText.objects.get()).is_reached
    with pytest.raises(NotAllowed):
        joint_texts.drop(row, by=network.people[1])
    client.force_login(network.people[1])
    assert client.get(f"/members/networks/{network.memberships[1].pk}/texts/new/").status_code == 404
    joint_texts.drop(row, by=network.people[0])


def test_joint_concern_goes_once_in_the_name_of_those_that_agreed(network: Played) -> None:
    row = network.asked(purpose="concern")
    for place in (1, 2, 3):
        network.reply(row, place, agrees=place != 3, shows_name=True)
    row = joint_texts.hand_over(row, by=network.people[0])
    joint_texts.hand_over(row, by=network.people[0])

    concern = Concern.objects.get()
    assert concern.association == network.associations[0]
    assert all(each.name.ar in concern.text for each in network.associations[:3])
    assert network.associations[3].name.ar not in concern.text


def test_words_that_somebody_else_changed_are_not_written_over(network: Played) -> None:
    row, by = network.word(), network.people[0]
    opened = row.version
    joint_texts.reword(row, by=by, version=opened, title=row.title, text=Texts(ar="الأول"))

    with pytest.raises(EditedMeanwhile):
        joint_texts.reword(row, by=by, version=opened, title=row.title, text=Texts(ar="الثاني"))
    assert JointText.objects.get().text.ar == "الأول"


def test_what_awaits_a_member_of_a_network_stands_on_its_start_page(network: Played, client: Client) -> None:
    row = network.asked()
    newcomer = factories.verified_association()
    members.ask(network.network, association=newcomer, by=factories.representative(newcomer))

    client.force_login(network.people[1])
    assert f"/networks/{network.memberships[1].pk}/texts/{row.pk}/" in client.get("/members/").content.decode()
    client.force_login(network.people[0])
    assert newcomer.name.ar in client.get("/members/").content.decode()


def test_joint_concern_names_nobody_where_one_that_agreed_does_not_want_to_be_named() -> None:
    consents = [
        SimpleNamespace(shows_name=shows, membership=SimpleNamespace(association=SimpleNamespace(name=Texts(ar=name))))
        for shows, name in ((True, "جمعية أولى"), (False, "جمعية ثانية"))
    ]
    row = SimpleNamespace(text=Texts(ar="نص"), network=SimpleNamespace(title=Texts(ar="شبكة")))

    said = joint_concerns._in_whose_name(row, consents, "ar")  # type: ignore[arg-type]

    assert "جمعية أولى" not in said
    assert "جمعية ثانية" not in said
    assert "جمعية أولى" in joint_concerns._in_whose_name(row, consents[:1], "ar")  # type: ignore[arg-type]
