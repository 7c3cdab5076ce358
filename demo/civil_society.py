"""Two invented associations and their concerns, so that the inbox is not empty. All texts say that they are examples."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

import pghistory
from django.db import transaction

from accounts.models import User
from core.crypto import sealing
from core.text.texts import Texts
from demo.people import account_of
from partners.actions import associations
from partners.models import Association, Membership
from proposals.concerns import drafts, review, submission
from proposals.concerns.content import Content
from proposals.models import Concern
from reference.models import Area, Theme


class Sender(NamedTuple):
    """A demonstration account and the association that it represents."""

    email: str
    role: str
    name: Texts
    purpose: Texts
    area: str
    is_verified: bool


SENDERS = (
    Sender(
        "president@example.org",
        Membership.Role.PRESIDENT,
        Texts(ar="جمعية الحي (مثال)", fr="Association du quartier (exemple)", en="Neighbourhood association (example)"),
        Texts(
            ar="تحسين العيش المشترك في الحي ومواكبة الشباب.",
            fr="Améliorer la vie du quartier et accompagner les jeunes.",
        ),
        "hamria",
        is_verified=True,
    ),
    Sender(
        "secretary@example.org",
        Membership.Role.SECRETARY,
        Texts(
            ar="جمعية آباء التلاميذ (مثال)",
            fr="Association de parents d’élèves (exemple)",
            en="Parents' association (example)",
        ),
        Texts(ar="تتبع شؤون التلاميذ ومحيط المدارس.", fr="Suivre la vie scolaire et les abords des écoles."),
        "zitoune",
        is_verified=False,
    ),
)
MOTORBIKES = Content(
    title="دراجات نارية مسرعة قرب المدارس وقت الخروج",
    text="منذ الدخول المدرسي تمر دراجات نارية بسرعة كبيرة أمام المدارس في أوقات الخروج، والأطفال يمشون على الطريق لأن الرصيف محتل.",
    suggestion="حضور أمني في أوقات الخروج، وتخفيف السرعة أمام المدارس.",
    place="أمام مدارس الحي",
    since="month",
    times=("school",),
    themes=("schools_surroundings", "road_motorbikes"),
    areas=("hamria",),
)
LIGHTING = Content(
    title="إنارة منعدمة في ممر يسلكه التلاميذ",
    text="الممر المؤدي إلى الإعدادية بلا إنارة منذ بداية الخريف، ويتجنبه التلاميذ بعد المغرب.",
    place="الممر المؤدي إلى الإعدادية",
    since="quarter",
    times=("evening",),
    themes=("urban_lighting", "schools_surroundings"),
    areas=("zitoune",),
)
TRAINING = Content(
    title="تكوين لفائدة الجمعيات في التعامل مع الشكايات",
    text="نقترح تكوينا قصيرا لمسيري الجمعيات: كيف نوجه من يقصدنا، وإلى أي مصلحة.",
    themes=("partnership_training",),
    areas=("meknes",),
)
CONFIDED = Content(
    title="مثال لانشغال موجه إلى الخلية وحدها",
    text="هذا نص مثال كُتب للخلية وحدها. لا يقرؤه إلا من بيده مفتاح الخلية، ويُسجَّل كل اطلاع عليه.",
    themes=("drugs_dealing",),
    areas=("hamria",),
)
# Sent here by mistake, as people do: the portal marks it, and the moderator refers it to a helpline in one click.
EMERGENCY = Content(
    title="مثال: شجار بالسكاكين قرب الملعب الآن",
    text="هذا مثال لنص أُرسل إلى البوابة خطأ بدل الاتصال بالشرطة: مجموعة من الشباب يتشاجرون الآن قرب ملعب الحي، وأحدهم يحمل سكينا.",
    place="قرب ملعب الحي",
    themes=("violence_weapons",),
    areas=("hamria",),
)
QUESTION = "شكرا على مقترحكم. كم عدد المستفيدين المحتملين، وأي أيام تناسبكم؟"


def send(moderator: User) -> bool:
    """Register, verify, send and ask by the real actions; ``False`` if that was done before."""
    if User.objects.filter(email=SENDERS[0].email).exists():
        return False
    with transaction.atomic(), pghistory.context(source="demonstration"):
        first, second = (signed_up(sender, moderator) for sender in SENDERS)
        sent(first, Concern.Kind.CONCERN, Concern.Use.PUBLIC_NAMED, MOTORBIKES)
        sent(second, Concern.Kind.CONCERN, Concern.Use.PUBLIC_UNNAMED, LIGHTING)
        sent(first, Concern.Kind.CONCERN, Concern.Use.CELL_ONLY, CONFIDED)
        sent(second, Concern.Kind.CONCERN, Concern.Use.PUBLIC_UNNAMED, EMERGENCY)
        proposal = sent(first, Concern.Kind.PROPOSAL, Concern.Use.PUBLIC_NAMED, TRAINING)
        review.move(proposal, by=moderator, move="ask", sentence=QUESTION)
    return True


def signed_up(sender: Sender, moderator: User) -> Membership:
    user = account_of(sender.email, f"Demonstration {sender.role}")
    association: Association = associations.sign_up(
        by=user,
        role=sender.role,
        name=sender.name,
        purpose=sender.purpose,
        seat="مكناس",
        areas=Area.objects.filter(key=sender.area),
        themes=Theme.objects.filter(key="schools"),
    )
    if sender.is_verified:
        association = associations.move(association, by=moderator, move="verify")
    return Membership.objects.select_related("user", "association").get(user=user, association=association)


def sent(sender: Membership, kind: str, use: str, content: Content) -> Concern:
    key = sealing.new_browser_key()
    writer: dict[str, Any] = {"by": sender.user, "browser_key": key}
    draft = drafts.begin(association=sender.association, draft_id=uuid.uuid4(), typed={}, **writer)
    return submission.submit(draft, kind=kind, use=use, language="ar", content=content, **writer)
