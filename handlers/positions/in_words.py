"""What a party said in a question's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Section, Statement
from handlers.answers.citing import order_of_speaking, state_all
from handlers.answers.found import WHOLE, found_section, is_answer
from handlers.answers.groupings import words_typed
from handlers.answers.record import in_documents, own_positions
from handlers.positions.draft import FEW_OWN, FURTHER, MOST_FURTHER, Draft
from handlers.positions.party import add_party, board_of_party, is_paper
from handlers.positions.sources import is_absent_from_sources, tell_named_in_sources
from handlers.positions.words import tell_found
from handlers.questions.question import Question
from handlers.questions.searching import (
    Sought,
    content_words,
    look_for,
    on_or_in,
    records_meant,
    sources_meant,
    voices_of,
    words_beside_sources,
    words_of_parties,
)
from knowledge.finding.evidence import Evidence, EvidenceFinder
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import is_light
from knowledge.model import NEGOTIATING, Party, Position, Stance
from knowledge.names.normal import normalise

TAKEN: frozenset[Stance] = frozenset({"support", "conditional", "oppose"})
_WANTS = re.compile(r"\b(?:wants?|wanted|wish(?:es|ed)?|demands?|demanded|asks? for|asked for)\b")
CLOSE = 0.2  # of a question's weight, by which one thing fits no better than another
SHORT = 4  # letters of a name that is cut of its last one
MANY = 14  # statements, of which a party's are not told all where none has what is asked


def add_party_in_words(draft: Draft, party: Party) -> None:
    """What a party said that has the question's words; all that it said where there are none.

    Words that only its groups' statements have are theirs, and are told as theirs.
    """
    words = [
        *content_words(draft.question, draft.knowledge, topics=False),
        *words_of_parties(draft.question, draft.about, draft.services),
        *words_of_groupings(draft),
    ]
    records = records_meant(draft.question, draft.knowledge)
    if records or sources_meant(draft.question, draft.knowledge):
        beside = words_beside_sources(draft.question, draft.knowledge, words)
        absent = is_absent_from_sources(draft, party)
        if absent and tell_named_in_sources(draft, party, beside):
            return
        words = beside if absent else beside or words
    names_more = draft.question.left or draft.question.groupings
    words = [word for word in words if word not in _FOREMOST]
    if not words or (is_paper(draft, party) and not names_more):
        add_party(draft, party)
        return
    _add_in_words(draft, party, words)


def _add_in_words(draft: Draft, party: Party, words: Sequence[str]) -> None:
    """What a party said at the meeting that is asked of, or that has some words."""
    there = _said_there(draft, party)
    if there and not draft.question.left and not draft.about:
        draft.sections.append(Section(items=state_all(draft.services, there)))
        return
    sought = _sought_of(draft, party, words)
    if _ASPECTS.issuperset(words) and not sought.found:
        add_party(draft, party)  # of what it said all is that: no silence is told for the word
        return
    draft.subject = f"“{sought.shown}”"
    if party.kind == "state" and not _has_voice(draft, party):
        add_party(draft, party)
        found = _sought_of_anybody(draft, words).found[:1]
        if is_answer(found) and found[0].entry.kind != "term":
            by_others = party.id not in found[0].entry.parties
            title = f"Others, with “{sought.shown}”" if by_others else ""
            draft.sections += found_section(draft.services, found, words, title)
        return
    named = _naming(draft, party)
    if named:
        draft.sections.append(Section(items=state_all(draft.services, named)))
        return
    anybody = _sought_of_anybody(draft, words) if _best(sought) < FURTHER else None
    if anybody is not None and anybody.whole:
        # Not by the party: told with who said it, or as the document's own words. After the few
        # things that it said itself, where those words are one passage's on many.
        own = own_positions(draft.knowledge, party)
        if 0 < len(own) <= FEW_OWN and not anybody.in_words:
            items = state_all(draft.services, draft.by_words(own))
            draft.sections.append(Section(items=items, brief=True, by="topic"))
        tell_found(draft, anybody, "")
    elif sought.found:
        tell_found(draft, sought, f" by {party.brief}")
    else:
        where = in_documents(draft.knowledge)
        text = f"Nothing by {party.brief} {on_or_in(sought.shown)} {where}."
        draft.silence("no-statement", text)
        add_others_on(draft, words)
    if not _tell_nearest(draft, party, sought):
        draft.sections += board_of_party(draft, party)
    draft.choices.append(Choice(f"All by {party.brief}", f"position {party.brief}"))


# "Main asks", "key points": of all that a party said.
_FOREMOST = frozenset("main key top chief headline".split())
# By which one asks for what a party said, whatever it was on.
_ASPECTS = frozenset(
    "priorities priority suggestions suggestion wording views asks demands comments input points"
    " ideas remarks arguments interests preferences wishes requests contribution contributions"
    " proposals".split()
)


def _tell_nearest(draft: Draft, party: Party, sought: Sought) -> bool:
    """Tell all that a party said, nearest first, or what else it said where some has the words.

    Returns:
        Whether that was told: not of words that stand nowhere, nor of a party that said a lot.
    """
    evidence = draft.services.evidence
    own = own_positions(draft.knowledge, party)
    strange = not all(map(evidence.speaks_of, sought.words))
    if not 0 < len(own) <= (FEW_OWN if strange else MANY):
        return False
    found = [e.entry.id for e in sought.found if e.entry.kind == "position"]
    fits = {p.id: evidence.weigh_text(sought.words, p.summary) for p in own}
    own.sort(key=lambda p: (p.id not in found, -fits[p.id], *order_of_speaking(p)))
    if _SEVERAL_THINGS.search(draft.question.text):
        # "Apps and tech": something on each comes before more on the first.
        first = {_best_on(evidence, own, word) for word in sought.words if not is_light(word)}
        own.sort(key=lambda p: p.id not in first)
    title = f"What {party.brief} said"
    if sought.in_words:
        told = {item.id for section in draft.sections for item in statements_in(section)}
        own = [position for position in own if position.id not in told]
        title = f"What else {party.brief} said"
    else:
        draft.sections = [
            section
            for section in draft.sections
            if all(said.party != party.id for said in statements_in(section))
        ]
    items = state_all(draft.services, own)
    rest = Section(title=title, items=items, brief=True, by="topic", related=sought.in_words)
    draft.sections += [rest] if items else []
    return True


_SEVERAL_THINGS = re.compile(r" (?:and|or|&) |[,/]")


def _best_on(evidence: EvidenceFinder, said: Sequence[Position], word: str) -> str:
    """Give the id of the first of those statements that say most on a word; "" where none does."""
    fits = [evidence.weigh_text((word,), position.summary) for position in said]
    most = max(fits, default=0.0)
    return said[fits.index(most)].id if most else ""


def statements_in(section: Section) -> list[Statement]:
    """List the statements of a section."""
    return [item for item in section.items if isinstance(item, Statement)]


def words_of_groupings(draft: Draft) -> list[str]:
    """Give the words for regions and groups; beside a party they are what it spoke of."""
    return words_typed(draft.question.groupings, draft.question.text)


def _sought_of(draft: Draft, party: Party, words: Sequence[str]) -> Sought:
    """Look for words in what a party said, then in what its groups did."""
    voices = voices_of(party, draft.knowledge)
    sources = sources_meant(draft.question, draft.knowledge)
    sought = look_for(draft.question, draft.services, words, parties=(party.id,))
    if not sought.whole and len(voices) > 1:
        # What was said for its group it said as well, where that is nearer.
        wider = look_for(draft.question, draft.services, words, parties=voices)
        nearer = _best(wider) > _best(sought) + CLOSE
        sought = wider if nearer or not sought.found else sought
    # What was said comes before what the glossary tells of it, where it has about as much.
    best = _best(sought)
    told = [e for e in sought.found if e.entry.kind != "term" and e.share >= best - CLOSE]
    rest = [e for e in sought.found if e not in told]
    sought = replace(sought, found=(*told, *rest))
    if sources:
        within = look_for(draft.question, draft.services, words, parties=voices, sources=sources)
        sought = within if within.found else sought
    return sought


def _best(sought: Sought) -> float:
    return sought.found[0].share if sought.found else 0.0


def _sought_of_anybody(draft: Draft, asked: Sequence[str]) -> Sought:
    """Look for who else names a party with what is asked: with most of that, not the name alone."""
    words = [
        *content_words(draft.question, draft.knowledge, topics=True),
        *words_of_parties(draft.question, draft.question.parties, draft.services),
        *words_of_groupings(draft),
    ]
    sources = sources_meant(draft.question, draft.knowledge)
    sought = look_for(draft.question, draft.services, words, sources=sources)
    weights = {s: draft.services.evidence.weigh(s) for word in asked for s in stems_of(word)}
    least = FURTHER * sum(weights.values())
    own = set(draft.question.parties).difference(draft.about)
    called = (words_of_parties(draft.question, (key,), draft.services) for key in own)
    names = [set(stems_of(" ".join(words))) for words in called if words]

    def is_on_it(each: Evidence) -> bool:
        has = sum(weight for stem, weight in weights.items() if stem in each.words)
        named = any(name <= each.words for name in names)
        named = named or not own.isdisjoint(each.entry.parties)
        return has >= least and (named or not asked or not names)

    return replace(sought, found=tuple(filter(is_on_it, sought.found)))


def add_others_on(draft: Draft, words: Sequence[str]) -> None:
    """Show what others say in a question's words, where the party said nothing itself."""
    sought = _sought_of_anybody(draft, words)
    own = set(draft.question.parties)
    others = [each for each in sought.found if own.isdisjoint(each.entry.parties)]
    near = [each for each in others if each.literal >= WHOLE][:MOST_FURTHER]
    title = f"Others, with “{sought.shown}”"
    found = found_section(draft.services, near, sought.words, title)
    draft.sections += [replace(section, brief=True, related=True) for section in found]


