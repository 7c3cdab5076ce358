"""What a second person reads of a demand before it is public: field by field, what stands now beside what will stand."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from core.text import formats
from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES, Texts
from portal.staff.reports.approval import Check
from publications import warnings
from publications.labels import COMMITMENT_STATES, DEMAND_STATES, NOT_POSSIBLE
from publications.pending import PendingPublication
from publications.schemas import DemandDocument
from reference.models import Theme

IN = {"ar": _("in Arabic"), "fr": _("in French"), "en": _("in English")}
PLACES = {
    "title": _("in the title"),
    "details": _("in the details"),
    "steps": _("in the sentence for the public"),
    "answers": _("in the answer"),
    "commitments": _("in the commitments"),
}


class Field(NamedTuple):
    """``pieces``: from what is public now to what will be; with ``is_same`` once, as it stays."""

    label: str | Promise
    language: str | Promise
    pieces: list[Piece]
    is_same: bool


def fields(pending: PendingPublication) -> list[Field]:
    now, then = cast(DemandDocument | None, pending.main.public), cast(DemandDocument, pending.main.body)
    before, after = _told(now) if now else {}, _told(then)
    found = []
    for label, texts in after.items():
        old = before.get(label, Texts())
        for language in LANGUAGES:
            was, will = getattr(old, language), getattr(texts, language)
            if was or will:
                found.append(Field(label, IN[language] if _differs(texts) else "", compare(was, will), was == will))
            if not _differs(texts):
                break
    return found


def _differs(texts: Texts) -> bool:
    return len({texts.ar, texts.fr, texts.en}) > 1


def _told(body: DemandDocument) -> dict[str | Promise, Texts]:
    """Each fact as the reviewer reads it; a fact that is no text stands in one language, that of the page."""
    step = body.steps[-1]
    answer = body.answers[-1].text if body.answers else Texts()
    return {
        _("Demand"): body.title,
        _("Details"): body.details,
        _("State"): _plain(DEMAND_STATES[body.state]),
        _("Referred to"): step.body,
        _("Reason"): _plain(NOT_POSSIBLE[step.reason]) if step.reason else Texts(),
        _("Who answers"): body.owner,
        _("Announced date"): _plain(_day(body.due_on)),
        _("Sentence for the public"): step.sentence,
        _("Answer for the public"): answer,
        _("Commitments"): _plain("; ".join(_commitment(each) for each in body.commitments)),
        _("Ledger"): _plain("; ".join(_line(each) for each in body.mentions)),
    }


def _commitment(each: Any) -> str:
    words = [str(each.owner), str(each.what), _day(each.due_on), str(COMMITMENT_STATES[each.state]), str(each.evidence)]
    return ", ".join(filter(None, [*words, each.evidence_url]))


def _line(entry: Any) -> str:
    return ", ".join([_day(entry.said_on), *map(str, entry.associations)])


def _day(day: Any) -> str:
    return formats.day(day, get_language() or LANGUAGES[0]) if day else ""


def _plain(words: Any) -> Texts:
    return Texts(ar=str(words), fr=str(words), en=str(words)) if words else Texts()


def checks(body: DemandDocument) -> list[Check]:
    sensitive = set(Theme.objects.exclude(care="").values_list("key", flat=True))
    return [
        Check(found.kind.label, found.excerpt, PLACES.get(found.where.split(".")[0], ""))
        for found in warnings.scan(body, sensitive_themes=sensitive)
    ]
