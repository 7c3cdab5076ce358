"""The text of a digest, plain and as HTML, in the language of the follower."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _, ngettext, pgettext

from core import mail
from core.text import formats
from core.text.texts import Texts
from followers import links
from followers.mail import site
from followers.models import Follower
from followers.news import Item, News
from publications.digest_voices import headline, numbers
from publications.labels import CONCERN_STATES, DEMAND_STATES, MEETING_STATES_FOR_READERS
from publications.meeting_times import state_for_readers
from publications.schemas import ConcernDocument, DemandDocument, DigestDocument, MeetingDocument

# Of one answer or sentence; the page has the rest.
LONGEST_TEXT: Final = 600
MOST_STEPS: Final = 3


class Entry(NamedTuple):
    """``lines``: what is new, one paragraph each."""

    heading: str
    title: str
    address: str
    lines: list[str]


def message(follower: Follower, news: News) -> EmailMessage:
    with translation.override(follower.language):
        entries = [_entry(item, follower.language) for item in news.items]
        count = len(entries)
        subject = ngettext("%(site)s: news of what you follow", "%(site)s: %(count)d news of what you follow", count)
        subject %= {"site": site(follower.language), "count": count}
        context = _context(follower, entries, news) | {"subject": mail.in_order(subject)}
        html = render_to_string("followers/digest.html", context)
        headers = {"Precedence": "bulk", **mail.one_click(context["leaving"])}
        return mail.letter(subject, _plain(context), follower.address, html=html, headers=headers)


def _context(follower: Follower, entries: list[Entry], news: News) -> dict[str, Any]:
    return {
        "entries": entries,
        "more": settings.PUBLIC_ORIGIN + reverse("public:demands") if news.has_more else "",
        "followed": links.followed(follower),
        "leaving": links.leaving(follower),
        "cell": settings.SITE["cell"].in_language(follower.language).text,
    }


def _plain(context: dict[str, Any]) -> str:
    parts = ["\n".join([entry.heading, entry.title, *entry.lines, entry.address]) for entry in context["entries"]]
    if context["more"]:
        parts.append(
            _("More has changed than one mail can hold. All demands:\n%(address)s") % {"address": context["more"]}
        )
    parts.append(_("See and change what you follow:\n%(address)s") % {"address": context["followed"]})
    parts.append(_("Leave, and have your address deleted:\n%(address)s") % {"address": context["leaving"]})
    return "\n\n".join([*parts, context["cell"]])


def _entry(item: Item, language: str) -> Entry:
    body = item.body
    if isinstance(body, DemandDocument):
        heading, lines = _("Demand %(number)s") % {"number": body.number}, _of_demand(item, language)
    elif isinstance(body, MeetingDocument):
        heading = _("Meeting: %(state)s") % {"state": MEETING_STATES_FOR_READERS[state_for_readers(body)]}
        lines = _of_meeting(body, language)
    elif isinstance(body, DigestDocument):
        heading, lines = _("You said, we did"), _of_digest(body, language)
    elif isinstance(body, ConcernDocument):
        heading = _("What an association wrote: %(state)s") % {"state": CONCERN_STATES[body.state]}
        lines = [_said(body.text, language), _said(body.answer, language)]
    else:
        heading, lines = _("Report"), [_said(body.lead, language)]
    if item.edition.note:
        lines.append(_("What changed: %(note)s") % {"note": _said(item.edition.note, language)})
    address = links.public_page(body.kind, body.key)
    title, lines = _one_line(body.title, language), [mail.in_order(line) for line in lines if line]
    return Entry(mail.in_order(heading), mail.in_order(title), address, lines)


def _of_demand(item: Item, language: str) -> list[str]:
    """The state, the newest steps and the newest answer since the last digest."""
    body: DemandDocument = item.body
    lines = [
        _("State: %(state)s since %(day)s")
        % {"state": DEMAND_STATES[body.state], "day": formats.day(body.since, language)}
    ]
    lines += [
        f"{formats.day(step.on, language)}: {_said(step.sentence, language)}"
        for step in item.steps[-MOST_STEPS:]
        if step.sentence
    ]
    lines += [_("The answer: %(text)s") % {"text": _said(answer.text, language)} for answer in item.answers[-1:]]
    return lines


def _of_meeting(body: MeetingDocument, language: str) -> list[str]:
    facts = body.facts
    when = [facts.when.told(language, weekday=True)]
    if facts.starts_at:
        when.append(formats.hours(facts.starts_at, facts.ends_at, language))
    return [" ".join(when), _one_line(facts.venue, language), _said(body.sentence, language)]


def _of_digest(body: DigestDocument, language: str) -> list[str]:
    colon = pgettext("after a label", ": ")
    said = [f"{number.label}{colon}{number.words}" for number in numbers(body.totals)]
    return [headline(body), _said(body.introduction, language), *said]


def _said(texts: Texts, language: str) -> str:
    """On one line: an empty line would look like the end of an entry."""
    return Truncator(_one_line(texts, language)).chars(LONGEST_TEXT)


def _one_line(texts: Texts, language: str) -> str:
    return " ".join(texts.in_language(language).text.split())
