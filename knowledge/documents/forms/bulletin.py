"""Bulletins: prose with several speakers a paragraph, each clause its own speaker's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.excerpt import split_sentences
from knowledge.documents.forms.labels import trim
from knowledge.documents.forms.spoken import Speakers
from knowledge.documents.locators import Document, Telling
from knowledge.documents.prose import SectionMark, read_prose
from knowledge.names.everyday import everyday_words
from knowledge.names.normal import normalise
from knowledge.turns import give_way

_VERBS = (
    "said stated supported supports opposed opposes wanted wants asked asks proposed proposes "
    "agreed agrees stressed stresses noted notes welcomed welcomes called calls urged urges "
    "suggested suggests requested requests rejected rejects objected objects preferred prefers "
    "thanked replied responded warned endorsed aligned joined echoed cautioned regretted "
    "reiterated underlined underscored highlighted emphasized emphasised explained recommended "
    "questioned queried lamented expressed cited pointed introduced presented announced advocated "
    "argued added considered identified recalled described clarified observed commended favored "
    "favoured drew outlined reported reserved sought voiced affirmed reaffirmed insisted lauded "
    "maintained"
).replace(" ", "|")
# Where another clause may begin, with a speaker of its own.
_CLAUSE = re.compile(
    r";\s+(?:and |but |while )?|,\s+(?:while|whereas|and|but)\s+|\s+(?:while|whereas|and|but)\s+"
)
_CONNECTOR = re.compile(r"[\s;,]*(?:\b(?:and|while|but|whereas)\b)?[\s;,]*$")
_LONGEST = 200  # characters before a clause's verb
_VERB_LENGTH = 100  # characters of a verb with the words around it
_VERB = re.compile(
    rf"\s*(?:also |then |further |later |again |both |and |strongly )*\b(?:{_VERBS})\b(?! by\b)"
)
_LEAD_IN = re.compile(
    r"(?:On|In|At|During|Regarding|Concerning|Responding|Noting|After|Following|Also|Then|Later|"
    r"Finally|Before|Under|To|As|While|Citing|Recalling|Opposed|Supported|Joined|With|For)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:and )?(?:also )?(?:supported|opposed|backed|joined|echoed|seconded) by\s+|with\s+|"
    r"(?:supporting|opposing|echoing|joining)\s+",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:speaking )?(?:for|on behalf of)\s+(?:the\s+)?(?P<whom>.+)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\band\b|&)\s*")
_NAME = re.compile(
    r"(?:[Tt]he )?[^\W\d_a-z][\w.'’/()-]*(?:\s+(?:of|and|the|for|de|[^\W\d_a-z][\w.'’/()-]*|\d+))*"
)
_NOBODY = frozenset(
    "a all an another both delegates delegations each few he it many members most no none nobody "
    "one others participants parties several she some speakers states countries that the they "
    "these this those two three we there".split()
)


def read_bulletin(
    text: str, sections: Iterable[SectionMark], speakers: Speakers, *, joins: bool = True
) -> Document:
    """Cut a bulletin into sections and paragraphs, and tell who says which of its clauses.

    Args:
        text: in the notation of plain notes.
        sections: how its sections begin.
        speakers: who is meant by what is printed.
        joins: whether a paragraph that is not finished goes on in the next.

    Returns:
        The document.  A clause whose speaker is a pronoun, or none, is nobody's.
    """
    document = read_prose(text, sections, joins=joins)
    told: dict[str, tuple[Telling, ...]] = {}
    unknown: dict[str, int] = {}
    lines = text.splitlines()
    for leaf, passage in document.passages.items():
        give_way()
        found = tuple(_tellings(passage, speakers))
        if found:
            told[leaf] = found
        for telling in found:
            if not telling.speaker:
                unknown.setdefault(telling.label, _line_of(telling.label, lines))
    return replace(document, told=told, unknown_labels=tuple(unknown.items()))


def _line_of(label: str, lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if label in line), 1)


def _tellings(passage: str, speakers: Speakers) -> Iterator[Telling]:
    for sentence in split_sentences(passage):
        for head, words in _clauses(sentence.strip(), speakers):
            for label in head.labels:
                party = _party(label, speakers)
                if party is not None:
                    yield Telling(label, party, words, head.whom, tuple(head.beside))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a clause's verb.

    Args:
        labels: who says it.
        whom: for whom, or "".
        beside: who stands beside the speakers, for or against them.
        end: where the verb begins.
    """

    labels: list[str]
    whom: str
    beside: list[str]
    end: int


