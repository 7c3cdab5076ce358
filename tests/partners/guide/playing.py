"""A chapter of the guide that is public, for tests."""

from __future__ import annotations

from accounts.models import User
from core.text.texts import Texts
from partners.guide import approval, drafts
from partners.models import GuideChapter
from tests import factories

TEXT = Texts(
    ar="## المكان\n\nاذكر الحي وأقرب معلمة.\n\n- مدرسة\n- سوق\n\n> لا تذكر الأسماء.",
    fr="## Le lieu\n\nNommez le quartier.\n\n| A | B |\n|---|---|\n| 1 | 2 |",
)


def chapter(*, by: User | None = None, place: int = 1, text: Texts = TEXT, title: str = "كيف تكتب") -> GuideChapter:
    return drafts.begin(
        by=by or factories.staff("editor"),
        place=place,
        title=Texts(ar=title, fr="Comment écrire"),
        summary=Texts(ar="قصير وواضح.", fr="Court et clair."),
        text=text,
    )


def submitted(row: GuideChapter, *, by: User) -> GuideChapter:
    factories.keep_findings(approval.pending(row), by=by)
    return drafts.submit(row, by=by)


def published(**values: object) -> GuideChapter:
    editor = factories.staff("editor")
    row = submitted(chapter(by=editor, **values), by=editor)  # type: ignore[arg-type]
    return approve(row)


def approve(row: GuideChapter) -> GuideChapter:
    return approval.approve(row, by=factories.staff("head"), seen=approval.pending(row).fingerprint)
