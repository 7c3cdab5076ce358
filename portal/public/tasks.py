from celery import shared_task

from portal.public import kept_parts


@shared_task
def keep_missing_parts() -> None:
    """Every two minutes: parts of pages that no worker of this release has written yet, the newest editions first."""
    kept_parts.keep_missing()
