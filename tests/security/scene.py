"""One small world to attack: two associations, a member of staff for each function, and a report in every state."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import HeldFunction, User
from consultations import messages
from consultations.actions import agenda, devices, registrations, reports
from consultations.models import Meeting, Registration, Report
from core import sealing
from core.texts import Texts
from partners.actions import invitations
from partners.actions.invitations import token_of
from partners.models import Association
from portal.members.writing import COOKIE
from proposals.actions import drafts
from proposals.actions.concerns import follow_token
from proposals.models import Concern, Draft
from publications import square
from publications.models import Rendering
from tests import factories

FUNCTIONS = ("recorder", "moderator", "editor", "head", "liaison", "administrator")
BROWSER_KEY = sealing.new_browser_key()
ROLES = ("anonymous", "association_a", "association_b", *FUNCTIONS)
NOW = "2019-04-10T09:00:00Z"
PUBLIC_SENTENCE = Texts(ar="سُحب بطلب")


@dataclass
class Scene:
    """``reports`` has one report for each state in which somebody finds it; ``listed`` stands in the public directory.

    ``concerns``: a readable one, a sealed one and one that the recorder entered, each with a photo. ``draft`` is being written by A, who is also
    invited (``registration``).
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
    invitations.invite(
        association, by=people["association_a"], email="invited@example.org", role="secretary", language="ar"
    )
    session = factories.meeting(by=people["recorder"], axes=[factories.text("محور")])
    factories.present(session)
    point = factories.demand_point(session)
    agenda.place(session.axes.get(), by=people["recorder"], demand=point.demand)
    asked = {"uid": str(uuid.uuid4()), "op": "ask", "turn": str(uuid.uuid4()), "label": "مقعد", "at": NOW}
    devices.receive(session, messages.batch({"operations": [asked], "sent_at": NOW}), by=people["recorder"])
    return Scene(
        people,
        association,
        session,
        factories.closed_meeting(by=people["recorder"]),
        every_report(people),
        factories.listed_association(),
        every_concern(people, association),
        draft(people["association_a"], association),
        factories.invited(factories.announced(takes_registrations=True), association),
    )


def draft(by: User, association: Association) -> Draft:
    """With a photo; every browser of the scene has its key, so that only the rights keep others out."""
    made = drafts.begin(by=by, association=association, browser_key=BROWSER_KEY, draft_id=uuid.uuid4(), typed={})
    drafts.attach(made, by=by, browser_key=BROWSER_KEY, upload=factories.photo())
    return made


def every_concern(people: dict[str, User], association: Association) -> dict[str, Concern]:
    return {
        "readable": factories.concern(association, files=[factories.photo()]),
        "sealed": factories.concern(association, use="cell_only", files=[factories.photo()]),
        "entered": factories.entered_concern(association, by=people["recorder"], files=[factories.photo()]),
    }


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
    edition = square.live("report", made["published"].meeting.key)
    Rendering.objects.create(edition=edition, language="ar", media_type=square.PDF, content=b"%PDF-1.7", size=8)
    return {state: Report.objects.get(pk=report.pk) for state, report in made.items()}


