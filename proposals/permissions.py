import rules

from accounts.permissions import is_editor, is_head, is_liaison, is_moderator, is_recorder, is_staff

rules.add_perm("proposals.view_demands", is_staff)
# Letters of associations about a demand, internal notes, and what is not public of verdicts and marks. Administrators run the portal and
# read none of it.
rules.add_perm("proposals.read_internal", is_recorder | is_moderator | is_editor | is_head | is_liaison)
rules.add_perm("proposals.change_demands", is_recorder | is_editor | is_head)
rules.add_perm("proposals.register_demands", is_moderator | is_editor | is_head)
# Which demands somebody may act on depends on their unit: proposals.demands.permissions. That nobody approves words of his or her own
# is no right but a rule: publications.store and the database hold it.
rules.add_perm("proposals.follow_up_demands", is_moderator | is_editor | is_head | is_liaison)
rules.add_perm("proposals.assign_demands", is_head | is_moderator)
rules.add_perm("proposals.approve_follow_ups", is_head)
# Administrators, recorders and editors of reports may not read concerns.
rules.add_perm("proposals.review_concerns", is_moderator | is_head)
rules.add_perm("proposals.enter_concerns", is_moderator | is_recorder | is_head)
# Verdicts of associations and their marks "we ask this too".
rules.add_perm("proposals.moderate_verdicts", is_moderator | is_head)
# Digests of a quarter. That an author may not approve is no right but a rule, as for follow-ups.
rules.add_perm("proposals.view_digests", is_staff)
rules.add_perm("proposals.write_digests", is_editor | is_head)
rules.add_perm("proposals.approve_digests", is_head)
# The public wording of a concern stands beside the text as received, so only those who read concerns word it.
rules.add_perm("proposals.word_concerns", is_moderator | is_head)
rules.add_perm("proposals.approve_concerns", is_head)
