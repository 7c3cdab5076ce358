"""A named shop, café, bath, pharmacy or school of which the sentence tells something bad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.known_names import of_history
from core.privacy.personal_data.reading import Reading, Word, listed

_SHOPS: Final = listed(
    "فرن مشواة مقهى قهوة مطعم محلبة مخبزة محل دكان حانوت متجر صيدلية حمام فندق نادي قاعة صالون ورشة مرآب كراج مستودع مصحة عيادة ملهى حانة سناك بقالة مجزرة سيبير مرقص مقشدة كشك مكتبة شركة وكالة معمل مصبنة كافيه"
    " cafe restaurant snack laiterie boulangerie epicerie magasin boutique pharmacie hammam hotel club salle garage salon clinique cabinet bar boite cybercafe cyber teleboutique superette boucherie atelier"
    " kiosque pizzeria patisserie creperie glacier depot librairie agence societe entreprise 7anout hanout qahwa 9ahwa kahwa lhanout l7anout"
)
_SCHOOLS: Final = listed(
    "مدرسة ثانوية إعدادية مؤسسة روض حضانة معهد مركز داخلية دار ليسي"
    " ecole lycee college institution creche institut internat maternelle centre groupe foyer lycee"
)
_KINDS: Final = _SHOPS | _SCHOOLS
_NEAR: Final = listed(
    "قرب أمام بجوار جوار محيط خلف وراء مقابل جنب بجانب باب قدام حدا قبالة عند بين من إلى نحو تجاه كمثل طريق ورا حذا بمحاذاة محاذاة بمحيط قبالة في تلاميذ تلميذات أساتذة مدير ملعب"
    " devant pres proximite face abords derriere autour cote entre depuis vers jusqu dans a au aux 7da hda gdam 9dam mour wra f"
)
_SOFT_ARTICLES: Final = listed("de du la le l d des de les ديال")
_NAME_LINKS: Final = listed("aux au a la le les l des du de d el al et dar chez l")
# Something bad. Roots are enough: the words are searched as beginnings.
_BAD = re.compile(
    r"(?<!\w)(?:و|ف|ب|ال|وال|بال|لل|س|كي|كت|تي|غ)?(?:مخدر|حشيش|قرقوبي|اقراص|مهلوس|مسكر|خمور|خمر|شيشه|قاصر|سجائر|سيجار|تروج|يروج|ترويج|مروج|غش(?!ت)|تغش|يغش|نصب|تنصب|ينصب|احتيال|سرق|تسرق|يسرق|تحرش|تتحرش|يتحرش|اعتد|تعتد|يعتد|عنف|"
    r"ضرب|تضرب|يضرب|شجار|ضجيج|ضوضاء|ازعاج|تزعج|يزعج|صخب|فوضي|دعاره|فساد|قمار|ازبال|نفايات|قذار|وسخ|روائح|عفن|فاسد|منتهي|تسمم|بدون ترخيص|دون ترخيص|غير مرخص|بلا رخصه|سري(?!ع)|رشوه|ابتزاز|تبتز|يبتز|استغلال|تستغل|يستغل|تشغل|"
    r"تشغيل الاطفال|يشغل|اهمال|تهمل|يهمل|تترك|يترك|تحبس|يحبس|تطرد|يطرد|طرد|اهان|تهين|يهين|يشتكي|تشتكي|شكاي|شكوي|مشتكي|اغلاق|خطر|يهدد|تهدد|تهديد|وكر(?!\w)|ملجا|ملاذ|نقطه سوداء|لا يحترم|لا تحترم|يخالف|تخالف|مخالف|تحتل|يحتل|احتلال الملك|"
    r"يستقبل القاصر|تصرف|يصرف|دون وصفه|بدون وصفه|السيليسيون|لصاق|سيليسيون|تدخين|تسلف|يتهم|تتهم|متهم|اتهام|تفرض|يفرض|ابتز|تسيء|يسيء|سوء|ضحي|مداهم|تلوث|يلوث|يلقي|يرمي|ترمي|تعذيب|يعنف|تعنف|مسلوق|مهترئ|متعفن|اختناق|اختنق|خلي|مشبوه|واجهه ل|[ت]?تستر|يتستر|تلاعب|مغشوش|اهان|سب وشتم|تمييز|يحرم|تحرم|حرمان|تمنع|يمنع|مضايق|معاكس|تنمر|بلطج|عربد|معجون|مهرب|تهريب|مسروق|تدليس|مزور|"
    r"drogue|stupefiant|haschisch|cannabis|chicha|alcool|ivresse|ivrogne|deal|revend|trafic|recel|vol\b|vole|voleur|arnaqu|escroqu|fraud|tromp|perime|avarie|intoxi|insalubr|sale\b|salete|rat\b|rats\b|cafard|bagarre|rixe|tapage|bruit|"
    r"nuisance|gene\b|harcel|agress|violen|frapp|batt|enferm|puni|humili|maltrait|neglig|abandon|mineurs?\b|prostitu|jeux? d'argent|paris (?:sportif|illeg)|clandestin|sans autorisation|sans licence|illegal|illicit|exploit|refus|plainte|plaign|denonc|accus|fermeture|"
    r"danger|menac|squat|occup|empiet|ordure|dechets|odeur|pollu|sans ordonnance|contrebande|contrefa|escroc|laisse|expuls|renvo|discrimin|surcharg|fum\w{1,4}\b|rackett|brul|ferme a cle|suspect|louche|dissimul|insult|gifl|racket|sans facture|moisi|empoison|blanchi|cruel|attouch|"
    r"7chich|lhchich|hchich|karkoubi|9er9oubi|kaybi3|kaybi3o|kaybi3ou|bi3|silisyon|sderri|mda3za|sda3|chamar|ssda3|kay7erch|kaytsrq|kaysr9|srq|ghchach|tghcha)"
)
# What is done against something bad, or was held in the place, is praise or neutral.
_NEUTRAL = re.compile(
    r"(?<!\w)(?:و|ال|ب|ل|في )?(?:تحسيس|توعيه|توعوي|ورشه|ورشات|ندوه|محاربه|مكافحه|الوقايه|وقايه|حمله|احتضن|استضاف|نظم|استقبلت|تبرع|شكر|نشكر|تكوين|مسابقه|"
    r"sensibilis|atelier|debat|conference|prevention|lutte|campagne|accueilli|accueille\b|accueillent|organis|merci|remerci|soutien|offert|formation|concours)"
)
_QUOTED = re.compile(r"[«\"“„]\s?[^«»\"“”„\n]{1,50}[»\"”]")
_QUALIFIED: Final = listed("الخاصة الخاص الخصوصية الخصوصي الحرة")
_VERB_OR_RELATIVE = re.compile(r"(?:التي|الذي|لي|اللي|ي\w{2,}|ت\w{2,}|لا|لم|ما|ب\w+|علي|في|حسب|من|كي\w+|كت\w+)\Z")
_COMMON_NAMES: Final = listed(
    "حي قرية مدينة حراسة شارع زاوية أحياء جيران نساء رجال أطفال شباب تلاميذ بيع مواد عمومي خاص جديد قديم كبير صغير بجوار ليل نهار سيدات سكان أسفل مجاور مجاورة قريب بلدي مركزي تعليم صحة عمل ألعاب"
    " وحيد أولى ثانية ابتدائية إعدادية ثانوية تأهيلية عمومية حكومية عتيقة مواطن دواء غذاء حلاقة حلويات خضر لحوم دجاج ملابس هواتف اتصال إنترنت عقاقير تبغ جزارة بقالة خياطة نجارة حدادة ميكانيك رياضة أفراح"
)
_LONGEST_NAME: Final = 5


def accused_places(reading: Reading) -> Iterator[Candidate]:
    words = reading.words
    for first, after in reading.sentences:
        kinds = [at for at in range(first, after) if words[at].is_in(_KINDS)]
        if not kinds or not _is_accusing(reading.plain, words[first].start, words[after - 1].end):
            continue
        for at in kinds:
            if found := _named_place(reading, at, after):
                yield found


def _is_accusing(plain: str, start: int, end: int) -> bool:
    return bool(_BAD.search(plain, start, end)) and not _NEUTRAL.search(plain, start, end)


def _named_place(reading: Reading, at: int, after: int) -> Candidate | None:
    words = reading.words
    is_school = words[at].is_in(_SCHOOLS)
    is_near = _is_near(words, at) or (is_school and words[at].text.startswith("ب"))
    start = words[at].start + _skipped(words[at])
    quoted = _QUOTED.search(reading.plain, words[at].end, words[at].end + 75)
    if quoted and _few_words(reading.plain[words[at].end : quoted.start()]):
        return None if is_near and is_school else Candidate(start, quoted.end(), Kind.BAD_LIGHT_PLACE)
    if is_near or words[at].shape.is_definite:
        return None
    end = _arabic_name(words, at, after, reading.plain) if words[at].is_arabic else _latin_name(words, at, after)
    return Candidate(start, words[end - 1].end, Kind.BAD_LIGHT_PLACE) if end else None


def _skipped(word: Word) -> int:
    """Letters before the kind of place: و, ب, ل."""
    return next(
        (
            len(word.text) - len(base)
            for base in sorted(word.shape.bases, key=len, reverse=True)
            if base in _KINDS or base.removeprefix("ال") in _KINDS
        ),
        0,
    )


def _few_words(between: str) -> bool:
    return len(between.split()) <= 2 and not re.search(r"[.!?؟;؛،,«»]", between)


def _is_near(words: list[Word], at: int) -> bool:
    """ "in front of the school": the school is a landmark, not accused."""
    before = at - 1
    while before >= 0 and words[before].text in _SOFT_ARTICLES and words[before + 1].touches:
        before -= 1
    return before >= 0 and words[before + 1].touches and words[before].is_in(_NEAR)


def _latin_name(words: list[Word], at: int, after: int) -> int:
    """The word after capitalised words that follow the kind of place; 0 if it has no name, or one of history (schools are named so)."""
    end = at + 1
    while (
        end < after
        and words[end].touches
        and words[end].text in ("prive", "privee", "dit", "dite", "le", "nomme", "nommee")
    ):
        end += 1
    first, last = end, 0
    while (
        end < min(after, first + _LONGEST_NAME)
        and words[end].touches
        and (words[end].is_capital or words[end].text in _NAME_LINKS)
    ):
        end += 1
        if words[end - 1].is_capital:
            last = end
    if not last or of_history().length_at(words, first):
        return 0
    return last


def _arabic_name(words: list[Word], at: int, after: int, plain: str) -> int:
    """A name without quotation marks: definite words directly after the kind of place, then "private", a verb or "which"."""
    end = at + 1
    while (
        end < min(after, at + 4)
        and words[end].touches
        and not words[end].is_in(_QUALIFIED)
        and not _VERB_OR_RELATIVE.match(words[end].text)
    ):
        end += 1
    if end == at + 1 or of_history().length_at(words, at + 1):
        return 0
    if end < after and words[end].touches and words[end].is_in(_QUALIFIED):
        return end + 1
    name = words[at + 1 : end]
    if len(name) > 2 or not name[-1].shape.is_definite or name[0].is_in(_COMMON_NAMES):
        return 0
    if end < after and words[end].touches and _BAD.search(plain, words[end].start, words[after - 1].end):
        return end
    return 0
