"""From a question to what has its words: the asked party's own first."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.answers.answer import Note
from handlers.answers.found import MOST, fitting, has_words, is_answer
from handlers.questions.question import Intent, Naming, Question
from handlers.questions.runs import as_typed, having, run_in
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import is_light
from knowledge.model import Party, Position, Term, Topic
from knowledge.names.everyday import everyday_words, is_everyday
from knowledge.names.index import FILLER, Kind
from knowledge.names.normal import normalise
from knowledge.when import When


@dataclass(frozen=True, slots=True)
class Sought:
    """What words of a question find.

    Args:
        words: that were looked for, mended where they were misspelt.
        shown: the same as a person reads them.
        found: best first, without what has too little of them.
        notes: how misspelt words were read.
        meanings: what abbreviations among the words stand for.
    """

    words: tuple[str, ...]
    shown: str
    found: tuple[Evidence, ...] = ()
    notes: tuple[Note, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def saying(self) -> tuple[str, ...]:
        """The words without those that only ask; all of them where none says more."""
        return tuple(word for word in self.words if not is_light(word)) or self.words

    @property
    def whole(self) -> bool:
        """Whether something has about all of the words."""
        return is_answer(self.found)

    @property
    def in_words(self) -> bool:
        """Whether that is so of the very words: else it is told that they stand nowhere so."""
        return has_words(self.found)


def tell_near(sought: Sought, by: str) -> str:
    """Say that something fits in other words than the question's: no silence, and not its words.

    Args:
        sought: what was found, with about all that is asked for.
        by: " by Japan", or "".
    """
    return f"Nearest{by} to “{sought.shown}”:"


def on_or_in(words: str) -> str:
    """Say on what nothing was found; of a whole phrase, only that nothing is in its words.

    What was put into other words than the record's may well be on record.
    """
    many = len([word for word in words.split() if word not in FILLER]) >= PHRASE
    return f"in the words “{words}”" if many else f"on “{words}”"


PHRASE = 3  # words


def content_words(question: Question, knowledge: KnowledgeBase, *, topics: bool) -> list[str]:
    """List the words of a question that a text can have.

    Args:
        question: as it was understood.
        knowledge: the pack.
        topics: whether the words that name topics are among them.
    """
    words: dict[str, None] = {}
    everyday = everyday_words()
    subject = set(normalise(knowledge.pack.name).split())
    parties = {normalise(n.words) for n in question.named if n.ref.kind == "party"}
    meant = {normalise(n.words) for n in question.named if n.ref.kind == "topic"}
    for naming in question.named:
        folded = normalise(naming.words)
        if naming.corrected and not everyday.issuperset(folded.split()):
            folded = normalise(naming.name)  # "send home" is no misspelling of "sent home"
        if naming.ref.kind == "party" or folded in parties:
            continue
        if normalise(naming.words) in meant and not topics:
            continue
        if question.left and " " in folded and subject.issuperset(folded.split()):
            continue  # "the global compact", what everything here is about
        words |= dict.fromkeys(folded.split())
    covered = set() if topics else _stems_of_topics(question)
    words |= dict.fromkeys(w for w in question.left if not covered.issuperset(stems_of(w)))
    for quoted in question.quoted:
        words |= dict.fromkeys(normalise(quoted).split())
    return [word for word in words if word not in FILLER or word in _of_quotes(question)]


def _stems_of_topics(question: Question) -> set[str]:
    """Give the stems of the names that a line's topics were read as: "IOM to lead", IOM leading."""
    names = [naming.name for naming in question.named if naming.ref.kind == "topic"]
    return {stem for name in names for stem in stems_of(name)}


def _of_quotes(question: Question) -> set[str]:
    return {word for quoted in question.quoted for word in normalise(quoted).split()}


