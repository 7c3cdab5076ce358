from __future__ import annotations

import pytest

from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from partners import directory
from partners.actions import associations, memberships
from partners.models import Association
from publications import reader
from publications.models import Document, Edition
from tests import factories

pytestmark = pytest.mark.django_db
ALL = list(Association.Shown.values)


def agreed(association=None, shows=(), by=None):
    association = association or factories.full_association()
    by = by or factories.representative(association)
    return associations.agree(association, by=by, version=association.version, in_directory=True, shows=list(shows))


def test_page_shows_what_was_agreed_to_and_nothing_else():
    shown = directory.compose(agreed(shows=["seat"]))

    assert shown.seat == "حمرية، مكناس"
    assert (shown.purpose, shown.phone, shown.email, shown.functions) == (Texts(), "", "", [])


def test_page_shows_functions_and_no_name():
    association = factories.full_association()
    member = factories.representative(association)
    member.name = "اسم الرئيسة"
    member.save()

    agreed(association, ALL, by=member)
    factories.publish_entry(association, by=factories.staff("moderator"))

    canonical = Edition.objects.get(document__kind="association").canonical
    assert '"functions":["president"]' in canonical
    assert "اسم الرئيسة" not in canonical
    assert member.email not in canonical
    assert "12/2018" not in canonical


def test_nothing_is_public_before_the_cell_approves():
    association = agreed(shows=ALL)

    assert directory.live(association) is None
    assert Association.objects.waiting().filter(pk=association.pk).exists()


def test_publish_without_consent_is_refused(head):
    association = factories.full_association()

    with pytest.raises(DomainError):
        factories.publish_entry(association, by=head)

    assert not Document.objects.filter(kind="association").exists()


def test_publish_by_somebody_who_wrote_it_is_refused(head):
    association = agreed(factories.full_association(by=head))

    with pytest.raises(NotAllowed):
        factories.publish_entry(association, by=head)
    assert not Document.objects.filter(kind="association").exists()

    factories.publish_entry(association, by=factories.staff("moderator"))
    assert directory.live(association)


def test_publish_of_a_text_that_changed_meanwhile_is_refused(head):
    association = agreed()
    seen = association.version
    associations.edit(
        association, by=factories.representative(association), version=seen, areas=[], themes=[], name=Texts(ar="آخر")
    )

    with pytest.raises(DomainError):
        associations.publish(association, by=head, version=seen, seen="0" * 64)

    assert not Document.objects.filter(kind="association").exists()


def test_change_waits_and_the_live_page_stays():
    association = factories.listed_association(name=Texts(ar="قبل"))
    associations.edit(
        association, by=factories.representative(association), version=association.version, areas=[], themes=[],
        name=Texts(ar="بعد"),
    )  # fmt: skip

    assert directory.live(association).title.ar == "قبل"
    assert Association.objects.waiting().filter(pk=association.pk).exists()

    factories.publish_entry(association, by=factories.staff("head"))
    assert directory.live(association).title.ar == "بعد"


def test_consent_taken_back_closes_the_page_at_once():
    association = factories.listed_association()
    member = association.memberships.get().user

    associations.agree(association, by=member, version=association.version, in_directory=False, shows=[])

    with pytest.raises(reader.Withdrawn):
        reader.live("association", association.key)
    with pytest.raises(reader.Withdrawn):
        reader.edition("association", association.key, 1)
    assert not directory.differs(association)


def test_one_thing_taken_back_is_gone_at_once_also_from_earlier_editions():
    association = factories.listed_association()
    member = association.memberships.get().user
    remaining = [each for each in ALL if each != "phone"]

    associations.agree(association, by=member, version=association.version, in_directory=True, shows=remaining)

    live = reader.live("association", association.key)
    assert (live.body.phone, live.body.seat) == ("", "حمرية، مكناس")
    assert "612345678" not in live.canonical
    with pytest.raises(reader.Withdrawn):
        reader.edition("association", association.key, 1)


def test_taking_away_publishes_no_new_word():
    """A member who takes the telephone back and rewords the rest in between must not carry new words past the cell."""
    association = factories.listed_association(name=Texts(ar="قبل"))
    member = association.memberships.get().user
    associations.edit(
        association,
        by=member,
        version=association.version,
        areas=[],
        themes=[],
        name=Texts(ar="كلام لم يوافق عليه أحد"),
    )

    associations.agree(association, by=member, version=association.version, in_directory=True, shows=["seat"])

    assert directory.live(association).title.ar == "قبل"


