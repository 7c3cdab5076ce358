from celery import shared_task

from cooperation.press import kits, outlets


@shared_task
def release_press_kits() -> None:
    """Every minute: press kits whose embargo is over become public."""
    kits.release()


@shared_task
def forget_old_media() -> None:
    """Every night: media that were refused, or about which nobody decided."""
    outlets.forget_old()
