"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""

import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("cooperation.view_networks", is_staff)
rules.add_perm("cooperation.write_networks", is_editor | is_head)
rules.add_perm("cooperation.approve_networks", is_head)
# Statements of networks are read by a moderator and approved by the head. The cell never changes their words.
rules.add_perm("cooperation.moderate_statements", is_moderator | is_editor | is_head)
rules.add_perm("cooperation.approve_statements", is_head)

rules.add_perm("cooperation.view_press", is_staff)
rules.add_perm("cooperation.accredit_media", is_head)
rules.add_perm("cooperation.write_press_kits", is_editor | is_head)
rules.add_perm("cooperation.approve_press_kits", is_head)
# Contacts of institutions, what is sent to them and what they answer. It may be about concerns.
rules.add_perm("cooperation.write_to_institutions", is_moderator | is_editor | is_head)

rules.add_perm("cooperation.view_partnerships", is_staff)
rules.add_perm("cooperation.write_partnerships", is_editor | is_head)
rules.add_perm("cooperation.approve_partnerships", is_head)

# Trainings: written by editors, approved by the head. Who takes part is personal: read by those who run the enrolment and the door.
rules.add_perm("cooperation.view_trainings", is_staff)
rules.add_perm("cooperation.write_trainings", is_editor | is_head)
rules.add_perm("cooperation.approve_trainings", is_head)
rules.add_perm("cooperation.run_trainings", is_recorder | is_editor | is_head)
rules.add_perm("cooperation.issue_certificates", is_editor | is_head)
rules.add_perm("cooperation.revoke_certificates", is_head)

rules.add_perm("cooperation.view_programmes", is_staff)
rules.add_perm("cooperation.write_programmes", is_editor | is_head)
rules.add_perm("cooperation.approve_programmes", is_head)
