"""From words to parties and topics: exact names first, then near ones, otherwise a question back.

A line is read as a chain of spans.  A span that is exactly a name costs nothing; one that is near a
name costs its edits; a word that means nothing costs most.  The cheapest chain wins, so that
"guinea bisau" is read as Guinea-Bissau with one letter missing and not as Guinea and a left-over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names import normalise

Kind = Literal["party", "topic", "term", "event", "person", "source"]
PARTIES_AND_TOPICS: frozenset[Kind] = frozenset({"party", "topic"})

# Words that people wrap a question in. They never stand for an entity unless a name has them.
FILLER = frozenset(
    """
    a about all an and any are as at be been by can could did do does for from give had has have he
    her his how i if in is it its me my of on opinion or our please position positions role s said
    say saying says she show so stance stand stands tell than that the their them there they thing
    think thinks this to towards up us versus view views vs want wants was we were what when where
    which who why will with would you your
    """.split()
)
_UNKNOWN, _EDIT, _SPAN, _SPACE = 100, 10, 1, 1


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity: its kind and id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were read as one or more entities.

    Args:
        words: as typed.
        refs: what they mean; more than one where the name is shared.
        name: the name that they were read as.
        edits: typing errors that were mended; 0 for an exact name.
    """

    words: str
    refs: tuple[Ref, ...]
    name: str
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that name nothing, with the nearest names."""

    words: str
    nearest: tuple[tuple[str, Ref], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line was understood, in the order of its words."""

    matches: tuple[Match, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Match, ...]:
        """List the matches that can mean an entity of a kind."""
        return tuple(m for m in self.matches if any(ref.kind == kind for ref in m.refs))


def edit_budget(name: str) -> int:
    """Tell how many typing errors are forgiven: none under 4 letters, 1 up to 7, then 2."""
    length = len(name.replace(" ", ""))
    return 0 if length < 4 else 1 if length < 8 else 2


