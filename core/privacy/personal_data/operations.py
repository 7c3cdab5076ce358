"""What helps whoever wants to avoid or harm the police or a school: times of patrols, planned operations, layouts of schools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading

_FORCES = r"(?:و|ال|وال|بال|لل|ب|ل)?(?:دوريه|دوريات|دوريات|مداهم\w+|كمين|كمائن|حاجز امني|سد قضائي|السدود القضائيه|فرقه الدراجين|حمله تمشيطيه|عمليه امنيه|تدخل امني)|patrouilles?|ronde|rondes|descentes? de police|perquisitions?|barrages? de police|operation coup de poing|controle inopine|guet"
_HOUR = (
    r"(?:الساعه\s\S+|\d{1,2}\s?[:h]\s?\d{0,2}(?!\d)|علي الساعه|ما بين الساعه|بين\s\d{1,2}|كل\s(?:ليله|يوم|صباح|مساء)|(?:ليله|يوم|صباح|مساء|فجر)\s(?:ال\w+)|"
    r"(?:chaque|tous les)\s\w+|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|a l'aube|minuit)"
)
_PATROL = re.compile(rf"(?<!\w)(?:{_FORCES})(?!\w)[^.!?؟;؛\n]{{0,90}}?(?:{_HOUR})")
_LAYOUT = re.compile(
    r"(?:مدخل|مخرج|كاميرات?|كاميرا|حارس|مفتاح|سور|باب خلفي|الباب الخلفي|ثغره|entree de service|porte derriere|porte arriere|camera|cameras|gardien|cle|mur)[^.!?؟;؛\n]{0,60}(?:(?:ال)?(?:مدرسه|ثانويه|اعداديه|روض|داخليه)|ecole|lycee|college|internat)"
    r"[^.!?؟;؛\n]{0,60}(?:معطل\w?|لا تشتغل|غير محروس\w?|مفتوح\w? دائما|يغيب|بدون حراسه|en panne|ne marche pas|sans surveillance|toujours ouverte?|absent)"
)


# A patrol that is asked for is no secret.
_ASKED = re.compile(
    r"(?<!\w)(?:[ينت]?طلب|[ينت]?طالب|[ين]?لتمس|التمس|[ين]?رجو|نريد|بغينا|[ين]?قترح|اقترح|المرجو|demand|souhait|reclam|sollicit|propos|bghina|nti?alb)"
)


def operations(reading: Reading) -> Iterator[Candidate]:
    for pattern in (_PATROL, _LAYOUT):
        for found in pattern.finditer(reading.plain):
            if not _ASKED.search(reading.before(found.start(), 60)):
                yield Candidate(*found.span(), Kind.OPERATION)
