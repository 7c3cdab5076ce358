from celery import shared_task
from django.core.management import call_command

from core.db import cache_table, outbox, quotas
from core.files import store
from core.web import form_recovery


@shared_task
def drain_outbox() -> None:
    outbox.drain()


@shared_task
def sweep_outbox() -> None:
    """Every quarter of a minute: what no wake-up reached, because Redis or a worker died."""
    outbox.drain(limit=1000)


@shared_task
def clear_sessions() -> None:
    """Every night: sessions that have ended, forms that nobody fetched again, counts of days that are over, and what was done long ago."""
    call_command("clearsessions")
    form_recovery.forget_old()
    quotas.forget_old()
    outbox.forget_old()
    cache_table.forget_old()


@shared_task
def scan_waiting_files() -> None:
    """Every half hour: files that came while the virus scanner was away, also those for which the outbox has given up."""
    store.scan_waiting()


@shared_task
def remove_orphans() -> None:
    """Every night: stored bytes of which no row knows, because their transaction was rolled back."""
    store.remove_orphans()
