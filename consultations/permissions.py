"""Permissions on meeting records and reports, as predicates over functions held today."""

import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("consultations.view_meetings", is_staff)
rules.add_perm("consultations.record_meetings", is_recorder | is_editor | is_head)
rules.add_perm("consultations.announce_meetings", is_head)
rules.add_perm("consultations.write_reports", is_editor | is_head)
# That an author may not approve is checked by the action and a database constraint.
rules.add_perm("consultations.approve_reports", is_head)
# The same functions that may read concerns.
rules.add_perm("consultations.open_confidential", is_moderator | is_head)
