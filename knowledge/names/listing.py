"""Names in a row, as a sentence has them."""

from __future__ import annotations

from collections.abc import Sequence


def join_names(names: Sequence[str]) -> str:
    """Join names: "Chile", "Chile and Peru", "Chile, Peru and Japan"; "" for none."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
