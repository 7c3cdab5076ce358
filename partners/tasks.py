from celery import shared_task

from partners import quotas
from partners.actions import mobile_numbers


@shared_task
def forget_invitation_mails() -> None:
    """Every night: delete rows of invitation mails that the daily limit no longer counts."""
    quotas.forget_old()


@shared_task
def forget_unconfirmed_numbers() -> None:
    """Every night: delete mobile numbers that nobody confirmed."""
    mobile_numbers.forget_unconfirmed()
