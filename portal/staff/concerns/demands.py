"""What an accepted concern leads to: a new demand, or one more mention of a demand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from portal.staff.demands.registration import OFFERED
from portal.staff.forms import OfficeForm
from proposals.concerns import publication
from proposals.concerns.content import Content
from proposals.concerns.similar_concerns import similar_to
from proposals.demands import registration
from proposals.demands.offers import Offer, offers
from proposals.demands.similar_demands import compared_text
from proposals.models import Concern, Demand, Mention, PublishedConcern
from proposals.states import UNDECIDED
from reference.models import Area, Theme

COMPARED = registration.LEADING | set(UNDECIDED)


class MentionForm(OfficeForm):
    """The demand by its public number. ``demand`` of :attr:`values` is the one that has its ledger now."""

    number = forms.IntegerField(label=_("Number of the demand"), min_value=1, max_value=2**31 - 1)

    def clean_number(self) -> Demand:
        found = Demand.objects.filter(number=self.cleaned_data["number"]).first()
        if found is None:
            raise forms.ValidationError(_("There is no demand with this number."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        return {"demand": self.cleaned_data["number"]}


def context(
    concern: Concern, content: Content | None, *, user: User, typed: MentionForm | None = None
) -> dict[str, Any]:
    """``content``: ``None`` for a confidential concern that was not opened."""
    led_to = registration.led_to(concern).select_related("demand")
    may_lead = concern.state in registration.LEADING and user.has_perm(registration.REGISTER)
    return {
        "led_to": led_to,
        "published": PublishedConcern.objects.visible_to(user).filter(concern=concern).first(),
        "may_be_published": publication.may_be_published(concern) and user.has_perm(publication.WRITE),
        "mention_form": (typed or MentionForm()) if may_lead else None,
        "near": near(content, led_to) if content and may_be_offered(concern) else [],
        "twins": similar_to(concern, by=user) if may_be_offered(concern) else [],
    }


def may_be_offered(concern: Concern) -> bool:
    """Not by the words of a confidential concern, also when it was opened: a look-up brings them, hashed, into statements of the database."""
    return not concern.is_covered and concern.state in COMPARED


def near(content: Content, led_to: Any) -> list[Offer[Demand]]:
    """Demands nearest to the words of the concern that do not have it in their ledger yet."""
    themes, areas = Theme.objects.chosen(content.themes), Area.objects.chosen(content.areas)
    written = compared_text(content.title, content.text)
    rows = Demand.objects.like(written, themes=themes, areas=areas)
    return offers(written, rows.exclude(pk__in=led_to.values("demand"))[:OFFERED])


def concerns_by_reference(mentions: Any, user: User) -> dict[str, int]:
    """By reference, the ids of the concerns among the sources of ``mentions`` that ``user`` may read."""
    keys = [each.source_key for each in mentions if each.source_kind == Mention.Source.CONCERN]
    rows = Concern.objects.visible_to(user).filter(reference__in=keys) if keys else Concern.objects.none()
    return dict(rows.values_list("reference", "pk"))