def arguments(scene: Scene) -> dict[str, dict[str, Any]]:
    """What stands in the addresses that need something, by URL name; prefixes of a name are enough."""
    meeting = {"pk": scene.session.pk}
    key = {"key": scene.published.meeting.key}
    demand = {"key": scene.published.reported_points.get().point.demand.key}
    steps = {
        "submit": "drafting", "edit": "drafting", "redraft_points": "drafting", "approve": "in_review",
        "return": "in_review", "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    rows = {"presence": "attendances", "contribution": "interventions", "point": "points"}
    held = HeldFunction.objects.get(user=scene.people["liaison"])
    found: dict[str, dict[str, Any]] = {
        "sitemap_page": {"number": 1},
        "account_confirm_email": {"key": "unknown"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "unknown-token"},
        "public:theme": {"key": factories.theme().key},
        "public:area": {"key": "meknes"},
        "public:theme_feed": {"key": factories.theme().key},
        "public:unit_feed": {"key": "meknes"},
        "public:calendar_month": {"year": 2018, "month": 10},
        "public:meeting_ics": key,
        "staff:meeting": meeting,
        "staff:meeting_edit": meeting,
        "staff:meeting_move": meeting,
        "staff:topic_shift": {"pk": scene.session.axes.get().pk},
        "staff:agenda_item_remove": {"pk": scene.session.agenda_items.get().pk},
        "staff:report_draft": {"pk": scene.closed.pk},
        "staff:report": {"pk": scene.published.pk},
        "staff:report_sources": {"pk": scene.published.pk},
        "staff:reference_list": {"kind": "theme"},
        "staff:reference_new": {"kind": "theme"},
        "staff:reference_entry": {"kind": "theme", "pk": factories.theme().pk},
        "staff:function_end": {"pk": held.pk},
    }
    for name in ("agenda", "agenda_outstanding", "agenda_place", "announcement"):
        found[f"staff:{name}"] = meeting
    for name in ("announce", "postpone", "cancel"):
        found[f"staff:meeting_{name}"] = meeting
    for kind, about in {"meeting": key, "report": key, "demand": demand}.items():
        found[f"public:{kind}"] = found[f"public:{kind}_json"] = about
        found[f"public:{kind}_edition_json"] = about | {"number": 1}
    found["public:report_pdf"] = found["public:report_editions"] = key
    found["public:report_edition"] = key | {"number": 1}
    for step, state in steps.items():
        found[f"staff:report_{step}"] = {"pk": scene.reports[state].pk}
    for part, related in rows.items():
        row = {"pk": getattr(scene.session, related).first().pk}
        found |= {f"staff:{part}_new": meeting, f"staff:{part}": row}
        found |= {f"staff:{part}_remove": row, f"staff:{part}_shift": row}
    found["staff:contribution_open"] = found["staff:contribution"]
    for name in ("recorder", "screen", "key", "state", "demands", "batch"):
        found[f"staff:live_{name}"] = meeting
    found["staff:live_open"] = meeting | {"uid": scene.session.interventions.first().uid}
    for name in ("demand", "demand_edit"):
        found[f"staff:{name}"] = {"pk": scene.session.points.get().demand_id}
    readable, sealed = scene.concerns["readable"], scene.concerns["sealed"]
    found["staff:concern"] = found["staff:concern_move"] = {"pk": readable.pk}
    found["staff:concern_open"] = {"pk": sealed.pk}
    found["staff:concern_receipt"] = {"pk": scene.concerns["entered"].pk}
    reference = {"reference": readable.reference}
    for name in ("concern", "concern_receipt", "concern_reply", "concern_link", "concern_withdraw"):
        found[f"members:{name}"] = reference
    found["members:concern_file"] = reference | {"number": 0}
    writing = {"pk": scene.draft.pk}
    for name in ("draft_save", "draft_file_add", "draft_warning", "draft_send", "draft_discard"):
        found[f"members:{name}"] = writing
    found["members:draft_step"] = writing | {"number": 1}
    found["members:draft_file_remove"] = writing | {"number": scene.draft.files.get().pk}
    found["follow"] = {"token": follow_token(readable)}
    found["staff:concern_file"] = {"pk": readable.files.get().pk}
    found["staff:concern_file_open"] = {"pk": sealed.files.get().pk}
    found["staff:membership_end"] = {"pk": scene.association.memberships.get().pk}
    found["staff:membership_role"] = found["members:membership_end"] = found["staff:membership_end"]
    for name in ("association", "association_edit", "association_move", "invite", "association_publish"):
        found[f"staff:{name}"] = {"pk": scene.association.pk}
    found["staff:association_receipt"] = {"pk": scene.association.pk}
    for name in (
        "association",
        "association_edit",
        "directory",
        "answer",
        "receipt_scan",
        "receipt_file",
        "members",
        "former_members",
        "invite",
    ):
        found[f"members:{name}"] = {"pk": scene.association.pk}
    found["members:hand_over"] = {"pk": scene.association.pk}
    invitation = scene.association.invitations.get()
    for name in ("invitation_resend", "invitation_revoke"):
        found[f"members:{name}"] = found[f"staff:{name}"] = {"pk": invitation.pk}
    found["members:invitation"] = {"token": token_of(invitation)}
    listed = {"key": scene.listed.key}
    found["public:association"] = found["public:association_json"] = listed
    found["public:association_edition_json"] = listed | {"number": 1}
    found |= of_meeting_to_come(scene)
    for name in ("person", "function_give", "person_disable", "person_enable"):
        found[f"staff:{name}"] = {"pk": scene.people["liaison"].pk}
    return found


def of_meeting_to_come(scene: Scene) -> dict[str, dict[str, Any]]:
    row = scene.registration
    token, at, own = {"token": registrations.token_of(row)}, {"pk": row.meeting_id}, {"pk": row.pk}
    found: dict[str, dict[str, Any]] = {
        "invited": token,
        "invited_qr": token,
        "register": {"key": row.meeting.key},
        "members:meeting": own,
        "staff:door_code": {"code": row.code},
    }
    for name in ("registration", "registration_answer", "registration_remove", "registration_invite"):
        found[f"staff:{name}"] = own
    for name in (
        "invitations",
        "invite_choose",
        "invite_preview",
        "attendance_sheet",
        "door",
        "door_walk_in",
        "door_official",
    ):
        found[f"staff:{name}"] = at
    for name in ("door_left", "door_back"):
        found[f"staff:{name}"] = {"pk": scene.session.attendances.first().pk}
    return found


def every_url_name() -> list[str]:
    """Names of all patterns behind the resolver, with their namespaces; a pattern without a name fails."""

    def walk(patterns: list[Any], namespace: str) -> list[str]:
        names = []
        for each in patterns:
            if isinstance(each, URLResolver):
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                names += walk(each.url_patterns, inner)
            else:
                assert isinstance(each, URLPattern)
                assert each.name, f"{each.pattern} has no name"
                names.append(f"{namespace}{each.name}")
        return names

    return walk(get_resolver().url_patterns, "")
