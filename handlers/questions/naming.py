"""What each name in a line means: parties, topics, notions, and what is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from handlers.questions.grammar import is_verb_of_side
from handlers.questions.question import Ambiguity, Naming
from knowledge.base import KnowledgeBase
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import is_light
from knowledge.model import Party
from knowledge.names.everyday import everyday_words
from knowledge.names.index import (
    FILLER,
    PARTIES_AND_TOPICS,
    Match,
    Reading,
    Ref,
    edit_budget,
)
from knowledge.names.normal import normalise


def without_compounds(reading: Reading) -> Reading:
    """Leave a compound of two everyday words what it is: "turnkey" is no Turkey."""
    everyday = everyday_words()
    kept = tuple(
        match
        for match in reading.matches
        if not (match.edits and _is_compound(reading, match, everyday))
    )
    return reading if len(kept) == len(reading.matches) else replace(reading, matches=kept)


def _is_compound(reading: Reading, match: Match, everyday: Collection[str]) -> bool:
    word = reading.folded[match.start]
    if match.end - match.start != 1 or normalise(match.name).replace(" ", "") == word:
        return False
    cuts = ((word[:cut], word[cut:]) for cut in range(4, len(word) - 2))
    return any(_is_word(left, everyday) and _is_word(right, everyday) for left, right in cuts)


def _is_word(part: str, everyday: Collection[str]) -> bool:
    return part in everyday and part not in FILLER and part not in _ENDINGS


_ENDINGS = frozenset("ing ers ion ist ian ese man men".split())


def choose_all(reading: Reading, knowledge: KnowledgeBase) -> tuple[list[Naming], list[Ambiguity]]:
    """Give what each name means in its line, and the names that leave a choice."""
    named: list[Naming] = []
    ambiguous: list[Ambiguity] = []
    for match in _with_inner(reading, knowledge):
        if _is_shy(match, reading, knowledge) or _is_of_stranger(match, reading, knowledge):
            continue
        corrected = bool(match.edits)
        sorts = {ref.kind for ref in match.refs}
        if sorts & PARTIES_AND_TOPICS:
            ref = choose(match, reading, knowledge)
            if ref is None and match.end - match.start == 1:
                ref = _in_this_room(match, reading, knowledge)
            if ref is None:
                refs = tuple(r for r in match.refs if r.kind in PARTIES_AND_TOPICS)
                ambiguous.append(Ambiguity(match.words, _by_speaking(refs, knowledge)))
            else:
                named.append(Naming(match.words, ref, match.name, corrected))
        for ref in match.refs:
            if ref.kind not in PARTIES_AND_TOPICS:
                named.append(Naming(match.words, ref, match.name, corrected))
    return named, ambiguous


_CHAIRS = frozenset(
    "chair chairs chairman chairpersons cochair cochairs cofacilitator cofacilitators facilitator "
    "facilitators".split()
)


def find_presiding(
    reading: Reading, named: Sequence[Naming], knowledge: KnowledgeBase
) -> list[Naming]:
    """Give those who preside where they are asked for as such: "the chair", "co-facilitators"."""
    asked = next((w for w in reading.folded if w in _CHAIRS), "")
    if not asked or any(n.ref.kind == "party" for n in named):
        return []
    after = reading.folded[reading.folded.index(asked) + 1 :]
    if after[:1] in (("of",), ("for",)) or any(n.ref.kind == "event" for n in named):
        return []  # those of some meeting
    return [
        Naming(asked, Ref("party", party.id), party.brief)
        for party in knowledge.parties.values()
        if party.kind == "chair" and len(knowledge.said_by(party.id)) > FEW
    ]


FEW = 2  # statements of somebody who only chaired for a moment

_NUMBERS = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "8": "eight", "9": "nine", "10": "ten", "yearly": "years", "biennial": "years",
}  # fmt: skip


def refine(named: Sequence[Naming], reading: Reading, knowledge: KnowledgeBase) -> list[Naming]:
    """Take the part of a topic that the other words of a line name: "review every 2 years"."""
    covered = {place for match in reading.matches for place in range(match.start, match.end)}
    rest = {
        stem
        for place, word in enumerate(reading.folded)
        if place not in covered
        and word not in FILLER
        and not (place < VERB and is_verb_of_side(word))  # who "objects" names no objective
        and reading.folded[max(0, place - 1)] not in _WHICH  # asked for, and not named
        for stem in stems_of(_NUMBERS.get(word, word))
    }
    if not rest:
        return list(named)
    chosen = {naming.ref.id for naming in named if naming.ref.kind == "topic"}
    refined: list[Naming] = []
    for naming in named:
        part = None
        if naming.ref.kind == "topic":
            part = _part_named(naming.ref.id, rest, chosen, reading.folded, knowledge)
        if part is not None:
            ref, name = part
            naming = Naming(naming.words, ref, name, naming.corrected)
        refined.append(naming)
    return refined


_WHICH = frozenset(("which", "what"))
VERB = 3  # words of a question among which its verb stands


def name_in_full(
    named: Sequence[Naming], line: Sequence[str], knowledge: KnowledgeBase
) -> list[Naming]:
    """Read a topic as named in full where all words of its name stand apart from each other.

    Args:
        named: of a line: "reports should stay voluntary".
        line: its folded words.
        knowledge: whose names.

    Returns:
        The same, without topics that only words of the whole name meant.
    """
    parts = [n for n in named if n.ref.kind == "topic" and _is_part(n, knowledge)]
    if len({n.ref.id for n in parts}) < 2:
        return list(named)
    stems = {stem for word in line for stem in stems_of(word)}
    for naming in parts:
        topic = knowledge.topics[naming.ref.id]
        own = set(stems_of(topic.name))
        within = [n for n in parts if n is not naming and own.issuperset(stems_of(n.words))]
        if within and own <= stems:
            whole = replace(naming, name=topic.name)
            return [whole if n is naming else n for n in named if n not in within]
    return list(named)


def _is_part(naming: Naming, knowledge: KnowledgeBase) -> bool:
    return knowledge.topics[naming.ref.id].is_narrower(naming.name)


def without_aside(named: Sequence[Naming], rest: Collection[str]) -> list[Naming]:
    """Leave out a topic that is only said in passing: "voices in the process".

    Args:
        named: of a line.
        rest: its words that name nothing.
    """
    topics = [naming for naming in named if naming.ref.kind == "topic"]
    aside = [naming for naming in topics if normalise(naming.words) in _IN_PASSING]
    says_more = not all(map(is_light, rest))
    passing = len(aside) < len(topics) or says_more
    return [n for n in named if n not in aside] if passing else list(named)


_IN_PASSING = frozenset(("process", "processes"))  # what everything here belongs to


def without_wider(
    named: Sequence[Naming], reading: Reading, knowledge: KnowledgeBase
) -> list[Naming]:
    """Leave out the topic whose part is named in the same breath: "a review every two years"."""
    line = f" {' '.join(reading.folded)} "
    topics = [naming for naming in named if naming.ref.kind == "topic"]
    wider: set[str] = set()
    for part in topics:
        parent = knowledge.topics[part.ref.id].parent
        for whole in topics:
            joined = f" {normalise(whole.words)} {normalise(part.words)} "
            if whole.ref.id == parent and joined in line:
                wider.add(whole.ref.id)
    return [n for n in named if n.ref.kind != "topic" or n.ref.id not in wider]


def _part_named(
    topic: str,
    rest: set[str],
    chosen: set[str],
    line: Sequence[str],
    knowledge: KnowledgeBase,
) -> tuple[Ref, str] | None:
    """Find the one topic under another whose own words stand in the rest of the line."""
    best: tuple[int, str, str] | None = None
    for key, name, own in _names_of_parts(topic, knowledge):
        better = best is None or len(own) > best[0]
        if key not in chosen and own <= rest and better and _denies_alike(name, line):
            best = (len(own), key, name)
    return (Ref("topic", best[1]), best[2]) if best else None


def _names_of_parts(
    topic: str, knowledge: KnowledgeBase
) -> Sequence[tuple[str, str, frozenset[str]]]:
    """List the names of the topics under one, each with the stems that only the part has."""

    def find() -> Sequence[tuple[str, str, frozenset[str]]]:
        whole = knowledge.topics[topic]
        common = {stem for word in (whole.name, *whole.words) for stem in stems_of(word)}
        parts = [knowledge.topics[key] for key in knowledge.topic_family(topic)[1:]]
        return [
            (part.id, name, own)
            for part in parts
            for name in (part.name, *part.synonyms, *part.against, *part.narrower)
            if (own := frozenset(stems_of(name)) - common - _WEAK)
        ]

    return knowledge.keep(("names of parts", topic), find)


def _denies_alike(name: str, line: Sequence[str]) -> bool:
    """Tell whether a line denies what a name denies: "to lead, not only to coordinate" does not.

    Without that whoever wants a body to lead and to coordinate is read as against its leading.
    """
    denied = _denied_in(normalise(name).split())
    return not denied or denied <= _denied_in(line)


def _denied_in(words: Sequence[str]) -> set[str]:
    """Give the stems of the words that a denial before them can deny, in a row of folded words."""
    found: set[str] = set()
    for place, word in enumerate(words):
        after = words[place + 1 : place + 1 + DENIED]
        if word in _DENIALS and after[:1] not in _NOT_ALONE:
            found |= {stem for each in after for stem in stems_of(each)} - _WEAK
    return found


DENIED = 4  # words that a denial reaches
_DENIALS = frozenset(
    "not no never without nor instead cannot cant dont doesnt didnt shouldnt isnt arent wont"
    " wouldnt rather against".split()
)
_NOT_ALONE = (["only"], ["just"], ["merely"], ["simply"], ["solely"], ["purely"])
_WEAK = frozenset(stems_of("the a an of for in on to and new more less no not every"))


def _is_shy(match: Match, reading: Reading, knowledge: KnowledgeBase) -> bool:
    """Tell whether a code that is a word of everyday language, too, stands in a sentence."""
    word = reading.folded[match.start]
    one = match.end - match.start == 1
    if one and word in _JOINTS and not reading.typed[match.start].isupper():
        return True
    alone = one and (word in FILLER or (len(word) == 2 and word.isascii() and word.isalpha()))
    alone = alone and word not in _USED_AS_NAMES
    if (
        one
        and len(reading.folded) > 1
        and word in _PAPERS
        and (match.edits or _of_somebody(reading))
    ):
        return True  # "the forum's report" is on no reporting
    if one and match.start and reading.folded[match.start - 1] in _ACROSS:
        return True  # the "Inter-American Court" is no American one
    if word == "us" and reading.folded[match.end : match.end + 1] in _WHAT_STATES_HAVE:
        return False
    shouted = match.name.isupper() and len(match.name) > LONGEST_CODE
    called = reading.folded[match.end : match.end + 1] in _CALLED  # "that together thing"
    if one and shouted and not called and word in everyday_words() and len(reading.folded) > ALONE:
        return reading.typed[match.start].islower()  # "put together" is not the campaign TOGETHER
    if any(word in own_codes(knowledge, ref) for ref in match.refs if ref.kind == "party"):
        return False  # the editors say that it is what the room calls the party: AG
    return alone and len(reading.folded) > ALONE and not reading.typed[match.start].isupper()


def without_places(reading: Reading, knowledge: KnowledgeBase) -> Reading:
    """Leave a region what it is where something happened in it."""
    if _WITHIN.isdisjoint(reading.folded):
        return reading
    kept = tuple(m for m in reading.matches if not _is_place(m, reading, knowledge))
    return reading if len(kept) == len(reading.matches) else replace(reading, matches=kept)


def _is_place(match: Match, reading: Reading, knowledge: KnowledgeBase) -> bool:
    """Tell whether a group's region is where something happened: "how many went missing in Europe".

    Whoever is asked for is not counted in a region, nor is what a document tells of it.
    """
    if not match.start or reading.folded[match.start - 1] not in _WITHIN:
        return False
    parties = [knowledge.parties[ref.id] for ref in match.refs if ref.kind == "party"]
    groups = bool(parties) and all(party.kind == "group" for party in parties)
    of_paper = any(ref.kind == "source" for other in reading.matches for ref in other.refs)
    counts = not _COUNTING.isdisjoint(reading.folded)
    return groups and (of_paper or counts)


_WITHIN = frozenset("in across within inside into throughout".split())
_COUNTING = frozenset("many much number share percent percentage proportion rate figure".split())


def _is_of_stranger(match: Match, reading: Reading, knowledge: KnowledgeBase) -> bool:
    """Tell whether a given name stands before a strange last name: "David Lynch"."""
    if match.end - match.start > 1 or match.end == len(reading.folded):
        return False
    named = [knowledge.people[ref.id] for ref in match.refs if ref.kind == "person"]
    people = [person for person in named if person.kind == "person"]
    if not people:
        return False
    word, following = reading.folded[match.start], reading.folded[match.end]
    if _is_possessive(reading, match.start) or following in FILLER:
        return False
    names = [normalise(person.name).split() for person in people]
    return all(word == name[0] and not _is_like(following, name[-1]) for name in names)


def _is_like(word: str, name: str) -> bool:
    """Tell whether a word is a last name, or that name misspelt: "Ninette Kelly"."""
    return OSA.distance(word, name) <= edit_budget(name)


def _is_possessive(reading: Reading, place: int) -> bool:
    return reading.typed[place].casefold().endswith(("'s", "’s", "'", "’"))


def _of_somebody(reading: Reading) -> bool:
    """Tell whether a line names a document, an author or a meeting, whose report it speaks of."""
    kinds = {ref.kind for match in reading.matches for ref in match.refs}
    return bool(kinds & {"source", "person", "event"})


def _in_this_room(match: Match, reading: Reading, knowledge: KnowledgeBase) -> Ref | None:
    """Give the one party whose abbreviation the editors wrote, within a sentence: "the SG"."""
    word = reading.folded[match.start]
    own = [r for r in match.refs if r.kind == "party" and word in own_codes(knowledge, r)]
    return own[0] if len(own) == 1 and len(reading.folded) > ALONE else None


def own_codes(knowledge: KnowledgeBase, ref: Ref) -> set[str]:
    """Give the codes of two letters by which the editors call a party: AG."""
    return {normalise(alias) for alias in knowledge.parties[ref.id].aliases if len(alias) == 2}


_ACROSS = frozenset("inter intra pan trans latin".split())
_USED_AS_NAMES = frozenset(("nz", "uk"))  # codes that are no words, and are said in small letters
_PAPERS = frozenset("report reports paper papers document documents article articles".split())
_CALLED = {(word,) for word in "thing campaign initiative facility framework group".split()}
LONGEST_CODE = 5  # letters of an abbreviation that is no word
_WHAT_STATES_HAVE = {
    (word,) for word in "position stance view views opinion statement statements delegation".split()
}
_JOINTS = frozenset("and et y e i the a an or".split())  # never codes, alone with a topic neither
ALONE = 3  # words of a line in which "no iom" can be Norway on IOM


def _with_inner(reading: Reading, knowledge: KnowledgeBase) -> list[Match]:
    """Add the parties and topics that stand within the names of other things.

    In what another name of a party is, "the refugee agency", that party is meant and no topic.
    """
    found: list[Match] = []
    for match in reading.matches:
        found.append(match)
        if any(ref.kind != "term" for ref in match.refs):
            continue  # the name of a meeting or a person is not about what its words are
        within = [
            inner
            for inner in reading.inner
            if match.start <= inner.start
            and inner.end <= match.end
            and any(ref.kind in PARTIES_AND_TOPICS for ref in inner.refs)
            and not _is_loose_in(match, inner, knowledge)
        ]
        meant = _party_meant(match, knowledge)
        if meant and not any(set(meant) & set(inner.refs) for inner in within):
            within = [replace(match, refs=meant)]
        within = _on_its_topic(match, within, knowledge)
        within.sort(key=lambda inner: (inner.start - inner.end, inner.start))
        taken: set[int] = set()
        for inner in within:
            places = set(range(inner.start, inner.end))
            if not taken & places:
                taken |= places
                found.append(inner)
    return found


def _on_its_topic(match: Match, within: list[Match], knowledge: KnowledgeBase) -> list[Match]:
    """Take a notion's own topic for that of a word in its name: the no-return rule is no return."""
    of_terms = {
        sense.topic
        for ref in match.refs
        if ref.kind == "term"
        for sense in knowledge.terms[ref.id].senses
        if sense.topic
    }
    if len(of_terms) != 1 or match.end - match.start < LONG_NAME:
        return within
    (topic,) = of_terms
    family = set(knowledge.topic_family(topic))
    for place, inner in enumerate(within):
        topics = {ref.id for ref in inner.refs if ref.kind == "topic"}
        parties = any(ref.kind == "party" for ref in inner.refs)
        if topics and not parties and family.isdisjoint(topics):
            within[place] = replace(match, refs=(Ref("topic", topic),))
    return within


