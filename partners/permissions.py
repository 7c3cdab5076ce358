import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("partners.view_associations", is_staff)
rules.add_perm("partners.change_associations", is_recorder | is_editor | is_head)
# Verifying, asking, suspending, and approving what the directory shows.
rules.add_perm("partners.verify_associations", is_moderator | is_head)