def words_of_parties(
    question: Question,
    parties: Collection[str],
    services: Services,
    *,
    spoken_of: bool = False,
) -> list[str]:
    """List the words by which a question names some parties, folded, as what was said has them.

    Args:
        question: that names them.
        parties: their ids.
        services: the pack and the documents.
        spoken_of: whether states are named as others name them: "Japan", not "the Japanese".
    """
    return [
        word
        for naming in question.named
        if naming.ref.kind == "party" and naming.ref.id in parties
        for word in normalise(_as_said(naming, services, states=spoken_of)).split()
        if word != "the"
    ]


def _as_said(naming: Naming, services: Services, *, states: bool) -> str:
    """Name a party as more statements do: nobody on the floor said "the labour people"."""
    party = services.knowledge.parties[naming.ref.id]
    abbreviated = party.kind == "organisation" and party.short.isupper()
    if not (abbreviated or (states and party.kind == "state")):
        return naming.words
    if normalise(party.brief) == normalise(naming.words):
        return naming.words
    return max((naming.words, party.brief), key=lambda name: _count_said(name, party, services))


def _count_said(name: str, party: Party, services: Services) -> int:
    """Count the statements of others that have all words of a body's name."""
    words = [word for word in normalise(name).split() if word not in FILLER]
    found = services.evidence.find(words, kinds=("position",), limit=MOST_COUNTED)
    said = (each for each in found if party.id not in each.entry.parties)
    return sum(each.literal > ALL for each in said)


MOST_COUNTED = 40  # statements
ALL = 0.99  # of a name's weight


def _mend_endings(words: Sequence[str], services: Services) -> dict[str, str]:
    """Read everyday words that stand nowhere as those that they lack a last letter of: "acces"."""
    evidence = services.evidence
    strange = [word for word in words if is_everyday(word) and not evidence.knows(word)]
    mended = evidence.mend(word for word in strange if len(word) >= SHORTEST_MENDED)
    return {
        word: read for word, read in mended.items() if read[:-1] == word and read[-1] == word[-1]
    }


SHORTEST_MENDED = 5  # letters


def parts_named(question: Question, knowledge: KnowledgeBase) -> list[Naming]:
    """List the words of a question by which it names only a part of a topic.

    So does a notion that is no name of the topic that it belongs to: a convention on human rights.
    """
    notions = [naming for naming in question.named if naming.ref.kind == "term"]
    parts: list[Naming] = []
    for naming in question.named:
        topic = knowledge.topics[naming.ref.id] if naming.ref.kind == "topic" else None
        if topic is None:
            continue
        notion = any(_is_part_of(naming, topic, each) for each in notions)
        if notion or topic.is_narrower(naming.name):
            parts.append(naming)
    return parts


def _is_part_of(naming: Naming, topic: Topic, notion: Naming) -> bool:
    """Tell whether a topic is named by a notion, or in a notion's name, that is no name of it."""
    words, told = (normalise(n.words).removeprefix("the ") for n in (naming, notion))
    if words == told:
        return not topic.is_called(naming.name)
    return f" {words} " in f" {told} " and not topic.is_called(notion.name)


def names_part(question: Question, knowledge: KnowledgeBase) -> bool:
    """Tell whether a question names a topic by a word for only a part of it.

    "Gender / women" is all of it: the topic stands beside its part.
    """
    parts = parts_named(question, knowledge)
    whole = [n for n in question.named if n.ref.kind == "topic" and n not in parts]
    return any(not _stands_beside(part, whole, question) for part in parts)


def _stands_beside(part: Naming, whole: Sequence[Naming], question: Question) -> bool:
    """Tell whether a part of a topic is named right beside the topic: "women and gender"."""
    line = question.plain.replace(" and ", " ").replace(" or ", " ")
    named = normalise(part.words)
    pairs = ((named, normalise(n.words)) for n in whole if n.ref.id == part.ref.id)
    return any(f"{one} {other}" in line or f"{other} {one}" in line for one, other in pairs)


