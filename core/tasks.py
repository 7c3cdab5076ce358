from celery import shared_task
from django.core.management import call_command

from core.db import cache_table, outbox, upload_quotas
from core.files import store
from core.web import form_recovery


@shared_task
def drain_outbox() -> None:
    outbox.drain()


@shared_task
def sweep_outbox() -> None:
    """Every 15 seconds: outbox rows whose notification was lost because Redis or a worker died."""
    outbox.drain(limit=1000)


@shared_task
def clear_sessions() -> None:
    """Every night: delete expired sessions, parked forms, counts of past days, and outbox rows done long ago."""
    call_command("clearsessions")
    form_recovery.forget_old()
    upload_quotas.forget_old()
    outbox.forget_old()
    cache_table.forget_old()


@shared_task
def scan_waiting_files() -> None:
    """Every half hour: scan files that were uploaded while the virus scanner was down, also those that the outbox has given up."""
    store.scan_waiting()


@shared_task
def remove_orphans() -> None:
    """Every night: delete stored bytes without a row, because their transaction was rolled back."""
    store.remove_orphans()
