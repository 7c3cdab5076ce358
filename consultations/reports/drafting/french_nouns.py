"""Names of functions, bodies and places in French with their articles. Where article or gender are unknown there is none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from consultations.reports.drafting.word_lists import word_set

# First words of names of functions, bodies and places, with their gender.
MASCULINE: Final = word_set(
    "chef préfet président directeur délégué pacha procureur commandant gouverneur représentant secrétaire wali "
    "commissaire district commissariat parquet siège centre complexe théâtre lycée collège palais conseil "
    "conseiller coordinateur vice-président maire caïd khalifa capitaine colonel service responsable médecin juge "
    "substitut doyen principal proviseur brigadier lieutenant contrôleur chargé membre"
)
FEMININE: Final = word_set(
    "cheffe préfète présidente directrice déléguée représentante préfecture sûreté commune province délégation "
    "direction gendarmerie protection maison bibliothèque faculté cellule conseillère coordinatrice vice-présidente "
    "brigade commandante chargée zone wilaya division région mairie place"
)
# Their gender is that of the word after them.
ORDINALS: Final = re.compile(r"premier|première|second|seconde|\w+ième|\d+(?:er|re|e|ème)")
ROOMS: Final = frozenset({"salle", "cour"})
COURTS: Final = ("cour d’appel", "cour des comptes")
ELIDED_FEMININE: Final = word_set(
    "école académie association autorité adjointe inspectrice amicale élue officière annexe agence"
)
ELIDED_MASCULINE: Final = word_set(
    "arrondissement établissement institut hôtel espace adjoint inspecteur agent officier élu office"
)
PLURAL: Final = word_set(
    "acteurs représentants représentantes membres associations habitants élus élues chefs directeurs agents "
    "officiers caïds conseillers services"
)
FEMININE_PLURAL: Final = frozenset({"représentantes", "associations", "élues"})
# "son adjoint", "un représentant de …" have their article.
DETERMINED: Final = word_set("le la les un une des son sa ses leur leurs deux trois")
VOWELS: Final = frozenset("aàâeéèêiîoôuùûyhœ")


class Noun(NamedTuple):
    """A name with its articles: ``the`` (le, la, l’, des), ``at`` (au, à la …), ``of`` (du, de la …)."""

    the: str
    at: str
    of: str
    is_feminine: bool = False
    is_plural: bool = False

    @property
    def has(self) -> str:
        return "ont" if self.is_plural else "a"


def noun_of(name: str) -> Noun | None:
    first, _space, rest = name.partition(" ")
    word = first.casefold()
    lower = f"{word} {rest}".strip()
    if word in DETERMINED:
        return Noun(
            lower,
            f"à {lower}",
            f"de {lower}",
            word in ("la", "une", "sa"),
            word in ("les", "des", "ses", "leurs", "deux", "trois"),
        )
    if ORDINALS.fullmatch(word):
        return _ordinal(lower, rest)
    if lower.startswith(COURTS):
        return Noun(f"la {lower}", f"à la {lower}", f"de la {lower}", is_feminine=True)
    if word in MASCULINE:
        return Noun(f"le {lower}", f"au {lower}", f"du {lower}")
    if word in ROOMS:
        return Noun(f"la {lower}", f"dans la {lower}", f"de la {lower}", is_feminine=True)
    if word in FEMININE:
        return Noun(f"la {lower}", f"à la {lower}", f"de la {lower}", is_feminine=True)
    if word in ELIDED_FEMININE | ELIDED_MASCULINE:
        return Noun(f"l’{lower}", f"à l’{lower}", f"de l’{lower}", is_feminine=word in ELIDED_FEMININE)
    if word in PLURAL:
        of = f"d’{lower}" if lower[0] in VOWELS else f"de {lower}"
        return Noun(f"des {lower}", f"chez des {lower}", of, is_feminine=word in FEMININE_PLURAL, is_plural=True)
    return None


def _ordinal(name: str, rest: str) -> Noun | None:
    following = rest.partition(" ")[0].casefold()
    if following in MASCULINE | ELIDED_MASCULINE:
        return Noun(f"le {name}", f"au {name}", f"du {name}")
    if following in FEMININE | ROOMS | ELIDED_FEMININE:
        return Noun(f"la {name}", f"à la {name}", f"de la {name}", is_feminine=True)
    return None
