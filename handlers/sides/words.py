"""Who spoke of what is asked in words, or asked about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from handlers.answers.answer import Choice, Item, Line, Note, Section
from handlers.answers.board import name_voices
from handlers.answers.citing import state_all
from handlers.answers.found import (
    NEARLY,
    has_all,
    has_kin,
    has_words,
    is_of_glossary,
    nearest_of,
    show_found,
    speakers_of,
)
from handlers.answers.interventions import said_in_debates_on, turns_by_record
from handlers.answers.record import in_documents, mid_sentence, split_by_time
from handlers.questions.question import Question
from handlers.questions.searching import (
    Sought,
    content_words,
    in_one_name,
    look_for,
    on_or_in,
    tell_near,
    without_contrary,
    words_of_parties,
)
from handlers.sides.draft import MENTIONED, SENTENCE_END, Draft, takes_on
from handlers.sides.stances import HOW, offer
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.model import NEGOTIATING, STANCES, Stance
from knowledge.names.everyday import is_everyday
from knowledge.names.normal import normalise

ASKED = 0.5  # of a question's weight that what somebody asked has to have
CLOSER = 0.7  # of the share of what has most of a question, in whom is named as near it
BRIEF = 3  # entries that are shown in full; more are told in a line each


def tell_words(draft: Draft, words: Sequence[str]) -> None:
    """Who spoke of what names no topic."""
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
    tell_sought(draft, sought, f"Who spoke of “{sought.shown}”")


def tell_of_body(draft: Draft) -> bool:
    """Tell who spoke of a body on a topic: "who would like the ILO to have a part in it".

    Returns:
        Whether the question names a body beside its topics, and somebody speaks of both.
    """
    spoken_of = parties_spoken_of(draft.question)
    named = [p for p in draft.asked.parties if p.kind == "organisation" or p.id in spoken_of]
    keys = [party.id for party in named]
    bodies = words_of_parties(draft.question, keys, draft.services, spoken_of=bool(spoken_of))
    called = [party.brief for party in named]
    if not bodies:
        called = _bodies_by_abbreviation(draft)
        bodies = [word for name in called for word in normalise(name).split()]
    if not bodies:
        return False
    sought = look_for(draft.question, draft.services, bodies, limit=MENTIONED)
    spoken = [each for each in sought.found if has_words([each])]
    spoken = _by_others(spoken, spoken_of) if spoken_of else spoken
    words = content_words(draft.question, draft.knowledge, topics=True)
    family = draft.knowledge.topic_families(topic.id for topic in draft.asked.topics)
    if not spoken:
        _say_unnamed(draft, called if spoken_of else ())
        return False
    debated = said_in_debates_on(draft.services, [topic.id for topic in draft.asked.topics])
    on_it = [
        each for each in spoken if each.entry.id in debated or _is_on(draft, each, family, words)
    ]
    wanted = set(draft.question.stances)
    on_it.sort(key=lambda each: not draft.takes(each, wanted))
    on_it = _closest_to(draft, [*words, *bodies], on_it) or on_it
    others = [each for each in spoken if each not in on_it]
    names = ", ".join(called)
    topics = ", ".join(mid_sentence(topic.name) for topic in draft.asked.topics)
    if not on_it:
        draft.leads.append(f"None of it on {topics}:")
    begun = len(draft.sections)
    tell_sought(draft, replace(sought, found=tuple(on_it or others)), f"Who spoke of {names}")
    if on_it and others:
        on_topic = speakers_of(_show(draft, on_it, sought))
        beside = [n for n in speakers_of(_show(draft, others, sought)) if n not in on_topic]
        aside = Line(", ".join(beside), "On other matters")
        lines = [item for item in draft.sections[begun].items if isinstance(item, Line)]
        # Of a few the words come first, which the names of all others would leave no room for.
        if beside and lines and len(on_topic) > BRIEF:
            draft.sections[begun] = Section(items=(*lines, aside))
        elif beside:
            draft.sections.append(Section(items=(aside,)))
    for topic in draft.asked.topics:
        offer(draft, topic, ())
    return True


def _say_unnamed(draft: Draft, called: Sequence[str]) -> None:
    """Say that nobody speaks of some parties; the topics that are asked besides follow."""
    if called:
        on = ", ".join(mid_sentence(topic.name) for topic in draft.asked.topics)
        draft.say_nothing(f"Nobody on record names {', '.join(called)}; on {on}:")


def _by_others(spoken: Sequence[Evidence], named: Collection[str]) -> list[Evidence]:
    """Leave out what parties said themselves, and a glossary that tells what they said."""
    others = (each for each in spoken if set(named).isdisjoint(each.entry.parties))
    return [each for each in others if each.entry.kind in ("position", "passage")]


# "Who mentioned Japan on IOM": what is spoken of, and by no means who speaks.
_SPEAKS_OF = (
    r"\b(?:mention(?:s|ed|ing)?|rais(?:es?|ed|ing)|br(?:ought|ings?) up|nam(?:es?|ed|ing)"
    r"|cit(?:es?|ed|ing)|thank(?:s|ed|ing)?|refer(?:s|red|ring) to|quot(?:es?|ed|ing)"
    r"|blam(?:es?|ed|ing)|prais(?:es?|ed|ing)|(?:spoke|speaks?|talk(?:s|ed)?) (?:of|about))"
    r" (?:the )?"
)


def parties_spoken_of(question: Question) -> set[str]:
    """Give the parties of which it is asked who spoke, by their ids."""
    return {
        naming.ref.id
        for naming in question.named
        if naming.ref.kind == "party"
        and re.search(f"{_SPEAKS_OF}{re.escape(normalise(naming.words))}\\b", question.plain)
    }


def _bodies_by_abbreviation(draft: Draft) -> list[str]:
    """List what a question names by an abbreviation beside its topics, and no party is: UNICEF."""
    topics = {n.words for n in draft.question.named if n.ref.kind in ("topic", "party")}
    named = [n for n in draft.question.named if n.ref.kind == "term" and n.words not in topics]
    terms = dict.fromkeys(draft.knowledge.terms[n.ref.id] for n in named)
    return [
        term.name
        for term in terms
        if term.name.isupper() and any(_OF_BODIES.search(sense.means) for sense in term.senses)
    ]


# What bodies call themselves, written out.
_OF_BODIES = re.compile(
    r"\b(?:organi[sz]ation|fund|office|programme|commission(?:er)?|agency|committee|union|bank"
    r"|council|institut(?:e|ion)s?|university|association|federation)\b",
    re.IGNORECASE,
)


def _closest_to(draft: Draft, words: Sequence[str], found: Sequence[Evidence]) -> list[Evidence]:
    """Choose the few that say what a question says beside a body and topics: "an obstacle".

    Returns:
        () where nothing is said beside them, or many have it.
    """
    telling = draft.telling()
    if not telling or not found:
        return []
    weigh = draft.services.evidence.weigh_text
    fits = [weigh(words, f"{each.entry.title} {each.entry.text}") for each in found]
    best = max(fits)
    close = [each for each, fit in zip(found, fits, strict=True) if best - fit < CLEARLY]
    own = max(weigh(telling, f"{each.entry.title} {each.entry.text}") for each in close)
    return close if own >= ASKED and len(close) <= BRIEF else []


CLEARLY = 0.15  # of a question's weight


def _is_on(draft: Draft, found: Evidence, family: Collection[str], words: Sequence[str]) -> bool:
    """Tell whether something is on a topic: by its coding, or by the topic's words in it."""
    text = f"{found.entry.title} {found.entry.text}"
    by_words = draft.services.evidence.weigh_text(words, text) >= ASKED
    return by_words or not set(found.entry.topics).isdisjoint(family)


