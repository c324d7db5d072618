"""position PARTY TOPIC, position PARTY, position TOPIC"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from typing import Literal

from handlers.answers.answer import (
    Answer,
    Choice,
    Entry,
    Line,
    Menu,
    Note,
    Section,
    Statement,
)
from handlers.answers.board import (
    board_of,
    menu_of_topics,
    menu_of_voices,
    name_voices,
    offer_stances,
    rows_by_topic,
)
from handlers.answers.citing import order_of_speaking, state_all, tell_missing_documents
from handlers.answers.entries import show_proposal
from handlers.answers.found import found_section
from handlers.answers.groupings import find_groupings, tell_grouping, words_typed
from handlers.answers.membership import tell_membership
from handlers.answers.record import (
    by_party,
    earlier_section,
    in_documents,
    mid_sentence,
    own_positions,
    sections_by_stance,
    split_by_time,
    spoken_on,
    spoken_within,
    tell_extent,
    tell_meetings,
    tell_searched,
)
from handlers.answers.unreviewed import is_unreviewed, unreviewed_section
from handlers.errors import UserError
from handlers.questions.entities import Asked, read_entities
from handlers.questions.question import Question
from handlers.questions.searching import (
    Sought,
    content_words,
    look_for,
    names_part,
    said_through,
    sources_meant,
    voices_of,
    words_beside_sources,
    words_of_parties,
)
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position, Proposal, Topic
from knowledge.names.normal import normalise


def answer_position(question: Question, services: Services) -> Answer:
    """Say what a party said on a topic, what a party said, or who said what on a topic.

    What is asked in other words than names is looked for in every entry and passage: the asked
    party's own first, and never another's words under its name.
    """
    if not question.words:
        raise UserError(
            "A party or a topic is missing.", "Ask, for example: position {party} {topic}"
        )
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    asked = replace(asked, parties=_without_silent(question, asked, services.knowledge))
    draft = _Draft(services, question, several=len(asked.parties) > 1)
    if question.paragraphs or question.objectives:
        draft.add_paragraphs(asked.parties)
    elif asked.parties:
        about = _spoken_of(asked.parties)
        draft.about = tuple(party.id for party in about)
        draft.add_parties([p for p in asked.parties if p not in about], asked.topics)
    elif question.groupings:
        draft.add_groupings(asked.topics)
    elif asked.topics:
        draft.add_topics(asked.topics)
    else:
        draft.add_words()
    draft.tell_unknown()
    names = [_list_names(asked.parties), _list_names(asked.topics), draft.subject]
    if len(asked.parties) == 1 and not any(names[1:]):
        names = [_spell_out(asked.parties[0])]
    answer = Answer(
        query=question.text,
        command="position",
        title=" · ".join(filter(None, names)) or question.text,
        silence=" ".join(dict.fromkeys(draft.silences)),
        lead=" ".join(draft.leads),
        sections=tuple(draft.sections),
        choices=tuple(draft.choices),
        menu=draft.menu,
        notes=(*draft.notes, *asked.notes),
        page=question.page,
    )
    return tell_missing_documents(services, answer)


def _without_silent(
    question: Question, asked: Asked, knowledge: KnowledgeBase
) -> tuple[Party, ...]:
    """Leave out who said nothing on a topic of several that one word means: "the chairs"."""
    words = {n.ref.id: n.words for n in question.named if n.ref.kind == "party"}
    family = knowledge.topic_families(topic.id for topic in asked.topics)

    def speaks(party: Party) -> bool:
        return any(family.intersection(p.topics) for p in knowledge.said_as(party))

    together = Counter(words.values())
    kept = tuple(p for p in asked.parties if together[words.get(p.id, "")] < 2 or speaks(p))
    return kept if family and kept else asked.parties


def _spoken_of(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Tell which parties of several are what is spoken of: bodies, where a state is named too."""
    states = [p for p in parties if p.kind in ("state", "observer", "group", "chair")]
    if len(states) != 1:
        return ()
    return tuple(party for party in parties if party not in states)


def _list_names(entries: Sequence[Party | Topic]) -> str:
    return ", ".join(entry.brief for entry in entries)


def _spell_out(party: Party) -> str:
    """Write out what a party's abbreviation stands for, where it is all that was asked."""
    shortened = party.brief.isupper() and party.name != party.brief
    return f"{party.brief}: {party.name}" if shortened else party.brief