def part_stands(question: Question, knowledge: KnowledgeBase, found: Collection[Evidence]) -> bool:
    """Tell whether something has the very words by which a question names parts of topics.

    Words of the question's own, "locking up kids", are in no document; there the topic answers.
    """
    parts = [
        {
            stem
            for word in normalise(naming.name).split()
            if word not in FILLER
            for stem in stems_of(word)
        }
        for naming in parts_named(question, knowledge)
    ]
    if not gives_alternatives(question):
        parts = [set().union(*parts)]
    return any(part <= each.words for each in found for part in parts)


def gives_alternatives(question: Question) -> bool:
    """Tell whether a question says a thing in two ways: "business / private sector"."""
    return bool(_EITHER.search(question.text))


_EITHER = re.compile(r"/|\bor\b", re.IGNORECASE)


def look_for(
    question: Question,
    services: Services,
    words: Sequence[str],
    *,
    parties: Sequence[str] = (),
    sources: Sequence[str] = (),
    phrase: str = "",
    meanings: Mapping[str, str] | None = None,
    limit: int = 12,
) -> Sought:
    """Find what has some words.

    Args:
        question: whose topics come first.
        services: the pack and the documents.
        words: folded.
        parties: by whom, or () for anybody.
        sources: in which documents, or () for all.
        phrase: the words as they were quoted, or "".
        meanings: what abbreviations among the words stand for, besides those that were typed.
        limit: how many at most.
    """
    spelt = _meanings(question, services.knowledge) | dict(meanings or {})
    words = _join_words(words, question, services)
    mended = services.evidence.mend(word for word in words if not is_everyday(word))
    mended |= _mend_endings(words, services)
    words = [word for word in words if mended.get(word, word) not in FILLER or word in FILLER]
    mended = {word: read for word, read in mended.items() if word in words}
    written = " ".join(mended.get(word, word) for word in words)
    chosen = tuple(dict.fromkeys(written.split()))
    notes = tuple(
        Note("correction", f"“{word}” read as “{read}”.") for word, read in mended.items()
    )
    # One word by which people ask for something says nothing of what they ask: "vote".
    asked = not phrase and question.intent in _OF_WHAT and len(chosen) > 1
    if _is_of_nothing(chosen, services, asked=asked) and not parties:
        return Sought(chosen, " ".join(chosen), (), notes)
    found = services.evidence.find(
        chosen,
        parties=parties,
        sources=sources,
        topics=question.topics,
        phrase=phrase,
        numbers=question.intent == "fact" and question.certainty == "worded",
        counted=question.counted,
        asked=asked,
        meanings=spelt,
        limit=limit,
    )
    fit = tuple(_places_first(question, fitting(found, max(limit, MOST)), services))
    fit = _named_whole(question, chosen, fit)
    named = in_one_name(question, chosen, fit, services.knowledge)
    whole = {each.entry.id for each in named}
    fit = tuple(sorted(fit, key=lambda each: each.entry.id not in whole)) if named else fit
    run = run_in(question, chosen, fit)
    article = _article_in(question, chosen)
    if article and not run:
        return Sought(chosen, article, (), notes)  # 14:00 is nothing of article 14
    if run and len(chosen) == 1:
        fit = having(run, fit)  # what has only “red” says nothing of a “red line”
    shown = run or ("" if mended else as_typed(question, chosen)) or " ".join(chosen)
    return Sought(chosen, _write_codes(shown, question, services.knowledge), fit, notes, spelt)


# "A ministry of migration": what stands on both sides of "of" is one thing.
_ONE_NAME = re.compile(r"\b(\w{4,}) (?:of|for) (?:the |an? )?(\w{4,})\b")