def tell_askers(draft: Draft) -> bool:
    """Tell who asked what the question says, of whomever: "who asked Arbour when it ends".

    Returns:
        Whether anybody did.
    """
    words = content_words(draft.question, draft.knowledge, topics=True)
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED) if words else None
    wanted: set[Stance] = {"question"}
    asked = [each for each in sought.found if draft.takes(each, wanted)] if sought else []
    how = HOW.search(draft.question.plain)
    if how:
        asked.sort(key=lambda each: f" {how[1]} " not in f" {normalise(each.entry.text)} ")
    if sought is None or not asked or asked[0].share < ASKED:
        return _tell_questions_put(draft, words)
    found, title = replace(sought, found=tuple(asked)), f"Who asked about “{sought.shown}”"
    tell_sought(draft, found, title, ASKED if how else CLOSER)
    return True


def _tell_questions_put(draft: Draft, words: Sequence[str]) -> bool:
    """Tell the questions on what a person in the chair spoke of: "who asked Arbour when".

    Returns:
        Whether somebody in the chair is named, and there are any.
    """
    chairs = [party for party in draft.asked.parties if party.kind == "chair"]
    spoken = {p.topic for chair in chairs for p in draft.knowledge.said_by(chair.id)}
    put = [p for p in draft.knowledge.positions if p.stance == "question" and p.topic in spoken]
    if not put:
        return False
    weigh = draft.services.evidence.weigh_text
    put.sort(key=lambda p: -weigh(words, p.summary))
    names = ", ".join(chair.brief for chair in chairs)
    draft.title = f"Who asked about what {names} spoke of"
    answered = _asked_right_before(draft, {chair.id for chair in chairs})
    if first := [p for p in put if p.id in answered]:
        put.sort(key=lambda p: p.id not in answered)
        voices = ", ".join(name_voices(draft.knowledge, first))
        draft.sections.append(Section(items=(Line(voices, f"Right before {names} spoke"),)))
    else:
        draft.leads.append("To whom a question was put is not on record.")
    everybody = Line(", ".join(name_voices(draft.knowledge, put)), "Asked about the same matters")
    draft.sections.append(Section(items=(everybody,)))
    draft.sections.append(Section(items=state_all(draft.services, put), brief=True, named=True))
    return True


