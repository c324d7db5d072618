"""Words that are cut short, written out: "econ commissions", "irregular migr"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

from knowledge.base import KnowledgeBase
from knowledge.finding.search import stems_of
from knowledge.names.everyday import everyday_words
from knowledge.names.foreign import foreign_words
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise
from knowledge.turns import give_way

SHORTEST, LONGEST = 4, 7  # letters that are left of a word
LEAST_CUT = 2  # letters that were cut off
CLEARLY = 0.6  # of the names with a word that begins so, which have to have the one that is meant
_WORD = re.compile(rf"([A-Za-z]{{{SHORTEST},{LONGEST}}})\.?([,;:?!]*)")


def write_out_clipped(line: str, knowledge: KnowledgeBase) -> str:
    """Write out the words of a line that only begin a word of the pack's names.

    Args:
        line: in plain words.
        knowledge: whose names can be meant.
    """
    meant = _meanings(knowledge)
    if not any(map(meant, words := line.split())):
        return line
    return " ".join(meant(word) or word for word in words)


def _meanings(knowledge: KnowledgeBase) -> Callable[[str], str]:
    """Give what tells the word that a cut one begins; people type new ones, and so few are kept."""

    def make() -> Callable[[str], str]:
        return lru_cache(KEPT)(lambda typed: _write_out(typed, knowledge))

    return knowledge.keep("clipped words", make)


KEPT = 4_096  # words


def prepare_clipped(knowledge: KnowledgeBase) -> None:
    """List the words that cut ones can begin, for which the first question would wait."""
    _words_of_names(knowledge)
    _words_of_states(knowledge)


def _write_out(typed: str, knowledge: KnowledgeBase) -> str:
    """Write out a word as it was typed, with what stands behind it; "" where nothing is cut off."""
    match = _WORD.fullmatch(typed)
    word = match[1].lower() if match else ""
    everyday, foreign = everyday_words(), foreign_words()
    if not match or word in everyday or word in FILLER:
        return ""
    if word in foreign.telling or foreign.translate(word):
        return ""
    whole = _complete(word, knowledge)
    return f"{whole}{match[2]}" if whole else ""


def _complete(word: str, knowledge: KnowledgeBase) -> str:
    words = _words_of_names(knowledge)
    first = bisect_left(words, (word, "", 0))
    found: Counter[str] = Counter()
    states = _words_of_states(knowledge)
    for whole, written, names in islice(words, first, None):
        if not whole.startswith(word):
            break
        if written.partition(" ")[0].startswith(word) and " " in written:
            continue  # "humanit" cuts nothing of "humanitarian-development"
        if len(whole) < len(word) + LEAST_CUT:
            return ""  # a plural or another form, or a name itself: nothing is cut off
        found[written] += names
    by_stem: Counter[str] = Counter()
    for written, names in found.items():
        by_stem[stems_of(written)[0]] += names
    if not by_stem:
        return ""
    stem, names = by_stem.most_common(1)[0]
    if names < CLEARLY * by_stem.total() or (len(by_stem) > 1 and not states.isdisjoint(found)):
        return ""  # nobody is put words into his mouth: "aust"
    meant = [written for written in found if stems_of(written)[0] == stem]
    return max(meant, key=lambda written: (found[written], -len(written), written))


def _words_of_states(knowledge: KnowledgeBase) -> frozenset[str]:
    def find() -> frozenset[str]:
        states = (p for p in knowledge.parties.values() if p.kind == "state")
        names = (name for state in states for name in (state.name, *state.aliases))
        return frozenset(word for name in names for word in normalise(name).split())

    return knowledge.keep("words of states", find)


def _words_of_names(knowledge: KnowledgeBase) -> Sequence[tuple[str, str, int]]:
    """List the words of the pack's names in order, how each is written, and how many have it.

    Two that are hyphened are one as well: "nonrefoulement", written "non refoulement".
    """

    def find() -> Sequence[tuple[str, str, int]]:
        named = [
            *(n for topic in knowledge.topics.values() for n in (topic.name, *topic.words)),
            *(n for term in knowledge.terms.values() for n in (term.name, *term.aliases)),
            *(n for p in knowledge.parties.values() for n in (p.name, *p.aliases)),
            *(event.name for event in knowledge.events.values()),
            *(n for person in knowledge.people.values() for n in (person.name, *person.aliases)),
        ]
        words: Counter[tuple[str, str]] = Counter()
        for name in named:
            give_way()
            words.update((word, word) for word in normalise(name).split() if word.isascii())
            for joined in re.findall(r"[A-Za-z]+-[A-Za-z]+", name):
                both = normalise(joined)
                words[both.replace(" ", ""), both] += 1
        # Each is sorted once: sorting gives way to nobody.
        return sorted((whole, written, names) for (whole, written), names in words.items())

    return knowledge.keep("words of names", find)