@dataclass
class Index:
    """Names and what they mean."""

    names: dict[str, tuple[Ref, ...]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    longest: int = 1

    def add(self, name: str, refs: Iterable[Ref]) -> None:
        """Add a name; one that is there already comes to mean both."""
        key = normalise(name)
        if not key:
            return
        self.names[key] = tuple(sorted({*self.names.get(key, ()), *refs}))
        self.shown.setdefault(key, name)
        self.longest = max(self.longest, key.count(" ") + 1)
        if key in FILLER:
            self.codes.add(key)

    def read(self, line: str, kinds: frozenset[Kind] = PARTIES_AND_TOPICS) -> Reading:
        """Read a line.

        Args:
            line: what someone typed, without the subcommand.
            kinds: what the names in it may mean; other names are not seen.

        Returns:
            What was understood and what was not; never raises.
        """
        words, typed = _split(line)
        typed = _without_shouting(typed)
        chain = self._chain(words, typed, kinds, near=False)
        if any(kind == "unknown" for _, _, kind, _ in chain):
            chain = self._chain(words, typed, kinds, near=True)
        return self._collect(chain, typed, kinds)

    def _chain(
        self, words: Sequence[str], typed: Sequence[str], kinds: frozenset[Kind], *, near: bool
    ) -> list[tuple[int, int, str, Match | None]]:
        """Find the cheapest chain of spans over all words (shortest path, left to right)."""
        best: list[tuple[int, int, str, Match | None]] = [(0, 0, "", None)]
        for end in range(1, len(words) + 1):
            word = words[end - 1]
            coded = word in self.codes and typed[end - 1].isupper()
            kind = "filler" if word in FILLER and not coded else "unknown"
            cost = 0 if kind == "filler" else _UNKNOWN
            best.append((best[end - 1][0] + cost, end - 1, kind, None))
            for start in range(max(0, end - self.longest), end):
                match, price = self._span(words, typed, start, end, kinds, near=near)
                if match and best[start][0] + price < best[end][0]:
                    best[end] = (best[start][0] + price, start, "match", match)
        chain: list[tuple[int, int, str, Match | None]] = []
        end = len(words)
        while end:
            _, start, kind, match = best[end]
            chain.append((start, end, kind, match))
            end = start
        return chain[::-1]

    def _span(
        self,
        words: Sequence[str],
        typed: Sequence[str],
        start: int,
        end: int,
        kinds: frozenset[Kind],
        *,
        near: bool,
    ) -> tuple[Match | None, int]:
        key = " ".join(words[start:end])
        refs = self._meant(key, kinds)
        if refs:
            if key in self.codes and not typed[start].isupper():
                # "in", "no", "is" are codes of states only where they are typed as codes.
                return None, 0
            words_typed = " ".join(typed[start:end])
            return Match(words_typed, refs, self.shown[key]), _SPAN
        if not near or key in FILLER or all(word in FILLER for word in words[start:end]):
            return None, 0
        if words[start] in FILLER or words[end - 1] in FILLER:
            return None, 0
        return self._near(key, " ".join(typed[start:end]), kinds)

    def _meant(self, key: str, kinds: frozenset[Kind]) -> tuple[Ref, ...]:
        return tuple(ref for ref in self.names.get(key, ()) if ref.kind in kinds)

    def _near(self, key: str, typed: str, kinds: frozenset[Kind]) -> tuple[Match | None, int]:
        budget = edit_budget(key)
        if not budget:
            return None, 0
        rigid = _rigid(key)
        near = process.extract(
            key, self.names.keys(), scorer=OSA.distance, score_cutoff=budget, limit=24
        )
        # The name's own length counts too: "iomm" is no licence to read a code of three letters.
        found = [
            (name, int(edits))
            for name, edits, _ in near
            if edits <= edit_budget(name) and _rigid(name) == rigid and self._meant(name, kinds)
        ]
        if not found:
            return None, 0
        least = min(edits for _, edits in found)
        names = [name for name, edits in found if edits == least]
        refs = tuple(sorted({ref for name in names for ref in self._meant(name, kinds)}))
        return Match(typed, refs, self.shown[names[0]], least), _SPAN + _EDIT * least

    def _collect(
        self,
        chain: list[tuple[int, int, str, Match | None]],
        typed: Sequence[str],
        kinds: frozenset[Kind],
    ) -> Reading:
        matches: list[Match] = []
        unknown: list[Unknown] = []
        run: list[str] = []
        for start, end, kind, match in [*chain, (0, 0, "end", None)]:
            if kind == "unknown":
                run.append(" ".join(typed[start:end]))
                continue
            if run:
                words = " ".join(run)
                unknown.append(Unknown(words, self._nearest(words, kinds)))
                run = []
            if match:
                matches.append(match)
        return Reading(tuple(matches), tuple(unknown))

    def _nearest(self, words: str, kinds: frozenset[Kind]) -> tuple[tuple[str, Ref], ...]:
        """Name what might have been meant, for a question back; never used to answer."""
        key = normalise(words)
        if len(key) < 3:
            return ()
        found = process.extract(
            key, self.names.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.55, limit=24
        )
        near: dict[Ref, str] = {}
        for name, _, _ in found:
            for ref in self._meant(name, kinds):
                near.setdefault(ref, self.shown[name])
        return tuple((name, ref) for ref, name in near.items())[:4]


def _rigid(name: str) -> list[str]:
    """List the words of a name in which no error is forgiven: numbers, codes such as GCM."""
    return sorted(word for word in name.split() if len(word) < 4 or not word.isalpha())


def _without_shouting(typed: list[str]) -> list[str]:
    """Lower a line in capitals throughout, in which capitals do not mark "IN" or "NO" as codes."""
    long = [word for word in typed if len(word) > 3]
    return [word.lower() for word in typed] if long and all(map(str.isupper, long)) else typed


def _split(line: str) -> tuple[list[str], list[str]]:
    """Split a line into normalised words, each with what was typed for it."""
    words: list[str] = []
    typed: list[str] = []
    for piece in line.split():
        folded = normalise(piece).split()
        for word in folded:
            words.append(word)
            typed.append(piece.strip(".,;:!?\"'()[]“”«»") if len(folded) == 1 else word)
    return words, typed
