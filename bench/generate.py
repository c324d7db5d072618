"""Names, questions, passages and packs made from a seed, the same each time."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from pathlib import Path

from knowledge.finding.search import Entry
from knowledge.names.index import Index, Ref

_BEGIN = "b br c ch cl d dr f fl g gr h j k kl l m n p pl pr r s sh sk st t tr v w y z".split()
_MIDDLE = "a e i o u ai ea ia io ou".split()
_END = ["", "", "n", "r", "l", "s", "t", "nd", "rt", "m"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def make_words(chance: random.Random, count: int) -> list[str]:
    """Make different words of four to fourteen letters."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = (
            chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_END)
            for _ in range(chance.choice((2, 3, 3, 4)))
        )
        word = "".join(parts)
        if 4 <= len(word) <= 14:
            found[word] = None
    return list(found)


def make_index(count: int, seed: int = 1) -> tuple[Index, list[str], list[str]]:
    """Make an index of names of parties and topics, about five names to each entity.

    Args:
        count: how many names.
        seed: for the choice.

    Returns:
        The index, the parties' names and the topics' names.
    """
    chance = random.Random(seed)  # noqa: S311
    # The words of a growing text grow like its square root (Heaps' law).
    words = make_words(chance, int(30 * math.sqrt(count)))
    names: dict[str, None] = {}
    while len(names) < count:
        names[" ".join(chance.sample(words, chance.choice((1, 2, 2, 3))))] = None
    index = Index()
    parties, topics = list(names)[::2], list(names)[1::2]
    for number, name in enumerate(parties):
        index.add(name, [Ref("party", f"p{number // 5}")])
    for number, name in enumerate(topics):
        index.add(name, [Ref("topic", f"t{number // 5}")])
    return index, parties, topics


def make_questions(
    parties: list[str], topics: list[str], count: int, *, errors: int, seed: int = 2
) -> list[tuple[str, str, str]]:
    """Make questions of two parts: (line, party's name, topic's name).

    Args:
        parties, topics: the names to choose from.
        count: how many.
        errors: typing errors in one of the names.
        seed: for the choice.
    """
    chance = random.Random(seed)  # noqa: S311
    found: list[tuple[str, str, str]] = []
    for _ in range(count):
        pair = [chance.choice(parties), chance.choice(topics)]
        typed = list(pair)
        place = chance.randrange(2)
        for _ in range(errors):
            typed[place] = misspell(chance, typed[place])
        chance.shuffle(typed)
        found.append((" ".join(typed), *pair))
    return found


def misspell(chance: random.Random, name: str) -> str:
    """Make one typing error: a letter left out, put in, changed, or changed about with the next."""
    place, letter = chance.randrange(len(name) - 1), chance.choice(LETTERS)
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + letter + name[place + 1 :],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        )
    )


def make_passages(count: int, seed: int = 3) -> tuple[list[Entry], list[str]]:
    """Make passages of about 40 words, common and rare ones, and the words by how common they are.

    Args:
        count: how many passages.
        seed: for the choice.
    """
    chance = random.Random(seed)  # noqa: S311
    words = make_words(chance, 20_000)
    weights = [1 / (rank + 8) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=count * 60))
    entries = [
        Entry(
            "passage",
            f"I.{number}",
            "Report",
            " ".join(next(drawn) for _ in range(chance.randint(20, 60))),
        )
        for number in range(count)
    ]
    return entries, words


def write_pack(folder: Path, positions: int, seed: int = 4) -> None:
    """Write a pack with 190 states, 50 topics and so many positions.

    Args:
        folder: where; it is made.
        positions: how many.
        seed: for the choice.
    """
    from knowledge.names.normal import is_state_code

    chance = random.Random(seed)  # noqa: S311
    words = make_words(chance, 4_000)
    pairs = (a + b for a in LETTERS.upper() for b in LETTERS.upper())
    codes = [code for code in pairs if is_state_code(code)][:190]
    topics = words[:50]
    folder.mkdir(parents=True)
    head = [
        "pack: {id: made, name: Made pack, description: Made from a seed.}",
        "states:",
        *(f'  state-{code.lower()}: "{code}"' for code in codes),
        "topics:",
        *(
            f"  - {{id: {t}, name: {t.title()} matters, proposition: {t}, description: On {t}.}}"
            for t in topics
        ),
        "sources:",
        "  - {id: report, name: Report, author: Somebody, date: 2018-03, kind: report,",
        f"     form: prose, file: report.txt, sha256: {'0' * 64}}}",
        "events:",
        "  - id: session",
        "    name: Session",
        "    kind: session",
        "    dates: [{when: 2018-03-13, source: report, locators: [I.1]}]",
    ]
    (folder / "pack.yaml").write_text("\n".join(head) + "\n", "utf-8")
    stances = ("support", "oppose", "conditional", "question", "statement")
    for start in range(0, positions, 1_000):
        lines = ["session: session", "source: report", "positions:"]
        for number in range(start, min(start + 1_000, positions)):
            summary = " ".join(chance.choices(words, k=chance.randint(12, 32)))
            lines += [
                f"  - id: position-{number}",
                f"    party: state-{chance.choice(codes).lower()}",
                f"    topic: {chance.choice(topics)}",
                f"    stance: {chance.choice(stances)}",
                f"    summary: {summary}.",
                f"    locators: [I.{number + 1}]",
            ]
        (folder / f"positions-{start:06}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def chunks(count: int) -> Iterator[int]:
    """Yield the sizes that are measured, up to a largest one."""
    yield from (count // 100, count // 10, count)
