"""What associations suggest for a paragraph of the guide, and what an editor decides about it, with a reason."""

from __future__ import annotations

from typing import Final, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import now
from core.db import outbox
from core.db.optimistic_lock import change
from core.errors import DomainError, NotAllowed
from core.text.markdown import blocks
from core.text.texts import LANGUAGES
from partners.guide.chapters import CHAPTERS
from partners.models import Association, GuideChapter, GuideSuggestion
from partners.models.guide import LONGEST_PARAGRAPH, LONGEST_REASON, LONGEST_TEXT
from partners.states import MAY_SUBMIT, SUGGESTION
from publications.drafts.states import DraftState
from publications.models import Document
from publications.schemas import GuideDocument

MOST_WAITING: Final = 20
"""Of one association, so that nobody floods the editors."""


def suggest(
    chapter: GuideChapter,
    *,
    association: Association,
    by: User,
    language: str,
    number: int,
    after: str,
    reason: str = "",
    is_thanked: bool = False,
) -> GuideSuggestion:
    """``number``: of the paragraph in the live edition."""
    _check_member(association, by)
    if association.state not in MAY_SUBMIT:
        raise NotAllowed(_("Your association cannot write to the cell at the moment."))
    with transaction.atomic():
        Association.objects.select_for_update().get(pk=association.pk)
        document = Document.objects.filter(kind=GuideDocument.kind, key=chapter.key, is_listed=True).first()
        if document is None or document.live is None:
            raise DomainError(_("This chapter is not public any more."))
        before, after = paragraph(cast(GuideDocument, document.live.body), language, number), _tidy(after)
        if before is None:
            raise DomainError(_("This paragraph is not in the chapter any more. Choose it again."))
        if not after or after == before:
            raise DomainError(_("Change the paragraph first, then send it."))
        if len(after) > LONGEST_PARAGRAPH or len(reason) > LONGEST_REASON:
            raise DomainError(_("This is too long."))
        if association.guide_suggestions.waiting().count() >= MOST_WAITING:
            raise DomainError(_("Many of your suggestions wait for an answer. Send the next one after it."))
        return GuideSuggestion.objects.create(
            chapter=chapter, association=association, by=by, edition=document.live.number, language=language,
            before=before, after=after, reason=reason.strip(), is_thanked=is_thanked,
        )  # fmt: skip


def accept(
    suggestion: GuideSuggestion, *, by: User, after: str, answer: str = "", is_in_draft: bool = False
) -> GuideSuggestion:
    """Put the paragraph into the draft as ``after``, which the editor may have reworded; a published chapter is opened for a correction.

    ``is_in_draft``: the editor wrote it into the draft already. Whoever suggested and whoever accepts are authors.
    """
    require(by, CHAPTERS.write_right)
    with transaction.atomic():
        row = _decided(suggestion, "accept", by, answer)
        chapter = CHAPTERS.locked(row.chapter)
        if chapter.state == DraftState.PUBLISHED:
            chapter = CHAPTERS.correct(chapter, by=by, sentence=str(_("A suggestion of an association was accepted.")))
        CHAPTERS.check_writable(chapter)
        if not is_in_draft:
            _insert(chapter, row, _tidy(after))
        CHAPTERS.note(chapter, "insert", by)
        chapter.authors.add(row.by)
        _tell(row)
        return row


def decline(suggestion: GuideSuggestion, *, by: User, answer: str) -> GuideSuggestion:
    require(by, CHAPTERS.write_right)
    with transaction.atomic():
        row = _decided(suggestion, "decline", by, answer)
        _tell(row)
        return row


def choose_thanks(suggestion: GuideSuggestion, *, by: User, is_thanked: bool) -> None:
    """Whether the association is thanked by name, from the next edition on."""
    _check_member(suggestion.association, by)
    with transaction.atomic():
        row = GuideSuggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
        row.is_thanked = is_thanked
        row.save(update_fields=["is_thanked"])


def paragraph(body: GuideDocument, language: str, number: int) -> str | None:
    """The source of a paragraph that can be changed; ``None`` where there is none."""
    text = getattr(body.text, language) if language in LANGUAGES else ""
    return next((each.source for each in blocks(text) if each.number == number), None)


def is_in(suggestion: GuideSuggestion, chapter: GuideChapter) -> bool:
    """Whether the paragraph still reads in the draft as the association read it."""
    return suggestion.before in [each.source for each in blocks(getattr(chapter.text, suggestion.language))]


def _insert(chapter: GuideChapter, row: GuideSuggestion, after: str) -> None:
    text = getattr(chapter.text, row.language).replace("\r\n", "\n")
    if not after:
        raise DomainError(_("Write how the paragraph should read."))
    if not is_in(row, chapter) or row.before not in text:
        raise DomainError(
            _(
                "The paragraph reads differently in the draft. Write the change there, then accept it as written already."
            )
        )
    changed = text.replace(row.before, after, 1)
    if len(changed) > LONGEST_TEXT:
        raise DomainError(_("This is too long."))
    change(chapter, expected=chapter.version, text=chapter.text.model_copy(update={row.language: changed}))


def _decided(suggestion: GuideSuggestion, name: str, by: User, answer: str) -> GuideSuggestion:
    row = (
        GuideSuggestion.objects.select_for_update(of=("self",))
        .select_related("chapter", "association")
        .get(pk=suggestion.pk)
    )
    row.state = SUGGESTION.target(name, row.state)
    row.answer = answer.strip()
    if SUGGESTION.by_name[name].needs_sentence and not row.answer:
        raise DomainError(_("Say why in a sentence."))
    row.decided_by, row.decided_at = by, now()
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return row


def _tell(row: GuideSuggestion) -> None:
    """A mail to each member of the association, without a word of the suggestion."""
    for user in row.association.memberships.current().values_list("user", flat=True):
        outbox.put("partners.guide_mail", key=f"{row.pk}:{user}", suggestion=row.pk, user=user)


def _check_member(association: Association, by: User) -> None:
    if not association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("Only members of the association can do this."))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n").rstrip()
