"""From a line to a Question: read once, over all kinds of names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.questions.besides import leave_aside
from handlers.questions.capitals import find_capitals
from handlers.questions.clipped import write_out_clipped
from handlers.questions.deciding import (
    COMMANDS_OF_INTENTS,
    decide,
    doubt,
    is_of_authors,
    settle,
)
from handlers.questions.foreign import in_english, is_foreign, name_in_english, translate
from handlers.questions.grammar import (
    OPPOSE,
    SUPPORT,
    Row,
    asking_words,
    is_worded,
    read_leaning,
    read_wording,
)
from handlers.questions.holders import asks_for_person, find_holders, is_told, names_one
from handlers.questions.naming import (
    VERB,
    choose_all,
    find_presiding,
    name_in_full,
    names_against,
    own_codes,
    refine,
    without_aside,
    without_compounds,
    without_places,
    without_wider,
)
from handlers.questions.papers import name_in_place
from handlers.questions.plain import has_shorthand, write_plainly
from handlers.questions.question import Intent, Naming, Question, Span
from handlers.questions.regions import ask_of_region, take_regions
from handlers.questions.rewording import asks_what_somebody_says
from handlers.questions.times import find_span
from handlers.request import Request
from knowledge.base import KnowledgeBase
from knowledge.finding.paragraphs import find_objectives, find_paragraphs, without_numbers
from knowledge.model import NEGOTIATING, Stance
from knowledge.names.everyday import everyday_words
from knowledge.names.filler import ENGLISH
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
    r"|object\w*|resist\w*|problems?|trouble|qualms?|doubts?|concerns?|reservations?|agrees?|disagrees?)(?!\w)"
    r"|^\W*(?:what(?:['’]?s| is| are| exactly is| exactly are| does)|define|explain|meaning of)"
    r"(?:\W+mean)?\W*$",
    re.IGNORECASE,
)
_OF_SLACK = re.compile(r"<[@#!][^>]*>")  # people, channels, groups: no names of the pack
# What stands in the place of a number, a time or a quotation while the names are read.
_NUMBER, _TIME, _QUOTE = "xnx", "xdx", "xqx"
_SHORT = {_NUMBER: "N", _TIME: "D", _QUOTE: "Q"}
_SHORTEST_REPAIRED = 5  # letters of a word that is held against names of people and terms
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
        and not _is_phrase(request.text, knowledge)
        and not _is_plea(spoken, rest, called)
        and understood.certainty != "worded"
        and not (spoken == "who" and understood.plain.startswith("which "))
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
    if _is_phrase(text, knowledge) or _is_plea(word, rest, called):
        return "", text, ""  # "topics of the three panels" names no topic
    if word in called and (word not in _SPOKEN or (word in ("next", "upcoming") and counted)):
        return called[word], rest.strip(), ""
    before, _, last = text.rpartition(" ")
    last = last.casefold().strip("?!. ")
    named_last = last in _LAST and last not in _SPOKEN and last in called
    if named_last and called[last] == "brief":
        before = before.removesuffix(" in")  # "brazil in brief"
    named_last = named_last and _may_come_last(called[last], before, knowledge)
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


def _may_come_last(command: str, before: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether a subcommand's name can stand behind what it is asked of: "brazil brief"."""
    if command == "topic":
        matches = knowledge.index.read(before).matches  # "the October session topic" names none
        return any(ref.kind == "topic" for match in matches for ref in match.refs)
    if command == "brief":
        return _names_alone(before, knowledge)  # "the principles in the issue brief"
    return command != "proposal" or not _proposes_on_floor(before, knowledge)


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


