"""What an approved report makes public, composed once: the report, the page of its meeting, the demands that it mentions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.invitations import published_meeting
from consultations.models import Meeting, Report
from consultations.planning import name_authors
from consultations.planning.meeting_document import compose_meeting
from consultations.reports.report_document import compose_report
from core.text.texts import Texts, in_each_language
from proposals.demands import merged_pages, requesters
from proposals.demands.demand_document import Source, note_public_wording, pending_documents
from proposals.digests import approval as digests
from proposals.models import Demand, Mention
from publications import findings, store
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import MeetingDocument, ReportDocument
from publications.schemas.meeting import Headcount


def was_published(report: Report) -> bool:
    return Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key).exists()


def is_live(report: Report) -> bool:
    return Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key, live__is_tombstone=False).exists()


def pending_report(report: Report, *, approver: User | None = None) -> PendingPublication:
    """All that an approval of ``report`` publishes. The report names the function of ``approver``.

    Its authors answer for the whole: who wrote in the report, in the record behind it or in a demand that it mentions, and who changed a
    name that one of these shows.
    """
    meeting, note = report.meeting, _note(report)
    demands = _pending_demands(report, is_public=True)
    gone = _gone(demands)
    documents = [
        PendingDocument.edition(
            compose_report(report, approver=approver), note=report.change_note or None, listed_on=meeting.held_on
        ),
        _pending_page(meeting, gone, note),
        *demands,
        *_pending_agendas(gone, besides=meeting, note=note),
        *digests.without(gone, note=note),
    ]
    return prepare(documents, writers=writers(report), renamers=name_authors.of_report(report))


def publish(report: Report, *, by: User, seen: str) -> None:
    """In the caller's transaction. ``seen``: the fingerprint of the :func:`pending_report` that ``by`` has read."""
    store.lock()
    pending = pending_report(report, approver=by)
    requesters.tell(store.publish(pending, by=by.pk, seen=seen))
    note_public_wording(pending.documents)
    mentions = Mention.objects.from_meeting(report.meeting.key)
    mentions.update(is_public=True, source_title=report.meeting.title)
    for demand in Demand.objects.filter(pk__in=mentions.values("demand")):
        demand.authors.clear()
    report.meeting.authors.clear()
    report.change_note = Texts()
    report.save(update_fields=["change_note"])


def pending_withdrawal(report: Report, *, sentence: Texts) -> PendingPublication:
    """A tombstone for the report; its mentions leave the ledgers, a demand left without any leaves the square, too.

    The authors are those of the edition that goes, so that its approver can take it away alone when somebody is in danger.
    """
    meeting, note = report.meeting, _note(report)
    live = Document.objects.get(kind=ReportDocument.kind, key=meeting.key).live
    demands = _pending_demands(report, is_public=False)
    gone = _gone(demands)
    documents = [
        PendingDocument.tombstone(ReportDocument.kind, meeting.key, sentence=sentence),
        *_page_without_report(meeting, gone, note),
        *demands,
        *_pending_agendas(gone, besides=meeting, note=note),
        *digests.without(gone, note=note),
    ]
    return prepare(documents, writers=live.approval.author_ids if live else writers(report))


def withdraw(report: Report, *, by: User, sentence: Texts) -> None:
    findings.refuse_in_note(sentence)
    store.lock()
    pending = pending_withdrawal(report, sentence=sentence)
    store.take_back(pending, by=by.pk)
    note_public_wording(pending.documents)
    Mention.objects.from_meeting(report.meeting.key).update(is_public=False)


def writers(report: Report) -> list[int]:
    """Ids of all whose words an approval would publish: of the report, of the record behind it, of the demands it mentions."""
    written = Q(pk__in=report.authors.all()) | Q(pk__in=report.meeting.authors.all())
    worded = Demand.authors.through.objects.filter(name_authors.asked_in(report.meeting, field="demand"))
    return list(
        User.objects.filter(written | Q(pk__in=worded.values("user"))).order_by("pk").values_list("pk", flat=True)
    )


