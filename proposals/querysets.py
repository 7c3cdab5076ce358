from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, Count, Exists, F, Func, IntegerField, OuterRef, Q, Value

from core.db.unions import in_any
from partners.models import Association
from proposals.demands import embedding, similar_demands
from proposals.demands.numbers import number_in
from proposals.demands.similar_demands import RELATED, Near
from publications.querysets import by_words, every_word
from reference.models import Area, Theme

if TYPE_CHECKING:
    from proposals.models import (  # noqa: F401
        Concern,
        Demand,
        DemandLetter,
        Draft,
        LedgerChange,
        Mention,
        PublishedConcern,
    )

OFFERED = 8


class Counts(NamedTuple):
    """Counts of a ledger; if ``uncounted``, the true numbers are higher."""

    mentions: int
    associations: int
    meetings: int
    concerns: int
    uncounted: bool


class DemandQuerySet(models.QuerySet["Demand"]):
    def visible_to(self, user: Any) -> Self:
        """All for cell staff; others read only published demands."""
        return self if user.is_authenticated and user.is_cell_staff else self.none()

    def asked_by(self, association: Association) -> Self:
        """Those in whose ledger the association stands, or that it marked with "we ask this too"."""
        asked = in_any(association.mentions.values("demand"), association.supports.values("demand"))
        return self.filter(asked).order_by("-number")

    def with_mention_count(self) -> Self:
        return self.annotate(mention_count=Count("mentions", filter=Q(mentions__is_counted=True)))

    def not_merged(self) -> Self:
        """Without demands that are merged into another one, whose ledger and clock are those of the other one."""
        return self.filter(merged_into=None)

    def waiting_for_approval(self) -> Self:
        """With a follow-up, a merge or a split that was sent to a second person."""
        from proposals.models import FollowUp, LedgerChange

        follow_ups = FollowUp.objects.filter(state="in_review").values("demand")
        changes = LedgerChange.objects.filter(state="in_review").values("whole")
        return self.filter(in_any(follow_ups, changes))

    def matching(self, query: str) -> Self:
        """Demands whose wording holds every word of ``query``, by the index; a number (:mod:`proposals.demands.numbers`) finds the demand
        of that number, too, and those into which that demand is merged."""
        wanted = every_word(query)
        found = by_words(self, wanted) if wanted else Q(pk__in=[])
        number = number_in(query)
        if number is not None:
            found |= self._with_number(number)
        return self.filter(found)

    def numbered(self, number: int) -> Self:
        """The demand of this number, and those into which it is merged."""
        return self.filter(self._with_number(number))

    def by_number(self, numbers: Iterable[int] | models.QuerySet[Any]) -> dict[int, Demand]:
        """For each of the ``numbers`` that exist the demand, or the one into which it is merged. One query, and those of :meth:`numbered`
        for each merged one."""
        found = self.filter(number__in=numbers)
        return {row.number: row if row.merged_into_id is None else self._whole(row.number) for row in found}

    def _whole(self, number: int) -> Demand:
        return self.model.objects.numbered(number).not_merged().get()

    def _with_number(self, number: int) -> Q:
        return Q(number=number) | Q(pk__in=self._merged_into(number))

    def _merged_into(self, number: int) -> list[int]:
        """Ids of the demands into which the one with this number is merged, one after the other. One query, and one for each merge."""
        found: list[int] = []
        rows = self.model.objects.filter(number=number)
        while whole := rows.values_list("merged_into", flat=True).first():
            found.append(whole)
            rows = self.model.objects.filter(pk=whole)
        return found

    def like(self, written: str, *, themes: Collection[Theme] = (), areas: Collection[Area] = ()) -> Self:
        """Demands that ask what somebody is writing, nearest first; of about equally near ones first those about ``themes`` or ``areas``.

        Three queries, four with an ``EMBEDDER``. By the wording of the office: what the public may read is :meth:`like_published`.
        """
        found = similar_demands.nearest(written)
        if found and embedding.embedder():
            titles = {row.pk: str(row.title) for row in self.filter(pk__in=[near.demand_id for near in found])}
            found = similar_demands.with_embedder(written, found, titles)
        return self._offered(found, themes=themes, areas=areas)

    def like_published(self, written: str) -> Self:
        """The same by the wording that is published, which alone may be shown to whoever does not work for the cell.

        Two queries, four with an ``EMBEDDER``.
        """
        from proposals.demands.demand_document import live_bodies

        found = similar_demands.nearest(written, wording=similar_demands.PUBLISHED)
        if found and embedding.embedder():
            rows = list(self.filter(pk__in=[near.demand_id for near in found]))
            bodies = live_bodies(rows)
            titles = {row.pk: str(bodies[row.key].title) for row in rows if row.key in bodies}
            found = similar_demands.with_embedder(written, found, titles)
        return self._offered(found)

    def _offered(self, found: list[Near], *, themes: Any = (), areas: Any = ()) -> Self:
        if not found:
            return self.none()
        pks = [near.demand_id for near in found]
        related = set(self.filter(Q(themes__in=themes) | Q(areas__in=areas), pk__in=pks).values_list("pk", flat=True))
        scores = {near.demand_id: near.score + RELATED * (near.demand_id in related) for near in found}
        best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[:OFFERED]
        return self.not_merged().filter(pk__in=best).order_by(_place_in(best))