def _is_loose_in(match: Match, inner: Match, knowledge: KnowledgeBase) -> bool:
    """Tell whether one word for part of a topic stands in a long name: "refugee" in the CRRF."""
    if inner.end - inner.start > 1 or match.end - match.start < LONG_NAME:
        return False
    topics = [knowledge.topics[ref.id] for ref in inner.refs if ref.kind == "topic"]
    return all(topic.is_narrower(inner.name) for topic in topics) and bool(topics)


LONG_NAME = 3  # words


def _party_meant(match: Match, knowledge: KnowledgeBase) -> tuple[Ref, ...]:
    """Give the party that an abbreviation or a notion is another name of: UNHCR; () for none."""
    return tuple(
        ref for term in match.refs if term.kind == "term" for ref in _parties_of(term, knowledge)
    )


def _parties_of(term: Ref, knowledge: KnowledgeBase) -> Sequence[Ref]:
    """List the parties that are called as a term is."""

    def find() -> Sequence[Ref]:
        name = normalise(knowledge.terms[term.id].name)
        refs = knowledge.index.names.get(name, ()) if len(name) > CODE else ()
        # MDG is no Madagascar: that a code of theirs is the same is no other name of a state.
        return [r for r in refs if r.kind == "party" and name in _written(knowledge.parties[r.id])]

    return knowledge.keep(("parties of term", term.id), find)


