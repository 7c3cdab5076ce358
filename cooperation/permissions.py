"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""

import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_staff

rules.add_perm("cooperation.view_press", is_staff)
rules.add_perm("cooperation.accredit_media", is_head)
rules.add_perm("cooperation.write_press_kits", is_editor | is_head)
rules.add_perm("cooperation.approve_press_kits", is_head)
# Contacts of institutions, what is sent to them and what they answer. It may be about concerns.
rules.add_perm("cooperation.write_to_institutions", is_moderator | is_editor | is_head)

rules.add_perm("cooperation.view_partnerships", is_staff)
rules.add_perm("cooperation.write_partnerships", is_editor | is_head)
rules.add_perm("cooperation.approve_partnerships", is_head)
