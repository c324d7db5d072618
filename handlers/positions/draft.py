"""An answer on positions in the making."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.answers.answer import Note
from handlers.answers.drafting import AnswerDraft
from handlers.answers.record import tell_searched
from handlers.answers.unreviewed import unreviewed_section
from handlers.questions.question import Question
from handlers.questions.searching import content_words, look_for, names_part
from knowledge.model import Party, Position, Topic
from knowledge.names.normal import normalise

# Several things are asked for: "the 3 additional principles", "examples".
_SEVERAL = re.compile(
    r"\b(?:[2-9]|10|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?!times|years|days|months)(?:\w+ )?\w+s\b"
    r"|\b(?:examples|reasons|points|principles|priorities|recommendations|proposals|steps|areas"
    r"|elements|ways|list|overview|summary|conclusions|results|findings|outcomes?|gist)\b"
)
LONG = 5  # letters of a word that is short for nothing
FEW_OWN = 5  # statements of a party, which are told all where its topics would else be listed
FEW = 4  # statements that are shown in full without a board before them
FURTHER = 0.6  # of the question's weight that a further entry has to have
MOST_FURTHER = 3
NEAR = 0.45  # the same where nothing else is told, or to come before a whole topic
MAINLY = 0.3  # of a score, for a proposal whose main topic is one that is asked for


@dataclass
class Draft(AnswerDraft):
    """An answer on positions in the making."""

    question: Question
    subject: str = ""
    several: bool = False
    about: tuple[str, ...] = ()

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
            if not evidence.is_asked(word) and not evidence.mend([normalise(word)]):
                text = self._tell_note_taker(word) or f"“{word}” stands nowhere in the documents."
                if all(word not in told for told in self.silences):
                    self.silence("unknown-name", text)
        if self.question.topics and (self.silences or not self.question.parties):
            # Of refugee camps, or of drones at the border, nobody spoke at all.
            self.tell_strange(LONG)

    def _tell_note_taker(self, word: str) -> str:
        """Say of whoever took notes that their remarks are no position; "" of anybody else."""
        sources = self.knowledge.sources.values()
        took = [s for s in sources if word == s.author or word in s.note_taker]
        return f"“{word}” took {took[0].brief}, and speaks for no party." if took else ""

    def tell_strange(self, least: int = 0) -> None:
        """Say of each word that is asked for and stands nowhere that it does, everyday ones too.

        Args:
            least: letters that such a word has; shorter ones can be short for something.
        """
        evidence = self.services.evidence
        told = set(map(normalise, self.question.rare))  # of any answer
        for word in self.question.left:
            strange = word not in told and len(word) >= least and not evidence.is_asked(word)
            if strange and not evidence.mend([word]):
                self.silence("unknown-name", f"“{word}” stands nowhere in the documents.")

    def by_words(self, positions: Sequence[Position]) -> list[Position]:
        """Put the positions first that have the question's other words, where it has any."""
        if len(positions) < 2 or not self.says_more:
            return list(positions)
        words = content_words(self.question, self.knowledge, topics=True)
        parties = tuple({p.party for p in positions})
        sought = look_for(self.question, self.services, words, parties=parties, limit=60)
        shares = {e.entry.id: e.score for e in sought.found if e.entry.kind == "position"}
        return sorted(positions, key=lambda p: -shares.get(p.id, 0.0))

    def as_asked(self, positions: Sequence[Position]) -> list[Position]:
        """Put those first that take a stance which the question asks for, then by its words."""
        chosen = self.by_words(positions)
        wanted = self.question.stances
        return sorted(chosen, key=lambda p: p.stance not in wanted) if wanted else chosen

    @property
    def wants_several(self) -> bool:
        """Whether several things are asked for, by a number or as examples."""
        return bool(_SEVERAL.search(self.question.plain))

    def add_unreviewed(self, parties: Sequence[str], topics: Sequence[str]) -> None:
        """Add what stands in documents that nobody has reviewed."""
        words = " ".join(content_words(self.question, self.knowledge, topics=True))
        asks = self.question.stances[:1] == ("question",)
        self.sections += unreviewed_section(self.services, parties, topics, words, asks=asks)


def list_names(entries: Sequence[Party | Topic]) -> str:
    """Name parties or topics as a title does."""
    return ", ".join(entry.brief for entry in entries)
