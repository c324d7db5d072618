"""Measure the resolver, the search and the loading of packs, beside what one would use instead."""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.generate import (
    chunks,
    make_index,
    make_passages,
    make_questions,
    write_pack,
)
from bench.screens import bench_screens
from handlers.questions.grammar import ROWS
from handlers.questions.understand import understand
from handlers.registry import names_called
from handlers.request import parse_request
from knowledge.finding.search import Query, TextIndex
from knowledge.loading.loader import PACKS, load
from knowledge.names.index import Reading

_ROW = "{:34}{:>12}{:>12}{:>12}{:>14}\n"


def _measure(ask: Callable[[str], object], lines: Iterable[str]) -> list[float]:
    """Give the milliseconds of processor time that each line takes, sorted."""
    taken: list[float] = []
    for line in lines:
        start = time.thread_time()
        ask(line)
        taken.append((time.thread_time() - start) * 1e3)
    return sorted(taken)


def _print(name: str, size: int, taken: Sequence[float], right: str = "") -> None:
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    median = statistics.median(taken)
    sys.stdout.write(_ROW.format(name, f"{size:,}", f"{median:.3f}", f"{p99:.3f}", right))


def bench_resolver(largest: int) -> None:
    """Questions of two parts, without and with one typing error."""
    sys.stdout.write(_ROW.format("\nresolver", "aliases", "median ms", "p99 ms", "both right"))
    for size in chunks(largest):
        start = time.perf_counter()
        index, parties, topics = make_index(size)
        built = time.perf_counter() - start
        for errors in (0, 1):
            questions = make_questions(parties, topics, 2_000, errors=errors)
            lines = [line for line, _, _ in questions]
            for line in lines[:200]:
                index.read(line)
            taken = _measure(index.read, lines)

            def is_right(reading: Reading, names: Sequence[str]) -> bool:
                meant = {ref for name in names for ref in index.names[name]}  # noqa: B023
                return {ref for m in reading.matches for ref in m.refs} == meant

            right = sum(is_right(index.read(line), names) for line, *names in questions)
            what = f"Compact, {errors} error{'s' * (errors != 1)}"
            _print(what, size, taken, f"{right / len(questions):.1%}")
        names = list(index.names)
        few = max(10, 200_000 // size)
        questions = make_questions(parties, topics, min(few, 200), errors=1)
        found: list[bool] = []

        def fuzzy(line: str) -> None:
            best = process.extract(line, names, scorer=fuzz.WRatio, limit=2)  # noqa: B023
            found.append({name for name, _, _ in best} == set(meant[line]))  # noqa: B023

        meant = {line: pair for line, *pair in questions}
        taken = _measure(fuzzy, meant)
        _print("rapidfuzz WRatio, 1 error", size, taken, f"{sum(found) / len(found):.1%}")
        sys.stdout.write(f"  built in {built:.1f} s\n")


def bench_search(largest: int) -> None:
    """All of two words, and any of three that are nowhere together."""
    sys.stdout.write(_ROW.format("\nsearch", "passages", "median ms", "p99 ms", "hits"))
    for size in chunks(largest):
        entries, words = make_passages(size)
        index = TextIndex(entries)
        start = time.perf_counter()
        index.search(Query((words[5],)))
        built = time.perf_counter() - start
        every = [" ".join(entry.text.split()[3:5]) for entry in entries[:: max(1, size // 300)]]
        some = [f"{words[30 + n]} {words[9_000 + n]} {words[15_000 + n]}" for n in range(300)]
        table = _full_text_table(entry.text for entry in entries)

        def fts(line: str, joint: str) -> list[object]:
            query = joint.join(f'"{word}"' for word in line.split())
            return table.execute(  # noqa: B023
                "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50",
                (query,),
            ).fetchall()

        def find(line: str) -> object:
            return index.search(Query(tuple(line.split())))  # noqa: B023

        for what, lines, joint in (("all words", every, " AND "), ("any word", some, " OR ")):
            for line in lines[:30]:
                find(line)
            hits = statistics.median(
                len(index.search(Query(tuple(line.split())))) for line in lines
            )
            _print(f"Compact, {what}", size, _measure(find, lines), f"{hits:.0f}")
            ask = lambda line, joint=joint: fts(line, joint)  # noqa: E731
            _print(f"SQLite FTS5, {what}", size, _measure(ask, lines[:100]))
        sys.stdout.write(f"  built in {built:.1f} s\n")


def _full_text_table(texts: Iterable[str]) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'porter unicode61')")
    base.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))
    return base


_LOAD = """
import sys, time
from pathlib import Path
from knowledge.loading.loader import load
start = time.perf_counter()
loaded = load(Path(sys.argv[1]), None, Path(sys.argv[2]) if sys.argv[2] else None)
taken = time.perf_counter() - start
assert len(loaded.knowledge.positions) == int(sys.argv[3])
held = most = 0  # told by Linux alone
status = Path("/proc/self/status")
for line in status.read_text().splitlines() if status.is_file() else ():
    if line.startswith("VmRSS"):
        held = int(line.split()[1]) / 1024
    if line.startswith("VmHWM"):
        most = int(line.split()[1]) / 1024
print(taken, held, most)
"""


def bench_loading(largest: int) -> None:
    """A pack cold from YAML, and warm from the compiled cache, each in a process of its own."""
    row = "{:34}{:>12}{:>12}{:>14}{:>14}\n"
    head = ("\nloading a pack", "positions", "seconds", "resident MiB", "at most MiB")
    sys.stdout.write(row.format(*head))
    for size in chunks(largest):
        with tempfile.TemporaryDirectory() as folder:
            pack, cache = Path(folder) / "pack", Path(folder) / "cache"
            write_pack(pack, size)
            _load_apart(pack, cache, size)
            for name, used in (("cold, from YAML", ""), ("warm, from the cache", str(cache))):
                runs = [_load_apart(pack, used, size) for _ in range(3 if size < 50_000 else 1)]
                taken, held, most = min(runs)
                cells = (f"{size:,}", f"{taken:.2f}", f"{held:.0f}", f"{most:.0f}")
                sys.stdout.write(row.format(name, *cells))
                sys.stdout.flush()


def _load_apart(pack: Path, cache: Path | str, size: int) -> tuple[float, float, float]:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(pack), str(cache), str(size)],
        check=True,
        capture_output=True,
        text=True,
    )
    taken, held, most = map(float, done.stdout.split())
    return taken, held, most


