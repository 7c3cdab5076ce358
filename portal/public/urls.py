"""URLs of the public pages. Every view is wrapped here in :func:`portal.public.decorators.public`."""

from django.urls import path

from portal.public import converters  # noqa: F401 - registers the converters
from portal.public.associations import views as associations
from portal.public.calendar import views as calendars
from portal.public.concerns import views as concerns
from portal.public.decorators import public
from portal.public.demands import merged, views as demands
from portal.public.digests import views as digests
from portal.public.documents import views as documents
from portal.public.feeds import views as feeds
from portal.public.figures import views as figures
from portal.public.guide import views as guide
from portal.public.home import views as home
from portal.public.meetings import views as meetings
from portal.public.networks import views as networks
from portal.public.pages import views as pages
from portal.public.partnerships import views as partnerships
from portal.public.press import views as press
from portal.public.programmes import calendar as programme_calendar, views as programmes
from portal.public.reports import views as reports
from portal.public.themes_and_areas import views as themes_and_areas
from portal.public.trainings import views as trainings

app_name = "public"
MEETING, REPORT, DEMAND = {"kind": "meeting"}, {"kind": "report"}, {"kind": "demand"}
ASSOCIATION, REFERENCE, DIGEST = {"kind": "association"}, {"kind": "reference"}, {"kind": "digest"}
NETWORK, STATEMENT = {"kind": "network"}, {"kind": "statement"}
CONCERN, GUIDE, PARTNERSHIP = {"kind": "concern"}, {"kind": "guide"}, {"kind": "partnership"}
TRAINING = {"kind": "training"}
PROGRAMME = {"kind": "programme"}

live_json = public(documents.live_json)
edition_json = public(documents.edition_json)

