"""What two programmes near schools say. Invented; every title says that it is an example."""

from __future__ import annotations

from typing import Final

from core.text.texts import Texts
from demo.answers import example

SCHOOL: Final = Texts(
    ar="ثانوية إعدادية بمكناس (مثال)", fr="Collège à Meknès (exemple)", en="Middle school in Meknès (example)"
)
OF_CELL: Final = {
    "title": example("التحسيس داخل المؤسسات", "Sensibilisation dans les établissements", "Awareness work in schools"),
    "summary": Texts(
        ar="حصص حول العبور الآمن ومداخل المدارس، يؤطرها شرطيان مكونان، مع وقت لأسئلة التلاميذ.",
        fr="Séances sur la traversée et les abords des écoles, animées par deux policiers formés, avec un temps de questions.",
        en="Sessions about crossing safely and school entrances, led by two trained officers, with time for questions.",
    ),
    "brings": Texts(ar="مؤطران ومطويات.", fr="Deux animateurs et des dépliants.", en="Two trainers and leaflets."),
    "materials": Texts(
        ar="مطوية «أمام مدرستي».", fr="Dépliant «\u00a0Devant mon école\u00a0».", en="Leaflet “Before my school”."
    ),
}
OF_ASSOCIATION: Final = {
    "title": example("أصدقاء الطريق", "Les amis de la route", "Friends of the road"),
    "summary": Texts(
        ar="متطوعون يرافقون تلاميذ الإعدادي في ورشات حول الدراجة والطريق إلى المدرسة.",
        fr="Des bénévoles animent des ateliers sur le vélo et le chemin de l’école.",
        en="Volunteers hold workshops about cycling and the way to school.",
    ),
    "brings": Texts(
        ar="ثمانية متطوعين ودراجات للتمرين.",
        fr="Huit bénévoles et des vélos d’exercice.",
        en="Eight volunteers and bicycles to practise.",
    ),
}
OFFER: Final = Texts(
    ar="يلتقي برنامجكم وبرنامجنا في فبراير عند تلاميذ الإعدادي. نقترح برنامجا واحدا بحصص مشتركة. هل يناسبكم ذلك؟ (مثال)",
    fr="Votre programme et le nôtre se croisent en février auprès des collégiens. Nous proposons un seul programme, avec des "
    "séances communes. Cela vous convient-il\u00a0? (exemple)",
    en="Your programme and ours meet in February among pupils of middle schools. We propose one programme with shared sessions. "
    "Does that suit you? (example)",
)
JOINT: Final = {
    "title": example("طريق آمن إلى المدرسة", "Un chemin sûr vers l’école", "A safe way to school"),
    "summary": Texts(
        ar="حصص مشتركة: شرطيان ومتطوعون أمام القسم نفسه، نصفها نقاش ونصفها تمرين.",
        fr="Séances communes\u00a0: policiers et bénévoles devant la même classe, moitié échange, moitié exercice.",
        en="Shared sessions: officers and volunteers before the same class, half talk, half practice.",
    ),
}
REPORTED: Final = "أُنجزت أربع حصص، وشارك فيها متطوعون مع مؤطري الخلية. لم نعدّ الحضور في حصة واحدة. (مثال)"
DONE: Final = Texts(
    ar=REPORTED,
    fr="Quatre séances ont eu lieu, avec des bénévoles et les animateurs de la cellule. La présence n’a pas été comptée à l’une d’elles. (exemple)",
    en="Four sessions took place, with volunteers and the trainers of the cell. Nobody counted in one of them. (example)",
)
DONE_NOTE: Final = Texts(
    ar="ما أُنجز ومن شمله.", fr="Ce qui a été fait, qui a été touché.", en="What was done, whom it reached."
)
