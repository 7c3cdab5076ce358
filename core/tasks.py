from celery import shared_task
from django.core.management import call_command

from core import outbox


@shared_task
def drain_outbox() -> None:
    outbox.drain()


@shared_task
def sweep_outbox() -> None:
    """Every half minute: what no wake-up reached, because Redis or a worker died."""
    outbox.drain(limit=1000)


@shared_task
def clear_sessions() -> None:
    """Every night: sessions that have ended, with whatever was parked in them."""
    call_command("clearsessions")
