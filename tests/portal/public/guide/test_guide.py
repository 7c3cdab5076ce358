"""The guide from the draft to the square, and a suggestion that corrects it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from partners.guide import suggestions
from partners.guide.chapters import CHAPTERS
from partners.models import GuideChapter, GuideSuggestion
from publications.models import Rendering
from publications.rendering import typeset_edition
from tests import factories
from tests.partners.guide import playing

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter() -> GuideChapter:
    return playing.published()


@pytest.fixture
def suggestion(chapter: GuideChapter) -> GuideSuggestion:
    association = factories.verified_association()
    member = factories.representative(association)
    return suggestions.suggest(
        chapter, association=association, by=member, language="ar", number=2, after="اذكر الحي.", is_thanked=True
    )


def test_whoever_wrote_a_chapter_cannot_approve_it() -> None:
    head = factories.staff("head", "editor")
    row = playing.submitted(playing.chapter(by=head), by=head)

    with pytest.raises(NotAllowed):
        CHAPTERS.approve(row, by=head, seen=CHAPTERS.compose(row).fingerprint)


def test_accepted_suggestion_is_in_the_next_edition_and_its_association_is_thanked(
    suggestion: GuideSuggestion, reader: Client
) -> None:
    editor = factories.staff("editor")
    suggestions.accept(suggestion, by=editor, after=suggestion.after, answer="شكرا")
    row = GuideChapter.objects.get()
    row = CHAPTERS.save(row, by=editor, version=row.version, change_note=Texts(ar="فقرة أوضح"))
    playing.approve(playing.submitted(row, by=editor))

    page = reader.get(f"/ar/guide/{row.key}/").content.decode()
    assert "<p>اذكر الحي.</p>" in page
    assert "وأقرب معلمة" not in page
    assert str(suggestion.association.name.ar) in page


def test_declined_suggestion_changes_nothing_and_needs_a_reason(suggestion: GuideSuggestion) -> None:
    editor = factories.staff("editor")
    with pytest.raises(DomainError):
        suggestions.decline(suggestion, by=editor, answer=" ")
    suggestions.decline(suggestion, by=editor, answer="النص واضح.")

    assert GuideChapter.objects.get().text == playing.TEXT
    assert CHAPTERS.compose(GuideChapter.objects.get()).main.body.contributors == []  # type: ignore[union-attr]


def test_mail_about_a_decision_has_no_word_of_it(suggestion: GuideSuggestion) -> None:
    from partners.guide.mail import send_decision

    suggestions.decline(suggestion, by=factories.staff("editor"), answer="canary-answer")
    send_decision({"suggestion": suggestion.pk, "user": suggestion.by_id})

    text = mail.outbox[-1].subject + mail.outbox[-1].body
    assert f"/members/guide/{suggestion.pk}/" in text
    for words in ("canary", suggestion.after, str(suggestion.chapter.title.ar)):
        assert words not in text


def test_paragraph_that_changed_meanwhile_is_not_overwritten(suggestion: GuideSuggestion) -> None:
    editor = factories.staff("editor")
    row = CHAPTERS.correct(GuideChapter.objects.get(), by=editor, sentence="تصحيح")
    CHAPTERS.save(row, by=editor, version=row.version, text=Texts(ar="## المكان\n\nنص آخر.", fr=row.text.fr))

    with pytest.raises(DomainError):
        suggestions.accept(suggestion, by=editor, after=suggestion.after)
    suggestions.accept(suggestion, by=editor, after="", is_in_draft=True)
    assert "نص آخر" in GuideChapter.objects.get().text.ar


def test_withdrawn_chapter_leaves_the_page_and_the_pdf(chapter: GuideChapter, reader: Client) -> None:
    other = playing.published(place=2, title="بمن تتصل")
    document = CHAPTERS.live_document(other)
    assert document
    assert document.live
    typeset_edition({"edition": document.live.pk})
    assert reader.get("/fr/guide/guide.pdf").status_code == 200
    CHAPTERS.withdraw(other, by=factories.staff("head"), sentence=Texts(ar="سُحب"))

    assert not Rendering.objects.filter(edition__document__kind="guide").exists()
    assert reader.get(f"/ar/guide/{other.key}/").status_code == 410
    live = CHAPTERS.live_document(chapter)
    assert live
    assert live.live
    typeset_edition({"edition": live.live.pk})
    pdf = reader.get("/ar/guide/guide.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_search_finds_paragraphs_in_any_spelling(chapter: GuideChapter, reader: Client) -> None:
    page = reader.get("/ar/guide/", {"q": "المعلمه"}).content.decode()
    assert "#p-2" in page
    assert "#p-3" not in page


def test_queries_of_the_pages_do_not_grow(chapter: GuideChapter, assert_cold_queries: Any) -> None:
    assert_cold_queries(f"/fr/guide/{chapter.key}/", 4)
    for place in range(2, 5):
        playing.published(place=place)
    assert_cold_queries(f"/ar/guide/{chapter.key}/", 4)


def test_office_and_members_read_and_decide(suggestion: GuideSuggestion) -> None:
    from tests.portal.staff.desk import signed_in

    editor, member = signed_in(factories.staff("editor")), signed_in(suggestion.by)
    chapter = suggestion.chapter
    for path in ("", "new/", f"{chapter.pk}/", "suggestions/", "suggestions/?all=1", f"suggestions/{suggestion.pk}/"):
        assert editor.get(f"/staff/guide/{path}").status_code == 200, path
    for path in ("", "guide/", f"guide/{suggestion.pk}/", f"guide/{chapter.key}/ar/2/"):
        assert member.get(f"/members/{path}").status_code == 200, path
    sent = member.post(
        f"/members/guide/{chapter.key}/ar/3/", {"association": suggestion.association_id, "after": "- مدرسة"}
    )
    assert sent.status_code == 302, sent.content.decode()[:2000]
    answer = editor.post(f"/staff/guide/suggestions/{suggestion.pk}/accept/", {"after": "اذكر الحي."})
    assert answer.status_code == 302
    assert editor.get(f"/staff/guide/{chapter.pk}/edit/").status_code == 200
    page = editor.get(f"/staff/guide/{chapter.pk}/").content.decode()
    assert "<ins>" in page or "<del>" in page
    stranger = signed_in(factories.representative(factories.verified_association()))
    assert stranger.get(f"/members/guide/{suggestion.pk}/").status_code == 404
