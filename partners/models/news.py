"""How members of associations receive news about what they sent. No table here has a history: a number that was removed would stay in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class NewsPreference(models.Model):
    """Of one account, for all its associations. Without a row, news is mailed at once."""

    class HowOften(models.TextChoices):
        AT_ONCE = "at_once", _("at once, one message for each step")
        DAILY = "daily", _("once a day, one message for all steps")
        NEEDED = "needed", _("only what needs an answer from us")
        NEVER = "never", pgettext_lazy("news by e-mail", "never")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_preference")
    how_often = models.CharField(_("how often"), max_length=10, choices=HowOften.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how_often__in=["at_once", "daily", "needed", "never"]),
                name="newspreference_how_often",
            )
        ]

    def __str__(self) -> str:
        return self.how_often


class WaitingNews(models.Model):
    """News that the next daily message to ``user`` tells, one row for each ``reference``: it holds no word of what was sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reference = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "reference"], name="waitingnews_once")]

    def __str__(self) -> str:
        return self.reference


class MobileNumber(models.Model):
    """The number to which an account wants to receive text messages. ``asked_at``: when the code was sent by which it is confirmed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mobile_number")
    number = models.CharField(_("mobile number"), max_length=16)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^\+[1-9][0-9]{7,14}$"), name="mobilenumber_is_canonical"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
