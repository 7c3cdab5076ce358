"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""

import rules

from accounts.permissions import is_editor, is_head, is_staff

rules.add_perm("cooperation.view_partnerships", is_staff)
rules.add_perm("cooperation.write_partnerships", is_editor | is_head)
rules.add_perm("cooperation.approve_partnerships", is_head)
