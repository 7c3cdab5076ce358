from celery import shared_task

from portal.public import prerendered_parts


@shared_task
def prerender_missing_parts() -> None:
    """Every two minutes: parts of pages that no worker of this release has written yet, the newest editions first."""
    prerendered_parts.prerender_missing()
