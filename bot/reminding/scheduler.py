"""The scheduler: plans reminders, claims those that are due, posts each exactly once.

Everything that matters is on the ledger before it is done.  A claim is held under a token; whoever
posts commits the intent first; a claim whose outcome is not known is settled by reading the
channel's history before anything is posted again.  The wall clock only says what is due: how long a
claim is held is measured by the observer's own monotonic clock, so that a clock that is set does no
harm.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from bot.reminding.posting import (
    LASTING,
    TIMEOUT,
    TOKEN_ERRORS,
    Posted,
    Posting,
    Refused,
    Unknown,
    Unreadable,
)
from bot.render.slack.reminders import render_reminder
from bot.store import Store
from bot.store.ledger import Claim, Outcome
from handlers.answers.briefing import (
    brief_reminder,
    brief_text,
    tell_lateness,
    tell_missed,
    tell_why,
)
from handlers.reminders.milestones import expires
from handlers.reminders.model import Delivery, MutedUntil, State, Subscription
from handlers.reminders.planning import plan
from handlers.request import Services

logger = logging.getLogger("compact")

BATCH = 50
LEASE = 90.0  # seconds after which a claim that nobody touches is taken over
SETTLE_AFTER = 10.0  # seconds until a message that Slack took is surely in the history
REPLAN_AFTER = 3600.0
CHANNEL_GAP = 1.0  # Slack: one message a second for each channel
LONGEST_WAIT = 300.0
LATE_AFTER = timedelta(minutes=5)

Result = TypeVar("Result")
Monotonic = Callable[[], float]
FaultPoint = Callable[[str], Awaitable[None]]


async def no_fault(step: str) -> None:
    """Do nothing between two steps."""


@dataclass(slots=True)
class _Job:
    """A claim on its way through a tick."""

    claim: Claim
    taken: float
    subscription: Subscription | None = None
    channel: str = ""
    settled: bool = False


@dataclass(slots=True)
class Scheduler:
    """Sends what is due.

    Args:
        store: subscriptions and ledger.
        posting: Slack.
        services: the pack.
        monotonic: seconds that only go forward.
        worker: a name for this process.
        fault: called between the steps; the fault suite kills the process there.
    """

    store: Store
    posting: Posting
    services: Services
    monotonic: Monotonic
    worker: str = field(default_factory=lambda: secrets.token_hex(4))
    fault: FaultPoint = no_fault
    _stale: bool = field(default=True, init=False)
    _planned_at: float = field(default=0.0, init=False)
    _alive_since: datetime | None = field(default=None, init=False)
    _resume_at: float = field(default=0.0, init=False)
    _last_post: dict[str, float] = field(default_factory=dict, init=False)
    _waiting: dict[str, float] = field(default_factory=dict, init=False)
    _watched: dict[str, tuple[str, float]] = field(default_factory=dict, init=False)
    _unsettled: dict[str, tuple[_Job, float]] = field(default_factory=dict, init=False)
    _outcomes: list[Outcome] = field(default_factory=list, init=False)
    _recording: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _counted: date | None = field(default=None, init=False)

    def replan(self) -> None:
        """Plan anew at the next tick, since subscriptions or the pack have changed."""
        self._stale = True

    async def tick(self, now: datetime) -> int:
        """Do all that is due.

        Args:
            now: the present moment.

        Returns:
            How many deliveries were worked on.
        """
        self._alive_since = min(self._alive_since or now, now)
        await self._record(now)
        if self._stale or self.monotonic() - self._planned_at >= REPLAN_AFTER:
            await self._plan(now)
        await self._count(now)
        mine = self._ready_to_settle()
        jobs = [*mine, *await self._taken_over({job.claim.delivery.id for job in mine})]
        settled = await _all(self._settle(job, now) for job in jobs if job.claim.intent)
        ready = [job for job in jobs if not job.claim.intent]
        ready += [job for job in settled if job is not None]
        ready += await self._claimed(now)
        await self._send(ready, now)
        await self._record(now)
        if await self.store.ledger.report(tell_missed, now):
            await self.fault("reported")
        return len(jobs) + len(ready)

    # Planning

    async def _plan(self, now: datetime) -> None:
        self._stale = False
        subscriptions = await self.store.subscriptions.active()
        deliveries = await self.store.ledger.all()
        wanted = plan(now, self.services.knowledge, subscriptions, deliveries)
        await self.store.ledger.apply(wanted, now)
        self._planned_at = self.monotonic()
        await self.fault("planned")

    async def _count(self, now: datetime) -> None:
        """Once a day, say in the log how many deliveries there are in each state."""
        if self._counted != now.date():
            self._counted = now.date()
            counts = await self.store.ledger.count()
            told = ", ".join(f"{n} {state}" for state, n in sorted(counts.items()))
            logger.info("Reminders on the ledger: %s", told or "none")

    # Claims

    async def _claimed(self, now: datetime) -> list[_Job]:
        at = self.monotonic()
        if at < self._resume_at:
            return []
        self._last_post = {k: t for k, t in self._last_post.items() if at - t < CHANNEL_GAP}
        self._waiting = {k: t for k, t in self._waiting.items() if at < t}
        claims = await self.store.ledger.claim(
            self.worker, now, BATCH, skip=list(self._waiting), busy=list(self._last_post)
        )
        if claims:
            await self.fault("claimed")
        return [_Job(claim, at) for claim in claims]

    async def _taken_over(self, mine: Collection[str]) -> list[_Job]:
        """Take over claims that this process has seen untouched for as long as a lease.

        Args:
            mine: ids of claims that it is about to settle itself.
        """
        at = self.monotonic()
        held = await self.store.ledger.held()
        watched: dict[str, tuple[str, float]] = {}
        for key, token in held.items():
            if key in self._unsettled or key in mine:
                continue
            old, since = self._watched.get(key, ("", at))
            watched[key] = (token, since if old == token else at)
        self._watched = watched
        left = {key: token for key, (token, since) in watched.items() if at - since >= LEASE}
        if not left:
            return []
        claims = await self.store.ledger.take_over(self.worker, left)
        await self.fault("taken over")
        return [_Job(claim, at) for claim in claims]

    # Settling what may have been posted

    def _ready_to_settle(self) -> list[_Job]:
        at = self.monotonic()
        ready = [key for key, (_, when) in self._unsettled.items() if at >= when]
        return [self._unsettled.pop(key)[0] for key in ready]

    async def _settle(self, job: _Job, now: datetime) -> _Job | None:
        """Look whether a message was posted.

        Returns:
            The job, where it was surely not posted and has to go on; else None.
        """
        delivery = job.claim.delivery
        channel = delivery.channel or await self.posting.resolve(delivery.target)
        try:
            if not isinstance(channel, str):
                lasting = isinstance(channel, Refused) and not channel.wait
                error = channel.error if isinstance(channel, Refused) else channel.why
                raise Unreadable(error, lasting=lasting)
            ts = await self.posting.find(channel, delivery.thread, delivery.id, job.claim.anchor)
        except Unreadable as fault:
            if fault.lasting:
                why = (
                    f"It may or may not have been posted: Compact cannot read the channel’s "
                    f"history ({fault.error}), and does not post twice."
                )
                await self._finish(job, now, "ambiguous", why)
            else:
                self._unsettled[delivery.id] = (job, self.monotonic() + SETTLE_AFTER)
            return None
        await self.fault("settled")
        if ts:
            state, why = self._timely(delivery, now)
            self._outcomes.append(
                Outcome(claim=job.claim, state=state, channel=channel, ts=ts, reason=why)
            )
            await self._record(now)
            return None
        return replace(job, taken=self.monotonic(), settled=True)

    # Sending

    async def _send(self, jobs: Sequence[_Job], now: datetime) -> None:
        if not jobs:
            return
        codes = {job.claim.delivery.subscription for job in jobs}
        subscriptions = {s.id: s for s in await self.store.subscriptions.active(codes)}
        targets = {job.claim.delivery.target for job in jobs}
        mutes = {m.target: m for m in await self.store.subscriptions.mutes(targets, now)}
        for job in jobs:
            job.subscription = subscriptions.get(job.claim.delivery.subscription)
        wanted = [job for job in jobs if await self._still_wanted(job, mutes, now)]
        reached = await _all(self._reach(job, now) for job in wanted)
        ready = [job for job, ok in zip(wanted, reached, strict=True) if ok]
        if not ready:
            return
        meant = await self.store.ledger.intend(self.worker, [job.claim for job in ready])
        await self.fault("intended")
        # Only the very claims that were confirmed: two of one delivery would post it twice.
        confirmed = [(job, meant.get((job.claim.delivery.id, job.claim.token))) for job in ready]
        await _all(
            self._post(replace(job, claim=claim), now)
            for job, claim in confirmed
            if claim is not None
        )

    async def _still_wanted(self, job: _Job, mutes: dict[str, MutedUntil], now: datetime) -> bool:
        delivery, subscription = job.claim.delivery, job.subscription
        if delivery.kind == "notice":
            return True
        if subscription is None:
            await self._finish(job, now, "cancelled", "The subscription was cancelled.")
        elif subscription.paused:
            why = f"The subscription is paused: {subscription.paused}"
            await self._finish(job, now, "cancelled", why)
        elif mute := mutes.get(delivery.target):
            await self._finish(job, now, "cancelled", f"Muted by {mute.by}.")
        elif (over := expires(delivery, subscription, self.services.knowledge)) and now >= over:
            why = tell_lateness(delivery, running=self._ran_at(delivery.due))
            await self._finish(job, now, "expired", f"Missed. {why} The event is over.")
        else:
            return True
        return False

    async def _reach(self, job: _Job, now: datetime) -> bool:
        """Open the channel; a channel that cannot be opened is dealt with as a refused post."""
        found = job.claim.delivery.channel or await self.posting.resolve(job.claim.delivery.target)
        if isinstance(found, str):
            job.channel = found
            return True
        if isinstance(found, Unknown):
            # Nothing was posted: a channel was only asked for.
            found = Refused(found.why, SETTLE_AFTER)
        await self._refused(job, found, now)
        return False

    async def _post(self, job: _Job, now: datetime) -> None:
        delivery = job.claim.delivery
        if self.monotonic() - job.taken > LEASE - 2 * TIMEOUT:
            return  # too late to be sure that the claim is still held; it will be settled
        await self.fault("posting")
        message = self._draw(job, now)
        self._last_post[delivery.target] = self.monotonic()
        result = await self.posting.post(job.channel, message, delivery.id, delivery.thread)
        await self.fault("posted")
        match result:
            case Posted(channel, ts):
                state, why = self._timely(delivery, now)
                self._outcomes.append(
                    Outcome(claim=job.claim, state=state, channel=channel, ts=ts, reason=why)
                )
                await self._record(now)
                await self.fault("recorded")
            case Refused():
                await self._refused(job, result, now)
            case Unknown():
                claim = replace(
                    job.claim,
                    intent=True,
                    delivery=replace(delivery, attempts=delivery.attempts + 1),
                )
                wait = min(SETTLE_AFTER * 2 ** min(delivery.attempts, 6), LONGEST_WAIT)
                self._unsettled[delivery.id] = (replace(job, claim=claim), self.monotonic() + wait)

    def _draw(self, job: _Job, now: datetime) -> dict[str, object]:
        delivery, subscription = job.claim.delivery, job.subscription
        if delivery.kind != "reminder" or subscription is None:
            return render_reminder(brief_text(delivery))
        late = self._timely(delivery, now)[1]
        answer = brief_reminder(delivery, subscription, self.services, late=late)
        return render_reminder(
            answer, delivery=delivery.id, owner=subscription.owner, code=subscription.id
        )

    async def _refused(self, job: _Job, refused: Refused, now: datetime) -> None:
        """Slack has not posted it: try again where that can help, else say so to the setter."""
        delivery = job.claim.delivery
        if refused.wait:
            if refused.error in ("ratelimited", "rate_limited"):
                self._resume_at = max(self._resume_at, self.monotonic() + refused.wait)
            self._waiting[delivery.id] = self.monotonic() + refused.wait
            await self._finish(job, now, "pending", refused.error)
            return
        if delivery.kind == "notice" and refused.error in TOKEN_ERRORS:
            self._waiting[delivery.id] = self.monotonic() + LONGEST_WAIT
            await self._finish(job, now, "pending", refused.error)
            return
        why = tell_why(refused.error)
        if refused.error in LASTING and delivery.subscription and delivery.kind != "notice":
            await self.store.subscriptions.pause(delivery.subscription, f"{why}.")
            why += f"; paused until somebody says: remind resume {delivery.subscription}"
            self._stale = True
        logger.warning("delivery %s failed: %s", delivery.id, refused.error)
        await self._finish(job, now, "failed", f"{why[:1].upper()}{why[1:]}.")

    def _timely(self, delivery: Delivery, now: datetime) -> tuple[State, str]:
        """Tell whether a reminder is sent in time or late, and why."""
        if delivery.kind != "reminder" or now - delivery.due <= LATE_AFTER:
            return "sent", ""
        return "late", tell_lateness(delivery, running=self._ran_at(delivery.due))

    def _ran_at(self, moment: datetime) -> bool:
        return self._alive_since is not None and self._alive_since <= moment

    # Recording

    async def _finish(self, job: _Job, now: datetime, state: State, why: str) -> None:
        self._outcomes.append(Outcome(claim=job.claim, state=state, reason=why))
        await self._record(now)

    async def _record(self, now: datetime) -> None:
        """Write down all outcomes that wait; many that end together share a commit."""
        async with self._recording:
            outcomes, self._outcomes = self._outcomes, []
            if not outcomes:
                return
            try:
                await self.store.ledger.record(outcomes, now)
            except BaseException:
                # The database may be restarting: what is known must not be forgotten.
                self._outcomes = outcomes + self._outcomes
                raise


async def _all(work: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """Do several things at once; a fault of one is raised when the others have ended."""
    results = await asyncio.gather(*work, return_exceptions=True)
    found: list[Result] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        found.append(result)
    return found
