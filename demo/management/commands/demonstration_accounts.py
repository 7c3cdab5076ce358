from typing import Any

from django.core.management.base import BaseCommand

from demo.civil_society import SENDERS
from demo.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "List the demonstration accounts and their functions."

    def handle(self, *args: Any, **options: Any) -> None:
        for account in ACCOUNTS:
            self.stdout.write(f"{account.email:<30} {account.function}")
        for sender in SENDERS:
            self.stdout.write(f"{sender.email:<30} {sender.role} of an association")
        self.stdout.write(f"password of all: {PASSWORD}")