_HORIZON = re.compile(r"\b(long|short) term\b")
# Several things are asked for: "the 3 additional principles", "examples".
_SEVERAL = re.compile(
    r"\b(?:[2-9]|10|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?!times|years|days|months)(?:\w+ )?\w+s\b"
    r"|\b(?:examples|reasons|points|principles|priorities|recommendations|proposals|steps|areas"
    r"|elements|ways|list)\b"
)
FEW = 4  # statements that are shown in full without a board before them
NEAR = 0.45  # of a question's weight beside a topic for what has it to come before the topic
FURTHER = 0.6  # of the question's weight that a further entry has to have
MOST_FURTHER = 3
MANY = 14  # statements, of which a party's are not told all where none has what is asked

_Filter = Callable[[Iterable[Position]], list[Position]]


@dataclass
class _Draft:
    """An answer in the making."""

    services: Services
    question: Question
    subject: str = ""
    several: bool = False
    about: tuple[str, ...] = ()
    silences: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    menu: Menu | None = None
    sections: list[Section] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def knowledge(self) -> KnowledgeBase:
        return self.services.knowledge

    @property
    def says_more(self) -> bool:
        """Whether the question has words beyond the names of parties and whole topics."""
        narrower = names_part(self.question, self.knowledge)
        return narrower or bool(content_words(self.question, self.knowledge, topics=False))

    def silence(self, kind: str, text: str) -> None:
        """A silence comes before all else and is there for programs, too."""
        self.silences.append(text)
        self.notes.append(Note(kind, text))

    def tell_search(self) -> None:
        """Say in the small print what was looked through before a silence was told."""
        text = tell_searched(self.services)
        if all(note.text != text for note in self.notes):
            self.notes.append(Note("searched", text))

    def tell_unknown(self) -> None:
        """Say of each rare word that it stands nowhere, before an answer that leaves it out."""
        evidence = self.services.evidence
        for word in self.question.rare:
            if not evidence.knows(word) and not evidence.mend([normalise(word)]):
                text = f"“{word}” stands nowhere in the documents."
                if all(word not in told for told in self.silences):
                    self.silence("unknown-name", text)

    def add_parties(self, parties: Sequence[Party], topics: Sequence[Topic]) -> None:
        """What parties said on topics, or in the question's words.

        Of several parties or topics each is told on the first page, all of each after it.
        """
        leads: list[list[Statement]] = []
        for party in parties:
            for topic in topics:
                begun = len(self.sections)
                self.add_party_on(party, topic)
                leads.append(_statements_of(self.sections[begun:]))
            if not topics:
                self.add_party_in_words(party)
        items = _choose_leads(leads)
        if sum(map(bool, leads)) > 1 and len(items) == 1:
            self.sections = [Section(items=items), *_without(items[0], self.sections)]
        elif sum(map(bool, leads)) > 1:
            by: Literal["party", "topic"] = "topic" if len(parties) == 1 else "party"
            first = Section(items=items, brief=True, named=len(topics) > 1, by=by)
            self.choices = self.choices[:2]  # more of them would take the room of a statement
            self.sections = [first, *(replace(each, detail=True) for each in self.sections)]

    def add_paragraphs(self, parties: Sequence[Party]) -> None:
        """Who said what on a paragraph or objective of the draft; on the one around it, else."""
        evidence = self.services.evidence
        numbers = [
            *self.question.paragraphs,
            *(f"objective {number}" for number in self.question.objectives),
        ]
        self.subject = ", ".join(_spell_number(number) for number in numbers)
        voices = {voice for party in parties for voice in voices_of(party, self.knowledge)}
        for number in numbers:
            named = self._by_any(evidence.on_paragraph(number), voices)
            near = self._by_any(evidence.near_paragraph(number), voices)
            near = [p for p in near if p.id not in {each.id for each in named}]
            if not named and not near and self._found_number(number):
                continue
            if not named:
                who = f" by {_list_names(parties)}" if parties else ""
                text = f"Nothing{who} on {_spell_number(number)} is on record."
                if near:
                    text += f" On {_spell_number(number.split('(')[0])}:"
                self.silence("no-statement", text)
            if len(named) > 1:
                line = Line(", ".join(name_voices(self.knowledge, named)), "Spoken of by")
                self.sections.append(Section(items=(line,)))
            for chosen, related in ((named, False), (near, bool(named))):
                if chosen:
                    title = "On the same paragraph" if related else ""
                    items = state_all(self.services, chosen)
                    brief = len(items) > FEW
                    self.sections.append(
                        Section(title=title, items=items, related=related, named=True, brief=brief)
                    )
            whole = _spell_number(number)
            self.choices.append(Choice(f"Search {whole}", f'search "{whole}"'))
        if parties and not self.sections:
            for party in parties:
                self.sections += self._board_of_party(party)

    def _found_number(self, number: str) -> bool:
        """Show passages that have a number which no statement names, such as an annex's."""
        if "(" not in number:
            return False
        words = normalise(number).split()
        sought = look_for(self.question, self.services, words, phrase=normalise(number))
        if not sought.whole:
            return False
        # Of the places that have the number, those with the question's other words come first.
        wider = look_for(self.question, self.services, [*words, *self.question.left])
        keys = [each.entry.id for each in sought.found]
        better = [each for each in wider.found if each.entry.id in keys]
        found = list({each.entry.id: each for each in (*better, *sought.found)}.values())
        sought = replace(sought, found=tuple(found))
        self._tell_found(sought, "")
        return True

    def _by_any(self, keys: Iterable[str], voices: set[str]) -> list[Position]:
        """Give the positions of some voices, or of all; best known words first."""
        chosen = [self.knowledge.position(key) for key in keys]
        if voices:
            chosen = [p for p in chosen if p.party in voices or p.on_behalf_of in voices]
            chosen = [p for p in chosen if not p.on_behalf_of or p.on_behalf_of in voices]
        return self._by_words(chosen)

    def _by_words(self, positions: Sequence[Position]) -> list[Position]:
        """Put the positions first that have the question's other words, where it has any."""
        if len(positions) < 2 or not self.says_more:
            return list(positions)
        words = content_words(self.question, self.knowledge, topics=True)
        parties = tuple({p.party for p in positions})
        sought = look_for(self.question, self.services, words, parties=parties, limit=60)
        shares = {e.entry.id: e.score for e in sought.found if e.entry.kind == "position"}
        return sorted(positions, key=lambda p: -shares.get(p.id, 0.0))

    def _as_asked(self, positions: Sequence[Position]) -> list[Position]:
        """Put those first that take a stance which the question asks for, then by its words."""
        chosen = self._by_words(positions)
        wanted = self.question.stances
        return sorted(chosen, key=lambda p: p.stance not in wanted) if wanted else chosen

    def add_words(self) -> None:
        """What is asked in words alone: what persons said, else what has the words."""
        question, knowledge = self.question, self.knowledge
        words = content_words(question, knowledge, topics=True)
        spoken = said_through(question, knowledge)
        if spoken and (len(question.named) + len(question.left) > 1 or _is_worded(question)):
            names = {knowledge.people[key].name for key in question.people}
            self.subject = ", ".join(sorted(names))
            self._tell_voiced(spoken)
            return
        sources = sources_meant(question, knowledge)
        within = words_beside_sources(question, knowledge, words) if sources else words
        sought = look_for(question, self.services, within or words, sources=sources)
        if sources and not sought.whole:
            # What tells of the meeting or paper by name may have more of the words.
            named = look_for(question, self.services, words, sources=sources)
            sought = max((named, sought), key=lambda each: each.found[0].share if each.found else 0)
        if sources and not sought.found:
            sought = look_for(question, self.services, words)
        self._tell_found(sought, "")

    def _tell_voiced(self, spoken: Sequence[Position]) -> None:
        """Tell what somebody said for whom he spoke, what has the question's words first."""
        items = state_all(self.services, self._by_words(spoken))
        full = 0 if self._wants_several else 1
        voices = {(p.party, p.on_behalf_of) for p in spoken}
        by: Literal["party", "topic"] = "topic" if len(voices) == 1 else "party"
        if items[:full]:
            self.sections.append(Section(items=items[:full], named=True))
        if items[full:]:
            party = self.knowledge.parties[spoken[0].party]
            title = party.brief if by == "topic" and not full else ""
            self.sections.append(Section(title=title, items=items[full:], brief=True, by=by))

    @property
    def _wants_several(self) -> bool:
        return bool(_SEVERAL.search(normalise(self.question.text)))

    def _tell_found(self, sought: Sought, by: str) -> None:
        """Tell what has the words; where it has only some of them, say so first."""
        self.notes += sought.notes
        # A word too long for one is not looked for.
        shown = sought.shown or normalise(self.question.words)
        self.subject = self.subject or f"“{shown}”"
        if not sought.found:
            where = in_documents(self.knowledge)
            self.silence("nothing-found", f"Nothing{by} on “{shown}” {where}.")
            self.choices.append(Choice("What can be asked", "help"))
            return
        if not sought.in_words:
            text = f"Nothing{by} has all of “{sought.shown}”; the nearest:"
            self.silence("loose", text)
        # More of them fit on the first page without their passages.
        full = 0 if self._wants_several or not sought.in_words else 1
        for section in found_section(self.services, sought.found, sought.words):
            if section.items[:full]:
                self.sections.append(replace(section, items=section.items[:full]))
            if section.items[full:]:
                self.sections.append(replace(section, items=section.items[full:], brief=True))

    def add_party_in_words(self, party: Party) -> None:
        """What a party said that has the question's words; all that it said where there are none.

        Words that only its groups' statements have are theirs, and are told as theirs.
        """
        words = [
            *content_words(self.question, self.knowledge, topics=False),
            *words_of_parties(self.question, self.about),
            *self._words_of_groupings(),
        ]
        if not words:
            self.add_party(party)
            return
        there = self._said_there(party)
        if there and not self.question.left and not self.about:
            self.sections.append(Section(items=state_all(self.services, there)))
            return
        sought = self._sought_of(party, words)
        self.subject = f"“{sought.shown}”"
        anybody = self._sought_of_anybody() if not sought.whole else None
        if anybody is not None and anybody.whole:
            # Not by the party: told with who said it, or as the document's own words.
            self._tell_found(anybody, "")
        elif sought.found:
            self._tell_found(sought, f" by {party.brief}")
        else:
            text = f"Nothing by {party.brief} on “{sought.shown}” {in_documents(self.knowledge)}."
            self.silence("no-statement", text)
        if sought.in_words or not self._tell_nearest(party, sought):
            self.sections += self._board_of_party(party)
        self.choices.append(Choice(f"All by {party.brief}", f"position {party.brief}"))

    def _tell_nearest(self, party: Party, sought: Sought) -> bool:
        """Tell all that a party said, nearest first, where none of it has the question's words.

        Returns:
            Whether that was told: not of words that stand nowhere, nor of a party that said a lot.
        """
        evidence = self.services.evidence
        own = own_positions(self.knowledge, party)
        if not 0 < len(own) <= MANY or not all(map(evidence.speaks_of, sought.words)):
            return False
        found = [e.entry.id for e in sought.found if e.entry.kind == "position"]
        fits = {p.id: evidence.weigh_text(sought.words, p.summary) for p in own}
        own.sort(key=lambda p: (p.id not in found, -fits[p.id], *order_of_speaking(p)))
        items = state_all(self.services, own)
        title = f"What {party.brief} said"
        self.sections = [
            section
            for section in self.sections
            if not any(isinstance(i, Statement) and i.party == party.id for i in section.items)
        ]
        self.sections.append(Section(title=title, items=items, brief=True, by="topic"))
        return True

    def _words_of_groupings(self) -> list[str]:
        """Give the words for regions and groups; beside a party they are what it spoke of."""
        return words_typed(self.question.groupings, self.question.text)

    def _sought_of(self, party: Party, words: Sequence[str]) -> Sought:
        """Look for words in what a party said, then in what its groups did."""
        voices = voices_of(party, self.knowledge)
        sources = sources_meant(self.question, self.knowledge)
        sought = look_for(self.question, self.services, words, parties=(party.id,))
        if not sought.found:
            sought = look_for(self.question, self.services, words, parties=voices)
        if sources and not sought.whole:
            within = look_for(self.question, self.services, words, parties=voices, sources=sources)
            sought = within if within.found else sought
        return sought

    def _sought_of_anybody(self) -> Sought:
        words = [
            *content_words(self.question, self.knowledge, topics=True),
            *words_of_parties(self.question, self.question.parties),
        ]
        sources = sources_meant(self.question, self.knowledge)
        return look_for(self.question, self.services, words, sources=sources)

    def _said_there(self, party: Party) -> list[Position]:
        """List what a party said at the meetings that a question names."""
        meetings = set(self.question.events)
        spoken = [p for p in self.knowledge.said_as(party) if p.session in meetings]
        return sorted(spoken, key=order_of_speaking)

    def _board_of_party(self, party: Party) -> list[Section]:
        """List by stance on what a party spoke, or through which group."""
        own = own_positions(self.knowledge, party) or list(self.knowledge.said_by(party.id))
        rows = rows_by_topic(self.knowledge, own)
        if not rows:
            return []
        title = f"What {party.brief} spoke on"
        return [Section(title=title, items=tuple(rows), related=True)]

    def add_groupings(self, topics: Sequence[Topic]) -> None:
        """What the members of a region or group said that is no party itself."""
        for grouping in find_groupings(self.question.groupings):
            sections, silence = tell_grouping(self.services, grouping, topics)
            self.silence(silence.kind, silence.text)
            self.sections += sections
            self.subject = ", ".join(filter(None, (self.subject, grouping.name)))
        if not topics:
            self._add_named_in_text(self._words_of_groupings())

    def _add_named_in_text(self, words: Sequence[str]) -> None:
        """Show who speaks of a region or group by its name, where its members' words do not."""
        sought = look_for(self.question, self.services, words)
        found = [e for e in sought.found if e.literal >= FURTHER and e.entry.kind != "term"]
        found = [e for e in found if not self._is_shown(e.entry.id)]
        title = f"With “{' '.join(words)}” in it"
        self.sections += found_section(self.services, found[:MOST_FURTHER], sought.words, title)

    def _is_shown(self, key: str) -> bool:
        shown = (item for section in self.sections for item in section.items)
        return any(isinstance(item, (Entry, Statement)) and item.id == key for item in shown)

    def add_topics(self, topics: Sequence[Topic]) -> None:
        """Who said what on topics; what has the question's other words first."""
        voiced = said_through(self.question, self.knowledge)
        if voiced:
            self._tell_voiced(voiced)
        narrower = names_part(self.question, self.knowledge)
        words = content_words(self.question, self.knowledge, topics=narrower)
        sources = sources_meant(self.question, self.knowledge)
        a_fact = self.question.intent == "fact"
        if sources or words or a_fact:
            everything = content_words(self.question, self.knowledge, topics=True)
            if sources:
                everything = (
                    words_beside_sources(self.question, self.knowledge, everything) or everything
                )
                self._tell_recorded(topics, sources)
            sought = look_for(self.question, self.services, everything, sources=sources)
            near = bool(sought.found) and (a_fact or sought.found[0].share >= NEAR)
            told = bool(self.sections)  # by the record itself: words alone add only what has all
            if (sources and not told) or (near and (sought.in_words or not told)):
                self._tell_found(sought, "")
        for topic in topics:
            family = self.knowledge.topic_family(topic.id)
            unreviewed = bool(self.services.evidence.unreviewed((), family))
            if self.sections or self.knowledge.said_within(topic.id) or unreviewed:
                self.add_topic(topic)
                self._add_unreviewed((), family)
                continue
            everything = content_words(self.question, self.knowledge, topics=True)
            self._tell_found(look_for(self.question, self.services, everything), "")

    def _tell_recorded(self, topics: Sequence[Topic], sources: Collection[str]) -> None:
        """Tell what stands on topics in the documents that are asked of, by their entries."""
        family = self.knowledge.topic_families(topic.id for topic in topics)
        spoken = [
            p
            for p in self.knowledge.positions
            if p.source in sources and family.intersection(p.topics)
        ]
        named = {topic.id for topic in topics}
        written = [
            p
            for p in self.knowledge.proposals.values()
            if any(each.source in sources for each in p.citations) and family.intersection(p.topics)
        ]
        words = content_words(self.question, self.knowledge, topics=True)
        evidence = self.services.evidence
        fits = {p.id: evidence.weigh_text(words, f"{p.title} {p.summary}") for p in written}
        written.sort(
            key=lambda p: (p.topics[0] not in family, -fits[p.id], p.topics[0] not in named)
        )
        items = (
            *state_all(self.services, self._by_words(spoken)),
            *(show_proposal(self.services, proposal) for proposal in written),
        )
        if items:
            self.subject = ", ".join(self.knowledge.sources[key].brief for key in sources)
            self.sections.append(Section(items=items, brief=len(items) > 1, named=True))

    def add_party_on(self, party: Party, topic: Topic) -> None:
        def on_topic(positions: Iterable[Position]) -> list[Position]:
            chosen = self.knowledge.within(positions, topic.id)
            return sorted(
                chosen, key=lambda p: (_is_remark(p), p.topic != topic.id, *order_of_speaking(p))
            )

        said, earlier = split_by_time(self.knowledge, on_topic(self.knowledge.said_as(party)))
        own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
        told = {position.id for position in (*own, *earlier)}
        papers = [] if own else self._papers_on(party, topic)
        if own:
            items = state_all(self.services, self._as_asked(own))
            title = party.brief if self.several else ""  # a group's statements name it each
            self.sections.append(Section(title=title, items=items))
        else:
            on = mid_sentence(topic.name)
            text = f"Nothing by {party.brief}{self._own_voice(party)} on {on}"
            family = self.knowledge.topic_family(topic.id)
            waits = is_unreviewed(self.services, party.id, family)
            text += " is coded yet." if waits else "."
            if papers and not self.knowledge.said_by(party.id):
                text = f"{party.brief} did not take the floor."
                self.leads.append(f"On {on}, on paper:")
            text = self._told_silent(party, earlier) or text
            self.silence("no-statement", text)
            self.tell_search()
            if earlier:
                self.sections += earlier_section(self.services, self._by_words(earlier))
                earlier = []
            self._add_wider(party, topic)
            self._add_unreviewed((party.id,), family)
        if not own or self.says_more:
            # Full text is only asked where the entries on the topic may not be all.
            self._add_own_elsewhere(party, topic, told, papers)
        self._add_groups(party, on_topic)
        if own:
            self._add_unreviewed((party.id,), self.knowledge.topic_family(topic.id))
        if not self.sections:
            self._add_spoken_of(party)
            self.sections += self._board_of_party(party)
        self.sections += earlier_section(self.services, self._by_words(earlier))
        for chair in self.knowledge.presiding(party.id):
            self._tell_chair(party, chair, bool(on_topic(self.knowledge.said_by(chair.id))), topic)
        if party.kind == "chair":
            self._tell_presides(party)
        self.choices += [
            Choice(f"All on {topic.brief}", f"position {topic.name}"),
            Choice(f"All by {party.brief}", f"position {party.brief}"),
        ]

    def _told_silent(self, party: Party, earlier: Sequence[Position]) -> str:
        """Say of a party that only spoke before the negotiations that it said nothing in them."""
        in_them = split_by_time(self.knowledge, self.knowledge.said_by(party.id))[0]
        if not earlier or in_them:
            return ""
        return _say_absent(party)

    def _add_unreviewed(self, parties: Sequence[str], topics: Sequence[str]) -> None:
        """Add what stands in documents that nobody has reviewed."""
        words = " ".join(content_words(self.question, self.knowledge, topics=True))
        self.sections += unreviewed_section(self.services, parties, topics, words)

    def _add_wider(self, party: Party, topic: Topic) -> None:
        """Add what a party said on the matter of which a topic is a part."""
        if topic.parent is None:
            return
        wider = self.knowledge.topics[topic.parent]
        spoken = self.knowledge.said_as(party)
        said, _ = split_by_time(self.knowledge, self.knowledge.within(spoken, wider.id))
        said = [p for p in said if not p.on_behalf_of or party.kind == "group"]
        if said:
            items = state_all(self.services, self._by_words(said))
            title = f"On {mid_sentence(wider.name)} and its parts"
            self.sections.append(Section(title=title, items=items, named=True))

    def _papers_on(self, party: Party, topic: Topic) -> list[Proposal]:
        """List what a party's papers propose on a topic, or in the question's words."""
        family = set(self.knowledge.topic_family(topic.id))
        words = content_words(self.question, self.knowledge, topics=True)
        sought = look_for(self.question, self.services, words, parties=(party.id,), limit=60)
        scores = {e.entry.id: e.score for e in sought.found if e.entry.kind == "proposal"}
        fit = {e.entry.id for e in sought.found if e.share >= FURTHER}
        papers = [
            proposal
            for proposal in self.knowledge.proposals.values()
            if proposal.party == party.id
            and (proposal.id in fit or family.intersection(proposal.topics))
        ]
        horizon = _HORIZON.search(normalise(self.question.text))
        if horizon:
            own = [p for p in self.knowledge.proposals.values() if p.party == party.id]
            return [p for p in own if p.horizon == f"{horizon[1]}-term"] or papers
        return sorted(papers, key=lambda p: (-scores.get(p.id, 0.0), p.topics[0] not in family))

    def _add_own_elsewhere(
        self, party: Party, topic: Topic, told: set[str], papers: Sequence[Proposal]
    ) -> None:
        """Add what a party's papers propose, and what else of its has the very words."""
        family = set(self.knowledge.topic_family(topic.id))
        words = content_words(self.question, self.knowledge, topics=True)
        papers = papers or self._papers_on(party, topic)
        if papers:
            items = tuple(show_proposal(self.services, proposal) for proposal in papers)
            title = f"{party.brief} proposes"
            self.sections.append(Section(title=title, items=items, brief=len(items) > 1))
        if not words:
            return
        voices = voices_of(party, self.knowledge)
        sought = look_for(self.question, self.services, words, parties=voices)
        shown = {proposal.id for proposal in papers} | told
        waiting = self.services.evidence.unreviewed((party.id,), tuple(family))
        for each in waiting:  # shown as such
            shown.update((each.id, *self.services.evidence.citing(each.source, each.id)))
        further = [
            each
            for each in sought.found
            if each.entry.id not in shown
            and each.share >= FURTHER
            and (each.entry.kind != "passage" or not each.entry.reviewed)
            # What a group said on the topic stands under the group already.
            and not (each.entry.kind == "position" and family.intersection(each.entry.topics))
        ]
        if further:
            title = f"Also, with “{sought.shown}”"
            self.sections += found_section(self.services, further[:MOST_FURTHER], words, title)
        elif not told and not waiting:
            self._add_naming(party, topic)

    def _add_naming(self, party: Party, topic: Topic) -> None:
        """Add what a party said under other topics in words of this one."""
        family = self.knowledge.topic_family(topic.id)
        said = [p for p in self.knowledge.said_as(party) if not set(family).intersection(p.topics)]
        naming = self.services.evidence.naming(said, family)[:MOST_FURTHER]
        if naming:
            title = f"Coded under other topics, with words of {mid_sentence(topic.name)}"
            items = state_all(self.services, naming)
            self.sections.append(Section(title=title, items=items, named=True, related=True))

    def _own_voice(self, party: Party) -> str:
        return " itself" if self.knowledge.memberships(party.id) else ""

    def _add_groups(self, party: Party, on_topic: _Filter) -> None:
        for membership in self.knowledge.memberships(party.id):
            group = membership.group
            said = self.knowledge.said_through(membership)
            spoken, _ = split_by_time(self.knowledge, on_topic(said))
            for_group = spoken or said
            if not for_group or (membership.role != "excepted" and not spoken):
                continue
            when = self.knowledge.date_of(for_group[0]).spell()
            text = tell_membership(self.knowledge, membership, for_group, when)
            if membership.role != "excepted":
                alone = bool(self.silences) and not self.leads and not self.sections
                if alone:
                    its = "Its group spoke:"
                    if membership.role == "speaker":
                        its = f"It spoke for the {group.name}:"
                    self.leads.append(its)
                # The lead and the head of what the group said tell it then.
                self.notes.append(Note("group-voice", text, told=alone))
                # Its own words, too, are told with the group's name: the answer is of a member.
                named = any(position.party == group.id for position in spoken)
                items = state_all(self.services, spoken)
                self.sections.append(Section(items=items, named=named))
            else:
                self.silence("excepted", text)
                title = f"Not {party.brief}’s position: {group.name}"
                if spoken:
                    self.sections.append(
                        Section(title=title, items=state_all(self.services, spoken), related=True)
                    )

    def _tell_chair(self, party: Party, chair: Party, spoke: bool, topic: Topic | None) -> None:
        on = f" on {mid_sentence(topic.name)}" if topic else ""
        text = (
            f"{chair.name} of {party.brief} presided as {chair.presides_as.lower()}; "
            f"what he said in the chair is not {party.brief}’s position."
        )
        self.notes.append(Note("chair", text))
        if spoke:
            command = f"position {chair.brief} {topic.name if topic else ''}".strip()
            self.choices.append(Choice(f"{chair.brief} in the chair{on}", command))

    def _tell_presides(self, chair: Party) -> None:
        state_name = self.knowledge.parties[chair.state].brief if chair.state else "any state"
        self.notes.append(
            Note("chair", f"{chair.name} speaks as {chair.presides_as}, not for {state_name}.")
        )

    def add_party(self, party: Party) -> None:
        """All that a party said, by topic; then its groups' voice; then earlier remarks."""
        spoken = self.knowledge.said_as(party)
        said, earlier = split_by_time(self.knowledge, spoken)
        own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
        earlier = sorted(earlier, key=order_of_speaking)
        if not own:
            self._tell_silent(party, earlier)
        if len(own) > FEW:
            self.sections.append(Section(items=tuple(rows_by_topic(self.knowledge, own))))
            self.menu = menu_of_topics(self.knowledge, own, party)
            self._tell_extent(own)
        self._add_by_topic(own, "", detail=len(own) > FEW)
        self._add_papers(party)
        self._add_groups_of(party, bool(own))
        self._add_unreviewed((party.id,), ())
        if own:
            self.sections += earlier_section(self.services, self._by_words(earlier))
        for chair in self.knowledge.presiding(party.id):
            self._tell_chair(party, chair, True, None)
        if party.kind == "chair":
            self._tell_presides(party)

    def _tell_extent(self, positions: Sequence[Position]) -> None:
        """Say how much there is, and when and where it was said."""
        topics = {p.topic for p in self.knowledge.spread(positions)}
        text = f"{len(positions)} statements on {len(topics)} topics"
        told = f"{text} · {tell_meetings(self.knowledge, positions)}"
        self.notes.append(Note("extent", told))

    def _add_groups_of(self, party: Party, spoke: bool) -> None:
        for membership in self.knowledge.memberships(party.id):
            group = membership.group
            said = self.knowledge.said_through(membership)
            for_group, _ = split_by_time(self.knowledge, said)
            if not for_group:
                continue
            when = self.knowledge.date_of(for_group[0]).spell()
            text = tell_membership(self.knowledge, membership, for_group, when)
            if membership.role != "excepted":
                self.notes.append(Note("group-voice", text))
                self._add_by_topic(for_group, f"{group.name}: ", detail=spoke)
            else:
                if spoke:
                    self.notes.append(Note("excepted", text))
                else:
                    self.silence("excepted", text)
                self.choices.append(Choice(group.brief, f"position {group.name}"))

    def _add_papers(self, party: Party) -> None:
        papers = [p for p in self.knowledge.proposals.values() if p.party == party.id]
        if papers:
            items = tuple(show_proposal(self.services, proposal) for proposal in papers)
            title = f"{party.brief} proposes ({len(items)})"
            self.sections.append(Section(title=title, items=items, brief=True))

    def _tell_silent(self, party: Party, earlier: Sequence[Position]) -> None:
        """Tell of a party that did not take the floor itself; what else it has, before groups."""
        papers = any(p.party == party.id for p in self.knowledge.proposals.values())
        text = f"Nothing by {party.brief}{self._own_voice(party)} is on record."
        if not earlier and not papers:
            self._add_spoken_of(party)
        if earlier or papers:
            text = _say_absent(party)
            self.leads.append("Earlier:" if earlier else "On paper:")
        self.silence("no-statement", text)
        self.tell_search()
        if earlier:
            self.sections += earlier_section(self.services, self._by_words(earlier))

    def _add_spoken_of(self, party: Party) -> None:
        """Show where others name a party that has said nothing itself."""
        if party.kind not in ("group", "organisation") or self.knowledge.said_for(party.id):
            return
        words = normalise(party.brief).split()
        sought = look_for(self.question, self.services, words)
        spoken = [each for each in sought.found if each.literal >= FURTHER]
        title = f"Others on {party.brief}"
        found = found_section(self.services, spoken, sought.words, title)
        self.sections += [replace(section, brief=True, related=True) for section in found]

    def _add_by_topic(
        self, positions: Sequence[Position], prefix: str, *, detail: bool = False
    ) -> None:
        by_topic: dict[str, list[Position]] = {}
        for position in positions:
            by_topic.setdefault(position.topic, []).append(position)
        for key in self.knowledge.topics:
            if chosen := by_topic.get(key):
                items = state_all(self.services, sorted(chosen, key=order_of_speaking))
                title = prefix + self.knowledge.topics[key].name
                self.sections.append(Section(title=title, items=items, detail=detail))

    def add_topic(self, topic: Topic) -> None:
        """Who stands where on a topic, then who said what, by stance."""
        chosen, earlier = spoken_within(self.knowledge, topic.id)
        proposition = f"On {topic.proposition}:"
        self.leads.append(proposition)
        self.notes.append(Note("proposition", proposition))
        self.notes += tell_extent(self.knowledge, topic.id)
        if not chosen:
            self.silence("no-statement", f"Nothing on {mid_sentence(topic.name)} is on record.")
            self.tell_search()
        self.sections += board_of(self.knowledge, topic)
        self.sections += sections_by_stance(self.services, topic.id)
        for key in self.knowledge.topic_family(topic.id)[1:]:
            below = self.knowledge.topics[key]
            spoken, _ = spoken_on(self.knowledge, key)
            if spoken:
                items = state_all(self.services, by_party(self.knowledge, spoken))
                self.sections.append(
                    Section(title=below.name, items=items, brief=True, detail=True)
                )
        self.menu = menu_of_voices(self.knowledge, topic, within=True)
        self.choices += offer_stances(self.knowledge, topic)
        before = by_party(self.knowledge, earlier)
        self.sections += earlier_section(self.services, before, brief=True)


