"""Who gets what from every address: the one table. An address that is not here fails the build.

``login``: to the sign-in page. ``again``: to the page that asks for the password once more. 200, 302, 400: let in (an empty
form is shown again, saved, or refused as a form). 401: the session ended, told to a script. 404: as if it did
not exist. 403: refused in words. 405: let in, wrong method.
POST stands where an address changes something; every form is sent empty.
"""

from __future__ import annotations

from tests.security.scene import ROLES

# Public pages: everybody reads, nobody writes.
PUBLIC = [
    "robots",
    "sitemap",
    "sitemap_page",
    "public:home",
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
    "public:demand",
    "public:demand_json",
    "public:demand_edition_json",
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

TABLE = """
#                                           anon  as_a  as_b recor moder edito  head liais admin
root                                  GET    302   302   302   302   302   302   302   302   302
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
members:concern_withdraw               GET login   302   404   404   404   404   404   404   404
members:concern_withdraw              POST login   302   404   404   404   404   404   404   404
members:concern_file                   GET login   200   404   404   404   404   404   404   404
members:concern_link                   GET login   302   404   404   404   404   404   404   404
members:concern_link                  POST login   302   404   404   404   404   404   404   404
follow                                 GET    200   200   200   200   200   200   200   200   200
follow                                POST    405   405   405   405   405   405   405   405   405
members:meetings                      GET  login   200   200   404   404   404   404   404   404
members:meeting                       GET  login   200   404   404   404   404   404   404   404
members:meeting                       POST login   400   404   404   404   404   404   404   404
invited                               GET    200   200   200   200   200   200   200   200   200
invited                               POST   400   400   400   400   400   400   400   400   400
invited_qr                            GET    200   200   200   200   200   200   200   200   200
invited_qr                            POST   405   405   405   405   405   405   405   405   405
register                              GET    200   200   200   200   200   200   200   200   200
register                              POST   400   400   400   400   400   400   400   400   400
staff:start                           GET  login   404   404   200   200   200   200   200   200
staff:meetings                        GET  login   404   404   200   200   200   200   200   200
staff:month                           GET  login   404   404   200   200   200   200   200   200
staff:month_of                        GET  login   404   404   200   200   200   200   200   200
staff:meeting_new                     GET  login   404   404   200   404   200   200   404   404
staff:meeting_new                     POST login   404   404   200   403   200   200   403   403
staff:meeting                         GET  login   404   404   200   200   200   200   200   200
staff:meeting_edit                    GET  login   404   404   200   404   200   200   404   404
staff:meeting_edit                    POST login   404   404   200   403   200   200   403   403
staff:agenda                          GET  login   404   404   200   404   200   200   404   404
staff:agenda_outstanding              GET  login   404   404   302   404   302   302   404   404
staff:agenda_outstanding              POST login   404   404   302   403   302   302   403   403
staff:agenda_place                    GET  login   404   404   302   404   302   302   404   404
staff:agenda_place                    POST login   404   404   400   403   400   400   403   403
staff:topic_shift                     GET  login   404   404   302   404   302   302   404   404
staff:topic_shift                     POST login   404   404   400   403   400   400   403   403
staff:agenda_item_remove              GET  login   404   404   302   404   302   302   404   404
staff:agenda_item_remove              POST login   404   404   302   403   302   302   403   403
staff:announcement                    GET  login   404   404   200   200   200   200   200   200
staff:meeting_announce                GET  login   404   404   404   404   404   200   404   404
staff:meeting_announce                POST login   404   404   403   403   403   400   403   403
staff:meeting_postpone                GET  login   404   404   404   404   404   200   404   404
staff:meeting_postpone                POST login   404   404   403   403   403   400   403   403
staff:meeting_cancel                  GET  login   404   404   404   404   404   200   404   404
staff:meeting_cancel                  POST login   404   404   403   403   403   400   403   403
staff:meeting_move                    GET  login   404   404   200   404   200   200   404   404
staff:meeting_move                    POST login   404   404   400   403   400   400   403   403
staff:invitations                     GET  login   404   404   200   404   200   200   404   404
staff:invite_choose                   GET  login   404   404   200   404   200   200   404   404
staff:invite_preview                  GET  login   404   404   302   404   302   302   404   404
staff:invite_preview                  POST login   404   404   400   403   400   400   403   403
staff:registration                    GET  login   404   404   200   404   200   200   404   404
staff:registration_answer             GET  login   404   404   200   404   200   200   404   404
staff:registration_answer             POST login   404   404   400   403   400   400   403   403
staff:registration_remove             GET  login   404   404   200   404   200   200   404   404
staff:registration_remove             POST login   404   404   302   403   302   302   403   403
staff:registration_invite             GET  login   404   404   200   404   200   200   404   404
staff:registration_invite             POST login   404   404   409   403   409   409   403   403
staff:attendance_sheet                GET  login   404   404   200   404   200   200   404   404
staff:check_in                        GET  login   404   404   200   404   200   200   404   404
staff:check_in_code                   GET  login   404   404   200   404   200   200   404   404
staff:check_in_code                   POST login   404   404   302   403   302   302   403   403
staff:check_in_walk_in                GET  login   404   404   200   404   200   200   404   404
staff:check_in_walk_in                POST login   404   404   200   403   200   200   403   403
staff:check_in_official               GET  login   404   404   200   404   200   200   404   404
staff:check_in_official               POST login   404   404   200   403   200   200   403   403
staff:check_in_left                   GET  login   404   404   302   404   302   302   404   404
staff:check_in_left                   POST login   404   404   302   403   302   302   403   403
staff:check_in_back                   GET  login   404   404   302   404   302   302   404   404
staff:check_in_back                   POST login   404   404   302   403   302   302   403   403
staff:report_draft                    GET  login   404   404   404   404   200   200   404   404
staff:report_draft                    POST login   404   404   403   403   302   302   403   403
staff:presence_new                    GET  login   404   404   200   404   200   200   404   404
staff:presence_new                    POST login   404   404   200   403   200   200   403   403
staff:presence                        GET  login   404   404   200   404   200   200   404   404
staff:presence                        POST login   404   404   200   403   200   200   403   403
staff:presence_remove                 GET  login   404   404   302   404   302   302   404   404
staff:presence_remove                 POST login   404   404   302   403   302   302   403   403
staff:presence_shift                  GET  login   404   404   302   404   302   302   404   404
staff:presence_shift                  POST login   404   404   400   403   400   400   403   403
staff:contribution_new                GET  login   404   404   200   404   200   200   404   404
staff:contribution_new                POST login   404   404   200   403   200   200   403   403
staff:contribution                    GET  login   404   404   200   404   200   200   404   404
staff:contribution                    POST login   404   404   200   403   200   200   403   403
staff:contribution_remove             GET  login   404   404   302   404   302   302   404   404
staff:contribution_remove             POST login   404   404   302   403   302   302   403   403
staff:contribution_shift              GET  login   404   404   302   404   302   302   404   404
staff:contribution_shift              POST login   404   404   400   403   400   400   403   403
staff:point_new                       GET  login   404   404   200   404   200   200   404   404
staff:point_new                       POST login   404   404   200   403   200   200   403   403
staff:point                           GET  login   404   404   200   404   200   200   404   404
staff:point                           POST login   404   404   200   403   200   200   403   403
staff:point_remove                    GET  login   404   404   302   404   302   302   404   404
staff:point_remove                    POST login   404   404   302   403   302   302   403   403
staff:point_shift                     GET  login   404   404   302   404   302   302   404   404
staff:point_shift                     POST login   404   404   400   403   400   400   403   403
staff:contribution_open               GET  login   404   404   404   302   404   302   404   404
staff:contribution_open               POST login   404   404   403   302   403   302   403   403
staff:live_recorder                   GET  login   404   404   200   404   200   200   404   404
staff:live_screen                     GET  login   404   404   200   200   200   200   200   200
staff:live_worker                     GET    401   404   404   200   200   200   200   200   200
staff:live_key                        GET    401   404   404   200   403   200   200   403   403
staff:live_state                      GET    401   404   404   200   403   200   200   403   403
staff:live_demands                    GET    401   404   404   200   403   200   200   403   403
staff:live_batch                      GET    401   404   404   405   403   405   405   403   403
staff:live_batch                      POST   401   404   404   400   403   400   400   403   403
staff:live_open                       GET    401   404   404   403   405   403   405   403   403
staff:live_open                       POST   401   404   404   403   200   403   200   403   403
staff:reports                         GET  login   404   404   200   200   200   200   200   200
staff:report                          GET  login   404   404   200   200   200   200   200   200
staff:report_edit                     GET  login   404   404   404   404   200   200   404   404
staff:report_edit                     POST login   404   404   403   403   200   200   403   403
staff:report_sources                  GET  login   404   404   200   200   200   200   200   200
staff:report_redraft_points           GET  login   404   404   404   404   200   200   404   404
staff:report_redraft_points           POST login   404   404   403   403   302   302   403   403
staff:report_submit                   GET  login   404   404   404   404   200   200   404   404
staff:report_submit                   POST login   404   404   403   403   302   302   403   403
staff:report_approve                  GET  login   404   404   404   404   404   200   404   404
staff:report_approve                  POST login   404   404   403   403   403   400   403   403
staff:report_return                   GET  login   404   404   404   404   404   200   404   404
staff:report_return                   POST login   404   404   403   403   403   400   403   403
staff:report_correct                  GET  login   404   404   404   404   200   200   404   404
staff:report_correct                  POST login   404   404   403   403   400   400   403   403
staff:report_withdraw                 GET  login   404   404   404   404   404   200   404   404
staff:report_withdraw                 POST login   404   404   403   403   403   400   403   403
staff:report_redraft                  GET  login   404   404   404   404   200   200   404   404
staff:report_redraft                  POST login   404   404   403   403   302   302   403   403
staff:concerns                        GET  login   404   404   404   200   404   200   404   404
staff:concern_new                     GET  login   404   404   200   200   404   200   404   404
staff:concern_new                     POST login   404   404   400   400   403   400   403   403
staff:concern                         GET  login   404   404   404   200   404   200   404   404
staff:concern_move                    GET  login   404   404   404   200   404   200   404   404
staff:concern_move                    POST login   404   404   403   400   403   400   403   403
staff:concern_open                    GET  login   404   404   404   200   404   200   404   404
staff:concern_open                    POST login   404   404   403   200   403   200   403   403
staff:concern_receipt                 GET  login   404   404   200   200   404   200   404   404
staff:concern_file                    GET  login   404   404   404   200   404   200   404   404
staff:concern_file_open               GET  login   404   404   404   302   404   302   404   404
staff:concern_file_open               POST login   404   404   403   200   403   200   403   403
staff:demands                         GET  login   404   404   200   200   200   200   200   200
staff:demand                          GET  login   404   404   200   200   200   200   200   200
staff:demand_edit                     GET  login   404   404   200   404   200   200   404   404
staff:demand_edit                     POST login   404   404   200   403   200   200   403   403
staff:demand_note                     GET  login   404   404   200   200   200   200   200   200
staff:demand_note                     POST login   404   404   400   400   400   400   400   400
staff:demands_assign                  GET  login   404   404   404   200   404   200   404   404
staff:demands_assign                  POST login   404   404   403   400   403   400   403   403
staff:follow_up_begin                 GET  login   404   404   404   302   302   302   302   404
staff:follow_up_begin                 POST login   404   404   403   302   302   302   403   403
staff:follow_up                       GET  login   404   404   200   200   200   200   200   200
staff:follow_up                       POST login   404   404   403   200   200   200   403   403
staff:follow_up_read                  GET  login   404   404   200   200   200   200   200   200
staff:follow_up_send                  GET  login   404   404   404   200   200   200   200   404
staff:follow_up_send                  POST login   404   404   403   302   302   302   403   403
staff:follow_up_take_back             GET  login   404   404   404   200   200   200   200   404
staff:follow_up_take_back             POST login   404   404   403   302   302   302   403   403
staff:follow_up_discard               GET  login   404   404   404   200   200   200   200   404
staff:follow_up_discard               POST login   404   404   403   302   302   302   403   403
staff:follow_up_return                GET  login   404   404   404   404   404   200   404   404
staff:follow_up_return                POST login   404   404   403   403   403   400   403   403
staff:follow_up_approve               GET  login   404   404   404   404   404   200   404   404
staff:follow_up_approve               POST login   404   404   403   403   403   400   403   403
staff:commitment_new                  GET  login   404   404   404   200   200   200   302   404
staff:commitment_new                  POST login   404   404   403   200   200   200   403   403
staff:commitment_edit                 GET  login   404   404   404   200   200   200   302   404
staff:commitment_edit                 POST login   404   404   403   200   200   200   403   403
staff:commitment_take_up              GET  login   404   404   404   302   302   302   302   404
staff:commitment_take_up              POST login   404   404   403   302   302   302   403   403
staff:commitment_remove               GET  login   404   404   404   302   302   302   302   404
staff:commitment_remove               POST login   404   404   403   302   302   302   403   403
staff:associations                    GET  login   404   404   200   200   200   200   200   200
staff:association_new                 GET  login   404   404   200   404   200   200   404   404
staff:association_new                 POST login   404   404   200   403   200   200   403   403
staff:association                     GET  login   404   404   200   200   200   200   200   200
staff:association_edit                GET  login   404   404   200   404   200   200   404   404
staff:association_edit                POST login   404   404   200   403   200   200   403   403
staff:invite                          GET  login   404   404   404   200   404   200   404   404
staff:invite                          POST login   404   404   403   200   403   200   403   403
staff:invitation_resend               GET  login   404   404   404   302   404   302   404   404
staff:invitation_resend               POST login   404   404   403   409   403   409   403   403
staff:invitation_revoke               GET  login   404   404   404   302   404   302   404   404
staff:invitation_revoke               POST login   404   404   403   302   403   302   403   403
staff:membership_end                  GET  login   404   404   302   404   302   302   404   404
staff:membership_end                  POST login   404   404   302   403   302   302   403   403
staff:association_move                GET  login   404   404   404   200   404   200   404   404
staff:association_move                POST login   404   404   403   400   403   400   403   403
staff:association_publish             GET  login   404   404   404   200   404   200   404   404
staff:association_publish             POST login   404   404   403   400   403   400   403   403
staff:association_receipt             GET  login   404   404   404   404   404   404   404   404
staff:membership_role                 GET  login   404   404   200   404   200   200   404   404
staff:membership_role                 POST login   404   404   200   403   200   200   403   403
staff:reference                       GET  login   404   404   404   404   200   200   404   200
staff:reference_list                  GET  login   404   404   404   404   200   200   404   200
staff:reference_publish               GET  login   404   404   404   404   200   200   404   404
staff:reference_publish               POST login   404   404   403   403   400   400   403   403
staff:reference_new                   GET  login   404   404   404   404   200   200   404   200
staff:reference_new                   POST login   404   404   403   403   200   200   403   200
staff:reference_entry                 GET  login   404   404   404   404   200   200   404   200
staff:reference_entry                 POST login   404   404   403   403   200   200   403   200
staff:people                          GET  login   404   404   404   404   404   404   404   200
staff:person_new                      GET  login   404   404   404   404   404   404   404   200
staff:person_new                      POST login   404   404   403   403   403   403   403   200
staff:person                          GET  login   404   404   404   404   404   404   404   200
staff:function_give                   GET  login   404   404   404   404   404   404   404   200
staff:function_give                   POST login   404   404   403   403   403   403   403   200
staff:function_end                    GET  login   404   404   404   404   404   404   404   302
staff:function_end                    POST login   404   404   403   403   403   403   403   302
staff:person_disable                  GET  login   404   404   404   404   404   404   404   200
staff:person_disable                  POST login   404   404   403   403   403   403   403   302
staff:person_enable                   GET  login   404   404   404   404   404   404   404   200
staff:person_enable                   POST login   404   404   403   403   403   403   403   409
staff:factor_reset_ask                 GET  login   404   404   404   404   404   404   404   200
staff:factor_reset_ask                POST  login   404   404   403   403   403   403   403   409
staff:factor_reset_approve             GET  login   404   404   404   404   404   404   404   302
staff:factor_reset_approve            POST  login   404   404   403   403   403   403   403   302
staff:factor_reset_withdraw            GET  login   404   404   404   404   404   404   404   302
staff:factor_reset_withdraw           POST  login   404   404   403   403   403   403   403   302
staff:gallery                         GET  login   404   404   200   200   200   200   200   200
"""


def cells() -> dict[tuple[str, str], dict[str, str]]:
    """``{(URL name, method): {role: outcome}}``."""
    found = {(name, "GET"): dict.fromkeys(ROLES, "200") for name in PUBLIC}
    found |= {(name, "POST"): dict.fromkeys(ROLES, "405") for name in PUBLIC}
    for line in TABLE.strip().splitlines()[1:]:
        name, method, *outcomes = line.split()
        assert (name, method) not in found, f"{name} stands in the table twice"
        found[name, method] = dict(zip(ROLES, outcomes, strict=True))
    return found
