"""An invented demand that was answered, judged and merged into a demand of 2018, and one that an accepted concern led to, by the real actions."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from accounts.models import User
from core.text.texts import Texts
from core.time_travel import happening
from demo import civil_society, findings, meknes, people, schools
from demo.answers import example
from partners.models import Association
from proposals.concerns import review
from proposals.demands import approval, follow_up, merging, merging_approval, registration, support, verdicts
from proposals.demands.follow_up import Wording
from proposals.models import Concern, Demand, Verdict
from reference.models import Area, PoliceUnit, Theme

REGISTERED_ON, MARKED_ON, ANSWERED_ON = dt.date(2019, 5, 6), dt.date(2019, 5, 7), dt.date(2019, 5, 14)
JUDGED_ON, READ_ON, MERGED_ON = dt.date(2019, 5, 20), dt.date(2019, 5, 21), dt.date(2019, 6, 3)
GATES = example(
    "حضور أمني أمام أبواب المدارس عند الدخول والخروج",
    "Une présence policière devant les écoles aux heures d’entrée et de sortie",
    "Police presence at school gates when pupils arrive and leave",
)
GATES_READ = example(
    "تدرس الخلية هذا المطلب مع مطلب محيط المدارس.",
    "La cellule étudie cette demande avec celle des abords des écoles.",
    "The cell studies this demand together with the one on surroundings of schools.",
)
GATES_ANSWERED = example(
    "أجابت الخلية عن المطلب.",
    "La cellule a répondu à la demande.",
    "The cell answered the demand.",
)
GATES_ANSWER = example(
    "تُنظَّم دوريات عند أبواب ثلاث مدارس في أوقات الدخول والخروج.",
    "Des patrouilles sont organisées devant trois écoles aux heures d’entrée et de sortie.",
    "Patrols are at the gates of three schools when pupils arrive and leave.",
)
THREE_SCHOOLS = "تصل الدوريات إلى ثلاث مدارس فقط من مدارس الحي. (مثال)"
SAME = example(
    "يطلب المطلبان الشيء نفسه، فضُما في مطلب واحد.",
    "Les deux demandes portent sur le même objet\u00a0: elles sont réunies.",
    "Both demands ask the same: they are merged.",
)
PATH = example(
    "إنارة الممر المؤدي إلى الإعدادية",
    "L’éclairage du passage qui mène au collège",
    "Lighting of the passage that leads to the middle school",
)
ACCEPTED = "قُبلت مساهمتكم، وسُجل بشأنها مطلب. (مثال)"
PATH_READ = example(
    "سُجل المطلب، ويُعلن عن الجواب في الأجل الملتزم به.",
    "La demande est enregistrée\u00a0; la réponse sera donnée dans le délai promis.",
    "The demand is registered; the answer comes by the promised day.",
)


def play() -> Demand | None:
    """The demand that was merged; ``None`` if that was done before, or without the first meeting."""
    users = people.ensure()
    asked = Demand.objects.filter(registered_on=meknes.HELD_ON, themes__key="schools_surroundings").first()
    if asked is None or Demand.objects.filter(is_demonstration=True).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(REGISTERED_ON, 10)):
            gates = _registered(users, GATES, GATES_READ, themes=("schools_surroundings",), area="meknes")
        _answer_and_judge(gates, users)
        with happening(schools.hour(MERGED_ON, 10)):
            _merge(gates, asked, users)
        _from_a_concern(users)
    return gates


def _registered(
    users: dict[str, User],
    title: Texts,
    sentence: Texts,
    *,
    themes: tuple[str, ...],
    area: str,
    concern: Concern | None = None,
) -> Demand:
    """Registered by the moderator, published with the sentence of the editor, approved by the head."""
    demand = registration.register(
        by=users["moderator"],
        title=title,
        themes=Theme.objects.filter(key__in=themes),
        areas=Area.objects.filter(key=area),
        owner_unit=PoliceUnit.objects.get(key="meknes"),
        concern=concern,
        is_demonstration=True,
    )
    _publish(demand, Wording(sentence=sentence), users)
    return demand


def _publish(demand: Demand, wording: Wording, users: dict[str, User]) -> None:
    draft = follow_up.begin(demand, by=users["editor"])
    draft = follow_up.save(draft, by=users["editor"], version=draft.version, wording=wording)
    findings.keep(approval.pending(draft), by=users["editor"])
    draft = follow_up.send(draft, by=users["editor"])
    approval.approve(draft, by=users["head"], seen=approval.pending(draft).fingerprint)


def _answer_and_judge(gates: Demand, users: dict[str, User]) -> None:
    """One association judges the answer before the merge; not without the associations (:mod:`demo.civil_society`)."""
    president = User.objects.filter(email=civil_society.SENDERS[0].email).first()
    if president is None:
        return
    association = Association.objects.get(memberships__user=president)
    with happening(schools.hour(MARKED_ON, 10)):
        support.add(gates, association=association, by=president)
    with happening(schools.hour(ANSWERED_ON, 10)):
        _publish(gates, Wording(sentence=GATES_ANSWERED, answer=GATES_ANSWER), users)
    judged = {"word": Verdict.Word.PARTLY, "sentence": THREE_SCHOOLS, "shows_name": False}
    with happening(schools.hour(JUDGED_ON, 18)):
        given = verdicts.give(gates, association=association, by=president, **judged)
    with happening(schools.hour(READ_ON, 9)):
        verdicts.publish(given, by=users["moderator"], seen=verdicts.pending(given).fingerprint)


def _merge(part: Demand, whole: Demand, users: dict[str, User]) -> None:
    change = merging.merge(part, by=users["editor"], whole=whole, sentence=SAME)
    findings.keep(merging_approval.pending(change), by=users["editor"])
    change = merging.send(change, by=users["editor"])
    seen = merging_approval.pending(change).fingerprint
    merging_approval.approve(change, by=users["head"], seen=seen)


def _from_a_concern(users: dict[str, User]) -> None:
    content = civil_society.LIGHTING
    concern = Concern.objects.filter(title=content.title).first()
    if concern is None:
        return
    review.move(concern, by=users["moderator"], move="accept", sentence=ACCEPTED)
    _registered(users, PATH, PATH_READ, themes=content.themes, area=content.areas[0], concern=concern)
