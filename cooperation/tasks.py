from celery import shared_task

from cooperation.partnerships import reminders as of_partnerships
from cooperation.press import kits, outlets
from cooperation.trainings import reminders as of_trainings
from core.clock import today


@shared_task
def remind_of_partnerships() -> None:
    """Every morning: what is promised in agreements and due soon, what is late, and agreements that end."""
    of_partnerships.remind(today())


@shared_task
def remind_of_trainings() -> None:
    """Every morning: what begins soon, what is over, and places that are left."""
    of_trainings.give_what_is_left()
    of_trainings.remind()


@shared_task
def forget_participants() -> None:
    """Every night: names of participants whose time is over."""
    of_trainings.forget_names()


@shared_task
def release_press_kits() -> None:
    """Every minute: press kits whose embargo is over become public."""
    kits.release()


@shared_task
def forget_old_media() -> None:
    """Every night: media that were refused, or about which nobody decided."""
    outlets.forget_old()