def in_one_name(
    question: Question,
    words: Collection[str],
    found: Sequence[Evidence],
    knowledge: KnowledgeBase,
) -> tuple[Evidence, ...]:
    """Give what has two words of a question beside each other, as the one thing that they name.

    Args:
        question: which may say "a ministry of migration".
        words: that are looked for, folded.
        found: what has some of them.
        knowledge: whose topics may be named by such words.
    """
    named = parts_named(question, knowledge)
    of_topics = {word for naming in named for word in normalise(naming.words).split()}
    pairs = [set(pair) for pair in _ONE_NAME.findall(question.plain)]
    pairs = [pair for pair in pairs if pair.isdisjoint(of_topics)]  # others speak of it as well
    stems = [set(stems_of(" ".join(pair))) for pair in pairs if pair.issubset(words)]
    if not stems:
        return ()
    return tuple(each for each in found if all(_has_beside(each, pair) for pair in stems))


def _has_beside(each: Evidence, pair: Collection[str]) -> bool:
    """Tell whether two stems stand beside each other in a text, in either order."""
    text = [stem for stem in stems_of(each.entry.text) if stem not in _OF]
    return any(set(beside) == pair for beside in pairwise(text))


_OF = frozenset(stems_of("of the a an for"))


def _shortened(words: str, question: Question, knowledge: KnowledgeBase) -> list[str]:
    """List the names of parties that stand for what was typed: "ILO", "Japan" for its people."""
    typed = set(normalise(question.text).split())
    briefs = [knowledge.parties[n.ref.id].brief for n in question.named if n.ref.kind == "party"]
    named = {normalise(brief): brief for brief in briefs}
    return [named[word] for word in words.split() if word not in typed and word in named]


def _write_codes(words: str, question: Question, knowledge: KnowledgeBase) -> str:
    """Write abbreviations as the line has them, or as they are called that it names: "GEF"."""
    named = [n.name for n in question.named if n.ref.kind in ("term", "topic")]
    short = {normalise(name): name for name in _shortened(words, question, knowledge)}
    codes = short | {
        normalise(word): word
        for text in (*named, question.text)
        for word in re.findall(r"[^\W_]+", text)
        if word[:LEAST_CODE].isupper() and len(word) >= LEAST_CODE
    }
    shouted = question.text.isupper()
    return words if shouted else " ".join(codes.get(word, word) for word in words.split())


LEAST_CODE = 2  # letters of an abbreviation
_CODE = re.compile(r"[A-Z][A-Z\d&/-]{1,7}s?")


def is_code(words: str) -> bool:
    """Tell whether words are one abbreviation, typed in capitals: "SEA", "MPAs"."""
    return bool(_CODE.fullmatch(words))


def _article_in(question: Question, words: Sequence[str]) -> str:
    """Give the article that is all that is looked for, by its number; or ""."""
    if len(words) != 1 or not words[0].isdigit():
        return ""
    named = re.search(rf"\bart(?:icle)?s? {words[0]}\b", question.plain)
    return f"article {words[0]}" if named else ""


# What asks what somebody said or a paper says, and not who it was.
_OF_WHAT: frozenset[Intent] = frozenset({"position", "fact", "proposal", "term", "event"})


def _is_of_nothing(words: Sequence[str], services: Services, *, asked: bool) -> bool:
    """Tell whether two words say something of which one stands nowhere: "carbon tax".

    What has the other one alone is not near to it, but on something else.
    """
    evidence = services.evidence
    return len(words) == PAIR and not all(
        evidence.speaks_of(word) or (asked and evidence.is_asked(word)) for word in words
    )


PAIR = 2  # words; of more, what has most of them can still be what was meant


def _meanings(question: Question, knowledge: KnowledgeBase) -> dict[str, str]:
    """Give what the abbreviations that a question names, or has in a name, stand for."""
    found: dict[str, str] = {}
    for naming in question.named:
        for folded in normalise(naming.words).split():
            refs = knowledge.index.names.get(folded, ())
            terms = [knowledge.terms[ref.id] for ref in refs if ref.kind == "term"]
            meant = _written_out(terms[0]) if len(terms) == 1 else ""
            if " " in meant:
                found[folded] = meant
    return found


