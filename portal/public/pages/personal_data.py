"""What the privacy page tells of each collection of personal data (law 09-08, article 5).

Forms link to a collection by its name (``templates/common/_personal_data.html``). How long data are stored is told from the
numbers that the tasks use (``core/retention.py``), so that page and tasks cannot differ.
"""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _, ngettext

from core import retention


class Collection(NamedTuple):
    """``name``: the fragment of its address; ``periods``: sentences."""

    name: str
    title: str
    stored: str
    purpose: str
    readers: str
    periods: tuple[str, ...]


def collections() -> tuple[Collection, ...]:
    """In the order in which an association meets them; in the language of the page."""
    return (_account(), _association(), _submission(), _meeting(), _training(), _follower(), _press())


def _press() -> Collection:
    return Collection(
        "press",
        _("Accreditation of media"),
        _("The name of the media outlet, your name and function, the e-mail address, and when press kits were opened."),
        _("To decide about the accreditation, and to send press kits."),
        _("The staff of the cell."),
        (
            _("It is stored as long as the media outlet is accredited."),
            ngettext(
                "Otherwise it is deleted after %(days)s day.",
                "Otherwise it is deleted after %(days)s days.",
                retention.MEDIA_DAYS,
            )
            % {"days": retention.MEDIA_DAYS},
        ),
    )


def _account() -> Collection:
    return Collection(
        "account",
        _("Account and sign-in"),
        _(
            "Your name, your e-mail address, a fingerprint of your password, your language and the time of your last sign-in; your mobile number only if you ask for text messages."
        ),
        _("To know who acts for an association or for the cell, and to protect the account."),
        _("The administrators of the portal; the representatives of your association see your name and your address."),
        _account_periods(),
    )


def _account_periods() -> tuple[str, ...]:
    hours = settings.SESSION_COOKIE_AGE // 3600
    return (
        ngettext(
            "You stay signed in for at most %(hours)s hour.",
            "You stay signed in for at most %(hours)s hours.",
            hours,
        )
        % {"hours": hours},
        ngettext(
            "A form that waits until you have signed in again is deleted after %(days)s day.",
            "A form that waits until you have signed in again is deleted after %(days)s days.",
            retention.PARKED_FORM_DAYS,
        )
        % {"days": retention.PARKED_FORM_DAYS},
        ngettext(
            "Counts against misuse, of uploads, of invitations and of requests from a network, are deleted after %(days)s day.",
            "Counts against misuse, of uploads, of invitations and of requests from a network, are deleted after %(days)s days.",
            retention.COUNTED_DAYS,
        )
        % {"days": retention.COUNTED_DAYS},
        ngettext(
            "Which message the portal sent to whom is deleted after %(days)s day.",
            "Which message the portal sent to whom is deleted after %(days)s days.",
            retention.MAIL_DAYS,
        )
        % {"days": retention.MAIL_DAYS},
        ngettext(
            "A mobile number that is not confirmed is deleted after %(days)s day, a confirmed one when you delete it.",
            "A mobile number that is not confirmed is deleted after %(days)s days, a confirmed one when you delete it.",
            retention.UNCONFIRMED_NUMBER_DAYS,
        )
        % {"days": retention.UNCONFIRMED_NUMBER_DAYS},
        _("The account is stored as long as it is in use; you can ask for its end."),
    )


def _association() -> Collection:
    return Collection(
        "association",
        _("Association and its representatives"),
        _(
            "The name and the registered office of the association, its receipt, its phone number and e-mail address, and the board "
            "function of each representative. No number of a national identity card is asked for."
        ),
        _("To verify the association, to invite its members to meetings and to answer them."),
        _(
            "The communication cell. The public page of the association shows only what you choose and the cell approves."
        ),
        (_("As long as the association is registered on the portal; its steps stay in the archives of the cell."),),
    )


def _submission() -> Collection:
    return Collection(
        "submission",
        _("What an association sends"),
        _("The text, the place and the time that you give, the files, and who sent them in whose name."),
        _("To examine what you ask, to answer, and to follow up the demands that come from it."),
        _(
            "The communication cell only, and the competent body if the cell refers the submission to one; you are told of it. What "
            "becomes public is worded again and approved by a second person. Each opening of a sealed text is recorded."
        ),
        (
            ngettext(
                "A draft is deleted %(days)s day after its last change.",
                "A draft is deleted %(days)s days after its last change.",
                retention.DRAFT_DAYS,
            )
            % {"days": retention.DRAFT_DAYS},
            _("What was sent stays in the archives of the cell; you can ask for the erasure of personal data in it."),
        ),
    )


def _meeting() -> Collection:
    return Collection(
        "meeting",
        _("Registration for a meeting and attendance"),
        _(
            "The name of the association, the function of the person who comes, an e-mail address, a phone number and the number of "
            "people; at the meeting, who was present and by which function."
        ),
        _("To reserve places, to tell you of changes, and to write the report of the meeting."),
        _("The communication cell. A report names those present by function and association."),
        (
            ngettext(
                "A registration that nobody confirmed is deleted after %(hours)s hour.",
                "A registration that nobody confirmed is deleted after %(hours)s hours.",
                retention.UNCONFIRMED_REGISTRATION_HOURS,
            )
            % {"hours": retention.UNCONFIRMED_REGISTRATION_HOURS},
            _(
                "Confirmed registrations and attendance stay in the archives of the cell, with the record of the meeting."
            ),
        ),
    )


def _training() -> Collection:
    return Collection(
        "training",
        _("Place in a training"),
        _(
            "The name of the participant, the association, the sessions in which the participant was present, one word about the training, "
            "and the number of the certificate."
        ),
        _(
            "For the list at the door and for the certificate. Anyone who checks a certificate by its number sees no name."
        ),
        _("The cell and the association."),
        (
            ngettext(
                "A name without a certificate is deleted %(days)s day after the last session, at once when the place is given back.",
                "A name without a certificate is deleted %(days)s days after the last session, at once when the place is given back.",
                retention.PARTICIPANT_DAYS,
            )
            % {"days": retention.PARTICIPANT_DAYS},
            ngettext(
                "A name with a certificate is deleted after %(days)s day, or when the association deletes it; the number stays.",
                "A name with a certificate is deleted after %(days)s days, or when the association deletes it; the number stays.",
                retention.CERTIFIED_DAYS,
            )
            % {"days": retention.CERTIFIED_DAYS},
        ),
    )


def _follower() -> Collection:
    return Collection(
        "follow",
        _("Following by e-mail"),
        _(
            "Your e-mail address, encrypted, what you follow and how often you want to be told. No name, and nothing of what you read."
        ),
        _("To send you what was published."),
        _("Nobody: the portal sends the messages automatically."),
        (
            ngettext(
                "An address that is not confirmed is deleted after %(days)s day.",
                "An address that is not confirmed is deleted after %(days)s days.",
                retention.UNCONFIRMED_FOLLOWER_DAYS,
            )
            % {"days": retention.UNCONFIRMED_FOLLOWER_DAYS},
            _("A confirmed address is deleted when you leave, by the link in each message."),
            ngettext(
                "The index of published changes, from which your messages are composed, names nobody; each entry is deleted after %(days)s day.",
                "The index of published changes, from which your messages are composed, names nobody; each entry is deleted after %(days)s days.",
                retention.CHANGE_DAYS,
            )
            % {"days": retention.CHANGE_DAYS},
        ),
    )
