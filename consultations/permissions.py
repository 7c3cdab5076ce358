"""Rights of the meeting record and of reports, as predicates over functions held today."""

import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("consultations.view_meetings", is_staff)
rules.add_perm("consultations.record_meetings", is_recorder | is_editor | is_head)
rules.add_perm("consultations.write_reports", is_editor | is_head)
# That the approver is not one of the authors is no right but a rule: the action and the database hold it.
rules.add_perm("consultations.approve_reports", is_head)
# The same who read what associations confide to the cell in writing.
rules.add_perm("consultations.open_confidential", is_moderator | is_head)
