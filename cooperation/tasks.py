from celery import shared_task

from cooperation.partnerships import reminders
from cooperation.press import kits, outlets
from core.clock import today


@shared_task
def remind_of_partnerships() -> None:
    """Every morning: what is promised in agreements and due soon, what is late, and agreements that end."""
    reminders.remind(today())


@shared_task
def release_press_kits() -> None:
    """Every minute: press kits whose embargo is over become public."""
    kits.release()


@shared_task
def forget_old_media() -> None:
    """Every night: media that were refused, or about which nobody decided."""
    outlets.forget_old()
