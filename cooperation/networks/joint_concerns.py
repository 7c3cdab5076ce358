"""A joint concern goes the way of every concern: the coordinator sends it, in the name of the members that agreed."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final

from django.utils.translation import gettext as _, ngettext, override, pgettext

from accounts.models import User
from cooperation.models import Consent, JointText
from cooperation.networks.coordination import in_force
from core.errors import DomainError
from proposals.concerns.content import TEXT_LENGTH, TITLE_LENGTH, Content
from proposals.concerns.submission import Submission, send_jointly
from proposals.concerns.warnings import SENTENCE_LENGTH, Answer, about
from proposals.models import Concern

NAMESPACE: Final = uuid.UUID("5c9e3c57-7d2e-4a53-9b0e-0d1b6a7f5f50")


def send(row: JointText, agreeing: Collection[Consent], *, by: User) -> Concern:
    """``agreeing``: the replies of those that agreed. Nobody else is named. Sent twice, it is one concern."""
    language = row.text.languages()[0]
    with override(language):
        content = _content(row, language, ending=_in_whose_name(row, agreeing, language))
        # Words of the text have no finding (check_words): what is found now is in the names of associations.
        reason = _("It is the name of an association that agreed.")[:SENTENCE_LENGTH]
    answers = tuple(Answer(mark, reason).encoded for mark in dict.fromkeys(each.mark for each in about(content)))
    submission = Submission(
        id=uuid.uuid5(NAMESPACE, f"{row.key}/{row.round}"),
        kind=Concern.Kind.CONCERN,
        use=Concern.Use.PUBLIC_UNNAMED,
        language=language,
        content=Content(
            title=content.title, text=content.text, themes=content.themes, areas=content.areas, answers=answers
        ),
    )
    return send_jointly(in_force(row.network).coordinator, submission, by=by)


def check_words(row: JointText) -> None:
    """Before members are asked, so that they agree to words that can be sent."""
    if about(_content(row, row.text.languages()[0])):
        raise DomainError(
            _("Words were found that should not be sent. Change them first; name no person and no number.")
        )


def _content(row: JointText, language: str, *, ending: str = "") -> Content:
    text = row.text.in_language(language).text
    return Content(
        title=row.title.in_language(language).text[:TITLE_LENGTH],
        text=f"{text}\n\n{ending}" if ending else text,
        themes=tuple(row.network.themes.values_list("key", flat=True)),
        areas=tuple(row.network.areas.values_list("key", flat=True)),
    )


def _in_whose_name(row: JointText, agreeing: Collection[Consent], language: str) -> str:
    """With the names of those that agreed, where all of them want to be named and they are not too many for a concern; otherwise with their
    number: the text may become public."""
    network = row.network.title.in_language(language).text
    names = pgettext("between names in a list", ", ").join(
        each.membership.association.name.in_language(language).text for each in agreeing
    )
    sentence = _("In the name of the network “%(network)s”. These associations agreed: %(names)s.")
    said = sentence % {"network": network, "names": names}
    is_short = len(row.text.in_language(language).text) + len(said) + 2 <= TEXT_LENGTH
    if is_short and all(each.shows_name for each in agreeing):
        return said
    counted = ngettext(
        "In the name of the network “%(network)s”. %(count)d association agreed.",
        "In the name of the network “%(network)s”. %(count)d associations agreed.",
        len(agreeing),
    )
    return counted % {"network": network, "count": len(agreeing)}
