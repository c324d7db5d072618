"""Names in running text: the longest at each place, at word boundaries, never in links or code.

A question is read whole and forgivingly (``knowledge.names.index``); a message only mentions.  So
a name counts here only where it is written out: nothing is corrected, ISO codes of states do not
count ("IN", "IT", "NO"), nor do abbreviations in small letters that are ordinary words ("car").
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.names.index import Kind, Ref
from knowledge.names.normal import normalise
from knowledge.turns import give_way

# An address is looked for only where a run of its characters begins, and none of it is given back:
# otherwise a message without spaces takes the square of its length.
_HIDDEN = re.compile(
    r"```.*?(?:```|$)|`[^`\n]*`|https?://\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+", re.DOTALL
)
_WORD = re.compile(r"&|[^\W_]+(?:['’ʼ][^\W_]+)*")
_BREAK = re.compile(r"[;:!?()\[\]\n•|]|\.\s|,")  # what a name does not go across
# Small words that abbreviations look like; a pack may have more of them in capitals.
_ORDINARY = frozenset(
    "aids are as at car care era farms gap her his icon is it map mid net no on or pact plan so "
    "step together us was who".split()
)
_END = ""  # where a branch of the tree holds what the name up to it means
_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in a text.

    Args:
        start, end: where it stands.
        words: as written.
        refs: what it can mean, more than one where the name is shared.
    """

    start: int
    end: int
    words: str
    refs: tuple[Ref, ...]


@dataclass
class MentionFinder:
    """A tree of all names by their words, built once.

    Args:
        knowledge: whose names.
    """

    knowledge: KnowledgeBase
    _tree: _Tree = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        index = self.knowledge.index
        codes = set(_iso_codes(self.knowledge))
        for name, refs in index.names.items():
            give_way()
            if not any(map(str.isalpha, name)):
                continue
            meant = tuple(ref for ref in refs if (name, ref.id) not in codes)
            if meant:
                branch = self._tree
                for word in name.split():
                    branch = branch.setdefault(word, {})
                shown = index.shown[name]
                branch[_END] = (meant, len(name) < 3 or (shown.isupper() and name in _ORDINARY))

    def find(self, text: str, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
        """Find the names in a text.

        Args:
            text: plain text, such as a message.
            kinds: what a name has to be able to mean; names that mean nothing else are passed by.

        Returns:
            The mentions in order; none overlaps another.
        """
        found: list[Mention] = []
        words = list(_split(text))
        at = 0
        while at < len(words):
            mention, after = self._longest(text, words, at, kinds)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = after
        return tuple(found)

    def _longest(
        self, text: str, words: list[tuple[str, int, int]], at: int, kinds: frozenset[Kind]
    ) -> tuple[Mention | None, int]:
        branch: _Tree = self._tree
        best: tuple[Mention | None, int] = (None, at)
        start, last = words[at][1], words[at][1]
        for number in range(at, len(words)):
            word, begin, end = words[number]
            below = branch.get(word)
            if below is None or _BREAK.search(text, last, begin):
                break
            branch, last = below, end
            if _END in branch:
                refs, capitals = branch[_END]
                written = text[start:end]
                meant = tuple(ref for ref in refs if ref.kind in kinds)
                if meant and not (capitals and not written[:2].isupper()):
                    best = (Mention(start, end, written, meant), number + 1)
        return best


def _split(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word as names are written in the index, with its place; hidden parts as breaks."""
    hidden = deque(match.span() for match in _HIDDEN.finditer(text))
    for match in _WORD.finditer(text):
        start, end = match.span()
        while hidden and hidden[0][1] <= start:
            # A word that is no word ends every name that would go across.
            hidden.popleft()
            yield "\n", start, start
        if hidden and hidden[0][0] < end:
            continue
        word = match[0]
        if word.isascii() and word.isalnum():
            yield word.casefold(), start, end
        else:
            for part in normalise(word).split():
                yield part, start, end


def _iso_codes(knowledge: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Yield (name, party) of what states are called only by ISO codes, not by the editors."""
    for name, refs in knowledge.index.names.items():
        give_way()
        if len(name) > 3 or not name.isascii():
            continue
        for ref in refs:
            party = knowledge.parties.get(ref.id) if ref.kind == "party" else None
            if party is not None and party.code:
                written = (party.name, party.short, *party.aliases)
                if name not in map(normalise, written):
                    yield name, party.id