def add_on_bodies(draft: Draft, party: Party) -> None:
    """Add where a party names the bodies that are asked about beside a topic: "ILO and IOM"."""
    words = words_of_parties(draft.question, draft.about, draft.services)
    if not words:
        return
    sought = look_for(draft.question, draft.services, words, parties=(party.id,))
    told = {said.id for section in draft.sections for said in statements_in(section)}
    found = [e for e in sought.found if e.literal >= WHOLE and e.entry.id not in told]
    named = [e for e in found if e.entry.kind == "position"]
    title = f"With “{sought.shown}”"
    draft.sections += found_section(draft.services, named[:MOST_FURTHER], sought.words, title)


# "Is IOM ready to lead", "should IOM brief states": what others say of it, and not what it said.
_OF_BODY = re.compile(
    r"^(?:so |and |but )?(?:(?:why|how|where|what if|what happens if|who says|when) )?"
    r"(?:is|are|was|were|does|do|did|has|have|can|could|should|would|will|must|may|might)\b"
)
_SPEAKING = re.compile(
    r"\b(?:say|said|says|think|thinks|thought|want|wants|wanted|propose[sd]?|suggest\w*|report\w*"
    r"|announce\w*|recommend\w*|mention\w*|speak|spoke|talk\w*|call\w*|ask\w*|tell|told|present\w*"
    r"|support\w*|oppose\w*|agree\w*|like|likes|favou?r\w*)\b"
)


