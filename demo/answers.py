"""What became of the five demands of 2018 in the demonstration: invented, and every sentence says that it is an example."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from core.text.texts import Texts

EXAMPLE = Texts(ar="(مثال)", fr="(exemple)", en="(example)")
ASSIGNED_ON = dt.date(2018, 10, 22)


class Promise(NamedTuple):
    what: Texts
    due_on: dt.date | None
    """``None``: half a year after the demonstration was loaded."""


class Said(NamedTuple):
    """One follow-up. ``on``: ``None`` for the day on which the demonstration is loaded."""

    on: dt.date | None
    sentence: Texts
    answer: Texts = Texts()
    move: str = ""
    due_on: dt.date | None = None
    body: str = ""
    reason: str = ""
    promise: Promise | None = None
    evidence: Texts = Texts()
    """What shows that the commitment of the demand was kept."""


def example(ar: str, fr: str, en: str) -> Texts:
    return Texts(ar=f"{ar} {EXAMPLE.ar}", fr=f"{fr} {EXAMPLE.fr}", en=f"{en} {EXAMPLE.en}")


CRIME = (
    Said(
        dt.date(2018, 11, 12),
        example(
            "شُرع في العمل: أُعدت لائحة بالنقط التي ذكرتها الجمعيات.",
            "Le travail a commencé : les lieux signalés par les associations ont été recensés.",
            "Work has begun: the places that associations named were listed.",
        ),
        example(
            "تُكثَّف الدوريات في النقط التي ذكرتها الجمعيات، وتُعرض الحصيلة في لقاء مفتوح.",
            "Les patrouilles sont renforcées dans les lieux signalés, et un bilan sera présenté en rencontre ouverte.",
            "Patrols are increased in the places that were named, and results will be presented in an open meeting.",
        ),
        move="start",
    ),
    Said(
        None,
        example(
            "يتواصل العمل، ويُعرض التقرير المرحلي في الأجل المعلن.",
            "Le travail se poursuit ; le rapport d’étape sera présenté à la date annoncée.",
            "Work goes on; a progress report will be presented by the announced date.",
        ),
        promise=Promise(
            example(
                "عرض تقرير مرحلي في لقاء مفتوح مع الجمعيات",
                "Présenter un rapport d’étape en rencontre ouverte avec les associations",
                "Present a progress report in an open meeting with associations",
            ),
            None,
        ),
    ),
)
GUIDE = (
    Said(
        dt.date(2018, 11, 14),
        example(
            "بُرمج إعداد الدليل مع الجمعيات قبل نهاية فبراير 2019.",
            "La rédaction du guide avec les associations est prévue avant fin février 2019.",
            "Writing the guide with associations is planned before the end of February 2019.",
        ),
        example(
            "سيشرح الدليل إلى أي مصلحة يتوجه المواطن، وكيف تعمل الجمعيات مع الخلية.",
            "Le guide expliquera à quel service s’adresser et comment les associations travaillent avec la cellule.",
            "The guide will explain which service to turn to and how associations work with the cell.",
        ),
        move="plan",
        due_on=dt.date(2019, 2, 28),
        promise=Promise(
            example("إعداد الدليل ونشره", "Rédiger le guide et le publier", "Write the guide and publish it"),
            dt.date(2019, 2, 28),
        ),
    ),
    Said(
        dt.date(2019, 2, 20),
        example(
            "صدر الدليل ووُزع على الجمعيات.",
            "Le guide est paru et a été remis aux associations.",
            "The guide was published and handed to associations.",
        ),
        example(
            "الدليل متاح للجمعيات بمقر الدائرة، وتُحيَّن نسخته كل سنة.",
            "Le guide est disponible au siège de l’arrondissement ; il est mis à jour chaque année.",
            "The guide is available at the precinct and is updated every year.",
        ),
        move="finish",
        due_on=dt.date(2019, 2, 28),
        evidence=example(
            "محضر تسليم الدليل لفائدة الجمعيات الحاضرة",
            "Procès-verbal de remise du guide aux associations présentes",
            "Minutes of handing the guide to the associations present",
        ),
    ),
)
PARTNERSHIPS = (
    Said(
        dt.date(2018, 11, 15),
        example(
            "يتعذر الالتزام ببرنامج دائم للتكوين في الوقت الراهن.",
            "Un programme permanent de formation n’est pas possible pour le moment.",
            "A permanent training programme is not possible at present.",
        ),
        example(
            "لا تتوفر الخلية حاليا على مكونين متفرغين. وتبقى أبواب الأيام التحسيسية مفتوحة للجمعيات.",
            "La cellule ne dispose pas de formateurs à plein temps. Les journées de sensibilisation restent ouvertes aux associations.",
            "The cell has no full-time trainers. Awareness days remain open to associations.",
        ),
        move="decline",
        reason="means",
    ),
)
NETWORKS = (
    Said(
        dt.date(2018, 11, 16),
        example(
            "أُحيل المطلب على السلطة المحلية، وهي الجهة التي تتلقى تصريحات تأسيس الجمعيات وشبكاتها.",
            "La demande est transmise à l’autorité locale, qui reçoit les déclarations des associations et de leurs réseaux.",
            "The demand was referred to the local authority, which receives declarations of associations and their networks.",
        ),
        example(
            "تأسيس الشبكات حر ويكون بتصريح لدى السلطة المحلية. وتحضر الخلية إذا دعتها الشبكة إلى لقاء تواصلي.",
            "La création d’un réseau est libre et se déclare auprès de l’autorité locale. La cellule répond aux invitations des réseaux.",
            "Networks are founded freely, by declaration to the local authority. The cell attends when a network invites it.",
        ),
        move="refer",
        body="local_authority_meknes",
    ),
)
# In the order of demo.meknes.DEMANDS. The second, about schools, is not answered: it is raised again in 2019.
ANSWERS: tuple[tuple[Said, ...], ...] = (CRIME, (), GUIDE, PARTNERSHIPS, NETWORKS)
