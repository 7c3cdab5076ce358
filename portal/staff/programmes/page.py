"""The pages of a programme in the office."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Convergence, Programme
from cooperation.programmes.drafting import PROGRAMMES
from cooperation.states import ConvergenceState
from portal.common.programmes.pairs import name_of
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.programmes.forms import ProgrammeForm
from publications.labels import AUDIENCES, PROGRAMME_STATES
from publications.pending import PendingPublication
from publications.schemas import ProgrammeDocument

VIEW, WRITE = "cooperation.view_programmes", PROGRAMMES.write_right
MOST_SHOWN: Final = 10


def context(
    row: Programme, _pending: PendingPublication | None, document: ProgrammeDocument | None, user: User
) -> dict[str, Any]:
    pairs = Convergence.objects.filter(first=row) | Convergence.objects.filter(second=row)
    pairs = pairs.exclude(state=ConvergenceState.DISMISSED).select_related("first", "second")
    return {
        "organiser": name_of(row) if not row.origins.exists() else None,
        "origins": row.origins.all(),
        "joint": row.joint_programmes.all(),
        "programme": document,
        "progress": PROGRAMME_STATES[row.progress],
        "audiences": [AUDIENCES[each] for each in row.audiences],
        "organisers": [(each, "") for each in document.organisers] if document else [],
        "sessions": row.sessions.select_related("area", "institution"),
        "may_write": row.is_writable and user.has_perm(WRITE),
        "pairs": [(pair, pair.second if pair.first_id == row.pk else pair.first) for pair in pairs[:MOST_SHOWN]],
        "reports": row.reports.waiting(),
        "numbers": list(row.demands.values_list("number", flat=True)),
    }


PAGE: Final = DraftPage(
    PROGRAMMES,
    view=VIEW,
    name="programme",
    home="programmes",
    folder="programmes",
    form=ProgrammeForm,
    words=Words(
        home=_("Awareness programmes"),
        new=_("New programme"),
        edit=_("Write the programme"),
        read=_("Read the programme"),
        approval=_("It becomes public at once, with its sessions."),
    ),
    context=context,
)
