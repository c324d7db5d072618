"""Full text over what the pack and the documents say.

Built in memory on first use.  Words are stemmed and folded; words that all have to be there come
first, then words of which any may be; phrases in quotes; ``party:``, ``topic:`` and ``source:``
narrow the search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from knowledge.names.normal import normalise
from knowledge.turns import give_way

if TYPE_CHECKING:
    import tantivy

HitKind = Literal["position", "topic", "term", "event", "person", "proposal", "passage"]

FILTERS = ("party", "topic", "source", "kind")
_FILTER = re.compile(rf"\b({'|'.join(FILTERS)}):(\"[^\"]*\"|\S+)", re.IGNORECASE)
_PHRASE = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
_ANALYZER = "folded_english"
RECENT = 64  # searches of which the hits are kept: a question makes some more than once
LONGEST_WORD = 60  # letters; what is longer is an address or a paste


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Args:
        kind: what it is.
        id: the entry's id; of a passage, its locator.
        source: the source that a passage stands in, or "".
        title: what it is called.
        text: what is searched.
        parties, topics, sources: ids that narrow a search.
        more: what is found with it but is not its own text, such as the passages that it cites.
        asked: in what other words people ask for it, a question each; nobody said them.
        reviewed: of a passage: whether an editor has answered for it, by an entry or by filing it.
            Topics of one that is not are those whose words stand in it, and no coding.
        waiting: of a passage: for whose words in it nobody has; in a bulletin's paragraph these can
            be some of its speakers.
        meant: what it is weighed by where its text has misprints; "" elsewhere, and never shown.
    """

    kind: HitKind
    id: str
    title: str
    text: str
    source: str = ""
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    more: str = ""
    asked: tuple[str, ...] = ()
    reviewed: bool = True
    waiting: tuple[str, ...] = ()
    meant: str = ""


