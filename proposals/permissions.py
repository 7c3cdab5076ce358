import rules

from accounts.permissions import is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("proposals.view_demands", is_staff)
rules.add_perm("proposals.change_demands", is_recorder | is_editor | is_head)
# Administrators, recorders and editors of reports may not read concerns.
rules.add_perm("proposals.review_concerns", is_moderator | is_head)
rules.add_perm("proposals.enter_concerns", is_moderator | is_recorder | is_head)
