"""From words to parties and topics: exact names first, then near ones, otherwise a question back.

A line is read as a chain of spans.  A span that is exactly a name costs nothing; one that is near a
name costs its edits; a word that means nothing costs most.  The cheapest chain wins, so that
"guinea bisau" is read as Guinea-Bissau with one letter missing and not as Guinea and a left-over.
Near names are looked for only where exact ones leave words over, and only around those words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.everyday import everyday_words
from knowledge.names.filler import BEFORE_US, ENGLISH, OF_SIDES
from knowledge.names.lattice import Step, steps_from
from knowledge.names.likeness import FILLER, alike, is_other_code, only_left_out, shuffle, slips
from knowledge.names.normal import normalise
from knowledge.names.reading import (
    EVERY_KIND,
    PARTIES_AND_TOPICS,
    Kind,
    Match,
    Reading,
    Ref,
    Unknown,
)
from knowledge.names.spelling import HAN, Vocabulary, count_errors, edit_budget, is_rigid
from knowledge.names.words import Words, split_line

# What a link of the chain costs. It is the order that matters, and the distances keep it:
# - a word left over costs most: a name within its budget of edits (two letters, 21) is always
#   preferred, "guinea bisau" being Guinea-Bissau and no Guinea with a left-over;
# - a word of everyday language mistyped ("positon") costs less than a left-over, and more than any
#   name within its budget, so that no name is given up for a slip;
# - a letter costs ten spans, so that spelling decides before the number of names does;
# - a span costs one, so that of two readings without errors the one with fewer and longer names
#   wins: "Republic of Korea" before "Korea" with words about it.
_UNKNOWN, _SLIP, _EDIT, _SPAN = 100, 30, 10, 1
# Readings of one stretch of words that are followed up. Names seldom branch; a line of words that
# are all near several others would grow by a factor with every word, and a person waits for it.
CODE, FEW_WORDS = 2, 2  # letters of the shorter codes; words of a line that is no sentence
_PATHS = 64
# Letters of a left-over for which the nearest names are looked up. Longer ones are sentences, and
# the look-up compares with every name there is.
_LONGEST_NEAREST = 60
_SIDES = frozenset({"n", "s"})
# What joins two things, of which none is a part of the other's name.
_BETWEEN = frozenset("in on at to for by with from against about under over into who that".split())
_LONGEST_OF_NAMES = 8  # words of a line that is taken for names alone
_NAMES_ALONE = 3  # in such a line: two that are compared, and on what


@dataclass(slots=True)
class _Edge:
    """A span of the chain: where it begins, what it costs and what it means."""

    start: int
    end: int
    cost: int
    kind: Literal["match", "filler", "unknown"]
    match: Match | None = None


_Edges = dict[tuple[int, int], _Edge]


def _unless_everyday(left: str) -> str:
    """Give left-over words that may belong to a name: "stays" beside Austria is none."""
    return "" if everyday_words().issuperset(left.split()) else left


def _may_be_misspelt(edge: _Edge, words: Words) -> bool:
    return edge.kind == "unknown" and words.folded[edge.start] not in OF_SIDES


def _is_everyday_code(key: str, name: str) -> bool:
    """Tell whether a state's code of three letters is an everyday word: "car", "per", "guy"."""
    return len(key) == 3 and name.isupper() and key in everyday_words()


