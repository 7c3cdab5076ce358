"""“You said, we did” of two quarters by the real actions: an editor composes and words it, the head approves, each on its day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pghistory
from django.db import transaction

from core.quarters import Quarter
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people, schools
from demo.answers import example
from proposals.digests import approval, drafts
from proposals.digests.approval import DIGESTS
from proposals.models import Demand, Digest


class Edited(NamedTuple):
    """``sentences``: by the place of the demand in :data:`demo.meknes.DEMANDS`."""

    quarter: Quarter
    on: dt.date
    introduction: Texts
    sentences: dict[int, Texts]


OF_2018 = Edited(
    Quarter(2018, 4),
    dt.date(2019, 1, 8),
    example(
        "خمسة مطالب تكررت في لقاء أكتوبر. هذا ما صار إليه كل واحد منها إلى نهاية السنة.",
        "Cinq demandes sont revenues lors de la rencontre d’octobre. Voici où en était chacune à la fin de l’année.",
        "Five demands came back in the meeting of October. This is where each of them stood at the end of the year.",
    ),
    {
        1: example(
            "لم يصدر بعدُ جواب عن محيط المدارس، وقد فات أجله.",
            "Les abords des écoles n’ont pas encore reçu de réponse, et le délai est passé.",
            "The surroundings of schools have no answer yet, and the promised day has passed.",
        ),
        3: example(
            "تبقى الأيام التحسيسية مفتوحة للجمعيات، في انتظار مكونين متفرغين.",
            "Les journées de sensibilisation restent ouvertes aux associations, en attendant des formateurs.",
            "Awareness days stay open to associations until there are full-time trainers.",
        ),
    },
)
OF_2019 = Edited(
    Quarter(2019, 1),
    dt.date(2019, 4, 8),
    example(
        "صدر الدليل في أجله، ولم يُنشر جديد عن مطلبين.",
        "Le guide est paru dans les délais\u00a0; deux demandes n’ont rien eu de nouveau.",
        "The guide came out in time; nothing new was published about two demands.",
    ),
    {
        2: example(
            "صار للجمعيات دليل واحد، وطلبت إحداها نسخا أكثر.",
            "Les associations ont leur guide\u00a0; l’une d’elles demande plus d’exemplaires.",
            "Associations have their guide; one of them asks for more copies.",
        ),
    },
)


def play(edited: Edited) -> Digest | None:
    """``None`` if that was done before."""
    users, quarter = people.ensure(), edited.quarter
    if Digest.objects.filter(year=quarter.year, quarter=quarter.number).exists():
        return None
    with transaction.atomic(), pghistory.context(source="demonstration"), happening(schools.hour(edited.on, 9)):
        digest = drafts.compose(quarter, by=users["editor"])
        digest = drafts.save(
            digest,
            by=users["editor"],
            version=digest.version,
            introduction=edited.introduction,
            change_note=Texts(),
            lines=_lines(digest, edited),
        )
        findings.keep(approval.pending(digest), by=users["editor"])
        digest = DIGESTS.submit(digest, by=users["editor"])
        return DIGESTS.approve(digest, by=users["head"], seen=approval.pending(digest).fingerprint)


def _lines(digest: Digest, edited: Edited) -> dict[int, drafts.Line]:
    titles = {meknes.DEMANDS[place].title: sentence for place, sentence in edited.sentences.items()}
    demands = Demand.objects.filter(registered_on=meknes.HELD_ON)
    worded = {demand.pk: titles[demand.title] for demand in demands if demand.title in titles}
    return {
        line.pk: drafts.Line(worded[line.demand_id], place=line.place)
        for line in digest.lines.all()
        if line.demand_id in worded
    }
