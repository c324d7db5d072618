"""Who held an office: found by the body, the office, the meeting and the matter that are named.

What the pack says of a person is a row of facts: an office, its body, when, and where it stands.  A
question names some of them, in words of its own; whoever has a fact against him is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handlers.questions.offices import (
    AUTHOR,
    CHAIR,
    EVERYBODY,
    HEAD,
    OF_ANY,
    OF_ONE,
    OFFICES,
    PERSON,
    SPEAKERS,
    WHO,
    Office,
    asked_by,
    list_words,
    names_office,
    rank_role,
    stems_of_words,
    styles_against,
)
from handlers.questions.question import Naming, Question
from handlers.questions.searching import records_asked
from knowledge.base import KnowledgeBase
from knowledge.finding.search import stems_of
from knowledge.finding.synonyms import kindred
from knowledge.model import Party, Person, Role
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who fit what a question says of a person.

    Args:
        people: the likeliest first.
        whole: whether they fit all words of the question.
    """

    people: tuple[Person, ...] = ()
    whole: bool = False


def find_holders(question: Question, knowledge: KnowledgeBase) -> Holders:
    """Find the people who fit all that a question says of them.

    Args:
        question: "iom head", "the UNHCR lady at the coordination meeting", "belgian who reported".
        knowledge: the pack.

    Returns:
        Nobody where the question names no office, or nothing by which one can be told from another.
    """
    plain = _without_place(question.plain, knowledge)
    if plain != question.plain:
        kept = tuple(n for n in question.named if normalise(n.words) in plain)
        question = replace(question, plain=plain, named=kept)
    words = list_words(question.plain)
    of_words = {office for word in words for office in asked_by(word)}
    asked = [office for office in OFFICES if office in of_words]
    if not asked:
        return Holders()
    if _asks_for_author(asked) and (authors := _authors_of(question, knowledge)):
        return Holders(authors, whole=True)
    held = _find_held(question, knowledge, words, asked)
    if not held.people and HEAD in asked and CHAIR not in asked:
        # Who heads a group of agencies is in its chair.
        return _find_held(question, knowledge, words, [CHAIR])
    return held


def _without_place(plain: str, knowledge: KnowledgeBase) -> str:
    """Leave out where a meeting was: who spoke in New York need not be of an office there."""

    def find() -> re.Pattern[str]:
        places = {normalise(part) for e in knowledge.events.values() for part in e.place.split(",")}
        spelt = "|".join(sorted(map(re.escape, filter(None, places)), key=len, reverse=True))
        return re.compile(rf" in (?:the )?(?:{spelt or '(?!)'})(?=$| (?:in|on|at|who|last|this) )")

    return knowledge.keep("in places", find).sub("", plain)


def asks_for_author(question: Question) -> bool:
    """Tell whether a question asks who wrote something, and for no other office."""
    words = list_words(question.plain)
    return _asks_for_author({office for word in words for office in asked_by(word)})


def _asks_for_author(asked: Collection[Office]) -> bool:
    return [office for office in asked if office.held] == [AUTHOR]


def _authors_of(question: Question, knowledge: KnowledgeBase) -> tuple[Person, ...]:
    """Give who wrote the document that is asked of, and nobody who wrote what it tells of."""
    if _ANOTHERS.search(question.plain):
        return ()
    written = [knowledge.sources[key].author for key in records_asked(question, knowledge)]
    people = [person for person in knowledge.people.values() if person.kind == "person"]
    return tuple(p for p in people if any(p.name in authors for authors in written))


_ANOTHERS = re.compile(
    r"\b(?:a|an|his|her|their|other|another) (?:\w+ )?(?:report|paper|study|article|book)\b"
)


def _find_held(
    question: Question, knowledge: KnowledgeBase, words: Sequence[str], asked: Sequence[Office]
) -> Holders:
    """Find who held some offices, by all else that a question says of them."""
    bodies = _bodies(question, knowledge)
    notions = [] if bodies else _bodies_by_notion(question, knowledge)
    found = Holders()
    # A notion can say whose people are meant, "civil society", or what their office was about.
    for of, apart in ((bodies or notions, True), (bodies, False))[: 2 if notions else 1]:
        wanted = _Wanted(
            offices=tuple(office for office in asked if office.held),
            bodies=tuple(of),
            records=frozenset(records_asked(question, knowledge)),
            matters=_matters(question, knowledge, words, notions_apart=apart),
            against=styles_against(words),
        )
        found = found if found.people else _choose(wanted, question, knowledge)
    return found


