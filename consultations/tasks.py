from celery import shared_task

from consultations.actions import reminders


@shared_task
def remind_of_meetings() -> None:
    """Every morning: who is expected in a week or tomorrow."""
    reminders.remind()
