"""Who held an office: found by the body, the office and the meeting that a question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.questions.question import Question
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Person, Role
from knowledge.names.normal import normalise


@dataclass(frozen=True, slots=True)
class Office:
    """A sort of office, and how it is asked for.

    Args:
        asked: words of questions, a regular expression over one folded word.
        held: words of the offices' names, the likeliest first; () for any office.
        whole: whether the office has to be of the body as a whole, and not of a part of it.
    """

    asked: str
    held: tuple[str, ...] = ()
    whole: bool = False


OFFICES = (
    Office(
        r"heads?|headed|boss|chief|leader|director|dg|runs|ran|leads",
        (
            "director general",
            "high commissioner",
            "executive director",
            "secretary general",
            "under secretary general",
            "rector",
            "president",
            "director",
            "head",
            "chief",
        ),
        whole=True,
    ),
    Office(r"chair\w*|cochair\w*|presid(?:ed?|ing)", ("chair", "presid")),
    Office(r"moderat\w+", ("moderator",)),
    Office(r"rapporteurs?|reported", ("rapporteur",)),
    Office(r"facilitat\w+|cofacilitat\w+", ("facilitator",)),
    Office(r"authors?|authored|wrote|written", ("author",)),
    Office(
        r"ambassadors?|envoys?|delegates?|ministers?|diplomats?",
        ("permanent representative", "ambassador", "envoy", "minist", "secretary"),
    ),
    Office(
        r"lady|woman|women|guy|man|gentleman|person|people|officials?|somebody|someone|spoke"
        r"|speaks?|speaking|spoken|speakers?|represent\w*|reps?|experts?|panell?ists?|professor"
        r"|special|names?|called"
    ),
)
_PERSON = frozenset("lady woman guy man gentleman boss".split())
_WHO = frozenset("who whos whose".split())


def find_holders(question: Question, knowledge: KnowledgeBase) -> tuple[Person, ...]:
    """Find the people who fit all that a question says of them, the likeliest first.

    Args:
        question: "iom head", "the UNHCR lady at the coordination meeting", "belgian who reported".
        knowledge: the pack.

    Returns:
        None where the question names no office, or neither a body nor a meeting.
    """
    words = normalise(question.text).split()
    asked = [office for office in OFFICES if any(_is_word(office.asked, word) for word in words)]
    bodies = _bodies(question, knowledge)
    records = {source for key in question.events for source in knowledge.records_of(key)}
    office = next((office for office in asked if office.held), None)
    if not asked or not (bodies or (office and records)):
        return ()
    names = [
        (body.id, [f" {normalise(name)} " for name in (body.name, *body.aliases)])
        for body in bodies
    ]
    found: list[tuple[int, Person]] = []
    for person in knowledge.people.values():
        if person.kind != "person":
            continue
        of_body = [role for role in person.roles if not bodies or _is_of(role, names)]
        of_meeting = not records or any(_is_recorded(role, records) for role in person.roles)
        in_time = question.span is None or any(_is_in_time(role, question) for role in of_body)
        ranks = [_rank(role, office) for role in of_body] if office else [0]
        fit = [rank for rank in ranks if rank is not None]
        if of_body and of_meeting and in_time and fit:
            found.append((min(fit), person))
    found.sort(key=lambda each: each[0])
    return tuple(person for _, person in found)


def words_beside_office(words: Sequence[str]) -> list[str]:
    """Leave out the words that only name an office or ask for a person."""
    return [word for word in words if not any(_is_word(office.asked, word) for office in OFFICES)]


def asks_for_person(question: Question) -> bool:
    """Tell whether a question is after a person, and not after what was said."""
    words = normalise(question.text).split()
    if question.intent == "office" or not _PERSON.isdisjoint(words):
        return True
    special = [office for office in OFFICES if office.held]
    asked = any(_is_word(office.asked, word) for office in special for word in words)
    bare = normalise(question.named[0].words).split() if question.named else []
    # "belgian who reported", and not "europeans on who leads".
    places = {0, len(words) - 1, len(bare) if words[: len(bare)] == bare else 0}
    # A name may be all of the line: "co-chair".
    return asked and any(words[place] in _WHO for place in places if place < len(words))


@lru_cache(1024)
def _is_word(pattern: str, word: str) -> bool:
    return re.fullmatch(pattern, word) is not None


def _bodies(question: Question, knowledge: KnowledgeBase) -> list[Party | Person]:
    """List the bodies and states that a question names, or names by a notion: civil society."""
    # "Moderator" asks for an office, even where a body is called so.
    named = [
        naming.ref for naming in question.named if words_beside_office(naming.words.split()) != []
    ]
    found: list[Party | Person] = [knowledge.parties[r.id] for r in named if r.kind == "party"]
    found += [knowledge.people[r.id] for r in named if r.kind == "person"]
    found = [body for body in found if body.kind != "person" and body.id not in question.events]
    if found:
        return found
    notions = [
        set(normalise(naming.words).split())
        for naming in question.named
        if naming.ref.kind in ("topic", "term")
    ]
    return [
        party
        for party in knowledge.parties.values()
        if any(notion <= set(normalise(party.name).split()) for notion in notions)
    ]


def _is_of(role: Role, bodies: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Tell whether a role is one of some bodies, given by their ids and folded names."""
    told = f" {normalise(f'{role.office} {role.body}')} "
    return any(role.party == body or any(name in told for name in names) for body, names in bodies)


def _is_recorded(role: Role, sources: Collection[str]) -> bool:
    return any(citation.source in sources for citation in role.citations)


def _is_in_time(role: Role, question: Question) -> bool:
    return question.span is not None and question.span.meets(role.when.first, role.when.last)


def _rank(role: Role, office: Office) -> int | None:
    """Tell how likely a role is the office that is asked for, from 0; None where it is not."""
    told = normalise(role.office)
    of_part = office.whole and re.search(r"\b(?:of|for|and)\b(?! the united nations\b)", told)
    for rank, name in enumerate(office.held):
        if name in told and (not of_part or told.startswith(_OF_ALL)):
            return rank
    return None


_OF_ALL = "under secretary general"  # whose office has its department's name
