"""How far two readers agree who coded the stances without seeing each other's words."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.base import KnowledgeBase
from knowledge.diagnostics import Diagnostic, Fault
from knowledge.errors import FaultyPack
from knowledge.model import STANCES

FILE = "coding.csv"
COLUMNS = ["entry", "topic", "first", "second"]


@dataclass(frozen=True, slots=True)
class Coding:
    """An entry under one of its topics, as two readers coded it.

    Args:
        entry: the position's id when it was coded; it may have been folded into another since.
        topic: the topic's id.
        first: the first reader's stance.
        second: the second reader's.
    """

    entry: str
    topic: str
    first: str
    second: str

    @property
    def pair(self) -> tuple[str, str]:
        """Both readers' stances."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree.

    Args:
        rows: entries that both coded.
        same: rows on which they agree, of these.
        kappa: Cohen's kappa, at most 1; 0 is what chance would give.
    """

    rows: int
    same: int
    kappa: float


def read_coding(folder: Path, knowledge: KnowledgeBase) -> tuple[Coding, ...]:
    """Read what two readers coded, from a pack's `coding.csv`.

    Args:
        folder: folder of the pack.
        knowledge: the pack, whose topics the rows name.

    Returns:
        The rows in the order of the file; none where the pack has no such file.

    Raises:
        FaultyPack: with every fault of the file.
    """
    path = folder / FILE
    shown = str(path)
    if not path.is_file():
        return ()
    codings: list[Coding] = []
    faults: list[Diagnostic] = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        if header != COLUMNS:
            message = f"the first line has to be {','.join(COLUMNS)}"
            faults.append(Diagnostic(shown, 1, 1, Fault.VALUE, message))
        for row in () if faults else rows:
            wrong = _faults(row, knowledge.topics)
            faults += [Diagnostic(shown, rows.line_num, 1, *fault) for fault in wrong]
            if not wrong:
                codings.append(Coding(*row))
    if faults:
        raise FaultyPack(faults)
    return tuple(codings)


def _faults(row: Sequence[str], topics: Collection[str]) -> list[tuple[Fault, str]]:
    if len(row) != len(COLUMNS):
        return [(Fault.VALUE, f"a row has {len(COLUMNS)} values, this one {len(row)}")]
    found: list[tuple[Fault, str]] = []
    if row[1] not in topics:
        found.append((Fault.UNKNOWN_TOPIC, f"there is no topic “{row[1]}”"))
    for stance in row[2:]:
        if stance not in STANCES:
            found.append((Fault.VALUE, f"“{stance}” is no stance; there are {', '.join(STANCES)}"))
    return found


def measure_agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Measure how far two readers agree beyond chance.

    Args:
        pairs: the stances that the two gave to each row; one row at least.

    Returns:
        The agreement. Where both gave every row one and the same stance, chance alone would have
        them agree; they do agree, and kappa is given as 1.
        Source of the formula: J. Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    told = list(pairs)
    first, second = (Counter(pair[reader] for pair in told) for reader in (0, 1))
    rows, same = len(told), sum(one == other for one, other in told)
    chance = sum(count * second[stance] for stance, count in first.items()) / rows**2
    kappa = 1.0 if same == rows else (same / rows - chance) / (1 - chance)
    return Agreement(rows, same, kappa)


def agreement_by_topic(
    codings: Iterable[Coding], least: int = 12
) -> tuple[dict[str, Agreement], Agreement | None]:
    """Measure the agreement topic by topic.

    Args:
        codings: the rows.
        least: rows that a topic needs to be measured by itself; with fewer, one row more or less
            on which the readers differ turns the figure round.

    Returns:
        The agreement by topic, weakest first, and that of all other topics together, or None where
        there are no others.
    """
    topics: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for coding in codings:
        topics[coding.topic].append(coding.pair)
    alone = {t: measure_agreement(pairs) for t, pairs in topics.items() if len(pairs) >= least}
    rest = [pair for topic, pairs in topics.items() if topic not in alone for pair in pairs]
    ordered = dict(sorted(alone.items(), key=lambda item: (item[1].kappa, item[0])))
    return ordered, measure_agreement(rest) if rest else None


def agreement_with_pack(
    codings: Iterable[Coding], knowledge: KnowledgeBase
) -> tuple[Agreement, Agreement] | None:
    """Measure how far each reader agrees with the stances that stand in the pack now.

    Args:
        codings: the rows; those whose entry or topic the pack no longer has are left out.
        knowledge: the pack.

    Returns:
        The first reader's agreement and the second's, or None where no row is left.
    """
    now = {(p.id, t): p.on(t).stance for p in knowledge.positions for t in p.topics}
    told = [
        (coding.pair, stance)
        for coding in codings
        if (stance := now.get((coding.entry, coding.topic)))
    ]
    if not told:
        return None
    first, second = (
        measure_agreement((pair[reader], stance) for pair, stance in told) for reader in (0, 1)
    )
    return first, second
