"""Who can be meant by a printed label: a party by its name, or the nearest to a misprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.documents.forms.labels import name_group, trim
from knowledge.documents.forms.persons import part_person
from knowledge.model import Party
from knowledge.names.normal import normalise, state_aliases

_TITLES = re.compile(
    r"^(?:the |h\.?e\.? |mr\.? |mrs\.? |ms\.? |dr\.? |amb(?:assador)?\.? |"
    r"(?:the )?(?:representative|delegate|delegation|observer|ambassador|minister) (?:of|for|from) "
    r"(?:the )?)+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")  # "Alfa's" is not Alfa speaking
# A code of two letters is a word or somebody's initials as often as a state: "IN", "NO", "SG".
_LIKE_NAMES = frozenset({"NZ"})
_CODE = re.compile(r"[A-Z]{2}")
_ABBREVIATED = 3  # letters at least that an abbreviation with a full stop has: "Afr."
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
                codes = {party.code} - _LIKE_NAMES
                names += [name for name in state_aliases(party.code) if name not in codes]
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
        """Give the nearest name, or ""; where one is abbreviated, or has more beside it, that."""
        label = trim(label)
        if _CODE.fullmatch(label):
            return next((party.name for party in self.parties if party.code == label), "")
        key = normalise(_bare(label))
        best = process.extractOne(
            key, self._long, scorer=OSA.distance, score_cutoff=max(1, len(key) // 3)
        )
        if best:
            return str(best[0])
        names = self._abbreviated_by(label) if len(key) >= _ABBREVIATED else set()
        owners = {owner for name in names for owner in self._names[name]}
        if len(owners) != 1:
            sides = (side for side in (*name_group(label), *label.split("/")) if side != label)
            owners = {meant for side in sides if (meant := self.find(side).party)}
        return next((party.name for party in self.parties if {party.id} == owners), "")

    def _begun_by(self, label: str) -> Meant | None:
        """Find whose name a label of several words shortens at a full stop: "Afr. Group"."""
        if "." not in label or " " not in label:
            return None
        names = self._abbreviated_by(label)
        owners = {owner for name in names for owner in self._names[name]}
        return Meant(next(iter(owners)), min(names), guessed=True) if len(owners) == 1 else None

    def _abbreviated_by(self, label: str) -> set[str]:
        """List the names whose words a label has whole or, before a full stop, begun."""
        begun = [(normalise(word), word.endswith(".")) for word in f"{label}.".split()]
        return {
            name
            for name in self._long
            if len(words := name.split()) == len(begun)
            and all(
                word == written
                or (stop and len(written) >= _ABBREVIATED and word.startswith(written))
                for word, (written, stop) in zip(words, begun, strict=True)
            )
        }

    def _look_up(self, label: str) -> Meant:
        if _POSSESSIVE.search(label):
            return Meant()
        party = part_person(label)
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
        return self._begun_by(label) or self._misprinted(normalise(_bare(label)))

    def _misprinted(self, key: str) -> Meant:
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


def _bare(label: str) -> str:
    return _TITLES.sub("", trim(label))
