"""Networks of associations and who belongs to them."""

from __future__ import annotations

import datetime as dt

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperation.networks.querysets import NetworkMembershipQuerySet
from cooperation.networks.states import MEMBERSHIP, OPEN, ConsentRule, MembershipState
from core.date_limits import possible_days
from core.text.texts import TextsField
from partners.models import Association
from publications.drafts.models import DraftedText, DraftQuerySet, DraftStep, steps_are_for_ever
from publications.drafts.states import DRAFT, step_labels
from reference.models import Area, Theme

LONGEST_NAME, LONGEST_SUMMARY, LONGEST_CHARTER, LONGEST_SENTENCE = 120, 400, 10_000, 1_000
ANSWER_DAYS = 15
"""In which the coordinator answers an association that asks to join."""
NETWORK_STEP_LABELS = step_labels(begin=_("Begun"), members=_("The members were brought up to date"))


@pghistory.track()
class Network(DraftedText):
    """The cell writes its page and approves it; the words are those of the network. ``coordinator`` speaks for it until a day."""

    title = TextsField(_("name of the network"), max_length=LONGEST_NAME)
    summary = TextsField(_("what it does, in a sentence or two"), max_length=LONGEST_SUMMARY)
    charter = TextsField(_("charter"), max_length=LONGEST_CHARTER, help_text=_("What its members agreed to."))
    consent_rule = models.CharField(
        _("who must agree before something is said in its name"), max_length=20, choices=ConsentRule.choices
    )
    founded_on = models.DateField(_("founded on"))
    coordinator = models.ForeignKey(
        Association,
        models.PROTECT,
        related_name="coordinated_networks",
        verbose_name=_("association that coordinates it"),
    )
    coordinates_until = models.DateField(_("until"), help_text=_("From then on nobody speaks for the network."))
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name=_("themes"))
    areas = models.ManyToManyField(Area, related_name="+", blank=True, verbose_name=_("areas"))
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    is_demonstration = models.BooleanField(default=False, db_default=False, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("network of associations")
        verbose_name_plural = _("networks of associations")
        ordering = ["-founded_on", "-id"]
        indexes = [models.Index(F("founded_on").desc(), F("id").desc(), name="network_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(coordinates_until__gte=F("founded_on")),
                name="network_is_coordinated_after_it_began",
                violation_error_message=_("The coordination cannot end before the network is founded."),
            ),
            possible_days("founded_on", "coordinates_until", name="network_on_possible_days"),
        ]
        triggers = [DRAFT.trigger()]

    def __str__(self) -> str:
        return str(self.title)


@pghistory.track(obj_field=None)
class NetworkAuthor(Network.authors.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class NetworkTheme(Network.themes.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class NetworkArea(Network.areas.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


class NetworkStep(DraftStep):
    network = models.ForeignKey(Network, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20, choices=list(NETWORK_STEP_LABELS.items()))

    class Meta(DraftStep.Meta):
        triggers = [steps_are_for_ever("network_steps_are_for_ever")]


@pghistory.track()
class NetworkMembership(models.Model):
    """An association in a network, from the invitation or the request on. A second time is a second row.

    ``asked_by``: who invited it or asked for it; ``answered_by``: who decided, of the side that was asked. ``sentence``: why it was declined.
    """

    network = models.ForeignKey(Network, models.PROTECT, related_name="memberships")
    association = models.ForeignKey(Association, models.PROTECT, related_name="network_memberships")
    state = models.CharField(_("state"), max_length=20, choices=MembershipState.choices, editable=False)
    shows_name = models.BooleanField(
        _("Show the name of our association on the page of the network"),
        default=False,
        help_text=_("Without it, it is counted and not named."),
    )
    asked_on = models.DateField(editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    joined_on = models.DateField(null=True, editable=False)
    left_on = models.DateField(null=True, editable=False)
    sentence = models.TextField(max_length=LONGEST_SENTENCE, blank=True, editable=False)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a network")
        verbose_name_plural = _("memberships of networks")
        ordering = ["joined_on", "id"]
        indexes = [
            models.Index(fields=["network", "state", "joined_on", "id"], name="network_members"),
            models.Index(fields=["association", "-id"], name="network_membership_of"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "association"],
                condition=Q(state__in=OPEN),
                name="network_membership_once_at_a_time",
                violation_error_message=_("The association is in the network already, or was asked."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["member", "left"]) | Q(joined_on__isnull=False, answered_by__isnull=False),
                name="network_member_joined_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="left", left_on__isnull=False) | ~Q(state="left") & Q(left_on=None),
                name="network_member_left_on_a_day",
            ),
            possible_days("asked_on", "joined_on", "left_on", name="network_membership_on_possible_days"),
        ]
        triggers = [
            MEMBERSHIP.trigger(),
            pgtrigger.Protect(name="network_memberships_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.network_id}/{self.association_id} {self.state}"

    @property
    def answer_due_on(self) -> dt.date:
        return self.asked_on + dt.timedelta(days=ANSWER_DAYS)
