"""Load the chapters through the real actions: the editor writes, the head approves, an association suggests, the head approves again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final, NamedTuple

import pghistory
from django.db import transaction

from accounts.models import User
from core.text.markdown import blocks
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, people, schools
from partners.guide import suggestions
from partners.guide.chapters import CHAPTERS
from partners.models import GuideChapter, Membership
from publications import findings as gate
from publications.models import AnsweredFinding

FOLDER: Final = Path(__file__).parent / "chapters"
WRITTEN_ON, SUGGESTED_ON = dt.date(2019, 3, 11), dt.date(2019, 4, 15)
# The paragraph that an association changes: its first words, and how it should read.
CHAPTER = 3
BEGINS = "إذا كان الضحية طفلا"
ADDED = " واذكر لمن يجيبك أن الأمر يتعلق بطفل قبل أي تفصيل آخر."


class Written(NamedTuple):
    place: int
    title: Texts
    summary: Texts
    text: Texts


def chapters() -> list[Written]:
    """Of each file the first line is the title, the first paragraph the summary, the rest the text."""
    stems = sorted({file.name.split(".")[0] for file in FOLDER.glob("*.md")})
    return [_read(place, stem) for place, stem in enumerate(stems, start=1)]


def play() -> bool:
    """``False`` if it was done before."""
    if GuideChapter.objects.exists():
        return False
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(WRITTEN_ON, 10)):
            rows = [_published(each, users["editor"], users["head"]) for each in chapters()]
        _suggested(rows[CHAPTER - 1], users["editor"], users["head"])
    return True


def _published(written: Written, editor: User, head: User) -> GuideChapter:
    row = CHAPTERS.begin(
        by=editor, place=written.place, title=written.title, summary=written.summary, text=written.text
    )
    _keep(row, editor)
    CHAPTERS.submit(row, by=editor)
    return CHAPTERS.approve(row, by=head, seen=CHAPTERS.compose(row).fingerprint)


def _suggested(row: GuideChapter, editor: User, head: User) -> None:
    member = Membership.objects.filter(user__email="president@example.org").first()
    if member is None:
        return
    block = next(each for each in blocks(row.text.ar) if each.source.startswith(BEGINS))
    with happening(schools.hour(SUGGESTED_ON, 9)):
        suggestion = suggestions.suggest(
            row, association=member.association, by=member.user, language="ar", number=block.number,
            after=block.source + ADDED, reason="يغير ذلك من يُرسل. (مثال)", is_thanked=True,
        )  # fmt: skip
    with happening(schools.hour(SUGGESTED_ON + dt.timedelta(days=3), 9)):
        suggestions.accept(suggestion, by=editor, after=suggestion.after, answer="شكرا، أضفناها كما هي. (مثال)")
        row.refresh_from_db()
        note = Texts(
            ar="في «حالات خاصة»: جملة اقترحتها جمعية.",
            fr="Dans «\u00a0Cas particuliers\u00a0»\u00a0: une phrase proposée par une association (version arabe).",
        )
        row = CHAPTERS.save(row, by=editor, version=row.version, change_note=note)
        _keep(row, editor)
        CHAPTERS.submit(row, by=editor)
        CHAPTERS.approve(row, by=head, seen=CHAPTERS.compose(row).fingerprint)


def _keep(row: GuideChapter, editor: User) -> None:
    pending = CHAPTERS.compose(row)
    for found in pending.open_findings:
        reason, sentence = findings.REASONS.get(
            found.kind, (AnsweredFinding.Reason.NEEDED, "نص عام: لا يدل على أي شخص. (مثال)")
        )
        gate.answer(pending, mark=found.mark, by=editor.pk, reason=reason, sentence=sentence)


def _read(place: int, stem: str) -> Written:
    parts = {language: _parts((FOLDER / f"{stem}.{language}.md").read_text()) for language in ("ar", "fr")}
    title, summary, text = (
        Texts(**{language: found[number] for language, found in parts.items()}) for number in range(3)
    )
    return Written(place, title, summary, text)


def _parts(written: str) -> tuple[str, str, str]:
    title, summary, text = written.strip().split("\n\n", 2)
    return title.removeprefix("# "), " ".join(summary.split()), text
