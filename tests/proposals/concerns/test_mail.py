"""Recipients and content of mails about steps."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.utils.translation import override

from core.db import outbox
from core.models import OutboxRow
from core.text import formats
from proposals.concerns import letters, review
from proposals.concerns.promises import promised
from proposals.models import Concern
from proposals.states import ConcernState
from tests import factories
from tests.proposals.concerns.steps import in_state, open_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SENTENCE = "جملة تقرؤها الجمعية"


def decided(concern: Concern, move: str = "accept", **more: Any) -> list[Any]:
    """The mails of one step alone."""
    outbox.drain()
    mail.outbox.clear()
    moderator = factories.staff("moderator")
    open_text(concern, moderator)
    review.move(concern, by=moderator, move=move, sentence=SENTENCE, **more)
    outbox.drain()
    return mail.outbox


def test_step_is_mailed_to_all_current_members() -> None:
    concern = factories.concern()
    colleague, former, _stranger = (factories.representative() for _number in range(3))
    for user in (colleague, former):
        user.memberships.update(association=concern.association, role="board")
    former.memberships.update(since="2020-01-01", until="2020-12-31")

    mails = decided(concern)

    members = {concern.submitted_by.email, colleague.email}
    assert {address for each in mails for address in each.to} == members
    assert len(mails) == 2


def test_mail_has_reference_state_and_link_and_no_word_of_the_subject_matter() -> None:
    concern = factories.concern(title="Phare cassé", kind="proposal")
    concern.submitted_by.language = "en"
    concern.submitted_by.save()

    [told] = decided(concern, "decline", reason="sent_twice")

    assert concern.reference in told.subject
    assert "declined" in told.subject
    assert told.body.startswith("Dear members of the association,")
    assert f"The state of your submission {concern.reference} is now: declined." in told.body
    assert "Yours sincerely," in told.body.splitlines()
    assert f"/members/concerns/{concern.reference}/" in told.body
    for words in (SENTENCE, "sent before", "Phare cassé", "proposal"):
        assert words not in told.subject + told.body


def test_mail_about_a_confidential_concern_holds_its_reference_only() -> None:
    concern = factories.concern(use="cell_only", title="سر", text="سر كبير")

    [told] = decided(concern, "decline", reason="sent_twice")

    assert concern.reference in told.subject
    assert SENTENCE not in told.subject + told.body
    assert "سر" not in told.subject + told.body
    assert "sent before" not in told.body


def test_receipt_holds_days_and_link_and_not_the_title() -> None:
    concern = factories.concern(title="Un phare cassé")
    concern.submitted_by.language = "fr"
    concern.submitted_by.save()

    outbox.drain()

    (told,) = mail.outbox
    promises = promised(concern.received_at)
    assert "Un phare cassé" not in told.subject + told.body
    for moment in (concern.received_at, *promises):
        assert formats.day(moment, "fr") in told.body
    assert f"/members/concerns/{concern.reference}/" in told.body


def test_receipt_of_a_confidential_concern_holds_the_days_and_no_kind() -> None:
    concern = factories.concern(use="cell_only", kind="proposal", title="سر")

    outbox.drain()

    (told,) = mail.outbox
    assert "سر" not in told.body
    assert "اقتراح" not in told.subject + told.body
    assert formats.day(concern.received_at, "ar") in told.body


def test_subject_in_arabic_names_the_reference_isolated_and_the_state() -> None:
    concern = factories.concern(kind="concern")

    [told] = decided(concern)

    with override("ar"):
        state = str(Concern.objects.get(pk=concern.pk).get_state_display())
    assert told.subject == f"مشورة: ما أرسلتموه (رقم \u2066{concern.reference}\u2069): {state}"


def test_mail_of_a_state_that_has_changed_since_says_so() -> None:
    concern = in_state("answered")
    concern.submitted_by.language = "en"
    concern.submitted_by.save()

    outbox.drain()

    bodies = [told.body for told in mail.outbox]
    assert [body for body in bodies if "accepted. It has changed since" in body]
    assert (
        [body for body in bodies if "is now:" in body] == [body for body in bodies if "is now: answered." in body] != []
    )


def test_mail_is_sent_in_the_language_of_its_reader() -> None:
    concern = factories.concern()
    languages = {"ar": concern.submitted_by, "fr": factories.user()}
    concern.association.memberships.create(user=languages["fr"], role="board")
    for language, user in languages.items():
        user.language = language
        user.save()

    subjects = {each.to[0]: each.subject for each in decided(concern)}

    assert subjects[languages["ar"].email] != subjects[languages["fr"].email]


def test_receipt_is_mailed_to_the_writer_and_an_answer_to_the_colleagues_only() -> None:
    concern = in_state("awaiting")
    writer, colleague = concern.submitted_by, factories.user()
    outbox.drain()
    assert [each.to for each in mail.outbox] == [[writer.email]] * 2
    concern.association.memberships.create(user=colleague, role="board")
    mail.outbox.clear()

    review.reply(concern, by=writer, text="جواب لا يُرسل")
    outbox.drain()

    assert [each.to for each in mail.outbox] == [[colleague.email]]
    assert "جواب لا يُرسل" not in mail.outbox[0].body


def test_row_of_the_outbox_holds_numbers_only() -> None:
    in_state("declined")

    payloads = OutboxRow.objects.filter(kind="proposals.step_mail").values_list("payload", flat=True)

    assert payloads
    assert all(isinstance(value, int) for payload in payloads for value in payload.values())


def test_former_member_gets_no_mail() -> None:
    concern = factories.concern()
    concern.association.memberships.update(since="2020-01-01", until="2020-12-31")

    outbox.drain()

    assert mail.outbox == []
    assert not OutboxRow.objects.filter(done_at=None).exists()


def test_failed_step_sends_no_mail() -> None:
    concern = factories.concern()
    before = OutboxRow.objects.count()

    with pytest.raises(Exception, match="reason"):
        review.move(concern, by=factories.staff("moderator"), move="decline", sentence=SENTENCE)

    assert OutboxRow.objects.count() == before


def test_mail_of_a_letter_says_so_and_quotes_nothing() -> None:
    concern = in_state("declined")
    outbox.drain()
    mail.outbox.clear()

    letters.write(concern, by=factories.staff("moderator"), sentence="جواب على رسالتكم")
    outbox.drain()

    [told] = mail.outbox
    assert "رسالة من الخلية" in told.body
    assert "جواب على رسالتكم" not in told.body
    with override("ar"):
        assert str(ConcernState.DECLINED.label) not in told.subject
