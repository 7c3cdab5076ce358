"""What a sender reads about each kind of finding of the gate."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publications.warnings import Kind

# For each kind of warning: what was found, why it matters, and the button that removes it.
WARNING_TEXTS: dict[str, tuple[Promise, Promise, Promise]] = {
    Kind.PHONE: (
        _("There seems to be a phone number in the text"),
        _("The number of your association is in its file already. No number is ever published."),
        _("Remove the number"),
    ),
    Kind.EMAIL: (
        _("There seems to be an e-mail address in the text"),
        _("The address of your association is in its file already. No address is ever published."),
        _("Remove the address"),
    ),
    Kind.IDENTITY: (
        _("There seems to be an identity card number in the text"),
        _(
            "The cell does not collect these numbers. Somebody who wants to complain about a person goes to the nearest police station."
        ),
        _("Remove the number"),
    ),
    Kind.PLATE: (
        _("There seems to be a number plate in the text"),
        _("A plate points at one person. The place and the time are enough."),
        _("Remove the plate"),
    ),
    Kind.ADDRESS: (
        _("There seems to be an exact address in the text"),
        _("Somebody lives there. The neighbourhood or the street without its number is enough."),
        _("Remove the number"),
    ),
    Kind.NAME: (
        _("There seems to be the name of a person in the text"),
        _("Nobody is accused by name here. Officials are spoken of by their function."),
        _("Remove the name"),
    ),
    Kind.ACCOUNT: (
        _("There seems to be the number of a bank account in the text"),
        _("No account number is ever published, and the cell does not need it."),
        _("Remove the number"),
    ),
    Kind.BIRTH: (
        _("There seems to be a date of birth in the text"),
        _("Somebody can be found by it. An age in years is enough."),
        _("Remove the date"),
    ),
    Kind.HANDLE: (
        _("There seems to be an account or page of a social network in the text"),
        _("It points at the people behind it. The name of the network is enough."),
        _("Remove the account"),
    ),
    Kind.MINOR: (
        _("The text seems to speak of one child who could be recognised"),
        _("Nothing by which a child can be recognised is published. “A child” or “a pupil” is enough."),
        _("Remove these words"),
    ),
    Kind.ACCUSED: (
        _("A school, a shop or another place seems to be accused by name"),
        _("Nobody is accused by name here. The kind of place and the neighbourhood are enough."),
        _("Remove these words"),
    ),
    Kind.VEHICLE: (
        _("The text seems to describe one vehicle"),
        _("A description points at one person. The kind of vehicle is enough."),
        _("Remove these words"),
    ),
    Kind.OPERATION: (
        _("The text seems to tell when or where the police will be, or how a school is guarded"),
        _("Somebody who wants to avoid the police or to enter a school could use it."),
        _("Remove these words"),
    ),
}