def _statements_of(sections: Sequence[Section]) -> list[Statement]:
    """List the statements that answer, without those that are shown beside the answer."""
    return [
        item
        for section in sections
        if not section.related
        for item in section.items
        if isinstance(item, Statement)
    ]


def _without(told: Statement, sections: Iterable[Section]) -> Iterator[Section]:
    """Leave out a statement that stands before the sections already."""
    for section in sections:
        items = tuple(i for i in section.items if getattr(i, "id", "") != told.id)
        if items:
            yield replace(section, items=items)


def _choose_leads(leads: Sequence[Sequence[Statement]]) -> tuple[Statement, ...]:
    """Choose a few statements, the first of each that is asked for before the second of any."""
    rounds = (each for ranked in zip_longest(*leads) for each in ranked if each)
    chosen = {each.id: each for each in rounds}
    return tuple(islice(chosen.values(), max(FEW, len(leads))))


def _say_absent(party: Party) -> str:
    return f"{party.brief} did not take the floor in the negotiations."


def _is_worded(question: Question) -> bool:
    """Tell whether it is asked what somebody said: "Mokhiber, what did he say"."""
    return question.certainty == "worded" and question.intent == "fact"


def _is_remark(position: Position) -> bool:
    return position.stance in ("statement", "question")


def _spell_number(number: str) -> str:
    return number if number.startswith("objective") else f"paragraph {number}"


COMMAND = Command(
    name="position",
    usage="PARTY TOPIC",
    summary="What a party said on a topic; with one of the two, all of it.",
    examples=("position {party} {topic}", "position {party}", "position {topic}"),
    handler=answer_position,
    aliases=("positions", "pos", "stance", "p"),
    rank=10,
)
