"""A description that points to one vehicle: its make with a colour or another feature. Kinds of vehicle are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading, bases_of, listed

_NOUN = (
    r"سياره|شاحنه|دراجه(?:\s(?:ال)?(?:ناريه|هوائيه|كهربائيه))?|حافله|طاكسي|تاكسي|فورقون|فورغون|بيكوب|طوموبيل|موطور|موتور|تريبورتور|عربه|سيارت\w{1,2}|دراجت\w{1,2}|شاحنت\w{1,2}|طوموبيلت\w|موطورو|"
    r"voiture|vehicule|camion|camionnette|fourgon|fourgonnette|moto|motocyclette|scooter|berline|taxi|triporteur|pick-up|4x4|velomoteur|mobylette|tomobile|tomobil|motor|citadine|utilitaire"
)
_MAKE = (
    r"داسيا|دسيا|رونو|بوجو|بيجو|ستروين|سيتروين|فيات|فورد|طويوطا|تويوتا|هيونداي|هونداي|كيا|مرسيدس|مرسديس|مرشيدس|بي ام|اودي|فولكسفاغن|فولزفاغن|گولف|كولف|سكودا|نيسان|هوندا|سوزوكي|ياماها|سانيا|دوكر|بيكانتو|ايسوزو|ميتسوبيشي|مازدا|اوبل|سيات|"
    r"رنج روفر|لاند روفر|جيب|كانغو|كانكو|بيرلانغو|بارتنر|لوغان|سانديرو|دوكير|داستر|كليو|ميغان|سيمبول|بيكاسو|اونو|بونتو|فييستا|فوكوس|ترانزيت|ياريس|كورولا|هيلوكس|برادو|i10|i20|اكسنت|سبورتاج|بوكسر|دوكاتو|سبرنتر|فيتو|اونوا|تي ماكس|بيجو 103|103|سويفت|"
    r"بياجيو|فيسبا|بيكان|شوفرولي|شيري|بايك|فولفو|سكانيا|مان|افيكو|زونتس|كيمكو|سيم|بينيلي|دايون|"
    r"dacia|renault|peugeot|citroen|fiat|ford|toyota|hyundai|kia|mercedes|bmw|audi|volkswagen|vw|golf|skoda|nissan|honda|suzuki|yamaha|sanya|docker|dokker|picanto|isuzu|mitsubishi|mazda|opel|seat|range rover|land rover|jeep|kangoo|berlingo|partner|"
    r"logan|sandero|duster|clio|megane|symbol|picasso|uno|punto|fiesta|focus|transit|yaris|corolla|hilux|prado|accent|sportage|boxer|ducato|sprinter|vito|tmax|t-max|swift|piaggio|vespa|becane|chevrolet|chery|volvo|scania|man|iveco|kymco|sym|benelli|trafic|"
    r"jumpy|jumper|expert|master|tucson|c3|c4|c15|c90|r4|\d{3,4}(?=\s(?:gris|noir|blanc|rouge|bleu|vert|رمادي|سوداء|بيضاء|حمراء|زرقاء))"
)
_COLOUR = (
    r"(?:ال)?(?:بيضاء|ابيض|سوداء|اسود|كحله|كحلا|كحل|بيضا|بيض|حمراء|احمر|حمرا|حمر|زرقاء|ازرق|زرقا|زرق|خضراء|اخضر|خضرا|صفراء|اصفر|صفرا|رماديه|رمادي|بنيه|بني|فضيه|فضي|برتقاليه|برتقالي|ورديه|بيج|ذهبيه|قهويه|غري|كري|رصاصيه)|"
    r"blanc(?:he)?s?|noire?|rouge|bleue?|verte?|jaune|grise?|marron|argentee?|orange|beige|doree?|bordeaux|violette?|rose|metallisee?|clair|fonce|bi[dy]a|k7la|ka7la|hamra|7amra|zar9a|zr9a|khadra|safra"
)
_START = re.compile(rf"(?<!\w)(?:و|ف|ب|ل|ال|وال|بال|لل)?(?P<core>(?:{_NOUN})(?!\w)|(?:{_MAKE})(?!\w))")
_IS_MAKE = re.compile(rf"(?<!\w)(?:ال)?(?:{_MAKE})(?!\w)")
_IS_COLOUR = re.compile(rf"(?<!\w)(?:{_COLOUR})(?!\w)")
_IS_NOUN = re.compile(rf"(?:{_NOUN})(?!\w)")
_FEATURE = re.compile(
    r"(?<!\w)(?:ب?(?:زجاج|مصباح|مقعد|باب|صندوق|عجلات|مرآه|مراه|ملصق|واقي|عادم|لوحه اشهار)\w*|مكسور\w?|مهشم\w?|معدل\w?|مخدوش\w?|بدون ترقيم|بلا ترقيم|مخصص\w? ل\w+|مكتوب علي\w+|"
    r"cabosse\w*|casse\w*|fele\w*|raye\w*|vitres? teintees?|autocollant|sans plaque|remorque|portiere|pare-brise|pare-choc\w?|phare|galerie|siege|toit|jantes|pot d'echappement)(?!\w)"
)
# Where a description ends.
_STOP = re.compile(
    r"[،,.;؛!?؟()\n]|\s(?:و?تحمل|و?يحمل|ذات الترقيم|ذات اللوحه|كان|كانت|تركن|يركن|ترکن|و?ترقيم\w*|و?لوحت\w*|رقم\w*|التي|الذي|لي|اللي|ديما|dima|li|الى|الي|علي متن|قرب|امام|في|حدا|و?لا|و?لم|يقود\w*|يجوب|و?يتجول|دهست|صدمت|ضربت|"
    r"(?!تويوتا|تي ماكس|ياماها|ياريس)[يت]\w{3,}|\w{3,}ent|immatricul\w*|plaque|stationn\w*|qui|est|a|s'est|se|roule|circule|dont|gare\w*|vue|apercue|chaque|devant|dans|et|conduite|pres|sur)(?!\w)"
)
_REACH = 80
_PLATE_FOLLOWS = re.compile(r"[^.!?؟\n]{0,40}(?:ترقيم|لوح|تحمل|رقمها|immatric|plaque)")
# The first words of makes and kinds of several words.
_FIRST_WORDS = listed("بي رنج لاند تي range land t pick")


def vehicles(reading: Reading) -> Iterator[Candidate]:
    plain, end = reading.plain, 0
    for word in reading.words:
        start = _START.match(plain, word.start) if _may_start(word.text) else None
        if not start or start.start("core") < end:
            continue
        stop = _STOP.search(plain, start.end(), start.end() + _REACH)
        limit = stop.start() if stop else min(len(plain), start.end() + _REACH)
        if _is_one_vehicle(plain, start.start("core"), limit):
            end = limit
            yield Candidate(start.start("core"), limit, Kind.VEHICLE)


@lru_cache(maxsize=16384)
def _may_start(word: str) -> bool:
    """Whether the pattern can match at this word: spares it all the others of a long text."""
    return word.isdigit() or bool(_START.match(word)) or not bases_of(word).isdisjoint(_FIRST_WORDS)


def _is_one_vehicle(plain: str, start: int, end: int) -> bool:
    described = plain[start:end]
    makes, has_colour = _IS_MAKE.search(described), bool(_IS_COLOUR.search(described))
    has_feature = bool(_FEATURE.search(described))
    if makes:
        return has_colour or has_feature
    is_described = bool(_IS_NOUN.match(described)) and has_colour
    return is_described and (has_feature or bool(_PLATE_FOLLOWS.match(plain, end)))
