from celery import shared_task

from proposals.concerns import drafts


@shared_task
def forget_old_drafts() -> None:
    """Every night: drafts that nobody has touched for a month, with their files."""
    while drafts.forget_old():
        pass
