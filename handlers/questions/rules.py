"""Rules by which a line is written otherwise, each looked for only where a line allows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_PART = re.compile(r"\w+|[^\w\s]")
# Letters that patterns take for an "i" whatever their case.
_DOTS = {ord("ı"): "i", 0x307: None}
Written = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is written otherwise.

    Args:
        pattern: finds it.
        written: what is written for it.
        needs: folded words, or marks, of which a line has one wherever the pattern finds anything;
            other lines are not looked through. None where all are.
    """

    pattern: re.Pattern[str]
    written: Written
    needs: frozenset[str] | None = None

    def may_find(self, parts: frozenset[str]) -> bool:
        """Tell whether the pattern can find anything in a line of some words and marks, folded."""
        return self.needs is None or not self.needs.isdisjoint(parts)


def rule(pattern: re.Pattern[str], written: Written, needs: str = "") -> Rule:
    """Make a rule.

    Args:
        pattern: finds what is written otherwise.
        written: what is written for it.
        needs: words and marks as `Rule` has them, with spaces between; "" where all lines are
            looked through.
    """
    return Rule(pattern, written, frozenset(needs.split()) or None)


def parts_of(line: str) -> frozenset[str]:
    """List a line's words and marks, folded."""
    folded = line.casefold()
    return frozenset(_PART.findall(folded if line.isascii() else folded.translate(_DOTS)))


class Rules:
    """Rules that are tried one after another, found by the words that a line has of theirs.

    Args:
        rules: in order.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Note by which words each is found."""
        self._rules = tuple(rules)
        self._always = frozenset(n for n, each in enumerate(self._rules) if each.needs is None)
        self._by_part: dict[str, list[int]] = {}
        for number, each in enumerate(self._rules):
            for part in each.needs or ():
                self._by_part.setdefault(part, []).append(number)

    def rewrite(self, line: str) -> str:
        """Write a line by the rules, one after another."""
        left, parts = -1, parts_of(line)
        while True:
            for number in self._finding(parts, left):
                each = self._rules[number]
                changed = each.pattern.sub(each.written, line)
                if changed != line:
                    line, left, parts = changed, number, parts_of(changed)
                    break  # other words call other rules, of those that come after
            else:
                return line

    def _finding(self, parts: Iterable[str], left: int) -> list[int]:
        """List the rules after one that can find anything in a line of some words, in order."""
        numbers = set(self._always)
        for part in parts:
            numbers.update(self._by_part.get(part, ()))
        return sorted(number for number in numbers if number > left)
