"""Whom a question for others leaves aside: "who besides Cuba and China wants that"."""

from __future__ import annotations

import re

from handlers.questions.regions import take_regions
from knowledge.base import KnowledgeBase
from knowledge.model import Party
from knowledge.names.index import Kind
from knowledge.names.normal import normalise

_ASIDE = re.compile(
    r"(?<!\w)(?:besides|other than|apart from|aside from|except(?: for)?|excluding|not counting"
    r"|leaving aside)\s+",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?<!\w)(?:who|which|anyone|anybody|any|other|others|someone|somebody)(?!\w)", re.IGNORECASE
)
_PARTY: frozenset[Kind] = frozenset({"party"})
_LISTING = frozenset(("and", "or", "the"))
_MOST = 10  # words in which those that are left aside are named


def leave_aside(line: str, knowledge: KnowledgeBase) -> tuple[tuple[str, ...], str]:
    """Take out the parties that a question for others leaves aside.

    Args:
        line: as it was typed, cleaned.
        knowledge: whose parties they are.

    Returns:
        Their ids, a group's members with it where it was named by its people, and the line
        without them; the line as it is where nobody is left aside by name.
    """
    found = _ASIDE.search(line)
    if found is None or not _WHO.search(line):
        return (), line
    before, after = line[: found.start()], line[found.end() :].split()
    _, _, head = take_regions(" ".join(after[:_MOST]), knowledge)
    reading = knowledge.index.read(head, _PARTY)
    ids: list[str] = []
    end = 0
    for match in reading.matches:
        between = reading.folded[end : match.start]
        if any(word not in _LISTING for word in between):
            break
        ids += [key for ref in match.refs for key in _meant(match.words, knowledge.parties[ref.id])]
        end = match.end
    if not ids:
        return (), line
    rest = _after(head, end)
    whole = f"{before.rstrip(' ,')} {rest} {' '.join(after[_MOST:])}"
    return tuple(dict.fromkeys(ids)), " ".join(whole.split())


def _meant(words: str, party: Party) -> tuple[str, ...]:
    """Give a party, with its members where a group is called by its people: "the Africans"."""
    return (party.id, *party.members) if is_by_people(words, party) else (party.id,)


def is_by_people(words: str, party: Party) -> bool:
    """Tell whether a group is called by its people, or its states: "the Africans"."""
    return words.casefold().endswith(_PEOPLE) and party.kind == "group"


_PEOPLE = ("ans", " countries", " states", " nations")


def _after(text: str, count: int) -> str:
    """Give what stands after some folded words of a text."""
    words = text.split()
    taken = 0
    for number, word in enumerate(words):
        if taken >= count:
            return " ".join(words[number:])
        taken += len(normalise(word).split())
    return ""
