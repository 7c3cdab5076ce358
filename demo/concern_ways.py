"""What can become of a concern: invented ones in every other state, sent and decided in the days before today, by the real actions."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import NamedTuple

import pghistory
from django.db import transaction

from accounts.models import User
from core.clock import today
from core.time_travel import happening
from demo import civil_society, people, schools
from partners.models import Membership
from proposals.concerns import contests, letters, merging, notes, review
from proposals.concerns.content import Content
from proposals.demands import sentences
from proposals.models import Concern
from reference.models import Institution, PoliceUnit

Use = Concern.Use
CROSSING = Content(
    title="مثال: ممر راجلين ممحو أمام مدرسة",
    text="مثال: مُحي طلاء ممر الراجلين أمام مدرسة الحي، ويعبر التلاميذ الشارع في أي مكان.",
    place="أمام مدرسة الحي",
    themes=("schools_surroundings",),
    areas=("hamria",),
)
PARKING = Content(
    title="مثال: طلب موقف سيارات لأعضاء الجمعية",
    text="مثال: نطلب تخصيص مكان لوقوف سيارات أعضاء الجمعية قرب مقرها.",
    themes=("schools_surroundings",),
    areas=("zitoune",),
)
SPEED = Content(
    title="مثال: دراجات نارية مسرعة أمام الإعدادية وقت الخروج",
    text="مثال: تمر دراجات نارية بسرعة كبيرة أمام الإعدادية في أوقات الخروج، والأطفال يمشون على الطريق.",
    themes=("schools_surroundings", "road_motorbikes"),
    areas=("hamria",),
)
NIGHT = Content(
    title="مثال: دراجات نارية ليلا في الشارع الرئيسي",
    text="مثال: تُنظم سباقات بالدراجات النارية ليلا في الشارع الرئيسي للحي.",
    themes=("road_motorbikes",),
    areas=("zitoune",),
)
VISIT = Content(
    title="مثال: زيارة تلاميذ لمصلحة حوادث السير",
    text="مثال: نقترح زيارة يطلع فيها التلاميذ على عمل مصلحة حوادث السير.",
    themes=("schools_awareness",),
    areas=("meknes",),
)
SENT_TWICE = Content(
    title="مثال: نص أُرسل قبل إتمامه",
    text="مثال: أُرسل هذا النص قبل إتمامه، وسحبته الجمعية.",
    themes=("schools_surroundings",),
    areas=("meknes",),
)
OFFICERS = Content(
    title="مثال: طريقة استقبال في مصلحة أمنية",
    text="مثال: لم تُسجل شكاية تقدمت بها متطوعة من الجمعية، وطُلب منها الرجوع مرة أخرى دون سبب.",
    themes=("partnership_training",),
    areas=("meknes",),
)
ADVERTISING = Content(
    title="مثال: عرض تجاري لا علاقة له بالأمن",
    text="مثال: تخفيضات في محل تجاري هذا الأسبوع. أُرسل هذا النص مرات عديدة.",
    themes=("partnership_training",),
    areas=("meknes",),
)


class Day(NamedTuple):
    """``before``: how many days before today."""

    before: int
    hour: int

    def playing(self) -> AbstractContextManager[None]:
        return happening(schools.hour(today() - dt.timedelta(days=self.before), self.hour))


def play() -> bool:
    """``False`` if that was done before, or without the associations that send."""
    users = people.ensure()
    members = [Membership.objects.filter(user__email=each.email).first() for each in civil_society.SENDERS]
    first, second = members
    if first is None or second is None or Concern.objects.filter(title=CROSSING.title).exists():
        return False
    with transaction.atomic(), pghistory.context(source="demonstration"):
        sentences.load()
        _referred(first, users["moderator"])
        _contested(second, users["moderator"])
        _merged(second, users["moderator"])
        _answered(second, users["moderator"])
        _hidden(first, users["moderator"])
        with Day(2, 9).playing():
            withdrawn = _sent(first, SENT_TWICE)
            review.withdraw(withdrawn, by=first.user, sentence="أُرسل خطأ. (مثال)")
    return True


def _sent(
    sender: Membership, content: Content, *, use: str = Use.PUBLIC_NAMED, kind: str = Concern.Kind.CONCERN
) -> Concern:
    return civil_society.sent(sender, kind, use, content)


def _referred(sender: Membership, moderator: User) -> None:
    """To the commune, with a letter after it that the cell answers; another one to a police unit."""
    with Day(12, 10).playing():
        crossing, officers = _sent(sender, CROSSING), _sent(sender, OFFICERS)
    with Day(10, 9).playing():
        commune = Institution.objects.get(key="commune_meknes")
        sentence = "طلاء الممرات من اختصاص جماعة مكناس، وقد أحلنا عليها نصكم. (مثال)"
        review.move(crossing, by=moderator, move="refer", body=commune, sentence=sentence)
        notes.add(officers, by=moderator, text="مثال لملاحظة داخلية: يُرجع إلى رئيس المصلحة قبل الجواب.")
        unit = PoliceUnit.objects.get(key="meknes_zone_1")
        sentence = "أحلنا نصكم على المنطقة الأمنية الأولى لتجيبكم. (مثال)"
        review.move(officers, by=moderator, move="refer", unit=unit, sentence=sentence)
    with Day(5, 18).playing():
        letters.add(crossing, by=sender.user, text="هل من أجل مرتقب لدى الجماعة؟ (مثال)")
    with Day(4, 9).playing():
        letters.write(crossing, by=moderator, sentence="لم نتوصل بأجل بعد، وسنخبركم به هنا. (مثال)")


def _contested(sender: Membership, moderator: User) -> None:
    """Declined; the association contests, which waits for the cell."""
    with Day(9, 11).playing():
        parking = _sent(sender, PARKING)
    with Day(8, 9).playing():
        sentence = "لا يتعلق الطلب بالأمن. (مثال)"
        review.move(parking, by=moderator, move="decline", reason="outside_security", sentence=sentence)
    with Day(1, 17).playing():
        contests.contest(
            parking, by=sender.user, text="يعرقل الوقوف العشوائي مرور سيارة الإسعاف، فالأمر يهم السلامة. (مثال)"
        )


def _merged(sender: Membership, moderator: User) -> None:
    """One is merged with the concern of another association; the merge of another one is undone."""
    motorbikes = Concern.objects.filter(title=civil_society.MOTORBIKES.title).first()
    if motorbikes is None:
        return
    with Day(3, 10).playing():
        speed, night = _sent(sender, SPEED, use=Use.PUBLIC_UNNAMED), _sent(sender, NIGHT)
    # Now, because the other association has sent its concern just now.
    for part in (speed, night):
        sentence = "توصلنا بنص آخر في الموضوع نفسه، وضممنا نصكم إليه. (مثال)"
        merging.merge(part, by=moderator, whole=motorbikes, sentence=sentence)
    sentence = "يتعلق نصكم بالليل وبشارع آخر، فعدنا إلى دراسته وحده. (مثال)"
    merging.unmerge(Concern.objects.get(pk=night.pk), by=moderator, sentence=sentence)


def _hidden(sender: Membership, moderator: User) -> None:
    """Advertising: kept, and read on purpose only."""
    with Day(6, 10).playing():
        advertising = _sent(sender, ADVERTISING)
    with Day(5, 9).playing():
        sentence = "هذا إشهار تجاري، فأخفيناه. يمكنكم الاعتراض على القرار. (مثال)"
        review.move(advertising, by=moderator, move="hide", reason="spam", sentence=sentence)


def _answered(sender: Membership, moderator: User) -> None:
    """A private answer: the promise of a public one stands."""
    with Day(7, 10).playing():
        visit = _sent(sender, VISIT, kind=Concern.Kind.PROPOSAL)
    with Day(6, 9).playing():
        review.move(visit, by=moderator, move="accept", sentence="قُبل مقترحكم. (مثال)")
    with Day(4, 11).playing():
        review.move(
            visit,
            by=moderator,
            move="answer",
            sentence="يمكن تنظيم الزيارة صباح يوم أربعاء، ونقترح عليكم تاريخا قريبا. (مثال)",
        )