def _written(party: Party) -> set[str]:
    return set(map(normalise, (party.name, party.short, *party.aliases)))


CODE = 2  # letters of a state's code, which no abbreviation stands for: HR is no Croatia


def _by_speaking(refs: Sequence[Ref], knowledge: KnowledgeBase) -> tuple[Ref, ...]:
    """Sort what a name can mean: who spoke comes first, in words that nobody has coded, too."""
    spoken = Counter(position.party for position in knowledge.positions)
    spoken.update(draft.party for draft in knowledge.drafts)
    for source in knowledge.sources.values():
        spoken.update(set(source.speakers.values()))
    return tuple(sorted(refs, key=lambda ref: (-spoken[ref.id], ref.id)))


def choose(match: Match, reading: Reading, knowledge: KnowledgeBase) -> Ref | None:
    """Give the one party or topic that a match means in its line, or None where that is open.

    A name that a party and a topic share ("IOM") is the topic where another party is named and the
    party where another topic is; alone it is the topic.

    Args:
        match: which means a party or a topic, or both.
        reading: of the whole line.
        knowledge: whose names they are.
    """
    by_kind: dict[str, list[Ref]] = {}
    for ref in match.refs:
        if ref.kind in PARTIES_AND_TOPICS:
            by_kind.setdefault(ref.kind, []).append(ref)
    refs = [ref for found in by_kind.values() for ref in found]
    if len(refs) == 1:
        return refs[0]
    if match.edits and not _share_a_name(by_kind, knowledge):
        return None  # a misspelling of two names, not a name that two share
    others = [_main_kinds(other) for other in reading.matches if other is not match]
    other_topic = {"topic"} in others
    other_party = {"party"} in others
    of_others = other_party or _asks_of_region(reading)
    kind = "party" if other_topic and not of_others and "party" in by_kind else "topic"
    if "party" in by_kind and (_is_of_two(match, reading) or _speaks(match, reading)):
        kind = "party"  # "the handbook by IOM and DESA", "what did IOM say"
    chosen = by_kind.get(kind) or refs
    return chosen[0] if len(chosen) == 1 else None


