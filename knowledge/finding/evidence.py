"""What the pack and the documents have on words that name nothing: best first, with who said it.

Full text finds candidates; each is then weighed by how much of the question it has, rare words
counting for more than common ones.  A word that stands nowhere is read as the nearest one that
does.  Of passages, those of a floor record belong to their speaker; a paragraph of prose belongs to
those whose remarks the pack cites from it, and is shown as the document's own words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import chain

from rapidfuzz import fuzz

from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library
from knowledge.documents.locators import parse_locator
from knowledge.finding.paragraphs import find_objectives, find_paragraphs
from knowledge.finding.search import LONGEST_WORD, Entry, HitKind, Query, TextIndex, stems_of
from knowledge.finding.synonyms import kindred, words_akin
from knowledge.finding.topics import TopicFinder
from knowledge.finding.weighing import AKIN, COUNTS_OFF, LIGHT, LIGHTLY, NONE, Told, Wish
from knowledge.model import Position
from knowledge.names.everyday import everyday_words
from knowledge.names.likeness import is_other_code
from knowledge.names.normal import normalise
from knowledge.names.spelling import Vocabulary
from knowledge.turns import give_way

LEAST_EVERYDAY = 6  # letters of an everyday word that a misspelt one is held against
STEMS = 100_000  # of which it is kept how many entries have them; people type new ones
KEPT = 8_192  # entries of which it is kept what they have
CANDIDATES = 120  # of full text, which are weighed; more never come first
RECENT = 16  # lists of what was found that are kept: one question looks for the same more than once
_KINDS: Mapping[HitKind, float] = {
    # What an entry says in the editors' words leads, what only a name or a passage has follows.
    "position": 1.0,
    "proposal": 0.97,
    "event": 0.92,
    "person": 0.9,
    "term": 0.9,
    "passage": 0.95,
    "topic": 0.5,
}


def _numbers_in(text: str) -> list[str]:
    """List the paragraphs and objectives of the draft that a text names."""
    objectives = (f"objective {number}" for number in find_objectives(text))
    return [*find_paragraphs(text), *objectives]


UNCOUNTED = 0.3  # of a score, for what has no number where one is asked for
COUNTED = 0.4  # of its share, for the number of just what is asked for


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that has words of a question.

    Args:
        entry: what was found.
        share: how much of the question's weight it has, from 0 to 1.
        literal: the same without the words that only stand for those of the question.
        score: how well it fits; only good for sorting.
        words: the stems that it has.
        told: all that the entry has.
    """

    entry: Entry
    share: float
    literal: float
    score: float
    words: frozenset[str]
    told: Told = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What ``find`` is asked for, apart from how much of it."""

    words: tuple[str, ...]
    parties: tuple[str, ...]
    sources: tuple[str, ...]
    topics: tuple[str, ...]
    kinds: tuple[HitKind, ...]
    phrase: str
    numbers: bool
    counted: str
    akin: bool
    asked: bool
    meanings: tuple[tuple[str, str], ...]


@cache
def _everyday() -> Vocabulary:
    """List the everyday words that a misspelt one is held against, once for every pack."""
    words = Vocabulary()
    for word in everyday_words():
        if len(word) >= LEAST_EVERYDAY:
            give_way()
            words.add(word)
    return words


@dataclass(frozen=True)
class EvidenceFinder:
    """Finds what has the words of a question.

    Args:
        knowledge: the pack.
        library: the documents at hand.
        text: full text over both.
    """

    knowledge: KnowledgeBase
    library: Library
    text: TextIndex

    @cached_property
    def _told(self) -> Callable[[int], Told]:
        return lru_cache(KEPT)(lambda number: Told(self.text.entries[number]))

    def prepare(self) -> None:
        """Work out what the first questions would wait for."""
        self.mend(["misspelt"])
        self.on_paragraph("")
        self._topics.prepare()
        for number in range(min(len(self.text.entries), KEPT)):
            give_way()
            self._told(number).prepare()

    @cached_property
    def _asked(self) -> Mapping[int, tuple[frozenset[str], ...]]:
        """Stems of each question by which people ask for an entry, by its number."""
        found: dict[int, tuple[frozenset[str], ...]] = {}
        for number, entry in enumerate(self.text.entries):
            if entry.asked:
                give_way()
                found[number] = tuple(frozenset(stems_of(question)) for question in entry.asked)
        return found

    @cached_property
    def _asked_stems(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(chain.from_iterable(self._asked.values())))

    @cached_property
    def _count(self) -> Callable[[str], int]:
        return lru_cache(STEMS)(self.text.count)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        words = Vocabulary()
        for entry in self.text.entries:
            give_way()
            for word in normalise(f"{entry.title} {entry.text} {entry.more}").split():
                words.add(word)
        return words

    def knows(self, word: str) -> bool:
        """Tell whether a word, or another form of it, stands anywhere."""
        return any(self._count(stem) for stem in stems_of(word))

    def is_asked(self, word: str) -> bool:
        """Tell whether a word stands anywhere, or is one by which people ask for what does."""
        return self.knows(word) or self._asked_stems.issuperset(stems_of(word))

    def speaks_of(self, word: str) -> bool:
        """Tell whether a word, or one that people use for it, stands anywhere."""
        return self.knows(word) or any(map(self.knows, self._akin(word)))

    def mend(self, words: Iterable[str]) -> dict[str, str]:
        """Read words that stand nowhere as the nearest that do.

        Args:
            words: folded.

        Returns:
            The word that it is read as, for each that was mended.
        """
        mended: dict[str, str] = {}
        for word in words:
            if self.speaks_of(word) or self.is_asked(word):
                continue
            parted = self._part(word)
            if parted:
                mended[word] = parted
                continue
            near = self._vocabulary.near(word)
            # An everyday word of which another form stands somewhere: "briefing" of "briefs".
            near += [each for each in _everyday().near(word, 1) if self.knows(each[0])]
            near = [each for each in near if not self._is_another(word, each[0])]
            near.sort(key=lambda found: (found[1], -self._frequency(found[0]), found[0]))
            if near:
                mended[word] = near[0][0]
        return mended

    def _is_another(self, word: str, near: str) -> bool:
        """Tell whether a word would be another abbreviation: the ICRC is no IFRC."""
        return near in self._codes and is_other_code(word, near, near.upper())

    @cached_property
    def _codes(self) -> frozenset[str]:
        terms = (term.name for term in self.knowledge.terms.values())
        parties = (party.short for party in self.knowledge.parties.values())
        return frozenset(normalise(name) for name in (*terms, *parties) if name.isupper())

    def _akin(self, word: str) -> Iterator[str]:
        return (other for stem in stems_of(word) for other in words_akin(stem))

    def _part(self, word: str) -> str:
        """Write a word as two that the texts write apart: "turnkey"."""
        if len(word) > LONGEST_WORD:
            return ""
        cuts = [
            (word[:cut], word[cut:])
            for cut in range(3, len(word) - 2)
            if self.knows(word[:cut]) and self.knows(word[cut:])
        ]
        rare = max(cuts, key=lambda cut: min(map(self._rarity, cut)), default=("", ""))
        return " ".join(rare).strip()

    def _rarity(self, word: str) -> float:
        return min(self.weigh(stem) for stem in stems_of(word))

    def _frequency(self, word: str) -> int:
        return max((self._count(stem) for stem in stems_of(word)), default=0)

    def weigh(self, stem: str) -> float:
        """Give a stem's weight: the rarer, the more it says; words that only ask say little."""
        return self._weight(stem)

    @cached_property
    def _weight(self) -> Callable[[str], float]:
        return lru_cache(STEMS)(self._weigh)

    def _weigh(self, stem: str) -> float:
        rarity = math.log(1 + len(self.text.entries) / (1 + self._count(stem)))
        return rarity * LIGHTLY if stem in LIGHT else rarity

    def _weigh_all(self, stems: Iterable[str]) -> float:
        return sum(self.weigh(stem) for stem in stems)

    def weigh_text(self, words: Sequence[str], text: str) -> float:
        """Tell how much of some words' weight a text has, from 0 to 1; words akin count by half.

        Args:
            words: folded content words.
            text: as it was written.
        """
        sought = dict.fromkeys(stem for word in words for stem in stems_of(word))
        if not sought:
            return 0.0
        stems = frozenset(stems_of(text))
        rest = [stem for stem in sought if stem not in stems]
        near = [stem for stem in rest if not stems.isdisjoint(kindred(stem))]
        has = self._weigh_all(stem for stem in sought if stem in stems)
        return (has + AKIN * self._weigh_all(near)) / self._weigh_all(sought)

    def find(
        self,
        words: Sequence[str],
        *,
        parties: Sequence[str] = (),
        sources: Sequence[str] = (),
        topics: Sequence[str] = (),
        kinds: Sequence[HitKind] = (),
        phrase: str = "",
        numbers: bool = False,
        counted: str = "",
        akin: bool = True,
        asked: bool = False,
        meanings: Mapping[str, str] | None = None,
        limit: int = 12,
    ) -> list[Evidence]:
        """Find what has words of a question.

        Args:
            words: folded content words.
            parties: by whom, any of them; () for anybody.
            sources: in which documents, any of them; () for all.
            topics: which come first where they fit.
            kinds: what is looked for; () for everything but topics.
            phrase: the words as they were quoted, for their order; or "".
            numbers: whether a number is asked for.
            counted: the folded word for what is counted, "agencies" of "how many agencies"; or "".
            akin: whether words count, by half, that people use for those of the question.
            asked: whether words count by which people ask for an entry and which nobody said.
            meanings: what an abbreviation among the words stands for: having that is having it.
            limit: how many at most.

        Returns:
            Best first.
        """
        sought = _Sought(
            tuple(words),
            tuple(parties),
            tuple(sources),
            tuple(topics),
            tuple(kinds),
            phrase,
            numbers,
            counted,
            akin,
            asked,
            tuple((meanings or {}).items()),
        )
        return list(self._recent(sought)[:limit])

    @cached_property
    def _recent(self) -> Callable[[_Sought], tuple[Evidence, ...]]:
        return lru_cache(RECENT)(self._rank)

    def _rank(self, sought: _Sought) -> tuple[Evidence, ...]:
        """Weigh all that can have a question's words, and put it in order."""
        stems = dict.fromkeys(stem for word in sought.words for stem in stems_of(word))
        if not stems:
            return ()
        wish = Wish(stems, self.weigh, akin=sought.akin)
        meaning = dict(sought.meanings).get(sought.counted, "")
        things = {
            word
            for stem in stems_of(f"{sought.counted} {meaning}")
            for word in (stem, *kindred(stem))
        }
        found = [
            self._weigh_entry(number, wish, sought, things)
            for number in self._candidates(sought, stems)
            if self.text.entries[number].kind != "topic"
        ]
        return tuple(sorted(found, key=lambda each: -each.score))

    def _candidates(self, sought: _Sought, stems: Iterable[str]) -> Iterable[int]:
        """Find by full text what is weighed, each once."""
        filters = (
            *(("party", party) for party in sought.parties),
            *(("source", source) for source in sought.sources),
            *(("kind", kind) for kind in sought.kinds),
        )
        several = len(sought.words) > 1
        query = Query(sought.words, (), filters, deep=True, asked=sought.asked)
        found = dict.fromkeys(self.text.find_numbers(query, CANDIDATES))

        def add(words: Iterable[str]) -> None:
            wider = replace(query, words=tuple(words), loose=True)
            found.update(dict.fromkeys(self.text.find_numbers(wider, CANDIDATES)))

        spelt = {word for word, _ in sought.meanings}
        rest = [word for word in sought.words if word not in spelt]
        for _, meaning in sought.meanings:
            add((*normalise(meaning).split(), *rest))
        if several:
            add(sought.words)
        others = [w for stem in stems for w in words_akin(stem)] if sought.akin else []
        if others and (several or not found):
            add((*sought.words, *dict.fromkeys(others)))
        return found

    def _weigh_entry(
        self, number: int, wish: Wish, sought: _Sought, things: Collection[str]
    ) -> Evidence:
        entry, told = self.text.entries[number], self._told(number)
        own, every = told.own_stems, told.stems
        if told.parts:
            # Of a paragraph in which several speak, what one of them says in a sentence.
            own = every = max(told.parts, key=wish.told_of)
        for word, meaning in sought.meanings:
            if told.writes_out(meaning):
                own, every = own | set(stems_of(word)), every | set(stems_of(word))
        asked = self._asked.get(number, ()) if sought.asked else ()
        wordings = wish.nearest(asked, every) if asked else ()
        share = wish.share_of(every, wordings)
        asked_for = NONE.union(*wordings) if wordings else NONE
        score = share.whole * _KINDS[entry.kind]
        # What its own words have counts for more than what only the passages under it have.
        score += 0.25 * wish.told_of(own | (share.has & asked_for))
        if not set(sought.topics).isdisjoint(entry.topics):
            score += 0.2
        counted = COUNTS_OFF & wish.sought
        if counted and entry.kind == "proposal" and counted.intersection(stems_of(entry.title)):
            score += 0.15  # "the five priorities": what tells all five
        # Of two that have the same, the shorter says it more plainly.
        score += 0.1 / (1 + len(entry.text) / 300)
        if sought.phrase:
            score += 1.2 * (fuzz.partial_ratio(sought.phrase, told.folded) / 100) ** 4
        if sought.numbers:
            score -= 0.0 if told.has_number else UNCOUNTED
            score += self._score_number(told, share.whole, sought.counted, things)
        return Evidence(entry, share.whole, share.literal, score, share.has, told)

    def _score_number(
        self, told: Told, share: float, counted: str, things: Collection[str]
    ) -> float:
        """Give what it is worth that an entry has a number, where one is asked for."""
        counts = not told.counted_stems.isdisjoint(things)
        if not counts:
            return 0.25 if told.has_number else 0.0
        # "244 million migrants" before "150 million migrant workers".
        exact = 0.3 if counted in told.counted else 0.25
        return exact + COUNTED * share * _KINDS[told.entry.kind] ** 8

    @cached_property
    def _citing(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for position in self.knowledge.positions:
            for leaf in self._leaves(position.source, position.locators):
                found.setdefault((position.source, leaf), []).append(position.id)
        return {place: tuple(ids) for place, ids in found.items()}

    @cached_property
    def _numbered(self) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, dict[str, None]] = {}
        heard: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for position in self.knowledge.positions:
            numbers = _numbers_in(f"{position.summary} {position.note}")
            for number in numbers:
                named.setdefault(number, {})[position.id] = None
            if self.knowledge.sources[position.source].spoken:
                for leaf in self._leaves(position.source, position.locators):
                    quotes = self.library.quote(position.source, (leaf,))
                    for number in _numbers_in(" ".join(quotes)):
                        places = heard.setdefault(number, {}).setdefault(position.id, [])
                        places.append((position.source, leaf))
        for number, positions in heard.items():
            told = named.setdefault(number, {})
            # A breath can hold several statements; where one names the number, it is that one's.
            settled = {place for key in told for place in positions.get(key, ())}
            for key, places in positions.items():
                if not settled.issuperset(places):
                    told[key] = None
        return {number: tuple(ids) for number, ids in named.items()}

    def on_paragraph(self, number: str) -> tuple[str, ...]:
        """List the positions that name a paragraph, "42(c)", or an objective, "objective 11"."""
        return self._numbered.get(number, ())

    def near_paragraph(self, number: str) -> tuple[str, ...]:
        """List the positions that name the paragraph around a number, or one within it."""
        whole = number.split("(")[0]
        found = dict.fromkeys(
            key
            for named, ids in self._numbered.items()
            if named.split("(")[0] == whole and named != number
            for key in ids
        )
        return tuple(found)

    @cached_property
    def _unreviewed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.text.entries if not entry.reviewed)

    def unreviewed(self, parties: Collection[str], topics: Collection[str]) -> list[Entry]:
        """List passages that no editor has answered for, in the order of their documents.

        Args:
            parties: in whose words, any of them; () for anybody's.
            topics: whose words stand in them, any of them; () for all.
        """
        return [
            entry
            for entry in self._unreviewed
            if (not parties or not set(entry.waiting).isdisjoint(parties))
            and (not topics or not set(entry.topics).isdisjoint(topics))
        ]

    @cached_property
    def _topics(self) -> TopicFinder:
        return TopicFinder(self.knowledge.topics)

    def naming(self, positions: Iterable[Position], topics: Collection[str]) -> list[Position]:
        """Choose the positions that name a topic: in the editors' words, or in the speaker's own.

        Args:
            positions: from which.
            topics: which, any of them.
        """
        return [p for p in positions if not self._named_by(p).isdisjoint(topics)]

    def _named_by(self, position: Position) -> frozenset[str]:
        known = self._naming.get(position.id)
        if known is None:
            texts = (position.summary, *self._own_words(position))
            known = frozenset(each.topic for text in texts for each in self._topics.find(text))
            self._naming[position.id] = known
        return known

    @cached_property
    def _naming(self) -> dict[str, frozenset[str]]:
        return {}  # filled as it is asked for

    def _own_words(self, position: Position) -> tuple[str, ...]:
        """Give the passages of a position; a paragraph of prose tells of several parties."""
        if not self.knowledge.sources[position.source].spoken:
            return ()
        return self.library.quote(position.source, position.locators)

    def waiting_in(self, source: str) -> set[str]:
        """List the interventions or sections of a document that nobody has reviewed in full."""
        return {entry.id.rsplit(".", 1)[0] for entry in self._unreviewed if entry.source == source}

    def is_unreviewed(self, source: str, locator: str) -> bool:
        """Tell whether no editor has answered for a passage."""
        return (source, locator) in self._unreviewed_places

    @cached_property
    def _unreviewed_places(self) -> frozenset[tuple[str, str]]:
        return frozenset((entry.source, entry.id) for entry in self._unreviewed)

    def citing(self, source: str, locator: str) -> tuple[str, ...]:
        """List the positions that cite a single passage."""
        return self._citing.get((source, locator), ())

    def is_part(self, part: Entry, whole: Entry) -> bool:
        """Tell whether one proposal stands in a part of the passages that another one tells."""
        if not part.kind == whole.kind == "proposal":
            return False
        of_part, of_whole = self._places_of(part.id), self._places_of(whole.id)
        return bool(of_part) and of_part < of_whole

    def _places_of(self, proposal: str) -> set[tuple[str, str]]:
        return {
            (citation.source, leaf)
            for citation in self.knowledge.proposals[proposal].citations
            for leaf in self._leaves(citation.source, citation.locators)
        }

    def _leaves(self, source: str, locators: Iterable[str]) -> list[str]:
        document = self.library.documents.get(source)
        if document is None:
            return []
        return [
            leaf
            for locator in locators
            for leaf in parse_locator(locator, document.form).leaves(document.lengths)
        ]