def _written_out(term: Term) -> str:
    """Give what an abbreviation of one sense stands for, no longer than people write it out."""
    if len(term.senses) > 1:
        return ""
    means = term.senses[0].means
    begun = [alias for alias in term.aliases if " " in alias and means.startswith(alias)]
    return min((means, *begun), key=len)


_ORDINALS = {
    "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "6": "sixth",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth",
    "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
    "11th": "eleventh", "12th": "twelfth", "13th": "thirteenth", "14th": "fourteenth",
    "15th": "fifteenth", "16th": "sixteenth", "17th": "seventeenth",
    "1th": "first", "2th": "second", "3th": "third",
}  # fmt: skip


def ordinals(words: Sequence[str]) -> list[str]:
    """Write the numbers of meetings as their names do: "session 4", "the fourth session"."""
    return [_ORDINALS.get(word, word) for word in words]


_VALUES = {name: int(digits.rstrip("dhnrst")) for digits, name in _ORDINALS.items()}


def ordinal(word: str) -> int:
    """Read a folded word as a place in a series, "third", "3rd" or "3"; 0 where it is none."""
    digits = word[:-2] if word.endswith(("st", "nd", "rd", "th")) else word
    return int(digits) if digits.isascii() and digits.isdigit() else _VALUES.get(word, 0)


_WHERE = re.compile(r"^(?:so |and )?(?:where|in (?:which|what) (?:countries|states|places))\b")
_PLACES: frozenset[Kind] = frozenset(("party",))
ABOUT = 0.75  # of the share of what has most of a question


def _places_first(
    question: Question, found: Sequence[Evidence], services: Services
) -> Sequence[Evidence]:
    """Put what names countries first where it is asked where something is done."""
    if not found or not _WHERE.match(question.plain):
        return found
    best = found[0].share

    def misses(each: Evidence) -> bool:
        if each.share < ABOUT * best:
            return True
        mentions = services.mentions.find(each.entry.text, _PLACES)
        refs = (ref for mention in mentions for ref in mention.refs if ref.kind == "party")
        states = {ref.id for ref in refs if services.knowledge.parties[ref.id].kind == "state"}
        return not states

    return sorted(found, key=misses)


