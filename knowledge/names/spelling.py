"""Words found again with one or two typing errors: symmetric delete, verified by distance.

A word and a misspelling of it that is one error away have a form in common once at most one letter
is taken out of each.  Short words (4 to 7 letters) are listed under all such forms.  Of a longer
word that is two errors away, its beginning or its end has no more than one error: these are listed.
So each word has a dozen entries, however long it is, and nothing is scanned.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST, _LONG, _LONGEST = 4, 8, 40
_REMEMBERED = 4096  # words whose neighbours are kept: people ask in few words, again and again
HAN = re.compile(r"[\u3400-\u9fff]")


def edit_budget(name: str) -> int:
    """Tell how many typing errors are forgiven: none under 4 letters, 1 up to 7, then 2."""
    length = len(name) - name.count(" ")
    return 0 if length < _SHORTEST else 1 if length < _LONG else 2


def is_rigid(word: str) -> bool:
    """Tell whether no error is forgiven in a word: codes, numbers, words written in Han."""
    return len(word) < _SHORTEST or not word.isalpha() or HAN.match(word) is not None


class Vocabulary:
    """Words, found again when misspelt."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self._whole: dict[str, list[str]] = {}
        self._left: dict[str, list[str]] = {}
        self._right: dict[str, list[str]] = {}
        self._single: dict[str, list[str]] = {}  # by how they are written without double letters
        self._near: dict[tuple[str, int], list[tuple[str, int]]] = {}

    def add(self, word: str) -> None:
        """Add a word; one in which no error is forgiven is only found as it is."""
        if word in self.words:
            return
        self.words.add(word)
        self._near.clear()
        if is_rigid(word) or len(word) > _LONGEST:
            return
        self._single.setdefault(_undouble(word), []).append(word)
        if len(word) < _LONG:
            _post(self._whole, word, word)
        else:
            side = _side(len(word))
            _post(self._left, word[:side], word)
            _post(self._right, word[-side:], word)

    def near(self, word: str, most: int = 2) -> list[tuple[str, int]]:
        """Find words that are near a word.

        Args:
            word: as it was typed.
            most: errors at most; 2 holds only for words of eight letters and more.

        Returns:
            Words with their distance, itself left out.
        """
        if not _SHORTEST - 1 <= len(word) <= _LONGEST + 2:
            return []
        found = self._near.get((word, most))
        if found is None:
            found = self._find(word, most)
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            self._near[word, most] = found
        return list(found)

    def _find(self, word: str, most: int) -> list[tuple[str, int]]:
        length = len(word)
        found: set[str] = set()
        if length <= _LONG:
            found.update(self._whole.get(word, ()))
            for place in range(length):
                found.update(self._whole.get(word[:place] + word[place + 1 :], ()))
        if length >= _LONG - 1:
            self._find_long(word, found)
        # "Morroco": a letter doubled in the wrong place is one error, and not two.
        alike = self._single.get(_undouble(word), ()) if length >= _LONG - 1 else ()
        found.update(alike)
        found.discard(word)
        near = process.extract(word, found, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [
            (each, 1 if each in alike else int(edits))
            for each, edits, _ in near
            if edits == 1 or len(each) >= _LONG or each in alike
        ]

    def _find_long(self, word: str, found: set[str]) -> None:
        length = len(word)
        for side in {_side(max(_LONG, length - 2)), _side(length + 2)}:
            for table, keys in (
                (self._left, _forms(word[: side - 1], word[:side], word[: side + 1])),
                (self._right, _forms(word[1 - side :], word[-side:], word[-side - 1 :])),
            ):
                for key in keys:
                    hit = table.get(key)
                    if hit is not None:
                        found.update(hit)


def count_errors(typed: str, name: str, most: int) -> int:
    """Count the typing errors between two words or names.

    Args:
        typed: as it was typed, folded.
        name: what it may have to be, folded.
        most: errors that count; more of them are ``most + 1``.

    Returns:
        How many; letters doubled in the wrong places are one.
    """
    edits = OSA.distance(typed, name, score_cutoff=most)
    if edits > 1 and len(typed) >= _LONG - 1 and _undouble(typed) == _undouble(name):
        return 1
    return edits


def _undouble(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)


_DOUBLE = re.compile(r"(.)\1+")


def _side(length: int) -> int:
    """Give how much of a long word's beginning and end is listed; the two never overlap."""
    return 4 if length < 10 else 5


def _forms(shorter: str, same: str, longer: str) -> set[str]:
    """List the forms that a part can have in common with what was typed for it."""
    forms = {same[:place] + same[place + 1 :] for place in range(len(same))}
    forms.update([longer[:place] + longer[place + 1 :] for place in range(len(longer))])
    forms.add(shorter)
    forms.add(same)
    return forms


def _post(table: dict[str, list[str]], part: str, word: str) -> None:
    """List a word under a part of it and under the part less each of its letters."""
    for key in {part, *(part[:place] + part[place + 1 :] for place in range(len(part)))}:
        table.setdefault(key, []).append(word)
