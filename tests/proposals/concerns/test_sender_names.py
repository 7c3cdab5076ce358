"""A text that tells who sent a concern is found, however it is written; words that only look alike are not."""

from __future__ import annotations

import pytest

from core.errors import DomainError
from core.text.texts import Texts
from partners.models import Association
from proposals.concerns import publication
from proposals.concerns.publication import Wording
from proposals.concerns.sender_names import names_of
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.concerns.publishing import TEXT, TITLE

pytestmark = pytest.mark.django_db
NAME = Texts(ar="جمعية النور للتنمية (مثال)", fr="Association Annour pour le Développement", en="Annour (ANPD)")


@pytest.fixture
def association() -> Association:
    made = factories.association(name=NAME)
    person = factories.representative(made)
    person.name = "فاطمة الزهراء البقالي"
    person.save()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "تطلب جمعية النور للتنمية إنارة الزنقة",
        "طلب لجمعية النّـــور للتنمية",
        "وجمعية\nالنور\nللتنمية",
        "نحن في النور للتنمية",
        "L’association annour pour le developpement",
        "ASSOCIATION ANNOUR POUR LE DÉVELOPPEMENT",
        "Annour pour le développement demande",
        "L’A.N.P.D. demande",
        "(ANPD)",
        "AAPLD",
        "رئيستنا فاطمة الزهراء البقالي",
        "البقالي الزهراء فاطمة",
    ],
)
def test_text_that_names_the_sender_is_found(association: Association, text: str) -> None:
    assert names_of(association).found_in(Texts(ar=text))


@pytest.mark.parametrize(
    "text",
    [
        "الزنقة مظلمة ليلا، والنور منقطع",
        "تنمية الحي",
        "نطلب إنارة الزنقة من الجمعيات (مثال)",
        "Le développement du quartier",
        "Une association du quartier demande un éclairage",
        "PDF, ONG, CNDH",
        "فاطمة",
        "",
    ],
)
def test_text_that_names_nobody_is_not(association: Association, text: str) -> None:
    assert not names_of(association).found_in(Texts(ar=text))


def test_earlier_name_of_the_association_is_found(association: Association) -> None:
    association.name = Texts(ar="جمعية أخرى تماما")
    association.save()

    assert names_of(association).found_in(Texts(ar="جمعية النور للتنمية"))
    assert names_of(association).found_in(Texts(ar="جمعية أخرى تماما"))


@pytest.mark.parametrize("field", ["title", "text", "suggestion", "answer", "change_note"])
def test_save_refuses_the_name_in_every_text(association: Association, field: str) -> None:
    row = publishing.drafted(publishing.unnamed(association))
    facts = {"title": TITLE, "text": TEXT, field: Texts(fr="Association Annour pour le développement")}

    with pytest.raises(DomainError):
        publication.save(row, by=factories.staff("moderator"), version=row.version, wording=Wording(**facts))


def test_save_keeps_the_name_where_the_association_chose_to_be_named(association: Association) -> None:
    row = publishing.drafted(factories.accepted_concern(of=association), text=Texts(ar="جمعية النور للتنمية تطلب"))

    assert row.text.ar == "جمعية النور للتنمية تطلب"


def test_approve_refuses_a_name_that_became_one_since(association: Association) -> None:
    row = publishing.in_review(publishing.unnamed(association), text=Texts(ar="جمعية الأمل والعمل تطلب"))
    association.name = Texts(ar="جمعية الأمل والعمل")
    association.save()

    with pytest.raises(DomainError):
        publishing.approve(row)


def test_withdrawal_does_not_name_the_sender(association: Association) -> None:
    from proposals.concerns import publication_approval

    row = publishing.published(publishing.unnamed(association))

    with pytest.raises(DomainError):
        publication_approval.withdraw(
            row, by=factories.staff("head"), sentence=Texts(ar="طلبت جمعية النور للتنمية سحبه")
        )
