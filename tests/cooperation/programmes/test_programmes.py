"""Programmes: proposed, reviewed, published, reported on; sessions that meet in one school."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from cooperation.models import Programme
from cooperation.programmes import drafting, reports, sessions
from cooperation.programmes.composition import monday
from cooperation.programmes.drafting import PROGRAMMES
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from publications import reader
from tests import factories
from tests.cooperation.programmes import playing

pytestmark = pytest.mark.django_db


def test_member_is_an_author_of_what_the_association_proposed() -> None:
    association = factories.verified_association()
    member = factories.representative(association)

    row = playing.proposed(association, by=member)

    assert member.pk in PROGRAMMES.compose(row).authors


def test_proposal_for_another_association_is_refused() -> None:
    with pytest.raises(NotAllowed):
        playing.proposed(factories.verified_association(), by=factories.representative())


def test_member_cannot_change_what_was_published() -> None:
    association = factories.verified_association()
    member = factories.representative(association)
    row = playing.published(playing.proposed(association, by=member))
    row = PROGRAMMES.correct(row, by=factories.staff("editor"), sentence="تصحيح")

    with pytest.raises(NotAllowed):
        drafting.reword(row, by=member, version=row.version, title=Texts(ar="غير"))


def test_session_in_a_school_is_published_by_its_week_only() -> None:
    row, school = playing.of_cell(), playing.school()
    playing.session(row, institution=school, day=row.begins_on, starts_at=dt.time(10))
    playing.session(row, day=row.begins_on, starts_at=dt.time(17))

    body = reader.live("programme", playing.published(row).key).body

    inside, outside = sorted(body.sessions, key=lambda each: each.day is not None)
    assert (inside.day, inside.starts_at, inside.week) == (None, None, monday(row.begins_on))
    assert (outside.day, outside.starts_at) == (row.begins_on, dt.time(17))
    assert (body.begins_on.weekday(), body.ends_on.weekday()) == (0, 6)


def test_hidden_place_is_published_nowhere() -> None:
    school = playing.school()
    row = playing.of_cell(institutions=[school])
    playing.session(row, institution=school, is_place_hidden=True, place=Texts(ar="القاعة الكبرى"))

    canonical = reader.live("programme", playing.published(row).key).canonical

    assert school.name.ar not in canonical
    assert "القاعة" not in canonical


def test_second_session_at_a_school_in_a_week_needs_a_sentence_and_names_the_first() -> None:
    school, member = playing.school(), factories.representative(factories.verified_association())
    first = playing.published(playing.of_cell())
    first = PROGRAMMES.correct(first, by=factories.staff("editor"), sentence="حصة")
    playing.session(first, institution=school)
    association = member.memberships.get().association
    second = playing.proposed(association, by=member)

    with override("ar"), pytest.raises(sessions.DoubleBooked, match=first.title.ar):
        playing.session(second, by=member, institution=school)
    kept = playing.session(second, by=member, institution=school, meant="قسمان مختلفان")

    assert kept.meant == "قسمان مختلفان"


def test_warning_does_not_name_a_programme_that_the_member_may_not_read() -> None:
    school, member = playing.school(), factories.representative(factories.verified_association())
    playing.session(playing.of_cell(title=Texts(ar="سر الخلية")), institution=school)

    row = playing.proposed(member.memberships.get().association, by=member)

    with pytest.raises(sessions.DoubleBooked) as refusal:
        playing.session(row, by=member, institution=school)

    assert "سر الخلية" not in str(refusal.value.message)


def test_report_of_the_organiser_stands_in_the_next_edition_and_unknown_is_not_zero() -> None:
    association = factories.verified_association()
    member, editor = factories.representative(association), factories.staff("editor")
    row = playing.published(playing.proposed(association, by=member))
    assert reader.live("programme", row.key).body.people_reached is None

    reports.take(playing.told(row, by=member, people_reached=0), by=editor)
    row = Programme.objects.get()
    row = PROGRAMMES.save(row, by=editor, version=row.version, change_note=Texts(ar="ما أُنجز"))
    playing.approve(playing.submitted(row, by=editor))

    body = reader.live("programme", row.key).body
    assert (body.state, body.people_reached, body.done.ar) == ("done", 0, "حضر التلاميذ.")


def test_programme_of_a_suspended_association_is_not_published() -> None:
    row = playing.proposed()
    type(row.association).objects.filter(pk=row.association.pk).update(state="suspended")
    row = Programme.objects.get()

    with pytest.raises(DomainError):
        PROGRAMMES.submit(row, by=factories.staff("editor"))