def _asked_right_before(draft: Draft, chairs: Collection[str]) -> set[str]:
    """List the ids of what was said in turns right after which somebody in the chair spoke."""
    found: set[str] = set()
    for _, turns in turns_by_record(draft.services):
        for turn, following in pairwise(turns):
            if following.party in chairs and turn.party not in chairs:
                found |= {position.id for position in turn.said}
    return found


def _tell_loose(draft: Draft, sought: Sought, enough: float) -> None:
    """Say first where nobody has all the words that were looked for, or how near they come."""
    if sought.in_words:
        return
    if sought.whole:
        draft.leads.append(tell_near(sought, ""))
        return
    text = f"Nobody on record speaks of “{sought.shown}” in these words; the nearest:"
    if max(each.share for each in sought.found) >= enough:
        text = "In nearly these words:"
        draft.leads.append(text)
    else:
        draft.silences.append(text)
    draft.notes.append(Note("loose", text))


def tell_sought(draft: Draft, sought: Sought, title: str, enough: float = CLOSER) -> None:
    """Who has the words that were looked for; where nobody has them all, say so first.

    Args:
        draft: of the answer.
        sought: what was found.
        title: of the answer.
        enough: share of the words that whoever comes nearest has, for not being told as a silence.
    """
    draft.title = title
    draft.notes += sought.notes
    sought = replace(sought, found=without_contrary(draft.question, sought.found))
    # Whoever speaks of line ministries for migration has set up no ministry of migration.
    named = in_one_name(draft.question, sought.words, sought.found, draft.knowledge)
    sought = replace(sought, found=named or sought.found)
    if not sought.found:
        text = f"Nothing {on_or_in(sought.shown)} {in_documents(draft.knowledge)}."
        draft.silences.append(text)
        draft.notes.append(Note("nothing-found", text))
        draft.choices.append(Choice("What can be asked", "help"))
        return
    _tell_loose(draft, sought, enough)
    found = _others_first(draft, _voices_first(sought.found))
    if _OF_STATES.search(draft.question.plain):
        best = max((each.share for each in found), default=0.0)

        def by_states(each: Evidence) -> tuple[bool, bool, bool]:
            close = each.share >= CLOSER * best  # a state's words, but not on something else
            return not close, not _negotiates(draft, each), not _names_states(draft, each)

        found.sort(key=by_states)
    if not draft.question.parties and not draft.question.sources:
        leading = {each.entry.id for each in _having(draft, found, sought)}

        def order(each: Evidence) -> tuple[bool, int]:
            leads = each.entry.id in leading and _is_of_floor(draft, each)
            return not leads, _rank(draft, each) if leads else 0

        found.sort(key=order)
    found.sort(key=lambda each: not _is_in_measure(draft, each))
    items = _show(draft, found, sought)
    having = _having(draft, found, sought)
    explained = _explained_by(draft, having)
    if sought.in_words and all(map(is_of_glossary, items)) and not explained:
        draft.silences.append(f"Only the glossary has “{sought.shown}”:")
    _say_unopposed(draft, having, sought)
    lines = _name_speakers(draft, found, sought, items, having)
    if lines:
        draft.sections.append(Section(items=lines))
    draft.sections.append(Section(items=tuple(items), brief=len(items) > BRIEF, named=True))


