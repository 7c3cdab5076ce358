"""Who gets what from every address: the one table. An address that is not here fails the build.

``login``: to the sign-in page. ``again``: to the page that asks for the password once more. 200, 302, 400: let in (an empty
form is shown again, saved, or refused as a form). 401: the session ended, told to a script. 404: as if it did
not exist. 403: refused in words. 405: let in, wrong method.
POST stands where an address changes something; every form is sent empty.
"""

from __future__ import annotations

from tests.security.access_table_of_staff import STAFF
from tests.security.scene import ROLES

# Public pages: everybody reads, nobody writes.
PUBLIC = [
    "robots",
    "sitemap",
    "sitemap_page",
    "public:home",
    "public:atom",
    "public:demand_atom",
    "public:theme_atom",
    "public:area_atom",
    "public:unit_atom",
    "public:meetings",
    "public:meeting",
    "public:meeting_json",
    "public:meeting_ics",
    "public:calendar",
    "public:calendar_month",
    "public:calendar_feed",
    "public:unit_feed",
    "public:theme_feed",
    "public:meeting_edition_json",
    "public:reports",
    "public:report",
    "public:report_json",
    "public:report_pdf",
    "public:report_editions",
    "public:report_edition",
    "public:report_edition_json",
    "public:demands",
    "public:unanswered",
    "public:figures",
    "public:figures_table",
    "public:demand",
    "public:demand_json",
    "public:demand_pdf",
    "public:demand_edition_json",
    "public:concerns",
    "public:concerns_atom",
    "public:concern",
    "public:concern_json",
    "public:concern_editions",
    "public:concern_edition",
    "public:concern_edition_json",
    "public:guides",
    "public:guide_pdf",
    "public:guide",
    "public:guide_json",
    "public:guide_editions",
    "public:guide_edition",
    "public:guide_edition_json",
    "public:programmes",
    "public:programmes_atom",
    "public:programme_calendar",
    "public:programme_calendar_month",
    "public:programme_calendar_file",
    "public:programme",
    "public:programme_ics",
    "public:programme_json",
    "public:programme_editions",
    "public:programme_edition",
    "public:programme_edition_json",
    "public:digests",
    "public:digests_atom",
    "public:digest",
    "public:digest_json",
    "public:digest_pdf",
    "public:digest_editions",
    "public:digest_edition",
    "public:digest_edition_json",
    "public:associations",
    "public:association_criteria",
    "public:association",
    "public:association_json",
    "public:association_edition_json",
    "public:themes",
    "public:theme",
    "public:areas",
    "public:reference_json",
    "public:reference_edition_json",
    "public:area",
    "public:about",
    "public:privacy",
    "public:accessibility",
    "public:how_we_count",
    "public:verify",
]

