"""Mail to members of an association: that there is news about what it sent, and where to read it. No word of the subject matter.

A mailbox is read by others: on a shared computer, over a shoulder, by whoever runs the mail server. So a mail names the reference, the
state and the days, and neither the title nor a sentence of anybody, nor the kind of what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from accounts.models import User
from core.db.outbox import doer
from core.text import formats
from core.text.bidi import isolated
from partners.mail import closing
from partners.models import Membership
from partners.news_mail import tell
from proposals.concerns.promises import promised
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# What the cell waits for: mailed at once to everybody who receives mail at all.
ASKING: Final = ("ask",)
# Steps that keep the state.
KEEPING: Final = ("write", "add", "uphold", "joined", "parted", "followed")


@doer("proposals.step_mail")
def send_step(payload: Mapping[str, Any]) -> None:
    """Only to a person who still represents the association, and as this person wants it."""
    step = ConcernStep.objects.select_related("concern").get(pk=payload["step"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    association = step.concern.association_id
    if user is None or not Membership.objects.current().filter(user=user, association=association).exists():
        return
    tell(user, step.concern.reference, lambda: written(step), asks=step.move in ASKING)


def written(step: ConcernStep) -> tuple[str, str]:
    """Subject and body in the active language. ``step`` may be one that is not taken yet, to show its mail beforehand."""
    facts = {"site": site(), "reference": step.concern.reference, "state": _news(step)}
    return _("%(site)s: your submission %(reference)s: %(state)s") % facts, letter(_paragraphs(step))


def letter(paragraphs: list[str]) -> str:
    return "\n\n".join([_("Dear members of the association,"), *paragraphs, closing()])


def site() -> str:
    return settings.SITE["name"].in_language(get_language() or "ar").text


def _paragraphs(step: ConcernStep) -> list[str]:
    concern = step.concern
    found = [_told(step)]
    if step.state == ConcernState.SUBMITTED:
        found.append(_receipt(concern))
    if step.helpline:
        # In danger nobody should have to sign in to learn whom to call.
        found.append(f"{_('Is it happening now? Do not write to us, call:')} {isolated(step.helpline.number)}")
    return [*found, _("Read and answer here, after signing in:\n%(address)s") % {"address": page_of(concern)}]


def page_of(concern: Concern) -> str:
    return settings.PUBLIC_ORIGIN + reverse("members:concern", args=[concern.reference])


def _news(step: ConcernStep) -> str:
    """The state, or for a step that keeps the state what it is."""
    named = {
        "write": _("a letter of the cell"),
        "add": _("your letter was received"),
        "uphold": _("answer to what you contested"),
        "joined": _("merged with another one about the same"),
        "parted": _("followed separately again"),
        "followed": _("news about what it is merged with"),
    }
    return named.get(step.move) or str(step.get_state_display())


def _told(step: ConcernStep) -> str:
    reference = step.concern.reference
    if step.move in KEEPING:
        return _("About your submission %(reference)s: %(news)s.") % {"reference": reference, "news": _news(step)}
    if step.state == ConcernState.SUBMITTED:
        return _("The communication cell has received your submission %(reference)s.") % {"reference": reference}
    if step.move in ASKING and step.state == step.concern.state:
        return _("The communication cell asks you about your submission %(reference)s.") % {"reference": reference}
    facts = {"reference": reference, "state": step.get_state_display()}
    if step.state == step.concern.state:
        return _("The state of your submission %(reference)s is now: %(state)s.") % facts
    # The mail leaves late: another mail tells the newer state.
    return _("The state of your submission %(reference)s became: %(state)s. It has changed since.") % facts


def _receipt(concern: Concern) -> str:
    """When it was received, and what the cell promises."""
    language, promises = get_language() or "ar", promised(concern.received_at)
    days = {
        _("Received on: %(day)s"): concern.received_at,
        _("Read by the cell by: %(day)s"): promises.read_by,
        _("First answer, if it is accepted, by: %(day)s"): promises.answered_by,
    }
    return "\n".join(line % {"day": formats.day(moment, language)} for line, moment in days.items())
