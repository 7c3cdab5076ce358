"""What a second person reads of a demand before it is public: field by field, what stands now beside what will stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from core.text import formats
from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES, Texts, in_each_language
from followers.numbers import at_least
from partners.models import Association
from portal.staff.lists import Count, capped
from proposals.models import Demand, FollowUp
from publications.labels import COMMITMENT_STATES, DEMAND_RELATIONS, DEMAND_STATES, NOT_POSSIBLE, VERDICTS
from publications.pending import PendingDocument, PendingPublication
from publications.schemas import DemandDocument
from publications.schemas.demand import Commitment, MentionEntry, Relation, Supporters, Verdict

MOST_NAMES: Final = 50
IN = {"ar": _("in Arabic"), "fr": _("in French"), "en": _("in English")}


class Field(NamedTuple):
    """``pieces``: from what is public now to what will be."""

    label: str | Promise
    language: str | Promise
    pieces: list[Piece]

    @property
    def now(self) -> list[Piece]:
        """What the public reads now, with what leaves the page."""
        return [piece for piece in self.pieces if piece.change != "added"]

    @property
    def then(self) -> list[Piece]:
        """What the public will read, with what is new."""
        return [piece for piece in self.pieces if piece.change != "removed"]


class Fields(NamedTuple):
    """Of an edition: what changes is read, what stays is folded away and counted."""

    changed: list[Field]
    same: list[Field]


def fields(pending: PendingPublication) -> Fields:
    return fields_of(pending.main)


def fields_of(document: PendingDocument) -> Fields:
    now, then = cast(DemandDocument | None, document.public), cast(DemandDocument, document.body)
    before, after = _facts(now) if now else {}, _facts(then) | _added(now, then)
    found = Fields([], [])
    for label in {**after, **before}:
        old, new = before.get(label, Texts()), after.get(label, Texts())
        for language in LANGUAGES if _differs(old) or _differs(new) else LANGUAGES[:1]:
            was, will = getattr(old, language), getattr(new, language)
            if was or will:
                named = IN[language] if _differs(old) or _differs(new) else ""
                part = found.same if was == will else found.changed
                part.append(Field(label, named, compare(was, will)))
    return found


def languages(draft: FollowUp) -> list[str]:
    """The languages in which the draft says something to the public."""
    said = [
        draft.sentence,
        draft.answer,
        *(text for each in draft.commitments.all() for text in (each.what, each.evidence)),
    ]
    return [language for language in LANGUAGES if any(getattr(text, language) for text in said)]


class Asking(NamedTuple):
    """Associations that asked for the demand. ``names``: each with whether the page names it; that is their own choice.

    ``supporters``: associations with a mark “we ask this too”; ``followers``: by e-mail, at least so many."""

    names: list[tuple[Texts, bool]]
    count: Count
    supporters: Count
    followers: int


def asking(demand: Demand) -> Asking:
    """The associations in the ledger, and the numbers of others. Five queries."""
    rows = Association.objects.filter(mentions__demand=demand).distinct()
    named = set(demand.mentions.filter(shows_name=True).values_list("association", flat=True))
    shown = rows.order_by("pk")[:MOST_NAMES]
    return Asking(
        [(row.name, row.pk in named) for row in shown],
        capped(rows),
        capped(demand.supports.all()),
        at_least(demand.key),
    )


def _differs(texts: Texts) -> bool:
    return len({texts.ar, texts.fr, texts.en}) > 1


def _facts(body: DemandDocument) -> dict[str | Promise, Texts]:
    """What an edition replaces, in every language in which it is published."""
    return {
        _("Demand"): body.title,
        _("Details"): body.details,
        _("Themes"): _joined(theme.name for theme in body.themes),
        _("Areas"): _joined(area.name for area in body.areas),
        _("State"): _in_the_language_of_the_page(DEMAND_STATES[body.state]),
        _("Who answers"): body.owner,
        _("Announced date"): _in_the_language_of_the_page(_day(body.due_on)),
        _("The head of the cell was told on"): _in_the_language_of_the_page(_day(body.head_told_on)),
        _("Commitments"): _joined_by(body.commitments, _commitment),
        _("Ledger"): _joined_by(body.mentions, _mention),
        _("Merged and split"): _joined_by(body.relations, _relation),
        _("Verdicts of associations"): _joined_by(body.verdicts, _verdict),
        _("Associations that ask this too"): _joined_by([body.supporters], _supporters),
    }


def _added(now: DemandDocument | None, then: DemandDocument) -> dict[str | Promise, Texts]:
    """What an edition adds: earlier sentences and answers stay on the page. The first edition adds all of them."""
    steps = then.steps[len(now.steps) if now else 0 :]
    answers = then.answers[len(now.answers) if now else 0 :]
    reasons = [NOT_POSSIBLE[step.reason] for step in steps if step.reason]
    return {
        _("Referred to"): _joined(step.body for step in steps if step.body),
        _("Reason"): _in_the_language_of_the_page("; ".join(map(str, reasons))),
        _("Sentence for the public"): _joined(step.sentence for step in steps),
        _("Answer for the public"): _joined(answer.text for answer in answers),
    }


def _joined(names: Iterable[Texts]) -> Texts:
    return _joined_by(list(names), str)


def _joined_by(rows: Sequence[Any], line: Callable[[Any], str]) -> Texts:
    """One text of all ``rows``; ``line`` is called with each language active."""
    return in_each_language(lambda _language: "; ".join(map(line, rows)))


def _commitment(each: Commitment) -> str:
    words = [str(each.owner), str(each.what), _day(each.starts_on), _day(each.due_on), str(COMMITMENT_STATES[each.state]),
             str(each.evidence), each.evidence_url]  # fmt: skip
    return ", ".join(filter(None, words))


def _mention(entry: MentionEntry) -> str:
    return ", ".join([entry.when.told(get_language() or LANGUAGES[0]), *map(str, entry.associations)])


def _relation(each: Relation) -> str:
    words = [str(DEMAND_RELATIONS[each.relation]), f"{each.number}. {each.title}", _day(each.on), _day(each.until)]
    return ", ".join(filter(None, words))


def _verdict(entry: Verdict) -> str:
    words = [str(VERDICTS[entry.word]), str(entry.association), _day(entry.on), str(entry.sentence)]
    return ", ".join(filter(None, words))


def _supporters(entry: Supporters) -> str:
    return ", ".join(map(str, [entry.count, *entry.named])) if entry.count else ""


def _day(day: Any) -> str:
    return formats.day(day, get_language() or LANGUAGES[0]) if day else ""


def _in_the_language_of_the_page(words: Any) -> Texts:
    """A label or a date of the portal, which is no text of the edition."""
    return Texts(ar=str(words), fr=str(words), en=str(words))