urlpatterns = [
    path("", public(home.home), name="home"),
    path("feed.atom", public(feeds.everything), name="atom"),
    path("demands/<key:key>/feed.atom", public(feeds.of_demand), name="demand_atom"),
    path("themes/<key:key>/feed.atom", public(feeds.of_theme), name="theme_atom"),
    path("areas/<key:key>/feed.atom", public(feeds.of_area), name="area_atom"),
    path("units/<key:key>/feed.atom", public(feeds.of_unit), name="unit_atom"),
    path("meetings/", public(meetings.meetings), name="meetings"),
    path("meetings/calendar/", public(calendars.month), name="calendar"),
    path("meetings/calendar/<small:year>/<small:month>/", public(calendars.month), name="calendar_month"),
    path("meetings/calendar.ics", public(calendars.every), name="calendar_feed"),
    path("meetings/units/<key:key>.ics", public(calendars.of_unit), name="unit_feed"),
    path("themes/<key:key>/meetings.ics", public(calendars.of_theme), name="theme_feed"),
    path("meetings/<key:key>/", public(meetings.meeting), name="meeting"),
    path("meetings/<key:key>/meeting.ics", public(calendars.meeting), name="meeting_ics"),
    path("meetings/<key:key>/meeting.json", live_json, MEETING, name="meeting_json"),
    path("meetings/<key:key>/editions/<small:number>.json", edition_json, MEETING, name="meeting_edition_json"),
    path("reports/", public(reports.reports), name="reports"),
    path("reports/<key:key>/", public(reports.report), name="report"),
    path("reports/<key:key>/report.json", live_json, REPORT, name="report_json"),
    path("reports/<key:key>/report.pdf", public(documents.live_pdf), REPORT, name="report_pdf"),
    path("reports/<key:key>/editions/", public(documents.editions), REPORT, name="report_editions"),
    path("reports/<key:key>/editions/<small:number>/", public(reports.report_edition), name="report_edition"),
    path("reports/<key:key>/editions/<small:number>.json", edition_json, REPORT, name="report_edition_json"),
    path("reports/<key:key>/press/", public(press.press_kit), name="press_kit"),
    path("reports/<key:key>/press/kit.json", public(press.live_json), name="press_kit_json"),
    path("reports/<key:key>/press/kit.png", public(press.picture), name="press_kit_picture"),
    path(
        "reports/<key:key>/press/editions/<small:number>.json",
        public(press.edition_json),
        name="press_kit_edition_json",
    ),
    path("demands/", public(demands.demands), name="demands"),
    path("demands/unanswered/", public(demands.unanswered), name="unanswered"),
    path("demands/<key:key>/", public(demands.demand), name="demand"),
    path("demands/<key:key>/before-merge/", public(merged.before_merge), name="demand_before_merge"),
    path("demands/<key:key>/demand.json", public(merged.live_json), name="demand_json"),
    path("demands/<key:key>/demand.pdf", public(merged.live_pdf), name="demand_pdf"),
    path("demands/<key:key>/editions/<small:number>.json", edition_json, DEMAND, name="demand_edition_json"),
    path("concerns/", public(concerns.concerns), name="concerns"),
    path("concerns/feed.atom", public(feeds.of_concerns), name="concerns_atom"),
    path("concerns/<key:key>/", public(concerns.concern), name="concern"),
    path("concerns/<key:key>/concern.json", live_json, CONCERN, name="concern_json"),
    path("concerns/<key:key>/editions/", public(documents.editions), CONCERN, name="concern_editions"),
    path("concerns/<key:key>/editions/<small:number>/", public(concerns.concern_edition), name="concern_edition"),
    path("concerns/<key:key>/editions/<small:number>.json", edition_json, CONCERN, name="concern_edition_json"),
    path("guide/", public(guide.guides), name="guides"),
    path("guide/guide.pdf", public(guide.guide_pdf), name="guide_pdf"),
    path("guide/<key:key>/", public(guide.guide), name="guide"),
    path("guide/<key:key>/chapter.json", live_json, GUIDE, name="guide_json"),
    path("guide/<key:key>/editions/", public(documents.editions), GUIDE, name="guide_editions"),
    path("guide/<key:key>/editions/<small:number>/", public(guide.guide_edition), name="guide_edition"),
    path("guide/<key:key>/editions/<small:number>.json", edition_json, GUIDE, name="guide_edition_json"),
    path("partnerships/", public(partnerships.partnerships), name="partnerships"),
    path("partnerships/<key:key>/", public(partnerships.partnership), name="partnership"),
    path("partnerships/<key:key>/agreement.json", live_json, PARTNERSHIP, name="partnership_json"),
    path("partnerships/<key:key>/editions/", public(documents.editions), PARTNERSHIP, name="partnership_editions"),
    path(
        "partnerships/<key:key>/editions/<small:number>/",
        public(partnerships.partnership_edition),
        name="partnership_edition",
    ),
    path(
        "partnerships/<key:key>/editions/<small:number>.json",
        edition_json,
        PARTNERSHIP,
        name="partnership_edition_json",
    ),
    path("trainings/", public(trainings.trainings), name="trainings"),
    path("trainings/<key:key>/", public(trainings.training), name="training"),
    path("trainings/<key:key>/training.json", live_json, TRAINING, name="training_json"),
    path("trainings/<key:key>/editions/", public(documents.editions), TRAINING, name="training_editions"),
    path("trainings/<key:key>/editions/<small:number>/", public(trainings.training_edition), name="training_edition"),
    path("trainings/<key:key>/editions/<small:number>.json", edition_json, TRAINING, name="training_edition_json"),
    path("programmes/", public(programmes.programmes), name="programmes"),
    path("programmes/feed.atom", public(feeds.of_programmes), name="programmes_atom"),
    path("programmes/calendar/", public(programme_calendar.month), name="programme_calendar"),
    path(
        "programmes/calendar/<small:year>/<small:month>/",
        public(programme_calendar.month),
        name="programme_calendar_month",
    ),
    path("programmes/calendar.ics", public(programme_calendar.every), name="programme_calendar_file"),
    path("programmes/<key:key>/", public(programmes.programme), name="programme"),
    path("programmes/<key:key>/programme.ics", public(programme_calendar.programme), name="programme_ics"),
    path("programmes/<key:key>/programme.json", live_json, PROGRAMME, name="programme_json"),
    path("programmes/<key:key>/editions/", public(documents.editions), PROGRAMME, name="programme_editions"),
    path(
        "programmes/<key:key>/editions/<small:number>/", public(programmes.programme_edition), name="programme_edition"
    ),
    path("programmes/<key:key>/editions/<small:number>.json", edition_json, PROGRAMME, name="programme_edition_json"),
    path("digests/", public(digests.digests), name="digests"),
    path("digests/feed.atom", public(feeds.of_digests), name="digests_atom"),
    path("digests/<key:key>/", public(digests.digest), name="digest"),
    path("digests/<key:key>/digest.json", live_json, DIGEST, name="digest_json"),
    path("digests/<key:key>/digest.pdf", public(documents.live_pdf), DIGEST, name="digest_pdf"),
    path("digests/<key:key>/editions/", public(documents.editions), DIGEST, name="digest_editions"),
    path("digests/<key:key>/editions/<small:number>/", public(digests.digest_edition), name="digest_edition"),
    path("digests/<key:key>/editions/<small:number>.json", edition_json, DIGEST, name="digest_edition_json"),
    path("associations/", public(associations.associations), name="associations"),
    path("associations/criteria/", public(associations.criteria), name="association_criteria"),
    path("associations/<key:key>/", public(associations.association), name="association"),
    path("associations/<key:key>/<slug:kind>/", public(associations.documents), name="association_documents"),
    path("associations/<key:key>/association.json", live_json, ASSOCIATION, name="association_json"),
    path(
        "associations/<key:key>/editions/<small:number>.json",
        edition_json,
        ASSOCIATION,
        name="association_edition_json",
    ),
    path("networks/", public(networks.networks), name="networks"),
    path("networks/<key:key>/", public(networks.network), name="network"),
    path("networks/<key:key>/network.json", live_json, NETWORK, name="network_json"),
    path("networks/<key:key>/editions/", public(documents.editions), NETWORK, name="network_editions"),
    path("networks/<key:key>/editions/<small:number>/", public(networks.network_edition), name="network_edition"),
    path("networks/<key:key>/editions/<small:number>.json", edition_json, NETWORK, name="network_edition_json"),
    path("statements/", public(networks.statements), name="statements"),
    path("statements/<key:key>/", public(networks.statement), name="statement"),
    path("statements/<key:key>/statement.json", live_json, STATEMENT, name="statement_json"),
    path("statements/<key:key>/editions/", public(documents.editions), STATEMENT, name="statement_editions"),
    path("statements/<key:key>/editions/<small:number>/", public(networks.statement_edition), name="statement_edition"),
    path("statements/<key:key>/editions/<small:number>.json", edition_json, STATEMENT, name="statement_edition_json"),
    path("themes/", public(themes_and_areas.themes), name="themes"),
    path("themes/<key:key>/", public(themes_and_areas.theme), name="theme"),
    path("areas/", public(themes_and_areas.areas), name="areas"),
    path("areas/<key:key>/", public(themes_and_areas.area), name="area"),
    path("lists/<key:key>/list.json", live_json, REFERENCE, name="reference_json"),
    path("lists/<key:key>/editions/<small:number>.json", edition_json, REFERENCE, name="reference_edition_json"),
    path("figures/", public(figures.figures), name="figures"),
    path("figures/<key:name>.csv", public(figures.table), name="figures_table"),
    path("about/", public(pages.about), name="about"),
    path("privacy/", public(pages.privacy), name="privacy"),
    path("accessibility/", public(pages.accessibility), name="accessibility"),
    path("how-we-count/", public(pages.how_we_count), name="how_we_count"),
    path("verify/", public(pages.verify), name="verify"),
]
