"""Two published concerns by the real actions: one with the name of its association and an answer in public, one without a name that led to a
demand. What is invented says that it is an example."""

from __future__ import annotations

import datetime as dt
import uuid

import pghistory
from django.db import transaction

from accounts.models import User
from core.text.texts import Texts
from core.time_travel import happening
from demo import civil_society, people, schools
from demo.answers import example
from partners.models import Association
from proposals.concerns import publication, publication_approval, review, submission
from proposals.concerns.content import Content
from proposals.concerns.publication import Wording
from proposals.models import Concern, PublishedConcern
from proposals.states import ConcernState

RECEIVED_ON, ACCEPTED_ON, PUBLISHED_ON = dt.date(2019, 4, 22), dt.date(2019, 4, 24), dt.date(2019, 5, 8)
LETTER = Content(
    title="مثال: سيارات تسد باب المستوصف",
    text="تقف سيارات كل صباح أمام باب مستوصف الحي، ولا تجد سيارة الإسعاف طريقا. نتوفر على صور.",
    suggestion="منع الوقوف أمام المستوصف، ومرور شرطي المرور أيام التلقيح.",
    themes=("road_parking",),
    areas=("hamria",),
)
ACCEPTED = "قُبل انشغالكم، وسينشر الجواب عنه. (مثال)"
ENTRANCE = example(
    "سيارات تسد باب المستوصف",
    "Des voitures bloquent l’entrée du centre de santé",
    "Cars block the entrance of the health centre",
)
ENTRANCE_TEXT = Texts(
    ar="تقف سيارات كل صباح أمام باب مستوصف الحي، ولا تجد سيارة الإسعاف طريقا.",
    fr="Chaque matin, des voitures stationnent devant l’entrée du centre de santé du quartier, et l’ambulance ne peut pas passer.",
    en="Every morning cars park in front of the entrance of the health centre, and the ambulance cannot pass.",
)
ENTRANCE_ASKED = Texts(
    ar="منع الوقوف أمام المستوصف، ومرور شرطي المرور أيام التلقيح.",
    fr="Interdire le stationnement devant l’entrée, et faire passer un agent de la circulation les jours de vaccination.",
    en="No parking in front of the entrance, and a traffic officer on vaccination days.",
)
ENTRANCE_ANSWER = example(
    "راسلت الخلية الجماعة بشأن علامة منع الوقوف. وإلى حين وضعها ينبه شرطي المرور السائقين أمام المستوصف.",
    "La cellule a saisi la commune pour un panneau d’interdiction de stationner. En attendant, un agent de la circulation avertit les conducteurs devant l’entrée.",
    "The cell wrote to the commune about a no-parking sign. Until then a traffic officer warns drivers at the entrance.",
)
PASSAGE = example(
    "ممر بلا إنارة يسلكه التلاميذ",
    "Un passage sans éclairage emprunté par les élèves",
    "A passage without lighting that pupils use",
)
PASSAGE_TEXT = Texts(
    ar="الممر المؤدي إلى الإعدادية بلا إنارة منذ بداية الخريف، ويتجنبه التلاميذ بعد المغرب.",
    fr="Le passage qui mène au collège n’est pas éclairé depuis le début de l’automne, et les élèves l’évitent le soir.",
    en="The passage to the middle school has had no light since the beginning of autumn, and pupils avoid it in the evening.",
)


def play() -> list[PublishedConcern]:
    """Empty if that was done before, or without the associations (:mod:`demo.civil_society`)."""
    users, president = people.ensure(), User.objects.filter(email=civil_society.SENDERS[0].email).first()
    if president is None or PublishedConcern.objects.exists():
        return []
    association = Association.objects.get(memberships__user=president)
    with transaction.atomic(), pghistory.context(source="demonstration"):
        named = _accepted_letter(association, users["moderator"])
        with happening(schools.hour(PUBLISHED_ON, 10)):
            wording = Wording(ENTRANCE, ENTRANCE_TEXT, ENTRANCE_ASKED, ENTRANCE_ANSWER, shows_name=True)
            found = [_published(named, wording, users)]
        return [*found, *_without_a_name(users)]


def _accepted_letter(association: Association, moderator: User) -> Concern:
    letter = submission.Submission(
        uuid.uuid4(),
        Concern.Kind.CONCERN,
        Concern.Use.PUBLIC_NAMED,
        "ar",
        LETTER,
        channel=Concern.Channel.PAPER,
        received_at=schools.hour(RECEIVED_ON, 12),
    )
    concern = submission.enter(association, letter, by=moderator)
    with happening(schools.hour(ACCEPTED_ON, 10)):
        return review.move(concern, by=moderator, move="accept", sentence=ACCEPTED)


def _without_a_name(users: dict[str, User]) -> list[PublishedConcern]:
    """The one that led to a demand (:mod:`demo.one_ledger`), once it is accepted."""
    concern = Concern.objects.filter(title=civil_society.LIGHTING.title, state=ConcernState.ACCEPTED).first()
    return [_published(concern, Wording(PASSAGE, PASSAGE_TEXT), users)] if concern else []


def _published(concern: Concern, wording: Wording, users: dict[str, User]) -> PublishedConcern:
    """Worded by the moderator, approved by the head."""
    row = publication.begin(concern, by=users["moderator"], is_demonstration=True)
    wording = wording._replace(themes=row.themes.all(), areas=row.areas.all())
    row = publication.save(row, by=users["moderator"], version=row.version, wording=wording)
    row = publication.submit(row, by=users["moderator"])
    seen = publication_approval.pending(row).fingerprint
    return publication_approval.approve(row, by=users["head"], seen=seen)
