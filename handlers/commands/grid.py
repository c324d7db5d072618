"""grid [T, … | P, …]"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from handlers.answers.answer import Answer, Choice, Menu, Note, Section, Table, TableRow
from handlers.answers.cells import Cells, Voice, voice_of
from handlers.answers.groupings import find_groupings, members_in
from handlers.answers.membership import tell_membership
from handlers.answers.record import own_positions, split_by_time, tell_searched
from handlers.answers.unreviewed import count_unreviewed
from handlers.errors import UserError
from handlers.questions.entities import Asked, list_words, quote_unread, read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Topic

BUSIEST = 10  # parties and topics that are chosen where none are named
NAMED = 6  # parties that a title names
MOST_ROWS = 100  # voices of a grid; more are a list that nobody reads


def draw_grid(question: Question, services: Services) -> Answer:
    """Set parties against topics by stance: those named, or those with most on record."""
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    knowledge = services.knowledge
    parties, topics = _read_list(question, knowledge, asked)
    if question.words and not parties and not topics:
        hint = "Ask, for example: grid {party}, {other}; grid"
        unread = quote_unread(question) or "That"
        raise UserError(f"{unread} names no party and no topic.", hint)
    draft = _Draft(services)
    if parties:
        draft.add_parties(parties, topics)
    elif topics:
        draft.add_topics(topics)
    else:
        draft.add_busiest()
    draft.tell_unreviewed(parties)
    return Answer(
        query=question.text,
        command="grid",
        title=draft.title,
        silence=" ".join(draft.silences),
        sections=draft.sections(),
        choices=tuple(draft.choices),
        menu=draft.menu(),
        notes=(*draft.notes, *asked.notes),
        page=question.page,
    )


def _read_list(
    question: Question, knowledge: KnowledgeBase, asked: Asked
) -> tuple[list[Party], list[Topic]]:
    """Give the rows and columns that are named, in the order in which they stand."""
    about = {topic.about: topic for topic in knowledge.topics.values() if topic.about}
    parties, topics = list(asked.parties), list(asked.topics)
    if topics:
        # In a list of topics, a name that a body and a topic share is the topic.
        order = {naming.ref.id: at for at, naming in enumerate(question.named)}
        shared = [party for party in parties if party.id in about]
        places = {topic.id: order.get(topic.id, 0) for topic in topics}
        places |= {about[party.id].id: order.get(party.id, 0) for party in shared}
        parties = [party for party in parties if party not in shared]
        topics = [knowledge.topics[key] for key in sorted(places, key=places.__getitem__)]
    for grouping in find_groupings(question.groupings):
        members = members_in(knowledge, grouping)
        parties += [p for p in knowledge.parties.values() if p.id in members and p not in parties]
    return parties, topics


@lru_cache(maxsize=2)  # the pack in use, and the one before it
def _count_busiest(knowledge: KnowledgeBase) -> tuple[tuple[Voice, ...], tuple[str, ...]]:
    """Rank voices and topics by how much they said, or was said on them, in negotiations."""
    now, _ = split_by_time(knowledge, knowledge.positions)
    spread = knowledge.spread(now)
    voices = Counter(voice_of(p) for p in spread if knowledge.parties[p.party].kind != "chair")
    topics = Counter(position.topic for position in spread)
    return (
        tuple(voice for voice, _ in voices.most_common(BUSIEST)),
        tuple(topic for topic, _ in topics.most_common(BUSIEST)),
    )


class _Draft:
    """A grid in the making."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.knowledge = knowledge = services.knowledge
        self.title = ""
        self.columns: list[Topic] = []
        self.rows: list[TableRow] = []
        self.silences: list[str] = []
        self.notes: list[Note] = []
        self.choices: list[Choice] = []
        self.cells = Cells(knowledge)

    def add_topics(self, topics: Sequence[Topic]) -> None:
        """All who have something on record on some topics."""
        self.title = f"Who stands where on {list_words([t.brief for t in topics], 'and')}"
        self.columns = list(topics)
        self.cells.look_up(topics)
        filled = Counter(voice for voice, _ in self.cells.found)
        kept = sorted(filled, key=lambda voice: (-filled[voice], self._order(voice)))[:MOST_ROWS]
        if len(filled) > len(kept):
            text = f"The {len(kept)} of {len(filled)} voices that spoke on most of these topics."
            self.notes.append(Note("extent", text))
        self._add_rows(sorted(kept, key=self._order))
        self.choices.append(Choice("Chart", f"chart {', '.join(t.name for t in topics)}"))

    def add_busiest(self) -> None:
        """The parties and the topics with most on record."""
        voices, keys = _count_busiest(self.knowledge)
        self.title = "Who stands where: the busiest parties and topics"
        self.columns = [self.knowledge.topics[key] for key in keys]
        self.cells.look_up(self.columns)
        self._add_rows(sorted((v for v in voices if v in self.cells.voices), key=self._order))
        if self.rows:
            text = f"The {len(voices)} parties and {len(keys)} topics with most on record."
            self.notes.append(Note("extent", text))

    def add_parties(self, parties: Sequence[Party], topics: Sequence[Topic]) -> None:
        """Some parties and their groups on some topics, or on those on which they said most."""
        names = list_words([party.brief for party in parties], "and")
        if len(parties) > NAMED:
            names = f"{len(parties)} parties"
        self.title = f"Where {names} stand{'s' if len(parties) == 1 else ''}"
        voices = self._voices_of(parties)
        self.columns = list(topics) or self._busiest_of(voices)
        self.cells.look_up(self.columns)
        spoken = {voice for voice, _ in self.cells.found}
        own = {party.id for party in parties}
        kept = [v for v in voices if v in spoken or v[0] in own or v[1] in own]
        self._add_rows(dict.fromkeys(kept))
        self._tell_silent(parties, topics, spoken)
        for party in parties[:BUSIEST]:
            self.choices.append(Choice(f"All by {party.brief}", f"position {party.brief}"))

    def _voices_of(self, parties: Sequence[Party]) -> list[Voice]:
        """List each party's own voice, after it those of its groups, which are not its own."""
        voices: list[Voice] = []
        for party in parties:
            own = own_positions(self.knowledge, party)
            voices += [voice_of(p) for p in own] or [(party.id, "")]
            for membership in self.knowledge.memberships(party.id):
                said, _ = split_by_time(self.knowledge, self.knowledge.said_through(membership))
                if not said:
                    continue
                text = tell_membership(self.knowledge, membership, said)
                excepted = membership.role == "excepted"
                self.notes.append(Note("excepted" if excepted else "group-voice", text))
                if not excepted:
                    voices += [voice_of(p) for p in said]
        return list(dict.fromkeys(voices))

    def _busiest_of(self, voices: Iterable[Voice]) -> list[Topic]:
        counts: Counter[str] = Counter()
        for party, group in voices:
            said, _ = split_by_time(self.knowledge, self.knowledge.said_by(party))
            chosen = [p for p in said if (p.on_behalf_of or "") == group]
            counts.update(p.topic for p in self.knowledge.spread(chosen))
        most = counts.most_common(BUSIEST)
        if len(counts) > len(most):
            text = f"The {len(most)} of {len(counts)} topics on which they said most."
            self.notes.append(Note("extent", text))
        return [self.knowledge.topics[key] for key, _ in most]

    def _order(self, voice: Voice) -> tuple[bool, str]:
        return self.knowledge.parties[voice[0]].kind == "chair", self.cells.name(voice)

    def _add_rows(self, voices: Iterable[Voice]) -> None:
        for voice in voices:
            self.rows.append(
                TableRow(
                    party=voice[0],
                    on_behalf_of=voice[1],
                    name=self.cells.name(voice),
                    cells=tuple(self.cells.cell(voice, topic) for topic in self.columns),
                )
            )

    def tell_unreviewed(self, parties: Sequence[Party]) -> None:
        """Say how many passages on the columns are in no cell, since nobody has reviewed them."""
        family = {key for t in self.columns for key in self.knowledge.topic_family(t.id)}
        keys = [party.id for party in parties]
        if family and (count := count_unreviewed(self.services, keys, family)):
            text = f"Not yet reviewed, and in no cell: {count} on these topics."
            self.notes.append(Note("unreviewed", text))

    def _tell_silent(
        self, parties: Sequence[Party], topics: Sequence[Topic], spoken: set[Voice]
    ) -> None:
        silent = [p.brief for p in parties if not any(p.id in voice for voice in spoken)]
        if silent:
            on = " on these topics" if topics else ""
            itself = "itself" if len(silent) == 1 else "themselves"
            text = f"Nothing by {list_words(silent, 'or')} {itself}{on}."
            self.silences.append(text)
            self.notes.append(Note("no-statement", text))
            self.notes.append(Note("searched", tell_searched(self.services)))

    def sections(self) -> tuple[Section, ...]:
        """Give the table, with a word on what its cells leave out."""
        if not self.rows or not self.columns:
            if not self.silences:
                self.silences.append("Nothing on these topics is on record.")
                self.notes.append(Note("no-statement", self.silences[0]))
            return ()
        if any(cell.below for row in self.rows for cell in row.cells):
            text = "“On a part”: on a narrower topic alone, which stands under its own name"
            self.notes.append(Note("extent", text))
        if self.cells.earlier:
            text = "What was said before the negotiations is not in the grid"
            self.notes.append(Note("extent", text))
        table = Table(
            caption=self.title,
            topics=tuple(topic.id for topic in self.columns),
            columns=tuple(topic.brief for topic in self.columns),
            rows=tuple(self.rows),
        )
        return (Section(items=(table,)),)

    def menu(self) -> Menu | None:
        """Offer each of the topics."""
        choices = tuple(Choice(topic.name, f"topic {topic.name}") for topic in self.columns)
        return Menu("Open a topic …", choices) if choices else None


COMMAND = Command(
    name="grid",
    usage="[TOPIC, … or PARTY, …]",
    summary="Parties by topics: who stands where, as a table.",
    examples=("grid {topic}, {also}", "grid {party}, {other}"),
    handler=draw_grid,
    aliases=("matrix",),
    rank=32,
)