@dataclass(frozen=True)
class Hit:
    """An entry that was found.

    Args:
        entry: what was found.
        score: how well it fits; only good for sorting.
        marker: finds the words in the entry's text, once a hit is shown.
        number: of the entry in its index.
    """

    entry: Entry
    score: float
    marker: _Marker = field(repr=False, compare=False)
    number: int = 0

    @cached_property
    def _marked(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        return self.marker.mark(self.entry.text)

    @property
    def line(self) -> str:
        """The part of the text that has the words."""
        return self._marked[0]

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The (start, end) of the words in that line."""
        return self._marked[1]


@dataclass(frozen=True, slots=True)
class Query:
    """A search, parsed.

    Args:
        words: loose words, folded.
        phrases: runs of words that have to stand together, folded.
        filters: ids by "party", "topic", "source" or "kind"; of one sort, any will do.
        deep: whether what stands under an entry counts, too.
        loose: whether any of the words will do even where something has them all.
        asked: whether words count by which people ask for an entry.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    deep: bool = False
    loose: bool = False
    asked: bool = False


def parse_query(text: str) -> Query:
    """Read a search line; never raises.

    Args:
        text: words, "phrases" in any quotation marks, and filters such as ``party:japan``.
    """
    filters = tuple(
        (match[1].lower(), match[2].strip('"').strip()) for match in _FILTER.finditer(text)
    )
    rest = _FILTER.sub(" ", text)
    phrases = tuple(filter(None, (normalise(match[1]) for match in _PHRASE.finditer(rest))))
    words = tuple(dict.fromkeys(normalise(_PHRASE.sub(" ", rest)).split()))
    return Query(words, phrases, filters)


def query_of_kind(text: str, kind: HitKind) -> Query:
    """Read a search line for one kind of entries alone, whatever it says itself."""
    query = parse_query(text)
    others = tuple(each for each in query.filters if each[0] != "kind")
    return Query(query.words, query.phrases, (*others, ("kind", kind)))


class TextIndex:
    """A searchable set of entries.

    Args:
        entries: what can be found, each once.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _index(self) -> tantivy.Index:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name=_ANALYZER)
        builder.add_text_field("more", tokenizer_name=_ANALYZER)
        builder.add_text_field("asked", tokenizer_name=_ANALYZER)
        builder.add_unsigned_field("number", stored=True, indexed=True, fast=True)
        for name in ("party", "topic", "source", "kind"):
            builder.add_text_field(name, tokenizer_name="raw")
        index = tantivy.Index(builder.build())
        index.register_tokenizer(_ANALYZER, _analyzer())
        # One thread: the order in which equal hits come is then always the same.
        writer = index.writer(heap_size=50_000_000, num_threads=1)
        for number, entry in enumerate(self.entries):
            # The index lets go of the interpreter at each document, and takes it again before a
            # thread that waits for it has woken up.
            give_way()
            document = tantivy.Document()
            document.add_text("body", _spell(f"{entry.title} {entry.text}"))
            if entry.more:
                document.add_text("more", _spell(entry.more))
            if entry.asked:
                document.add_text("asked", _spell(" ".join(entry.asked)))
            document.add_unsigned("number", number)
            document.add_text("kind", entry.kind)
            for name, values in (
                ("party", entry.parties),
                ("topic", entry.topics),
                ("source", entry.sources),
            ):
                for value in values:
                    document.add_text(name, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return index

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """Find entries.

        Args:
            query: what is looked for; without words or phrases, everything that passes the filters.
            limit: how many hits at most.

        Returns:
            Hits that have all the words, best first; where there are none, those with any of them.
        """
        marker = _Marker(query)
        return [Hit(self.entries[n], score, marker, n) for n, score in self._find(query, limit)]

    def find_numbers(self, query: Query, limit: int = 50) -> list[int]:
        """Find entries as ``search`` does, and give their places among all."""
        return [number for number, _ in self._find(query, limit)]

    def _find(self, query: Query, limit: int) -> tuple[tuple[int, float], ...]:
        alone = replace(query, loose=False)
        found: tuple[tuple[int, float], ...] = ()
        for every in (False,) if query.loose else (True, False):
            found = self._recent(alone, limit, every)
            if found or len(query.words) + len(query.phrases) < 2:
                break
        return found

    @cached_property
    def _recent(self) -> Callable[[Query, int, bool], tuple[tuple[int, float], ...]]:
        return lru_cache(RECENT)(self._run)

    def _run(self, query: Query, limit: int, every: bool) -> tuple[tuple[int, float], ...]:
        built = self._build(query, every)
        if built is None:
            return ()
        hits = self._index.searcher().search(built, limit).hits
        return tuple((self._number(address), float(score or 0)) for score, address in hits)

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {}  # filled as entries are found

    def _number(self, address: tantivy.DocAddress) -> int:
        """Give an entry's place among all; what is stored of it takes long to unpack."""
        place = (address.segment_ord, address.doc)
        number = self._numbers.get(place)
        if number is None:
            stored: Any = self._index.searcher().doc(address)["number"][0]
            number = self._numbers[place] = int(stored)
        return number

    def count(self, stem: str) -> int:
        """Count the entries that have a stem, in their own text or under it."""
        searcher = self._index.searcher()
        return int(searcher.doc_freq("body", stem) + searcher.doc_freq("more", stem))

    def _build(self, query: Query, every: bool) -> tantivy.Query | None:
        import tantivy

        schema = self._index.schema
        must, should = tantivy.Occur.Must, tantivy.Occur.Should
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for phrase in query.phrases:
            stems = [stem for word in phrase.split() for stem in _stems(word)]
            if len(stems) > 1:
                parts.append((must, tantivy.Query.phrase_query(schema, "body", list(stems))))
            elif stems:
                parts.append((must, tantivy.Query.term_query(schema, "body", stems[0])))
        stems = [stem for word in query.words for stem in _stems(word)]
        words = [self._word(stem, query) for stem in stems]
        if words:
            occur = must if every else should
            any_words = tantivy.Query.boolean_query([(occur, word) for word in words])
            parts.append((must, any_words))
        by_name: dict[str, list[tantivy.Query]] = {}
        for name, value in query.filters:
            by_name.setdefault(name, []).append(tantivy.Query.term_query(schema, name, value))
        for values in by_name.values():
            any_value = tantivy.Query.boolean_query([(should, value) for value in values])
            parts.append((must, any_value))
        if not parts:
            return None
        return tantivy.Query.boolean_query(parts)

    def _word(self, stem: str, query: Query) -> tantivy.Query:
        return self._recent_words(stem, query.deep, query.asked)

    @cached_property
    def _recent_words(self) -> Callable[[str, bool, bool], tantivy.Query]:
        return lru_cache(RECENT * 64)(self._one_word)

    def _one_word(self, stem: str, deep: bool, asked: bool) -> tantivy.Query:
        import tantivy

        fields = ["body", *(["more"] if deep else ()), *(["asked"] if asked else ())]
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._index.schema, name, stem))
            for name in fields
        ]
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)


