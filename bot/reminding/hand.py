"""What one process has in hand: claims under way, what is to be written down, who has to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.store import Store
from bot.store.claims import Claim, Outcome
from handlers.answers.briefing import tell_lateness
from handlers.reminders.model import Delivery, State, Subscription

logger = logging.getLogger("compact")
Monotonic = Callable[[], float]
FaultPoint = Callable[[str], Awaitable[None]]
Result = TypeVar("Result")

# A reminder that comes within this counts as in time; whoever gets it later is told why.
LATE_AFTER = timedelta(minutes=5)


async def no_fault(step: str) -> None:
    """Do nothing between two steps."""


@dataclass(slots=True)
class Job:
    """A claim on its way.

    Args:
        claim: of what.
        taken: when it was, by the monotonic clock.
        subscription: whose, as soon as it has been looked up.
        channel: where it goes, as soon as that is open.
        cursor: where the search for it goes on.
        searched: how many messages have been searched.
        since: when the search began, by the monotonic clock.
        limited: whether Slack has let the history be read only a little at a time.
    """

    claim: Claim
    taken: float
    subscription: Subscription | None = None
    channel: str = ""
    cursor: str = ""
    searched: int = 0
    since: float | None = None
    limited: bool = False


@dataclass(slots=True)
class Hand:
    """What one process has in hand.

    Args:
        store: the ledger.
        monotonic: seconds that only go forward.
        worker: a name for this process.
        fault: called between the steps; the fault suite kills the process there.
        alive_since: since when the process has looked at the ledger.
        unsettled: what may have been posted, by id, with when it is looked for.
        waiting: until when what Slack has refused is left alone, by id.
        resume_at: until when nothing is posted at all.
    """

    store: Store
    monotonic: Monotonic
    worker: str
    fault: FaultPoint = no_fault
    alive_since: datetime | None = None
    unsettled: dict[str, tuple[Job, float]] = field(default_factory=dict)
    waiting: dict[str, float] = field(default_factory=dict)
    resume_at: float = 0.0
    _outcomes: list[Outcome] = field(default_factory=list, init=False)
    _recording: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def holds(self) -> set[str]:
        """Give the ids of the claims of which this process knows what comes next."""
        return {*self.unsettled, *(each.claim.delivery.id for each in self._outcomes)}

    def look_later(self, job: Job, wait: float) -> None:
        """Look after some seconds whether something was posted."""
        self.unsettled[job.claim.delivery.id] = (job, self.monotonic() + wait)

    async def finish(self, job: Job, now: datetime, state: State, why: str) -> None:
        """Write down what has become of a claim without a message in Slack."""
        self._outcomes.append(Outcome(claim=job.claim, state=state, reason=why))
        await self.record(now)

    async def posted(self, job: Job, now: datetime, channel: str, ts: str) -> None:
        """Write down that Slack has the message."""
        state, why = self.tell_timely(job.claim.delivery, now)
        self._outcomes.append(
            Outcome(claim=job.claim, state=state, channel=channel, ts=ts, reason=why)
        )
        await self.record(now)

    async def record(self, now: datetime) -> None:
        """Write down all outcomes that wait; many that end together share a commit."""
        async with self._recording:
            outcomes, self._outcomes = self._outcomes, []
            if not outcomes:
                return
            try:
                await self.store.claims.record(outcomes, now)
            except BaseException:
                # The database may be restarting: what is known must not be forgotten.
                self._outcomes = outcomes + self._outcomes
                raise

    def tell_timely(self, delivery: Delivery, now: datetime) -> tuple[State, str]:
        """Tell whether a reminder is sent in time or late, and why."""
        if delivery.kind != "reminder" or now - delivery.due <= LATE_AFTER:
            return "sent", ""
        return "late", self.tell_late(delivery)

    def tell_late(self, delivery: Delivery) -> str:
        """Say why a reminder comes late."""
        running = self.alive_since is not None and self.alive_since <= delivery.due
        return tell_lateness(delivery, running=running)

    def log_try(self, job: Job, what: str, error: str, wait: float) -> None:
        """Leave a line on a try that failed; never the text."""
        delivery = job.claim.delivery
        then = f"again in {wait:.0f} s" if wait else "given up"
        due = delivery.due.isoformat(timespec="seconds")
        logger.warning(
            "delivery %s (%s, due %s): %s failed: %s; %s",
            delivery.id,
            delivery.kind,
            due,
            what,
            error,
            then,
        )


async def do_all(
    work: Iterable[Coroutine[Any, Any, Result]], apart: float | None = None
) -> list[Result]:
    """Do several things at once; a fault of one is raised when the others have ended.

    Args:
        work: what is to be done.
        apart: seconds between two beginnings, in which others have the loop; None for none.

    Returns:
        What each has given.
    """
    tasks: list[asyncio.Task[Result]] = []
    try:
        for each in work:
            if tasks and apart is not None:
                await asyncio.sleep(apart)
            tasks.append(asyncio.ensure_future(each))
        results = await asyncio.gather(*tasks, return_exceptions=True)
    except BaseException:
        # Called off: nothing of it goes on by itself.
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    found: list[Result] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        found.append(result)
    return found
