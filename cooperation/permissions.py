"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""

import rules

from accounts.permissions import is_editor, is_head, is_staff

rules.add_perm("cooperation.view_programmes", is_staff)
rules.add_perm("cooperation.write_programmes", is_editor | is_head)
rules.add_perm("cooperation.approve_programmes", is_head)
