"""Names of the kinds of merges and splits."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADINGS: dict[str, str | Promise] = {
    "merge": _("Merge of two demands"),
    "split": _("Split of a demand"),
    "undo_merge": _("Undoing of a merge"),
    "undo_split": _("Undoing of a split"),
}
