"""Offices and functions: how people ask for them, and how the pack's roles are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.finding.search import stems_of
from knowledge.model import Role
from knowledge.names.everyday import everyday_words
from knowledge.names.normal import normalise


@dataclass(frozen=True, slots=True)
class Office:
    """A sort of office or function, and how it is asked for.

    Args:
        asked: words of questions, a regular expression over one folded word.
        held: words of the offices' names, the likeliest first; () for any office.
        whole: whether the office has to be of the body as a whole, and not of a part of it.
        noun: whether a word for it is a person's, "ambassador", and not only what he did.
        noted: whether it may only be noted on another office.
    """

    asked: str
    held: tuple[str, ...] = ()
    whole: bool = False
    noun: bool = True
    noted: bool = False


OFFICES = (
    Office(
        r"heads?|headed|heading|boss|chief|leader|director|dg|runs|ran|running|leads|led|charge",
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
    Office(
        r"authors?|authored|behind|wrote|writes|written|writer|penned|drafted",
        ("author", "rapporteur"),
    ),
    Office(r"notes?|notetakers?|taker|minutes|scribe|jotted", ("notes",), noun=False),
    Office(r"open|opens|opened|opener|kicked|inaugurated", ("opened",), noun=False),
    Office(r"clos(?:e|es|ed|ing)|wrapped|concluded|ended", ("closing",), noun=False),
    Office(
        r"present(?:s|ed|ing)|introduced|told|showed|briefed|discussed|explained",
        ("presented",),
        noun=False,
        noted=True,
    ),
    Office(r"photo\w*|pictures?|snapped", ("photograph",)),
    Office(r"profs?|professors?|academics?|scholars?", ("professor",)),
    Office(
        r"ambassadors?|envoys?|delegates?|ministers?|diplomats?",
        ("permanent representative", "ambassador", "envoy", "minist", "secretary"),
    ),
    Office(
        r"lady|woman|women|guy|man|gentleman|person|people|officials?|somebody|someone|spoke"
        r"|speaks?|speaking|spoken|speakers?|talk(?:s|ed|ing)?|voice|represent\w*|reps?|experts?"
        r"|panell?ists?|special|names?|called|works?|worked|working|serve[sd]?|came|attended",
        noun=False,
    ),
)
HEAD, CHAIR = OFFICES[:2]
AUTHOR = OFFICES[5]
_ASKED = (
    "ambassador ambassadors moderator moderated rapporteur facilitator facilitated opened closed "
    "author authored photographer professor director president delegate minister diplomat "
    "represented represents representative chaired chairman notetaker panelist secretary"
).split()
_TURN = r"(?:speech|words?|remarks|speaker|statement|address|to speak)"
_TALK = r"(?:session|discussion|panel|talk|panell?ist|speaker)s?\b"
_PHRASES = (
    (re.compile(rf"\b(?:last|final|closing) {_TURN}"), "closed"),
    (re.compile(rf"\b(?:first|opening|welcoming|welcome) {_TURN}"), "opened"),
    (re.compile(r"\bput (.*) together\b"), r"wrote \1"),
    (
        re.compile(r"\b(?:compiled|prepared|produced|edited)\b(?=.* (?:report|paper|notes))"),
        "wrote",
    ),
    (
        re.compile(r"\b(?:looked after|looks after|took care of|in charge of)(?=.* session)"),
        "moderated",
    ),
    (
        re.compile(rf"\b(?:led|leads|ran|runs|steered|hosted|introduced)\b(?=.* {_TALK})"),
        "moderated",
    ),
    (re.compile(r"\bused to be\b"), " "),
)
_MAY_BE_PHRASE = re.compile(
    r"\b(?:last|final|closing|first|opening|welcom\w+|put|compiled|prepared|produced|edited|look\w+"
    r"|took|charge|le(?:d|ads)|r[au]ns?|steered|hosted|introduced|used)\b"
)
PERSON = frozenset("lady woman guy man gentleman boss".split())
OF_ONE = frozenset("he she his her him name called".split())
SPEAKERS = frozenset("rep reps representative representatives speaker speakers".split())
WHO = frozenset("who whos whose".split())
_STYLES = {
    "Ms.": frozenset("lady woman madam she her".split()),
    "Mr.": frozenset("guy man gentleman he his him mr sir".split()),
}
# What is said of any office, or of any meeting.
EVERYBODY = ("un", "united nations")  # of which all are
OF_ANY = frozenset(
    "whole entire full title job post office meeting meetings panel panels session sessions event "
    "time day down up over united nations un name names took gave did made done give remarks "
    "speech statement discussion talk one two three four all both whose these those from "
    "countries country nationality nationalities titles ones came come comes sent attended attend "
    "attends attending present turned showed along".split()
)


def list_words(line: str) -> list[str]:
    """List a line's words, each function in one: "put it together" is what an author does."""
    line = normalise(line)
    if _MAY_BE_PHRASE.search(line):
        for phrase, word in _PHRASES:
            line = phrase.sub(f" {word} ", line)
    return [_mend(word) for word in line.split()]


def names_office(word: str) -> bool:
    """Tell whether a folded word asks for an office, or for a person at all."""
    return bool(asked_by(word))


@lru_cache(2048)
def asked_by(word: str) -> tuple[Office, ...]:
    """List the offices that a folded word asks for."""
    return tuple(office for office in OFFICES if re.fullmatch(office.asked, word))


@lru_cache(1024)
def _mend(word: str) -> str:
    """Read a misspelt word for an office as what it has to be: "ambasador", "opend"."""
    if len(word) < SHORTEST or word in everyday_words():
        return word
    near = process.extractOne(word, _ASKED, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else word


SHORTEST = 5  # letters of a misspelt word that is mended


def styles_against(words: Sequence[str]) -> frozenset[str]:
    """Give how those are styled who are not meant: no Mr. where a lady is asked for."""
    meant = {style for style, said in _STYLES.items() if not said.isdisjoint(words)}
    return frozenset(_STYLES) - meant if len(meant) == 1 else frozenset()


@lru_cache(512)
def stems_of_words(text: str) -> frozenset[str]:
    """Give the stems of a text's words, kept: what is told of people is the same for all lines."""
    return frozenset(stems_of(text))


def rank_role(role: Role, office: Office, matters: Sequence[frozenset[str]]) -> int | None:
    """Tell how likely a role is the office that is asked for, from 0; None where it is not."""
    told = normalise(role.office.partition(", whose ")[0])
    if office.noted:
        told = f"{told} {normalise(role.note)}"
    part = re.search(r"\b(?:of|for|and)\b(?! the united nations\b)(.*)", told)
    of_part = office.whole and part is not None and not told.startswith(_OF_ALL)
    if part and of_part:
        # "The refugee agency's New York boss" names the part.
        stems = stems_of_words(part[1])
        of_part = all(matter.isdisjoint(stems) for matter in matters)
    for rank, name in enumerate(office.held):
        if name in told and not of_part:
            return rank
    return None


_OF_ALL = "under secretary general"  # whose office has its department's name
