"""who supports|opposes|asks|conditions T; who mentions T; who agrees with P"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Line, Menu, Note, Section
from handlers.answers.board import (
    beside,
    menu_of_voices,
    name_voices,
    offer_stances,
    parts_of,
    rows_on,
)
from handlers.answers.citing import state_all, tell_missing_documents
from handlers.answers.events import by_date
from handlers.answers.found import found_section, has_words, speakers_of
from handlers.answers.groupings import words_typed
from handlers.answers.record import (
    WORDS,
    by_party,
    in_documents,
    mid_sentence,
    split_by_time,
    spoken_on,
    stances_on,
)
from handlers.answers.silent import tell_silent
from handlers.answers.unreviewed import name_unreviewed, naming_section
from handlers.errors import UserError
from handlers.questions.entities import Asked, read_entities
from handlers.questions.question import Question, Span
from handlers.questions.searching import (
    Sought,
    content_words,
    look_for,
    names_part,
    part_stands,
    words_of_parties,
)
from handlers.registry import Command
from handlers.request import IN_FULL, Services
from knowledge.finding.evidence import Evidence
from knowledge.model import STANCES, Party, Position, Stance, Topic
from knowledge.names.normal import normalise

MENTIONED = 60  # entries and passages that are looked through for who mentions a thing
FEW = 10  # names of those who only ask or remark that come before the statements
VERBS: dict[Stance, str] = {
    "support": "supports",
    "oppose": "opposes",
    "question": "asks about",
    "conditional": "conditions",
    "statement": "remarks on",
}
_ALIKE = {"support": "support", "oppose": "oppose", "conditional": "conditional"}


def find_who(question: Question, services: Services) -> Answer:
    """Say who takes a stance on a topic, who spoke of a thing, or who agrees with a party."""
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    draft = _Draft(services, question, asked)
    if question.paragraphs or question.objectives:
        draft.tell_paragraphs()
    elif len(asked.topics) == 1 and _SILENCE.search(normalise(question.text)):
        draft.tell_silent(asked.topics[0])
    elif asked.parties and _asks_of_party(asked, question):
        draft.tell_agreement(asked.parties[0])
    elif asked.topics and not draft.tell_of_body():
        draft.tell_topics()
    elif not asked.topics:
        words = content_words(question, services.knowledge, topics=True)
        bodies = words_of_parties(question, question.parties)
        everything = list(dict.fromkeys((*bodies, *words)))
        # "who wants the ILO involved": the body is what is asked for, the rest says how, where
        # nothing has it all.
        asks = question.stances[:1] == ("question",) or len(words) > 1
        whole = look_for(question, services, everything).whole if words and asks else False
        words = everything if whole else list(dict.fromkeys(bodies)) or words
        if question.span is not None and not words:
            draft.tell_day(question.span)
        elif question.stances[:1] == ("question",) and draft.tell_askers():
            pass
        elif not words:
            raise UserError(
                "Say what stance and on what topic.",
                "Ask, for example: who opposes {topic}",
            )
        else:
            draft.tell_words(words)
    answer = Answer(
        query=question.text,
        command="who",
        title=draft.title,
        silence=" ".join(dict.fromkeys(draft.silences)),
        lead=" ".join(draft.leads),
        sections=tuple(draft.sections),
        choices=tuple(draft.choices),
        menu=draft.menu,
        notes=(*draft.notes, *asked.notes),
        page=question.page,
    )
    return tell_missing_documents(services, answer)


# "who has not spoken on it", "who hasn't said anything on it", "who is silent on it"
_SILENCE = re.compile(
    r"\b(?:not|never|t|hasnt|havent|didnt) (?:yet |even |ever )?(?:spoken|spoke|speak|said anything"
    r"|say anything|comment|commented|mention|mentioned|address|addressed|intervened|intervene"
    r"|take the floor|taken the floor)\b|\b(?:yet to|has yet to) (?:speak|comment)\b"
    r"|\b(?:silent|quiet) (?:on|about)\b|\b(?:said|says|saying) nothing\b"
)


def _asks_of_party(asked: Asked, question: Question) -> bool:
    """Tell whether agreement with a party is asked for, and not a party's stance."""
    negotiates = asked.parties[0].kind in ("state", "observer", "group", "chair")
    sides = set(question.stances) & {"support", "oppose"} and not question.left
    return negotiates and (question.intent == "agree" or (bool(sides) and not asked.topics))


