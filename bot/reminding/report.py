"""The ledger on the command line, for whoever runs Compact."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.store import open_store
from bot.store.limits import is_away, name_fault
from handlers.reminders.model import Delivery


def print_ledger(url: str, *, whole: bool) -> int:
    """Print how many deliveries there are in each state, or each of them.

    Args:
        url: of the database.
        whole: each of them, by when it is due.

    Returns:
        The exit status: 0, or 1 where the database cannot be opened.
    """
    return _print_from(url, "No reminders are kept yet", partial(_print, whole=whole))


_COUNTED = "lines in Slack count; those of compact ask and the console do not"


def print_silences(url: str) -> int:
    """Print which lines found nothing, by kind, the most frequent first.

    Args:
        url: of the database.

    Returns:
        The exit status: 0, or 1 where the database cannot be opened.
    """
    return _print_from(url, f"Nothing has been counted yet ({_COUNTED})", _print_silences)


async def _print_silences(url: str) -> None:
    async with open_store(url) as store:
        found = await store.silences.most_frequent()
    if not found:
        sys.stdout.write(f"No line has ended in silence ({_COUNTED}).\n")
    counts: Counter[str] = Counter()
    for each in found:
        counts[each.kind] += each.count
    for kind, count in counts.most_common():
        sys.stdout.write(f"{kind} ({count})\n")
        sys.stdout.writelines(
            f"{each.count:6}  {each.last}  {each.line}\n" for each in found if each.kind == kind
        )


def _print_from(url: str, empty: str, show: Callable[[str], Coroutine[Any, Any, None]]) -> int:
    """Print from a database, or say why there is nothing to print."""
    parsed = make_url(url)
    if url.startswith("sqlite:") and not Path(str(parsed.database)).is_file():
        sys.stdout.write(f"{empty}: there is no {parsed.database}.\n")
        return 0
    try:
        asyncio.run(show(url))
    except Exception as error:
        if not (is_away(error) or isinstance(error, SQLAlchemyError)):
            raise
        where = parsed.set(query={}).render_as_string(hide_password=True)
        sys.stderr.write(f"The database cannot be opened: {where} ({name_fault(error)}).\n")
        return 1
    return 0


async def _print(url: str, *, whole: bool) -> None:
    async with open_store(url) as store:
        subscriptions = await store.subscriptions.active()
        paused = sum(bool(each.paused) for each in subscriptions)
        sys.stdout.write(f"{len(subscriptions)} subscriptions, {paused} of them paused\n")
        for state, count in sorted((await store.ledger.count()).items()):
            sys.stdout.write(f"{count:6} {state}\n")
        if whole:
            page = await store.ledger.page(None)
            while page:
                sys.stdout.writelines(_line(row) + "\n" for row in page)
                page = await store.ledger.page(page[-1])


def _line(row: Delivery) -> str:
    what = row.name or row.text.partition("\n")[0]
    parts = (
        f"{row.due:%Y-%m-%d %H:%M:%SZ}",
        row.state,
        row.kind,
        row.subscription or "-",
        row.target,
        row.lead or "-",
        f"tried {row.attempts}",
        row.ts or "-",
        what,
        row.reason,
    )
    return "  ".join(part for part in parts if part)
