"""E-mail addresses, also with "(at)", and accounts and pages of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading

_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|arobase|arobas|@|ات|ارت)\s?[)\]}>]\s?|\s(?:arobase|arobas|at)\s)"
_AT_HINT = re.compile(r"@|\bat\b|\barobas|[(\[{<]\s?(?:a|ات|ارت)\b")
_DOT = r"(?:\s?\.\s?|\s?[(\[{]\s?(?:dot|point|\.|نقطه)\s?[)\]}]\s?|\s(?:dot|point)\s)"
_LABEL = r"[a-z\d](?:[a-z\d-]{0,62})"
_EMAIL = re.compile(
    rf"(?<![a-z\d._%+-])[a-z\d](?:[a-z\d._%+-]|[(\[](?:dot|point)[)\]]){{0,63}}{_AT}{_LABEL}(?:(?:\.|{_DOT}){_LABEL}){{0,3}}(?:\.|{_DOT})[a-z]{{2,12}}(?![a-z\d])"
)

_HANDLE = re.compile(r"(?<![\w.@/])@[a-z_][\w.]{1,40}(?<![.])")
_ADDRESS_OF_PAGE = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.|web\.)?(?:facebook|fb|instagram|tiktok|twitter|x|youtube|snapchat|linkedin|telegram|threads|wa|t)\.(?:com|me|be|net)/[^\s,;،؛)»\"]{2,100}(?<![.,])"
)
_PAGE_HINT = re.compile(r"\.(?:com|me|be|net)/")
_NETWORK = (
    "facebook|fb|face|instagram|insta|tiktok|tik tok|twitter|youtube|snapchat|snap|telegram|whatsapp|linkedin|"
    "فيسبوك|الفيسبوك|فايسبوك|الفايسبوك|انستغرام|الانستغرام|انستكرام|انستا|تيك توك|تيكتوك|التيك توك|تويتر|يوتيوب|سناب|سناب شات|تلغرام|تيليغرام|واتساب|الواتساب"
)
_OPEN, _CLOSE = r"[«\"“„]", r"[»\"”]"
_PAGE = r"(?:page|pages|groupe|compte|comptes|chaine|profil|pseudo|(?:و|ب|ال|بال|وال)?(?:صفح(?:ه|ات|تي)|حساب|مجموعه|قناه|جروب|كروب|بروفايل|باج|لاباج)|lapage|groupe)"
_PAGE_WORD = re.compile(rf"{_PAGE}|{_NETWORK}|tik|تيك|التيك")
_BETWEEN = (
    rf"{_NETWORK}|على|علي|في|ف|باسم|تحت|اسم|المسماه|المسمي|مسماه|تسمي|اسمها|سميتها|سميتو|بعنوان|فيسبوكيه|الفيسبوكيه|محليه|المحليه|ديال|تدعي|المعروفه|ب|"
    r"sur|intitulee?|nommee?|appelee?|dite?|denommee?|dyal|smitha|locale?"
)
_QUOTED_PAGE = re.compile(
    rf"(?<!\w){_PAGE}(?P<between>\W{{1,2}}(?:(?:{_BETWEEN})\W{{1,2}}){{0,4}})(?P<name>{_OPEN}\s?[^«»\"“”\n]{{2,60}}{_CLOSE})"
)
# A page that is named without a network: only these words, as a channel or group may be a television channel or a band.
_OWN_PAGE = re.compile(r"(?:و|ب|ال|بال|وال)?صفح(?:ه|ات)|pages?|comptes?|profil|pseudo|باج|لاباج|بروفايل")
# "The page says «…»": these are its words, not its name.
_SAYS = re.compile(r"(?:تقول|تعرض|تظهر|تبين|تذكر|تكتب)\s\Z")
_OF_A_BANK = re.compile("بنك|bancaire|بريدي|courant")
_HANDLE_AFTER_NETWORK = re.compile(
    rf"(?<!\w)(?:{_NETWORK})\s?(?:[:=]\s?|\s)(?P<name>[a-z][a-z\d]*[._\d][\w.]{{1,30}})(?<![.])"
)
_HANDLE_OF_ACCOUNT = re.compile(
    rf"(?<!\w){_PAGE}\s?[:«\"]?\s?(?:(?:{_BETWEEN})\s?[:«\"]?\s?){{0,2}}(?P<name>[a-z][a-z\d]*[._][\w.]{{1,30}})(?<![.])"
)
_PAGE_OF_NETWORK = re.compile(
    r"(?<!\w)(?:page|groupe|compte|profil) (?:facebook|instagram|tiktok|youtube) (?P<name>[a-z][\w'.-]{1,30}(?: [\w'.-]{1,30}){0,3})"
)
_NAMED_PAGE = re.compile(
    rf"(?<!\w){_PAGE} (?:{_NETWORK}) (?:(?:باسم|المسماه|المسمي|nommee?|intitulee?|appelee?|au nom de|:) ?)(?P<name>\w[\w.\-]{{2,40}}(?: \w[\w.\-]{{1,40}}){{0,3}})"
)


def online(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for start, end in reading.parts_around(_AT_HINT):
        for found in _EMAIL.finditer(plain, start, end):
            yield Candidate(*found.span(), Kind.EMAIL)
    for found in _HANDLE.finditer(plain):
        yield Candidate(*found.span(), Kind.SOCIAL_HANDLE)
    for start, end in reading.parts_around(_PAGE_HINT):
        for found in _ADDRESS_OF_PAGE.finditer(plain, start, end):
            yield Candidate(*found.span(), Kind.SOCIAL_HANDLE)
    for word in reading.words:
        if _may_be_page(word.text):
            yield from _pages(reading, word.start)


@lru_cache(maxsize=16384)
def _may_be_page(word: str) -> bool:
    """Whether a page or network is named by this word: spares the patterns all the others of a long text."""
    return bool(_PAGE_WORD.match(word))


def _pages(reading: Reading, start: int) -> Iterator[Candidate]:
    plain = reading.plain
    for pattern in (_HANDLE_AFTER_NETWORK, _HANDLE_OF_ACCOUNT, _NAMED_PAGE):
        if found := pattern.match(plain, start):
            yield Candidate(*found.span("name"), Kind.SOCIAL_HANDLE)
    if (found := _PAGE_OF_NETWORK.match(plain, start)) and (end := _end_of_capitals(reading, *found.span("name"))):
        yield Candidate(found.start("name"), end, Kind.SOCIAL_HANDLE)
    if (found := _QUOTED_PAGE.match(plain, start)) and _is_social(found, plain):
        yield Candidate(*found.span("name"), Kind.SOCIAL_HANDLE)


def _end_of_capitals(reading: Reading, start: int, end: int) -> int:
    """Where the capitalised words end that ``plain[start:end]`` begins with; 0 if there are none."""
    stop = 0
    for word in re.finditer(r"\S+", reading.plain[start:end]):
        first, _last = reading.original(start + word.start(), start + word.end())
        if not reading.text[first].isupper():
            break
        stop = start + word.end()
    return stop


def _is_social(found: re.Match[str], plain: str) -> bool:
    if _OF_A_BANK.search(found["between"]) or _SAYS.search(plain, max(0, found.start() - 15), found.start()):
        return False
    around = plain[max(0, found.start() - 40) : found.end() + 40]
    return bool(_OWN_PAGE.match(found[0])) or bool(re.search(rf"(?<!\w)(?:ب|ف)?(?:{_NETWORK})(?!\w)", around))
