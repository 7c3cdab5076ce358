"""Every address there is, and what stands in it in the world to attack."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import FactorReset, HeldFunction
from consultations.invitations import registrations
from followers import following, requests
from partners.actions import news
from partners.actions.invitations import token_of
from proposals.concerns.submission import follow_token
from proposals.models import ConcernBulk, PreparedSentence, SavedView
from tests import factories
from tests.security.addresses_of_cooperation import of_cooperation
from tests.security.scene import Scene


def arguments(scene: Scene) -> dict[str, dict[str, Any]]:
    """What stands in the addresses that need something, by URL name; prefixes of a name are enough."""
    found: dict[str, dict[str, Any]] = {
        "account_confirm_email": {"key": "unknown"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "unknown-token"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
        "remove_key": {"pk": 1},
    }
    return (
        found
        | of_what_is_public(scene)
        | of_the_meeting(scene)
        | of_its_record(scene)
        | of_meeting_to_come(scene)
        | of_reports(scene)
        | of_follow_ups(scene)
        | of_ledger_changes(scene)
        | of_digests(scene)
        | of_guide(scene)
        | of_cooperation(scene)
        | of_wordings(scene)
        | of_verdicts(scene)
        | of_concerns(scene)
        | of_the_draft(scene)
        | of_the_association(scene)
        | of_the_office(scene)
        | of_followers(scene)
    )


def of_what_is_public(scene: Scene) -> dict[str, dict[str, Any]]:
    key = {"key": scene.published.meeting.key}
    demand = {"key": scene.published.reported_points.get().point.demand.key}
    listed = {"key": scene.listed.key}
    found: dict[str, dict[str, Any]] = {
        "sitemap_page": {"number": 1},
        "public:theme": {"key": factories.theme().key},
        "public:figures_table": {"name": "age"},
        "public:area": {"key": "meknes"},
        "public:theme_feed": {"key": factories.theme().key},
        "public:unit_feed": {"key": "meknes"},
        "public:demand_atom": demand,
        "public:demand_before_merge": demand,
        "public:demand_pdf": demand,
        "public:theme_atom": {"key": factories.theme().key},
        "public:area_atom": {"key": "meknes"},
        "public:unit_atom": {"key": "meknes"},
        "public:calendar_month": {"year": 2018, "month": 10},
        "public:meeting_ics": key,
        "public:report_pdf": key,
        "public:report_editions": key,
        "public:report_edition": key | {"number": 1},
    }
    digest = {"key": scene.digests["published"].key}
    found |= {"public:digest_pdf": digest, "public:digest_editions": digest}
    found["public:digest_edition"] = digest | {"number": 1}
    guide = {"key": scene.guides["published"].key}
    found |= {"public:guide_editions": guide, "public:guide_edition": guide | {"number": 1}}
    concern = {"key": scene.wordings["published"].key}
    found |= {"public:concern_editions": concern, "public:concern_edition": concern | {"number": 1}}
    found["public:press_kit_picture"] = {"key": scene.kits["published"].key}
    found["public:association_documents"] = listed | {"kind": "report"}
    pages = {
        "meeting": key, "report": key, "demand": demand, "association": listed, "digest": digest, "concern": concern,
        "guide": guide, "press_kit": {"key": scene.kits["published"].key},
    }  # fmt: skip
    for kind, about in (pages | {"reference": {"key": "helpline"}}).items():
        found[f"public:{kind}"] = found[f"public:{kind}_json"] = about
        found[f"public:{kind}_edition_json"] = about | {"number": 1}
    return found


def of_the_meeting(scene: Scene) -> dict[str, dict[str, Any]]:
    meeting = {"pk": scene.session.pk}
    found: dict[str, dict[str, Any]] = {
        "staff:month_of": {"year": 2018, "month": 10},
        "staff:topic_shift": {"pk": scene.session.axes.get().pk},
        "staff:agenda_item_remove": {"pk": scene.session.agenda_items.get().pk},
        "staff:live_open": meeting | {"uid": scene.session.interventions.first().uid},
    }
    for name in ("meeting", "meeting_edit", "meeting_move", "meeting_announce", "meeting_postpone", "meeting_cancel"):
        found[f"staff:{name}"] = meeting
    for name in ("agenda", "agenda_outstanding", "agenda_place", "announcement"):
        found[f"staff:{name}"] = meeting
    for name in ("recorder", "screen", "key", "state", "demands", "batch"):
        found[f"staff:live_{name}"] = meeting
    return found


def of_its_record(scene: Scene) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for part, related in {"presence": "attendances", "contribution": "interventions", "point": "points"}.items():
        row = {"pk": getattr(scene.session, related).first().pk}
        found |= {f"staff:{part}_new": {"pk": scene.session.pk}, f"staff:{part}": row}
        found |= {f"staff:{part}_several": {"pk": scene.session.pk}} if part != "contribution" else {}
        found |= {f"staff:{part}_remove": row, f"staff:{part}_shift": row}
    found["staff:sentence"] = {"pk": PreparedSentence.objects.get().pk}
    found["staff:demands_view_remove"] = {"pk": SavedView.objects.get(kind=SavedView.Kind.DEMANDS).pk}
    found["staff:contribution_open"] = found["staff:contribution"]
    for name in ("demand", "demand_edit", "demand_note", "demand_merge", "demand_split", "follow_up_begin"):
        found[f"staff:{name}"] = {"pk": scene.session.points.get().demand_id}
    return found


def of_reports(scene: Scene) -> dict[str, dict[str, Any]]:
    steps = {
        "submit": "drafting", "edit": "drafting", "redraft_points": "drafting", "approve": "in_review",
        "return": "in_review", "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    found: dict[str, dict[str, Any]] = {
        "staff:report_draft": {"pk": scene.closed.pk},
        "staff:finding": {"source": "report", "pk": scene.reports["drafting"].pk},
        "staff:report": {"pk": scene.published.pk},
        "staff:report_sources": {"pk": scene.published.pk},
        "staff:report_draft_pdf": {"pk": scene.reports["in_review"].pk, "language": "ar"},
    }
    for step, state in steps.items():
        found[f"staff:report_{step}"] = {"pk": scene.reports[state].pk}
    return found


def of_follow_ups(scene: Scene) -> dict[str, dict[str, Any]]:
    drafting, waiting = ({"pk": scene.follow_ups[state].pk} for state in ("drafting", "in_review"))
    commitment = {"pk": scene.follow_ups["drafting"].commitments.get().pk}
    found: dict[str, dict[str, Any]] = {
        "staff:follow_up": drafting,
        "staff:commitment_new": drafting,
        "staff:commitment_take_up": drafting | {"commitment": scene.follow_ups["drafting"].demand.commitments.get().pk},
        "staff:commitment_edit": commitment,
        "staff:commitment_remove": commitment,
    }
    for step, row in (("read", waiting), ("send", drafting), ("take_back", waiting), ("discard", drafting),
                      ("return", waiting), ("approve", waiting)):  # fmt: skip
        found[f"staff:follow_up_{step}"] = row
    return found


def of_ledger_changes(scene: Scene) -> dict[str, dict[str, Any]]:
    drafting, waiting, done = (
        {"pk": scene.ledger_changes[state].pk} for state in ("drafting", "in_review", "published")
    )
    found: dict[str, dict[str, Any]] = {"staff:ledger_change": waiting}
    for step, row in (("edit", drafting), ("undo", done), ("send", drafting), ("take_back", waiting),
                      ("discard", drafting), ("return", waiting), ("approve", waiting)):  # fmt: skip
        found[f"staff:ledger_change_{step}"] = row
    return found


def of_digests(scene: Scene) -> dict[str, dict[str, Any]]:
    steps = {
        "edit": "drafting", "recompose": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    found: dict[str, dict[str, Any]] = {"staff:digest": {"pk": scene.digests["in_review"].pk}}
    for step, state in steps.items():
        found[f"staff:digest_{step}"] = {"pk": scene.digests[state].pk}
    return found


def of_guide(scene: Scene) -> dict[str, dict[str, Any]]:
    steps = {
        "edit": "drafting", "submit": "drafting", "approve": "in_review", "return": "in_review",
        "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    suggestion = {"pk": scene.suggestion.pk}
    found: dict[str, dict[str, Any]] = {"staff:guide": {"pk": scene.guides["in_review"].pk}}
    found |= {f"staff:guide_{step}": {"pk": scene.guides[state].pk} for step, state in steps.items()}
    found |= {f"staff:guide_{name}": suggestion for name in ("suggestion", "accept", "decline")}
    found["members:guide_suggestion"] = suggestion
    found["members:guide_suggest"] = {"key": scene.guides["published"].key, "language": "ar", "number": 2}
    return found


def of_wordings(scene: Scene) -> dict[str, dict[str, Any]]:
    steps = {
        "edit": "drafting", "submit": "drafting", "discard": "drafting", "take_back": "in_review", "approve": "in_review",
        "return": "in_review", "correct": "published", "withdraw": "published", "redraft": "withdrawn",
    }  # fmt: skip
    found: dict[str, dict[str, Any]] = {
        "staff:publication": {"pk": scene.wordings["in_review"].pk},
        "staff:publication_begin": {"pk": scene.wordings["drafting"].concern_id},
    }
    for step, state in steps.items():
        found[f"staff:publication_{step}"] = {"pk": scene.wordings[state].pk}
    return found


def of_verdicts(scene: Scene) -> dict[str, dict[str, Any]]:
    demand, waiting = scene.follow_ups["drafting"].demand, {"pk": scene.verdicts["waiting"].pk}
    of_a = {"pk": scene.association.pk, "number": demand.number}
    found: dict[str, dict[str, Any]] = {
        "members:demand_choose": {"number": demand.number},
        "members:demands": {"pk": scene.association.pk},
    }
    for name in ("demand", "verdict", "support", "support_withdraw", "demand_letter"):
        found[f"members:{name}"] = of_a
    for name in ("demand_letter", "demand_reopen", "supporters", "supporters_publish"):
        found[f"staff:{name}"] = {"pk": demand.pk}
    for name in ("verdict", "verdict_publish", "verdict_refuse"):
        found[f"staff:{name}"] = waiting
    return found


def of_concerns(scene: Scene) -> dict[str, dict[str, Any]]:
    readable, sealed = scene.concerns["readable"], scene.concerns["sealed"]
    reference = {"reference": readable.reference}
    found: dict[str, dict[str, Any]] = {
        "follow": {"token": follow_token(readable)},
        "news_stop": {"token": news.stopping_link(readable.submitted_by).split("/")[-3]},
        "members:concern_file": reference | {"number": 0},
        "staff:concern": {"pk": readable.pk},
        "staff:concern_move": {"pk": readable.pk},
        "staff:concern_assign": {"pk": readable.pk},
        "staff:concerns_bulk_result": {"key": ConcernBulk.objects.get().pk},
        "staff:concerns_view_remove": {"pk": SavedView.objects.get(kind=SavedView.Kind.CONCERNS).pk},
        "staff:concern_demand": {"pk": readable.pk},
        "staff:concern_mention": {"pk": readable.pk},
        "staff:concern_urgency": {"pk": readable.pk},
        "staff:concern_note": {"pk": readable.pk},
        "staff:concern_helpline": {"pk": readable.pk},
        "staff:concern_open": {"pk": sealed.pk},
        "staff:concern_receipt": {"pk": scene.concerns["entered"].pk},
        "staff:concern_file": {"pk": readable.files.get().pk},
        "staff:concern_file_open": {"pk": sealed.files.get().pk},
    }
    for name in (
        "concern",
        "concern_receipt",
        "concern_reply",
        "concern_contest",
        "concern_letter",
        "concern_link",
        "concern_withdraw",
    ):
        found[f"members:{name}"] = reference
    return found


def of_the_draft(scene: Scene) -> dict[str, dict[str, Any]]:
    writing = {"pk": scene.draft.pk}
    found: dict[str, dict[str, Any]] = {
        "members:draft_step": writing | {"number": 1},
        "members:draft_file_remove": writing | {"number": scene.draft.files.get().pk},
    }
    for name in ("draft_save", "draft_similar", "draft_file_add", "draft_warning", "draft_send", "draft_discard"):
        found[f"members:{name}"] = writing
    return found


def of_the_association(scene: Scene) -> dict[str, dict[str, Any]]:
    about, membership = {"pk": scene.association.pk}, {"pk": scene.association.memberships.get().pk}
    invitation = scene.association.invitations.get()
    found: dict[str, dict[str, Any]] = {
        "members:invitation": {"token": token_of(invitation)},
        "members:membership_end": membership,
        "staff:membership_end": membership,
        "staff:membership_role": membership,
    }
    for name in ("invitation_resend", "invitation_revoke"):
        found[f"members:{name}"] = found[f"staff:{name}"] = {"pk": invitation.pk}
    for name in ("association", "association_edit", "invite"):
        found[f"members:{name}"] = found[f"staff:{name}"] = about
    for name in ("association_move", "association_publish", "association_receipt"):
        found[f"staff:{name}"] = about
    for name in ("directory", "answer", "receipt_scan", "receipt_file", "members", "former_members", "hand_over"):
        found[f"members:{name}"] = about
    return found


def of_the_office(scene: Scene) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {
        "staff:reference_list": {"kind": "theme"},
        "staff:reference_publish": {"kind": "theme"},
        "staff:reference_new": {"kind": "theme"},
        "staff:reference_entry": {"kind": "theme", "pk": factories.theme().pk},
        "staff:function_end": {"pk": HeldFunction.objects.get(user=scene.people["liaison"]).pk},
    }
    reset = factor_resets_asked(scene)
    for name in ("factor_reset_approve", "factor_reset_withdraw"):
        found[f"staff:{name}"] = {"pk": reset}
    for name in ("person", "function_give", "person_disable", "person_enable", "factor_reset_ask"):
        found[f"staff:{name}"] = {"pk": scene.people["liaison"].pk}
    return found


def factor_resets_asked(scene: Scene) -> int:
    """By one administrator for a recorder, so that the administrator of the scene can approve it."""
    recorder = scene.people["recorder"]
    asked = FactorReset.objects.open().filter(user=recorder).first()
    return (asked or FactorReset.objects.create(user=recorder, asked_by=factories.staff("administrator"))).pk


def of_followers(scene: Scene) -> dict[str, dict[str, Any]]:
    known = following.follower_token(scene.follower)
    return {
        "following_new": {"kind": "theme", "key": factories.theme().key},
        "following_confirm": {"token": requests.request_token(scene.follow_request)},
        "following": {"token": known},
        "following_leave": {"token": known},
    }


def of_meeting_to_come(scene: Scene) -> dict[str, dict[str, Any]]:
    row = scene.registration
    token, at, own = {"token": registrations.token_of(row)}, {"pk": row.meeting_id}, {"pk": row.pk}
    found: dict[str, dict[str, Any]] = {
        "invited": token,
        "invited_qr": token,
        "register": {"key": row.meeting.key},
        "members:meeting": own,
        "staff:check_in_code": {"code": row.code},
    }
    for name in ("registration", "registration_answer", "registration_remove", "registration_invite"):
        found[f"staff:{name}"] = own
    for name in (
        "invitations",
        "invite_choose",
        "invite_preview",
        "attendance_sheet",
        "check_in",
        "check_in_walk_in",
        "check_in_official",
    ):
        found[f"staff:{name}"] = at
    for name in ("check_in_left", "check_in_back"):
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