def _choose(wanted: _Wanted, question: Question, knowledge: KnowledgeBase) -> Holders:
    """Choose those who fit, the likeliest first; nobody where too many could be meant."""
    people = [person for person in knowledge.people.values() if person.kind == "person"]
    fits = [(fit, person) for person in people if (fit := wanted.fit(person, question, knowledge))]
    strict = [each for each in fits if not each[0].loose] or fits
    shares = [fit.share for fit, _ in strict]
    best = max(shares, default=0.0)
    at_a_time = question.span is not None or not wanted.matters
    alone = bool(wanted.offices) and len(strict) == 1 and at_a_time
    if not (alone or wanted.is_told_apart(best, question)):
        return Holders()
    asked = stems_of_words(question.plain)
    # "Head of the population division", by which a whole department is named: its head is second.
    titled = {person.id: _count_titled(person, asked) for _, person in strict}
    chosen = sorted(
        (each for each in strict if each[0].share == best),
        key=lambda each: (-each[0].offices, -titled[each[1].id], each[0].rank),
    )
    most = chosen[0][0].offices if chosen else 0
    kept = tuple(person for fit, person in chosen if fit.offices == most)
    return Holders(kept, whole=best == 1.0)


def _count_titled(person: Person, asked: frozenset[str]) -> int:
    """Count the words of a question that the title of somebody's office has."""
    titles = (stems_of_words(f"{role.office} {role.body}") for role in person.roles)
    return max((len(title & asked) for title in titles), default=0)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How somebody fits: held how many of the offices, how likely, how much of the matter."""

    offices: int
    rank: int
    share: float
    loose: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question says of a person.

    Args:
        offices: those that it names.
        bodies: of which they are.
        records: documents on the meeting; none for any.
        matters: its other words, each as the stems that stand for it.
        against: how nobody who is meant is styled.
    """

    offices: tuple[Office, ...]
    bodies: tuple[Party | Person, ...]
    records: frozenset[str]
    matters: tuple[frozenset[str], ...]
    against: frozenset[str]

    def is_told_apart(self, share: float, question: Question) -> bool:
        """Tell whether the question says enough to know whom it means."""
        if self.bodies:
            return True
        if not self.offices:
            return bool(self.matters) and share == 1.0
        by_matter = bool(self.matters) and share == 1.0
        return by_matter or bool(self.records) or (question.span is not None and share > 0)

    def fit(self, person: Person, question: Question, knowledge: KnowledgeBase) -> _Fit | None:
        """Tell how a person fits; None where a fact stands against it."""
        if person.styled and person.styled in self.against:
            return None
        strict = [role for role in person.roles if not self.bodies or _is_of(role, self.bodies)]
        of_body = strict or [r for r in person.roles if self.offices and _tells(r, self.bodies)]
        if question.span is not None:
            of_body = [role for role in of_body if _is_in_time(role, question)]
        recorded = not self.records or any(_is_recorded(r, self.records) for r in person.roles)
        if not of_body or not recorded:
            return None
        ranks = [[rank_role(r, office, self.matters) for r in of_body] for office in self.offices]
        held = [min(r for r in row if r is not None) for row in ranks if set(row) != {None}]
        if self.offices and not held:
            return None
        # What an office was about is told with it, and not with another of the same person.
        holding = [
            r
            for r in of_body
            if any(rank_role(r, o, self.matters) is not None for o in self.offices)
        ]
        share = self._share(holding or of_body, knowledge)
        return _Fit(len(held), min(held, default=0), share, loose=not strict)

    def _share(self, roles: Sequence[Role], knowledge: KnowledgeBase) -> float:
        """Tell how many of the matters roles have; of any office, only what its body is called."""
        if not self.matters:
            return 1.0
        told: set[str] = set()
        for role in roles:
            told |= _stems_of_role(role, knowledge, bodies_only=not self.offices)
        return sum(not matter.isdisjoint(told) for matter in self.matters) / len(self.matters)


