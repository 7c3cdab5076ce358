"""The desk of the demonstration: who is in charge, who deals with which concern, a draft that waits for the head, a kept view, and the reminders of today."""

from __future__ import annotations

import pghistory
from django.db import transaction

from accounts.models import User
from core.clock import today
from core.text.texts import LANGUAGES, Texts
from demo import answers, civil_society, findings, meknes, people
from proposals import saved_views
from proposals.concerns import assignment
from proposals.demands import approval, desk, follow_up, reminders, sentences
from proposals.demands.follow_up import Wording
from proposals.models import Concern, Demand, PreparedSentence, SavedView
from proposals.models.follow_up import OPEN

NOT_ANSWERED = meknes.DEMANDS[answers.ANSWERS.index(())]
VIEW = "محيط المدارس (مثال)"


def play() -> int:
    """Returns about how many promises somebody was told; nothing happens twice, or without the first meeting."""
    users = people.ensure()
    asked = Demand.objects.filter(registered_on=meknes.HELD_ON, title=NOT_ANSWERED.title).first()
    if asked is None or SavedView.objects.filter(user=users["moderator"], kind=SavedView.Kind.DEMANDS).exists():
        return 0
    _concerns(users)
    with transaction.atomic(), pghistory.context(source="demonstration"):
        saved_views.save(
            SavedView.Kind.DEMANDS,
            by=users["moderator"],
            name=VIEW,
            filters={"view": "open", "theme": NOT_ANSWERED.themes[0]},
        )
        desk.assign([asked], by=users["moderator"], person=users["moderator"])
        _draft(asked, users)
        return reminders.remind(today())


def _concerns(users: dict[str, User]) -> None:
    """Two that the moderator deals with; the others wait for somebody, the possible emergency among them."""
    moderator, schools = users["moderator"], civil_society.MOTORBIKES.themes[0]
    if not saved_views.of(moderator, SavedView.Kind.CONCERNS).exists():
        filters = {"view": "waiting", "theme": schools}
        saved_views.save(SavedView.Kind.CONCERNS, by=moderator, name=VIEW, filters=filters)
    # Each by one person, whom its history names.
    for content, by in ((civil_society.MOTORBIKES, moderator), (civil_society.LIGHTING, users["head"])):
        for concern in Concern.objects.filter(title=content.title, assignee=None):
            with pghistory.context(source="demonstration"):
                assignment.assign(concern, by=by, person=moderator, seen=None)


def _draft(demand: Demand, users: dict[str, User]) -> None:
    """A prepared sentence, sent to the head; a demand that somebody is already writing about is left alone."""
    sentences.load()
    row = PreparedSentence.objects.filter(key="study_on_site", is_retired=False).first()
    if row is None or demand.state != "registered" or demand.follow_ups.filter(state__in=OPEN).exists():
        return
    text = sentences.filled(row.text, demand=demand)
    said = {language: getattr(text, language) for language in LANGUAGES}
    example = Texts(**{name: f"{words} {getattr(answers.EXAMPLE, name)}" for name, words in said.items() if words})
    draft = follow_up.begin(demand, by=users["editor"])
    wording = Wording(move="study", sentence=example)
    draft = follow_up.save(draft, by=users["editor"], version=draft.version, wording=wording)
    findings.keep(approval.pending(draft), by=users["editor"])
    follow_up.send(draft, by=users["editor"])
