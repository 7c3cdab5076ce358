from celery import shared_task
from django.utils import timezone

from consultations.invitations import registrations, reminders
from consultations.models import Meeting
from consultations.reports import lateness


@shared_task
def remind_of_late_reports() -> None:
    """Every morning: closed meetings whose report is late."""
    today = timezone.localdate()
    for meeting in Meeting.objects.late_with_report(today).order_by("pk").iterator():
        lateness.remind(meeting, today=today)


@shared_task
def remind_of_meetings() -> None:
    """Every morning: who is expected in a week or tomorrow."""
    reminders.remind()


@shared_task
def forget_unconfirmed_registrations() -> None:
    """Every night: what strangers typed under addresses that nobody confirmed."""
    registrations.forget_unconfirmed()