class _Draft:
    """An answer in the making."""

    def __init__(self, services: Services, question: Question, asked: Asked) -> None:
        self.services = services
        self.knowledge = services.knowledge
        self.question = question
        self.asked = asked
        self.title = ""
        self.silences: list[str] = []
        self.leads: list[str] = []
        self.menu: Menu | None = None
        self.sections: list[Section] = []
        self.choices: list[Choice] = []
        self.notes: list[Note] = []

    def tell_topics(self) -> None:
        """Who takes the stances asked for on each topic; who mentions it, too, where none is."""
        narrower = names_part(self.question, self.knowledge)
        words = content_words(self.question, self.knowledge, topics=narrower)
        if narrower:
            sought = look_for(self.question, self.services, words, limit=MENTIONED)
            if part_stands(self.question, self.knowledge, sought.found):
                self._tell_sought(sought, f"Who spoke of {sought.shown}")
                for topic in self.asked.topics:
                    self._offer(topic, ())
                return
        for topic in self.asked.topics:
            if not self.knowledge.said_within(topic.id):
                everything = content_words(self.question, self.knowledge, topics=True)
                self.tell_words(everything)
            elif self.question.stances and not narrower:
                self._tell_stances(topic)
            else:
                self._tell_all(topic)

    def tell_of_body(self) -> bool:
        """Tell who spoke of a body on a topic: "who would like the ILO to have a part in it".

        Returns:
            Whether the question names a body beside its topics, and somebody speaks of both.
        """
        named = [party for party in self.asked.parties if party.kind == "organisation"]
        bodies = words_of_parties(self.question, [party.id for party in named])
        if not bodies:
            return False
        sought = look_for(self.question, self.services, bodies, limit=MENTIONED)
        spoken = [each for each in sought.found if has_words([each])]
        words = content_words(self.question, self.knowledge, topics=True)
        family = self.knowledge.topic_families(topic.id for topic in self.asked.topics)
        on_it = [each for each in spoken if self._is_on(each, family, words)]
        if not on_it:
            return False
        wanted = set(self.question.stances)
        on_it.sort(key=lambda each: not self._takes(each, wanted))
        others = [each for each in spoken if each not in on_it]
        names = ", ".join(party.brief for party in named)
        topics = ", ".join(mid_sentence(topic.name) for topic in self.asked.topics)
        if others:
            self.leads.append(f"Those on {topics} first.")
        self._tell_sought(replace(sought, found=(*on_it, *others)), f"Who spoke of {names}")
        for topic in self.asked.topics:
            self._offer(topic, ())
        return True

    def _is_on(self, found: Evidence, family: Collection[str], words: Sequence[str]) -> bool:
        """Tell whether something is on a topic: by its coding, or by the topic's words in it."""
        text = f"{found.entry.title} {found.entry.text}"
        by_words = self.services.evidence.weigh_text(words, text) >= ASKED
        return by_words or not set(found.entry.topics).isdisjoint(family)

    def tell_silent(self, topic: Topic) -> None:
        """Who took the floor, but said nothing on a topic."""
        self.title = f"Who has not spoken on {mid_sentence(topic.name)}"
        lead, sections = tell_silent(self.services, topic)
        self.leads.append(lead)
        self.sections += sections
        self.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))

    def _tell_closest(self) -> None:
        """Put first who spoke in all of the question's words, where these say more than a topic."""
        bodies = words_of_parties(self.question, self.question.parties)
        bodies += words_typed(self.question.groupings, self.question.text)
        more = [*content_words(self.question, self.knowledge, topics=False), *bodies]
        if len(more) < 2 and not bodies:
            return
        words = [*content_words(self.question, self.knowledge, topics=True), *bodies]
        sought = look_for(self.question, self.services, list(dict.fromkeys(words)))
        if not sought.whole:
            return
        wanted = set(self.question.stances)
        found = sorted(sought.found, key=lambda each: not self._takes(each, wanted))
        sections = found_section(self.services, found[:MOST_CLOSEST], sought.words)
        self.sections += [replace(section, brief=True) for section in sections]

    def _takes(self, found: Evidence, stances: Collection[Stance]) -> bool:
        return (
            found.entry.kind == "position"
            and self.knowledge.position(found.entry.id).stance in stances
        )

    def _tell_stances(self, topic: Topic) -> None:
        wanted, *others = self.question.stances
        _, earlier = spoken_on(self.knowledge, topic.id)
        self.title = self.title or f"Who {VERBS[wanted]} {mid_sentence(topic.name)}"
        chosen = stances_on(self.knowledge, topic.id).get(wanted, ())
        # Who only remarks or asks is named as such: a reader may hear a side where none is coded.
        aside: tuple[Stance, ...] = ("question", "statement")
        further = [stance for stance in aside if stance not in self.question.stances]
        told: list[Stance] = [wanted, *others, *further]
        rows = rows_on(self.knowledge, topic.id, [wanted, *others], frozenset({wanted}))
        if not chosen:
            text = f"Nobody on record {VERBS[wanted]} {mid_sentence(topic.name)}."
            self.notes.append(Note("no-statement", text))
        self.sections.append(Section(items=tuple(rows)))
        self.sections += name_unreviewed(self.services, self.knowledge.topic_family(topic.id))
        self._tell_closest()
        if self.question.negated:
            self._tell_turned(topic, wanted)
        parts = parts_of(self.knowledge, topic, told)
        before = [p for p in earlier if p.stance in self.question.stances]
        if not chosen:
            self.sections += parts
        asides = rows_on(self.knowledge, topic.id, further, frozenset())
        few = sum(len(row.names) for row in asides) <= FEW
        if asides and (few or not chosen):
            self.sections.append(Section(items=tuple(asides)))
        if chosen:
            items = state_all(self.services, chosen)
            brief = not self.question.in_full
            self.sections.append(Section(items=items, brief=brief, named=True, stance=wanted))
            if asides and not few:
                self.sections.append(Section(items=tuple(asides)))
            self.sections += parts
        for stance in others:
            spoken = stances_on(self.knowledge, topic.id).get(stance, ())
            if spoken:
                items = state_all(self.services, spoken)
                self.sections.append(
                    Section(title=WORDS[stance], items=items, brief=True, stance=stance)
                )
        self.sections += beside(self.knowledge, topic, before)
        taken = stances_on(self.knowledge, topic.id)
        self._tell_groups(p for stance in self.question.stances for p in taken.get(stance, ()))
        self.notes.append(Note("proposition", f"Towards: {topic.proposition}"))
        self._offer(topic, (wanted, *others))

    def _tell_turned(self, topic: Topic, wanted: Stance) -> None:
        """Say which way a word for the opposite was read: "legally binding"."""
        named = [n for n in self.question.named if n.ref.id == topic.id]
        words = next(n.words for n in named if topic.is_against(n.name))
        turned: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
        self.title = f"Who {VERBS[turned.get(wanted, wanted)]} {words}"
        side = "for" if wanted == "support" else "against"
        text = f"That is to be {side} {topic.proposition}:"
        self.leads.append(text)
        self.notes.append(Note("turned", text))

    def _tell_all(self, topic: Topic) -> None:
        _, earlier = spoken_on(self.knowledge, topic.id)
        self.title = self.title or f"Who spoke of {mid_sentence(topic.name)}"
        self.sections.append(
            Section(items=tuple(rows_on(self.knowledge, topic.id, STANCES, frozenset())))
        )
        self.sections += name_unreviewed(self.services, self.knowledge.topic_family(topic.id))
        self.sections += parts_of(self.knowledge, topic, STANCES)
        family = self.knowledge.said_within(topic.id)
        named = set(name_voices(self.knowledge, family))
        words = content_words(self.question, self.knowledge, topics=True)
        sought = look_for(self.question, self.services, words, limit=MENTIONED)
        spoken = [
            self.knowledge.position(e.entry.id)
            for e in sought.found
            if e.entry.kind == "position" and e.share > 0.9
        ]
        more = [name for name in name_voices(self.knowledge, spoken) if name not in named]
        if more:
            line = Line(", ".join(more), "Also mention it")
            self.sections.append(Section(items=(line,)))
        self.sections += beside(self.knowledge, topic, earlier)
        items = state_all(self.services, by_party(self.knowledge, family))
        self.sections.append(Section(title="What was said", items=items, brief=True, detail=True))
        self.notes.append(Note("proposition", f"Towards: {topic.proposition}"))
        self._offer(topic, ())

    def _tell_groups(self, positions: Iterable[Position]) -> None:
        for key in dict.fromkeys(p.on_behalf_of for p in positions if p.on_behalf_of):
            group = self.knowledge.parties[key]
            if group.members:  # else the pack does not say whom it stands for
                text = f"The {group.name} stands for {len(group.members)} states."
                self.notes.append(Note("group-voice", text))

    def _offer(self, topic: Topic, told: Sequence[Stance]) -> None:
        self.menu = self.menu or menu_of_voices(self.knowledge, topic, within=False)
        if told and not self.question.in_full and self.question.text:
            self.choices.append(Choice("With passages", f"{self.question.text} {IN_FULL}"))
        words = {WORDS[stance] for stance in told}
        self.choices += [
            choice
            for choice in offer_stances(self.knowledge, topic)
            if choice.label.split(" (")[0] not in words
        ]
        self.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))

    def tell_paragraphs(self) -> None:
        """Who takes which stance where they name a paragraph or objective."""
        numbers = [*self.question.paragraphs, *(f"objective {n}" for n in self.question.objectives)]
        names = [n if n.startswith("objective") else f"paragraph {n}" for n in numbers]
        self.title = f"Who spoke of {', '.join(names)}"
        keys: dict[str, None] = {}
        for number in numbers:
            found = self.services.evidence.on_paragraph(number)
            keys |= dict.fromkeys(found)
            keys |= dict.fromkeys(self.services.evidence.near_paragraph(number))
            if not found:
                text = f"Nothing on {names[numbers.index(number)]} itself is on record."
                self.silences.append(text)
                self.notes.append(Note("no-statement", text))
        spoken = [self.knowledge.position(key) for key in keys]
        if spoken:
            names_ = Line(", ".join(name_voices(self.knowledge, spoken)))
            items = state_all(self.services, by_party(self.knowledge, spoken))
            self.sections += [Section(items=(names_,)), Section(items=items, brief=True)]

    def tell_agreement(self, party: Party) -> None:
        """Who sided with a party on the floor, or took its stance on the topics named."""
        against = "oppose" in self.question.stances
        verb = "contradicts" if against else "sides with"
        self.title = f"Who {verb} {party.brief}"
        topics = self.knowledge.topic_families(self.question.topics)
        voices = {party.id, *(p.party for p in self.knowledge.said_for(party.id))}
        express = [
            p
            for p in self.knowledge.positions
            if voices.intersection(p.differs_from if against else p.sides_with)
        ]
        words = content_words(self.question, self.knowledge, topics=True)
        on_it = [p for p in express if topics.intersection(p.topics)] if topics else express
        sought = look_for(self.question, self.services, words, limit=MENTIONED) if words else None
        having = {e.entry.id for e in sought.found} if sought else set()
        first = [p for p in express if p.id in having]
        chosen = list({p.id: p for p in (*first, *on_it)}.values()) or express
        if chosen:
            names = Line(", ".join(name_voices(self.knowledge, chosen)), "As said on the floor")
            self.sections.append(Section(items=(names,)))
        else:
            text = f"Nobody on record {verb} {party.brief} in so many words."
            self.silences.append(text)
            self.notes.append(Note("no-statement", text))
        for key in self.question.topics:
            self._tell_same(party, self.knowledge.topics[key], against)
        self.sections += naming_section(self.services, party)
        if chosen:
            self.sections.append(Section(items=state_all(self.services, chosen), brief=True))
        self.choices.append(Choice(f"Brief: {party.brief}", f"brief {party.brief}"))

    def _tell_same(self, party: Party, topic: Topic, against: bool) -> None:
        """Name those whose stance on a topic is coded as the party's, or as its opposite."""
        now, _ = split_by_time(self.knowledge, self.knowledge.said_on(topic.id))
        own = {p.stance for p in now if party.id in (p.party, p.on_behalf_of)}
        turned: dict[str, Stance] = {"support": "oppose", "oppose": "support"}
        wanted = {turned[s] for s in own if s in turned} if against else own & set(_ALIKE)
        others = [
            p for p in now if p.stance in wanted and party.id not in (p.party, p.on_behalf_of)
        ]
        if others:
            label = f"{'Opposite' if against else 'Same'} stance on {mid_sentence(topic.name)}"
            line = Line(", ".join(name_voices(self.knowledge, others)), label)
            self.sections.append(Section(items=(line,)))

    def tell_day(self, span: Span) -> None:
        """Who took the floor in a span of time, at each meeting on record."""
        self.title = f"Who spoke, {span.words}"
        for event in by_date(self.knowledge.events.values()):
            if span.meets(event.when.first, event.when.last):
                spoken = [p for p in self.knowledge.positions if p.session == event.id]
                if spoken:
                    names = ", ".join(name_voices(self.knowledge, spoken))
                    line = Line(names, f"{event.brief}, {event.when.spell()}")
                    self.sections.append(Section(items=(line,)))
        if not self.sections:
            text = f"Nothing that was said {span.words} is on record."
            self.silences.append(text)
            self.notes.append(Note("no-statement", text))

    def tell_askers(self) -> bool:
        """Tell who asked what the question says, of whomever: "who asked Arbour when it ends".

        Returns:
            Whether anybody did.
        """
        words = content_words(self.question, self.knowledge, topics=True)
        sought = look_for(self.question, self.services, words, limit=MENTIONED) if words else None
        wanted: set[Stance] = {"question"}
        asked = [each for each in sought.found if self._takes(each, wanted)] if sought else []
        if sought is None or not asked or asked[0].share < ASKED:
            return False
        self._tell_sought(replace(sought, found=tuple(asked)), f"Who asked about {sought.shown}")
        return True

    def tell_words(self, words: Sequence[str]) -> None:
        """Who spoke of what names no topic."""
        sought = look_for(self.question, self.services, words, limit=MENTIONED)
        self._tell_sought(sought, f"Who spoke of “{sought.shown}”")

    def _tell_sought(self, sought: Sought, title: str) -> None:
        self.title = title
        self.notes += sought.notes
        if not sought.found:
            text = f"Nothing on “{sought.shown}” {in_documents(self.knowledge)}."
            self.silences.append(text)
            self.notes.append(Note("nothing-found", text))
            self.choices.append(Choice("What can be asked", "help"))
            return
        if not sought.in_words:
            text = f"Nobody on record speaks of all of “{sought.shown}”; the nearest:"
            self.silences.append(text)
            self.notes.append(Note("loose", text))
        sections = found_section(self.services, sought.found, sought.words)
        items = [item for section in sections for item in section.items]
        names = speakers_of(items)
        if len(names) > 1:
            self.sections.append(Section(items=(Line(", ".join(names)),)))
        self.sections.append(Section(items=tuple(items), brief=len(items) > BRIEF, named=True))


MOST_CLOSEST = 2
ASKED = 0.5  # of a question's weight that what somebody asked has to have
BRIEF = 3  # entries that are shown in full; more are told in a line each

COMMAND = Command(
    name="who",
    usage="supports|opposes|asks|conditions TOPIC",
    summary="Who takes a stance on a topic, spoke of a thing, or agrees with a party.",
    examples=("who opposes {topic}", "who mentioned {topic}"),
    handler=find_who,
    rank=40,
)
