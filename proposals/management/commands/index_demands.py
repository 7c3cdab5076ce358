from typing import Any

from django.core.management.base import BaseCommand

from proposals.demands import similar_demands
from proposals.demands.demand_document import live_bodies
from proposals.models import Demand

BATCH = 500


class Command(BaseCommand):
    help = "Make anew what similar demands are found by: after a release that changes the lexicon, the frequencies or the comparison."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        batch: list[Demand] = []
        for demand in Demand.objects.order_by("pk").iterator(chunk_size=BATCH):
            batch.append(demand)
            if len(batch) == BATCH:
                done += _index(batch)
                batch = []
        self.stdout.write(f"Demands: {done + _index(batch)}")


def _index(demands: list[Demand]) -> int:
    published = live_bodies(demands)
    for demand in demands:
        similar_demands.store(demand, demand.title, demand.details)
        body = published.get(demand.key)
        if body:
            similar_demands.store(demand, body.title, body.details, wording=similar_demands.PUBLISHED)
        else:
            similar_demands.forget(demand, wording=similar_demands.PUBLISHED)
    return len(demands)
