"""The pages of a chapter in the office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from core.text.differences import compare
from core.text.texts import LANGUAGES
from partners.guide.chapters import CHAPTERS
from partners.models import GuideChapter
from partners.models.guide import LAST_PLACE
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.guide.forms import ChapterForm
from portal.staff.reading import NAMES, Change
from publications.labels import AWAITS_JURIST
from publications.pending import PendingPublication
from publications.schemas import GuideDocument

VIEW, WRITE = "partners.view_guide", CHAPTERS.write_right


def new_row() -> GuideChapter:
    last = GuideChapter.objects.order_by("-place").values_list("place", flat=True).first() or 0
    return GuideChapter(place=min(last + 1, LAST_PLACE))


def context(
    chapter: GuideChapter, pending: PendingPublication | None, _document: GuideDocument | None, _user: User
) -> dict[str, Any]:
    return {
        "written_in": chapter.text.languages(),
        "awaits_jurist": AWAITS_JURIST,
        "differences": list(differences(pending)) if pending and chapter.state != "published" else [],
        "suggestions": chapter.suggestions.waiting().select_related("association")[:20],
    }


def differences(pending: PendingPublication) -> Iterator[Change]:
    """What changes against the public edition, in each language in which it changes."""
    public, body = pending.main.public, pending.main.body
    if not isinstance(public, GuideDocument) or not isinstance(body, GuideDocument):
        return
    for language in LANGUAGES:
        before, after = (_in(language, document) for document in (public, body))
        if before != after:
            yield Change(gettext("Title, first lines and text"), NAMES[language], compare(before, after))


def _in(language: str, document: GuideDocument) -> str:
    return "\n\n".join(getattr(each, language) for each in (document.title, document.summary, document.text))


PAGE: Final = DraftPage(
    CHAPTERS,
    view=VIEW,
    name="guide",
    home="guide_chapters",
    folder="guide",
    form=ChapterForm,
    words=Words(
        home=_("Participatory guide"),
        new=_("New chapter"),
        edit=_("Write the chapter"),
        read=_("Read the chapter"),
        approval=_("It becomes public at once, and the PDF of the guide is made again."),
    ),
    context=context,
    new_row=new_row,
)
