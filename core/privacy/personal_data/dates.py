"""Dates of birth: a date soon after a word for birth, unless a body, a project or an idea is born."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Reading
from core.privacy.personal_data.vocabulary import MONTHS

_DATE = (
    r"(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d{2})(?!\d)|(?:19|20)\d\d\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{1,2}(?!\d)"
    rf"|\d{{1,2}}(?:er)?\s(?:من\s)?(?:شهر\s)?(?:{MONTHS})\.?(?:\s(?:سنه\s|عام\s)?(?:1[349]|20)\d\d)?(?!\w)|\d{{1,2}}\s\d{{1,2}}\s(?:19|20)\d\d(?!\d))"
)
_BIRTH = (
    r"(?<!\w)(?:(?:و|ال|وال|لل|بال)?مزداد[هت]?|(?:و|ال)?مزيود[هت]?|(?:و)?ازداد[ت]?|(?:ف)?تزاد[ت]?|(?:ال)?ازدياد\w?|مواليد|(?:و)?ولد(?:ت)?|(?:ال)?مولود[هت]?|(?:ال)?ميلاد\w{0,2}|"
    r"nee?|naissance|ddn|born|mzyoud[a]?|mzayd[a]?|mzad[a]?|tzad[at]{0,2})(?!\w)"
)
_BORN = re.compile(rf"{_BIRTH}(?P<between>[^\n!?؟؛;]{{0,40}}?)(?<!\d)(?P<date>{_DATE})")
_BORN_IN_YEAR = re.compile(
    rf"(?<!\w)(?:nee? en(?: l'an)?|nee? (?:au mois de|en) (?:{MONTHS})|ولدت? (?:سنه|عام)|من مواليد(?: سنه| عام)?|مزداد[هت]? (?:سنه|عام|في سنه)|ازداد[ت]? (?:سنه|عام))\s(?P<date>(?:19|20)\d\d)(?!\d)(?! (?:الي|حتي|و|فما|a|et) )"
)
_DATE_THEN_BIRTH = re.compile(
    rf"(?<!\d)(?P<date>{_DATE})\W{{1,3}}(?:(?:هو|وهو|est|c'est|sa|la|:)\W{{1,2}}){{0,2}}(?:تاريخ (?:ال)?(?:ازدياد|ميلاد)|date de naissance)"
)
_BODY = re.compile(
    r"(?<!\w)(?:l'|d'|une |la |le |cette |notre |ال|لل|بال|هذه |وال)?(?:association|cooperative|projet|idee|initiative|reseau|fondation|club|federation|amicale|comite|"
    r"جمعي\w{1,3}|فكره|تعاونيه|مبادره|شبكه|مشروع|ودادي\w{1,3}|نادي|مؤسسه|موسسه|منتدي|فيدراليه|اطفال|الشباب|شباب|jeunes|enfants)[^\n.!?؟؛;]{0,40}\Z"
)


def dates_of_birth(reading: Reading) -> Iterator[Candidate]:
    plain = reading.plain
    for pattern in (_BORN, _BORN_IN_YEAR, _DATE_THEN_BIRTH):
        for found in reading.numeric(pattern):
            if not _BODY.search(plain, max(0, found.start() - 70), found.start("date")):
                yield Candidate(*found.span("date"), Kind.DATE_OF_BIRTH)
