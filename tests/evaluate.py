"""How well questions are understood, by kind, beside two naive resolvers: ``make eval``."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

from handlers.questions.understand import understand as read_line
from handlers.registry import names_called
from handlers.request import parse_request
from knowledge.base import KnowledgeBase
from knowledge.loading.loader import PACKS, load
from knowledge.names.index import Kind, Ref
from knowledge.names.normal import normalise
from knowledge.yaml_source import read_yaml
from tests.conftest import find_documents, make_services
from tests.first_screen import report

QUESTIONS = Path(__file__).parent / "data" / "questions.yaml"
NAMED: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(
        ("position", "topic", "compare", "who", "brief", "gaps"), frozenset({"party", "topic"})
    ),
    "term": frozenset({"term"}),
    "event": frozenset({"event"}),
    "people": frozenset({"person"}),
    "sources": frozenset({"source"}),
}
Verdict = Literal["right", "asked back", "wrong", "not understood"]
VERDICTS: tuple[Verdict, ...] = ("right", "asked back", "not understood", "wrong")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its expected reading.

    Args:
        kind: what sort of question it is.
        line: as typed.
        command: the subcommand that is to answer.
        ids: what it names; of a question back, what it may be between.
        back: whether a question back is expected.
    """

    kind: str
    line: str
    command: str
    ids: frozenset[str]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a resolver makes of a line.

    Args:
        command: the subcommand.
        ids: what it reads, settled.
        open: what it asks back between; () where it does not ask.
        left: whether words were left over that name nothing.
    """

    command: str
    ids: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    left: bool = False


def read_questions() -> list[Question]:
    """Read the questions that were written by hand."""
    data = read_yaml(QUESTIONS.read_text("utf-8"), QUESTIONS.name).data
    assert isinstance(data, dict)
    return [
        _question(kind, str(line), str(expected))
        for kind, lines in data.items()
        for line, expected in lines
    ]


def _question(kind: str, line: str, expected: str) -> Question:
    if expected == "-":
        return Question(kind, line, "", frozenset())
    command, _, ids = expected.rpartition(":")
    back = command == "?"
    return Question(
        kind, line, "position" if back else command or "position", frozenset(ids.split()), back
    )


def misspell(knowledge: KnowledgeBase, count: int, seed: int = 4) -> Iterator[Question]:
    """Make two-part questions with one typing error in one of the names.

    Args:
        knowledge: whose parties and topics.
        count: how many.
        seed: for the choice.
    """
    chance = random.Random(seed)  # noqa: S311
    parties = [p for p in knowledge.parties.values() if p.kind == "state"]
    topics = list(knowledge.topics.values())
    while count:
        party, topic = chance.choice(parties), chance.choice(topics)
        names = [
            chance.choice([party.name, party.brief]),
            chance.choice([topic.name, *topic.synonyms[:3]]),
        ]
        place = chance.randrange(2)
        if len(names[place]) < 5:
            continue
        names[place] = _one_error(chance, names[place])
        chance.shuffle(names)
        yield Question("generated", " ".join(names), "position", frozenset({party.id, topic.id}))
        count -= 1


LONG_ENOUGH = 5


def _one_error(chance: random.Random, word: str) -> str:
    # No error is forgiven in a word of three letters or less, such as an abbreviation.
    places = [
        at
        for at in range(len(word) - 1)
        if len(word[:at].rpartition(" ")[2] + word[at:].partition(" ")[0]) >= LONG_ENOUGH
    ]
    place = chance.choice(places or [0])
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def understand(line: str, knowledge: KnowledgeBase) -> Understood:
    """Read a line as Compact does: subcommand, names, and what shared names mean here."""
    question = read_line(
        parse_request(" ".join(line.split())), knowledge, date(2018, 3, 14), names_called()
    )
    kinds = NAMED.get(question.command)
    if kinds is None:
        return Understood(question.command)
    ids = {naming.ref.id for naming in question.named if naming.ref.kind in kinds}
    back = {ref.id for each in question.ambiguous for ref in each.refs}
    return Understood(question.command, frozenset(ids), frozenset(back), bool(question.left))


def judge(question: Question, found: Understood, knowledge: KnowledgeBase) -> Verdict:
    """Hold what was understood against what was meant.

    A question back is right where one is expected; a line with words left over asks back unless
    both a party and a topic are named, as the answer to it does.
    """
    if question.back:
        if found.open:
            return "right" if found.open & question.ids else "wrong"
        return "asked back" if found.left or not found.ids else "wrong"
    if not question.command:  # nothing may be read
        return "right" if not found.ids and not found.open else "wrong"
    both = any(i in knowledge.parties for i in found.ids) and any(
        i in knowledge.topics for i in found.ids
    )
    if found.open or (found.left and not both):
        return "asked back" if found.open or found.ids else "not understood"
    if found.ids == question.ids and found.command == question.command:
        return "right"
    if not found.ids and question.ids:
        return "not understood"
    # A part that was not understood and is told so ("left aside") is no wrong answer.
    if found.left and found.ids < question.ids:
        return "asked back"
    return "wrong"


Resolver = Callable[[str], Understood]


def resolvers(knowledge: KnowledgeBase) -> dict[str, Resolver]:
    """Give Compact's resolver and the two naive ones."""
    index = knowledge.index
    known = {
        name: refs
        for name, refs in index.names.items()
        if any(ref.kind in ("party", "topic") for ref in refs)
    }
    names = list(known)

    def fuzzy(line: str) -> Understood:
        best = process.extract(normalise(line), names, scorer=fuzz.WRatio, limit=8)
        ids = _first_of_each(known, [name for name, score, _ in best if score >= 80])
        return Understood("position", ids)

    def exact(line: str) -> Understood:
        words = normalise(line).split()
        found: list[str] = []
        for length in (4, 3, 2, 1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length])
                if name in known:
                    found.append(name)
        return Understood("position", _first_of_each(known, found))

    return {
        "Compact": lambda line: understand(line, knowledge),
        "rapidfuzz WRatio": fuzzy,
        "exact words": exact,
    }


