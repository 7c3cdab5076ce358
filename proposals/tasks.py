from celery import shared_task

from proposals.concerns import drafts


@shared_task
def forget_old_drafts() -> None:
    """Every night: delete drafts that were not saved for a month, with their files."""
    while drafts.forget_old():
        pass