# "Should IOM boss the others around" is after nobody's boss.
_BOSSING = re.compile(
    r"\bboss(?= (?:the|other|others|us|them|everyone|everybody|all|agencies|around)\b)"
)


def asks_for_person(question: Question, knowledge: KnowledgeBase) -> bool:
    """Tell whether a question is after a person, and not after what was said."""
    words = list_words(_BOSSING.sub("order", question.plain))
    if question.intent == "office" or not PERSON.isdisjoint(words):
        return True
    special = [office for word in words for office in asked_by(word) if office.held]
    asked = bool(special)
    if not (asked or (SPEAKERS & set(words) and question.parties)):
        return False
    if not OF_ONE.isdisjoint(words):
        return True  # "the German ambassador, what is he called"
    nouns = any(office.noun for office in special)
    apart = not question.topics or presides_elsewhere(question, knowledge)
    if nouns and apart and find_holders(question, knowledge).whole:
        return True  # "professor from Columbia", "facilitator EIA"
    bare = normalise(question.named[0].words).split() if question.named else []
    # "belgian who reported", and not "europeans on who leads".
    after = words[len(bare) :][:1] if words[: len(bare)] == bare else []
    return not WHO.isdisjoint([*words[:1], *words[-1:], *after])


def names_one(question: Question) -> bool:
    """Tell whether a question says in so many words that it is after a person: "the guy who"."""
    return not PERSON.isdisjoint(question.plain.split())


def is_told(naming: Naming, knowledge: KnowledgeBase) -> bool:
    """Tell whether what was read as misspelt is told of a person: Columbia, and not Colombia.

    Args:
        naming: words of a question, as they were read.
        knowledge: whose people.
    """
    return naming.corrected and stems_of_words(naming.words) <= _stems_of_bodies(knowledge)


def _matters(
    question: Question, knowledge: KnowledgeBase, words: Sequence[str], *, notions_apart: bool
) -> tuple[frozenset[str], ...]:
    """List the words that say which one is meant, each as the stems that can stand for it.

    Args:
        question: as it was understood.
        knowledge: the pack.
        words: of the question.
        notions_apart: whether those that name a body by a notion are left out.
    """
    taken: set[str] = set()
    for naming in question.named:
        ref = naming.ref
        if is_told(naming, knowledge):
            continue
        known = ref.kind == "source" or (ref.kind == "event" and knowledge.records_of(ref.id))
        if known or ref.kind in ("party", "person"):
            taken.update(normalise(naming.words).split())
    for naming in question.named:
        # "Refugee" is no matter beside the refugee agency, nor is civil society beside its days.
        of_body = naming.ref.kind == "topic" and bool(_named_by(naming.words, knowledge))
        if notions_apart and of_body:
            taken.update(normalise(naming.words).split())
    heads = any(office.whole for word in words for office in asked_by(word))
    for naming in question.named if not heads else ():
        words_of = normalise(naming.words).split()
        if naming.ref.kind == "term" and _words_of_places(knowledge).issuperset(words_of):
            taken.update(words_of)  # "in New York" is where it was, and no matter
    if question.span is not None:
        taken.update(normalise(question.span.words).split())
    rest = [
        word
        for word in dict.fromkeys(words)
        if word not in taken
        and word not in FILLER
        and word not in OF_ANY
        and word not in OF_ONE
        and not names_office(word)
    ]
    stems = [frozenset(stems_of(word)) for word in rest]
    return tuple(each.union(*map(kindred, each)) for each in stems if each)


def _words_of_places(knowledge: KnowledgeBase) -> frozenset[str]:
    """Give the words by which the places of events are called."""

    def find() -> frozenset[str]:
        places = (event.place for event in knowledge.events.values())
        return frozenset(word for place in places for word in normalise(place).split())

    return knowledge.keep("words of places", find)


def _bodies(question: Question, knowledge: KnowledgeBase) -> list[Party | Person]:
    """List the bodies and states that a question names."""
    # "Moderator" asks for an office, even where a body is called so.
    named = [
        naming.ref
        for naming in question.named
        if not _is_office(naming.words)
        and not is_told(naming, knowledge)
        and normalise(naming.words) not in EVERYBODY
        and not (question.events and _is_where(naming, question))
    ]
    found: list[Party | Person] = [knowledge.parties[r.id] for r in named if r.kind == "party"]
    found += [knowledge.people[r.id] for r in named if r.kind == "person"]
    return [body for body in found if body.kind != "person" and body.id not in question.events]


