import rules

from accounts.permissions import is_editor, is_head, is_recorder, is_staff

rules.add_perm("proposals.view_demands", is_staff)
rules.add_perm("proposals.change_demands", is_recorder | is_editor | is_head)