@dataclass
class Index:
    """Names and what they mean."""

    names: dict[str, tuple[Ref, ...]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set, repr=False)
    _words: Vocabulary = field(default_factory=Vocabulary, repr=False)
    _shuffled: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _edged: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _party_words: set[str] = field(default_factory=set, repr=False)
    _longest_han: int = 2
    # A line that may be names alone is read anew, as any line, where it is not.
    _last: tuple[tuple[str, frozenset[Kind], frozenset[Kind]], Reading] | None = field(
        default=None, repr=False, compare=False
    )

    def add(self, name: str, refs: Iterable[Ref]) -> None:
        """Add a name; one that is there already comes to mean both."""
        self.add_folded(normalise(name), name, refs)

    def add_folded(self, key: str, name: str, refs: Iterable[Ref]) -> None:
        """Add a name whose folded form is known already."""
        self._last = None
        if not key:
            return
        known = self.names.get(key, ())
        new = tuple(refs)
        self.names[key] = tuple(sorted({*known, *new}))
        if not known:
            self._learn(key, name)
        if any(ref.kind == "party" for ref in new) and _is_everyday_code(key, name):
            self.codes.add(key)
        if any(ref.kind == "party" for ref in new) and all(ref.kind != "party" for ref in known):
            self._learn_party(key)

    def _learn(self, key: str, name: str) -> None:
        self.shown[key] = name
        if key in FILLER:
            self.codes.add(key)
        words = key.split(" ")
        for word in words:
            self._words.add(word)
        for end in range(1, len(words)):
            self._begun.add(" ".join(words[:end]))
        if HAN.match(key):
            self._longest_han = max(self._longest_han, len(key))

    def _learn_party(self, key: str) -> None:
        words = key.split(" ")
        if len(words) > 1:
            # Shuffling drops short words, but "S." is all that "S. West Africa" differs by.
            if _SIDES.isdisjoint(words):
                self._shuffled.setdefault(shuffle(words), []).append(key)
            self._party_words.update(words)
            for word in {words[0], words[-1]}:
                self._edged.setdefault(word, []).append(key)

    def read(
        self,
        line: str,
        kinds: frozenset[Kind] = PARTIES_AND_TOPICS,
        near: frozenset[Kind] | None = None,
    ) -> Reading:
        """Read a line.

        Args:
            line: what someone typed, without the subcommand.
            kinds: what the names in it may mean; other names are not seen.
            near: the kinds of which misspelt names are looked for; all of ``kinds`` where not said.

        Returns:
            What was understood and what was not; never raises.
        """
        near = kinds if near is None else near
        asked, last = (line, kinds, near), self._last
        if last is not None and last[0] == asked:
            return last[1]
        reading = self._read(line, kinds, near)
        self._last = asked, reading
        return reading

    def _read(self, line: str, kinds: frozenset[Kind], near: frozenset[Kind]) -> Reading:
        words = split_line(line, self._words.words, FILLER, self._longest_han)
        edges = self._exact(words, kinds)
        exact = list(edges.values())
        chain = self._cheapest(words, edges)
        if any(_may_be_misspelt(edge, words) for edge in chain):
            for around in self._places_to_mend(words, chain):
                self._add_near(words, near, kinds, edges, around)
                chain = self._cheapest(words, edges)
                if all(edge.kind != "unknown" for edge in chain):
                    break
        if len(chain) <= 2:
            chain = self._take_for_code(words, kinds, chain)
        if len(chain) > 1 and all(edge.kind != "unknown" for edge in chain):
            chain = self._doubt_pairs(words, kinds, chain)
        return self._collect(words, chain, exact, kinds)

    def read_names(self, line: str) -> Reading | None:
        """Read a line that is names of parties or topics, as they are written, and nothing else.

        That is how most lines are typed in a hurry, and nothing in them has to be looked for.

        Args:
            line: what someone typed, without the subcommand.

        Returns:
            What `read` gives for names of every kind, or None where the line is another one.
        """
        first, _, _ = normalise(line).partition(" ")
        if first not in self.names and first not in self._begun:
            return None
        words = split_line(line, self._words.words, FILLER, self._longest_han)
        length = len(words.folded)
        whole = words.key(0, length) in self.names
        # Words that are codes as well, "in" and "and", may be codes beside a name, but not in it.
        may_be_codes = not self.codes.isdisjoint(words.folded) and not (whole and length > 1)
        if not 0 < length <= _LONGEST_OF_NAMES or may_be_codes:
            return None
        spans = [(0, length)] if whole else self._cut(words)
        found = [self._match_exact(words, *span, words.key(*span), EVERY_KIND) for span in spans]
        matches = [
            each
            for each in found
            if each and not PARTIES_AND_TOPICS.isdisjoint(ref.kind for ref in each.refs)
        ]
        chain = [_Edge(each.start, each.end, _SPAN, "match", each) for each in matches]
        if (
            not spans
            or len(matches) < len(spans)
            or self._doubt_pairs(words, EVERY_KIND, chain) != chain
        ):
            return None
        return Reading(tuple(matches), folded=tuple(words.folded), typed=tuple(words.typed))

    def _cut(self, words: Words) -> list[tuple[int, int]]:
        """Cut a line into the few names that it is; none where it is not, or in several ways."""
        ways = self._cut_from(words, 0, _NAMES_ALONE)
        return ways[0] if len(ways) == 1 else []

    def _cut_from(self, words: Words, start: int, most: int) -> list[list[tuple[int, int]]]:
        length = len(words.folded)
        ways: list[list[tuple[int, int]]] = []
        if words.key(start, length) in self.names:
            ways.append([(start, length)])
        for place in range(start + 1, length) if most > 1 else ():
            if words.key(start, place) in self.names:
                rest = self._cut_from(words, place, most - 1)
                ways += [[(start, place), *each] for each in rest]
        return ways

    def _exact(self, words: Words, kinds: frozenset[Kind]) -> _Edges:
        edges: _Edges = {}
        folded, names, begun = words.folded, self.names, self._begun
        for start, word in enumerate(folded):
            key, end = word, start + 1
            while True:
                if key in names and (key not in self.codes or self._is_code(words, start)):
                    match = self._match_exact(words, start, end, key, kinds)
                    if match:
                        # "the US" is made of filler alone, and still no filler: it costs as much
                        # as that, and wins.
                        plain = all(each in FILLER for each in folded[start:end])
                        cost = 0 if plain else _SPAN
                        edges[start, end] = _Edge(start, end, cost, "match", match)
                if key not in begun or end == len(folded):
                    break
                key += " " + folded[end]
                end += 1
        return edges

    def _is_code(self, words: Words, place: int) -> bool:
        """Tell whether a word that is a code and a word of everyday language is the code here.

        "in", "no", "de" are states only where they are typed as codes; "us" is one unless it is
        what something is told to or done with.
        """
        if words.typed[place].isupper():
            # "lead AND coordinate": said with stress, and no Andorra.
            stressed = len(words.folded[place]) > CODE and words.folded[place] in ENGLISH
            return not stressed or len(words.folded) <= FEW_WORDS
        before = words.folded[place - 1] if place else ""
        return words.folded[place] == "us" and before not in BEFORE_US

    def _match(
        self,
        words: Words,
        start: int,
        end: int,
        names: Iterable[str],
        kinds: frozenset[Kind],
        edits: int,
    ) -> Match | None:
        refs: dict[Ref, str] = {}
        for name in names:
            for ref in self.names[name]:
                if ref.kind in kinds:
                    refs.setdefault(ref, name)
        if not refs:
            return None
        shown = self.shown[next(iter(refs.values()))]
        return Match(words.as_typed(start, end), tuple(sorted(refs)), shown, edits, start, end)

    def _match_exact(
        self, words: Words, start: int, end: int, name: str, kinds: frozenset[Kind]
    ) -> Match | None:
        refs = self.names[name]  # sorted
        if not all(ref.kind in kinds for ref in refs):
            refs = tuple(ref for ref in refs if ref.kind in kinds)
        if not refs:
            return None
        return Match(words.as_typed(start, end), refs, self.shown[name], 0, start, end)

    def _cheapest(self, words: Words, edges: _Edges) -> list[_Edge]:
        """Find the cheapest chain of spans over all words (shortest path, left to right)."""
        ending: dict[int, list[_Edge]] = {}
        for edge in edges.values():
            ending.setdefault(edge.end, []).append(edge)
        best: list[tuple[int, _Edge | None]] = [(0, None)]
        for end, word in enumerate(words.folded, 1):
            if word in FILLER:
                edge = _Edge(end - 1, end, 0, "filler")
            else:
                edge = _Edge(end - 1, end, _UNKNOWN, "unknown")
            cost = best[end - 1][0] + edge.cost
            for other in ending.get(end, ()):
                price = best[other.start][0] + other.cost
                preferred = edge.kind == "filler" or other.start < edge.start
                if price < cost or (price == cost and preferred):
                    cost, edge = price, other
            best.append((cost, edge))
        chain: list[_Edge] = []
        step = best[-1][1]
        while step is not None:
            chain.append(step)
            step = best[step.start][1]
        return chain[::-1]

    def _take_for_code(
        self, words: Words, kinds: frozenset[Kind], chain: list[_Edge]
    ) -> list[_Edge]:
        """Read "de iom" and "no" as a state: with nothing else there, they can be nothing else."""
        codes = [e for e in chain if e.kind != "match" and words.folded[e.start] in self.codes]
        others = [e for e in chain if e.kind == "match"]
        party = any(ref.kind == "party" for e in others if e.match for ref in e.match.refs)
        about = all(e.match and any(r.kind == "topic" for r in e.match.refs) for e in others)
        if len(codes) != 1 or len(codes) + len(others) != len(chain) or (party and not about):
            return chain
        start = codes[0].start
        match = self._match(words, start, start + 1, (words.folded[start],), kinds, 0)
        if match is None:
            return chain
        return [
            _Edge(start, start + 1, _SPAN, "match", match) if edge is codes[0] else edge
            for edge in chain
        ]

    def _doubt_pairs(self, words: Words, kinds: frozenset[Kind], chain: list[_Edge]) -> list[_Edge]:
        """Open two names again that together are a letter away from one: "nl salvador"."""
        found: list[_Edge] = []
        for edge in chain:
            last = found[-1] if found else None
            if last and last.match and edge.match and edge.kind == last.kind == "match":
                left, right = words.key(last.start, last.end), words.key(edge.start, edge.end)
                names = [
                    name
                    for name in {
                        *self._edged.get(words.folded[last.start], ()),
                        *self._edged.get(words.folded[edge.end - 1], ()),
                    }
                    if (name.startswith(left + " ") or name.endswith(" " + right))
                    and OSA.distance(f"{left} {right}", name, score_cutoff=1) == 1
                ]
                match = self._match(words, last.start, edge.end, names, kinds, 1)
                if match:
                    refs = tuple(sorted({*match.refs, *last.match.refs, *edge.match.refs}))
                    whole = replace(match, refs=refs)
                    found[-1] = _Edge(last.start, edge.end, 2 * _SPAN, "match", whole)
                    continue
            found.append(edge)
        return found

    def _places_to_mend(self, words: Words, chain: list[_Edge]) -> Iterator[set[int]]:
        """Yield where errors are looked for: in words that no name has, then beside them as well.

        A code beside a left-over can be a misspelt "and": "antigua ind barbuda".
        """
        left = {edge.start for edge in chain if edge.kind == "unknown"}
        wide = self._widen(words, chain, left)
        new = {place for place in left if words.folded[place] not in self._words.words}
        if new:
            yield new | {place for place in wide if len(words.folded[place]) < 4}
        yield wide

    def _add_near(
        self,
        words: Words,
        near: frozenset[Kind],
        kinds: frozenset[Kind],
        edges: _Edges,
        around: set[int],
    ) -> None:
        """Add what is near a name around some places: one of a kind, with all that it means."""
        steps = steps_from(words, self._words, around, FILLER, everyday_words())
        for start in range(len(words.folded)):
            for end, names in self._walk(words, steps, start).items():
                found = self._nearest_span(words, start, end, names, near, kinds)
                known = edges.get((start, end))
                if found and (known is None or found.cost < known.cost):
                    edges[start, end] = found
            self._add_shuffled(words, start, near, edges)
        for place in around:
            if 0 <= place < len(words.folded) and (place, place + 1) not in edges:
                word = words.folded[place]
                if word not in FILLER and slips(word):
                    edges[place, place + 1] = _Edge(place, place + 1, _SLIP, "filler")

    def _widen(self, words: Words, chain: list[_Edge], around: set[int]) -> set[int]:
        wide = set(around)
        for place in around:
            wide.update((place - 1, place + 1))
            for side in (-1, 1):
                beside = place + side
                if 0 <= beside < len(words.folded) and words.folded[beside] in FILLER:
                    wide.add(beside + side)
        for edge in chain:
            # A name beside a left-over is looked at whole: "dominica republic".
            if edge.kind == "match" and (edge.start in wide or edge.end - 1 in wide):
                wide.update(range(edge.start, edge.end))
        return {place for place in wide if 0 <= place < len(words.folded)}

    def _walk(
        self, words: Words, steps: list[list[Step]], start: int
    ) -> dict[int, dict[str, bool]]:
        """Follow every reading of the words from one on; give the names reached, by their end."""
        reached: dict[int, dict[str, bool]] = {}
        paths: list[tuple[str, int, bool, bool]] = [("", start, False, False)]
        followed = 0
        while paths and followed < _PATHS:
            followed += 1
            key, place, mended, short = paths.pop()
            for step in steps[place]:
                longer = f"{key} {step.read}" if key else step.read
                changed = mended or step.mended
                clipped = short or step.clipped
                alone = clipped and sum(word not in FILLER for word in longer.split(" ")) < 2
                if changed and not alone and longer in self.names:
                    reached.setdefault(step.end, {})[longer] = True
                if step.end < len(words.folded) and longer in self._begun:
                    paths.append((longer, step.end, changed, clipped))
        return reached

    def _nearest_span(
        self,
        words: Words,
        start: int,
        end: int,
        names: Iterable[str],
        sought: frozenset[Kind],
        kinds: frozenset[Kind],
    ) -> _Edge | None:
        key = words.key(start, end)
        budget = edit_budget(key)
        in_line = sought >= PARTIES_AND_TOPICS
        near: list[tuple[int, str]] = []
        for name in sorted(names):
            if name == key or not self._is_of(name, sought):
                continue
            if in_line and " " not in name and not self._is_of(name, PARTIES_AND_TOPICS):
                continue  # a single word is held against those names once the rest is understood
            if is_other_code(key, name, self.shown[name]):
                continue
            limit = edit_budget(name)
            edits = count_errors(key, name, limit)
            if edits <= limit:
                near.append((edits, name))
        least = min((edits for edits, _ in near), default=budget + 1)
        if least > budget:
            return None
        chosen = [name for edits, name in near if edits == least]
        # Nearly as near is a name of which letters were only left out: "austrla" can be Australia.
        chosen += [n for edits, n in near if edits == least + 1 and only_left_out(key, n)]
        match = self._match(words, start, end, chosen, kinds, least)
        return _Edge(start, end, _SPAN + _EDIT * least, "match", match) if match else None

    def _is_of(self, name: str, kinds: frozenset[Kind]) -> bool:
        return any(ref.kind in kinds for ref in self.names[name])

    def _add_shuffled(
        self, words: Words, start: int, kinds: frozenset[Kind], edges: _Edges
    ) -> None:
        """Add names whose words stand in another order: "Korea, Republic of"."""
        word = words.folded[start]
        if word in FILLER or word not in self._party_words:
            return
        for end in range(start + 2, min(start + 7, len(words.folded)) + 1):
            if (start, end) in edges:
                continue
            span = words.folded[start:end]
            # "People in the refugee compact" are no "refugee people".
            between = _BETWEEN.intersection(span)
            shuffled = self._shuffled.get(shuffle(span), ())
            names = [name for name in shuffled if between.issubset(name.split())]
            match = self._match(words, start, end, names, kinds, 0) if names else None
            if match:
                edges[start, end] = _Edge(start, end, _SPAN + 2, "match", match)

    def _collect(
        self, words: Words, chain: list[_Edge], exact: list[_Edge], kinds: frozenset[Kind]
    ) -> Reading:
        matches: list[Match] = []
        unknown: list[Unknown] = []
        run: list[_Edge] = []
        doubtful = any(edge.kind == "unknown" for edge in chain)
        for number, edge in enumerate(chain):
            if edge.kind == "unknown":
                run.append(edge)
                if number + 1 == len(chain) or chain[number + 1].kind != "unknown":
                    unknown.append(self._tell_unknown(words, run, kinds))
                    run = []
            elif edge.match:
                opened = self._doubt(words, chain, number, kinds) if doubtful else None
                matches.append(opened or edge.match)
        taken = {(match.start, match.end) for match in matches}
        inner = [e.match for e in exact if e.match and (e.start, e.end) not in taken]
        return Reading(
            tuple(matches),
            tuple(unknown),
            words.left_out,
            folded=tuple(words.folded),
            typed=tuple(words.typed),
            inner=tuple(inner),
        )

    def _tell_unknown(self, words: Words, run: list[_Edge], kinds: frozenset[Kind]) -> Unknown:
        typed = words.as_typed(run[0].start, run[-1].end)
        key = words.key(run[0].start, run[-1].end)
        start, end = run[0].start, run[-1].end
        return Unknown(typed, lambda: self._nearest(key, kinds), start, end)

    def _doubt(
        self, words: Words, chain: list[_Edge], number: int, kinds: frozenset[Kind]
    ) -> Match | None:
        """Open a match again where the left-over beside it makes it like a longer name.

        "guinea bixxau" is not Guinea with a word too many.
        """
        edge = chain[number]
        assert edge.match is not None
        if all(ref.kind != "party" for ref in edge.match.refs):
            return None
        key = words.key(edge.start, edge.end)
        after = _unless_everyday(self._left_over(words, chain[number + 1 :]))
        before = _unless_everyday(self._left_over(words, chain[:number][::-1]))
        longer: list[str] = []
        for name in self._edged.get(words.folded[edge.start], ()) if after else ():
            if name.startswith(key + " ") and alike(after, name[len(key) + 1 :]):
                longer.append(name)
        for name in self._edged.get(words.folded[edge.end - 1], ()) if before else ():
            if name.endswith(" " + key) and alike(before, name[: -len(key) - 1]):
                longer.append(name)
        refs = {r for name in longer for r in self.names[name] if r.kind in kinds}
        if refs <= set(edge.match.refs):
            return None
        together = tuple(sorted({*edge.match.refs, *refs}))
        return replace(edge.match, refs=together)

    def _left_over(self, words: Words, chain: list[_Edge]) -> str:
        """Give the unknown words with which a part of the chain begins, in the order typed."""
        found: list[int] = []
        for edge in chain:
            if edge.kind == "unknown":
                found.append(edge.start)
            elif edge.kind == "match" or found:
                break
        return " ".join(words.folded[place] for place in sorted(found))

    def _nearest(self, key: str, kinds: frozenset[Kind]) -> tuple[tuple[str, Ref], ...]:
        """Name what might have been meant."""
        if not 3 <= len(key) <= _LONGEST_NEAREST:
            return ()
        found = process.extract(
            key, self.names.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.55, limit=24
        )
        near: dict[Ref, str] = {}
        for name, _, _ in found:
            for ref in self.names[name]:
                if ref.kind in kinds:
                    near.setdefault(ref, self.shown[name])
        return tuple((name, ref) for ref, name in near.items())[:4]


__all__ = [
    "EVERY_KIND",
    "FILLER",
    "PARTIES_AND_TOPICS",
    "Index",
    "Kind",
    "Match",
    "Reading",
    "Ref",
    "Unknown",
    "edit_budget",
    "is_rigid",
]