# Accounts, members and pages without an account.
OTHERS = """
#                                           anon  as_a  as_b recor moder edito  head liais admin
root                                  GET    302   302   302   302   302   302   302   302   302
public:demand_before_merge            GET    302   302   302   302   302   302   302   302   302
live                                  GET    200   200   200   200   200   200   200   200   200
ready                                 GET    200   200   200   200   200   200   200   200   200
choose_language                       GET    405   405   405   405   405   405   405   405   405
choose_language                       POST   404   404   404   404   404   404   404   404   404
account_login                         GET    200   302   302   302   302   302   302   302   302
account_login                         POST   200   302   302   302   302   302   302   302   302
account_logout                        GET    302   200   200   200   200   200   200   200   200
account_logout                        POST   302   302   302   302   302   302   302   302   302
account_inactive                      GET    200   200   200   200   200   200   200   200   200
account_signup                        GET    200   302   302   302   302   302   302   302   302
sign_up                               GET    200   302   302   302   302   302   302   302   302
sign_up                               POST   200   302   302   302   302   302   302   302   302
account_reauthenticate                GET  login   200   200   200   200   200   200   200   200
account_reauthenticate                POST login   200   200   200   200   200   200   200   200
account_email                         GET  login   200   200   200   200   200   200   200   200
account_email                         POST login   302   302   302   302   302   302   302   302
own_addresses                         GET  login   200   200   200   200   200   200   200   200
own_addresses                         POST login   302   302   302   302   302   302   302   302
account_email_verification_sent       GET    200   200   200   200   200   200   200   200   200
account_change_password               GET  login   200   200   200   200   200   200   200   200
account_change_password               POST login   200   200   200   200   200   200   200   200
account_set_password                  GET  login   302   302   302   302   302   302   302   302
account_set_password                  POST login   302   302   302   302   302   302   302   302
account_reset_password                GET    200   200   200   200   200   200   200   200   200
account_reset_password                POST   200   200   200   200   200   200   200   200   200
reset_password                        GET    200   200   200   200   200   200   200   200   200
reset_password                        POST   200   200   200   200   200   200   200   200   200
account_confirm_login_code            GET  login   302   302   302   302   302   302   302   302
account_confirm_login_code            POST login   302   302   302   302   302   302   302   302
account_confirm_email                 GET    200   200   200   200   200   200   200   200   200
account_confirm_email                 POST   404   404   404   404   404   404   404   404   404
account_reset_password_from_key_done  GET    200   200   200   200   200   200   200   200   200
account_reset_password_from_key       GET    200   200   200   200   200   200   200   200   200
account_reset_password_from_key       POST   200   200   200   200   200   200   200   200   200
account_reset_password_done           GET    200   200   200   200   200   200   200   200   200
mfa_index                             GET  login   200   200   200   200   200   200   200   200
mfa_authenticate                      GET  login   302   302   302   302   302   302   302   302
mfa_authenticate                      POST login   302   302   302   302   302   302   302   302
mfa_reauthenticate                    GET  login again again again again again again again again
mfa_reauthenticate                    POST login again again again again again again again again
mfa_activate_totp                     GET  login   302   302   302   302   302   302   302   302
mfa_activate_totp                     POST login   302   302   302   302   302   302   302   302
mfa_deactivate_totp                   GET  login   404   404   404   404   404   404   404   404
mfa_deactivate_totp                   POST login   404   404   404   404   404   404   404   404
mfa_view_recovery_codes               GET  login   404   404   404   404   404   404   404   404
mfa_generate_recovery_codes           GET  login again again again again again again again again
mfa_generate_recovery_codes           POST login again again again again again again again again
mfa_download_recovery_codes           GET  login   404   404   404   404   404   404   404   404
mfa_list_webauthn                      GET  login   200   200   200   200   200   200   200   200
mfa_add_webauthn                       GET  login   302   302   302   302   302   302   302   302
mfa_add_webauthn                      POST  login   302   302   302   302   302   302   302   302
enrol_key                              GET  login   302   302   302   302   302   302   302   302
enrol_key                             POST  login   302   302   302   302   302   302   302   302
enrol_app                              GET  login   302   302   302   302   302   302   302   302
enrol_app                             POST  login   302   302   302   302   302   302   302   302
mfa_remove_webauthn                    GET  login again again again again again again again again
mfa_remove_webauthn                   POST  login again again again again again again again again
mfa_edit_webauthn                      GET  login again again again again again again again again
mfa_edit_webauthn                     POST  login again again again again again again again again
mfa_reauthenticate_webauthn            GET  login again again again again again again again again
mfa_reauthenticate_webauthn           POST  login again again again again again again again again
confirm_factor                         GET  login again again again again again again again again
confirm_factor                        POST  login again again again again again again again again
remove_app                             GET  login   404   404   404   404   404   404   404   404
remove_app                            POST  login   404   404   404   404   404   404   404   404
remove_key                             GET  login again again again again again again again again
remove_key                            POST  login again again again again again again again again
renew_codes                            GET  login again again again again again again again again
renew_codes                           POST  login again again again again again again again again
confirm_mailbox                        GET  login   200   200   200   200   200   200   200   200
confirm_mailbox                       POST  login   302   302   302   302   302   302   302   302
members:home                          GET  login   200   200   200   200   200   200   200   200
members:news                          GET  login   200   200   404   404   404   404   404   404
members:news                          POST login   200   200   404   404   404   404   404   404
members:mobile                        GET  login   404   404   404   404   404   404   404   404
members:mobile                        POST login   404   404   404   404   404   404   404   404
members:mobile_code                   GET  login   404   404   404   404   404   404   404   404
members:mobile_code                   POST login   404   404   404   404   404   404   404   404
members:mobile_remove                 GET  login   404   404   404   404   404   404   404   404
members:mobile_remove                 POST login   404   404   404   404   404   404   404   404
members:association_new               GET  login   200   200   404   404   404   404   404   404
members:association_new               POST login   200   200   404   404   404   404   404   404
members:association                   GET  login   200   404   404   404   404   404   404   404
members:association_edit              GET  login   200   404   404   404   404   404   404   404
members:association_edit              POST login   200   404   404   404   404   404   404   404
members:directory                     GET  login   200   404   404   404   404   404   404   404
members:directory                     POST login   200   404   404   404   404   404   404   404
members:answer                        GET  login   200   404   404   404   404   404   404   404
members:answer                        POST login   200   404   404   404   404   404   404   404
members:receipt_scan                  GET  login   302   404   404   404   404   404   404   404
members:receipt_scan                  POST login   200   404   404   404   404   404   404   404
members:receipt_file                  GET  login   404   404   404   404   404   404   404   404
members:members                       GET  login   200   404   404   404   404   404   404   404
members:former_members                GET  login   200   404   404   404   404   404   404   404
members:invite                        GET  login   200   404   404   404   404   404   404   404
members:invite                        POST login   200   404   404   404   404   404   404   404
members:hand_over                     GET  login again again   404   404   404   404   404   404
members:hand_over                     POST login again again   404   404   404   404   404   404
members:membership_end                GET  login   302   404   404   404   404   404   404   404
members:membership_end                POST login   409   404   404   404   404   404   404   404
members:invitation_resend             GET  login   302   404   404   404   404   404   404   404
members:invitation_resend             POST login   409   404   404   404   404   404   404   404
members:invitation_revoke             GET  login   302   404   404   404   404   404   404   404
members:invitation_revoke             POST login   302   404   404   404   404   404   404   404
members:invitation                    GET    200   404   404   404   404   404   404   404   404
members:invitation                    POST   200   404   404   404   404   404   404   404   404
members:concern_new                    GET login   200   200   404   404   404   404   404   404
members:concern_new                   POST login   404   404   404   404   404   404   404   404
members:draft_step                     GET login   200   404   404   404   404   404   404   404
members:draft_step                    POST login   200   404   404   404   404   404   404   404
members:draft_save                     GET login   302   404   404   404   404   404   404   404
members:draft_save                    POST login   404   404   404   404   404   404   404   404
members:draft_similar                  GET login   200   404   404   404   404   404   404   404
members:draft_file_add                 GET login   302   404   404   404   404   404   404   404
members:draft_file_add                POST login   200   404   404   404   404   404   404   404
members:draft_file_remove              GET login   302   404   404   404   404   404   404   404
members:draft_file_remove             POST login   302   404   404   404   404   404   404   404
members:draft_warning                  GET login   302   404   404   404   404   404   404   404
members:draft_warning                 POST login   302   404   404   404   404   404   404   404
members:draft_send                     GET login   302   404   404   404   404   404   404   404
members:draft_send                    POST login   302   404   404   404   404   404   404   404
members:draft_discard                  GET login   302   302   404   404   404   404   404   404
members:draft_discard                 POST login   302   404   404   404   404   404   404   404
members:concerns                       GET login   200   200   404   404   404   404   404   404
members:concern                        GET login   200   404   404   404   404   404   404   404
members:concern_receipt                GET login   200   404   404   404   404   404   404   404
members:concern_reply                  GET login   302   404   404   404   404   404   404   404
members:concern_reply                 POST login   200   404   404   404   404   404   404   404
members:concern_contest                GET login   302   404   404   404   404   404   404   404
members:concern_contest               POST login   200   404   404   404   404   404   404   404
members:concern_letter                 GET login   302   404   404   404   404   404   404   404
members:concern_letter                POST login   200   404   404   404   404   404   404   404
members:concern_withdraw               GET login   302   404   404   404   404   404   404   404
members:concern_withdraw              POST login   302   404   404   404   404   404   404   404
members:concern_file                   GET login   200   404   404   404   404   404   404   404
members:concern_link                   GET login   302   404   404   404   404   404   404   404
members:concern_link                  POST login   302   404   404   404   404   404   404   404
follow_by_code                         GET    200   200   200   200   200   200   200   200   200
follow_by_code                        POST    400   400   400   400   400   400   400   400   400
follow                                 GET    200   200   200   200   200   200   200   200   200
follow                                POST    405   405   405   405   405   405   405   405   405
members:demand_choose                 GET  login   302   302   404   404   404   404   404   404
members:demands                       GET  login   200   404   404   404   404   404   404   404
members:demand                        GET  login   200   404   404   404   404   404   404   404
members:verdict                       GET  login   302   404   404   404   404   404   404   404
members:verdict                       POST login   200   404   404   404   404   404   404   404
members:support                       GET  login   200   404   404   404   404   404   404   404
members:support                       POST login   409   404   404   404   404   404   404   404
members:demand_letter                 GET  login   200   404   404   404   404   404   404   404
members:demand_letter                 POST login   400   404   404   404   404   404   404   404
members:support_withdraw              GET  login   302   404   404   404   404   404   404   404
members:support_withdraw              POST login   302   404   404   404   404   404   404   404
members:guide_suggestions             GET  login   200   200   404   404   404   404   404   404
members:guide_suggestion              GET  login   200   404   404   404   404   404   404   404
members:guide_suggestion              POST login   302   404   404   404   404   404   404   404
members:guide_suggest                 GET  login   200   200   404   404   404   404   404   404
members:guide_suggest                 POST login   200   200   404   404   404   404   404   404
members:programmes                    GET  login   200   200   404   404   404   404   404   404
members:programme_new                 GET  login   200   200   404   404   404   404   404   404
members:programme_new                 POST login   200   200   404   404   404   404   404   404
members:programme                     GET  login   200   404   404   404   404   404   404   404
members:programme_edit                GET  login   200   404   404   404   404   404   404   404
members:programme_edit                POST login   200   404   404   404   404   404   404   404
members:programme_report              GET  login   200   404   404   404   404   404   404   404
members:programme_report              POST login   200   404   404   404   404   404   404   404
members:programme_session_new         GET  login   200   404   404   404   404   404   404   404
members:programme_session_new         POST login   200   404   404   404   404   404   404   404
members:programme_session_remove      GET  login   302   404   404   404   404   404   404   404
members:programme_session_remove      POST login   302   404   404   404   404   404   404   404
members:convergence                   GET  login   200   404   404   404   404   404   404   404
members:convergence_agree             GET  login   200   404   404   404   404   404   404   404
members:convergence_agree             POST login   302   404   404   404   404   404   404   404
members:convergence_counter           GET  login   200   404   404   404   404   404   404   404
members:convergence_counter           POST login   400   404   404   404   404   404   404   404
members:convergence_decline           GET  login   200   404   404   404   404   404   404   404
members:convergence_decline           POST login   302   404   404   404   404   404   404   404
members:meetings                      GET  login   200   200   404   404   404   404   404   404
members:meeting                       GET  login   200   404   404   404   404   404   404   404
members:meeting                       POST login   400   404   404   404   404   404   404   404
invited                               GET    200   200   200   200   200   200   200   200   200
invited                               POST   400   400   400   400   400   400   400   400   400
invited_qr                            GET    200   200   200   200   200   200   200   200   200
invited_qr                            POST   405   405   405   405   405   405   405   405   405
register                              GET    200   200   200   200   200   200   200   200   200
register                              POST   400   400   400   400   400   400   400   400   400
news_stop                             GET   200   200   200   200   200   200   200   200   200
news_stop                             POST  302   302   302   302   302   302   302   302   302
news_stopped                          GET   200   200   200   200   200   200   200   200   200
news_stopped                          POST  405   405   405   405   405   405   405   405   405
following_everything                  GET   200   200   200   200   200   200   200   200   200
following_everything                  POST  400   400   400   400   400   400   400   400   400
following_new                         GET   200   200   200   200   200   200   200   200   200
following_new                         POST  400   400   400   400   400   400   400   400   400
following_left                        GET   200   200   200   200   200   200   200   200   200
following_left                        POST  405   405   405   405   405   405   405   405   405
following_confirm                     GET   200   200   200   200   200   200   200   200   200
following_confirm                     POST  302   302   302   302   302   302   302   302   302
following                             GET   200   200   200   200   200   200   200   200   200
following                             POST  400   400   400   400   400   400   400   400   400
following_leave                       GET   200   200   200   200   200   200   200   200   200
following_leave                       POST  302   302   302   302   302   302   302   302   302
"""


def cells() -> dict[tuple[str, str], dict[str, str]]:
    """``{(URL name, method): {role: outcome}}``."""
    found = {(name, "GET"): dict.fromkeys(ROLES, "200") for name in PUBLIC}
    found |= {(name, "POST"): dict.fromkeys(ROLES, "405") for name in PUBLIC}
    for line in (*OTHERS.strip().splitlines()[1:], *STAFF.strip().splitlines()[1:]):
        name, method, *outcomes = line.split()
        assert (name, method) not in found, f"{name} stands in the table twice"
        found[name, method] = dict(zip(ROLES, outcomes, strict=True))
    return found
