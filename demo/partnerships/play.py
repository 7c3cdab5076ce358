"""An invented agreement about the surroundings of schools: seven promises, of which two are done and one is late. Its title says that it is an
example. Days are counted from today, so that what is late is late on every day on which somebody looks."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cooperation.models import Deliverable, Partnership, PartnershipParty
from cooperation.partnerships import deliveries, rows, terms
from cooperation.partnerships.publication import PARTNERSHIPS, pending
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people
from partners.models import Membership
from proposals.models import Demand
from reference.models import Institution, PoliceUnit

CELL, DIRECTORATE, ASSOCIATION = range(3)
DEMANDS: Final = (1, 3)
"""Places in :data:`demo.meknes.DEMANDS`: the surroundings of schools, and partnerships."""
WRITTEN, AGREED, APPROVED = 130, 126, 122
"""Days before today."""
TITLE = Texts(
    ar="محيط مدرسي آمن (مثال)",
    fr="Un environnement scolaire sûr (exemple)",
    en="Safe surroundings of schools (example)",
)
OBJECTIVE = Texts(
    ar="تحسيس وتكوين ومخاطَب واحد لكل مجموعة من المؤسسات التعليمية، خلال سنتين.",
    fr="Pendant deux ans, sensibiliser, former et désigner un interlocuteur pour chaque groupe d’établissements scolaires.",
    en="For two years: awareness work, training, and one contact for each group of schools.",
)
RENEWAL = Texts(
    ar="تُجدد باتفاق الأطراف قبل نهايتها بشهرين.",
    fr="Elle se renouvelle par accord des parties, deux mois avant son terme.",
    en="It is renewed by agreement of the parties, two months before it ends.",
)


class Promise(NamedTuple):
    """``due``: days from today; ``done``: days before today on which all of it was done, if it was."""

    party: int
    what: Texts
    due: int
    amount: int = 1
    done: int | None = None
    evidence: Texts = Texts()


PROMISES: Final = (
    Promise(
        CELL,
        Texts(
            ar="لائحة مخاطَب واحد لكل مجموعة من المؤسسات",
            fr="La liste d’un interlocuteur pour chaque groupe d’établissements",
            en="A list with one contact for each group of schools",
        ),
        -70,
        done=74,
        evidence=Texts(
            ar="سُلمت اللائحة إلى المؤسسات. (مثال)",
            fr="La liste a été remise aux établissements. (exemple)",
            en="The list was handed to the schools. (example)",
        ),
    ),
    Promise(
        ASSOCIATION,
        Texts(
            ar="عشر حصص تحسيسية أولى في ثلاث مؤسسات",
            fr="Dix premières séances de sensibilisation dans trois établissements",
            en="Ten first awareness sessions in three schools",
        ),
        -40,
        10,
        done=36,
        evidence=Texts(
            ar="حصيلة الحصص، دون أسماء. (مثال)",
            fr="Le bilan des séances, sans noms. (exemple)",
            en="A summary of the sessions, without names. (example)",
        ),
    ),
    Promise(
        DIRECTORATE,
        Texts(
            ar="استطلاع رأي التلاميذ والأسر حول الطريق إلى المدرسة",
            fr="Une enquête auprès des élèves et des familles sur le chemin de l’école",
            en="A survey of pupils and families about the way to school",
        ),
        -12,
    ),
    Promise(
        ASSOCIATION,
        Texts(
            ar="دليل المتطوع في تنظيم العبور أمام المدارس",
            fr="Un guide du bénévole pour la traversée devant les écoles",
            en="A guide for volunteers who help pupils cross the street",
        ),
        9,
    ),
    Promise(
        CELL,
        Texts(
            ar="ست حصص مشتركة مع الدخول المدرسي",
            fr="Six séances communes à la rentrée scolaire",
            en="Six joint sessions at the beginning of the school year",
        ),
        80,
        6,
    ),
    Promise(
        ASSOCIATION,
        Texts(
            ar="تكوين ستين من أطر جمعيات الآباء",
            fr="Former soixante membres d’associations de parents",
            en="Training for sixty members of parents’ associations",
        ),
        170,
        60,
    ),
    Promise(
        DIRECTORATE,
        Texts(
            ar="تقييم نصف المدة، منشور",
            fr="Une évaluation à mi-parcours, publiée",
            en="A published assessment at half time",
        ),
        240,
    ),
)
SIGNED: Final = (
    Texts(ar="والي الأمن", fr="le préfet de police", en="the head of the police prefecture"),
    Texts(ar="المدير الإقليمي", fr="le directeur provincial", en="the provincial director"),
    Texts(ar="رئاسة الجمعية", fr="la présidence de l’association", en="the president of the association"),
)
BRINGS: Final = (
    Texts(
        ar="تعين مخاطَبا، وتشارك في الحصص.",
        fr="Désigne un interlocuteur et participe aux séances.",
        en="Names a contact and takes part in the sessions.",
    ),
    Texts(
        ar="تفتح المؤسسات للحصص، وتستطلع رأي التلاميذ والأسر.",
        fr="Ouvre les établissements aux séances et interroge les élèves et les familles.",
        en="Opens schools to the sessions, and asks pupils and families.",
    ),
    Texts(
        ar="تعبئ الآباء، وتؤطر الحصص.",
        fr="Mobilise les parents et anime les séances.",
        en="Involves parents, and leads the sessions.",
    ),
)
NOTE = Texts(
    ar="أُضيف ما أُنجز منذ الإصدار الأول.",
    fr="Ce qui a été fait depuis la première édition est ajouté.",
    en="What was done since the first edition was added.",
)


def play() -> bool:
    """By the real actions; ``False`` if it was done before, or without the association."""
    member = (
        Membership.objects.select_related("user", "association").filter(user__email="president@example.org").first()
    )
    if member is None or Partnership.objects.exists():
        return False
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(_ago(WRITTEN)):
            row = _written(users["editor"], member)
            terms.offer(row, by=users["editor"])
        with happening(_ago(AGREED)):
            party = row.parties.get(association=member.association)
            terms.agree(party, by=member.user, seen=terms.fingerprint(row))
            _send(row, users["editor"])
        with happening(_ago(APPROVED)):
            _approve(row, users["head"])
        _deliver(row, users["editor"], users["head"], member.user)
    return True


def _written(editor: User, member: Membership) -> Partnership:
    today = timezone.localdate()
    demands = [Demand.objects.get(title=meknes.DEMANDS[place].title) for place in DEMANDS]
    row = PARTNERSHIPS.begin(
        by=editor, title=TITLE, objective=OBJECTIVE, renewal=RENEWAL, demands=demands,
        starts_on=today - dt.timedelta(days=120), ends_on=today + dt.timedelta(days=610), is_demonstration=True,
    )  # fmt: skip
    bodies = (
        {"unit": PoliceUnit.objects.get(key="meknes")},
        {"institution": Institution.objects.get(key="education_meknes")},
        {"association": member.association},
    )
    signed_on = today - dt.timedelta(days=AGREED)
    parties = [
        rows.add(
            PartnershipParty, row, by=editor, place=place + 1, brings=BRINGS[place], signed_as=SIGNED[place],
            signed_on=signed_on, **body,
        )
        for place, body in enumerate(bodies)
    ]  # fmt: skip
    for each in PROMISES:
        due_on = today + dt.timedelta(days=each.due)
        rows.add(
            Deliverable, row, by=editor, party=parties[each.party], what=each.what, due_on=due_on, amount=each.amount
        )
    return row


def _deliver(row: Partnership, editor: User, head: User, member: User) -> None:
    """The association reports its sessions; the cell writes down its own list."""
    found = dict(zip(PROMISES, row.deliverables.order_by("pk"), strict=True))
    for each, deliverable in found.items():
        if each.done is None:
            continue
        with happening(_ago(each.done)):
            done = {
                "done_amount": each.amount,
                "done_on": timezone.localdate(_ago(each.done)),
                "evidence": each.evidence,
            }
            if each.party == ASSOCIATION:
                report = deliveries.report(
                    deliverable,
                    by=member,
                    done_amount=each.amount,
                    sentence="أنجزنا الحصص العشر، والحصيلة مرفقة. (مثال)",
                )
                deliveries.confirm(report, by=editor, answer="شكرا، اطلعنا على الحصيلة. (مثال)", **done)
            else:
                deliveries.deliver(deliverable, by=editor, **done)
            row.refresh_from_db()
            row = PARTNERSHIPS.save(row, by=editor, version=row.version, change_note=NOTE)
            _send(row, editor)
        with happening(_ago(each.done - 1)):
            _approve(row, head)


def _send(row: Partnership, editor: User) -> None:
    row.refresh_from_db()
    findings.keep(pending(row), by=editor)
    PARTNERSHIPS.submit(row, by=editor)


def _approve(row: Partnership, head: User) -> None:
    row.refresh_from_db()
    PARTNERSHIPS.approve(row, by=head, seen=pending(row).fingerprint)


def _ago(days: int) -> dt.datetime:
    """Ten in the morning."""
    day = timezone.localdate() - dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
