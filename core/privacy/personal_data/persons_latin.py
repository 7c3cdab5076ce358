"""Names of persons in Latin letters: French and Darija. A name is a run of capitalised words; in Darija small letters do after "smito"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from core.privacy.personal_data import name_lists, vocabulary as v
from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Word, listed

_PARTICLES: Final = listed("ben bin bent ibn el al ait ould ou bel bou abou oum es ez")
_OF_DARIJA: Final = listed("smito smiyto smitha smiytha smiti smiyti smeto smitou ismo ismi")
# "hicham dyal l7anout", "hassan weld lfqih".
_OF_SOMETHING: Final = listed("dyal dial moul mul weld wld bent bnt")
_RESPECT_IN_NAME: Final = listed("si ssi lalla ba moulay haj hajj lhaj hajja lhajja")
_NO_NAME: Final = (
    v.PLACES
    | v.FUNCTIONS
    | v.BREAKS
    | listed(
        "le la les l un une central regional regionale provincial provinciale general generale principal principale divisionnaire executif honoraire royal royale national nationale municipal municipale"
        " urbain urbaine local locale communal meknes fes rabat casablanca casa tanger agadir marrakech khenifra khemisset ifrane azrou toulal ouislane hamria zerhoun maroc marocain marocaine france"
        " lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre ramadan aid"
        " facebook instagram tiktok whatsapp youtube google iban rib cin dgsn oncf far samu bus tram ce cet cette ces il elle ils elles nous vous on je tu mon ma mes son sa ses notre nos votre vos leur leurs"
        " selon apres avant pendant depuis quand comme mais donc or ni car plusieurs certains certaines tous toutes tout toute chaque aucun aucune trois deux quatre cinq six sept huit neuf dix"
        " conformement suite objet merci bonjour salam allah inchallah hamdoullah islam coran prophete internet wifi sms"
    )
)
_LONGEST: Final = 6
_MOST_TITLES: Final = 2


class LatinPersons:
    def __init__(self, words: Sequence[Word], hidden: Sequence[bool], starts: frozenset[int]) -> None:
        self.words = words
        self.hidden = hidden
        self.starts = starts

    def find(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.words):
            end = at + 1
            found = None if self.words[at].is_arabic else self._name_at(at)
            if found:
                first, end = found
                yield Candidate(self.words[first].start, self.words[end - 1].end, Kind.PERSON)
            at = end

    def _name_at(self, at: int) -> tuple[int, int] | None:
        return self._in_darija(at) or self._announced(at) or self._run_with_given(at)

    def _touches(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].touches and not self.words[at].is_arabic and not self.hidden[at]

    def _in_darija(self, at: int) -> tuple[int, int] | None:
        """ "smito karim": small letters are enough. "khouya karim", "si lahcen": for a listed given name."""
        word = self.words[at]
        if not self._touches(at + 1):
            return None
        first = at + 1
        following = self.words[first]
        if word.text in _OF_DARIJA and following.text not in _NO_NAME:
            return first, self._small_family(first + 1)
        if self._is_small_name(at):
            return at, self._small_family(at + 1)
        is_given = name_lists.is_latin_given(following.text) and following.text not in v.BREAKS
        if (
            word.text in v.RESPECT
            and is_given
            and (not name_lists.is_latin_word(following.text) or following.is_capital)
        ):
            end = self._small_family(first + 1)
            return (at, end) if word.text in _RESPECT_IN_NAME else (first, end)
        return None

    def _is_small_name(self, at: int) -> bool:
        """A listed given and a listed family name without capitals: "hicham alaoui"."""
        given, family = self.words[at].text, self.words[at + 1].text
        is_given = name_lists.is_latin_given(given) and not name_lists.is_latin_word(given)
        is_named = (name_lists.is_latin_family(family) and family not in _NO_NAME) or family in _OF_SOMETHING
        return is_given and not self.hidden[at] and is_named

    def _small_family(self, at: int) -> int:
        end = at
        while (
            end < at + 3
            and self._touches(end)
            and (
                (self.words[end].is_capital and self.words[end].text not in _NO_NAME)
                or name_lists.is_latin_family(self.words[end].text)
                or (self.words[end].text in _PARTICLES and self._touches(end + 1))
            )
        ):
            end += 1
        return end

    def _announced(self, at: int) -> tuple[int, int] | None:
        """After a title, "nommé", a relative or a function: a run of capitalised words, listed or not."""
        word = self.words[at]
        is_title = word.text in v.TITLES and (word.is_capital or word.text not in v.NEED_CAPITAL)
        is_called = word.text in v.CALLED
        if not (
            is_title or is_called or word.text in v.RELATIVES or (word.text in v.FUNCTIONS and not word.is_capital)
        ):
            return None
        if (is_called and self._names_a_place(at)) or self.hidden[at]:
            return None
        first = at + 1
        while (
            first <= at + _MOST_TITLES
            and self._touches(first)
            and self.words[first].text in v.TITLES
            and self.words[first].is_capital
            and self.words[first].text != "lalla"
        ):
            first += 1
        if not self._touches(first) and not (is_called and self._is_quoted(first)):
            return None
        end = self._run(first)
        if is_title and self.words[at + 1].gap == "-":
            return None
        if end == first or (self.words[first].is_all_capitals and not is_title and not self._is_listed(first, end)):
            return None
        return first, end

    def _names_a_place(self, at: int) -> bool:
        return any(word.text in v.PLACES for word in self.words[max(0, at - 2) : at])

    def _is_quoted(self, at: int) -> bool:
        return (
            at < len(self.words)
            and self.words[at].gap.strip() in ("«", '"', "“", ":", "' ")
            and self.words[at].is_capital
            and not self.hidden[at]
        )

    def _is_listed(self, first: int, end: int) -> bool:
        return any(
            name_lists.is_latin_given(word.text) or name_lists.is_latin_family(word.text)
            for word in self.words[first:end]
        )

    def _run(self, first: int) -> int:
        """The word after a run of capitalised words from ``first`` on, particles between them included."""
        end = first
        while end < first + _LONGEST and end < len(self.words):
            word = self.words[end]
            if (end > first and not self._touches(end)) or word.is_arabic or self.hidden[end]:
                break
            if end > first and word.text in v.TITLES and word.text not in v.RESPECT:
                break
            is_initial = (
                word.is_capital
                and len(word.text) == 1
                and end + 1 < len(self.words)
                and self.words[end + 1].gap.startswith(".")
            )
            if (
                (is_initial and self._capital(end + 1))
                or (
                    word.is_capital
                    and (word.text not in _NO_NAME or (word.text in _PARTICLES and self._capital(end + 1)))
                    and not word.text[0].isdigit()
                )
                or (word.text in _PARTICLES and end > first and self._capital(end + 1))
            ):
                end += 1
            else:
                break
        return end

    def _capital(self, at: int) -> bool:
        return self._touches(at) and self.words[at].is_capital and self.words[at].text not in _NO_NAME

    def _run_with_given(self, at: int) -> tuple[int, int] | None:
        """A run that holds a listed given name, or an unknown word and a listed family name."""
        word = self.words[at]
        if self.hidden[at] or not word.is_capital or word.text in v.TITLES - {"lalla", "haj", "hadj"}:
            return None
        end = self._run(at)
        if end == at:
            return None
        run = self.words[at:end]
        givens = [each for each in run if name_lists.is_latin_given(each.text)]
        sure = [each for each in givens if not name_lists.is_latin_word(each.text)]
        if self._is_ruler(end) or (end - at == 1 and not sure):
            return None
        if sure or (givens and self._has_other(run, givens)) or self._unknown_and_family(at, end):
            return self._without_first_word(at, end), end
        return None

    def _is_ruler(self, end: int) -> bool:
        """Mohammed V: Roman numerals are capitals and belong to the run."""
        return all(letter in "ivx" for letter in self.words[end - 1].text) or (
            end < len(self.words) and self.words[end].touches and self.words[end].text in ("ier", "1er")
        )

    def _has_other(self, run: Sequence[Word], givens: Sequence[Word]) -> bool:
        return len(run) > 1 and any(each.text not in _PARTICLES for each in run if each not in givens)

    def _unknown_and_family(self, at: int, end: int) -> bool:
        """The first word of a sentence has its capital from there and proves nothing."""
        if end - at < 2 or not name_lists.looks_like_latin_family(self.words[end - 1].text):
            return False
        return (
            at not in self.starts
            or self.words[at].is_all_capitals
            or len(self.words[at].text) == 1
            or self._is_listed(at, at + 1)
        )

    def _without_first_word(self, at: int, end: int) -> int:
        """At the start of a sentence an unknown word with a capital before a given name: "Hier Karim Alaoui"."""
        word = self.words[at]
        is_unlisted = not self._is_listed(at, at + 1) and word.text not in _PARTICLES and word.text not in v.RESPECT
        if (
            at in self.starts
            and end - at > 1
            and is_unlisted
            and not word.is_all_capitals
            and name_lists.is_latin_given(self.words[at + 1].text)
        ):
            return at + 1
        return at


def latin_persons(words: Sequence[Word], hidden: Sequence[bool], starts: frozenset[int]) -> Iterator[Candidate]:
    """``starts``: the first words of sentences."""
    yield from LatinPersons(words, hidden, starts).find()