# Who is asked for has to be against a thing, and not only worried about it.
_IS_AGAINST = re.compile(
    r"\b(?:oppos\w*|against|reject\w*|object\w*|resist\w*|refus\w*|disagree\w*|block\w*|veto\w*"
    r"|dislik\w*|(?:do|does|did|don|doesn|didn|wo|won|wouldn) (?:n[o']?t|t)|says? no|said no)\b"
)
# What is coded as support, of what a thing is not to be, may be against the thing.
_DENIES = re.compile(
    r"\b(?:not|nor|never|without|against|cannot|unless|rather than|instead|avoid\w*|oppos\w*"
    r"|reject\w*|unnecessary|premature|duplicat\w*|caution\w*|careful\w*|limit\w*)\b"
)
_NO = re.compile(r"\bno((?: \w+){1,4})")  # what it says no to follows it at once


def _say_unopposed(draft: Draft, having: Sequence[Evidence], sought: Sought) -> None:
    """Say first that nobody is against a thing, where it is asked who is and none who spoke is."""
    asked = draft.question.stances[:1] == ("oppose",) and _IS_AGAINST.search(draft.question.plain)
    spoken = draft.spoken(having)
    if draft.silences or not asked or not spoken:
        return
    sides: tuple[Stance, ...] = ("oppose", "conditional")
    takes_side = any(draft.takes(each, sides) for each in having)
    words = {stem for word in sought.words for stem in stems_of(word)}
    asked_of = {topic.id for topic in draft.asked.topics}
    others = [p for p in spoken if not takes_on(p, asked_of, {"support"})]
    told = [said for position in others for said in SENTENCE_END.split(position.summary)]
    of_it = [said for said in told if not words.isdisjoint(stems_of(said))]
    denied = [each for said in of_it for each in _NO.findall(normalise(said))]
    denies = any(_DENIES.search(normalise(said)) for said in of_it)
    if not (takes_side or denies or words.intersection(stems_of(" ".join(denied)))):
        draft.say_nothing("Nobody on record opposes it; who spoke of it:")


def _rank(draft: Draft, each: Evidence) -> int:
    """Say how well a statement's stance is the one that is asked for; less is better."""
    first, *others = draft.question.stances or ("statement",)
    if not draft.question.stances or draft.takes(each, (first,)):
        return 0
    if not draft.takes(each, others):
        return len(STANCES)
    # Who sets a condition is told before who is for it anyway; else both are what is asked for.
    return 1 if first == "conditional" else 0


def _show(draft: Draft, found: Sequence[Evidence], sought: Sought) -> tuple[Item, ...]:
    return show_found(draft.services, found, sought.words)


def _others_first(draft: Draft, found: Sequence[Evidence]) -> list[Evidence]:
    """Put before what a body said itself what others say of it, who take the asked stance first."""
    wanted = set(draft.question.stances)

    def order(each: Evidence) -> tuple[bool, bool]:
        return _is_own(draft, each), not draft.takes(each, wanted)

    return sorted(found, key=order) if draft.question.parties else list(found)


# "Which states": bodies and papers that speak of a thing are told apart from these.
_OF_STATES = re.compile(
    r"\b(?:which|what|any|other|all|how many) (?:other |of the )?"
    r"(?:states|countries|delegations|governments|country|state|delegation|government)\b"
)


# "Who asked for more ODA": who says that it must be increased, before who names it.
_MEASURES = {
    re.compile(r"\b(?:more|increas\w*|additional|extra|greater|higher|bigger)\b"): frozenset(
        "more increas addit extra greater higher bigger rais boost expand grow strengthen".split()
    ),
    re.compile(r"\b(?:less|fewer|lower|reduc\w*|decreas\w*|cut|cutting|smaller)\b"): frozenset(
        "less fewer lower reduc decreas cut smaller limit".split()
    ),
}


def _is_in_measure(draft: Draft, each: Evidence) -> bool:
    """Tell whether something asks for more of a thing, or less, where just that is asked."""
    asked = (stems for measure, stems in _MEASURES.items() if measure.search(draft.question.plain))
    return all(not stems.isdisjoint(each.told.own_stems) for stems in asked)


