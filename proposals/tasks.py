from celery import shared_task

from core.clock import today
from proposals.concerns import daily_news, drafts
from proposals.demands import reminders


@shared_task
def forget_old_drafts() -> None:
    """Every night: delete drafts that were not saved for a month, with their files."""
    while drafts.forget_old():
        pass


@shared_task
def remind_of_promises() -> None:
    """Every morning: promises about demands that break within a week, that are broken, and that the head has to know of."""
    reminders.remind(today())


@shared_task
def send_daily_news() -> None:
    """Every evening: to members who want one message a day, what is new about what their associations sent."""
    daily_news.put(today())
