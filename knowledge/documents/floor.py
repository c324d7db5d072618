"""Floor records cut into interventions and the parts that the note-taker set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from knowledge.documents.forms.asides import is_of_the_room
from knowledge.documents.forms.labels import IsName, Label, doubt, is_head, trim
from knowledge.documents.forms.lines import read_lines
from knowledge.documents.forms.titles import is_title
from knowledge.documents.locators import Document, Intervention
from knowledge.names.normal import normalise
from knowledge.turns import give_way

# A delegation's label is in capitals and followed by a dash, with or without a space before it
# ("TURKEY–"), or a colon; a chair's is in italics and followed by the same ("*Gomez- Camacho –").
# Both are wide, so that a label nobody foresaw is reported, not read as the last speaker's words.
_CAPITAL = "".join(chr(code) for code in range(0x250) if chr(code).isupper())
_DELEGATION = re.compile(
    rf"(?P<label>[{_CAPITAL}][{_CAPITAL}0-9.,'’&()/ -]*[{_CAPITAL}0-9.)])"
    r"(?::|\s*[–—-])(?:\s+|$)"
)
_CHAIR = re.compile(rf"\*(?P<label>[{_CAPITAL}][^*:–—]{{0,60}}?)(?::|\s+[–—-])(?:\s+|$)")
# A clause ends at a dash with white space on at least one side ("GCR –we", "wheel- Addis"); a
# hyphen inside a word or a compound ("North-South") does not end one.
_CLAUSE = re.compile(r"\s+[–—-]\s*|\s*[–—-]\s+")
_ATTRIBUTION = re.compile(
    r"(?:speaking )?on behalf of (?:the )?(?P<whom>.+)$|\((?P<except>everyone but .+)\)$",
    re.IGNORECASE,
)
_OPEN_ENDING = re.compile(r"\b(?:the|a|an|of|to|in|for|and|or|with|by|from|on)$")
_MARKUP = re.compile(r"</?su[pb]>|</?u>|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")


@dataclass(frozen=True, slots=True)
class _Labels:
    """Tells a record's labels, and what is nobody's words.

    Args:
        speakers: party id by printed label.
        none: what looks like a label and is none.
        is_name: tells a party's name, so that a label in another style is told.
        note_taker: labels of whoever took the notes.
        aside: what is nobody's words, with its line; it is added to.
    """

    speakers: Mapping[str, str]
    none: AbstractSet[str]
    is_name: IsName
    note_taker: AbstractSet[str]
    aside: list[tuple[int, str]]

    def find(self, line: str, first: str, *, opens: bool) -> Label | None:
        """Find a label, and the words after it.

        Args:
            line: a line or a whole paragraph, without bold.
            first: its first line.
            opens: whether it begins a paragraph.
        """
        match = _CHAIR.match(line) or _DELEGATION.match(line)
        if match:
            presiding = line.startswith("*")
            found: Label | None = Label(match["label"], line[match.end() :], presiding=presiding)
        else:
            found = doubt(first, self._may_mean, opens=opens)
            found = found and replace(found, rest=found.rest + line[len(first) :])
        return None if found is None or found.printed in self.none else found

    def _may_mean(self, words: str) -> bool:
        words = words.strip()
        return words in self.speakers or words in self.note_taker or self.is_name(words)


def _blocks(text: str, labels: _Labels) -> Iterator[tuple[int, str, str, bool]]:
    """Yield each run of non-blank lines: where it begins, its first line, all of it, if a title.

    A title stands alone, and a line that begins with a label begins a run of its own.
    """
    held: list[str] = []
    start, titled = 0, False
    titles = {line.number for line in read_lines(text) if is_title(line)}
    for number, line in enumerate([*text.splitlines(), ""], 1):
        line = line.strip().replace("**", "")
        if is_of_the_room(line):
            labels.aside.append((number, line))
            continue
        title = number in titles and not labels.find(line, line, opens=True)
        begins = title or (held and labels.find(line, line, opens=False))
        if held and (not line or begins or titled):
            yield start, held[0], " ".join(held), titled
            held = []
        if line:
            start, titled = (start, titled) if held else (number, title)
            held.append(line)


@dataclass(slots=True)
class _Turn:
    label: str
    presiding: bool
    text: str
    line: int
    doubtful: bool = False


def _turns(text: str, labels: _Labels) -> Iterator[_Turn]:
    """Split a floor record into turns, putting back together those that a page end cut."""
    turn: _Turn | None = None
    begun = False
    for line, first, block, titled in _blocks(text, labels):
        give_way()
        label = None if titled else labels.find(block, first, opens=True)
        if titled:
            if turn:
                yield turn
            turn = None
            labels.aside.append((line, block))
        elif label and not (label.doubtful and not begun and is_head(label.printed)):
            begun = True
            if turn:
                yield turn
            turn = None
            if trim(label.printed) in labels.note_taker:
                labels.aside.append((line, block))
                continue
            turn = _Turn(label.printed, label.presiding, label.rest, line, label.doubtful)
        elif turn:
            # No label: the second half of an intervention that a page end cut in two.
            turn.text += " " + block
        else:
            # Before the first label: title lines, author and date; or below a remark.
            labels.aside.append((line, block))
    if turn:
        yield turn


def _nobody(words: str) -> bool:
    return False


def read_floor_record(
    text: str,
    speakers: Mapping[str, str],
    none: AbstractSet[str] = frozenset(),
    is_name: IsName = _nobody,
    note_taker: AbstractSet[str] = frozenset(),
) -> Document:
    """Cut a floor record into interventions and parts.

    Args:
        text: the document.
        speakers: party id by printed label, misprints and spellings included.
        none: what looks like a label and is none.
        is_name: tells a party's name: what begins like a label in another style is listed, too.
        note_taker: labels of whoever took the notes, whose remarks are nobody's words.

    Returns:
        The document; labels that ``speakers`` lacks are listed, never guessed.
    """
    counts: dict[str, int] = {}
    interventions: list[Intervention] = []
    unknown: list[tuple[str, int]] = []
    labels = _Labels(speakers, none, is_name, note_taker, [])
    for turn in _turns(text, labels):
        speaker = speakers.get(turn.label)
        if speaker is None:
            unknown.append((turn.label, turn.line))
            speaker = re.sub(r"[^a-z0-9]+", "-", normalise(turn.label)).strip("-") or "unknown"
        body = _MARKUP.sub("", turn.text.rstrip().removesuffix("*"))
        clauses = [clause.strip() for clause in _CLAUSE.split(body)]
        clauses = [clause for clause in clauses if clause]
        attribution = ""
        if clauses and (match := _ATTRIBUTION.match(clauses[0])):
            attribution = (match["whom"] or match["except"]).strip()
            clauses = clauses[1:]
        number = counts[speaker] = counts.get(speaker, 0) + 1
        interventions.append(
            Intervention(
                unit=f"{speaker} {number}",
                speaker=speaker,
                number=number,
                label=turn.label,
                presiding=turn.presiding,
                attribution=attribution,
                parts=tuple(clauses),
                broken_off=bool(clauses and _OPEN_ENDING.search(clauses[-1])),
                line=turn.line,
                doubtful=turn.doubtful,
            )
        )
    return Document(
        form="floor",
        passages={
            f"{i.unit}.{n}": part for i in interventions for n, part in enumerate(i.parts, 1)
        },
        lengths={i.unit: len(i.parts) for i in interventions},
        interventions=tuple(interventions),
        unknown_labels=tuple(unknown),
        attributions={i.unit: i.attribution for i in interventions},
        aside=tuple(sorted(labels.aside)),
    )