def test_approval_of_what_was_taken_away_names_who_answered_for_the_page():
    association = factories.listed_association()
    before = reader.live("association", association.key).approval
    member = association.memberships.get().user

    associations.agree(association, by=member, version=association.version, in_directory=False, shows=[])

    approval = Edition.objects.order_by("sequence").last().approval
    assert approval.approver_id == member.pk
    assert approval.author_ids == sorted({*before.author_ids, before.approver_id} - {member.pk})


@pytest.mark.parametrize("suspends", ["moderator", "head"])
def test_suspension_closes_the_page(suspends):
    association = factories.listed_association()
    officer = factories.staff(suspends)
    associations.move(association, by=officer, move="verify")

    associations.move(association, by=officer, move="suspend", sentence="سبب داخلي")

    with pytest.raises(reader.Withdrawn) as gone:
        reader.live("association", association.key)
    assert "سبب داخلي" not in gone.value.edition.canonical


def test_page_of_an_association_that_was_suspended_is_published_again(head):
    association = factories.listed_association()
    for move in ("verify", "suspend", "verify"):
        associations.move(association, by=head, move=move, sentence="سبب")
    before = Edition.objects.get(document__kind="association", number=1).approval

    factories.publish_entry(association, by=head)

    live = reader.live("association", association.key)
    assert live.body.state == "verified"
    assert live.approval.author_ids == before.author_ids
    assert "again" in live.envelope["note"]["en"]


def test_page_that_was_suspended_is_not_published_again_by_who_wrote_it():
    moderator, head = factories.staff("moderator"), factories.staff("head")
    association = factories.listed_association(by=head)
    for move in ("verify", "suspend", "verify"):
        associations.move(association, by=moderator, move=move, sentence="سبب")

    with pytest.raises(NotAllowed):
        factories.publish_entry(association, by=head)

    factories.publish_entry(association, by=moderator)
    assert directory.live(association)


EMPTIED = [
    ("phone", ""),
    ("email", ""),
    ("seat", ""),
    ("purpose", Texts()),
]


def edited(association, **profile):
    by = association.memberships.get().user
    fields = {"areas": [], "themes": association.themes.all()} | profile
    return associations.edit(association, by=by, version=association.version, **fields)


@pytest.mark.parametrize(("column", "nothing"), EMPTIED)
def test_emptied_field_is_gone_at_once_also_from_earlier_editions(column, nothing):
    association = factories.listed_association()
    assert getattr(directory.live(association), column)

    edited(association, **{column: nothing})

    live = directory.live(association)
    assert getattr(live, column) == nothing
    assert sum(bool(getattr(live, each)) for each, _nothing in EMPTIED) == len(EMPTIED) - 1
    with pytest.raises(reader.Withdrawn):
        reader.edition("association", association.key, 1)
    assert not directory.differs(association)


@pytest.mark.parametrize(("column", "other"), [("phone", "+212535123456"), ("email", "new@example.org")])
def test_replaced_contact_goes_at_once_and_the_new_one_waits(head, column, other):
    """The old one may be that of a person who left."""
    association = factories.listed_association()

    edited(association, **{column: other})
    assert getattr(directory.live(association), column) == ""
    assert Association.objects.waiting().filter(pk=association.pk).exists()

    factories.publish_entry(association, by=head)
    assert getattr(directory.live(association), column) == other


def test_emptied_language_and_theme_are_gone_at_once_and_no_new_word_is_public():
    association = factories.listed_association(purpose=Texts(ar="هدف", fr="But"))

    edited(association, themes=[], purpose=Texts(ar="كلام لم يوافق عليه أحد"), seat="مقر آخر")

    live = directory.live(association)
    assert (live.purpose, live.seat, live.themes) == (Texts(ar="هدف"), "حمرية، مكناس", [])


def test_edit_that_empties_nothing_makes_no_edition():
    association = factories.listed_association()

    edited(association, name=Texts(ar="اسم آخر"))

    assert Edition.objects.filter(document__kind="association").count() == 1


def test_verified_association_is_shown_as_verified_once_approved(head):
    association = factories.listed_association()
    associations.move(association, by=head, move="verify")
    assert directory.live(association).state == "pending"

    factories.publish_entry(association, by=head)

    assert directory.live(association).state == "verified"


def test_published_function_that_ended_waits_for_the_cell(recorder):
    association = factories.listed_association()

    memberships.end(association.memberships.get(), by=recorder)

    assert Association.objects.waiting().filter(pk=association.pk).exists()
