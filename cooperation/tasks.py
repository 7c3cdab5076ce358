from celery import shared_task

from cooperation.trainings import reminders


@shared_task
def remind_of_trainings() -> None:
    """Every morning: what begins soon, what is over, and places that are left."""
    reminders.give_what_is_left()
    reminders.remind()


@shared_task
def forget_participants() -> None:
    """Every night: names of participants whose time is over."""
    reminders.forget_names()
