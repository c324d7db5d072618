"""From a line to a Question: read once, over all kinds of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.questions.capitals import find_capitals
from handlers.questions.clipped import write_out_clipped
from handlers.questions.grammar import (
    SUPPORT,
    Row,
    asking_words,
    is_worded,
    read_leaning,
    read_wording,
)
from handlers.questions.holders import asks_for_person, find_holders, is_told, names_one
from handlers.questions.plain import write_plainly
from handlers.questions.question import Ambiguity, Certainty, Intent, Naming, Question, Span
from handlers.questions.regions import take_regions
from handlers.questions.rewording import asks_what_somebody_says
from handlers.questions.sequence import EMPTY
from handlers.questions.times import find_span
from handlers.request import Request
from knowledge.base import KnowledgeBase
from knowledge.finding.paragraphs import find_objectives, find_paragraphs, without_numbers
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import LIGHT
from knowledge.model import NEGOTIATING, Party, Stance
from knowledge.names.everyday import everyday_words
from knowledge.names.filler import ENGLISH, FRENCH, SPANISH
from knowledge.names.foreign import foreign_words
from knowledge.names.index import (
    EVERY_KIND,
    FILLER,
    PARTIES_AND_TOPICS,
    Kind,
    Match,
    Reading,
    Ref,
    edit_budget,
)
from knowledge.names.normal import normalise

# Kinds of names that are read as misspelt; of those but parties and topics, names of several words.
_MENDED: frozenset[Kind] = PARTIES_AND_TOPICS | {"event", "term", "source"}
_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{2,})[\"“”«»„]|(?<!\w)['‘’]([^'‘’]{3,})['‘’](?!\w)")
# What asks for a side or a meaning, and not for words: "who has a problem with 'light touch'".
_FOR_SIDES = re.compile(
    r"(?<!\w)(?:support\w*|oppos\w+|against|back(?:s|ed)?|favou?rs?|wants?|likes?|dislikes?|reject\w*"
    r"|object\w*|resist\w*|problems?|doubts?|concerns?|reservations?|agrees?|disagrees?)(?!\w)"
    r"|^\W*(?:what(?:['’]?s| is| are| exactly is| exactly are| does)|define|explain|meaning of)"
    r"(?:\W+mean)?\W*$",
    re.IGNORECASE,
)
_OF_SLACK = re.compile(r"<[@#!][^>]*>")  # people, channels, groups: no names of the pack
# What stands in the place of a number, a time or a quotation while the names are read.
_NUMBER, _TIME, _QUOTE = "xnx", "xdx", "xqx"
_SHORT = {_NUMBER: "N", _TIME: "D", _QUOTE: "Q"}
_SHORTEST_REPAIRED = 5  # letters of a word that is held against names of people and terms
_COMMANDS_OF_INTENTS: Mapping[Intent, str] = {
    "position": "position",
    "who": "who",
    "agree": "who",
    "said": "quote",
    "office": "people",
    "event": "event",
    "timeline": "timeline",
    "next": "next",
    "term": "term",
    "compare": "compare",
    "fact": "position",
    "proposal": "proposal",
    "greeting": "help",
    "source": "sources",
}
# Words that call a subcommand and are how people ask, too: the wording decides.
_SPOKEN = frozenset(
    "who when compare versus find said people person dates date calendar schedule next "
    "upcoming".split()
)
# "Search" in the other official languages.
_SEARCHES = frozenset(
    "buscar busca cherche cherchez chercher rechercher поиск найти найди 搜索 查找 ابحث بحث".split()
)
_LAST = frozenset(
    "compare topic term brief gaps people timeline event proposal search who sources".split()
)
_OF_THINGS = frozenset("topic topics".split())
_JOINING = frozenset("of for in at during".split())
_ASKING = re.compile(
    r"\b(?:who|whose|when|where|what|which|how|and|\+)(?:\b|(?=\s))", re.IGNORECASE
)
_OWN_LANGUAGE = frozenset(
    "remind reminders mute unmute search help timeline next zone decode".split()
)  # subcommands that read the rest of the line by themselves
_FOLLOWING = re.compile(
    r"^(?:and|what about|how about|same for|and what about|et|y|also|now)\b", re.IGNORECASE
)
_ELSE = re.compile(r"^(?:and )?(?:who|anyone|anybody) else\b", re.IGNORECASE)
_TURNED: Mapping[Stance, Stance] = {"support": "oppose", "oppose": "support"}


def understand(
    request: Request,
    knowledge: KnowledgeBase,
    today: date,
    called: Mapping[str, str],
    context: Question | None = None,
) -> Question:
    """Understand a line.

    Args:
        request: the line.
        knowledge: whose names it can name.
        today: the present day, for times such as "tomorrow".
        called: the subcommands' names by every word that calls them.
        context: the question before it in the same thread, or None.

    Returns:
        What is asked; never raises.
    """
    command, words, misspelt = _named_command(request.text, knowledge, called)
    question = Question(
        text=request.text,
        page=request.page,
        in_full=request.in_full,
        user=request.user,
        channel=request.channel,
        command=command,
        words=words,
        misspelt=misspelt,
        plain=normalise(request.text),
    )
    if command in _OWN_LANGUAGE:
        return question.asking(intent="command", certainty="named")
    line = words if command else request.text
    understood = _read(question, line, knowledge, today)
    first, _, rest = request.text.partition(" ")
    spoken = first.casefold()
    if (
        not command
        and spoken in called
        and not _is_phrase(request.text)
        and not _is_plea(spoken, rest, called)
        and understood.certainty != "worded"
    ):
        # "people arbour", "quote hub and spoke": not how one asks, so the subcommand.
        named = question.asking(command=called[spoken], words=rest.strip())
        understood = _read(named, rest, knowledge, today)
    if context is not None:
        understood = _remember(understood, context)
    return understood


def _named_command(
    text: str, knowledge: KnowledgeBase, called: Mapping[str, str]
) -> tuple[str, str, str]:
    """Find the subcommand that a line names: its name, the rest, and how it was misspelt."""
    first, _, rest = text.partition(" ")
    if not first:
        return "help", "", ""
    word = first.casefold()
    counted = rest.strip().lstrip("-").isdigit() or not rest.strip()
    if word in _SEARCHES and rest.strip():
        return "search", rest.strip(), ""
    if _is_phrase(text) or _is_plea(word, rest, called):
        return "", text, ""  # "topics of the three panels" names no topic
    if word in called and (word not in _SPOKEN or (word in ("next", "upcoming") and counted)):
        return called[word], rest.strip(), ""
    before, _, last = text.rpartition(" ")
    last = last.casefold().strip("?!. ")
    named_last = last in _LAST and last not in _SPOKEN and last in called
    if named_last and called[last] == "topic":
        matches = knowledge.index.read(before).matches  # "the October session topic" names none
        named_last = any(ref.kind == "topic" for match in matches for ref in match.refs)
    if named_last and called[last] == "brief":
        before = before.removesuffix(" in")  # "brazil in brief"
        named_last = _names_alone(before, knowledge)  # "the principles in the issue brief"
    asks = named_last and (bool(_ASKING.search(text)) or _ends_in_name(text, knowledge))
    if before and named_last and not asks:
        return called[last], before, ""
    plain = normalise(first)
    is_word = plain in knowledge.index.names or plain in everyday_words()
    if word not in _SPOKEN and not is_word:
        near = nearest_command(first, called)
        asks_help = near == "help" and bool(rest.strip())  # nobody asks for help on a development
        if near is not None and plain not in FILLER and not asks_help:
            return near, rest.strip(), first
    return "", text, ""


def _is_plea(word: str, rest: str, called: Mapping[str, str]) -> bool:
    """Tell "help for migrants in need" from "help position" and "help me please"."""
    words = normalise(rest).split()
    content = [each for each in words if each not in FILLER]
    if called.get(word) != "help" or len(words) < 2 or not content:
        return False
    return content[0] not in called and nearest_command(content[0], called) is None


def _ends_in_name(text: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether several words at a line's end are a name, or how far something reaches."""
    folded = normalise(text).split()
    ends = (" ".join(folded[-count:]) for count in range(2, min(5, len(folded)) + 1))
    return any(end in knowledge.index.names for end in ends) or bool(_HORIZONS.search(text))


