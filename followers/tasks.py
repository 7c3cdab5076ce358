from celery import shared_task

from followers import changes, digests, requests


@shared_task
def send_digests() -> None:
    """Every five minutes of the morning: digests that are due, for some minutes."""
    digests.send_due()


@shared_task
def forget_old() -> None:
    """Every night: addresses that nobody confirmed, and changes that every follower was told of."""
    requests.forget_unconfirmed()
    changes.forget_old()
