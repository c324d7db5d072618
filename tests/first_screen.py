"""The first screen in Slack, held against what has to be visible on it: the second part of eval.

Lines were written from the documents by people who saw neither the code nor each other's lines.
``lines.jsonl`` is what one may look at; ``aside.jsonl`` is put aside, and only counted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from bot.funnel import Outcome, respond
from bot.render.slack.messages import render_message
from handlers.answers.answer import Answer
from handlers.request import Services
from tests.conftest import ROOT, FakeClock

FOLDER = ROOT / "tests" / "data" / "first_screen"
_SILENT = re.compile(
    r"no (statement|position|record|entry|word|mention|own)|nothing|nobody|no one|none of"
    r"|did not|there is no|has no|not (on record|in the)",
    re.IGNORECASE,
)
_UNSEEN = {"actions", "button", "static_select", "external_select", "overflow"}
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as somebody types it, with what has to be visible.

    Args:
        id: of the line.
        kind: what sort of question it is.
        query: as typed.
        as_of: the day that is taken for today, or "".
        expect: groups of words, of each of which one has to be there.
        never: words that must not be there.
        silent: whether the right answer is that nothing is on record.
    """

    id: str
    kind: str
    query: str
    as_of: str = ""
    expect: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    silent: bool = False


def read_lines(path: Path) -> list[Line]:
    """Read lines, one JSON object a line."""
    return [_line(json.loads(text)) for text in path.read_text("utf-8").splitlines() if text]


def _line(data: dict[str, Any]) -> Line:
    return Line(
        id=data["id"],
        kind=data["kind"],
        query=data["query"],
        as_of=data.get("as_of") or "",
        expect=tuple(tuple(group) for group in data.get("expect", ())),
        never=tuple(data.get("must_not", ())),
        silent=bool(data.get("none")),
    )


def at(line: Line, services: Services) -> Services:
    """Give the services with the day that a line takes for today."""
    if not line.as_of:
        return services
    noon = datetime.combine(date.fromisoformat(line.as_of), time(12), UTC)
    return replace(services, clock=FakeClock(noon))


def ask(line: Line, services: Services) -> Outcome[str]:
    """Give all that stands on a line's first screen, buttons apart."""

    def draw(answer: Answer) -> str:
        return fold(" \n ".join(_texts(render_message(answer)["blocks"])))

    return respond(line.query, at(line, services), draw)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, dict) and node.get("type") not in _UNSEEN:
        for key, value in node.items():
            if key in ("text", "caption", "title", "alt_text") and isinstance(value, str):
                yield value
            elif key != "accessory":
                yield from _texts(value)


def fold(text: str) -> str:
    """Fold a text as a reader does: no case, no mark-up, plain quotation marks and dashes."""
    text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    return re.sub(r"\s+", " ", re.sub(r"[*_~`]", "", text.translate(_FOLDED))).lower()


def faults(line: Line, seen: Outcome[str]) -> list[str]:
    """Say what is wrong with a first screen; nothing where it is right."""
    screen = seen.drawn
    told: list[str] = [] if seen.status == "answered" else [seen.status]
    if line.silent and not _SILENT.search(screen):
        told.append("does not say that nothing is on record")
    told += [f"none of {group[:3]}" for group in line.expect if not _has_any(screen, group)]
    told += [f"has {word}" for word in line.never if _has_any(screen, (word,))]
    return told


def _has_any(screen: str, group: tuple[str, ...]) -> bool:
    for word in group:
        pattern = re.escape(fold(word))
        if re.search(rf"(?<!\d){pattern}" if word[:1].isdigit() else pattern, screen):
            return True
    return False


def report(services: Services, *, show: bool = True) -> None:
    """Print the shares by kind, of the lines to look at and of those put aside."""
    for name in ("lines", "aside"):
        right: Counter[str] = Counter()
        lines = read_lines(FOLDER / f"{name}.jsonl")
        for line in lines:
            wrong = faults(line, ask(line, services))
            right[line.kind] += not wrong
            if wrong and show and name == "lines":
                sys.stdout.write(f"    {line.id} {line.query}: {'; '.join(wrong)}\n")
        total = Counter(line.kind for line in lines)
        kinds = "  ".join(f"{kind} {right[kind]}/{total[kind]}" for kind in total)
        share = sum(right.values()) / len(lines)
        sys.stdout.write(f"first screen, {name}: {share:.1%} of {len(lines)}  {kinds}\n")