def _negotiates(draft: Draft, each: Evidence) -> bool:
    """Tell whether something was said by who sits in the negotiations: a state or a group."""
    parties = [draft.knowledge.parties[key] for key in each.entry.parties]
    said = each.entry.kind in ("position", "passage")
    return said and any(party.kind in NEGOTIATING for party in parties)


def _names_states(draft: Draft, each: Evidence) -> bool:
    """Tell whether something lists states: "tested in Ethiopia, Somalia and Uganda"."""
    if each.entry.kind not in ("position", "passage"):
        return False  # a glossary lists who speaks of a word
    states = (p.brief for p in draft.knowledge.parties.values() if p.kind == "state")
    named = (brief for brief in states if brief in each.entry.text)
    return len(list(islice(named, SEVERAL))) == SEVERAL


SEVERAL = 2  # states, of which a statement is a list


def _is_own(draft: Draft, each: Evidence) -> bool:
    return not set(draft.question.parties).isdisjoint(each.entry.parties)


def _name_speakers(
    draft: Draft,
    found: Sequence[Evidence],
    sought: Sought,
    items: Sequence[Item],
    having: Sequence[Evidence],
) -> tuple[Line, ...]:
    """Name who speaks of a thing; apart from others those whose statement takes the asked side."""
    if not sought.whole and not sought.in_words:
        return ()  # who only shares a word is not named as if he had spoken of the thing
    measured = [each for each in having if _is_in_measure(draft, each)]
    having = measured or having
    everybody = speakers_of(_show(draft, having, sought) if having else items)
    explained = [] if everybody else _explained_by(draft, having)
    everybody = everybody or explained
    near = _name_near(draft, found, sought, everybody) if having else []
    no_states: list[str] = []
    if _OF_STATES.search(draft.question.plain):
        states = speakers_of(_show(draft, [e for e in found if _negotiates(draft, e)], sought))
        others = [name for name in everybody if name not in states]
        if 0 < len(others) < len(everybody):
            no_states = others
            everybody = [name for name in everybody if name in states]
    before = _named_before(draft, found, sought)
    earlier = [] if before.issuperset(everybody) else [n for n in everybody if n in before]
    everybody = [name for name in everybody if name not in earlier]
    labelled = {_BEFORE: earlier, "No states": no_states, "Near it": near}
    beside = [Line(", ".join(names), label) for label, names in labelled.items() if names]
    taking = _name_taking(draft, having or found, sought, draft.question.stances)
    named = [name for name in taking if name in everybody]
    others = [name for name in everybody if name not in named]
    head = _STATEMENTS.get(next(iter(draft.question.stances), "statement"), "")
    # Whose statement supports something with a word in it need not support what the word is for.
    tells = bool(draft.question.parties) or draft.question.stances[:1] != ("support",)
    if head and named and others and tells:
        return Line(", ".join(named), head), Line(", ".join(others), "In others"), *beside
    if "support" in draft.question.stances and not draft.question.parties:
        # Who only asks about a thing is not named as if he wanted it.
        asking = _name_asking(draft, having, sought)
        everybody = [name for name in everybody if name not in asking]
        beside = [*([Line(", ".join(asking), "Only asking")] if asking else []), *beside]
    others_told = bool(everybody) and speakers_of(items) != list(everybody)
    told = len(everybody) > 1 or others_told
    return (Line(", ".join(everybody)), *beside) if told else tuple(beside)


def _name_near(
    draft: Draft, found: Sequence[Evidence], sought: Sought, everybody: Sequence[str]
) -> list[str]:
    """Name who comes near what is asked and takes the side that is asked for, beside the others.

    Of no side nobody is named: who only shares words may say the opposite.
    """
    if draft.question.parties:
        return []  # near a body is nobody: it is spoken of, or it is not
    floor = [each for each in nearest_of(found, CLOSER) if _is_of_floor(draft, each)]
    wanted = draft.question.stances
    if wanted[:1] == ("conditional",):
        wanted = (*wanted, "oppose")  # who is against it unless it is so
    close = _name_taking(draft, floor, sought, wanted)
    return [name for name in close if name not in everybody]


