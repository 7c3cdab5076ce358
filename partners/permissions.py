import rules

from accounts.permissions import Function, holds, is_editor, is_head, is_moderator, is_recorder, is_staff

rules.add_perm("partners.view_associations", is_staff)
rules.add_perm("partners.change_associations", is_recorder | is_editor | is_head)
# Members can read the concerns of their association, so only staff who may read concerns may invite members.
INVITERS = (Function.MODERATOR, Function.HEAD)
rules.add_perm("partners.invite_representatives", holds(*INVITERS))
# Verify, ask, suspend, and approve pages of the directory.
rules.add_perm("partners.verify_associations", is_moderator | is_head)
# Chapters of the participatory guide. That an author may not approve is no right but a rule.
rules.add_perm("partners.view_guide", is_staff)
rules.add_perm("partners.write_guide", is_editor | is_head)
rules.add_perm("partners.approve_guide", is_head)