def _clauses(sentence: str, speakers: Speakers) -> Iterator[tuple[_Head, str]]:
    """Yield a sentence's clauses that tell what somebody said.

    A clause that begins with a name and has no verb of saying ("and Alfa for wells") is nobody's:
    it ends the one before it.
    """
    cuts: list[tuple[int, _Head | None]] = []
    subject = 0  # where the last subject ends: two names joined are one subject
    for start in (0, *(match.end() for match in _CLAUSE.finditer(sentence))):
        if start and start < subject:
            continue
        head = _head(sentence[start:], speakers, start > 0)
        if head is not None:
            subject = start + head.end
            cuts.append((start, head))
        elif start and _begins_with_name(sentence[start:], speakers):
            cuts.append((start, None))
    for place, (start, head) in enumerate(cuts):
        end = cuts[place + 1][0] if place + 1 < len(cuts) else len(sentence)
        if head is not None:
            yield head, _CONNECTOR.sub("", sentence[start:end])


def _begins_with_name(clause: str, speakers: Speakers) -> bool:
    words = re.sub(r"^the ", "", clause, flags=re.IGNORECASE).split(" ", 6)
    return any(speakers.may_mean(" ".join(words[:count])) for count in range(1, 6))


def _head(clause: str, speakers: Speakers, within: bool) -> _Head | None:
    """Read who says a clause: what stands before its first verb of saying."""
    # No further than it counts: a sentence may have hundreds of clauses and no verb.
    verb = _VERB.search(clause, 0, _LONGEST + _VERB_LENGTH)
    if verb is None or verb.start() > _LONGEST:
        return None
    labels: list[str] = []
    beside: list[str] = []
    whom = ""
    for number, chunk in enumerate(_chunks(clause[: verb.start()])):
        if said := _FOR.fullmatch(chunk) if labels else None:
            whom = said["whom"].strip()
        elif others := _BESIDE.match(chunk):
            beside += [trim(name) for name in _AND.split(chunk[others.end() :]) if name]
        elif not labels and _LEAD_IN.match(chunk) and not speakers.may_mean(chunk):
            continue  # "In Geneva, on Tuesday, Alfa said"
        elif names := _names(chunk, speakers, sure=within or number > 0):
            labels += names
        else:
            return None
    return _Head(labels, whom, beside, verb.start()) if labels else None


def _chunks(subject: str) -> list[str]:
    """Part a subject at its commas; brackets stay with their name."""
    return [chunk.strip() for chunk in re.split(r",(?![^(]*\))", subject) if chunk.strip()]


def _names(chunk: str, speakers: Speakers, *, sure: bool) -> list[str]:
    """Read a chunk as one name or several; () where anything in it is no name.

    Args:
        sure: whether a capital tells a name, as it does not at the beginning of a sentence.
    """
    chunk = re.sub(r"^(?:and|the) ", "", chunk, flags=re.IGNORECASE)
    if speakers.may_mean(chunk) or trim(chunk) in speakers.none:
        return [trim(chunk)]
    names = [trim(re.sub(r"^the ", "", name, flags=re.I)) for name in _AND.split(chunk) if name]
    if all(speakers.may_mean(name) or _looks_named(name, sure=sure) for name in names):
        return names
    return []


def _looks_named(name: str, *, sure: bool) -> bool:
    words = normalise(name).split()
    if not words or not _NAME.fullmatch(name) or words[0] in _NOBODY or len(words) > 6:
        return False
    everyday = everyday_words()
    return (
        name.isupper() or not all(word in everyday for word in words) or (sure and len(words) > 1)
    )


def _party(label: str, speakers: Speakers) -> str | None:
    """Give whose label it is: "" where nobody has said, None where it is said to be none."""
    if label in speakers.none:
        return None
    return speakers.parties.get(label, "")
