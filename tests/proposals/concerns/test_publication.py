"""The public wording of a concern: who may write, approve and withdraw it, and what becomes public."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from core.db import outbox
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from core.time_travel import happening
from proposals.concerns import publication, publication_approval, review
from proposals.concerns.publication import Wording
from proposals.models import Concern, PublishedConcern
from publications import reader
from publications.models import Document, Edition
from reference.models import Institution
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.concerns.publishing import PUBLIC_SENTENCE, TEXT, TITLE, WHY, live
from tests.proposals.concerns.steps import in_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_begin_takes_over_the_text_as_received_in_its_language() -> None:
    concern = factories.accepted_concern(language="fr", title="Éclairage", text="La rue est sombre")

    row = publication.begin(concern, by=factories.staff("moderator"))

    assert (row.title, row.text) == (Texts(fr="Éclairage"), Texts(fr="La rue est sombre"))
    assert list(row.themes.all()) == [factories.theme()]
    assert row.shows_name
    assert publication.begin(concern, by=factories.staff("head")) == row, "a second beginning gives the same draft"


def test_begin_of_a_confidential_concern_is_refused() -> None:
    moderator = factories.staff("moderator")

    with pytest.raises(DomainError, match="sender"):
        publication.begin(in_state("accepted", use="cell_only"), by=moderator)

    assert publication.begin(in_state("accepted", use="public_unnamed"), by=moderator)


@pytest.mark.parametrize("state", ["submitted", "under_review", "awaiting", "declined", "withdrawn"])
def test_begin_before_the_cell_has_taken_it_up_is_refused(state: str) -> None:
    with pytest.raises(DomainError):
        publication.begin(in_state(state), by=factories.staff("moderator"))

    assert not PublishedConcern.objects.exists()


@pytest.mark.parametrize("function", ["editor", "recorder", "administrator", "liaison"])
def test_begin_by_somebody_who_does_not_read_concerns_is_refused(function: str) -> None:
    with pytest.raises(NotAllowed):
        publication.begin(factories.accepted_concern(), by=factories.staff(function))


def test_approve_publishes_what_was_read() -> None:
    row = publishing.in_review(answer=Texts(ar="جواب للعموم"))
    read = publication_approval.pending(row).main.body

    row = publishing.approve(row)

    assert live(row) == read
    assert row.state == "published"
    assert (live(row).title, live(row).text, live(row).state) == (TITLE, TEXT, "answered")
    assert live(row).answered_on == row.answered_on == row.published_on
    document = Document.objects.get(kind="concern")
    assert (document.listed_on, document.state, document.themes) == (
        row.published_on,
        "answered",
        [factories.theme().key],
    )


@pytest.mark.parametrize("did", ["began", "wrote", "sent"])
def test_approve_by_an_author_is_refused(did: str) -> None:
    head, moderator = factories.staff("head"), factories.staff("moderator")
    row = publication.begin(factories.accepted_concern(), by=head if did == "began" else moderator)
    row = publishing.worded(row, by=head if did == "wrote" else moderator)
    row = publication.submit(row, by=head if did == "sent" else moderator)

    with pytest.raises(NotAllowed, match="author"):
        publishing.approve(row, by=head)

    assert not Document.objects.filter(kind="concern").exists()
    publishing.approve(row)
    assert Document.objects.filter(kind="concern").exists()


def test_approve_of_another_text_than_was_read_is_refused() -> None:
    moderator = factories.staff("moderator")
    row = publishing.in_review(by=moderator)
    seen = publication_approval.pending(row).fingerprint
    row = publication.take_back(row, by=moderator)
    row = publication.submit(publishing.worded(row, by=moderator, title=Texts(ar="عنوان آخر")), by=moderator)

    with pytest.raises(EditedMeanwhile):
        publication_approval.approve(row, by=factories.staff("head"), seen=seen)

    assert not Document.objects.filter(kind="concern").exists()


def test_approve_by_a_moderator_is_refused() -> None:
    with pytest.raises(NotAllowed):
        publishing.approve(publishing.in_review(), by=factories.staff("moderator"))


def test_approve_of_a_concern_that_the_association_withdrew_is_refused() -> None:
    row = publishing.in_review()
    concern = Concern.objects.get(pk=row.concern_id)
    review.withdraw(concern, by=concern.association.memberships.current().get().user)

    with pytest.raises(DomainError):
        publishing.approve(PublishedConcern.objects.get(pk=row.pk))

    assert not Document.objects.filter(kind="concern").exists()


def test_save_after_somebody_else_saved_is_refused_and_changes_nothing() -> None:
    row = publishing.drafted()
    publishing.worded(row, title=Texts(ar="الأول"))

    with pytest.raises(EditedMeanwhile):
        publication.save(
            row, by=factories.staff("head"), version=row.version, wording=Wording(Texts(ar="الثاني"), TEXT)
        )

    row.refresh_from_db()
    assert row.title.ar == "الأول"


def test_save_while_it_is_read_is_refused() -> None:
    row = publishing.in_review()

    with pytest.raises(DomainError):
        publishing.worded(row)


@pytest.mark.slow
def test_correction_is_a_new_edition_with_a_note() -> None:
    row = publishing.corrected(publishing.published(), title=Texts(ar="عنوان مصحح"))

    assert live(row).title.ar == "عنوان مصحح"
    editions = Edition.objects.filter(document__key=row.key).order_by("number")
    assert [edition.number for edition in editions] == [1, 2]
    assert editions[1].note == Texts(ar=WHY)
    assert reader.edition("concern", row.key, 1).body.title == TITLE


def test_correction_without_a_note_is_not_sent() -> None:
    moderator = factories.staff("moderator")
    row = publication.correct(publishing.published(), by=moderator, sentence=WHY)

    with pytest.raises(DomainError, match="what changes"):
        publication.submit(publishing.worded(row, by=moderator), by=moderator)


def test_correction_keeps_the_place_in_the_list_and_the_day_of_the_answer() -> None:
    with happening(dt.datetime(2019, 5, 6, 9, tzinfo=dt.UTC)):
        row = publishing.published(answer=Texts(ar="جواب"))
    with happening(dt.datetime(2019, 6, 7, 9, tzinfo=dt.UTC)):
        row = publishing.corrected(row, title=Texts(ar="عنوان مصحح"))

    assert Document.objects.get(kind="concern").listed_on.isoformat() == "2019-05-06"
    assert live(row).answered_on is not None
    assert live(row).answered_on.isoformat() == "2019-05-06"


def test_name_that_is_taken_out_closes_the_editions_that_had_it() -> None:
    row = publishing.published()
    assert live(row).sender is not None

    row = publishing.corrected(row, shows_name=False)

    assert live(row).sender is None
    with pytest.raises(reader.Withdrawn):
        reader.edition("concern", row.key, 1)


def test_withdraw_leaves_the_sentence_and_needs_one_person() -> None:
    row = publishing.published()

    publishing.withdrawn(row)

    with pytest.raises(reader.Withdrawn) as gone:
        reader.live("concern", row.key)
    assert gone.value.edition.note == PUBLIC_SENTENCE
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_withdraw_of_a_draft_is_refused() -> None:
    with pytest.raises(DomainError, match="published"):
        publishing.withdrawn(publishing.in_review())


def test_withdrawn_text_can_be_published_again_after_a_second_approval() -> None:
    moderator = factories.staff("moderator")
    row = publication.redraft(publishing.withdrawn(), by=moderator)
    row = publication.submit(publishing.worded(row, by=moderator, change_note=Texts(ar=WHY)), by=moderator)

    row = publishing.approve(row)

    assert live(row).title == TITLE
    with pytest.raises(reader.Withdrawn):
        reader.edition("concern", row.key, 1)


def test_concern_that_the_association_withdraws_leaves_the_public_pages_at_once() -> None:
    row = publishing.published(publishing.unnamed())
    concern = row.concern

    review.withdraw(concern, by=concern.association.memberships.current().get().user)

    with pytest.raises(reader.Withdrawn):
        reader.live("concern", row.key)
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_discard_of_a_draft_is_undone_by_drafting_again() -> None:
    moderator = factories.staff("moderator")
    row = publication.discard(publishing.drafted(by=moderator), by=moderator)

    with pytest.raises(IllegalMove):
        publication.submit(row, by=moderator)
    assert publication.redraft(row, by=moderator).state == "drafting"


def test_discard_of_a_correction_is_refused() -> None:
    moderator = factories.staff("moderator")
    row = publication.correct(publishing.published(), by=moderator, sentence=WHY)

    with pytest.raises(DomainError, match="public"):
        publication.discard(row, by=moderator)


@pytest.mark.slow
def test_state_tells_what_became_of_it() -> None:
    taken_up = publishing.published()
    referred = publishing.published(in_state("referred"))
    answered_privately = publishing.published(in_state("answered"))

    assert live(taken_up).state == "accepted"
    assert (live(referred).state, live(referred).referred_to) == ("referred", Institution.objects.first().name)
    assert live(answered_privately).state == "accepted", "a sentence to the association is no public answer"


def test_members_are_told_by_mail_without_a_word_of_the_text() -> None:
    row = publishing.published(factories.accepted_concern(title="عنوان لا يُذكر"))
    outbox.drain()
    told = [each for each in mail.outbox if row.key in each.body]

    assert len(told) == 1
    assert row.concern.reference in told[0].subject
    for words in (TITLE.ar, TITLE.fr, TEXT.ar, "عنوان لا يُذكر"):
        assert words not in told[0].subject + told[0].body


@pytest.mark.slow
def test_members_are_told_of_a_correction_and_of_a_withdrawal() -> None:
    row = publishing.corrected(publishing.published(), title=Texts(ar="عنوان مصحح"))
    outbox.drain()
    corrected = [each.subject for each in mail.outbox if row.concern.reference in each.subject]
    publishing.withdrawn(row)
    outbox.drain()

    withdrawn = [each.subject for each in mail.outbox if row.concern.reference in each.subject]
    assert len(withdrawn) == len(corrected) + 1
