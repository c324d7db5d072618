"""who supports|opposes|asks|conditions T; who mentions T; who agrees with P"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.answers.answer import Answer
from handlers.answers.groupings import words_typed
from handlers.answers.record import VERBS
from handlers.errors import UserError
from handlers.questions.entities import Asked, read_entities
from handlers.questions.question import Question
from handlers.questions.searching import (
    content_words,
    look_for,
    silence_of_time,
    words_of_parties,
)
from handlers.registry import Command
from handlers.request import Services
from handlers.sides.agreement import asks_with_whom, tell_agreement, tell_with_whom
from handlers.sides.aside import leave_out
from handlers.sides.draft import Draft
from handlers.sides.floor import list_silent, tell_day, tell_paragraphs
from handlers.sides.topics import tell_topics
from handlers.sides.words import tell_askers, tell_of_body, tell_words
from knowledge.model import NEGOTIATING
from knowledge.names.normal import normalise


def find_who(question: Question, services: Services) -> Answer:
    """Say who takes a stance on a topic, who spoke of a thing, or who agrees with a party."""
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    draft = Draft(services, question, asked)
    if asked.topics and (silent := silence_of_time(question, services)):
        draft.say_nothing(silent)
    if question.paragraphs or question.objectives:
        tell_paragraphs(draft)
    elif len(asked.topics) == 1 and _SILENCE.search(question.plain):
        list_silent(draft, asked.topics[0])
    elif asked.parties and asks_with_whom(question):
        tell_with_whom(draft, asked.parties[0])
    elif asked.parties and _asks_of_party(asked, question):
        tell_agreement(draft, asked.parties[0])
    elif _asks_chair(asked, question) and tell_askers(draft):
        pass  # "who asked Arbour when it ends": before what she spoke of
    elif not asked.topics:
        _tell_without_topic(draft)
    elif not tell_of_body(draft):
        tell_topics(draft)
    leave_out(draft)
    return draft.finish("who", draft.title, asked.notes)


def _tell_without_topic(draft: Draft) -> None:
    """Tell who spoke on a day, asked something, or spoke of what is asked in words."""
    question = draft.question
    words = _words_asked(question, draft.services)
    if question.span is not None and not words:
        tell_day(draft, question.span)
    elif question.stances[:1] == ("question",) and tell_askers(draft):
        pass
    elif not words and (acts := _acts(question, draft.services)):
        tell_words(draft, acts)
    elif not words:
        stance = next(iter(question.stances), None)
        verb = VERBS[stance or "oppose"]
        what = "Say on what topic." if stance else "Say what stance and on what topic."
        raise UserError(what, f"Ask, for example: who {verb} {{topic}}")
    else:
        done = list(dict.fromkeys((*words, *_acts(question, draft.services))))
        tell_words(draft, done if _is_said_so(draft, done, words) else words)


def _is_said_so(draft: Draft, done: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether somebody's words have what is asked and what was done: "who thanked Japan"."""
    if len(done) == len(words):
        return False
    sought = look_for(draft.question, draft.services, done)
    return sought.in_words and bool(draft.spoken(sought.found[:1]))


def _acts(question: Question, services: Services) -> list[str]:
    """List what it is asked who did, where nothing else is said: "who thanked anybody"."""
    words = question.plain.split()
    return [word for word in words if word in _ACTS and services.evidence.speaks_of(word)]


_ACTS = frozenset(
    "thanked thanks apologised apologized warned complained insisted reminded recalled stressed"
    " regretted congratulated praised welcomed commended".split()
)


def _asks_chair(asked: Asked, question: Question) -> bool:
    """Tell whether it is asked who asked somebody in the chair something."""
    chairs = any(party.kind == "chair" for party in asked.parties)
    return chairs and question.stances[:1] == ("question",)


def _words_asked(question: Question, services: Services) -> list[str]:
    """List the words that whoever is asked for has to have: of a body, a region, of anything."""
    words = content_words(question, services.knowledge, topics=True)
    named = words_of_parties(question, question.parties, services, spoken_of=True)
    bodies = [*named, *words_typed(question.groupings, question.text)]  # "landlocked countries"
    everything = list(dict.fromkeys((*bodies, *words)))
    # "who wants the ILO involved": the body is what is asked for, the rest says how, where
    # nothing has it all.
    asks = question.stances[:1] == ("question",) or len(words) > 1
    if words and asks and look_for(question, services, everything).whole:
        return everything
    # Of a region there may be no word in the texts: "court cases from the Americas".
    words = list(dict.fromkeys(named if words else bodies)) or words
    # Where or when something is said to have been done is no part of it.
    events = [n.words for n in question.named if n.ref.kind == "event"]
    places = {word for each in events for word in normalise(each).split()}
    return [word for word in words if word not in places] or words


# "who has not spoken on it", "who hasn't said anything on it", "who is silent on it"
_SILENCE = re.compile(
    r"\b(?:not|never|t|hasnt|havent|didnt) (?:yet |even |ever )?(?:spoken|spoke|speak|said anything"
    r"|say anything|comment|commented|mention|mentioned|address|addressed|intervened|intervene"
    r"|take the floor|taken the floor)\b|\b(?:yet to|has yet to) (?:speak|comment)\b"
    r"|\b(?:silent|quiet) (?:on|about)\b|\b(?:said|says|saying) nothing\b"
)


_WITH = re.compile(r"\b(?:agree|disagree|side|align)[a-z]* (?:most |fully )?with\b")


def _asks_of_party(asked: Asked, question: Question) -> bool:
    """Tell whether agreement with a party is asked for, and not a party's stance."""
    negotiates = asked.parties[0].kind in NEGOTIATING
    negotiates = negotiates or bool(_WITH.search(question.plain))
    sides = set(question.stances) & {"support", "oppose"} and not question.left
    return negotiates and (question.intent == "agree" or (bool(sides) and not asked.topics))


COMMAND = Command(
    name="who",
    usage="supports|opposes|asks|conditions TOPIC",
    summary="Who takes a stance on a topic, spoke of a thing, or agrees with a party.",
    examples=("who opposes {topic}", "who mentioned {topic}"),
    handler=find_who,
    rank=40,
)
