from celery import shared_task

from publications import rendering


@shared_task
def typeset_demands() -> None:
    """Every five minutes: the PDFs of demands whose live edition has none."""
    rendering.typeset_demands()
