"""Who can be meant by a printed label: a party by its name, or the nearest to a misprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.documents.forms.labels import trim
from knowledge.model import Party
from knowledge.names.normal import normalise, state_aliases

_TITLES = re.compile(
    r"^(?:the |h\.?e\.? |mr\.? |mrs\.? |ms\.? |dr\.? |amb(?:assador)?\.? |"
    r"(?:the )?(?:representative|delegate|delegation|observer|ambassador|minister) (?:of|for|from) "
    r"(?:the )?)+",
    re.IGNORECASE,
)
# A person, or a turn of questions and answers, and in whose name: "H.E. Mr Otieno (Kenya)",
# "Ms Otieno, Kenya", "Q (Kenya)".
_PERSON = re.compile(
    r"(?:(?:h\.?e\.? |hon\.? )?(?:mr|mrs|ms|dr|prof|amb(?:assador)?|minister)\.? [^()\[\],]+?|"
    r"q|a|question|answer)"
    r"(?:\s*[(\[](?P<bracket>[^()\[\]]+)[)\]]|,\s*(?P<comma>[^()\[\]]+))",
    re.IGNORECASE,
)
# A party, and in brackets who spoke for it, how or as what: "KENYA (Mr Otieno)", "Kenya (10:05)".
_DELIVERED = re.compile(
    r"(?P<party>[^()\[\]]+?)\s*[(\[](?:(?:h\.?e\.? |hon\.? )?(?:mr|mrs|ms|dr|prof|amb(?:assador)?|"
    r"minister)\.? .+|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?|(?:via|through|with|by) "
    r"(?:interpret\w+|video\w*)|translat\w+(?: .+)?|interpret\w+(?: .+)?|online|virtual(?:ly)?|"
    r"remote(?:ly)?|cont(?:inued|['’]d|\.)?|observers?|obs\.?|ngo|igo|civil society|guest)[)\]]|"
    r"(?P<timed>[^()\[\]]+?),? \d{1,2}[:.h]\d{2}(?: ?[ap]m)?",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")  # "Alfa's" is not Alfa speaking
_LONGEST = 80  # characters of a label; what is longer is a sentence
_SHORT = 4  # letters; so short a name is no other one's misprint


@dataclass(frozen=True, slots=True)
class Meant:
    """What a label can mean.

    Args:
        party: id, or "" where nobody can be meant or several.
        name: the name that fits, or the nearest one.
        guessed: whether it is a misprint of that name rather than the name.
    """

    party: str = ""
    name: str = ""
    guessed: bool = False


@dataclass(frozen=True)
class Roster:
    """The names of all parties.

    Args:
        parties: of the pack.
        shared: names that several are known by, which are nobody's.
    """

    parties: tuple[Party, ...]
    shared: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for party in self.parties:
            names = [party.name, party.short, *party.aliases, party.id.replace("-", " ")]
            if party.code:
                # A code of two letters is a word as often as a state: "IN", "NO", "IS".
                names += [name for name in state_aliases(party.code) if name != party.code]
            for name in names:
                key = normalise(name)
                if key and key not in self.shared:
                    found.setdefault(key, set()).add(party.id)
        return found

    @cached_property
    def _long(self) -> list[str]:
        return [name for name in self._names if len(name) > _SHORT]

    def is_name(self, words: str) -> bool:
        """Tell whether words are a party's name, or nearly one, or shared by several."""
        if len(words) > _LONGEST:
            return False
        return bool(self.find(words).party) or normalise(_bare(words)) in self.shared

    def find(self, label: str) -> Meant:
        """Find whom a label means.

        Args:
            label: as printed.

        Returns:
            The party whose name it is; else the one whose name it can only be a misprint of; else
            nobody, with the nearest name.
        """
        label = trim(label)
        if len(label) > _LONGEST:
            return Meant()
        if label not in self._found:
            self._found[label] = self._look_up(label)
        return self._found[label]

    @cached_property
    def _found(self) -> dict[str, Meant]:
        return {}

    def nearest(self, label: str) -> str:
        """Give the nearest name, or ""."""
        key = normalise(_bare(label))
        best = process.extractOne(
            key, self._long, scorer=OSA.distance, score_cutoff=max(1, len(key) // 3)
        )
        return str(best[0]) if best else ""

    def _look_up(self, label: str) -> Meant:
        if _POSSESSIVE.search(label):
            return Meant()
        party = _part_person(label)
        if party:
            return self._look_up(party)
        for words in (label, _bare(label)):
            if len(normalise(words)) < _SHORT and not words.isupper():
                continue  # "And" is not Andorra, nor "Nor" Norway
            owners = self._names.get(normalise(words), set())
            if len(owners) == 1:
                return Meant(next(iter(owners)), words)
            if owners:
                return Meant("", words)
        key = normalise(_bare(label))
        if len(key) <= _SHORT:
            return Meant()
        budget = 1 if len(key) < 9 else 2
        near = process.extract(
            key, self._long, scorer=OSA.distance, score_cutoff=budget + 1, limit=8
        )
        if not near or near[0][1] > budget:
            return Meant()
        owners = {owner for found in near for owner in self._names[found[0]]}
        # Niger and Nigeria, Austria and Australia: what is near to two is neither's.
        if len(owners) > 1:
            return Meant("", near[0][0])
        return Meant(next(iter(owners)), near[0][0], guessed=True)


def _part_person(label: str) -> str:
    """Give the party of a label that names a person, too, or how it was delivered; else ""."""
    if person := _PERSON.fullmatch(label):
        return trim(person["bracket"] or person["comma"])
    delivered = _DELIVERED.fullmatch(label)
    return trim(delivered["party"] or delivered["timed"]) if delivered else ""


def _bare(label: str) -> str:
    return _TITLES.sub("", trim(label))
