"""When words are like a name, and when they are none at all."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.names.filler import ENGLISH, FOREIGN, SHORT
from knowledge.names.normal import normalise
from knowledge.names.spelling import Vocabulary

FILLER = ENGLISH | SHORT | frozenset(word for each in FOREIGN for word in normalise(each).split())


def shuffle(words: Iterable[str]) -> str:
    """Give a name's words in an order that is the same for all orders."""
    return " ".join(sorted(word for word in words if word not in FILLER))


def only_left_out(typed: str, name: str) -> bool:
    """Tell whether a name is what was typed with letters put in, and none changed."""
    letters = iter(name)
    return all(letter in letters for letter in typed)


def is_other_code(typed: str, name: str, shown: str) -> bool:
    """Tell whether an abbreviation would have to change a letter, which makes it another one."""
    if not shown.isupper() or " " in name or len(name) > 6:
        return False
    return len(typed) == len(name) and sorted(typed) != sorted(name)


def alike(typed: str, rest: str) -> bool:
    """Tell whether a left-over could be the rest of a name, badly misspelt or with a word less."""
    if OSA.normalized_similarity(typed, rest) >= 0.5:
        return True
    parts = rest.split()
    return any(
        OSA.normalized_similarity(word, part) >= 0.6
        for word in typed.split()
        for part in parts
        if len(part) > 3 and len(parts) > 1
    )


_SHORT_FILLER = frozenset("".join(sorted(word)) for word in ENGLISH if len(word) == 4)
_FILLER_WORDS = Vocabulary()
for _word in FILLER:
    if len(_word) > 4:
        _FILLER_WORDS.add(_word)


def slips(word: str) -> bool:
    """Tell whether a word is one that people wrap a question in, misspelt: "thnik"."""
    if len(word) == 4:
        return "".join(sorted(word)) in _SHORT_FILLER
    return len(word) > 4 and bool(_FILLER_WORDS.near(word, 1))