def _name_taking(
    draft: Draft, found: Sequence[Evidence], sought: Sought, wanted: Sequence[Stance]
) -> list[str]:
    """Name those whose statement takes a wanted side, the body that is asked about left out."""
    taking = [each for each in found if draft.takes(each, wanted) and not _is_own(draft, each)]
    return speakers_of(_show(draft, taking, sought)) if taking else []


def _name_asking(draft: Draft, having: Sequence[Evidence], sought: Sought) -> list[str]:
    """Name those who only ask about a thing, in whichever of their statements has it."""
    asking = _name_taking(draft, having, sought, ("question",))
    others = [stance for stance in STANCES if stance != "question"]
    more = _name_taking(draft, having, sought, others) if asking else []
    return [name for name in asking if name not in more]


_BEFORE = "Earlier, or on paper"


def _named_before(draft: Draft, found: Sequence[Evidence], sought: Sought) -> set[str]:
    """Name those who only spoke before the negotiations, or on paper: what 2018 knows them by."""
    floor = [each for each in found if _is_of_floor(draft, each)]
    others = [each for each in found if each not in floor]
    now = set(speakers_of(_show(draft, floor, sought))) if floor else set()
    return set(speakers_of(_show(draft, others, sought))) - now if others else set()


def _is_of_floor(draft: Draft, each: Evidence) -> bool:
    if each.entry.kind == "position":
        return bool(split_by_time(draft.knowledge, [draft.knowledge.position(each.entry.id)])[0])
    return each.entry.kind == "passage" and draft.knowledge.sources[each.entry.source].spoken


def _explained_by(draft: Draft, having: Sequence[Evidence]) -> list[str]:
    """Name those by whose words on the floor the glossary explains a thing that it alone has."""
    knowledge = draft.knowledge
    said = [
        locator
        for each in having
        if each.entry.kind == "term"
        for sense in knowledge.terms[each.entry.id].senses
        if sense.definition == each.entry.text
        for citation in sense.citations
        if knowledge.sources[citation.source].spoken
        for locator in citation.locators
    ]
    speakers = dict.fromkeys(locator.partition(" ")[0] for locator in said)
    return [knowledge.parties[key].brief for key in speakers if key in knowledge.parties]


def _having(draft: Draft, found: Sequence[Evidence], sought: Sought) -> list[Evidence]:
    """Choose who is named as speaking of a thing, and not as coming near it in other words.

    Returns:
        () where nobody can be told apart.
    """
    if not sought.in_words:
        return []
    best = found[0].share if found else 0.0
    least = 0.0 if draft.question.parties or draft.asked.topics else NEARLY * best
    kept = [each for each in found if has_words([each])] if draft.question.parties else list(found)
    kept = [each for each in kept if each.share >= least]
    words = sought.saying
    having = [each for each in kept if has_all(each, words, sought.meanings)]
    if not having:  # nobody has them all: those who have about as much as the best
        return [each for each in kept if each.share >= NEARLY * best]
    # "Unaccompanied minors" are unaccompanied children: by the word that tells them apart.
    others = (each for each in found if each not in having)
    alike = [each for each in others if _has_alike(each, words, sought.meanings)]
    return [each for each in found if each in having or each in alike]


def _has_alike(each: Evidence, words: Sequence[str], meanings: Mapping[str, str]) -> bool:
    """Tell whether it has the rare words themselves, and of everyday ones what stands for them.

    Args:
        each: what was found.
        words: that are looked for.
        meanings: what abbreviations among them stand for.
    """
    own = each.told.own_stems
    rare = [word for word in words if not is_everyday(word)]
    written = {w for w in rare if w in meanings and each.told.writes_out(meanings[w])}
    return bool(rare) and all(
        word in written
        or own.issuperset(stems_of(word))
        or (word not in rare and has_kin(each, word))
        for word in words
    )


# What kind of statements has a thing in it: whose stance is towards their topic, and not to it.
_STATEMENTS: Mapping[Stance, str] = {
    "support": "In statements of support",
    "oppose": "In statements against something",
}


def _voices_first(found: Sequence[Evidence]) -> list[Evidence]:
    """Put those whose words have what is asked for before a glossary that explains it."""
    voiced = [each for each in found if each.entry.kind != "term" and has_words([each])]
    if not voiced or found[0].entry.kind != "term":
        return list(found)
    return [*voiced, *(each for each in found if each not in voiced)]