def _pending_demands(report: Report, *, is_public: bool) -> list[PendingDocument]:
    """Demands that the record mentions now, and those whose published ledger still names this meeting, also after a merge or split.

    What an approved report mentions no more was not read with it: its wording stays as it is.
    """
    meeting = report.meeting
    mentioned = set(Mention.objects.from_meeting(meeting.key).values_list("demand_id", flat=True))
    numbers = _published_numbers(report)
    moved = merged_pages.naming(meeting.key, merged_pages.connected(numbers), also_earlier=not is_public)
    affected = Demand.objects.filter(Q(pk__in=mentioned) | Q(number__in=numbers | set(map(int, moved))))
    source = Source(meeting.key, meeting.title, meeting.is_demonstration, is_public=is_public)
    return pending_documents(affected, source, worded=mentioned if is_public else (), note=_note(report))


def _published_numbers(report: Report) -> set[int]:
    """Of the demands in the last two published editions of the report."""
    document = Document.objects.filter(kind=ReportDocument.kind, key=report.meeting.key).first()
    previous = document.editions.filter(is_tombstone=False).order_by("-number")[:2] if document else []
    bodies = (edition.body for edition in previous)
    return {int(demand.demand_key) for body in bodies if isinstance(body, ReportDocument) for demand in body.demands}


def _gone(demands: Collection[PendingDocument]) -> set[str]:
    """Keys of those that leave the square: they stand in their words on no page of a meeting either, announced or held."""
    return {document.key for document in demands if document.body is None}


def _pending_page(meeting: Meeting, gone: Collection[str], note: Texts) -> PendingDocument:
    body = _without(compose_meeting(meeting, report_key=meeting.key), gone)
    known = published_meeting.known(meeting) if gone else None
    is_withdrawn = known is not None and not set(gone).isdisjoint(known.demand_keys())
    return _page(body, note=note, listed_on=meeting.held_on, closes_earlier=is_withdrawn)


def _page_without_report(meeting: Meeting, gone: Collection[str], note: Texts) -> Iterator[PendingDocument]:
    """What readers know of the meeting, without what the report counted: nobody approves here what was changed since."""
    edition = published_meeting.live(meeting)
    if edition is None:
        return
    known = cast(MeetingDocument, edition.body)
    facts = known.facts.model_copy(update={"headcount": Headcount()})
    body = _without(known.model_copy(update={"report_key": None, "facts": facts}), gone)
    yield _page(body, note=note, listed_on=edition.document.listed_on, closes_earlier=True)


def _pending_agendas(gone: Collection[str], *, besides: Meeting, note: Texts) -> Iterator[PendingDocument]:
    """The pages of other meetings that have one of these demands on their agenda, as readers know them."""
    if not gone:
        return
    pages = Document.objects.listed(MeetingDocument.kind).showing_demand(*gone).exclude(key=besides.key)
    for page in pages.select_related("live"):
        if page.live:
            body = _without(cast(MeetingDocument, page.live.body), gone)
            yield _page(body, note=note, listed_on=page.listed_on, closes_earlier=True)


def _page(body: MeetingDocument, **facts: object) -> PendingDocument:
    return PendingDocument.edition(body, state=body.state, **facts)


def _without(page: MeetingDocument, demands: Collection[str]) -> MeetingDocument:
    agenda = [
        topic.model_copy(update={"demands": [each for each in topic.demands if each.key not in demands]})
        for topic in page.agenda
    ]
    return page.model_copy(update={"agenda": agenda})


def _note(report: Report) -> Texts:
    """The note for the editions of the meeting and the demands, in each language."""

    def sentence(language: str) -> str:
        when = report.meeting.when
        if when.whole is None:
            return _("Follows the report of the meeting: %(date)s.") % {"date": when.told(language)}
        return _("Follows the report of the meeting of %(day)s.") % {"day": when.told(language)}

    return in_each_language(sentence)