def _asks_of_region(reading: Reading) -> bool:
    """Tell whether it is asked who of a region, whose name is cut out, does a thing."""
    return reading.folded[:1] == ("which",) and any(map(is_verb_of_side, reading.folded[1:VERB]))


def _is_of_two(match: Match, reading: Reading) -> bool:
    """Tell whether a name is one of two whose work something is: "by IOM and DESA"."""
    before, after = reading.folded[: match.start], reading.folded[match.end :]
    first = before[-1:] == ("by",) and after[:1] == ("and",)
    second = before[-1:] == ("and",) and "by" in before[-4:-1]
    return first or second


def _speaks(match: Match, reading: Reading) -> bool:
    """Tell whether it is asked what somebody by a name says: "what did the IOM say on data"."""
    before = [word for word in reading.folded[: match.start] if word != "the"]
    return before[-1:] in _DO and reading.folded[match.end : match.end + 1] in _SAYS


_DO = [[word] for word in "did does do has have".split()]
_SAYS = {
    (word,)
    for word in "say said want wanted think thought propose proposed ask asked suggest suggested "
    "announce announced promise promised recommend recommended report reported".split()
}


def _main_kinds(match: Match) -> set[str]:
    return {ref.kind for ref in match.refs if ref.kind in PARTIES_AND_TOPICS}


def _share_a_name(by_kind: Mapping[str, Sequence[Ref]], knowledge: KnowledgeBase) -> bool:
    parties = {ref.id for ref in by_kind.get("party", ())}
    return all(knowledge.topics[ref.id].about in parties for ref in by_kind.get("topic", ()))


def names_against(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether a topic is named by words that ask for its opposite."""
    return any(
        knowledge.topics[naming.ref.id].is_against(naming.name)
        for naming in named
        if naming.ref.kind == "topic"
    )
