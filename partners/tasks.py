from celery import shared_task

from partners import quotas


@shared_task
def forget_invitation_mails() -> None:
    """Every night: delete rows of invitation mails that the daily limit no longer counts."""
    quotas.forget_old()
