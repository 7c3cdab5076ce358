from celery import shared_task

from partners import quotas


@shared_task
def forget_invitation_mails() -> None:
    """Every night: notes of when an invitation was sent, which only the quota of a day counts."""
    quotas.forget_old()
