"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""

import rules

from accounts.permissions import is_editor, is_head, is_recorder, is_staff

# Trainings: written by editors, approved by the head. Who takes part is personal: read by those who run the enrolment and the door.
rules.add_perm("cooperation.view_trainings", is_staff)
rules.add_perm("cooperation.write_trainings", is_editor | is_head)
rules.add_perm("cooperation.approve_trainings", is_head)
rules.add_perm("cooperation.run_trainings", is_recorder | is_editor | is_head)
rules.add_perm("cooperation.issue_certificates", is_editor | is_head)
rules.add_perm("cooperation.revoke_certificates", is_head)
