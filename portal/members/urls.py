from django.urls import path

from portal.members.associations import views as associations
from portal.members.concerns import drafts, last_step, similar, uploads, views as concerns
from portal.members.demands import views as demands
from portal.members.guide import views as guide
from portal.members.home import views
from portal.members.meetings import views as meetings
from portal.members.news import mobile, views as news
from portal.members.programmes import convergence, views as programmes
from portal.members.representatives import views as representatives
from portal.members.signup import views as signup

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
    *_demands,
    *_guide,
    *_programmes,
]
