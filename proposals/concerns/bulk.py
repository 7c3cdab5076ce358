"""One step for several concerns: read before it is done, and done once.

Nothing here is a way around :mod:`proposals.concerns.review`: each concern is a transaction of its own, with all checks of its step.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Max, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from proposals.concerns import assignment, hiding, review, themes
from proposals.models import Concern, ConcernBulk, ConcernBulkRow, ConcernStep, Opening
from proposals.states import CONCERN
from reference.models import Institution, Theme

Act = ConcernBulk.Act
Outcome = ConcernBulkRow.Outcome
MOST_AT_ONCE: Final = 100
DECISIONS: Final = frozenset({Act.DECLINE, Act.REFER, Act.HIDE})
LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Step:
    """What is asked for: ``person`` of an assignment, ``reason`` of a decline or of hiding, ``body`` of a referral, ``theme``; ``sentence`` in
    the languages in which the associations wrote."""

    act: Act
    person: User | None = None
    reason: str = ""
    body: Institution | None = None
    theme: Theme | None = None
    sentence: Texts = Texts()

    def sentence_for(self, concern: Concern) -> str:
        return str(getattr(self.sentence, concern.language)) if self.act in DECISIONS else ""


class Seen(NamedTuple):
    """What the preview showed of a concern: its last step, and its assignee."""

    step: int | None
    assignee: int | None


class Previewed(NamedTuple):
    """``refusal``: why nothing would happen, or "". ``themes``: those that a set theme would replace."""

    concern: Concern
    refusal: str
    sentence: str
    seen: Seen
    themes: list[Theme]


class Known(NamedTuple):
    """Ids of concerns: whose text the person has opened, and of which a text is public."""

    opened: set[int]
    published: set[int]


def preview(concerns: Iterable[Concern], step: Step, *, by: User) -> list[Previewed]:
    """What would happen to each. At most three queries."""
    rows = list(concerns)
    newest = dict(ConcernStep.objects.filter(concern__in=rows).order_by().values_list("concern").annotate(Max("pk")))
    known = _known(rows, step, by)
    if step.act == Act.THEME:
        prefetch_related_objects(rows, "themes")
    return [
        Previewed(
            row,
            str(_refusal(row, step, known)),
            step.sentence_for(row),
            Seen(newest.get(row.pk), row.assignee_id),
            list(row.themes.all()) if step.act == Act.THEME else [],
        )
        for row in rows
    ]


def run(key: uuid.UUID, seen: Mapping[int, Seen], step: Step, *, by: User) -> ConcernBulk:
    """Take ``step`` for the concerns of ``seen``, as they were seen. The same ``key`` again goes on where the first ended, with
    the step that was asked for first, and takes no step twice.

    Raises :class:`~core.errors.DomainError` for none or more than :data:`MOST_AT_ONCE`.
    """
    require(by, review.REVIEW)
    if not seen:
        raise DomainError(_("Tick the submissions first."))
    if len(seen) > MOST_AT_ONCE:
        raise DomainError(_("Choose fewer submissions at once."))
    bulk = _written(key, seen, step, by)
    step = _asked_first(bulk)
    for row in bulk.rows.filter(outcome=Outcome.WAITING).values_list("pk", flat=True):
        _take(row, step, by)
    return bulk


def _asked_first(bulk: ConcernBulk) -> Step:
    return Step(
        act=Act(bulk.act),
        person=bulk.person,
        reason=bulk.reason,
        body=bulk.body,
        theme=bulk.theme,
        sentence=bulk.sentence,
    )


def _written(key: uuid.UUID, seen: Mapping[int, Seen], step: Step, by: User) -> ConcernBulk:
    fields = {name: getattr(step, name) for name in ("act", "person", "reason", "body", "theme")}
    with transaction.atomic():
        bulk, is_new = ConcernBulk.objects.get_or_create(
            pk=key, defaults={**fields, "by": by, "sentence": step.sentence}
        )
        if bulk.by_id != by.pk:
            raise NotAllowed(_("Somebody else did this step."))
        if is_new:
            found = Concern.objects.visible_to(by).filter(pk__in=seen).order_by("pk").values_list("pk", flat=True)
            ConcernBulkRow.objects.bulk_create(
                ConcernBulkRow(bulk=bulk, concern_id=pk, seen_step=seen[pk].step, seen_assignee=seen[pk].assignee)
                for pk in found
            )
    return bulk


def _take(pk: int, step: Step, by: User) -> None:
    with transaction.atomic():
        row = ConcernBulkRow.objects.select_for_update(of=("self",)).select_related("concern").get(pk=pk)
        if row.outcome != Outcome.WAITING:
            return
        try:
            with transaction.atomic():
                _act(row, step, by)
            row.outcome = Outcome.DONE
        except DomainError as refused:
            row.outcome, row.why = Outcome.REFUSED, str(refused.message)[:500]
        row.save(update_fields=["outcome", "why", "themes_before"])


def _act(row: ConcernBulkRow, step: Step, by: User) -> None:
    concern = row.concern
    if refusal := _refusal(concern, step, _known([concern], step, by)):
        raise DomainError(refusal)
    if step.act == Act.THEME and step.theme:
        row.themes_before = " ".join(themes.set_theme(concern, by=by, theme=step.theme))
        return
    if step.act == Act.ASSIGN:
        assignment.assign(concern, by=by, person=step.person, seen=row.seen_assignee)
        return
    review.move(
        concern,
        by=by,
        move=step.act,
        seen=row.seen_step,
        sentence=step.sentence_for(concern),
        reason=step.reason,
        body=step.body,
    )


def _known(concerns: Collection[Concern], step: Step, by: User) -> Known:
    """Openings are recorded of confidential and hidden concerns only."""
    read = Opening.objects.filter(concern__in=concerns, by=by, file=None, step=None)
    published = hiding.published(concerns) if step.act == Act.HIDE else set()
    return Known(set(read.values_list("concern", flat=True)), published)


def _refusal(concern: Concern, step: Step, known: Known) -> str | Promise:
    if step.act == Act.ASSIGN:
        return _("It is assigned so already.") if concern.assignee_id == getattr(step.person, "pk", None) else ""
    if step.act == Act.THEME:
        return themes.refusal(concern, step.theme)
    return _refusal_of_move(concern, step, known)


def _refusal_of_move(concern: Concern, step: Step, known: Known) -> str | Promise:
    moves = [move.name for move in CONCERN.offered(concern.state) if hiding.is_offered(concern, move.name)]
    if step.act not in moves:
        return gettext("This step is not possible from the state “%(state)s”.") % {"state": concern.get_state_display()}
    if step.act not in DECISIONS:
        return ""
    if concern.is_urgent and concern.due_at:
        return _("It may be an emergency: decide it on its own page.")
    if concern.is_covered and concern.pk not in known.opened:
        return (
            _("It is confidential, and you have not read it.")
            if concern.is_confidential
            else _("It is hidden, and you have not read it.")
        )
    if concern.pk in known.published:
        return hiding.IN_PUBLIC
    if not step.sentence_for(concern):
        language = LANGUAGE_NAMES[concern.language]
        return gettext("The sentence is missing in the language of the association: %(language)s.") % {
            "language": language
        }
    return ""
