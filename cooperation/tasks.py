from celery import shared_task

from cooperation.partnerships import reminders
from core.clock import today


@shared_task
def remind_of_partnerships() -> None:
    """Every morning: what is promised in agreements and due soon, what is late, and agreements that end."""
    reminders.remind(today())