def _proposes_on_floor(text: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether a proposal is somebody's who wrote no paper: "Nepal's funding proposal"."""
    matches = knowledge.index.read(text).matches
    named = {ref.id for match in matches for ref in match.refs if ref.kind == "party"}
    return bool(named) and named.isdisjoint(knowledge.authors)


def _names_alone(text: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether a line is made of names of parties alone."""
    reading = knowledge.index.read(text)
    covered = sum(match.end - match.start for match in reading.matches)
    parties = all(any(r.kind == "party" for r in match.refs) for match in reading.matches)
    return parties and covered == len(reading.folded)


def _is_phrase(text: str, knowledge: KnowledgeBase) -> bool:
    """Tell whether what looks like a subcommand is none: "topics of the three panels".

    A brief can be a paper, too, and "floor notes" a document.
    """
    begun = knowledge.index.names.get(" ".join(normalise(text).split()[:2]), ())
    if any(ref.kind == "source" for ref in begun):
        return True
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
    """Read a line for all that can be in it, unless it is made of names alone."""
    short = _read_names(question, line, knowledge) or _read_side(question, line, knowledge)
    return short or _read_in_full(question, line, knowledge, today)


# Lines that may be names and nothing else: no numbers, no marks, no quotations.
_WORDS_ALONE = re.compile(
    r"(?!who )(?:[A-Za-z]+(?:[ -][A-Za-z]+){,7}|[A-Za-z]+(?:(?:['’]s)? [A-Za-z]+){,7})"
)
_OF_NAMES = frozenset({"", "position", "topic", "compare", "brief"})  # asked of names alone
_COMPARE = "compare "


def _read_names(question: Question, line: str, knowledge: KnowledgeBase) -> Question | None:
    """Read a line that is names and nothing else, "Japan IOM"; None where it is another one.

    In such a line there is no wording, no time and no misprint to look for.
    """
    if question.command not in _OF_NAMES or not _WORDS_ALONE.fullmatch(line):
        return None
    compared = not question.command and line[: len(_COMPARE)].casefold() == _COMPARE
    written = line[len(_COMPARE) :] if compared else line
    reading = knowledge.index.read_names(written) or _read_misspelt_names(written, knowledge)
    if reading is None or is_foreign(reading):
        return None
    named, ambiguous = choose_all(reading, knowledge)
    topics = {naming.ref.id for naming in named if naming.ref.kind == "topic"}
    if not named or ambiguous or len(topics) > 1:
        return None  # of two topics one may be no more than the other's frame
    intent, certainty, _ = decide(question, None, named, (), None, knowledge)
    intent = doubt(intent, certainty, named, (), (), knowledge, whose=False)
    intent = settle(intent, named, (), knowledge, counted=False, quoted=False)
    if compared:
        if intent != "compare":
            return None  # of one party there is nothing to compare
        certainty = "worded"
    understood = question.asking(
        intent=intent,
        certainty=certainty,
        command=question.command or COMMANDS_OF_INTENTS[intent],
        negated=names_against(named, knowledge),
        named=tuple(named),
        plain=normalise(line),
    )
    return _of_one_party(_after_person(understood, None, knowledge), knowledge)


_OF_MATTERS = frozenset({"topic", "term", "person"})  # a body of that name is a person, too
# "Who opposes IOM's role": a side, and what it is taken on.
_SIDE = re.compile(
    r"(who (?:supports?|opposes?|backs?|favou?rs?|rejects?|mentions?|mentioned|raised))"
    r"( the)? ([A-Za-z]+(?:['’]s)?(?:[ -][A-Za-z]+){,7})",
    re.IGNORECASE,
)


def _read_side(question: Question, line: str, knowledge: KnowledgeBase) -> Question | None:
    """Read a line that is a side and a topic, "who opposes HLPF"; None where it is another one."""
    asked = None if question.command else _SIDE.fullmatch(line)
    if asked is None or has_shorthand(line) or leave_aside(line, knowledge)[0]:
        return None  # "recs", "agencies other than IOM"
    article, called = (asked[2] or "").lower(), asked[3]
    reading = knowledge.index.read_names(line[asked.start(2) + 1 :]) if article else None
    if reading is not None:
        article = ""  # it is a name with the article
    else:
        reading = knowledge.index.read_names(called)
    if reading is None or len(reading.matches) != 1 or is_foreign(reading):
        return None
    named, ambiguous = choose_all(reading, knowledge)
    topics = [naming for naming in named if naming.ref.kind == "topic"]
    if ambiguous or len(topics) != 1 or not {n.ref.kind for n in named} <= _OF_MATTERS:
        return None
    if called.isupper():
        named = [replace(n, words=called) if n.words.isalpha() else n for n in named]
    row = read_wording(f"{asked[1].casefold()}{article} {_shape(reading)}")
    intent, certainty, stances = decide(question, row, named, (), None, knowledge)
    if intent != "who":
        return None
    plain = normalise(line)
    stances, negated = _turn(stances, named, plain, knowledge)
    return question.asking(
        intent=intent,
        certainty=certainty,
        command=COMMANDS_OF_INTENTS[intent],
        stances=stances,
        negated=negated,
        named=tuple(named),
        plain=plain,
    )


def _read_misspelt_names(line: str, knowledge: KnowledgeBase) -> Reading | None:
    """Read a line of a few words that are names but for an error in them; None where it is not."""
    words = line.split()
    if len(words) > MOST_MISSPELT or words[0].casefold() in FILLER:
        return None
    reading = knowledge.index.read(line, EVERY_KIND, _MENDED)
    covered = sum(match.end - match.start for match in reading.matches)
    named = all(
        not PARTIES_AND_TOPICS.isdisjoint(ref.kind for ref in match.refs)
        for match in reading.matches
    )
    whole = covered == len(reading.folded) and not reading.left_out
    return reading if whole and named and not reading.unknown else None


MOST_MISSPELT = 8  # words of a line that may be names with an error in them


def _read_in_full(question: Question, line: str, knowledge: KnowledgeBase, today: date) -> Question:
    aside, line = leave_aside(line, knowledge)
    line = ask_of_region(write_out_clipped(write_plainly(line), knowledge))
    plain = normalise(line)
    quoted, bare = _take_quotations(line, knowledge)
    paragraphs, objectives = find_paragraphs(bare), find_objectives(bare)
    bare = without_numbers(_OF_SLACK.sub(" ", bare), _NUMBER)
    bare = name_in_place(_write_codes_large(bare, knowledge), knowledge)
    groupings, regions, bare = take_regions(bare, knowledge)
    reading = knowledge.index.read(bare, EVERY_KIND, _MENDED)
    span, without = find_span(bare, today, knowledge.years)
    if span is not None and _is_named(span, reading):
        span = None
    elif span is not None:
        # The words of a time are no names: "march" is no misspelling of anything.
        bare = without.replace(span.words, " ")
        reading = knowledge.index.read(f"{bare} {_TIME}", EVERY_KIND, _MENDED)
    reading = without_places(without_compounds(reading), knowledge)
    named, ambiguous = choose_all(reading, knowledge)
    foreign = is_foreign(reading)
    if foreign:
        named = name_in_english(reading, named, knowledge)
    named = refine([*named, *find_presiding(reading, named, knowledge)], reading, knowledge)
    named = name_in_full(named, reading.folded, knowledge)
    listed = bool(question.command) or "," in bare
    named = named if listed else without_wider(named, reading, knowledge)
    shape = _shape(reading)
    english = in_english(shape) if foreign else shape
    row = read_wording(shape) or read_wording(english)
    intent, certainty, stances = decide(
        question, row, named, paragraphs or objectives, span, knowledge
    )
    named, told = _without_addressee(intent, shape, named, knowledge)
    aside = (*aside, *told)  # nobody told it to himself
    asking = asking_words(shape) if intent in ("who", "agree") else frozenset()
    left, rare = _left_over(reading, intent, asking)
    left = [word for word in left if not told or word not in _CHAIRS]
    left = _without_alternatives(left, named, line)
    if foreign:
        left, rare = translate(left, rare, intent, named)
    left = _without_members(left, named, knowledge, of_region=bool(groupings or regions))
    named = without_aside(named, left)
    if not paragraphs:
        spoken_of = [] if foreign else left
        whose = bool(groupings)
        intent = doubt(intent, certainty, named, left, spoken_of, knowledge, whose=whose)
    counted = _count_of(reading.folded) if intent in ("fact", "office") else ""
    if counted and not _has_members(named, knowledge):
        # What is counted is no topic: "how many agencies are in the group".
        intent, left = "fact", list(dict.fromkeys((counted, *(w for w in left if w != "many"))))
        named = [n for n in named if n.ref.kind != "topic" or normalise(n.words) != counted]
    settled = settle(intent, named, left, knowledge, counted=bool(counted), quoted=bool(quoted))
    asks_side = row is None or row.intent not in ("who", "agree")
    if settled == "who" and asks_side and not stances and names_against(named, knowledge):
        # "Who said no new bodies"; but "who complained that it is being reopened".
        stances = OPPOSE if _COMPLAINS.search(plain) else SUPPORT
    intent = settled
    if intent == "who" and paragraphs and is_of_authors(named, knowledge):
        intent = "position"  # "Sutherland, paragraph 71, who needs money": of whom a paper speaks
    voices = intent in _OF_VOICES or (intent == "fact" and bool(_DOING.search(plain)))
    if voices and not any(naming.ref.kind == "party" for naming in named):
        capitals = find_capitals(list(reading.folded), knowledge)
        named += [_stand_for(name, party, knowledge) for name, party in capitals]
        words = {word for name, _ in capitals for word in name.split()}
        left = [word for word in left if word not in words]
        rare = [word for word in rare if normalise(word) not in words]
    repaired = [_repair(word, knowledge) for word in rare]
    named += [naming for naming in repaired if naming]
    kept = {normalise(word) for word, naming in zip(rare, repaired, strict=True) if naming}
    left = [word for word in left if word not in kept]
    intent = _of_repaired(intent, named, left, bool(kept and certainty == "guessed"))
    span, left = _speak_of_years(span, left, intent, knowledge)
    stances = _on_condition(intent, stances, plain)
    stances, negated = _turn(_lean(intent, stances, english), named, plain, knowledge)
    understood = question.asking(
        intent=intent,
        certainty=certainty,
        command=question.command or COMMANDS_OF_INTENTS[intent],
        stances=stances,
        negated=negated,
        named=tuple(named),
        ambiguous=tuple(ambiguous),
        span=span,
        paragraphs=paragraphs,
        objectives=objectives,
        quoted=quoted,
        left=tuple(left),
        rare=tuple(word for word in rare if normalise(word) not in kept),
        counted=counted,
        groupings=groupings,
        regions=regions,
        aside=aside,
        plain=plain,
        left_out=reading.left_out,
    )
    understood = _after_person(_for_a_matter(understood, knowledge), row, knowledge)
    return _of_one_party(understood, knowledge)


_COMPLAINS = re.compile(
    r"\b(?:complain|warn|protest|object|moan|grumbl|worr|fear|lament|regret|criticis|criticiz|accus)"
)
_EITHER = re.compile(r"(\w+)\s*/\s*(\w+)")


_OF_SPEECH: frozenset[Intent] = frozenset({"position", "who", "agree", "said"})


def _speak_of_years(
    span: Span | None, left: list[str], intent: Intent, knowledge: KnowledgeBase
) -> tuple[Span | None, list[str]]:
    """Take a year in which nothing was said or written for one that is spoken of: "2026"."""
    if span is None or intent not in _OF_SPEECH or not span.words.isdigit():
        return span, left
    days = (source.date for source in knowledge.sources.values())
    if any(span.meets(day.first, day.last) for day in days):
        return span, left
    return None, [span.words, *left]


def _without_alternatives(left: list[str], named: Sequence[Naming], line: str) -> list[str]:
    """Leave out words that are typed as another way to say a name: "fair/ethical recruitment"."""
    if "/" not in line:
        return left
    longer = [normalise(naming.words) for naming in named if " " in naming.words]
    names = {word for name in longer for word in name.split()}
    pairs = [(normalise(one), normalise(other)) for one, other in _EITHER.findall(line)]
    spare = {one for one, other in pairs if other in names}
    spare |= {other for one, other in pairs if one in names}
    return [word for word in left if word not in spare]


_TELLS = (
    r"^(?:so |and )?(?:who|which \w+) (?:told|reminded|corrected|assured|accused|said to) (?:the )?"
)
# "Who told the chair that", "who was misread by the chair": to whom or by whom it was done.
_TO_SOMEBODY = re.compile(
    rf"{_TELLS}P\b"
    r"|\b(?:been|were|was|got|felt) (?:\w+ )?\w+(?:ed|en|ood|ead) by (?:the )?[PB]\b"
)


_TO_CHAIR = re.compile(rf"{_TELLS}(?:co ?)?(?:chair|facilitator)s?\b")
_CHAIRS = frozenset("chair chairs co cochair cochairs facilitator facilitators".split())


def _without_addressee(
    intent: Intent, shape: str, named: Sequence[Naming], knowledge: KnowledgeBase
) -> tuple[list[Naming], tuple[str, ...]]:
    """Leave out to whom something was said: it is no word of theirs.

    Returns:
        The other names, and the ids of the parties that were left out.
    """
    if intent == "said" and _TO_CHAIR.search(shape):
        return list(named), tuple(p.id for p in knowledge.parties.values() if p.kind == "chair")
    if intent != "said" or not _TO_SOMEBODY.search(shape):
        return list(named), ()
    told = {n.words: n.ref.id for n in named if n.ref.kind == "party"}
    return [naming for naming in named if naming.words not in told], tuple(told.values())


# By which a group's members are asked for: "the ASEAN members that took the floor".
_OF_MEMBERS = frozenset(
    "member members states countries nations delegations took floor intervened".split()
)


def _without_members(
    left: list[str], named: Sequence[Naming], knowledge: KnowledgeBase, *, of_region: bool
) -> list[str]:
    """Leave out the words by which the members of a group or region are asked for."""
    parties = (knowledge.parties[n.ref.id] for n in named if n.ref.kind == "party")
    if not of_region and all(party.kind != "group" for party in parties):
        return left
    return [word for word in left if word not in _OF_MEMBERS]


def _of_repaired(
    intent: Intent, named: Sequence[Naming], left: Sequence[str], repaired: bool
) -> Intent:
    """Think again where only a person is named, by a name that was repaired: "nakamitsus role"."""
    alone = repaired and intent == "fact" and not left and {n.ref.kind for n in named} == {"person"}
    return "office" if alone else intent


def _lean(intent: Intent, stances: tuple[Stance, ...], line: str) -> tuple[Stance, ...]:
    """Give the stances that a line asks for, of a position also those that it leans to."""
    return read_leaning(line) if intent == "position" and not stances else stances


# "Who accepts it only if it is voluntary": whoever sets a condition, before who is for it.
_CONDITION = re.compile(
    r"\b(?:only (?:if|when|where|with|on condition)|(?:as|so) long as|provided|providing"
    r"|on (?:the )?condition|under (?:certain |some )?conditions|unless|subject to)\b"
)


def _on_condition(intent: Intent, stances: tuple[Stance, ...], plain: str) -> tuple[Stance, ...]:
    """Put conditions first where it is asked who is for a thing on one."""
    if intent != "who" or stances[:1] != ("support",) or not _CONDITION.search(plain):
        return stances
    return tuple(dict.fromkeys(("conditional", *stances)))


# What a wording asked, and what it was read as because of what is named: "what's the rep called".
_FOR_PEOPLE = (("office", "who"), ("term", "position"))


# "Russia – who answers for conflicts": what Russia says of that; but not "Japan – who agrees".
_FIRST = re.compile(
    r"^\W*([^–:,-]{2,40}?)\s*[–:,-]\s*"
    r"(?:who|whom|whose|what (?:did|do|does) (?:they|he|she) mean)(?!\w)(.*)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:else|agrees?|agreed|disagree\w*|sid(?:es?|ed|ing)|back(?:s|ed|ing)?|support\w*|oppos\w*"
    r"|echo\w*|join\w*|second(?:s|ed)?|shar(?:es?|ed)|contradict\w*|follow\w*|sp(?:oke|eaks?)"
    r"|said|says|chair\w*|lead|leads|head|heads|represent\w*|is|was|are|were|mention\w*|thank\w*"
    r"|with|against|them|they|it|its|him|her|their|this|that)\b"
)


# "Which countries should get it according to Paraguay".
_ACCORDING = re.compile(
    r"(?<!\w)acc(?:ording)?\.? to (?:the )?(\w+(?: \w+){0,3}?)\W*$", re.IGNORECASE
)
_PARTY_ON = re.compile(r"^\W*(?:the )?(\w+(?: \w+){0,2}?) (?:on|about|re) ", re.IGNORECASE)
_WHAT_SAID = re.compile(r"^(?:so )?what (?:did|do|does|have|has)\b.*\b(?:say|said|want|think)\b")


_OF_STATEMENTS = frozenset(
    "made gave read delivered presented spoke spoken speak statement statements".split()
)


def _of_one_party(question: Question, knowledge: KnowledgeBase) -> Question:
    """Ask of the party that a line begins with or that it is according to, or of a region."""
    if question.intent not in ("who", "term", "office", "said"):
        return question
    first, last = _FIRST.match(question.text), _ACCORDING.search(question.text)
    called = last[1] if last else ""
    if first and question.intent in ("who", "term") and not _OF_OTHERS.search(normalise(first[2])):
        called = first[1]
    on = _PARTY_ON.match(question.text) if question.intent == "term" else None
    called = on[1] if on else called
    of_party = any(
        normalise(n.words) == normalise(called)
        for n in question.named
        if n.ref.kind == "party" and (last or knowledge.parties[n.ref.id].kind in NEGOTIATING)
    )
    # "Has anyone spoken for CARICOM", "who made the G77 statement".
    of_voice = question.intent in ("office", "said")
    alone = of_voice and not question.named and _OF_STATEMENTS.issuperset(question.left)
    of_region = alone or bool(_WHAT_SAID.match(question.plain))
    of_region = bool(question.groupings) and of_region
    if not (of_party or of_region):
        return question
    return question.asking(intent="position", command="position", stances=())


# "Who spoke for non-refoulement": nobody speaks on its behalf, and some are for it.
_SPEAKS_FOR = re.compile(r"\b(?:sp(?:oke|eaks?|eaking|oken)|argu(?:ed?|es|ing)) for\b")


def _for_a_matter(question: Question, knowledge: KnowledgeBase) -> Question:
    """Ask who supports what somebody "spoke for", where that is a topic and no body."""
    kinds = {naming.ref.kind for naming in question.named}
    asked = question.intent == "office" and _SPEAKS_FOR.search(question.plain)
    if not asked or "topic" not in kinds or not kinds <= {"topic", "term"}:
        return question
    if find_holders(question, knowledge).people:
        return question
    # Of the members of a region each is told by what it says.
    intent: Intent = "position" if question.groupings else "who"
    return question.asking(intent=intent, command=COMMANDS_OF_INTENTS[intent], stances=SUPPORT)


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
        command=COMMANDS_OF_INTENTS["office"],
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
    own = {code for key in knowledge.parties for code in own_codes(knowledge, Ref("party", key))}
    return frozenset(own) - ENGLISH - everyday_words()


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
        noun = place > 0 and reading.folded[place - 1] in ("a", "an", "the")
        joined = place > VERB and reading.folded[place - 1] in ("and", "or")
        if word in asking or (not joined and is_worded(_mend_verb(word), intent, noun=noun)):
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


# "What is Pretoria doing in its own region": what a state does is asked of it.
_DOING = re.compile(
    r"^(?:so |and )?(?:what|how|why) (?:is|was|does|did|has) "
    r"(?!(?:the|it|this|that|there)\b)\w+(?: \w+)? "
    r"(?:doing|do|done|up to|planning|proposing|want|say|think|see|feel)\b"
)
_OF_VOICES: frozenset[Intent] = frozenset({"position", "who", "said", "agree", "compare", "office"})


def _stand_for(name: str, party: str, knowledge: KnowledgeBase) -> Naming:
    return Naming(name, Ref("party", party), knowledge.parties[party].name, corrected=True)


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


# "Who says that it isn't legally binding": words for the opposite of a topic, denied.
_DENIED = (
    r"\b(?:not|never|isnt|arent|wasnt|wont|cannot|cant|shouldnt|mustnt|couldnt|wouldnt|doesnt|dont"
    r"|aint|nothing)(?: (?:be|been|become|made|a|an|any|really|meant to be|to be|being))* "
)


def _turn(
    stances: tuple[Stance, ...], named: Sequence[Naming], plain: str, knowledge: KnowledgeBase
) -> tuple[tuple[Stance, ...], bool]:
    """Turn the stances where the topic is named by words that ask for its opposite."""
    against = [naming for naming in named if names_against([naming], knowledge)]
    denied = (re.search(f"{_DENIED}{re.escape(normalise(n.words))}", plain) for n in against)
    turned = bool(against) and not any(denied)
    if turned == _is_passed_over(named, plain):
        return stances, False
    return tuple(_TURNED.get(stance, stance) for stance in stances), True


# "Who would rather use what exists than create new mechanisms": who is against these.
_THAN = re.compile(
    r"\b(?:(?:rather|sooner|prefer\w*|better)\b.*?\bthan"
    r"|wants? to\b.*?\bthan(?= (?:to|create|have|set up|build|see|let|make|add|use|give|rely)\b)"
    r"|instead of|in place of|in lieu of)\b"
)


def _is_passed_over(named: Sequence[Naming], plain: str) -> bool:
    """Tell whether all topics that are named are those to which something else is preferred."""
    than = _THAN.search(plain)
    if than is None:
        return False
    before = f" {plain[: than.end()]} "
    topics = {normalise(n.words) for n in named if n.ref.kind == "topic"}
    return bool(topics) and not any(f" {words} " in before for words in topics)


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
