"""The press kit of a report: drafted, approved by a second person, and public at once or at the end of its embargo.

An approval before that moment is a signature: the right, the authors, the fingerprint and the findings are asked as at the door, but nothing
is written to the square, so that no address and no cache can serve it. :func:`release` publishes it through the door when the moment has come.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from consultations.models import Report
from cooperation.models import PressKit
from cooperation.press import links
from core import clock
from core.errors import DomainError
from core.permissions import require
from core.text.texts import Texts, in_each_language
from publications import store
from publications.drafts.actions import Drafting
from publications.drafts.states import DRAFT
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import PressKitDocument, ReportDocument
from publications.schemas.press_kit import KitFigure

logger = logging.getLogger(__name__)
COUNTED: Final = {
    "people": _("people present"),
    "associations": _("associations present"),
    "contributions": _("contributions"),
}
DEMANDS: Final = _("demands raised")


@dataclass(frozen=True)
class KitDrafting(Drafting[PressKit]):
    def begin(self, *, by: User, report: Report | None = None, **values: Any) -> PressKit:
        if report is None:
            raise DomainError(_("Choose the report."))
        return super().begin(by=by, report=report, key=report.meeting.key, **values)

    def approve(self, row: PressKit, *, by: User, seen: str) -> PressKit:
        """Publishes, or signs a kit whose embargo still holds."""
        return self._sign(row, by, seen) if is_embargoed(row) else super().approve(row, by=by, seen=seen)

    def return_(self, row: PressKit, *, by: User, sentence: str) -> PressKit:
        """Also takes back a signature: the links of media open nothing then."""
        require(by, self.approve_right)
        with transaction.atomic():
            self._unsign(self.locked(row))
            return super().return_(row, by=by, sentence=sentence)

    def withdraw(self, row: PressKit, *, by: User, sentence: Texts) -> PressKit:
        require(by, self.approve_right)
        with transaction.atomic():
            self._unsign(self.locked(row))
            return super().withdraw(row, by=by, sentence=sentence)

    def release(self, row: PressKit) -> None:
        """At the end of the embargo, what was signed is published by the one who signed it. Raises what :meth:`approve` raises, for
        instance where the report was corrected since."""
        with transaction.atomic():
            row = self.locked(row)
            if row.signed_by is None or is_embargoed(row):
                return
            by, seen = row.signed_by, row.signed_seen
            super().approve(self._unsign(row), by=by, seen=seen)

    def give_back(self, row: PressKit, why: str) -> None:
        """What could not be published waits for a person again, with the reason."""
        with transaction.atomic():
            row = self.locked(row)
            if row.signed_by is not None:
                row.steps.create(move="fail", by=row.signed_by, sentence=why)
                self._unsign(row)

    def _sign(self, row: PressKit, by: User, seen: str) -> PressKit:
        require(by, self.approve_right)
        with transaction.atomic():
            store.lock()
            row = self.locked(row)
            DRAFT.target("approve", row.state)
            if row.signed_by_id is not None:
                raise DomainError(_("It is approved already, and waits for the end of the embargo."))
            store.refuse(self.compose(row), by=by.pk, seen=seen)
            row.signed_by, row.signed_seen = by, seen
            row.save(update_fields=["signed_by", "signed_seen"])
            row.steps.create(move="sign", by=by)
            links.give(row)
            return row

    @staticmethod
    def _unsign(row: PressKit) -> PressKit:
        row.signed_by, row.signed_seen = None, ""
        row.save(update_fields=["signed_by", "signed_seen"])
        return row


def is_embargoed(kit: PressKit) -> bool:
    return kit.embargo_until is not None and kit.embargo_until > clock.now()


def pending(kit: PressKit) -> PendingPublication:
    """The edition that an approval publishes. Raises :class:`~core.errors.DomainError` while the report is not public."""
    rows = Document.objects.filter(kind=ReportDocument.kind, key=kit.key, live__is_tombstone=False)
    found = rows.select_related("live").first()
    if found is None or found.live is None:
        raise DomainError(_("The report is not public: its press kit can be approved after it."))
    report = cast(ReportDocument, found.live.body)
    body = PressKitDocument(
        key=kit.key,
        demonstration=report.demonstration,
        title=report.title,
        report_edition=found.live.number,
        meeting=report.meeting,
        summary=kit.summary,
        figures=list(figures_of(report)),
        contact=kit.contact,
        phone=kit.phone,
        email=kit.email,
        embargo_until=kit.embargo_until.astimezone(dt.UTC) if kit.embargo_until else None,
    )
    document = PendingDocument.edition(body, note=kit.change_note or None)
    return prepare([document], writers=kit.authors.values_list("pk", flat=True))


def figures_of(report: ReportDocument) -> Iterator[KitFigure]:
    """Those that somebody recorded: unknown is not zero."""
    counted = report.meeting.headcount
    for name, label in COUNTED.items():
        number = getattr(counted, name)
        if number is not None:
            yield KitFigure(label=_named(label), value=str(number), is_estimated=name in counted.estimated)
    if report.demands:
        yield KitFigure(label=_named(DEMANDS), value=str(len(report.demands)))
    for point in report.figures:
        if point.figure:
            yield KitFigure(label=point.title, value=point.figure.value, unit=point.figure.unit)


def _named(label: str | Promise) -> Texts:
    return in_each_language(lambda _language: str(label))


def opened(token: str, part: str) -> PressKitDocument | None:
    """What an outlet reads before the end of the embargo; ``None`` after it, when the public page has it. The opening is recorded first.

    Raises :class:`~cooperation.press.links.NoLink`, also for a kit that reads otherwise than when it was signed, and
    :class:`~core.db.rate_limits.Reached`.
    """
    link = links.found(token)
    if not is_embargoed(link.kit):
        return None
    body = signed_body(link.kit)
    if body is None:
        raise links.NoLink
    links.note_opening(link, part)
    return body


def signed_body(kit: PressKit) -> PressKitDocument | None:
    if kit.signed_by_id is None:
        return None
    try:
        composed = pending(kit)
    except DomainError:
        return None
    return cast(PressKitDocument, composed.main.body) if composed.fingerprint == kit.signed_seen else None


def release() -> int:
    """All kits whose embargo is over; returns how many were published."""
    done = 0
    for row in PressKit.objects.filter(signed_by__isnull=False, embargo_until__lte=clock.now()).order_by("pk"):
        try:
            KITS.release(row)
            done += 1
        except DomainError as refusal:
            logger.warning("The press kit %s was not published at the end of its embargo.", row.pk)
            KITS.give_back(row, str(refusal.message) or gettext("It could not be published."))
    return done


KITS: Final = KitDrafting(
    PressKit,
    PressKitDocument.kind,
    write_right="cooperation.write_press_kits",
    approve_right="cooperation.approve_press_kits",
    compose=pending,
)