def _place_in(pks: list[int]) -> Func:
    order = Value(pks, output_field=ArrayField(BigIntegerField()))
    return Func(order, F("pk"), function="array_position", output_field=IntegerField())


class MentionQuerySet(models.QuerySet["Mention"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def from_meeting(self, key: str) -> Self:
        return self.filter(source_kind="meeting", source_key=key)

    def from_concern(self, reference: str) -> Self:
        return self.filter(source_kind="concern", source_key=reference)

    def counts(self) -> Counts:
        """One query, whatever the number of rows."""
        counted, meeting = Q(is_counted=True), Q(source_kind="meeting")
        row = self.aggregate(
            mentions=Count("pk", filter=counted),
            associations=Count("association", distinct=True),
            meetings=Count("source_key", filter=meeting, distinct=True),
            concerns=Count("source_key", filter=~meeting, distinct=True),
            uncounted=Count("pk", filter=~counted),
        )
        return Counts(**{**row, "uncounted": bool(row["uncounted"])})


class LedgerChangeQuerySet(models.QuerySet["LedgerChange"]):
    def of(self, *demands: Demand) -> Self:
        """Changes in which one of ``demands`` has either role."""
        return self.filter(Q(part__in=demands) | Q(whole__in=demands))

    def in_force(self) -> Self:
        """Published merges and splits that were not undone."""
        return self.filter(state="published", undoes=None).exclude(undone_by__state="published")


class PublishedConcernQuerySet(models.QuerySet["PublishedConcern"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever may read concerns, since the text as received stands beside the wording."""
        may_read = user.is_authenticated and user.has_perm("proposals.word_concerns")
        return self if may_read else self.none()

    def awaiting_review(self) -> Self:
        return self.filter(state="in_review")

    def written_by(self, user: Any) -> Self:
        """Those whose next edition has words of ``user``."""
        return self.filter(authors=user)


class LetterQuerySet(models.QuerySet["DemandLetter"]):
    def unanswered(self) -> Self:
        """Letters to the cell after which the cell wrote nothing, the oldest first."""
        asked = {"demand": OuterRef("demand"), "association": OuterRef("association")}
        replies = self.model._default_manager.filter(is_from_cell=True, **asked)
        later = replies.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
        return self.filter(~Exists(later), is_from_cell=False).order_by("at", "pk")


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: Any) -> Self:
        """All for users who may review; for a representative, concerns of the associations that they represent today."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("proposals.review_concerns"):
            return self
        if user.is_cell_staff:
            return self.none()
        return self.filter(association__in=Association.objects.visible_to(user).values("pk"))

    def newest_of(self, associations: Iterable[Association]) -> Self:
        rows = self.filter(association__in=associations).select_related("association")
        return rows.order_by("-received_at", "-pk")

    def waiting(self) -> Self:
        """Concerns with a deadline of the cell: what may be an emergency, then the earliest first."""
        return self.filter(due_at__isnull=False).order_by("-is_urgent", "due_at", "id")

    def due_by(self, moment: dt.datetime) -> Self:
        """Those of :meth:`waiting` that may be an emergency, or whose deadline is not after ``moment``."""
        return self.waiting().filter(Q(is_urgent=True) | Q(due_at__lte=moment))


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Any) -> Self:
        """The user's own drafts for the associations that the user represents today."""
        if not user.is_authenticated or user.is_cell_staff:
            return self.none()
        return self.filter(user=user, association__in=Association.objects.visible_to(user).values("pk"))