def asks_of_body(question: Question, parties: Sequence[Party]) -> bool:
    """Tell whether what a body is or does is asked, and not what it said."""
    line = question.plain
    bodies = bool(parties) and all(party.kind == "organisation" for party in parties)
    return bodies and bool(_OF_BODY.search(line)) and not _SPEAKING.search(line)


def tell_of_body(draft: Draft) -> bool:
    """Tell who speaks of a body in all of a question's words.

    Returns:
        Whether anybody does.
    """
    sought = _sought_of_anybody(draft, ())
    if _best(sought) < WHOLE:
        return False
    tell_found(draft, sought, "")
    return True


def add_number(draft: Draft) -> None:
    """Tell the number that is asked for where others name the parties with it."""
    question = draft.question
    if question.intent != "fact" or question.certainty != "worded":
        return
    sought = _sought_of_anybody(draft, ())
    best = max(sought.found, key=lambda each: each.share, default=None)
    if best is None or best.share < WHOLE:
        return
    if not set(question.parties).intersection(best.entry.parties):
        tell_found(draft, replace(sought, found=(best,)), "")


def _naming(draft: Draft, party: Party) -> list[Position]:
    """List what a party said that sides with, differs from or names those it is asked about."""
    parties = [draft.knowledge.parties[key] for key in draft.about]
    about = [other for other in parties if other.kind in NEGOTIATING]
    names = [normalise(other.brief) for other in about]

    def names_them(position: Position) -> bool:
        if any(o.id in position.sides_with or o.id in position.differs_from for o in about):
            return True
        told = normalise(f"{position.summary} {position.note}")
        # "Austrian" is said of Austria.
        return any(name in told or name[:-1] in told for name in names if len(name) > SHORT)

    return draft.by_words([p for p in draft.knowledge.said_as(party) if about and names_them(p)])


def _has_voice(draft: Draft, party: Party) -> bool:
    """Tell whether anything by a party is on record: said, written, or said by its group."""
    knowledge = draft.knowledge
    papers = knowledge.proposed_by(party.id)
    return bool(papers) or any(map(knowledge.said_by, voices_of(party, knowledge)))


def _said_there(draft: Draft, party: Party) -> list[Position]:
    """List what a party said at the meetings, or in the documents, that a question names."""
    meetings, papers = set(draft.question.events), set(draft.question.sources)
    said = draft.knowledge.said_as(party)
    spoken = [p for p in said if p.session in meetings or p.source in papers]
    # What somebody wants is a side that it takes, before what it only remarks.
    wants = bool(_WANTS.search(draft.question.plain))
    return sorted(spoken, key=lambda p: (wants and p.stance not in TAKEN, *order_of_speaking(p)))
