"""Mail about a registration for a meeting. Plain text; links are created when it is sent, so that no token is stored in the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from consultations.invitations.open_for_answers import is_before, takes_answers
from consultations.invitations.published_meeting import known
from consultations.invitations.registrations import token_of
from consultations.models import Meeting, Registration
from consultations.states import MeetingState, RegistrationState
from core import clock, mail
from core.db.outbox import doer
from core.text import formats
from core.text.texts import Texts
from partners.mail import closing, in_words
from partners.models import Membership
from partners.models.memberships import LEADING
from publications.meeting_times import is_over

R, M = RegistrationState, MeetingState
ON_THE_LIST = (R.INVITED, R.REGISTERED, R.WAITING)
CALLED_OFF = ("postponed", "cancelled")
# How long before the meeting, at most.
REMINDERS = {"week_before": dt.timedelta(days=7), "day_before": dt.timedelta(days=1)}
# The states of the registration and of the meeting in which a mail is still correct when it is sent.
STILL_TRUE = {
    "invited": ((R.INVITED,), (M.ANNOUNCED,)),
    "confirm": ((R.UNCONFIRMED,), (M.ANNOUNCED,)),
    "again": ((R.REGISTERED, R.WAITING, R.DECLINED), (M.ANNOUNCED,)),
    "settled": ((R.REGISTERED, R.WAITING), (M.ANNOUNCED,)),
    "promoted": ((R.REGISTERED,), (M.ANNOUNCED, M.POSTPONED)),
    "week_before": ((R.INVITED, R.REGISTERED), (M.ANNOUNCED,)),
    "day_before": ((R.INVITED, R.REGISTERED), (M.ANNOUNCED,)),
    "changed": (ON_THE_LIST, (M.ANNOUNCED,)),
    "new_day": (ON_THE_LIST, (M.ANNOUNCED,)),
    "postponed": (ON_THE_LIST, (M.POSTPONED,)),
    "cancelled": (ON_THE_LIST, (M.CANCELLED,)),
}


@doer("consultations.registration_mail")
def send_registration(payload: Mapping[str, Any]) -> None:
    rows = Registration.objects.select_related("meeting", "association")
    registration, what = rows.filter(pk=payload["registration"]).first(), payload["what"]
    if registration is None:  # deleted, because it was never confirmed
        return
    mailbox = _mailbox(registration, payload["user"])
    if mailbox is None or not _is_still_true(registration, what):
        return
    email, language = mailbox
    with translation.override(language):
        subject = _("%(site)s: %(what)s (%(day)s)") % {
            "site": _site(language),
            "what": _subject(registration, what),
            "day": formats.day(_held_on(registration.meeting), language),
        }
        mail.send(subject, "\n\n".join(_letter(registration, what, language)), email)


def _is_still_true(registration: Registration, what: str) -> bool:
    """Looked at when the mail leaves, which may be long after it was asked for: a mail server that was away keeps it waiting."""
    states, meeting_states = STILL_TRUE[what]
    meeting, association = registration.meeting, registration.association
    if registration.state not in states or meeting.state not in meeting_states:
        return False
    document = known(meeting)
    if document is None or (association and not association.can_submit):
        return False
    if what in CALLED_OFF:
        return not is_over(document.facts)
    return is_before(meeting, document) and (what not in REMINDERS or _is_near(document.facts.held_on, what))


def _is_near(day: dt.date | None, what: str) -> bool:
    """Whether the meeting was not moved since the reminder was asked for."""
    return day is not None and clock.today() <= day <= clock.today() + REMINDERS[what]


def _mailbox(registration: Registration, user: int | None) -> tuple[str, str] | None:
    """Address and language; ``None`` if the account does not lead the association any more."""
    if user is None:
        email = registration.association.email if registration.association else registration.email
        return (email, registration.language) if email else None
    leading = Membership.objects.current().filter(
        association=registration.association_id, user=user, role__in=LEADING, user__is_active=True
    )
    member = leading.select_related("user").first()
    return (member.user.email, member.user.language) if member else None


def _subject(registration: Registration, what: str) -> str:
    if what == "settled" and registration.state == R.WAITING:
        return _("you are on the waiting list")
    if what == "day_before" and _is_today(registration.meeting):
        return _("the meeting is today")
    return {
        "invited": _("an invitation to a meeting"),
        "confirm": _("confirm your registration"),
        "again": _("your registration"),
        "settled": _("your place in the meeting"),
        "promoted": _("a place in the meeting is free for you"),
        "week_before": _("the meeting is near"),
        "day_before": _("the meeting is tomorrow"),
        "changed": _("the meeting was changed"),
        "new_day": _("the postponed meeting has a date"),
        "postponed": _("the meeting is postponed"),
        "cancelled": _("the meeting is cancelled"),
    }[what]


def _letter(registration: Registration, what: str, language: str) -> list[str]:
    """The text with greeting and signature."""
    who, *paragraphs = _paragraphs(registration, what, language)
    return [who, _("Dear members of the association,"), *paragraphs, closing()]


def _paragraphs(registration: Registration, what: str, language: str) -> list[str]:
    meeting = registration.meeting
    who = registration.association.name if registration.association else Texts(ar=registration.organisation)
    found = [in_words(who, language), _first(registration, what)]
    if what in CALLED_OFF or meeting.state == M.POSTPONED:
        page = _("Read more here:\n%(address)s") % {"address": _link(registration, language)}
        was = _("It was planned as follows:\n%(facts)s") % {"facts": _facts(meeting, language)}
        put_off = [] if what in CALLED_OFF else [_first(registration, "postponed")]
        return [*found, *put_off, _sentence(meeting, language), was, page]
    found += [_facts(meeting, language), *_on_the_page(meeting, what, language)]
    if what == "confirm":
        last = _(
            "Confirm here that you will come. Without this, you are not registered:\n%(address)s\n\nIf it was not "
            "you, ignore this message."
        )
    elif registration.state == R.REGISTERED:
        last = _("Show this page at the door. There you can also change your answer:\n%(address)s")
    elif registration.state == R.WAITING and takes_answers(meeting, known(meeting)):
        last = _("Here you can change your answer:\n%(address)s")
    elif takes_answers(meeting, known(meeting)):
        last = _("Answer here, without an account:\n%(address)s")
    else:
        last = _("Read more here:\n%(address)s")
    found.append(last % {"address": _link(registration, language)})
    if what != "confirm":
        found.append(_("This link is for your association alone: do not pass it on."))
    return found


def _first(registration: Registration, what: str) -> str:
    if what == "settled" and registration.state == R.WAITING:
        return _(
            "You have no place yet: you are on the waiting list, and will be informed as soon as enough places "
            "are free."
        )
    if what == "postponed" and registration.state == R.REGISTERED:
        return _(
            "The meeting is postponed. Your place is kept, and you will be informed of the new date. We apologise for this."
        )
    if what == "new_day" and registration.state == R.REGISTERED:
        return _(
            "The postponed meeting has a new date, and your place is kept. If you cannot come, tell us: another "
            "association may be waiting for the place."
        )
    if what in ("week_before", "day_before") and registration.state == R.INVITED:
        return _("You are invited to this meeting and have not answered yet.")
    if what == "day_before" and _is_today(registration.meeting):
        return _("You are registered for this meeting. It is today.")
    return {
        "invited": _("The communication cell invites your association to this meeting:"),
        "confirm": _("Somebody, perhaps you, wants to register for this meeting with this address."),
        "again": _("You are on the list of this meeting already."),
        "settled": _("Your place is reserved."),
        "promoted": _("A place is free, and it is now yours."),
        "week_before": _(
            "You are registered for this meeting. If you cannot come, tell us: another association may "
            "be waiting for the place."
        ),
        "day_before": _("You are registered for this meeting. It is tomorrow."),
        "changed": _("The date, the time or the venue of this meeting has changed. The new details:"),
        "new_day": _("The meeting that was postponed has a new date:"),
        "postponed": _("The meeting is postponed. You will be informed of the new date. We apologise for this."),
        "cancelled": _("The meeting is cancelled. We apologise for this."),
    }[what]


def _is_today(meeting: Meeting) -> bool:
    """A reminder of the day before that leaves late."""
    return _held_on(meeting) == clock.today()


def _held_on(meeting: Meeting) -> dt.date:
    """The announced day."""
    document = known(meeting)
    return (document.facts.held_on if document else None) or meeting.held_on


def _facts(meeting: Meeting, language: str) -> str:
    """The announced title, day, times and venue, a line each. Changes that are not announced yet are not included."""
    document = known(meeting)
    if document is None:
        return meeting.title.in_language(language).text
    facts = document.facts
    lines = [document.title.in_language(language).text, facts.when.told(language, weekday=True)]
    if facts.starts_at:
        lines.append(formats.hours(facts.starts_at, facts.ends_at, language))
    elif facts.part_of_day:
        lines.append(str(Meeting.PartOfDay(facts.part_of_day).label))
    lines.append(facts.venue.in_language(language).text)
    if document.state == M.ANNOUNCED and document.answers_until and document.answers_until > clock.now():
        lines.append(_("Answers until: %(moment)s") % {"moment": formats.day_clock(document.answers_until, language)})
    return "\n".join(lines)


def _on_the_page(meeting: Meeting, what: str, language: str) -> Iterator[str]:
    """Of an invitation: what is to be discussed, and the public page, which may be passed on."""
    document = known(meeting)
    if what != "invited" or document is None:
        return
    topics = [topic.title for topic in document.agenda] or document.facts.axes
    if topics:
        lines = [f"{number}. {in_words(title, language)}" for number, title in enumerate(topics, start=1)]
        yield "\n".join([_("What is to be discussed:"), *lines])
    page = f"{settings.PUBLIC_ORIGIN}/{language}/meetings/{document.key}/"
    yield _("The public page of the meeting:\n%(address)s") % {"address": page}


def _sentence(meeting: Meeting, language: str) -> str:
    return meeting.public_sentence.in_language(language).text


def _link(registration: Registration, language: str) -> str:
    """A link to the page in the language of the mail, whatever language the browser prefers."""
    return f"{settings.PUBLIC_ORIGIN}{reverse('invited', args=[token_of(registration)])}?lang={language}"


def _site(language: str) -> str:
    return settings.SITE["name"].in_language(language).text