def _is_where(naming: Naming, question: Question) -> bool:
    """Tell whether a body is where something was presented: "the report at DESA"."""
    return bool(re.search(rf"\bat (?:the )?{re.escape(normalise(naming.words))}\b", question.plain))


def _bodies_by_notion(question: Question, knowledge: KnowledgeBase) -> list[Party]:
    """List the bodies in whose names the question's notions stand: those of civil society."""
    notions = [
        naming.words
        for naming in question.named
        if naming.ref.kind in ("topic", "term") and normalise(naming.words) not in EVERYBODY
    ]
    return [party for notion in notions for party in _named_by(notion, knowledge)]


@lru_cache(maxsize=2)  # the pack in use, and the one before it
def _stems_of_bodies(knowledge: KnowledgeBase) -> frozenset[str]:
    roles = [role for person in knowledge.people.values() for role in person.roles]
    return frozenset(stem for role in roles for stem in stems_of_words(role.body))


def _is_office(words: str) -> bool:
    return all(names_office(word) for word in words.split() if word not in FILLER)


def _named_by(words: str, knowledge: KnowledgeBase) -> list[Party]:
    """List the parties that have some words in their names: those of civil society."""
    notion = set(normalise(words).split())
    return [p for p in knowledge.parties.values() if notion <= set(normalise(p.name).split())]


def _is_of(role: Role, bodies: Sequence[Party | Person]) -> bool:
    told = f" {normalise(f'{role.office} {role.body}')} "
    return any(role.party == body.id or _has_name(told, body) for body in bodies)


def _tells(role: Role, bodies: Sequence[Party | Person]) -> bool:
    """Tell whether what is noted on a role speaks of one of some bodies: of Germany's situation."""
    told = f" {normalise(role.note)} "
    return any(_has_name(told, body) for body in bodies)


def _has_name(told: str, body: Party | Person) -> bool:
    return any(_spaced(name) in told for name in (body.name, *body.aliases))


@lru_cache(1024)
def _spaced(name: str) -> str:
    return f" {normalise(name)} "


def _is_recorded(role: Role, sources: Collection[str]) -> bool:
    return any(citation.source in sources for citation in role.citations)


def _is_in_time(role: Role, question: Question) -> bool:
    return question.span is not None and question.span.meets(role.when.first, role.when.last)


def _stems_of_role(role: Role, knowledge: KnowledgeBase, *, bodies_only: bool) -> frozenset[str]:
    party = knowledge.parties[role.party].name if role.party else ""
    of_body = f"{role.body} {party} {role.when.spell()}"  # "the notes of the March session"
    if bodies_only:
        return stems_of_words(of_body)
    return stems_of_words(f"{role.office} {of_body} {role.note}") | _initials_in(role.office)


@lru_cache(512)
def _initials_in(office: str) -> frozenset[str]:
    """Give the abbreviations that an office's words can have: "EIA" of impact assessments."""
    letters = "".join(word[0] for word in normalise(office).split() if word not in FILLER)
    return frozenset(
        letters[first:last]
        for first in range(len(letters))
        for last in range(first + SHORTEST_CODE, min(first + LONGEST_CODE, len(letters)) + 1)
    )


SHORTEST_CODE, LONGEST_CODE = 3, 6  # letters of such an abbreviation


def presides_elsewhere(question: Question, knowledge: KnowledgeBase) -> bool:
    """Tell whether who presides is asked for of something, and not of the whole room.

    "The facilitator for EIA" and "who chairs the small group" name an office, and not the one
    party of the pack that an office's name is an alias of.
    """
    parties = [naming for naming in question.named if naming.ref.kind == "party"]
    chairs = [knowledge.parties[naming.ref.id] for naming in parties]
    # Of whom the pack knows no state, it knows only that somebody presides.
    by_office = all(chair.kind == "chair" and not chair.state for chair in chairs) and all(
        _is_office(normalise(naming.words)) for naming in parties
    )
    return bool(parties) and by_office and bool(question.left or question.topics)