# "The fifth proposal short term": no glossary is asked for.
_HORIZONS = re.compile(r"\b(?:short|long|medium|mid|near)[ -]term\W*$", re.IGNORECASE)
# What goes on after "brief" where that is a paper: "brief says what on data".
_OF_A_PAPER = re.compile(
    r"(?:by|for the|from|of the|on|says?|said|calls?|wants?|asks?|proposes?|suggests?|lists?"
    r"|names?)(?!\w)",
    re.IGNORECASE,
)


def _names_alone(text: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether a line is made of names of parties alone."""
    reading = knowledge.index.read(text)
    covered = sum(match.end - match.start for match in reading.matches)
    parties = all(any(r.kind == "party" for r in match.refs) for match in reading.matches)
    return parties and covered == len(reading.folded)


def _is_phrase(text: str) -> bool:
    """Tell whether what looks like a subcommand is none: "topics of the three panels".

    A brief can be a paper, too.
    """
    words = text.casefold().split()[:2]
    if words[:1] == ["brief"]:
        return bool(_OF_A_PAPER.match(text.partition(" ")[2]))
    return len(words) > 1 and words[0] in _OF_THINGS and words[1] in _JOINING


def nearest_command(word: str, called: Mapping[str, str]) -> str | None:
    """Find the one subcommand that a misspelt word can only mean.

    Args:
        word: as it was typed.
        called: the subcommands' names by every word that calls them.

    Returns:
        Its name, or None where there is none or more than one.
    """
    word = word.casefold()
    budget = edit_budget(word)
    if not budget:
        return None
    near = process.extract(word, called.keys(), scorer=OSA.distance, score_cutoff=budget)
    near = [(name, edits, key) for name, edits, key in near if edits <= edit_budget(name)]
    least = min((edits for _, edits, _ in near), default=0)
    meant = {called[name] for name, edits, _ in near if edits == least}
    return meant.pop() if len(meant) == 1 else None


def _read(question: Question, line: str, knowledge: KnowledgeBase, today: date) -> Question:
    line = write_out_clipped(write_plainly(line), knowledge)
    plain = normalise(line)
    quoted, bare = _take_quotations(line, knowledge)
    paragraphs, objectives = find_paragraphs(bare), find_objectives(bare)
    bare = without_numbers(_OF_SLACK.sub(" ", bare), _NUMBER)
    bare = _write_codes_large(bare, knowledge)
    groupings, regions, bare = take_regions(bare, knowledge)
    reading = knowledge.index.read(bare, EVERY_KIND, _MENDED)
    span, without = find_span(bare, today, knowledge.years)
    if span is not None and _is_named(span, reading):
        span = None
    elif span is not None:
        # The words of a time are no names: "march" is no misspelling of anything.
        bare = without.replace(span.words, " ")
        reading = knowledge.index.read(f"{bare} {_TIME}", EVERY_KIND, _MENDED)
    reading = _without_places(_without_compounds(reading), knowledge)
    named, ambiguous = _choose_all(reading, knowledge)
    foreign = _is_foreign(reading)
    if foreign:
        named = _name_in_english(reading, named, knowledge)
    named = _refine([*named, *_presiding(reading, named, knowledge)], reading, knowledge)
    listed = bool(question.command) or "," in bare
    named = named if listed else _without_wider(named, reading, knowledge)
    shape = _shape(reading)
    english = _in_english(shape) if foreign else shape
    row = read_wording(shape) or read_wording(english)
    intent, certainty, stances = _decide(
        question, row, named, paragraphs or objectives, span, knowledge
    )
    asking = asking_words(shape) if intent in ("who", "agree") else frozenset()
    left, rare = _left_over(reading, intent, asking)
    if foreign:
        left, rare = _translate(left, rare, intent, named)
    named = _without_aside(named, left)
    if not paragraphs:
        spoken_of = [] if foreign else left
        whose = bool(groupings)
        intent = _doubt(intent, certainty, named, left, spoken_of, knowledge, whose=whose)
    counted = _count_of(reading.folded) if intent in ("fact", "office") else ""
    if counted and not _has_members(named, knowledge):
        # What is counted is no topic: "how many agencies are in the group".
        intent, left = "fact", list(dict.fromkeys((counted, *(w for w in left if w != "many"))))
        named = [n for n in named if n.ref.kind != "topic" or normalise(n.words) != counted]
    settled = _settle(intent, named, left, knowledge, counted=bool(counted), quoted=bool(quoted))
    if intent == "said" and settled == "who" and _names_against(named, knowledge):
        stances = SUPPORT  # "no new bodies"
    intent = settled
    if intent == "who" and paragraphs and _is_of_authors(named, knowledge):
        intent = "position"  # "Sutherland, paragraph 71, who needs money": of whom a paper speaks
    if intent in _OF_VOICES and not any(naming.ref.kind == "party" for naming in named):
        capitals = find_capitals(list(reading.folded), knowledge)
        named += [_stand_for(name, party, knowledge) for name, party in capitals]
        words = {word for name, _ in capitals for word in name.split()}
        left = [word for word in left if word not in words]
        rare = [word for word in rare if normalise(word) not in words]
    repaired = [_repair(word, knowledge) for word in rare]
    named += [naming for naming in repaired if naming]
    kept = {normalise(word) for word, naming in zip(rare, repaired, strict=True) if naming}
    stances, negated = _turn(_lean(intent, stances, english), named, knowledge)
    understood = question.asking(
        intent=intent,
        certainty=certainty,
        command=question.command or _COMMANDS_OF_INTENTS[intent],
        stances=stances,
        negated=negated,
        named=tuple(named),
        ambiguous=tuple(ambiguous),
        span=span,
        paragraphs=paragraphs,
        objectives=objectives,
        quoted=quoted,
        left=tuple(word for word in left if word not in kept),
        rare=tuple(word for word in rare if normalise(word) not in kept),
        counted=counted,
        groupings=groupings,
        regions=regions,
        plain=plain,
        left_out=reading.left_out,
    )
    return _after_person(understood, row, knowledge)


def _lean(intent: Intent, stances: tuple[Stance, ...], line: str) -> tuple[Stance, ...]:
    """Give the stances that a line asks for, of a position also those that it leans to."""
    return read_leaning(line) if intent == "position" and not stances else stances


# What a wording asked, and what it was read as because of what is named: "what's the rep called".
_FOR_PEOPLE = (("office", "who"), ("term", "position"))


def _after_person(question: Question, row: Row | None, knowledge: KnowledgeBase) -> Question:
    """Read as a question for a person what only names decided, where it is one."""
    # "The refugee agency's boss, what's her name": asked so, though a topic is named in it.
    turned = row is not None and (row.intent, question.intent) in _FOR_PEOPLE
    # "The Swedish guy who spoke on governance": a person is asked for, and not who spoke.
    one = question.intent == "who" and bool(question.parties) and names_one(question)
    if question.certainty != "guessed" and not (turned or one):
        return question
    if asks_what_somebody_says(question.text):
        return question
    if not asks_for_person(question, knowledge):
        return question
    held = find_holders(question, knowledge)
    if not held.people:
        return question
    return question.asking(
        intent="office",
        command=_COMMANDS_OF_INTENTS["office"],
        named=tuple(naming for naming in question.named if not is_told(naming, knowledge)),
        holders=tuple(person.id for person in held.people) if held.whole else (),
    )


_HOW_MANY = re.compile(r"\bhow many (?:\w+ )??(?!(?:there|does|have|were|will)\b)(\w{4,})\b")


def _count_of(words: Sequence[str]) -> str:
    """Give the word for what a line asks the number of: "agencies"; or ""."""
    match = _HOW_MANY.search(" ".join(words))
    return match[1] if match else ""


def _has_members(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether a group is named, or somebody who spoke for one."""
    parties = [knowledge.parties[n.ref.id] for n in named if n.ref.kind == "party"]
    return any(
        party.kind == "group" or any(p.on_behalf_of for p in knowledge.said_by(party.id))
        for party in parties
    )


def _take_quotations(line: str, knowledge: KnowledgeBase) -> tuple[tuple[str, ...], str]:
    """Take out what is quoted; names in quotation marks are names: “Brazil” “HLPF”."""
    if not _QUOTED.search(line):
        return (), line
    for_sides = bool(_FOR_SIDES.search(_QUOTED.sub(" ", line)))
    line = _QUOTED.sub(lambda match: _unquote(match, knowledge, for_sides=for_sides), line)
    quoted = tuple(normal for match in _QUOTED.finditer(line) if (normal := match[1] or match[2]))
    return quoted, _QUOTED.sub(f" {_QUOTE} ", line)


def _unquote(match: re.Match[str], knowledge: KnowledgeBase, *, for_sides: bool) -> str:
    words = match[1] or match[2]
    folded = normalise(words)
    kinds = {ref.kind for ref in knowledge.index.names.get(folded, ())}
    # A run of words in quotation marks is a quotation, even where a topic is called so, unless it
    # is asked who is for or against it.
    quotation = " " in folded and not for_sides
    named = "party" in kinds or (bool(kinds & {"topic", "term"}) and not quotation)
    return words if named else match[0]


def _write_codes_large(line: str, knowledge: KnowledgeBase) -> str:
    """Write what the editors call a party by in two letters large, as its code: "ag on iom"."""
    codes = _codes_of(knowledge)
    return _TWO_LETTERS.sub(lambda word: word[0].upper() if word[0] in codes else word[0], line)


_TWO_LETTERS = re.compile(r"(?<![\w'’.-])[a-z]{2}(?![\w'’.-])")


@lru_cache(maxsize=2)  # the pack in use, and the one before it
def _codes_of(knowledge: KnowledgeBase) -> frozenset[str]:
    own = {code for key in knowledge.parties for code in _own_codes(knowledge, Ref("party", key))}
    return frozenset(own) - ENGLISH - everyday_words()


def _without_compounds(reading: Reading) -> Reading:
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


def _is_named(span: Span, reading: Reading) -> bool:
    """Tell whether the words of a time belong to a name: the 2030 Agenda."""
    words = set(normalise(span.words).split())
    return any(words & set(reading.folded[m.start : m.end]) for m in reading.matches)


def _shape(reading: Reading) -> str:
    """Give the line folded, with a capital letter in the place of each name, verbs mended."""
    shape: list[str] = []
    at = 0
    for match in reading.matches:
        shape += reading.folded[at : match.start]
        shape.append(_letter(match))
        at = match.end
    shape += reading.folded[at:]
    everyday = everyday_words()
    asks = any(word in ("who", "whos", "which", "countries", "states") for word in shape)
    if asks:
        shape = [word if word in everyday else _mend_verb(word) for word in shape]
    return " ".join(_SHORT.get(word, word) for word in shape)


_VERBS = (
    "supports supported supporting opposes opposed opposing rejects rejected mentions mentioned "
    "objects objected endorses endorsed welcomes proposes proposed suggests suggested against "
    "conditions conditional questions queries favours favors backs wants raised "
    "commented chaired moderated represents represented ambassador"
).split()


@lru_cache(1024)
def _mend_verb(word: str) -> str:
    """Read a misspelt verb of asking as what it has to be: "suports"."""
    if len(word) < _SHORTEST_REPAIRED:
        return word
    near = process.extractOne(word, _VERBS, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else word


_LETTERS: tuple[tuple[Kind, str], ...] = (
    ("event", "E"),
    ("person", "H"),
    ("term", "M"),
    ("source", "S"),
)


def _letter(match: Match) -> str:
    kinds = {ref.kind for ref in match.refs}
    if "party" in kinds:
        return "B" if "topic" in kinds else "P"
    if "topic" in kinds:
        return "T"
    return next(letter for kind, letter in _LETTERS if kind in kinds)


def _choose_all(reading: Reading, knowledge: KnowledgeBase) -> tuple[list[Naming], list[Ambiguity]]:
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


def _presiding(reading: Reading, named: Sequence[Naming], knowledge: KnowledgeBase) -> list[Naming]:
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


def _refine(named: Sequence[Naming], reading: Reading, knowledge: KnowledgeBase) -> list[Naming]:
    """Take the part of a topic that the other words of a line name: "review every 2 years"."""
    covered = {place for match in reading.matches for place in range(match.start, match.end)}
    rest = {
        stem
        for place, word in enumerate(reading.folded)
        if place not in covered
        and word not in FILLER
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


def _without_aside(named: Sequence[Naming], rest: Collection[str]) -> list[Naming]:
    """Leave out a topic that is only said in passing: "voices in the process".

    Args:
        named: of a line.
        rest: its words that name nothing.
    """
    topics = [naming for naming in named if naming.ref.kind == "topic"]
    aside = [naming for naming in topics if normalise(naming.words) in _IN_PASSING]
    says_more = any(LIGHT.isdisjoint(stems_of(word)) for word in rest)
    passing = len(aside) < len(topics) or says_more
    return [n for n in named if n not in aside] if passing else list(named)


_IN_PASSING = frozenset(("process", "processes"))  # what everything here belongs to


def _without_wider(
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
    if any(word in _own_codes(knowledge, ref) for ref in match.refs if ref.kind == "party"):
        return False  # the editors say that it is what the room calls the party: AG
    return alone and len(reading.folded) > ALONE and not reading.typed[match.start].isupper()


def _without_places(reading: Reading, knowledge: KnowledgeBase) -> Reading:
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
    counts = "many" in reading.folded or "number" in reading.folded
    return groups and (of_paper or counts)


_WITHIN = frozenset("in across within inside into throughout".split())


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
    own = [r for r in match.refs if r.kind == "party" and word in _own_codes(knowledge, r)]
    return own[0] if len(own) == 1 and len(reading.folded) > ALONE else None


def _own_codes(knowledge: KnowledgeBase, ref: Ref) -> set[str]:
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
    kind = "party" if other_topic and not other_party and "party" in by_kind else "topic"
    if "party" in by_kind and _is_of_two(match, reading):
        kind = "party"  # "the handbook by IOM and DESA"
    chosen = by_kind.get(kind) or refs
    return chosen[0] if len(chosen) == 1 else None


def _is_of_two(match: Match, reading: Reading) -> bool:
    """Tell whether a name is one of two whose work something is: "by IOM and DESA"."""
    before, after = reading.folded[: match.start], reading.folded[match.end :]
    first = before[-1:] == ("by",) and after[:1] == ("and",)
    second = before[-1:] == ("and",) and "by" in before[-4:-1]
    return first or second


def _main_kinds(match: Match) -> set[str]:
    return {ref.kind for ref in match.refs if ref.kind in PARTIES_AND_TOPICS}


def _share_a_name(by_kind: Mapping[str, Sequence[Ref]], knowledge: KnowledgeBase) -> bool:
    parties = {ref.id for ref in by_kind.get("party", ())}
    return all(knowledge.topics[ref.id].about in parties for ref in by_kind.get("topic", ()))


def _decide(
    question: Question,
    row: Row | None,
    named: Sequence[Naming],
    paragraphs: Sequence[str],
    span: Span | None,
    knowledge: KnowledgeBase,
) -> tuple[Intent, Certainty, tuple[Stance, ...]]:
    """Decide what is asked: by the subcommand, by the wording, else by what is named."""
    stances = row.stances if row else ()
    if question.command:
        return _OF_COMMANDS.get(question.command, "command"), "named", stances
    kinds = {naming.ref.kind for naming in named}
    parties = {n.ref.id for n in named if n.ref.kind == "party"}
    if row is not None:
        presides = bool(_PRESIDES.search(question.text))
        if paragraphs and row.intent == "term":
            return "position", "worded", ()  # "annex II 8(m), what is it"
        return _by_wording(row.intent, kinds, presides=presides), "worded", stances
    topics = {n.ref.id for n in named if n.ref.kind == "topic"}
    if len(parties) > 1 and len(topics) == 1 and _stand_apart(parties, knowledge):
        return "compare", "guessed", ()
    if kinds & PARTIES_AND_TOPICS or paragraphs:
        return "position", "guessed", ()
    for kind, intent in _BY_KIND:
        if kind in kinds:
            return intent, "guessed", ()
    return ("timeline" if span is not None else "fact"), "guessed", ()


_PRESIDES = re.compile(
    r"(?<!\w)(?:(?:spoke|speaks?|spoken) (?:for|on behalf)|represent|moderat|co-?chair|chaired"
    r"|rapporteur|co-?facilitat|presid|note.?taker|panell?ists?)",
    re.IGNORECASE,
)
_BY_KIND: tuple[tuple[Kind, Intent], ...] = (
    ("event", "event"),
    ("person", "office"),
    ("term", "term"),
)


def _by_wording(intent: Intent, kinds: Collection[Kind], *, presides: bool) -> Intent:
    """Give what a wording asks of what is named."""
    if intent == "office" and not {"person", "event", "party"}.intersection(kinds):
        # "who …" of a topic, in a verb that the grammar lacks; but nobody moderates a topic.
        return "who" if "topic" in kinds and not presides else "office"
    if intent == "term" and set(kinds) == {"party"}:
        return "position"
    return intent


def _stand_apart(parties: Collection[str], knowledge: KnowledgeBase) -> bool:
    """Tell whether parties can be set side by side: not one state and the bodies it speaks of."""
    kinds = [knowledge.parties[key].kind for key in parties]
    negotiate = [kind for kind in kinds if kind in NEGOTIATING]
    experts = kinds.count("expert")
    if experts and not negotiate:
        return False  # who took no floor took no side
    return len(negotiate) + experts != 1


# What is done with a paper, whose day is asked for.
_OF_PAPER = EMPTY | frozenset("written wrote published printed taken made issued dated".split())


def _doubt(
    intent: Intent,
    certainty: Certainty,
    named: Sequence[Naming],
    left: Sequence[str],
    spoken_of: Sequence[str],
    knowledge: KnowledgeBase,
    *,
    whose: bool,
) -> Intent:
    """Think again where only names decided: a name with something to it asks for that."""
    of_paper = {n.ref.kind for n in named} == {"source"} and _OF_PAPER.issuperset(left)
    if intent == "event" and of_paper:
        return "source"  # "what day are the notes from"
    if certainty != "guessed":
        return intent
    if intent == "timeline" and spoken_of:
        return "event"  # "the panels in June": of what lies in it, what is spoken of
    if not left and {n.ref.kind for n in named} == {"source"}:
        return "source"
    places = {knowledge.events[n.ref.id].place for n in named if n.ref.kind == "event"}
    parties = [knowledge.parties[n.ref.id].brief for n in named if n.ref.kind == "party"]
    if intent == "position" and any(name in place for name in parties for place in places):
        return "event"
    several = len({naming.words for naming in named}) > 1
    topics = [n for n in named if n.ref.kind == "topic"]
    explained = any(n.ref.kind == "term" for n in named) and all(
        knowledge.topics[n.ref.id].is_narrower(n.name) for n in topics
    )
    # "CARICOM on trafficking": of whom it is asked is not let fall.
    alone = not (parties or left or several or whose)
    if intent == "position" and explained and alone:
        return "term"
    if intent in ("office", "term") and (left or several):
        return "fact"
    records = any(knowledge.records_of(n.ref.id) for n in named if n.ref.kind == "event")
    reports = any(knowledge.events[n.ref.id].kind == "report" for n in named if _is_event(n))
    if intent == "event" and reports and spoken_of:
        return "fact"  # "the five priorities in the Sutherland report"
    if intent == "event" and ((records and len(left) > 1) or _names_more(named)):
        return "fact"  # "good examples from countries in roundtable 3.1"
    return intent


def _is_event(naming: Naming) -> bool:
    return naming.ref.kind == "event"


def _settle(
    intent: Intent,
    named: Sequence[Naming],
    left: Sequence[str],
    knowledge: KnowledgeBase,
    *,
    counted: bool,
    quoted: bool,
) -> Intent:
    """Give what is asked where what is named and what is left decide it."""
    if intent == "fact" and not counted and not left and _is_of_events(named):
        return "event"  # "how long do the thematic sessions run": what the calendar has
    if intent in ("who", "agree") and _is_of_papers(named, knowledge):
        return "position"  # nobody spoke there: what the paper says of those who are asked for
    words: dict[str, set[str]] = {}
    for naming in named:
        words.setdefault(naming.ref.kind, set()).add(normalise(naming.words).removeprefix("the "))
    # "Constructive competition between agencies, whose line": a phrase, and what it was said of.
    phrase = bool(words.get("term", set()) - words.get("topic", set()) - words.get("party", set()))
    # "Who said nobody should fall through the cracks": whose words, and no list by stance.
    phrase = phrase or any(
        naming.ref.kind == "topic"
        and knowledge.topics[naming.ref.id].is_narrower(naming.name)
        and len(normalise(naming.words).split()) >= LONG_NAME
        for naming in named
    )
    if intent == "said" and not (left or quoted or phrase):
        return "who"  # "para 46, who said what": on a thing, not in which words
    return intent


def _is_of_authors(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether only bodies and experts are named that have written and not spoken."""
    parties = {n.ref.id for n in named if n.ref.kind == "party"}
    authors = {proposal.party for proposal in knowledge.proposals.values()}
    kinds = {knowledge.parties[key].kind for key in parties}
    return bool(parties) and parties <= authors and kinds <= {"organisation", "expert"}


def _is_of_papers(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether only documents are named in which nobody's remarks stand."""
    sources = {n.ref.id for n in named if n.ref.kind == "source"}
    return bool(sources) and not any(p.source in sources for p in knowledge.positions)


def _is_of_events(named: Sequence[Naming]) -> bool:
    """Tell whether a line names events, and nothing by other words than theirs."""
    events = {n.words for n in named if n.ref.kind == "event"}
    return bool(events) and all(n.words in events for n in named)


def _names_more(named: Sequence[Naming]) -> bool:
    """Tell whether a line names a notion apart from the events that it names."""
    events = {normalise(n.words) for n in named if n.ref.kind == "event"}
    return any(n.ref.kind == "term" and normalise(n.words) not in events for n in named)


_OF_COMMANDS: Mapping[str, Intent] = {
    command: intent for intent, command in _COMMANDS_OF_INTENTS.items() if intent != "fact"
} | {"position": "position", "who": "who"}


def _left_over(
    reading: Reading, intent: Intent, asking: Collection[str]
) -> tuple[list[str], list[str]]:
    """List the content words that name nothing, and those of them that nobody says every day."""
    covered = {n for match in reading.matches for n in range(match.start, match.end)}
    left: list[str] = []
    rare: list[str] = []
    everyday = everyday_words()
    for place, word in enumerate(reading.folded):
        if place in covered or word in FILLER or word in _SHORT:
            continue
        if word in asking or is_worded(_mend_verb(word), intent):
            continue
        if word not in left:
            left.append(word)
        if word not in everyday and word.isalpha() and _says_much(reading, place):
            rare.append(reading.typed[place])
    return left, rare


def _says_much(reading: Reading, place: int) -> bool:
    """Tell whether a word that nobody says every day is long, or an abbreviation in capitals."""
    word = reading.typed[place]
    if len(word) >= _SHORTEST_REPAIRED:
        return True
    return len(word) > 1 and word.isupper() and not all(map(str.isupper, reading.typed))


def _is_foreign(reading: Reading) -> bool:
    """Tell whether a line is in another language: "rapport" alone is English, too."""
    known = foreign_words()
    found = [w for w in reading.folded if w in known.telling or w in FRENCH or w in SPANISH]
    return len(found) >= LEAST_FOREIGN or any(not word.isascii() for word in reading.folded)


def _in_english(shape: str) -> str:
    """Write the words that ask in English, for the rows of the grammar."""
    known = foreign_words()
    words = [word if word.isupper() else known.translate(word) or word for word in shape.split()]
    return " ".join(words)


def _name_in_english(
    reading: Reading, named: Sequence[Naming], knowledge: KnowledgeBase
) -> list[Naming]:
    """Add what a line in another language names once its words are English ones.

    A longer name is what its words mean together: in a coordination meeting no coordination is.
    """
    known = foreign_words()
    english = {word: known.translate(word) for word in reading.folded}
    whole = [english[word] for word in reading.folded if english[word]]
    found: list[Naming] = []
    # Adjectives follow their nouns in French and Spanish.
    for order in (whole, whole[::-1]):
        for match in knowledge.index.read(" ".join(order), EVERY_KIND, frozenset()).matches:
            several = match.end - match.start > 1
            found += [
                Naming(match.words, ref, match.name)
                for ref in match.refs
                if several or ref.kind == "event"
            ]
    taken = {word for naming in found for word in normalise(naming.words).split()}
    kept = [_in_words_of(n, english) for n in named if not _is_taken(n, taken, english)]
    return [*kept, *found]


def _in_words_of(naming: Naming, english: Mapping[str, str]) -> Naming:
    """Write a topic's name in English, for what has its words."""
    words = [english.get(word) or "" for word in normalise(naming.words).split()]
    if naming.ref.kind != "topic" or not all(words):
        return naming
    return replace(naming, words=" ".join(words))


def _is_taken(naming: Naming, taken: set[str], english: Mapping[str, str]) -> bool:
    """Tell whether all words of a name are words of longer ones."""
    words = [english.get(word) or word for word in normalise(naming.words).split()]
    return bool(words) and all(taken.issuperset(word.split()) for word in words)


def _translate(
    left: list[str], rare: list[str], intent: Intent, named: Sequence[Naming]
) -> tuple[list[str], list[str]]:
    """Write words of another language as the English ones by which the pack is searched.

    Returns:
        The words that are left, and those of them that are rare.
    """
    known = foreign_words()
    taken = {word for naming in named for word in normalise(naming.words).split()}
    said = [
        word
        for each in left
        for word in (known.translate(each) or each).split()
        if word not in FILLER and word not in taken and not is_worded(word, intent)
    ]
    rare = [word for word in rare if not known.translate(normalise(word))]
    return list(dict.fromkeys(said)), rare


_OF_VOICES: frozenset[Intent] = frozenset({"position", "who", "said", "agree", "compare", "office"})


def _stand_for(name: str, party: str, knowledge: KnowledgeBase) -> Naming:
    return Naming(name, Ref("party", party), knowledge.parties[party].name, corrected=True)


LEAST_FOREIGN = 2  # words by which a line is in another language


def _repair(word: str, knowledge: KnowledgeBase) -> Naming | None:
    """Read a rare word as the one person, event or term whose name it is near to."""
    kinds: frozenset[Kind] = frozenset({"person", "term", "event"})
    reading = knowledge.index.read(word, kinds)
    if len(reading.matches) != 1 or reading.unknown:
        return None
    (match,) = reading.matches
    if len(match.refs) != 1:
        return None
    return Naming(match.words, match.refs[0], match.name, corrected=True)


def _turn(
    stances: tuple[Stance, ...], named: Sequence[Naming], knowledge: KnowledgeBase
) -> tuple[tuple[Stance, ...], bool]:
    """Turn the stances where the topic is named by words that ask for its opposite."""
    if not _names_against(named, knowledge):
        return stances, False
    return tuple(_TURNED.get(stance, stance) for stance in stances), True


def _names_against(named: Sequence[Naming], knowledge: KnowledgeBase) -> bool:
    """Tell whether a topic is named by words that ask for its opposite."""
    return any(
        knowledge.topics[naming.ref.id].is_against(naming.name)
        for naming in named
        if naming.ref.kind == "topic"
    )


def _remember(question: Question, context: Question) -> Question:
    """Take over what a follow-up leaves out: "and China?" after a question on follow-up."""
    follows = bool(_FOLLOWING.match(question.text))
    asks_else = bool(_ELSE.match(question.text))
    short = len(question.text.split()) <= 4
    if not (follows or asks_else) or not (short or follows or asks_else):
        return question
    own = {naming.ref.kind for naming in question.named}
    taken: list[Naming] = []
    if "topic" not in own:
        taken += [n for n in context.named if n.ref.kind == "topic"]
    if "party" not in own and not asks_else:
        taken += [n for n in context.named if n.ref.kind == "party"]
    if not taken and not context.left and not context.paragraphs:
        return question
    changes: dict[str, object] = {
        "named": (*question.named, *taken),
        "holders": (),
        "remembered": " · ".join(dict.fromkeys(n.name for n in taken)),
    }
    if not question.paragraphs:
        changes["paragraphs"] = context.paragraphs
    guessed = question.certainty == "guessed"
    if asks_else:
        changes |= {"intent": "who", "command": "who", "stances": context.stances}
    elif guessed and context.intent in ("position", "compare", "who"):
        changes |= {"intent": "position", "command": "position"}
    return question.asking(**changes)
