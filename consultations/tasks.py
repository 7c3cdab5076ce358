from celery import shared_task
from django.utils import timezone

from consultations import reminders
from consultations.models import Meeting


@shared_task
def remind_of_late_reports() -> None:
    """Every morning: closed meetings whose report is late."""
    today = timezone.localdate()
    for meeting in Meeting.objects.late_with_report(today).order_by("pk").iterator():
        reminders.remind(meeting, today=today)