def bench_understanding(largest: int) -> None:
    """Whole lines read once: two names, one of them misspelt, and sentences as people type them."""
    knowledge = load(PACKS / "gcm").knowledge
    called, today = names_called(), date(2018, 3, 14)

    def read(line: str) -> object:
        return understand(parse_request(line), knowledge, today, called)

    sys.stdout.write(_ROW.format("\nunderstanding", "lines", "median ms", "p99 ms", ""))
    parties = [party.brief for party in knowledge.parties.values() if party.kind == "state"]
    topics = [topic.name for topic in knowledge.topics.values()]
    pairs = [f"{party} {topic}" for party, topic in zip(parties, topics * 3, strict=False)]
    wrong = [pair[:2] + pair[3:] for pair in pairs]
    for name, lines in (
        ("party and topic", pairs),
        ("with one letter missing", wrong),
        ("whole sentences", _SENTENCES),
    ):
        for line in lines[:50]:
            read(line)
        _print(name, len(lines), _measure(read, lines * max(1, 500 // len(lines))))


_SENTENCES = tuple(row.example for row in ROWS)


def main() -> int:
    """Run what is asked for, or all."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "what", nargs="*", choices=("resolver", "understanding", "screens", "search", "loading", [])
    )
    parser.add_argument("--small", action="store_true", help="leave the largest size out")
    options = parser.parse_args()
    share = 10 if options.small else 1
    for name, measure, largest in (
        ("resolver", bench_resolver, 250_000),
        ("understanding", bench_understanding, 1),
        ("screens", bench_screens, 100_000),
        ("search", bench_search, 100_000),
        ("loading", bench_loading, 100_000),
    ):
        if not options.what or name in options.what:
            measure(largest // share)
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
