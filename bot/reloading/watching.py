"""Watching the files of a pack and the documents, as the operating system tells of changes."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import Change, awatch

logger = logging.getLogger("compact")
# Milliseconds without a change after which what was saved together is taken to be whole, and after
# which it is looked at even where changes go on.
QUIET, LONGEST = 300, 3_000


async def watch_files(pack: Path, documents: Path | None) -> AsyncIterator[None]:
    """Yield once for all that has changed since, until the task is cancelled.

    Args:
        pack: a folder; its YAML files count, at any depth.
        documents: a folder; every file in it counts; or None.
    """
    folders = [folder for folder in (pack, documents) if folder]
    counts = _count_in(documents)
    try:
        async for _ in awatch(*folders, watch_filter=counts, debounce=LONGEST, step=QUIET):
            yield
    except (OSError, RuntimeError) as error:  # no more watches are to be had, or the folder is gone
        why = type(error).__name__
        logger.warning("edits of the pack are not seen (%s): restart Compact after them", why)


def _count_in(documents: Path | None) -> Callable[[Change, str], bool]:
    inside = documents.resolve() if documents else None

    def counts(change: Change, path: str) -> bool:
        return path.endswith((".yaml", ".yml")) or Path(path).parent.resolve() == inside

    return counts