_STEMMER: list[tantivy.TextAnalyzer] = []


def _analyzer() -> tantivy.TextAnalyzer:
    if not _STEMMER:
        from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

        _STEMMER.append(
            TextAnalyzerBuilder(Tokenizer.whitespace())
            .filter(Filter.remove_long(LONGEST_WORD))
            .filter(Filter.stemmer("english"))
            .build()
        )
    return _STEMMER[0]


# Spellings of one word: "organised", "labour"; "art 11" in notes is article 11. An abbreviation has
# too few vowels for the stemmer to see its plural: "NGOs", "SDGs".
_SPELLINGS = re.compile(
    r"\b(\w{4,})is(e|ed|es|ing|ation|ations|er|ers)\b|\b(\w{2,})our(s|ed|ing|)\b|\bart(s?)\b"
    r"|\b([bcdfghjklmnpqrstvwxz]{2,}[aeiou]?)s\b"
)


def _one_spelling(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}iz{match[2]}"
    if match[6]:
        return match[6]
    return f"{match[3]}or{match[4]}" if match[3] else f"article{match[5]}"


# Words that the stemmer takes for forms of others, and that say something else: who is against a
# thing has an objection and no objective, and what is severe is not several.
_APART: Mapping[str, str] = {
    _SPELLINGS.sub(_one_spelling, word): f"{group.split()[0]}0"
    for group in (
        "authority authorities",
        "capitalize capitalized capitalizing",
        "collective collectively",
        "conventional",
        "customized",
        "discretion discretionary",
        "expertise",
        "generation generations",
        "governance",
        "government governments governmental",
        "informal informally",
        "mobilize mobilizes mobilized mobilizing mobilization",
        "mobility",
        "objection objections",
        "populism populist populists",
        "positive positively",
        "president presidents",
        "projection projections",
        "publication publications",
        "remarkable remarkably",
        "respective respectively",
        "responsibility responsibilities responsible",
        "severe severely",
        "specialize specialized specializes",
        "useful usefully",
    )
    for word in group.split()
}


def _spell(text: str) -> str:
    spelt = _SPELLINGS.sub(_one_spelling, normalise(text))
    return " ".join(_APART.get(word, word) for word in spelt.split(" "))


@lru_cache(100_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(_analyzer().analyze(_spell(word)))


def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, as they are searched."""
    return tuple(stem for word in normalise(text).split() for stem in _stems(word))


@lru_cache(100_000)
def _stems_as_written(word: str) -> tuple[str, ...]:
    return _stems(normalise(word))


class _Marker:
    """Finds a query's words in a text as it was written."""

    def __init__(self, query: Query) -> None:
        words = (*query.words, *(word for phrase in query.phrases for word in phrase.split()))
        self.stems = frozenset(stem for word in words for stem in _stems(word))

    def mark(self, text: str, width: int = 240) -> tuple[str, tuple[tuple[int, int], ...]]:
        spans = [
            (match.start(), match.end())
            for match in re.finditer(r"[^\W_]+", text)
            if not self.stems.isdisjoint(_stems_as_written(match[0]))
        ]
        if not spans:
            return text[:width] + ("…" if len(text) > width else ""), ()
        start = max(0, min(spans[0][0] - 40, len(text) - width))
        start = text.rfind(" ", 0, start + 1) + 1 if start else 0
        end = min(len(text), start + width)
        if end < len(text):
            end = max(text.rfind(" ", start, end), spans[0][1])
        before, after = ("…" if start else ""), ("…" if end < len(text) else "")
        shift = len(before) - start
        marks = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= end)
        return before + text[start:end] + after, marks