def _named_whole(
    question: Question, words: Sequence[str], found: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """Leave out what has the words of a body's name apart, where something has the name itself."""
    for naming in question.named:
        name = normalise(naming.words)
        if naming.ref.kind == "party" and " " in name and set(name.split()) <= set(words):
            found = having(name, found) or found
    return found


def _in_names(question: Question) -> frozenset[str]:
    """Give the words of bodies' names of several words: UN Women is written as two."""
    bodies = [naming for naming in question.named if naming.ref.kind == "party"]
    names = (normalise(naming.words).split() for naming in bodies)
    return frozenset(word for name in names if len(name) > 1 for word in name)


def _join_words(words: Sequence[str], question: Question, services: Services) -> list[str]:
    """Write words as one that the texts write as one: "turn key", "straight jacket".

    Args:
        words: folded.
        question: where they stand side by side, and whose names stay what they are.
        services: the pack and the documents.
    """
    apart = _in_names(question)
    joined: list[str] = []
    for word in words:
        last = joined[-1] if joined and word not in apart else ""
        known = bool(last) and len(last + word) > LONG and services.evidence.knows(last + word)
        # Not what "and" parts; what was translated was not typed.
        parted = f" {last} and {word} " in f" {question.plain} "
        if known and not parted:
            joined[-1] = last + word
        else:
            joined.append(word)
    return joined


LONG = 6  # letters of a compound


def records_asked(question: Question, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """List the documents that a question names, and those that record a meeting that it names."""
    records = (key for event in question.events for key in knowledge.records_of(event))
    return tuple(dict.fromkeys((*question.sources, *records)))


def records_meant(question: Question, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """List the documents to which a question keeps itself: named, of a meeting, or of a time."""
    return records_asked(question, knowledge) or _records_then(question, knowledge)


def _records_then(question: Question, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """List the documents in which somebody spoke in the time that a question names."""
    span = question.span
    if span is None:
        return ()
    days = _days_of_speech(knowledge)
    return tuple(key for key in days if any(span.meets(d.first, d.last) for d in days[key]))


def _days_of_speech(knowledge: KnowledgeBase) -> Mapping[str, frozenset[When]]:
    """Give when there was spoken, by document."""

    def find() -> Mapping[str, frozenset[When]]:
        days: dict[str, set[When]] = {}
        for position in knowledge.positions:
            days.setdefault(position.source, set()).add(knowledge.date_of(position))
        return {key: frozenset(days[key]) for key in days}

    return knowledge.keep(("days of speech",), find)


def silence_of_time(question: Question, services: Services) -> str:
    """Say that nothing was said in the time that is asked for; "" where something was.

    What was said at another time is not what is asked, and is not shown without a word.  Of a time
    that is only spoken of, or still ahead, nothing is told; nor of papers, which have no day.
    """
    knowledge, span = services.knowledge, question.span
    if span is None or question.left or question.counted or records_meant(question, knowledge):
        return ""
    spoken_of = all(first >= services.clock.now().date() for first, _ in span.ranges)
    told = span.words.isdigit() and services.evidence.speaks_of(span.words)
    spoken_of = spoken_of or (told and not _SAID_THEN.search(question.plain))
    if spoken_of or knowledge.authors.intersection(question.parties):
        return ""
    return "Nothing said then is on record."


# "What did they say in 2016": the year is when, and not of what.
_SAID_THEN = re.compile(r"\b(?:say|said|says|speak|spoke|spoken)\b.*\bin \d{4}$")


def sources_meant(question: Question, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """List the documents that a question asks of: named, or those that record a meeting."""
    found = dict.fromkeys(question.sources)
    for key in question.events:
        found |= dict.fromkeys(knowledge.records_of(key))
        if not found:
            found |= dict.fromkeys(dated.source for dated in knowledge.events[key].dates)
    return tuple(found)


def words_beside_sources(
    question: Question, knowledge: KnowledgeBase, words: Sequence[str]
) -> list[str]:
    """Leave out the words that only name the documents and meetings that are asked of."""
    naming = {
        word
        for named in question.named
        if named.ref.kind == "source"
        or (named.ref.kind == "event" and knowledge.records_of(named.ref.id))
        for word in normalise(named.words).split()
    }
    line = f" {question.plain} "
    for key in question.events:
        place = normalise(knowledge.events[key].place.partition(",")[0])
        naming |= set(place.split()) if f" {place} " in line else set()  # "the New York meeting"
    return [word for word in words if word not in naming]


def said_through(question: Question, knowledge: KnowledgeBase) -> list[Position]:
    """List what the people whom a question names said for the bodies that they spoke for."""
    found: list[Position] = []
    for key in question.people:
        person = knowledge.people[key]
        if person.kind == "person":
            last = normalise(person.name).split()[-1]
            found += [
                position
                for position in knowledge.positions
                if last in normalise(position.voiced_by).split()
            ]
    return list({position.id: position for position in found}.values())


def voices_of(party: Party, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """List whose words count as a party's: its own and its groups'."""
    groups = [m.group.id for m in knowledge.memberships(party.id) if m.role == "member"]
    return (party.id, *groups)


_ONLY = re.compile(r"(?<!not )\b(?:only|just|merely|solely)\b")
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|solely)\b")


def without_contrary(question: Question, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Leave out what says "not only" where "only" is asked for, unless there is nothing else.

    Args:
        question: as it was understood.
        found: what has its words.
    """
    if not _ONLY.search(question.plain) or _NOT_ONLY.search(question.plain):
        return tuple(found)
    kept = tuple(each for each in found if not _NOT_ONLY.search(each.told.folded))
    return kept or tuple(found)