def _first_of_each(known: Mapping[str, tuple[Ref, ...]], names: list[str]) -> frozenset[str]:
    chosen: dict[str, str] = {}
    for name in names:
        for ref in known[name]:
            if ref.kind in ("party", "topic"):
                chosen.setdefault(ref.kind, ref.id)
    return frozenset(chosen.values())


@dataclass
class Tally:
    """Verdicts by kind of question, and the questions that were not understood rightly."""

    counts: dict[str, dict[Verdict, int]] = field(default_factory=dict)
    missed: list[tuple[Verdict, Question, Understood]] = field(default_factory=list)

    def add(self, question: Question, found: Understood, verdict: Verdict) -> None:
        row = self.counts.setdefault(question.kind, dict.fromkeys(VERDICTS, 0))
        row[verdict] += 1
        if verdict != "right":
            self.missed.append((verdict, question, found))

    def total(self, verdict: Verdict, kind: str = "") -> int:
        return sum(row[verdict] for key, row in self.counts.items() if kind in ("", key))

    def share(self, verdict: Verdict) -> float:
        return self.total(verdict) / sum(self.total(each) for each in VERDICTS)


def evaluate(resolve: Resolver, questions: list[Question], knowledge: KnowledgeBase) -> Tally:
    """Put all questions to a resolver."""
    tally = Tally()
    for question in questions:
        found = resolve(question.line)
        tally.add(question, found, judge(question, found, knowledge))
    return tally


def main() -> int:
    """Print the report."""
    knowledge = load(PACKS / "gcm").knowledge
    written = read_questions()
    made = list(misspell(knowledge, 2_000))
    for name, resolve in resolvers(knowledge).items():
        sys.stdout.write(f"\n{name}\n{'':24}{'of':>7}")
        sys.stdout.write("".join(f"{verdict:>16}" for verdict in VERDICTS) + "\n")
        for what, questions in (("written by hand", written), ("generated errors", made)):
            tally = evaluate(resolve, questions, knowledge)
            if what == "written by hand":
                for kind, row in tally.counts.items():
                    _print_row(kind, row)
            _print_row(
                what.upper(), {verdict: tally.total(verdict) for verdict in VERDICTS}, share=True
            )
            if name == "Compact":
                for verdict, question, found in tally.missed[:40]:
                    sys.stdout.write(
                        f"    {verdict}: {question.line} | expected {question.command} "
                        f"{sorted(question.ids)}, read {found.command} {sorted(found.ids)} "
                        f"{sorted(found.open)}\n"
                    )
    documents = find_documents()
    if documents is None:
        sys.stdout.write("\nThe first screen is not measured: no documents are at hand.\n")
    else:
        report(make_services(load(PACKS / "gcm", documents)))
    return 0


def _print_row(name: str, row: dict[Verdict, int], *, share: bool = False) -> None:
    total = sum(row.values())
    cells = [f"{row[v]} ({row[v] / total:.1%})" if share else str(row[v]) for v in VERDICTS]
    sys.stdout.write(f"{name:24}{total:>7}" + "".join(f"{cell:>16}" for cell in cells) + "\n")


if __name__ == "__main__":
    sys.exit(main())
