from django.urls import path

from portal.staff.associations import views as associations
from portal.staff.attendance import sheet, views as attendance
from portal.staff.concerns import bulk, entry, publication, publication_page, queue, views as concerns
from portal.staff.cooperation import views as cooperation
from portal.staff.decorators import needs
from portal.staff.demands import follow_up, merging, registration, sentences, views as demands, voice
from portal.staff.digests import page as digest_page, views as digests
from portal.staff.findings import views as findings
from portal.staff.gallery.views import gallery
from portal.staff.guide import page as guide_page, suggestions as guide_suggestions, views as guide
from portal.staff.institutions import views as institutions
from portal.staff.invitations import views as invitations
from portal.staff.meetings import views as meetings
from portal.staff.networks import page as network_pages, views as networks
from portal.staff.partnerships import desk as partnership_desk, page as partnership_page, views as partnerships
from portal.staff.people import views as people
from portal.staff.planning import views as planning
from portal.staff.press import page as press_page, views as press
from portal.staff.programmes import convergence, reports as programme_reports, views as programmes
from portal.staff.programmes.page import PAGE as PROGRAMME_PAGE
from portal.staff.record import sealed_contribution, views as record
from portal.staff.record.lists import PARTS, SEVERAL
from portal.staff.recorder import feed, operations, pages
from portal.staff.reference import views as reference
from portal.staff.reports import views as reports
from portal.staff.reports.approval import STEPS
from portal.staff.representatives import views as representatives
from portal.staff.start import views as start
from portal.staff.trainings import certificates as training_certificates, page as training_page, views as trainings

app_name = "staff"

