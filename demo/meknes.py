"""The consultative meeting of 17 October 2018 in Meknès: facts of a press report in our own wording.

Facts that the report does not have stay unknown: names, headcounts, exact times, how often each demand was raised.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from core.text.texts import Texts

HELD_ON = dt.date(2018, 10, 17)
TITLE = Texts(
    ar="لقاء تشاوري مفتوح مع فعاليات المجتمع المدني بمقر الدائرة الثانية",
    fr="Rencontre de concertation ouverte avec la société civile au siège du deuxième arrondissement",
    en="Open consultative meeting with civil society at the seat of the second precinct",
)
SERIES = Texts(
    ar="اللقاءات التواصلية مع المجتمع المدني بمكناس",
    fr="Rencontres de communication avec la société civile à Meknès",
    en="Outreach meetings with civil society in Meknès",
)
VENUE = Texts(
    ar="مقر الدائرة الثانية للشرطة، مكناس",
    fr="Siège du deuxième arrondissement de police, Meknès",
    en="Seat of the second police precinct, Meknès",
)
AXES = (
    Texts(
        ar="المقاربة التشاركية وحاجات المجتمع المدني في الشأن الأمني",
        fr="L’approche participative et les besoins de la société civile en matière de sécurité",
        en="The participatory approach and what civil society needs in matters of security",
    ),
    Texts(
        ar="المخدرات والاعتداءات وسبل الحد منها",
        fr="Drogues et agressions : comment les réduire",
        en="Drugs and assaults, and how to reduce them",
    ),
    Texts(
        ar="تنسيق برامج التوعية والعمل المشترك",
        fr="Coordonner la sensibilisation et agir ensemble",
        en="Coordinating awareness programmes and acting together",
    ),
)


class Official(NamedTuple):
    function: Texts
    unit: str
    is_acting: bool = False
    role: str = "attendee"


OFFICIALS = (
    Official(Texts(ar="والي أمن مكناس", fr="Préfet de police de Meknès", en="Wali of security of Meknès"), "meknes"),
    Official(
        Texts(
            ar="رئيس المنطقة الأمنية الثانية",
            fr="Chef du deuxième district de police",
            en="Head of the second security zone",
        ),
        "meknes_zone_2",
    ),
    Official(
        Texts(
            ar="رئيس المنطقة الأمنية الأولى",
            fr="Chef du premier district de police",
            en="Head of the first security zone",
        ),
        "meknes_zone_1",
        is_acting=True,
    ),
    Official(
        Texts(ar="رئيس خلية التواصل", fr="Chef de la cellule de communication", en="Head of the communication cell"),
        "meknes",
        role="facilitator_opener",
    ),
)
CIVIL_SOCIETY = Texts(ar="فعاليات من المجتمع المدني", fr="Acteurs de la société civile", en="Civil-society actors")

OPENING = Texts(
    ar=(
        "دعا رئيس خلية التواصل، في كلمة الافتتاح، إلى البناء على ما تحقق في السابق، وإلى صون القرب من الساكنة، "
        "وإلى مد الجسور مع المجتمع المدني، لأنه طرف أساسي في تحسين العمل الأمني بمكناس."
    ),
    fr=(
        "En ouvrant la rencontre, le chef de la cellule de communication a invité à bâtir sur les acquis, à préserver la proximité "
        "avec les habitants et à jeter des ponts vers la société civile, acteur essentiel d’une meilleure action de sécurité à Meknès."
    ),
    en=(
        "Opening the meeting, the head of the communication cell asked to build on what had been gained, to value closeness to "
        "residents and to build bridges with civil society, a key player in improving the work of security in Meknès."
    ),
)
ON_AGREEMENT = Texts(
    ar="التقت عدة مداخلات لفعاليات المجتمع المدني عند ثلاث نقط. لم يُدوَّن عدد هذه المداخلات ولا أسماء أصحابها.",
    fr=(
        "Plusieurs interventions de la société civile se sont rejointes sur trois points. Ni leur nombre ni le nom des intervenants "
        "n’ont été notés."
    ),
    en="Several contributions from civil society met on three points. Neither their number nor the speakers' names were recorded.",
)
ON_DEMANDS = Texts(
    ar="ترددت في مداخلات فعاليات المجتمع المدني خمسة مطالب أكثر من مرة. لم يُدوَّن عدد مرات ذكر كل مطلب.",
    fr=(
        "Cinq demandes sont revenues plusieurs fois dans les interventions de la société civile. Le nombre de fois n’a pas été noté."
    ),
    en="Five demands were raised several times in the contributions from civil society. How many times was not recorded.",
)
CONCLUSION = Texts(
    ar=(
        "خرج اللقاء برصيد متنوع من المقترحات الرصينة. ويجمعها فهم واحد: الأمن لا يُختزل في النصوص القانونية ولا في التدخل الميداني، "
        "بل هو أيضا وقاية واستباق، وللجمعيات والمدرسة والإعلام نصيب في تحصين المجتمع، كل في مجال اختصاصه."
    ),
    fr=(
        "La rencontre a produit des propositions variées et réfléchies. Une même idée les relie : la sécurité ne se réduit ni aux textes "
        "de loi ni aux interventions policières ; elle est aussi prévention et anticipation, et les associations, l’école et les médias y ont leur "
        "part, chacun dans son domaine."
    ),
    en=(
        "The meeting yielded varied and considered proposals. One idea ties them together: security is more than legal texts and "
        "interventions. It is also prevention and foresight, and associations, schools and the media each have their part in it."
    ),
)


class Noted(NamedTuple):
    title: Texts
    text: Texts
    themes: tuple[str, ...]
    substance: str = ""


CONSENSUS = (
    Noted(
        Texts(
            ar="الاستماع إلى حاجات المجتمع المدني منهج مرحب به",
            fr="L’écoute des besoins de la société civile est saluée",
            en="Listening to what civil society needs is welcomed",
        ),
        Texts(
            ar="استحسن المتدخلون أن تُسمع حاجات الجمعيات في الوضعية الأمنية بمكناس وفق مقاربة تشاركية.",
            fr="Les intervenants ont salué l’approche participative adoptée pour entendre leurs besoins sur la situation sécuritaire à Meknès.",
            en="Speakers welcomed the participatory approach to hearing their needs about the state of security in Meknès.",
        ),
        ("partnership_consultation",),
        "praise",
    ),
    Noted(
        Texts(
            ar="المخدرات والاعتداءات أكثر ما يقلق الحاضرين",
            fr="Les drogues et les agressions inquiètent le plus",
            en="Drugs and assaults worry those present most",
        ),
        Texts(
            ar="عدّ المتدخلون آفة المخدرات والاعتداءات الجسدية والجنسية من مظاهر تخوف المجتمع المدني، ودعوا جميعا إلى الحد منها.",
            fr=(
                "Les drogues et les agressions physiques et sexuelles font partie des craintes de la société civile ; "
                "tous ont appelé à les réduire."
            ),
            en="Drugs and physical and sexual assaults are among civil society's fears; all called for reducing them.",
        ),
        ("drugs", "violence_physical", "violence_sexual"),
        "concern",
    ),
    Noted(
        Texts(
            ar="برامج التوعية تلتقي في الغاية، فلتُنسَّق",
            fr="Les programmes de sensibilisation se rejoignent : les coordonner",
            en="Awareness programmes share one aim and should be coordinated",
        ),
        Texts(
            ar="دعا المتدخلون إلى التنسيق وإلى إيجاد نقط التقاء بين ما تنجزه خلية التواصل من توعية وما تحمله الجمعيات من مشاريع مماثلة.",
            fr=(
                "Les intervenants souhaitent coordonner les actions de sensibilisation de la cellule de communication et les projets "
                "semblables des associations."
            ),
            en="Speakers asked to coordinate the cell's awareness work with the similar projects that associations carry.",
        ),
        ("partnership_coordination",),
        "recommendation",
    ),
)
DEMANDS = (
    Noted(
        Texts(
            ar="إعطاء الأولوية لمحاربة الجريمة المنظمة والعنف والمخدرات في كل أحياء مكناس",
            fr="Donner la priorité à la lutte contre le crime organisé, la violence et les drogues dans tous les quartiers de Meknès",
            en="Give priority to fighting organised crime, violence and drugs in every neighbourhood of Meknès",
        ),
        Texts(
            ar="ويشمل ذلك تجفيف منابع ترويج المخدرات ومكافحة الإدمان.",
            fr="Il s’agit notamment de tarir les sources du trafic de drogues et de combattre l’addiction.",
            en="This includes drying up the sources of drug dealing and tackling addiction.",
        ),
        ("organised", "violence", "drugs_dealing", "drugs_addiction_care"),
    ),
    Noted(
        Texts(
            ar="تعزيز الأمن في محيط المؤسسات التعليمية",
            fr="Renforcer la sécurité aux abords des établissements scolaires",
            en="Strengthen security around schools",
        ),
        Texts(
            ar="والمطلوب تقوية آليات الأمن حول المدارس.",
            fr="Il s’agit de renforcer les dispositifs de sécurité autour des écoles.",
            en="This means reinforcing the means of security around them.",
        ),
        ("schools_surroundings",),
    ),
    Noted(
        Texts(
            ar="إصدار دليل عمل تشاركي للمجتمع المدني في قضايا الأمن المجتمعي",
            fr="Publier un guide de travail participatif pour la société civile sur la sécurité communautaire",
            en="Publish a participatory working guide for civil society on community security",
        ),
        Texts(),
        ("partnership_guide",),
    ),
    Noted(
        Texts(
            ar="بناء شراكات تفاعلية مع المجتمع المدني وتعزيز قدراته",
            fr="Nouer des partenariats interactifs avec la société civile et renforcer ses capacités",
            en="Build interactive partnerships with civil society and strengthen its capacities",
        ),
        Texts(
            ar="ويتم ذلك عن طريق التكوين والتحسيس، حتى تنخرط الجمعيات عن معرفة.",
            fr="Cela passe par la formation et la sensibilisation, pour un engagement éclairé des associations.",
            en="This takes training and awareness, so that associations take part knowingly.",
        ),
        ("partnership_agreements", "partnership_training"),
    ),
    Noted(
        Texts(
            ar="إحداث شبكات وأنسجة جمعوية تعنى بالأمن المجتمعي ودعمها بالتكوين القانوني والحقوقي",
            fr="Créer des réseaux associatifs pour la sécurité communautaire et les soutenir par une formation juridique et aux droits humains",
            en="Create networks of associations for community security, supported by legal and human-rights training",
        ),
        Texts(),
        ("partnership_networks", "partnership_training"),
    ),
)
HEADLINE = Texts(
    ar="الوقاية قبل التدخل: خمسة مطالب تكررت في لقاء الدائرة الثانية بمكناس",
    fr="Prévenir avant tout : cinq demandes reviennent à la rencontre du deuxième arrondissement de Meknès",
    en="Prevention before intervention: five demands raised several times at the meeting of the second precinct of Meknès",
)
LEAD = Texts(
    ar=(
        "مساء الأربعاء 17 أكتوبر 2018، التقت فعاليات من المجتمع المدني بمسؤولي ولاية أمن مكناس في مقر الدائرة الثانية. "
        "اجتمعت المداخلات على ثلاث نقط، وتكررت فيها خمسة مطالب، في مقدمتها محاربة الجريمة والمخدرات وأمن محيط المدارس."
    ),
    fr=(
        "Le mercredi 17 octobre 2018 en soirée, des acteurs de la société civile ont rencontré les responsables de la préfecture de police "
        "de Meknès au siège du deuxième arrondissement. Les interventions se sont rejointes sur trois points et cinq demandes sont "
        "revenues, à commencer par la lutte contre la criminalité et les drogues et la sécurité aux abords des écoles."
    ),
    en=(
        "On the evening of Wednesday 17 October 2018, civil-society actors met the heads of the Meknès police prefecture at the seat of "
        "the second precinct. Contributions agreed on three points, and five demands were raised several times, first among them fighting crime and "
        "drugs, and security around schools."
    ),
)
