"""An answer: the document that every surface draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from handlers.reminders.effects import Effect
from knowledge.model import Stance

Voice = Literal["own", "group"]
EntryKind = Literal["events", "terms", "people", "proposals", "sources", "hits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where something stands, and its passages where the document is at hand.

    Args:
        source: id of the source.
        source_name: its short name.
        locator: locators in one line, "japan 2.10-13".
        place: the same for people: "Japan 2 (10–13)".
        quotes: the passages, one for each locator; () where the document is not at hand.
        about: what they are cited for, by which a surface chooses from a long one.
    """

    source: str
    source_name: str
    locator: str
    place: str
    quotes: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A position as it is shown.

    Args:
        id: of the position.
        voice: "group" where it was spoken on behalf of a group, else "own".
        party, party_name: who spoke.
        on_behalf_of, on_behalf_of_name: for which group; "" where for itself.
        topic, topic_name: on what.
        stance: the editors' coding.
        summary: in the editors' own words.
        date: with the source's precision, as data ("2018-03-13").
        date_text: the same for people ("13 March 2018").
        session, session_name: at which session.
        source_line: when and where in one line: "13 March 2018, Session 2 floor notes".
        voiced_by: the person who said it, or "".
        note: the editors' small print, or "".
        cited: where it stands.
    """

    id: str
    voice: Voice
    party: str
    party_name: str
    on_behalf_of: str
    on_behalf_of_name: str
    topic: str
    topic_name: str
    stance: str
    summary: str
    date: str
    date_text: str
    session: str
    session_name: str
    source_line: str
    voiced_by: str
    note: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Line:
    """A line of plain text, such as an entry of a list.

    Args:
        text: the line.
        label: a few words before it, drawn stronger; or "".
        instant: the moment that the label tells, in seconds since 1970; None where it tells none.
        choice: what asks it, drawn beside it; or None.
    """

    text: str
    label: str = ""
    instant: int | None = None
    choice: Choice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What somebody is to be reminded of, as a list shows it.

    Args:
        what: of what, drawn stronger.
        where: the channel in words; "" for the person alone.
        channel: its id, where that says more than the words; or "".
        how: how long before, or by which rule; why it is paused; or "".
        when: the next time, or "".
        instant: the same in seconds since 1970; None where nothing lies ahead.
        choice: what ends it or takes it up again; None where the person may not.
    """

    what: str
    where: str = ""
    channel: str = ""
    how: str = ""
    when: str = ""
    instant: int | None = None
    choice: Choice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event, term, person, proposal, source or hit as it is shown.

    Args:
        kind: which list of the JSON interface it belongs to.
        id: of the entry.
        name: what it is called, drawn stronger.
        when: its date for people, or "".
        instant: the exact moment in seconds since 1970, where the source has a time of day.
        text: what is said of it, in the editors' own words.
        marks: (start, end) of words in ``text`` that were looked for.
        facts: (label, text) of what else is known, in order.
        cited: where it stands.
        note: the editors' small print, or "".
        remind: of an event that is not over, what sets a reminder of it.
        data: the same as plain data, for programs.
    """

    kind: EntryKind
    id: str
    name: str
    when: str = ""
    instant: int | None = None
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    note: str = ""
    remind: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a board: who takes a stance, or on what somebody takes it.

    Args:
        stance: the editors' coding.
        names: of parties or topics, in order; () where there are none.
        by: what the names are of.
        only: whether names that stand under another stance beside it are left out.
        on_paper: whether others have it before or on paper, so that no names are only of the floor.
        parts: who takes it on parts of the matter, where nobody takes it on the whole; or "".
    """

    stance: Stance
    names: tuple[str, ...]
    by: Literal["party", "topic"] = "party"
    only: bool = False
    on_paper: bool = False
    parts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one party stands, beside others.

    Args:
        name: whose: the party's, or its group's with who spoke.
        stance: the editors' coding; None where nothing is on record.
        text: its leading sentence in the editors' own words, or the silence.
        aside: what else is known in a few words, such as "3 statements"; or "".
    """

    name: str
    stance: Stance | None
    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one voice stands on one topic.

    Args:
        stances: those that it takes on the topic itself, in order; () where none is on record.
        below: whether something by it is on record on a topic under this one alone.
    """

    stances: tuple[Stance, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A line of a table: one voice on every topic.

    Args:
        party, on_behalf_of: ids of who spoke and for which group; "" where for itself.
        name: whose voice it is: "Japan", "African Group (Comoros)".
        cells: one for each column.
    """

    party: str
    on_behalf_of: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Voices by topics: who takes which stance on what.

    Args:
        caption: what it shows, in words.
        topics: ids of the columns' topics.
        columns: what the columns are headed by.
        rows: in order, at least one.
    """

    caption: str
    topics: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def part(self, rows: slice, columns: slice) -> Table:
        """Give some of its rows and columns as a table."""
        chosen = tuple(replace(row, cells=row.cells[columns]) for row in self.rows[rows])
        return replace(
            self, topics=self.topics[columns], columns=self.columns[columns], rows=chosen
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """How many voices take each stance.

    Args:
        caption: what the stances are on.
        counts: (stance, how many), in order, at least one.
    """

    caption: str
    counts: tuple[tuple[Stance, int], ...]


Item = Statement | Line | Entry | Row | Standing | Appointment | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an answer under a heading of its own.

    Args:
        title: the heading, or "" for none.
        items: what stands in it, in order.
        related: whether it is shown beside the answer rather than as the answer.
        lead: a sentence before the items, or "".
        brief: draw each item in a line, without its passages.
        named: head each statement by who said it, where the answer is not about one party.
        by: what a statement in a brief section is headed by.
        stance: the stance that all its statements have, where it is a board's.
        dense: draw the items as lines of one paragraph.
        glanced: whether its lines are places to go to, of which a glance shows fewer.
        cut_from: how many items there are where a page shows a part of them; 0 for all.
        detail: whether it is what a board is opened for, and begins on a page of its own.
    """

    title: str = ""
    items: Sequence[Item] = ()
    related: bool = False
    lead: str = ""
    brief: bool = False
    named: bool = False
    by: Literal["party", "topic"] = "party"
    stance: Stance | None = None
    dense: bool = False
    glanced: bool = False
    detail: bool = False
    cut_from: int = 0

    @property
    def size(self) -> int:
        """How many items there are, on this page and on others."""
        return self.cut_from or len(self.items)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to ask next: a button in Slack, a hint in a terminal.

    Args:
        label: what it is called.
        command: the text that is asked when it is taken.
    """

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Menu:
    """Many things to ask next, of which one is chosen from a list.

    Args:
        label: what is chosen: "What did … say?"
        choices: in order.
        of_page: whether only what the page shows by these names can be chosen.
    """

    label: str
    choices: tuple[Choice, ...]
    of_page: bool = False

    def __hash__(self) -> int:
        """Give the hash of a list, which can be long, by how it begins."""
        return hash((self.label, len(self.choices), self.choices[:1], self.of_page))


@dataclass(frozen=True, slots=True)
class Note:
    """Small print, or a typed silence.

    Args:
        kind: what sort of note: "no-statement", "group-voice", "excepted", "chair",
            "unknown-name", "ambiguous", "correction", "ignored", "documents", "error".
        text: one sentence.
        told: whether the answer itself says it, so that only programs need it.
        about: which part of a wish it is about, for a form: "place", "leads", "when"; or "".
    """

    kind: str
    text: str
    told: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Compact says to one question.

    Args:
        query: what was asked.
        command: the subcommand that answered.
        title: what the answer is about.
        silence: what is not on record, said before all else; or "".
        lead: a word of introduction, or "".
        sections: the answer.
        choices: what to ask next.
        menu: more of that, as a list to choose from.
        notes: small print.
        page: which page is to be drawn; the renderer cuts the pages to its surface.
        in_full: whether all passages are to be quoted, and not the first ones alone.
        shareable: whether it makes sense to share it in a channel.
        calendar: whether its events can be had as a calendar file.
        effects: what is to be done before it is shown.
    """

    query: str
    command: str
    title: str
    silence: str = ""
    lead: str = ""
    sections: tuple[Section, ...] = ()
    choices: tuple[Choice, ...] = ()
    menu: Menu | None = None
    notes: tuple[Note, ...] = ()
    page: int = 1
    in_full: bool = False
    shareable: bool = True
    calendar: bool = False
    effects: tuple[Effect, ...] = ()

    @property
    def head(self) -> str:
        """What is said before the answer's sections."""
        return f"{self.silence} {self.lead}".strip()

    def statements(self, *, related: bool = False) -> Iterator[Statement]:
        """Yield the statements that answer, or those shown beside them."""
        for section in self.sections:
            if section.related is related:
                for item in section.items:
                    if isinstance(item, Statement):
                        yield item

    def rows(self) -> Iterator[Row]:
        """Yield the lines of its boards, in order."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, Row):
                    yield item

    def tables(self) -> Iterator[Table]:
        """Yield its tables, in order."""
        for section in self.sections:
            for item in _at_hand(section):
                if isinstance(item, Table):
                    yield item

    def charts(self) -> Iterator[Chart]:
        """Yield its charts, in order."""
        for section in self.sections:
            for item in _at_hand(section):
                if isinstance(item, Chart):
                    yield item

    def entries(self, kind: EntryKind) -> Iterator[Entry]:
        """Yield the entries of a kind, in the order in which they are shown."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, Entry) and item.kind == kind:
                    yield item


def _at_hand(section: Section) -> Sequence[Item]:
    """Give the items of a section, but none of those that are made when they are looked at."""
    return section.items if isinstance(section.items, tuple) else ()
