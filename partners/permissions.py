import rules

from accounts.permissions import is_editor, is_head, is_recorder, is_staff

rules.add_perm("partners.view_associations", is_staff)
rules.add_perm("partners.change_associations", is_recorder | is_editor | is_head)
