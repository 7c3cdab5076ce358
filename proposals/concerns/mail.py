"""Mail to members of an association: that there is news about a concern, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, gettext as _

from accounts.models import User
from core import mail
from core.db.outbox import doer
from core.text import formats
from core.text.texts import Texts
from partners.mail import closing, in_words
from partners.models import Membership
from proposals.concerns.promises import promised
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

KEEPING = ("write", "add", "uphold", "joined", "parted", "followed")


@doer("proposals.step_mail")
def send_step(payload: Mapping[str, Any]) -> None:
    """Only to a person who still represents the association. About a confidential concern the mail contains only the reference."""
    step = ConcernStep.objects.select_related("concern", "body", "helpline", "unit").get(pk=payload["step"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    association = step.concern.association_id
    if user is None or not Membership.objects.current().filter(user=user, association=association).exists():
        return
    with translation.override(user.language):
        mail.send(*written(step), user.email)


def written(step: ConcernStep) -> tuple[str, str]:
    """Subject and body in the language that is active now. ``step`` may be one that is not taken yet, to show its mail beforehand."""
    facts = {"site": settings.SITE["name"], "reference": step.concern.reference, "state": _news(step)}
    return _subject(step) % facts, "\n\n".join(_paragraphs(step))


def _subject(step: ConcernStep) -> str:
    # Of a confidential one not even the kind.
    kind = "" if step.concern.is_confidential else step.concern.kind
    if kind == Concern.Kind.CONCERN:
        return _("%(site)s: your concern %(reference)s: %(state)s")
    if kind == Concern.Kind.PROPOSAL:
        return _("%(site)s: your proposal %(reference)s: %(state)s")
    return _("%(site)s: your submission %(reference)s: %(state)s")


def _paragraphs(step: ConcernStep) -> list[str]:
    concern = step.concern
    found = [_("Dear members of the association,"), _told(step)]
    if step.state == ConcernState.SUBMITTED:
        found.append(_receipt(concern))
    if step.is_from_cell and not concern.is_confidential:
        found += [said for said in (_reason(step), step.sentence) if said]
    address = f"{settings.PUBLIC_ORIGIN}/members/concerns/{concern.reference}/"
    return [*found, _("Read and answer here, after signing in:\n%(address)s") % {"address": address}, closing()]


def _news(step: ConcernStep) -> str:
    """The state, or for a step that keeps the state what it is."""
    news = {
        "write": _("a letter of the cell"),
        "add": _("your letter was received"),
        "uphold": _("answer to what you contested"),
        "joined": _("merged with another one about the same"),
        "parted": _("followed separately again"),
        "followed": _("news about what it is merged with"),
    }
    return news.get(step.move) or str(step.get_state_display())


def _told(step: ConcernStep) -> str:
    reference = step.concern.reference
    if step.move in KEEPING:
        return _("About your submission %(reference)s: %(news)s.") % {"reference": reference, "news": _news(step)}
    if step.state == ConcernState.SUBMITTED:
        return _("The communication cell has received your submission %(reference)s.") % {"reference": reference}
    facts = {"reference": reference, "state": step.get_state_display()}
    if step.state == step.concern.state:
        return _("The state of your submission %(reference)s is now: %(state)s.") % facts
    # The mail leaves late: another mail tells the newer state.
    return _("The state of your submission %(reference)s became: %(state)s. It has changed since.") % facts


def _receipt(concern: Concern) -> str:
    """What was received, when, and what the cell promises; of a confidential one the days only."""
    language, promises = get_language() or "ar", promised(concern.received_at)
    lines = []
    if not concern.is_confidential:
        lines.append(_("Subject: %(title)s") % {"title": in_words(Texts(ar=concern.title), language)})
    days = {
        _("Received on: %(day)s"): concern.received_at,
        _("Read by the cell by: %(day)s"): promises.read_by,
        _("First answer, if it is accepted, by: %(day)s"): promises.answered_by,
    }
    return "\n".join(lines + [line % {"day": formats.day(moment, language)} for line, moment in days.items()])


def _reason(step: ConcernStep) -> str:
    if step.reason:
        return str(step.get_reason_display())
    return str(step.referred_to or "")
