import rules

from accounts.permissions import Function, holds, is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("partners.view_associations", is_staff)
rules.add_perm("partners.change_associations", is_recorder | is_editor | is_head)
# Whoever represents an association reads its concerns: those of the cell who read them anyway may open that door to others.
INVITERS = (Function.MODERATOR, Function.HEAD)
rules.add_perm("partners.invite_representatives", holds(*INVITERS))
# Verifying, asking, suspending, and approving what the directory shows.
rules.add_perm("partners.verify_associations", is_moderator | is_head)
