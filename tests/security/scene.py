"""One small world to attack: two associations, a member of staff for each function, and a report in every state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import HeldFunction, User
from consultations.actions import reports
from consultations.models import Meeting, Report
from core.texts import Texts
from partners.models import Association
from publications import square
from publications.models import Rendering
from tests import factories

FUNCTIONS = ("recorder", "moderator", "editor", "head", "liaison", "administrator")
ROLES = ("anonymous", "association_a", "association_b", *FUNCTIONS)
PUBLIC_SENTENCE = Texts(ar="سُحب بطلب")


@dataclass
class Scene:
    """``reports`` has one report for each state in which somebody finds it."""

    people: dict[str, User]
    association: Association
    session: Meeting
    closed: Meeting
    reports: dict[str, Report]

    @property
    def published(self) -> Report:
        return self.reports["published"]

    def client(self, role: str, **options: Any) -> Client:
        client = Client(**options)
        if role != "anonymous":
            client.force_login(self.people[role])
        return client


def build() -> Scene:
    people = {function: factories.staff(function) for function in FUNCTIONS}
    association = factories.association()
    people["association_a"] = factories.representative(association)
    people["association_b"] = factories.representative()
    session = factories.meeting(by=people["recorder"])
    factories.present(session)
    factories.demand_point(session)
    return Scene(people, association, session, factories.closed_meeting(by=people["recorder"]), every_report(people))


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
        "staff:meeting": meeting,
        "staff:meeting_edit": meeting,
        "staff:meeting_move": meeting,
        "staff:report_draft": {"pk": scene.closed.pk},
        "staff:report": {"pk": scene.published.pk},
        "staff:reference_list": {"kind": "theme"},
        "staff:reference_new": {"kind": "theme"},
        "staff:reference_entry": {"kind": "theme", "pk": factories.theme().pk},
        "staff:function_end": {"pk": held.pk},
    }
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
    for name in ("demand", "demand_edit"):
        found[f"staff:{name}"] = {"pk": scene.session.points.get().demand_id}
    found["staff:membership_end"] = {"pk": scene.association.memberships.get().pk}
    for name in ("association", "association_edit", "association_move", "membership_new"):
        found[f"staff:{name}"] = {"pk": scene.association.pk}
    for name in ("person", "function_give", "person_disable", "person_enable"):
        found[f"staff:{name}"] = {"pk": scene.people["liaison"].pk}
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
