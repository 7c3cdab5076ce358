"""Prepared sentences: their placeholders, and how the cell changes them.

Those for the public about a demand are offered here, those for an association about a concern in :mod:`proposals.concerns.prepared`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import require
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text import formats
from core.text.texts import LANGUAGES, Texts
from proposals.models import Demand, FollowUp, PreparedSentence
from proposals.states import FOLLOW_UP

RIGHT: Final = "reference.change"
DATA: Final = Path(__file__).resolve().parent.parent / "data" / "sentences.csv"
AFTER_VERDICTS: Final = "reopen_after_verdicts"
PLACEHOLDERS: Final = {
    "ar": {"الرقم": "number", "التاريخ": "date", "الجهة": "body"},
    "fr": {"numéro": "number", "date": "date", "organisme": "body"},
    "en": {"number": "number", "date": "date", "body": "body"},
}
"""The closed list: how the number of the demand, the announced day and the competent body are written in a sentence of each language."""
CONCERN_PLACEHOLDERS: Final = {
    "ar": {"الرمز": "reference", "التاريخ": "date", "الجهة": "body", "الاتصال": "contact"},
    "fr": {"référence": "reference", "date": "date", "organisme": "body", "contact": "contact"},
    "en": {"reference": "reference", "date": "date", "body": "body", "contact": "contact"},
}
"""The same for sentences about a concern: its reference, the promised day of the answer, the body to which it is referred and how to reach it."""
KNOWN: Final = {
    PreparedSentence.About.DEMAND.value: PLACEHOLDERS,
    PreparedSentence.About.CONCERN.value: CONCERN_PLACEHOLDERS,
}
CONCERN_MOVES: Final = (
    "accept",
    "answer",
    "ask",
    "decline",
    "refer",
    "merge",
    "unmerge",
    "hide",
    "unhide",
    "uphold",
    "write",
)
"""Steps of a concern for which sentences are prepared."""
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
BRACE: Final = re.compile(r"[{}]")


def offered(follow_up: FollowUp) -> list[PreparedSentence]:
    """The sentences of the moves that are possible now, and those for news. One query."""
    moves = ["", *(move.name for move in FOLLOW_UP.offered(follow_up.demand.state))]
    about = PreparedSentence.About.DEMAND
    return list(
        PreparedSentence.objects.filter(about=about, is_retired=False, move__in=moves).order_by("position", "pk")
    )


def filled(text: Texts, *, demand: Demand, due_on: Any = None, body: Any = None) -> Texts:
    """``text`` with its placeholders replaced; one without a value stays, to be seen and replaced by the writer."""
    return Texts(
        **{
            language: fill(
                getattr(text, language),
                PLACEHOLDERS[language],
                {
                    "number": formats.number(demand.number, language),
                    "date": formats.day(due_on, language) if due_on else "",
                    "body": body.name.in_language(language).text if body else "",
                },
            )
            for language in LANGUAGES
        }
    )


def unfilled(text: Texts) -> list[str]:
    """The placeholders that still stand in ``text``, as they are written."""
    return [found.group() for language in LANGUAGES for found in PLACEHOLDER.finditer(getattr(text, language))
            if found.group(1).strip() in PLACEHOLDERS[language]]  # fmt: skip


def after_verdicts(demand: Demand) -> Texts:
    """The sentence with which ``demand`` is reopened because its answer was judged "not solved"; empty where the cell retired it."""
    row = PreparedSentence.objects.filter(key=AFTER_VERDICTS, is_retired=False).first()
    return filled(row.text, demand=demand) if row else Texts()


def check(text: Texts, about: str = PreparedSentence.About.DEMAND) -> None:
    """Raises :class:`~core.errors.DomainError` for a placeholder that is not of the list, and for a brace without its pair."""
    for language in LANGUAGES:
        words, known = getattr(text, language), KNOWN[about][language]
        names = [found.strip() for found in PLACEHOLDER.findall(words)]
        wrong = [name for name in names if name not in known]
        if wrong or BRACE.search(PLACEHOLDER.sub("", words)):
            allowed = " ".join(f"{{{name}}}" for name in known)
            raise DomainError(_("Of placeholders, only these can be filled in: %(allowed)s") % {"allowed": allowed})


def add(*, by: User, **fields: Any) -> PreparedSentence:
    require(by, RIGHT)
    check(fields["text"], fields.get("about", PreparedSentence.About.DEMAND))
    with transaction.atomic(), pghistory.context(user=by.pk):
        return PreparedSentence.objects.create(**fields)


def edit(sentence: PreparedSentence, *, by: User, version: int, **fields: Any) -> PreparedSentence:
    """Raises :class:`~core.errors.EditedMeanwhile` when somebody saved after ``version``."""
    require(by, RIGHT)
    check(fields["text"], fields.get("about", sentence.about))
    with transaction.atomic(), pghistory.context(user=by.pk):
        return change(sentence, expected=version, **fields)


def load() -> int:
    """Add the sentences that come with the portal and are not here yet; returns how many. What the cell changed stays."""
    with transaction.atomic():
        known = set(PreparedSentence.objects.filter(key__isnull=False).values_list("key", flat=True))
        new = [row for row in _rows() if row.key not in known]
        for row in new:
            row.save()
        return len(new)


def _rows() -> Iterator[PreparedSentence]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        for position, row in enumerate(csv.DictReader(lines), start=1):
            text = Texts(ar=row.pop("ar"), fr=row.pop("fr"))
            yield PreparedSentence(**row, text=text, position=position)


def fill(words: str, known: Mapping[str, str], values: Mapping[str, str]) -> str:
    """``known``: the names of ``values`` as they are written in the language of ``words``. What has no value stays."""

    def value(found: re.Match[str]) -> str:
        return values.get(known.get(found.group(1).strip(), ""), "") or found.group()

    return PLACEHOLDER.sub(value, words)
