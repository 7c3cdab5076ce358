"""One small world to attack: two associations, a member of staff for each function, and a report in every state."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client
from pypdf import PdfWriter

from accounts.models import User
from consultations.models import Meeting, Registration, Report
from consultations.planning import agenda
from consultations.recorder import messages, operations
from consultations.reports import steps as reports
from cooperation.institutions import requests as institution_requests
from cooperation.models import Certificate, InstitutionRequest, MediaOutlet, Partnership, PressKit, Training
from core.crypto import sealing
from core.quarters import Quarter
from core.text.texts import Texts
from followers.models import Follower, FollowRequest
from partners.actions import invitations, news
from partners.models import Association, GuideChapter, GuideSuggestion
from portal.members.concerns.draft_session import COOKIE
from proposals.concerns import drafts, notes
from proposals.demands import commitments, desk, follow_up, letters, merging, merging_approval, support, verdicts
from proposals.digests import drafts as digests
from proposals.digests.approval import DIGESTS
from proposals.models import (
    Concern,
    ConcernBulk,
    ConcernBulkRow,
    Demand,
    Digest,
    Draft,
    FollowUp,
    LedgerChange,
    PublishedConcern,
    SavedView,
    Verdict,
)
from publications import findings, reader
from publications.models import Rendering
from tests import factories
from tests.cooperation import playing as press
from tests.cooperation.networks import playing as networks
from tests.cooperation.partnerships import playing as agreements
from tests.cooperation.programmes import playing as programmes
from tests.cooperation.trainings import playing as courses
from tests.followers import playing
from tests.partners.guide import playing as guide
from tests.proposals.concerns import publishing
from tests.proposals.digests import playing as quarters

FUNCTIONS = ("recorder", "moderator", "editor", "head", "liaison", "administrator")
BROWSER_KEY = sealing.new_browser_key()
ROLES = ("anonymous", "association_a", "association_b", *FUNCTIONS)
NOW = "2019-04-10T09:00:00Z"
PUBLIC_SENTENCE = Texts(ar="سُحب بطلب")


@dataclass
class Scene:
    """``reports`` has one report for each state in which somebody finds it; ``listed`` stands in the public directory.

    ``concerns``: a readable one, a sealed one and one that the recorder entered, each with a photo. ``draft`` is being written by A, who is also
    invited (``registration``). ``follow_ups``: drafts about two demands, one being written with a commitment, one in review.
    ``ledger_changes``: merges, one for each of three states.
    ``digests`` and ``wordings`` (of concerns without a name): one for each of four states.
    ``guides``: chapters, one for each of four states; ``suggestion``: of A for the published one.
    ``kits``: press kits, one for each of five states; ``signed`` can be read by a link of the accredited outlet.
    ``partnerships``: agreements, one for each of four states, whose party is A.
    ``programmes``: of A, one for each of four states, with a session, a report, and a pair that is suggested and one that is offered.
    ``trainings``: one for each of four states; ``certificate``: of a participant of A in the published one.
    ``networks``: of which A is the coordinator.
    ``verdicts``: on the answer to the first of them, one that waits and one whose sentence was refused.
    """

    people: dict[str, User]
    association: Association
    session: Meeting
    closed: Meeting
    reports: dict[str, Report]
    listed: Association
    concerns: dict[str, Concern]
    draft: Draft
    registration: Registration
    follow_ups: dict[str, FollowUp]
    ledger_changes: dict[str, LedgerChange]
    digests: dict[str, Digest]
    guides: dict[str, GuideChapter]
    suggestion: GuideSuggestion
    partnerships: dict[str, Partnership]
    programmes: dict[str, Any]
    trainings: dict[str, Training]
    certificate: Certificate
    networks: networks.Scene
    wordings: dict[str, PublishedConcern]
    verdicts: dict[str, Verdict]
    kits: dict[str, PressKit]
    outlets: dict[str, MediaOutlet]
    institution_requests: dict[str, InstitutionRequest]
    follower: Follower
    follow_request: FollowRequest

    @property
    def published(self) -> Report:
        return self.reports["published"]

    def client(self, role: str, **options: Any) -> Client:
        client = Client(**options)
        client.cookies[COOKIE] = BROWSER_KEY
        if role != "anonymous":
            client.force_login(self.people[role])
        return client


def build() -> Scene:
    people = {function: factories.staff(function) for function in FUNCTIONS}
    association = factories.association()
    people["association_a"] = factories.representative(association)
    people["association_b"] = factories.representative()
    news.keep_for_digest(people["association_a"], "2026-K7Q4M2")
    invitations.invite(
        association, by=people["association_a"], email="invited@example.org", role="secretary", language="ar"
    )
    session = factories.meeting(by=people["recorder"], axes=[factories.text("محور")])
    factories.present(session)
    point = factories.demand_point(session)
    agenda.place(session.axes.get(), by=people["recorder"], demand=point.demand)
    asked = {"uid": str(uuid.uuid4()), "op": "ask", "turn": str(uuid.uuid4()), "label": "مقعد", "at": NOW}
    operations.receive(session, messages.batch({"operations": [asked], "sent_at": NOW}), by=people["recorder"])
    follow_ups, guides = every_follow_up(people), guide.every_state(people, blank_pdf())
    trainings = courses.every_state(people)
    factories.sentence()
    factories.saved_view()
    SavedView.objects.create(user=people["editor"], kind=SavedView.Kind.CONCERNS, name="عرض")
    concerns = every_concern(people, association)
    refused_for_one(concerns["readable"], by=people["moderator"])
    accredited = press.accredited(head=people["head"], email="accredited@example.org")
    outlets = {"accredited": accredited, "asked": press.outlet()}
    findings.keep("concern", "1", mark="1", by=people["editor"].pk, reason="other", sentence="جملة")
    return Scene(
        people,
        association,
        session,
        factories.closed_meeting(by=people["recorder"]),
        every_report(people),
        factories.listed_association(),
        concerns,
        draft(people["association_a"], association),
        factories.invited(factories.announced(takes_registrations=True), association),
        follow_ups,
        every_merge(people),
        every_digest(people),
        guides,
        guide.suggested(guides["published"], by=people["association_a"]),
        agreements.every_state(people, association),
        programmes.every_state(people),
        trainings,
        courses.certified(trainings["published"], by=people["association_a"], head=people["head"]),
        networks.every_state(people, association),
        every_wording(people, association),
        every_verdict(people, follow_ups["drafting"].demand),
        press.every_kit(people),
        outlets,
        every_institution_request(people),
        playing.follower(email="follower@example.org"),
        playing.requested(email="somebody@example.org"),
    )


def every_institution_request(people: dict[str, User]) -> dict[str, InstitutionRequest]:
    """One that waits, one that is answered."""
    editor = people["editor"]
    waiting = press.asked(by=editor, demand=factories.demand())
    answered = institution_requests.send(waiting.contact, by=editor, message="سؤال", meeting=factories.meeting())
    return {
        "waiting": waiting,
        "answered": institution_requests.answer(institution_requests.token_of(answered), text="جواب"),
    }


def every_verdict(people: dict[str, User], answered: Demand) -> dict[str, Verdict]:
    """One that waits for the cell, and one whose sentence was refused; a third association asks the same."""
    asking = [factories.verified_association() for _each in range(3)]
    for each in asking[:2]:
        factories.mention(answered, each)
    waiting, refused = (factories.verdict(answered, each, sentence="جملة الجمعية") for each in asking[:2])
    seen = verdicts.pending(refused).fingerprint
    verdicts.refuse(refused, by=people["moderator"], seen=seen, reason="تذكر شخصا")
    support.add(answered, association=asking[2], by=factories.representative(asking[2]))
    letters.write(answered, association=asking[0], by=waiting.given_by, text="رسالة إلى الخلية")
    return {"waiting": waiting, "refused": refused}


def draft(by: User, association: Association) -> Draft:
    """With a photo; every browser of the scene has its key, so that only the rights keep others out."""
    made = drafts.begin(by=by, association=association, browser_key=BROWSER_KEY, draft_id=uuid.uuid4(), typed={})
    drafts.attach(made, by=by, browser_key=BROWSER_KEY, upload=factories.photo())
    return made


def every_follow_up(people: dict[str, User]) -> dict[str, FollowUp]:
    """The demand of the one that is being written has a published commitment, too."""
    editor, owed = people["editor"], factories.commitment_facts()
    answered = factories.demand()
    first = factories.follow_up(answered, by=editor, answer=factories.text("جواب"))
    commitments.add(first, by=editor, **owed)
    factories.approve_follow_up(follow_up.send(first, by=editor), by=people["head"])
    drafting = factories.follow_up(answered, by=editor)
    commitments.add(drafting, by=editor, **owed)
    in_review = follow_up.send(factories.follow_up(by=editor, internal_note="ملاحظة"), by=editor)
    desk.note(in_review.demand, by=editor, text="ملاحظة داخلية")
    return {"drafting": drafting, "in_review": in_review}


def every_merge(people: dict[str, User]) -> dict[str, LedgerChange]:
    found = {}
    for state in ("drafting", "in_review", "published"):
        part, whole = factories.demand(), factories.demand()
        found[state] = merging.merge(part, by=people["editor"], whole=whole, sentence=factories.text("المطلبان واحد."))
        if state != "drafting":
            found[state] = merging.send(found[state], by=people["editor"])
    seen = merging_approval.pending(found["published"]).fingerprint
    found["published"] = merging_approval.approve(found["published"], by=people["head"], seen=seen)
    return found


def every_wording(people: dict[str, User], association: Association) -> dict[str, PublishedConcern]:
    by = people["moderator"]
    return {
        "drafting": publishing.drafted(publishing.unnamed(association), by=by),
        "in_review": publishing.in_review(publishing.unnamed(association), by=by),
        "published": publishing.published(publishing.unnamed(association), by=by),
        "withdrawn": publishing.withdrawn(publishing.published(publishing.unnamed(association), by=by)),
    }


def every_digest(people: dict[str, User]) -> dict[str, Digest]:
    editor, head, found = people["editor"], people["head"], {}
    for number, state in enumerate(("drafting", "in_review", "published", "withdrawn"), 1):
        quarter = Quarter(2020, number)
        quarters.published(on=quarter.starts_on)
        row = digests.compose(quarter, by=editor)
        if state != "drafting":
            row = DIGESTS.submit(row, by=editor)
        if state in {"published", "withdrawn"}:
            row = quarters.approve(row, by=head)
        if state == "withdrawn":
            row = DIGESTS.withdraw(row, by=head, sentence=PUBLIC_SENTENCE)
        found[state] = row
    edition = reader.live("digest", found["published"].key)
    Rendering.objects.create(edition=edition, language="ar", media_type=reader.PDF, content=b"%PDF-1.7", size=8)
    return found


def every_concern(people: dict[str, User], association: Association) -> dict[str, Concern]:
    found = {
        "readable": factories.concern(association, files=[factories.photo()]),
        "sealed": factories.concern(association, use="cell_only", files=[factories.photo()]),
        "entered": factories.entered_concern(association, by=people["recorder"], files=[factories.photo()]),
    }
    for name in ("readable", "sealed"):
        notes.add(found[name], by=people["moderator"], text="ملاحظة")
    return found


def refused_for_one(concern: Concern, *, by: User) -> None:
    """A step for several concerns that was refused for ``concern``."""
    bulk = ConcernBulk.objects.create(by=by, act=ConcernBulk.Act.BEGIN)
    ConcernBulkRow.objects.create(bulk=bulk, concern=concern, outcome=ConcernBulkRow.Outcome.REFUSED, why="جملة")


def blank_pdf() -> bytes:
    """A whole file, which takes no two seconds to make: tests that follow every link open it."""
    pdf, content = PdfWriter(), io.BytesIO()
    pdf.add_blank_page(595, 842)
    pdf.write(content)
    return content.getvalue()


def every_report(people: dict[str, User]) -> dict[str, Report]:
    editor, head = people["editor"], people["head"]
    withdrawn = factories.published_report(by=editor, head=head)
    reports.withdraw(withdrawn, by=head, sentence=PUBLIC_SENTENCE)
    returned = reports.return_(factories.report_in_review(by=editor), by=head, sentence="أعد القراءة")
    correction = factories.published_report(by=editor, head=head)
    reports.correct(correction, by=editor, sentence="خطأ في التاريخ")
    made = {
        "drafting": factories.report(by=editor),
        "in_review": factories.report_in_review(by=editor),
        "returned": returned,
        "published": factories.published_report(by=editor, head=head),
        "withdrawn": withdrawn,
        "correction": correction,
    }
    demand = made["published"].reported_points.get().point.demand
    for kind, key in (("report", made["published"].meeting.key), ("demand", demand.key)):
        edition = reader.live(kind, key)
        content = blank_pdf()
        Rendering.objects.create(
            edition=edition, language="ar", media_type=reader.PDF, content=content, size=len(content)
        )
    return {state: Report.objects.get(pk=report.pk) for state, report in made.items()}
