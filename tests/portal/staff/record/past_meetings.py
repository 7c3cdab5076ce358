"""Five invented meetings as newspapers and minutes tell them, as somebody types them into the forms of the record.

Units, institutions and themes of the portal stand in for those of other towns.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Past(NamedTuple):
    """``facts``, ``people`` and ``points``: what is typed; a row of ``points``: kind, title, and further fields by their names."""

    facts: dict[str, Any]
    people: dict[str, Any]
    points: list[tuple[str, str, dict[str, Any]]]
    conclusion: str = ""


ZONE_OF_HAMRIA = Past(
    {
        "title_ar": "لقاء تواصلي مع جمعيات حمرية والبساتين", "kind": "outreach", "held_on": "2019-03-12", "starts_at": "16:00",
        "venue_ar": "قاعة الاجتماعات بمقر المنطقة الأمنية الأولى", "unit": "meknes_zone_1", "organiser": "meknes_zone_1",
        "declared_associations": "40", "declared_women": "11", "declared_contributions": "18", "counts_are_estimates": "on",
    },
    {
        "function_1": "رئيس المنطقة الأمنية الأولى", "part_1": "chaired_opened", "is_acting_1": "on",
        "function_2": "رؤساء الدوائر الأمنية الأولى والثالثة والسادسة", "function_3": "رئيس الهيئة الحضرية",
        "function_4": "قائد الملحقة الإدارية حمرية", "side_4": "institution",
        "function_5": "رئيسة خلية التواصل بولاية أمن مكناس", "part_5": "facilitated",
        "opening": "الأمن مسؤولية يتقاسمها الجميع، والوقاية تبدأ من البيت والدرب.",
    },
    [
        ("figure", "قضايا السرقة المعالجة", {"value": "214", "unit": "قضية", "period": "الأشهر الثلاثة الأخيرة", "speaker": 1}),
        ("figure", "المقدمون أمام العدالة", {"value": "97", "unit": "شخصا", "period": "الأشهر الثلاثة الأخيرة", "speaker": 1}),
        ("praise", "سياسة القرب التي تنهجها مصالح الأمن", {}),
        ("consensus", "جعل هذه اللقاءات موعدا قارا كل ثلاثة أشهر", {}),
        ("demand", "إحداث نقطة أمنية قارة بجوار المحطة الطرقية", {"theme": True}),
        ("demand", "تكثيف الدوريات الراجلة ليلا بالأزقة الخلفية للأسواق الممتازة", {"theme": True}),
        ("demand", "التعجيل بإصلاح أعمدة الإنارة العمومية المعطلة", {"theme": True}),
        ("concern", "السياقة الاستعراضية لبعض أصحاب الدراجات النارية أمام الثانويات", {}),
        ("commitment", "برمجة دورية إضافية للدراجين أمام المؤسسات التعليمية", {"speaker": 1, "starts_on": "2019-03-18"}),
        ("commitment", "إحالة ملف الإنارة كتابة على جماعة مكناس", {"speaker": 1}),
    ],
    "أبواب المنطقة تظل مفتوحة في وجه كل الجمعيات دون استثناء.",
)  # fmt: skip
PREVENTION_AT_SCHOOL = Past(
    {
        "title_ar": "لقاء موضوعاتي حول العنف في محيط المدارس", "kind": "thematic", "held_on": "2020-02-26", "starts_at": "10:30",
        "venue_ar": "ثانوية تأهيلية", "unit": "meknes_zone_2", "organiser": "meknes_zone_2",
        "organised_with_ar": "المديرية الإقليمية للتربية الوطنية",
    },
    {
        "function_1": "نائب رئيس المنطقة الأمنية الثانية", "part_1": "chaired", "on_behalf_of_1": "رئيس المنطقة الأمنية الثانية",
        "function_2": "المدير الإقليمي للتربية الوطنية", "side_2": "institution", "part_2": "opened",
        "function_3": "رئيس فرقة الأمن المدرسي", "function_4": "طبيبة الصحة المدرسية", "side_4": "institution",
        "function_5": "مديرو ثلاث وعشرين مؤسسة", "side_5": "institution",
        "function_6": "مفتشة في التوجيه التربوي", "side_6": "institution", "part_6": "facilitated",
        "function_7": "رئيس المنطقة الأمنية الثانية", "part_7": "excused",
        "opening": "نوه باليقظة التي أبانت عنها عناصر الأمن خلال امتحانات الباكالوريا.",
    },
    [
        ("figure", "حالات العنف التي تقع خارج أسوار المؤسسات", {"value": "41", "unit": "%", "speaker": 2}),
        ("concern", "ترويج لفافات الحشيش من طرف باعة متجولين قرب المؤسسات", {}),
        ("concern", "السلب تحت التهديد على بعد أمتار من باب المؤسسة", {}),
        ("concern", "التنمر الذي ينتقل من القسم إلى شاشة الهاتف", {}),
        ("demand", "حضور شرطي بباب كل مؤسسة ساعة الخروج", {"theme": True}),
        ("demand", "إغلاق مقاهي الشيشة القريبة من الثانويات", {"theme": True}),
        ("commitment", "تعزيز فرقة الأمن المدرسي بأربعة دراجين", {"speaker": 1, "due_on": "2020-03-31"}),
        ("recommendation", "إحداث ناد للوساطة بين التلاميذ بكل ثانوية", {}),
        ("recommendation", "تنظيم حصص تحسيسية لفائدة الآباء مرة في كل دورة", {}),
        ("recommendation", "وضع رقم هاتفي خاص بالتبليغ رهن إشارة مديري المؤسسات", {}),
    ],
)  # fmt: skip
MERCHANTS = Past(
    {
        "title_ar": "استقبال وفد من تجار المدينة العتيقة", "kind": "reception", "held_on": "2020-02-01", "day_known": "nothing",
        "venue_ar": "مكتب رئيس الدائرة", "unit": "meknes_district_2", "organiser": "meknes_district_2",
        "requester": "association", "requesting_body_ar": "جمعية السوق الكبير للتجار والحرفيين", "requester_agrees": "on",
        "declared_people": "14",
    },
    {
        "function_1": "رئيس الدائرة الأمنية الثانية", "part_1": "chaired", "function_2": "محتسب المدينة", "side_2": "institution",
        "function_3": "ضابط مكلف بالاستعلامات العامة", "function_4": "رئيس مصلحة الشرطة الإدارية بالجماعة", "side_4": "elected",
        "associations": "جمعية السوق الكبير للتجار والحرفيين\nجمعية باب سبتة للصناعة التقليدية\nتعاونية الدرازين\n"
        "رابطة النساء الخياطات\nجمعية قدماء النجارين",
        "associations_agree": "on",
    },
    [
        ("concern", "تكرار السطو على الدكاكين", {}),
        ("concern", "توقف الحراسة الليلية منذ عيد الأضحى", {}),
        ("concern", "انطفاء مصابيح الممر المؤدي إلى القيسارية", {}),
        ("demand", "مرور دورية كل ليلة قبيل إغلاق الدكاكين", {"theme": True}),
        ("demand", "السماح للتجار بتركيب كاميرات على نفقتهم", {"theme": True}),
        ("demand", "منع دخول الدراجات النارية إلى الممرات المغطاة", {"theme": True}),
        ("praise", "سرعة توقيف المتورطين في سرقة محل للأثواب", {}),
        ("commitment", "إدراج السوق ضمن مسار الدوريات الليلية", {"speaker": 1}),
        ("commitment", "مراسلة الجماعة بشأن الترخيص للكاميرات", {"speaker": 1}),
        ("recommendation", "انتداب حراس يتوفرون على رخصة", {"speaker": 1}),
    ],
)  # fmt: skip
REGIONAL_SECURITY = Past(
    {
        "title_ar": "لقاء تقييمي مع النسيج الجمعوي", "kind": "evaluation", "held_on": "2022-03-05", "number_in_series": "4",
        "venue_ar": "القاعة الكبرى للأمن الإقليمي", "unit": "meknes", "organiser": "meknes", "declared_people": "100",
        "declared_associations": "52", "declared_contributions": "21", "counts_are_estimates": "on",
    },
    {
        "function_1": "رئيس الأمن الإقليمي", "part_1": "chaired", "function_2": "رئيس الشرطة القضائية",
        "function_3": "نائب رئيس مصلحة السير والجولان", "function_4": "رئيس قسم الشؤون العامة بالعمالة", "side_4": "institution",
        "function_5": "مديرة مركز حماية الطفولة", "side_5": "institution",
        "function_6": "عضو عن المجلس الجماعي", "side_6": "elected",
        "function_7": "مندوب التعاون الوطني", "side_7": "institution", "part_7": "facilitated",
        "function_8": "المدير الإقليمي للتعليم", "side_8": "institution", "part_8": "absent",
    },
    [
        ("progress", "تسعة مطالب من أصل خمسة عشر وجدت طريقها إلى التنفيذ", {"speaker": 1}),
        ("figure", "متوسط زمن الاستجابة لنداءات الخط 19", {"value": "8", "unit": "دقائق", "speaker": 1, "text": "نزل من 14 دقيقة."}),
        ("commitment", "معالجة المطالب المتبقية", {"speaker": 1, "due_on": "2022-12-31"}),
        ("concern", "استمرار الظلام بمحيط الحديقة الكبرى", {}),
        ("concern", "تزايد النصب على المسنين عبر الهاتف", {}),
        ("demand", "نشر حصيلة مكتوبة عقب كل لقاء", {"theme": True}),
        ("demand", "إشراك جمعيات الجماعات القروية المجاورة", {"theme": True}),
        ("praise", "انتظام اللقاءات في مواعيدها", {}),
        ("commitment", "توفير الاعتماد المخصص لتشوير محيط سبع مدارس", {"speaker": 6}),
        ("consensus", "اعتماد بطاقة تتبع لكل مطلب", {}),
    ],
)  # fmt: skip
NOTE_IN_FRENCH = Past(
    {
        "title_fr": "Réunion de travail avec le 9e arrondissement", "kind": "working", "held_on": "2019-05-14",
        "day_known": "day_month", "starts_at": "10:00", "ends_at": "12:15", "venue_fr": "Siège de l’arrondissement",
        "unit": "meknes_district_2", "organiser": "meknes_district_2", "requester": "association",
        "requesting_body_fr": "Association Ittihad pour le développement", "declared_people": "23",
        "declared_women": "8", "declared_associations": "9",
    },
    {
        "language": "fr", "function_1": "chef d’arrondissement", "part_1": "chaired_opened", "function_2": "son adjoint",
        "function_3": "pacha", "side_3": "institution", "function_4": "officier chargé de la cellule scolaire",
        "function_5": "directeur du centre de santé", "side_5": "institution", "part_5": "excused",
        "opening": "La réunion fait suite au courrier du 2 avril ; tout sera noté.",
    },
    [
        ("concern", "Des revendeurs s’installent derrière le terrain dès la tombée de la nuit", {}),
        ("concern", "Les camions de la carrière traversent la rue principale à toute vitesse", {}),
        ("concern", "Personne ne répond quand on appelle l’arrondissement le dimanche", {}),
        ("demand", "Deux agents à la sortie du collège", {"theme": True}),
        ("demand", "Une réponse écrite aux plaintes", {"theme": True}),
        ("praise", "La patrouille qui a retrouvé un enfant perdu pendant le moussem", {}),
        ("figure", "Revendeurs présentés au parquet", {"value": "17", "unit": "personnes", "period": "depuis janvier", "speaker": 1}),
        ("commitment", "Une ronde chaque soir derrière le terrain", {"speaker": 1}),
        ("commitment", "Saisir le conseil communal pour interdire la rue principale aux camions", {"speaker": 3}),
        ("recommendation", "Tenir un registre des incidents dans chaque association", {"speaker": 1}),
    ],
)  # fmt: skip
FIVE = {
    "zone of Hamria": ZONE_OF_HAMRIA,
    "prevention at school": PREVENTION_AT_SCHOOL,
    "merchants": MERCHANTS,
    "regional security": REGIONAL_SECURITY,
    "note in French": NOTE_IN_FRENCH,
}
