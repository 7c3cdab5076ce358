from django.urls import path

from portal.members.associations import views as associations
from portal.members.concerns import drafts, last_step, similar, uploads, views as concerns
from portal.members.demands import views as demands
from portal.members.guide import views as guide
from portal.members.home import views
from portal.members.meetings import views as meetings
from portal.members.networks import texts as joint_texts, views as networks
from portal.members.news import mobile, views as news
from portal.members.partnerships import views as partnerships
from portal.members.programmes import convergence, views as programmes
from portal.members.representatives import views as representatives
from portal.members.signup import views as signup
from portal.members.trainings import views as trainings

app_name = "members"

_associations = [
    path("associations/new/", signup.new, name="association_new"),
    path("associations/<int:pk>/", associations.association, name="association"),
    path("associations/<int:pk>/edit/", associations.edit, name="association_edit"),
    path("associations/<int:pk>/directory/", associations.directory, name="directory"),
    path("associations/<int:pk>/answer/", associations.answer, name="answer"),
    path("associations/<int:pk>/receipt/", associations.scan, name="receipt_scan"),
    path("associations/<int:pk>/receipt/file/", associations.scan_file, name="receipt_file"),
]
_members = [
    path("associations/<int:pk>/members/", representatives.members, name="members"),
    path("associations/<int:pk>/members/former/", representatives.former, name="former_members"),
    path("associations/<int:pk>/members/invite/", representatives.invite, name="invite"),
    path("associations/<int:pk>/hand-over/", representatives.hand_over, name="hand_over"),
    path("memberships/<int:pk>/end/", representatives.end, name="membership_end"),
    path("invited/<int:pk>/resend/", representatives.resend, name="invitation_resend"),
    path("invited/<int:pk>/revoke/", representatives.revoke, name="invitation_revoke"),
    path("invitations/<slug:token>/", signup.invitation, name="invitation"),
]
_drafts = [
    path("concerns/new/", drafts.new, name="concern_new"),
    path("drafts/<uuid:pk>/<int:number>/", drafts.step, name="draft_step"),
    path("drafts/<uuid:pk>/save/", drafts.save, name="draft_save"),
    path("drafts/<uuid:pk>/similar/", similar.similar, name="draft_similar"),
    path("drafts/<uuid:pk>/files/", uploads.add, name="draft_file_add"),
    path("drafts/<uuid:pk>/files/<int:number>/remove/", uploads.remove, name="draft_file_remove"),
    path("drafts/<uuid:pk>/warning/", last_step.answer, name="draft_warning"),
    path("drafts/<uuid:pk>/send/", last_step.send, name="draft_send"),
    path("drafts/<uuid:pk>/discard/", drafts.discard, name="draft_discard"),
]
_concerns = [
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/<slug:reference>/", concerns.concern, name="concern"),
    path("concerns/<slug:reference>/receipt/", concerns.receipt, name="concern_receipt"),
    path("concerns/<slug:reference>/reply/", concerns.reply, name="concern_reply"),
    path("concerns/<slug:reference>/contest/", concerns.contest, name="concern_contest"),
    path("concerns/<slug:reference>/letter/", concerns.letter, name="concern_letter"),
    path("concerns/<slug:reference>/link/", concerns.renew_link, name="concern_link"),
    path("concerns/<slug:reference>/withdraw/", concerns.withdraw, name="concern_withdraw"),
    path("concerns/<slug:reference>/files/<int:number>/", concerns.file, name="concern_file"),
]
_partnerships = [
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path("partnerships/<int:pk>/", partnerships.partnership, name="partnership"),
    path("partnerships/parties/<int:pk>/agree/", partnerships.agree, name="partnership_agree"),
    path("partnerships/parties/<int:pk>/refuse/", partnerships.refuse, name="partnership_refuse"),
    path("partnerships/promises/<int:pk>/report/", partnerships.report, name="partnership_report"),
]
_meetings = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
]
_demands = [
    path("demands/<int:number>/", demands.choose, name="demand_choose"),
    path("associations/<int:pk>/demands/", demands.demands, name="demands"),
    path("associations/<int:pk>/demands/<int:number>/", demands.demand, name="demand"),
    path("associations/<int:pk>/demands/<int:number>/verdict/", demands.verdict, name="verdict"),
    path("associations/<int:pk>/demands/<int:number>/support/", demands.support, name="support"),
    path("associations/<int:pk>/demands/<int:number>/letter/", demands.letter, name="demand_letter"),
    path("associations/<int:pk>/demands/<int:number>/withdraw/", demands.withdraw, name="support_withdraw"),
]
_guide = [
    path("guide/", guide.suggestions, name="guide_suggestions"),
    path("guide/<int:pk>/", guide.suggestion, name="guide_suggestion"),
    path("guide/<slug:key>/<slug:language>/<int:number>/", guide.suggest, name="guide_suggest"),
]
_networks = [
    path("associations/<int:pk>/networks/", networks.networks, name="networks"),
    path("networks/<slug:key>/ask/", networks.ask, name="network_ask"),
    path("networks/<int:pk>/", networks.network, name="network"),
    path("networks/<int:pk>/join/", networks.step("join"), name="network_join"),
    path("networks/<int:pk>/refuse/", networks.step("refuse"), name="network_refuse"),
    path("networks/<int:pk>/leave/", networks.step("leave"), name="network_leave"),
    path("networks/<int:pk>/name/", networks.step("choose_name"), name="network_name"),
    path("networks/<int:pk>/invite/", networks.invite, name="network_invite"),
    path("networks/<int:pk>/requests/<int:number>/accept/", networks.accept, name="network_accept"),
    path("networks/<int:pk>/requests/<int:number>/decline/", networks.decline, name="network_decline"),
    path("networks/<int:pk>/texts/new/", joint_texts.new, name="joint_text_new"),
    path("networks/<int:pk>/texts/<int:number>/", joint_texts.text, name="joint_text"),
    path("networks/<int:pk>/texts/<int:number>/edit/", joint_texts.edit, name="joint_text_edit"),
    path("networks/<int:pk>/texts/<int:number>/ask/", joint_texts.ask, name="joint_text_ask"),
    path("networks/<int:pk>/texts/<int:number>/reply/", joint_texts.reply, name="joint_text_reply"),
    path("networks/<int:pk>/texts/<int:number>/send/", joint_texts.step("hand_over"), name="joint_text_send"),
    path("networks/<int:pk>/texts/<int:number>/drop/", joint_texts.step("drop"), name="joint_text_drop"),
    path("networks/<int:pk>/texts/<int:number>/name/", joint_texts.withdraw_name, name="joint_text_name"),
]
_trainings = [
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/<slug:key>/enrol/", trainings.enrol, name="training_enrol"),
    path("trainings/places/<int:pk>/", trainings.enrolment, name="enrolment"),
    path("trainings/places/<int:pk>/give-back/", trainings.give_back, name="enrolment_give_back"),
    path("trainings/places/<int:pk>/forget/", trainings.forget_name, name="enrolment_forget"),
    path("trainings/places/<int:pk>/<slug:language>.pdf", trainings.certificate, name="enrolment_certificate"),
]
_programmes = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.new, name="programme_new"),
    path("programmes/<int:pk>/", programmes.programme, name="programme"),
    path("programmes/<int:pk>/edit/", programmes.edit, name="programme_edit"),
    path("programmes/<int:pk>/report/", programmes.report, name="programme_report"),
    path("programmes/<int:pk>/sessions/new/", programmes.session_new, name="programme_session_new"),
    path("programmes/sessions/<int:pk>/remove/", programmes.session_remove, name="programme_session_remove"),
    path("programmes/convergence/<int:pk>/", convergence.pair, name="convergence"),
    *(
        path(f"programmes/convergence/<int:pk>/{name}/", convergence.answer(name), name=f"convergence_{name}")
        for name in convergence.ANSWERS
    ),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("news/", news.settings_, name="news"),
    path("news/mobile/", mobile.number, name="mobile"),
    path("news/mobile/code/", mobile.code, name="mobile_code"),
    path("news/mobile/remove/", mobile.remove, name="mobile_remove"),
    *_associations,
    *_members,
    *_drafts,
    *_concerns,
    *_meetings,
    *_partnerships,
    *_demands,
    *_guide,
    *_networks,
    *_trainings,
    *_programmes,
]
