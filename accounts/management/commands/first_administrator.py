from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions import people
from core.text.addresses import canonical


class Command(BaseCommand):
    help = "Open the first account, an administrator's; the address receives a link to choose a password."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            email = canonical(options["email"])
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        with transaction.atomic():
            people.lock_administrators()
            if people.administrators().exists():
                raise CommandError("There is an administrator already: further accounts are opened in the office.")
            user = people.open_account(by=None, email=email)
            people.give_function(user, by=None, function=people.ADMINISTRATOR)
        self.stdout.write("Opened. The link is on its way; a worker has to be running to send it.")
