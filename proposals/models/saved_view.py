"""A choice of filters of the list of demands, or of the queue of concerns, that one person keeps under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """``filters``: parameters of the list, by name; what the list does not know (any more) is not applied."""

    class Kind(models.TextChoices):
        """The list."""

        DEMANDS = "demands", _("demands")
        CONCERNS = "concerns", _("submissions")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(
        max_length=20, choices=Kind.choices, default=Kind.DEMANDS, db_default=Kind.DEMANDS, editable=False
    )
    name = models.CharField(_("name of the view"), max_length=60)
    filters = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "name"],
                name="saved_view_name_once_in_a_list",
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