_meetings = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/month/", meetings.month, name="month"),
    path("meetings/month/<int:year>/<int:month>/", meetings.month, name="month_of"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="meeting_edit"),
    path("meetings/<int:pk>/move/", meetings.move, name="meeting_move"),
    path("meetings/<int:pk>/report/", reports.draft, name="report_draft"),
    path("meetings/<int:pk>/agenda/", planning.agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/outstanding/", planning.outstanding, name="agenda_outstanding"),
    path("meetings/<int:pk>/agenda/place/", planning.place, name="agenda_place"),
    path("meetings/<int:pk>/announcement/", planning.announcement, name="announcement"),
    path("meetings/<int:pk>/announce/", planning.announce, name="meeting_announce"),
    path("meetings/<int:pk>/postpone/", planning.call_off("postpone"), name="meeting_postpone"),
    path("meetings/<int:pk>/cancel/", planning.call_off("cancel"), name="meeting_cancel"),
    path("topics/<int:pk>/shift/", planning.shift_topic, name="topic_shift"),
    path("agenda-items/<int:pk>/remove/", planning.take_off, name="agenda_item_remove"),
]
_door = [
    path("meetings/<int:pk>/invitations/", invitations.invitations, name="invitations"),
    path("meetings/<int:pk>/invitations/choose/", invitations.choose, name="invite_choose"),
    path("meetings/<int:pk>/invitations/preview/", invitations.preview, name="invite_preview"),
    path("registrations/<int:pk>/", invitations.registration, name="registration"),
    path("registrations/<int:pk>/answer/", invitations.answer, name="registration_answer"),
    path("registrations/<int:pk>/remove/", invitations.remove, name="registration_remove"),
    path("registrations/<int:pk>/invite/", invitations.invite_again, name="registration_invite"),
    path("meetings/<int:pk>/sheet.pdf", sheet.sheet, name="attendance_sheet"),
    path("meetings/<int:pk>/check-in/", attendance.check_in_page, name="check_in"),
    path("meetings/<int:pk>/check-in/walk-in/", attendance.walk_in, name="check_in_walk_in"),
    path("meetings/<int:pk>/check-in/official/", attendance.official, name="check_in_official"),
    path("check-in/<slug:code>/", attendance.code, name="check_in_code"),
    path("check-in/present/<int:pk>/left/", attendance.leave, name="check_in_left"),
    path("check-in/present/<int:pk>/back/", attendance.come_back, name="check_in_back"),
]
_record = [
    each
    for part in PARTS
    for each in (
        path(f"meetings/<int:pk>/{part.folder}/new/", record.new, {"part": part}, name=f"{part.name}_new"),
        path(f"{part.folder}/<int:pk>/", record.edit, {"part": part}, name=part.name),
        path(f"{part.folder}/<int:pk>/remove/", record.remove, {"part": part}, name=f"{part.name}_remove"),
        path(f"{part.folder}/<int:pk>/shift/", record.shift, {"part": part}, name=f"{part.name}_shift"),
    )
]
_record += [
    path(f"meetings/<int:pk>/{rows.folder}/several/", record.several, {"rows": rows}, name=f"{rows.name}_several")
    for rows in SEVERAL
]
_live = [
    path("contributions/<int:pk>/open/", sealed_contribution.contribution, name="contribution_open"),
    path("live/worker.js", pages.worker, name="live_worker"),
    path("live/<int:pk>/", pages.recorder, name="live_recorder"),
    path("live/<int:pk>/screen/", pages.screen, name="live_screen"),
    path("live/<int:pk>/key.json", feed.key, name="live_key"),
    path("live/<int:pk>/state.json", feed.state, name="live_state"),
    path("live/<int:pk>/demands.json", feed.demands, name="live_demands"),
    path("live/<int:pk>/batch/", operations.batch, name="live_batch"),
    path("live/<int:pk>/contributions/<uuid:uid>/open/", operations.open_contribution, name="live_open"),
]
_reports = [
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/edit/", reports.edit, name="report_edit"),
    path("reports/<int:pk>/draft-<str:language>.pdf", reports.draft_pdf, name="report_draft_pdf"),
    path("reports/<int:pk>/sources/", reports.sources, name="report_sources"),
    path("reports/<int:pk>/redraft-points/", reports.redraft_points, name="report_redraft_points"),
    *(path(f"reports/<int:pk>/{step}/", reports.step(step), name=f"report_{step}") for step in STEPS),
]
_findings = [path("findings/<slug:source>/<int:pk>/", findings.answer, name="finding")]
_concerns = [
    path("concerns/", queue.concerns, name="concerns"),
    path("concerns/bulk/", bulk.preview, name="concerns_bulk"),
    path("concerns/bulk/confirm/", bulk.confirm, name="concerns_bulk_confirm"),
    path("concerns/bulk/<uuid:key>/", bulk.result, name="concerns_bulk_result"),
    path("concerns/density/", queue.density, name="concerns_density"),
    path("concerns/views/", queue.view_save, name="concerns_view_save"),
    path("concerns/views/<int:pk>/remove/", queue.view_remove, name="concerns_view_remove"),
    path("concerns/new/", entry.new, name="concern_new"),
    path("concerns/<int:pk>/", concerns.concern, name="concern"),
    path("concerns/<int:pk>/move/", concerns.move, name="concern_move"),
    path("concerns/<int:pk>/note/", concerns.note, name="concern_note"),
    path("concerns/<int:pk>/assign/", queue.assign, name="concern_assign"),
    path("concerns/<int:pk>/urgency/", concerns.decide_urgency, name="concern_urgency"),
    path("concerns/<int:pk>/helpline/", concerns.refer_to_helpline, name="concern_helpline"),
    path("concerns/<int:pk>/open/", concerns.open_sealed, name="concern_open"),
    path("concerns/<int:pk>/demand/", concerns.new_demand, name="concern_demand"),
    path("concerns/<int:pk>/mention/", concerns.mention, name="concern_mention"),
    path("concerns/<int:pk>/receipt/", entry.receipt, name="concern_receipt"),
    path("concerns/<int:pk>/publication/", publication.begin, name="publication_begin"),
    path("concerns/published/", publication.publications, name="publications"),
    path("concerns/published/<int:pk>/", publication.publication, name="publication"),
    path("concerns/published/<int:pk>/edit/", publication.edit, name="publication_edit"),
    *(
        path(f"concerns/published/<int:pk>/{step}/", publication.step(step), name=f"publication_{step}")
        for step in publication_page.STEPS
    ),
    path("concerns/files/<int:pk>/", concerns.file, name="concern_file"),
    path("concerns/files/<int:pk>/open/", concerns.open_file, name="concern_file_open"),
]
_ledger_changes = [
    path("ledger-changes/<int:pk>/", merging.change, name="ledger_change"),
    path("ledger-changes/<int:pk>/edit/", merging.edit, name="ledger_change_edit"),
    path("ledger-changes/<int:pk>/undo/", merging.undo, name="ledger_change_undo"),
    path("ledger-changes/<int:pk>/send/", merging.step("send"), name="ledger_change_send"),
    path("ledger-changes/<int:pk>/take-back/", merging.step("take_back"), name="ledger_change_take_back"),
    path("ledger-changes/<int:pk>/discard/", merging.step("discard"), name="ledger_change_discard"),
    path("ledger-changes/<int:pk>/return/", merging.return_, name="ledger_change_return"),
    path("ledger-changes/<int:pk>/approve/", merging.approve, name="ledger_change_approve"),
]
_demands = [
    path("demands/", demands.demands, name="demands"),
    path("demands/<int:pk>/", demands.demand, name="demand"),
    path("demands/<int:pk>/edit/", demands.edit, name="demand_edit"),
    path("demands/<int:pk>/note/", demands.note, name="demand_note"),
    path("demands/<int:pk>/merge/", merging.merge, name="demand_merge"),
    path("demands/<int:pk>/split/", merging.split, name="demand_split"),
    path("demands/new/", registration.new, name="demand_new"),
    path("demands/near/", registration.near, name="demand_near"),
    path("demands/views/", demands.view_save, name="demands_view_save"),
    path("demands/views/<int:pk>/remove/", demands.view_remove, name="demands_view_remove"),
    path("demands/sentences/", sentences.sentences, name="sentences"),
    path("demands/sentences/new/", sentences.new, name="sentence_new"),
    path("demands/sentences/<int:pk>/", sentences.edit, name="sentence"),
    path("demands/assign/", demands.assign, name="demands_assign"),
    path("demands/<int:pk>/follow-up/", follow_up.begin, name="follow_up_begin"),
    path("follow-ups/<int:pk>/", follow_up.draft, name="follow_up"),
    path("follow-ups/<int:pk>/read/", follow_up.read, name="follow_up_read"),
    path("follow-ups/<int:pk>/send/", follow_up.step("send"), name="follow_up_send"),
    path("follow-ups/<int:pk>/take-back/", follow_up.step("take_back"), name="follow_up_take_back"),
    path("follow-ups/<int:pk>/discard/", follow_up.step("discard"), name="follow_up_discard"),
    path("follow-ups/<int:pk>/return/", follow_up.return_, name="follow_up_return"),
    path("follow-ups/<int:pk>/approve/", follow_up.approve, name="follow_up_approve"),
    path("follow-ups/<int:pk>/commitments/new/", follow_up.commitment_new, name="commitment_new"),
    path(
        "follow-ups/<int:pk>/commitments/<int:commitment>/change/",
        follow_up.commitment_take_up,
        name="commitment_take_up",
    ),
    path("commitments/<int:pk>/", follow_up.commitment_edit, name="commitment_edit"),
    path("commitments/<int:pk>/remove/", follow_up.commitment_remove, name="commitment_remove"),
    path("demands/<int:pk>/reopen/", voice.reopen, name="demand_reopen"),
    path("demands/<int:pk>/letter/", voice.letter, name="demand_letter"),
    path("demands/<int:pk>/supporters/", voice.supporters, name="supporters"),
    path("demands/<int:pk>/supporters/publish/", voice.supporters_publish, name="supporters_publish"),
    path("verdicts/", voice.waiting, name="verdicts"),
    path("verdicts/<int:pk>/", voice.verdict, name="verdict"),
    path("verdicts/<int:pk>/publish/", voice.publish, name="verdict_publish"),
    path("verdicts/<int:pk>/refuse/", voice.without_sentence, name="verdict_refuse"),
]
_press = [
    path("press/", press.kits, name="press_kits"),
    path("press/media/", press.outlets, name="media_outlets"),
    path("press/media/<int:pk>/", press.outlet, name="media_outlet"),
    *(
        path(f"press/media/<int:pk>/{move}/", press.decide(move), name=f"media_outlet_{move}")
        for move in ("accredit", "refuse", "withdraw")
    ),
    *press_page.PAGE.urls("press/kits"),
]
_institutions = [
    path("institutions/", institutions.requests, name="institution_requests"),
    path("institutions/new/", institutions.new, name="institution_request_new"),
    path("institutions/<int:pk>/", institutions.request_page, name="institution_request"),
    path("institutions/<int:pk>/take/", institutions.step("take"), name="institution_request_take"),
    path("institutions/<int:pk>/cancel/", institutions.step("cancel"), name="institution_request_cancel"),
    path("institutions/contacts/", institutions.contacts, name="institution_contacts"),
    path("institutions/contacts/new/", institutions.contact_new, name="institution_contact_new"),
    path("institutions/contacts/<int:pk>/", institutions.contact, name="institution_contact"),
]
_guide = [
    path("guide/", guide.chapters, name="guide_chapters"),
    path("guide/suggestions/", guide_suggestions.suggestions, name="guide_suggestions"),
    path("guide/suggestions/<int:pk>/", guide_suggestions.suggestion, name="guide_suggestion"),
    path("guide/suggestions/<int:pk>/accept/", guide_suggestions.step("accept"), name="guide_accept"),
    path("guide/suggestions/<int:pk>/decline/", guide_suggestions.step("decline"), name="guide_decline"),
    *guide_page.PAGE.urls("guide"),
]
_trainings = [
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/<int:pk>/sessions/new/", trainings.session_new, name="training_session_new"),
    path("training-sessions/<int:pk>/edit/", trainings.session_edit, name="training_session_edit"),
    path("training-sessions/<int:pk>/remove/", trainings.session_remove, name="training_session_remove"),
    path("trainings/<int:pk>/participants/", trainings.participants, name="training_participants"),
    path("trainings/participants/<int:pk>/remove/", trainings.remove, name="training_remove"),
    path("trainings/<int:pk>/door/", trainings.door, name="training_door"),
    path("trainings/present/<int:pk>/take-back/", trainings.take_back, name="training_take_back"),
    path("trainings/<int:pk>/issue/", trainings.issue, name="training_issue"),
    path("certificates/<int:pk>/", training_certificates.certificate, name="training_certificate"),
    path("certificates/<int:pk>/revoke/", training_certificates.revoke, name="training_certificate_revoke"),
    path("certificates/<int:pk>/replace/", training_certificates.replace, name="training_certificate_replace"),
    *training_page.PAGE.urls("trainings"),
]
_programmes = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/convergence/", convergence.pairs, name="convergences"),
    path("programmes/convergence/<int:pk>/", convergence.pair, name="convergence"),
    *(
        path(f"programmes/convergence/<int:pk>/{name}/", convergence.step(name), name=f"convergence_{name}")
        for name in convergence.DECISIONS
    ),
    path("programmes/reports/", programme_reports.reports, name="programme_reports"),
    path("programmes/reports/<int:pk>/", programme_reports.report, name="programme_report"),
    path("programmes/reports/<int:pk>/take/", programme_reports.step("take"), name="programme_report_take"),
    path("programmes/reports/<int:pk>/decline/", programme_reports.step("decline"), name="programme_report_decline"),
    path("programmes/sessions/<int:pk>/", programmes.session, name="programme_session"),
    path("programmes/sessions/<int:pk>/remove/", programmes.session_remove, name="programme_session_remove"),
    path("programmes/<int:pk>/sessions/new/", programmes.session_new, name="programme_session_new"),
    *PROGRAMME_PAGE.urls("programmes"),
]
_digests = [
    path("digests/", digests.digests, name="digests"),
    path("digests/compose/", digests.compose, name="digest_compose"),
    path("digests/<int:pk>/recompose/", digests.recompose, name="digest_recompose"),
    *digest_page.PAGE.urls("digests", begins=False),
]
_partnerships = [
    path("partnerships/", partnership_desk.desk, name="partnership_desk"),
    path("partnerships/agreements/", partnerships.partnerships, name="partnerships"),
    *partnership_page.PAGE.urls("partnerships/agreements"),
    path("partnerships/agreements/<int:pk>/offer/", partnerships.offer, name="partnership_offer"),
    path("partnerships/agreements/<int:pk>/parties/new/", partnerships.party_new, name="partnership_party_new"),
    path("partnerships/agreements/<int:pk>/renew/", partnerships.renew, name="partnership_renew"),
    path("partnerships/agreements/<int:pk>/reviews/new/", partnerships.review_new, name="partnership_review_new"),
    path(
        "partnerships/agreements/<int:pk>/promises/new/",
        partnerships.deliverable_new,
        name="partnership_deliverable_new",
    ),
    path("partnerships/parties/<int:pk>/", partnerships.party, name="partnership_party"),
    path("partnerships/parties/<int:pk>/remove/", partnerships.party_remove, name="partnership_party_remove"),
    path("partnerships/promises/<int:pk>/", partnerships.deliverable, name="partnership_deliverable"),
    path(
        "partnerships/promises/<int:pk>/remove/", partnerships.deliverable_remove, name="partnership_deliverable_remove"
    ),
    path("partnerships/promises/<int:pk>/deliver/", partnerships.deliver, name="partnership_deliver"),
    path("partnerships/promises/<int:pk>/give-up/", partnerships.give_up, name="partnership_give_up"),
    path("partnerships/reports/<int:pk>/confirm/", partnerships.confirm, name="delivery_confirm"),
    path("partnerships/reports/<int:pk>/decline/", partnerships.decline, name="delivery_decline"),
]
_associations = [
    path("associations/", associations.associations, name="associations"),
    path("associations/new/", associations.new, name="association_new"),
    path("associations/<int:pk>/", associations.association, name="association"),
    path("associations/<int:pk>/edit/", associations.edit, name="association_edit"),
    path("associations/<int:pk>/move/", associations.move, name="association_move"),
    path("associations/<int:pk>/members/invite/", representatives.invite, name="invite"),
    path("associations/<int:pk>/publish/", associations.publish, name="association_publish"),
    path("associations/<int:pk>/receipt/", associations.receipt, name="association_receipt"),
    path("associations/invited/<int:pk>/resend/", representatives.resend, name="invitation_resend"),
    path("associations/invited/<int:pk>/revoke/", representatives.revoke, name="invitation_revoke"),
    path("associations/members/<int:pk>/role/", representatives.change_role, name="membership_role"),
    path("associations/members/<int:pk>/end/", representatives.end_membership, name="membership_end"),
]
_networks = [
    path("networks/", networks.networks, name="networks"),
    *network_pages.NETWORK_PAGE.urls("networks"),
    path("networks/<int:pk>/coordinator/", networks.invite_coordinator, name="network_invite_coordinator"),
    path("networks/<int:pk>/members/", networks.members, name="network_members"),
    path("networks/<int:pk>/members/publish/", networks.members_publish, name="network_members_publish"),
    path("networks/statements/", networks.statements, name="statements"),
    *network_pages.STATEMENT_PAGE.urls("networks/statements", begins=False),
]
_reference = [
    path("reference/", reference.index, name="reference"),
    path("reference/<slug:kind>/", reference.entries, name="reference_list"),
    path("reference/<slug:kind>/publish/", reference.publish, name="reference_publish"),
    path("reference/<slug:kind>/new/", reference.new, name="reference_new"),
    path("reference/<slug:kind>/<int:pk>/", reference.entry, name="reference_entry"),
]
_people = [
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/functions/", people.give_function, name="function_give"),
    path("people/functions/<int:pk>/end/", people.end_function, name="function_end"),
    path("people/<int:pk>/disable/", people.disable, name="person_disable"),
    path("people/<int:pk>/enable/", people.enable, name="person_enable"),
    path("people/<int:pk>/second-factor/reset/", people.ask_factor_reset, name="factor_reset_ask"),
    path("people/resets/<int:pk>/approve/", people.approve_factor_reset, name="factor_reset_approve"),
    path("people/resets/<int:pk>/withdraw/", people.withdraw_factor_reset, name="factor_reset_withdraw"),
]
urlpatterns = [
    path("", start.start, name="start"),
    *_meetings,
    *_door,
    *_record,
    *_live,
    *_reports,
    *_concerns,
    *_findings,
    *_demands,
    *_ledger_changes,
    *_digests,
    *_guide,
    *_press,
    *_institutions,
    *_partnerships,
    *_trainings,
    *_programmes,
    *_associations,
    *_networks,
    *_reference,
    *_people,
    path("cooperation/", cooperation.cooperation, name="cooperation"),
    path("gallery/", needs("accounts.enter_office")(gallery), name="gallery"),
]
