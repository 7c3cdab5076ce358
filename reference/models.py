"""Reference lists: themes, areas, police units, institutions, helplines. Loaded from CSV, edited by staff, public."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.db.optimistic_lock import Versioned
from core.text.texts import TextsField
from reference.querysets import ReferenceQuerySet


def no_circle() -> pgtrigger.Trigger:
    """A trigger against cycles: a parent may not be a descendant of the entry. It locks, so that two simultaneous changes cannot form a cycle."""
    return pgtrigger.Trigger(
        name="no_circle",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
        condition=pgtrigger.Q(new__parent__isnull=False),
        func=pgtrigger.Func(
            """
            PERFORM pg_advisory_xact_lock(hashtext('{meta.db_table}'));
            IF NEW.parent_id = NEW.id OR EXISTS (
                WITH RECURSIVE above AS (
                    SELECT id, parent_id FROM {meta.db_table} WHERE id = NEW.parent_id
                    UNION
                    SELECT entry.id, entry.parent_id FROM {meta.db_table} entry JOIN above ON entry.id = above.parent_id
                )
                SELECT FROM above WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'an entry would stand below itself';
            END IF;
            RETURN NEW;
            """
        ),
    )


class Entry(Versioned):
    """An entry of a reference list. ``key`` never changes, since documents cite it. A retired entry is hidden in forms, never deleted."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = TextsField(_("name"))
    is_retired = models.BooleanField(_("retired"), default=False, help_text=_("No longer offered in forms."))
    position = models.PositiveSmallIntegerField(_("position in lists"), default=0)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return str(self.name)


@pghistory.track()
class Theme(Entry):
    class LeadBody(models.TextChoices):
        POLICE = "police", _("police")
        COMMUNE = "commune", _("commune")
        EDUCATION = "education", _("education")
        HEALTH = "health", _("health")
        SOCIAL = "social", _("social services")
        E_BLAGH = "e-blagh", _("national e-blagh platform")
        ASSOCIATIONS = "associations", _("associations")
        BOTH = "both", _("police and associations")

    class Care(models.TextChoices):
        NONE = "", _("none")
        SENSITIVE = "sensitive", _("sensitive")
        MINORS = "minors", _("concerns minors")

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subthemes", verbose_name=_("parent theme")
    )
    care = models.CharField(_("special care"), max_length=20, choices=Care.choices, blank=True)
    lead_body = models.CharField(_("competent body"), max_length=20, choices=LeadBody.choices, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        triggers = [no_circle()]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="theme_not_its_own_parent",
                violation_error_message=_("A theme cannot be its own parent."),
            )
        ]

    @property
    def is_sensitive(self) -> bool:
        return bool(self.care)


@pghistory.track()
class Area(Entry):
    class Kind(models.TextChoices):
        PREFECTURE = "prefecture", _("prefecture")
        URBAN = "urban", _("urban commune")
        RURAL = "rural", _("rural commune")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the census"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    needs_local_reader = models.BooleanField(
        _("spelling to be checked"), default=False, help_text=_("The Arabic name was transliterated from French.")
    )

    class Meta(Entry.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        triggers = [no_circle()]

    @property
    def is_gendarmerie(self) -> bool:
        """Rural communes are policed by the gendarmerie, to which concerns about them are referred."""
        return self.kind == self.Kind.RURAL


class Level(models.TextChoices):
    """Levels of the police organisation. False friend: French *district* is zone (منطقة), *arrondissement* is district (دائرة)."""

    WILAYA = "wilaya", _("police prefecture (wilaya)")
    REGIONAL = "regional", _("regional security")
    ZONE = "zone", _("security zone")
    COMMISSARIAT = "commissariat", _("police commissariat")
    DISTRICT = "district", _("police precinct (da’ira)")


class Reachable(Entry):
    """A body to which a request can be referred: how to reach it. Empty where it is not recorded; not part of the published list."""

    number = models.CharField(_("phone number"), max_length=20, blank=True, db_default="", default="")
    url = models.CharField(
        _("address on the web"),
        max_length=200,
        blank=True,
        db_default="",
        default="",
        validators=[URLValidator(schemes=["https"])],
    )
    address = TextsField(_("postal address"), blank=True)

    class Meta(Entry.Meta):
        abstract = True


@pghistory.track()
class PoliceUnit(Reachable):
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    class Meta(Entry.Meta):
        verbose_name = _("police unit")
        verbose_name_plural = _("police units")
        triggers = [no_circle()]


@pghistory.track()
class Institution(Reachable):
    """A body outside the police that is present at meetings, or to which a request is referred."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune")
        LOCAL_AUTHORITY = "local_authority", _("local authority")
        EDUCATION = "education", _("education")
        SCHOOL = "school", _("school")
        HEALTH = "health", _("health")
        JUSTICE = "justice", _("public prosecution")
        GENDARMERIE = "gendarmerie", _("Royal Gendarmerie")
        SOCIAL = "social", _("social services")
        MEDIA = "media", _("media")
        OTHER = "other", _("other body")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)

    class Meta(Entry.Meta):
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")


@pghistory.track()
class Helpline(Entry):
    """A telephone number to call, or a public service on the web."""

    number = models.CharField(_("number"), max_length=20, blank=True)
    url = models.CharField(
        _("address on the web"),
        max_length=200,
        blank=True,
        db_default="",
        default="",
        validators=[URLValidator(schemes=["https"])],
    )
    source = models.CharField(_("source"), max_length=300, blank=True, db_default="", default="")
    note = TextsField(_("note"), blank=True)
    in_masthead = models.BooleanField(_("on every page"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number="") | ~models.Q(url=""),
                name="helpline_can_be_reached",
                violation_error_message=_("Give a number or an address on the web."),
            ),
            models.CheckConstraint(
                condition=models.Q(in_masthead=False) | ~models.Q(number=""),
                name="helpline_on_every_page_has_a_number",
                violation_error_message=_("On every page only numbers are shown."),
            ),
        ]
