"""A chapter of the guide that is public, for tests."""

from __future__ import annotations

from accounts.models import User
from core.text.texts import Texts
from partners.guide import suggestions
from partners.guide.chapters import CHAPTERS
from partners.models import Association, GuideChapter, GuideSuggestion
from publications import reader
from publications.models import Rendering
from tests import factories

TEXT = Texts(
    ar="## المكان\n\nاذكر الحي وأقرب معلمة.\n\n- مدرسة\n- سوق\n\n> لا تذكر الأسماء.",
    fr="## Le lieu\n\nNommez le quartier.\n\n| A | B |\n|---|---|\n| 1 | 2 |",
)


def chapter(*, by: User | None = None, place: int = 1, text: Texts = TEXT, title: str = "كيف تكتب") -> GuideChapter:
    return CHAPTERS.begin(
        by=by or factories.staff("editor"),
        place=place,
        title=Texts(ar=title, fr="Comment écrire"),
        summary=Texts(ar="قصير وواضح.", fr="Court et clair."),
        text=text,
    )


def submitted(row: GuideChapter, *, by: User) -> GuideChapter:
    factories.keep_findings(CHAPTERS.compose(row), by=by)
    return CHAPTERS.submit(row, by=by)


def published(**values: object) -> GuideChapter:
    editor = factories.staff("editor")
    row = submitted(chapter(by=editor, **values), by=editor)  # type: ignore[arg-type]
    return approve(row)


def approve(row: GuideChapter) -> GuideChapter:
    return CHAPTERS.approve(row, by=factories.staff("head"), seen=CHAPTERS.compose(row).fingerprint)


def every_state(people: dict[str, User], pdf: bytes) -> dict[str, GuideChapter]:
    """One for each state, the published one with ``pdf``."""
    editor, head, found = people["editor"], people["head"], {}
    for place, state in enumerate(("drafting", "in_review", "published", "withdrawn"), 1):
        row = chapter(by=editor, place=place)
        if state != "drafting":
            row = submitted(row, by=editor)
        if state in {"published", "withdrawn"}:
            row = CHAPTERS.approve(row, by=head, seen=CHAPTERS.compose(row).fingerprint)
        if state == "withdrawn":
            row = CHAPTERS.withdraw(row, by=head, sentence=Texts(ar="سُحب"))
        found[state] = row
    edition = reader.live("guide", found["published"].key)
    Rendering.objects.create(edition=edition, language="ar", media_type=reader.PDF, content=pdf, size=len(pdf))
    return found


def suggested(row: GuideChapter, *, by: User) -> GuideSuggestion:
    return suggestions.suggest(
        row, association=Association.objects.visible_to(by).get(), by=by, language="ar", number=2, after="اذكر الحي."
    )
