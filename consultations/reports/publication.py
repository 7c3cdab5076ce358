"""Publishes an approved report, its meeting and the demands that it mentions, in the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.invitations import published_meeting
from consultations.models import Report
from consultations.planning.meeting_document import compose_meeting
from consultations.reports.report_document import compose_report
from core.text import formats
from core.text.texts import Texts, in_each_language
from proposals.demands import demand_document as demand_publishing
from proposals.models import Demand, Mention
from publications import store
from publications.models import Document, Edition
from publications.schemas import DemandDocument, MeetingDocument, ReportDocument
from publications.schemas.meeting import Headcount


def was_published(report: Report) -> bool:
    return Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key).exists()


def is_live(report: Report) -> bool:
    return Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key, live__is_tombstone=False).exists()


def publish(report: Report, *, approver: User, renamed_by: Iterable[int]) -> None:
    """New editions of all that the approval covers. The authors of the report answer for the whole, and with them ``renamed_by``: who
    changed a name that it shows (:mod:`consultations.planning.authorship`)."""
    authors = [*writers(report), *renamed_by]
    store.publish(
        compose_report(report, approver=approver),
        listed_on=report.meeting.held_on,
        authors=authors,
        approver=approver.pk,
        note=report.change_note or None,
    )
    affected = _demands_of(report)
    mentions = Mention.objects.from_meeting(report.meeting.key)
    mentions.update(is_public=True, source_title=report.meeting.title)
    _publish_meeting(
        report,
        compose_meeting(report.meeting, report_key=report.meeting.key),
        listed_on=report.meeting.held_on,
        authors=authors,
        approver=approver.pk,
    )
    mentioned = set(mentions.values_list("demand_id", flat=True))
    for demand in Demand.objects.filter(pk__in=affected | _demands_of(report)).order_by("number"):
        # What the report mentions no more was not read with it: its wording stays as it is.
        publish = demand_publishing.publish if demand.pk in mentioned else demand_publishing.retract
        publish(demand, authors=authors, approver=approver.pk, note=_note(report))
    _clear_agendas(report, affected, authors=authors, approver=approver)
    report.meeting.authors.clear()
    report.change_note = Texts()
    report.save(update_fields=["change_note"])


def withdraw(report: Report, *, approver: User, sentence: Texts) -> None:
    """Publish a tombstone for the report and remove its mentions from the ledgers; a demand without mentions is withdrawn, too.

    The authors are those of the edition that goes, so that its approver can take it away alone when somebody is in danger.
    """
    live = Document.objects.get(kind=ReportDocument.kind, key=report.meeting.key).live
    authors = live.approval.author_ids if live else writers(report)
    store.withdraw(ReportDocument.kind, report.meeting.key, sentence=sentence, authors=authors, approver=approver.pk)
    affected = _demands_of(report)
    Mention.objects.from_meeting(report.meeting.key).update(is_public=False)
    _take_off_its_meeting(report, authors=authors, approver=approver)
    for demand in Demand.objects.filter(pk__in=affected).order_by("number"):
        demand_publishing.retract(demand, authors=authors, approver=approver.pk, note=_note(report))
    _clear_agendas(report, affected, authors=authors, approver=approver)


def writers(report: Report) -> list[int]:
    """Ids of all whose words an approval would publish: of the report, of the record behind it, of the demands it mentions."""
    written = Q(pk__in=report.authors.all()) | Q(pk__in=report.meeting.authors.all())
    demands = Demand.authors.through.objects.filter(demand__points__meeting=report.meeting)
    return list(
        User.objects.filter(written | Q(pk__in=demands.values("user"))).order_by("pk").values_list("pk", flat=True)
    )


def _demands_of(report: Report) -> set[int]:
    """Demands that the record mentions now, and those whose published ledger still has this meeting."""
    now = Mention.objects.from_meeting(report.meeting.key).values_list("demand_id", flat=True)
    return set(now) | _published_demands(report)


def _published_demands(report: Report) -> set[int]:
    live = Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key).first()
    previous = live.editions.filter(is_tombstone=False).order_by("-number")[:2] if live else []
    bodies = (edition.body for edition in previous)
    keys = {demand.demand_key for body in bodies if isinstance(body, ReportDocument) for demand in body.demands}
    return set(Demand.objects.filter(number__in=[int(key) for key in keys]).values_list("pk", flat=True))


def _publish_meeting(
    report: Report, body: MeetingDocument, *, listed_on: dt.date, closes_earlier: bool = False, **approval: Any
) -> None:
    try:
        store.publish(
            body,
            listed_on=listed_on,
            state=body.state,
            closes_earlier=closes_earlier,
            note=_note(report),
            **approval,
        )
    except store.NothingToPublish:
        return


def _take_off_its_meeting(report: Report, *, authors: list[int], approver: User) -> None:
    """What readers know of the meeting, without what the report counted: nobody approves here what was changed since."""
    edition = published_meeting.live(report.meeting)
    if edition is None:
        return
    body = cast(MeetingDocument, edition.body)
    facts = body.facts.model_copy(update={"headcount": Headcount()})
    _publish_meeting(
        report,
        body.model_copy(update={"report_key": None, "facts": facts}),
        listed_on=edition.document.listed_on,
        closes_earlier=True,
        authors=authors,
        approver=approver.pk,
    )


def _clear_agendas(report: Report, demands: set[int], *, authors: list[int], approver: User) -> None:
    """A demand that has left the square stands in its words on no page of a meeting either, announced or held."""
    gone = set(map(str, Demand.objects.filter(pk__in=demands).values_list("number", flat=True)))
    gone -= set(Document.objects.listed(DemandDocument.kind).filter(key__in=gone).values_list("key", flat=True))
    named = [Q(live__canonical__contains=f'"key":"{key}"') for key in sorted(gone)]
    if not named:
        return
    for document in Document.objects.listed(MeetingDocument.kind).filter(reduce(or_, named)).select_related("live"):
        body = cast(MeetingDocument, cast(Edition, document.live).body)
        agenda = [
            topic.model_copy(update={"demands": [each for each in topic.demands if each.key not in gone]})
            for topic in body.agenda
        ]
        _publish_meeting(
            report,
            body.model_copy(update={"agenda": agenda}),
            listed_on=document.listed_on,
            closes_earlier=True,
            authors=authors,
            approver=approver.pk,
        )


def _note(report: Report) -> Texts:
    """The note for the editions of the meeting and the demands, in each language."""

    def sentence(language: str) -> str:
        day = formats.day(report.meeting.held_on, language)
        return _("Follows the report of the meeting of %(day)s.") % {"day": day}

    return in_each_language(sentence)
