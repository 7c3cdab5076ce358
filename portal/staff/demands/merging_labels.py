"""Names of the kinds of merges and splits."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADINGS: dict[str, str | Promise] = {
    "merge": _("Merge of two demands"),
    "split": _("Split of a demand"),
    "undo_merge": _("Undoing of a merge"),
    "undo_split": _("Undoing of a split"),
}
# On the start page of somebody who may approve it.
WAITING: dict[str, str | Promise] = {
    "merge": _("A merge of two demands waits for a second person."),
    "split": _("A split of a demand waits for a second person."),
    "undo_merge": _("The undoing of a merge waits for a second person."),
    "undo_split": _("The undoing of a split waits for a second person."),
}
