"""The verbs with which an Arabic report tells each kind of point, by the shape of the noted text."""

from __future__ import annotations

from typing import Final, NamedTuple

from consultations.models import Point
from consultations.reports.drafting.phrases import Shape


class Frame(NamedTuple):
    """``verbs``: masculine, feminine, plural. ``words`` follow the verb and its subject, ``before`` stands before each item: {} is his,
    her or their."""

    verbs: tuple[str, str, str]
    words: str
    before: str


# Nouns that are praise by themselves.
THANKED: Final = {
    "الإشادة": "تمت الإشادة", "الاشادة": "تمت الإشادة", "التنويه": "تم التنويه", "الشكر": "تم توجيه الشكر", "شكر": "تم شكر",
    "الثناء": "تم الثناء", "التقدير": "تم التعبير عن التقدير", "تقدير": "تم التعبير عن تقدير", "تهنئة": "تمت تهنئة",
}  # fmt: skip
EXPRESSED: Final = ("عبر", "عبرت", "عبروا")
FRAMES: Final[dict[str, dict[Shape, Frame]]] = {
    Point.Kind.CONCERN: {
        Shape.NOUN: Frame(EXPRESSED, "عن انشغال{}", "ب"),
        Shape.SENTENCE: Frame(("أشار", "أشارت", "أشاروا"), "إلى", "أن "),
        Shape.SPOKEN: Frame(EXPRESSED, "عن انشغال{} بالقول:", ""),
        Shape.OTHER: Frame(("أثار", "أثارت", "أثاروا"), "النقط الآتية:", ""),
    },
    Point.Kind.DEMAND: {
        Shape.NOUN: Frame(("طالب", "طالبت", "طالبوا"), "", "ب"),
        Shape.SENTENCE: Frame(("طالب", "طالبت", "طالبوا"), "", "بأن "),
        Shape.SPOKEN: Frame(EXPRESSED, "عن مطالب{} بالقول:", ""),
        Shape.OTHER: Frame(("طالب", "طالبت", "طالبوا"), "بما يلي:", ""),
    },
    Point.Kind.RECOMMENDATION: {
        Shape.NOUN: Frame(("أوصى", "أوصت", "أوصوا"), "", "ب"),
        Shape.SENTENCE: Frame(("أوصى", "أوصت", "أوصوا"), "", "بأن "),
        Shape.SPOKEN: Frame(("اقترح", "اقترحت", "اقترحوا"), "ما يلي:", ""),
        Shape.OTHER: Frame(("أوصى", "أوصت", "أوصوا"), "بما يلي:", ""),
    },
    Point.Kind.PRAISE: {
        Shape.NOUN: Frame(("نوه", "نوهت", "نوهوا"), "", "ب"),
        Shape.SENTENCE: Frame(("سجل", "سجلت", "سجلوا"), "بارتياح", "أن "),
        Shape.SPOKEN: Frame(EXPRESSED, "عن تنويه{} بالقول:", ""),
        Shape.OTHER: Frame(("سجل", "سجلت", "سجلوا"), "بارتياح ما يلي:", ""),
    },
    Point.Kind.CONSENSUS: {
        Shape.NOUN: Frame(("أجمع", "أجمعت", "أجمعوا"), "", "على "),
        Shape.SENTENCE: Frame(("أجمع", "أجمعت", "أجمعوا"), "على", "أن "),
        Shape.SPOKEN: Frame(("أجمع", "أجمعت", "أجمعوا"), "على ما يلي:", ""),
        Shape.OTHER: Frame(("أجمع", "أجمعت", "أجمعوا"), "على ما يلي:", ""),
    },
    Point.Kind.COMMITMENT: {
        Shape.NOUN: Frame(("التزم", "التزمت", "التزموا"), "", "ب"),
        Shape.SENTENCE: Frame(("التزم", "التزمت", "التزموا"), "", "بأن "),
        Shape.SPOKEN: Frame(("التزم", "التزمت", "التزموا"), "بما يلي:", ""),
        Shape.OTHER: Frame(("التزم", "التزمت", "التزموا"), "بما يلي:", ""),
    },
}
# Where nobody is known to have said it.
IMPERSONAL: Final[dict[str, str]] = {
    Point.Kind.COMMITMENT: "تم الالتزام",
    Point.Kind.CONSENSUS: "تم تسجيل الإجماع",
    Point.Kind.DEMAND: "تكررت في المداخلات المطالبة",
}
