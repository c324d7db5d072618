"""Numbers of things in words."""

from __future__ import annotations


def count(number: int, one: str, many: str) -> str:
    """Say how many there are: "1 line", "2 lines"."""
    return f"{number} {one if number == 1 else many}"
