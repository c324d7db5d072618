"""The scheduler: has reminders planned, claims those that are due, posts each exactly once.

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
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.current import Current
from bot.reminding.hand import FaultPoint, Hand, Job, Monotonic, no_fault
from bot.reminding.housekeeping import KEPT, Housekeeping
from bot.reminding.planner import Planner
from bot.reminding.posting import Posting
from bot.reminding.sending import LEASE, Sending, tell_expired
from bot.reminding.settling import SETTLE_AFTER, Settling
from bot.store import Store
from handlers.answers.briefing import tell_missed
from handlers.reminders.milestones import expires
from handlers.reminders.model import Delivery

logger = logging.getLogger("compact")

# Claims of one tick: few enough that all of them are posted well within a lease, many enough that a
# morning on which everything is due is not spread over minutes.
BATCH = 50
# Steps of planning in one tick, and seconds between them, in which answers have the loop.
STEPS, BETWEEN_STEPS = 5, 0.03
# Reminders that are looked at together whether their events are over.
PAGE = 200


@dataclass(slots=True)
class Scheduler:
    """Sends what is due.

    Args:
        store: subscriptions and ledger.
        posting: Slack.
        current: the pack in use.
        monotonic: seconds that only go forward.
        worker: a name for this process.
        fault: called between the steps; the fault suite kills the process there.
        kept: for how long what has come to its end is kept.
    """

    store: Store
    posting: Posting
    current: Current
    monotonic: Monotonic
    worker: str = ""
    fault: FaultPoint = no_fault
    kept: timedelta = KEPT
    planner: Planner = field(init=False)
    _hand: Hand = field(init=False)
    _settling: Settling = field(init=False)
    _sending: Sending = field(init=False)
    _housekeeping: Housekeeping = field(init=False)
    _watched: dict[str, tuple[str, float]] = field(default_factory=dict, init=False)
    _ticking: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    def __post_init__(self) -> None:
        # No other process ever has the same name, whoever runs it.
        name = f"{self.worker}-{secrets.token_hex(6)}"
        self.planner = Planner(self.store, self.current, self.monotonic)
        self._hand = Hand(self.store, self.monotonic, name, self.fault)
        self._settling = Settling(self._hand, self.posting)
        self._sending = Sending(self._hand, self.posting, self.current, self.planner)
        self._housekeeping = Housekeeping(self.store, self.current, self.kept)

    async def tick(self, now: datetime) -> int:
        """Do all that is due.

        The order matters:

        1. Outcomes that a fault of the database left unwritten are written first, or else what they
           are about would be claimed and posted again.
        2. Planning comes before claiming, so that what was missed is found before it is counted.
           What has moved is found at the latest when it is claimed.
        3. What may have been posted is settled before anything new is sent: it has waited longest.
        4. What was claimed and surely not posted goes out together with what is newly due, in one
           batch: one look at subscriptions and mutes serves both, and is as fresh as can be.
        5. Setters are told last, of all that was missed at once.

        A step that fails does not keep the others from being done.

        Args:
            now: the present moment.

        Returns:
            How much was worked on; 0 where nothing is left to do.

        Raises:
            Exception: the first fault of a step, when all have been done.
        """
        async with self._ticking:
            with self.current.held():
                return await self._do_all(now)

    async def _do_all(self, now: datetime) -> int:
        hand = self._hand
        hand.alive_since = min(hand.alive_since or now, now)
        done, faults = 0, list[Exception]()
        for step in (hand.record, self._plan, self._expire, self._work, self._tell):
            try:
                done += await step(now) or 0
            except Exception as fault:
                faults.append(fault)
        try:
            done += await self._housekeeping.tidy(now)
        except Exception as fault:
            faults.append(fault)
        for other in faults[1:]:
            logger.warning("another step failed: %s", type(other).__name__)
        if faults:
            raise faults[0]
        return done

    # Planning

    async def _plan(self, now: datetime) -> int:
        for number in range(STEPS):
            if number:
                await asyncio.sleep(BETWEEN_STEPS)
            if not await self.planner.step(now):
                await self.fault("planned")
                return 0
        return 1

    # Claims

    async def _work(self, now: datetime) -> int:
        held = await self._taken_over()
        meant = [job for job in held if job.claim.intent]
        ready = [job for job in held if not job.claim.intent]
        ready += await self._settling.settle_all(meant, now)
        ready += await self._claimed(now)
        await self._sending.send(ready, now)
        return len(meant) + len(ready)

    async def _claimed(self, now: datetime) -> list[Job]:
        hand = self._hand
        at = self.monotonic()
        if at < hand.resume_at:
            return []
        hand.waiting = {k: t for k, t in hand.waiting.items() if at < t}
        claims = await self.store.claims.take(
            hand.worker, now, BATCH, skip=list(hand.waiting), busy=self._sending.busy()
        )
        if claims:
            await self.fault("claimed")
        return [Job(claim, at) for claim in claims]

    async def _taken_over(self) -> list[Job]:
        """Take over claims that nobody works on.

        Another's is one that this process has seen untouched for as long as a lease. One's own is
        one of which nothing is known any more, since the database failed while it was taken.
        """
        at, known = self.monotonic(), self._hand.holds()
        held = await self.store.claims.held()
        watched: dict[str, tuple[str, float]] = {}
        left: dict[str, str] = {}
        for key, token in held.items():
            if key in known:
                continue
            old, since = self._watched.get(key, ("", at))
            watched[key] = (token, since if old == token else at)
            mine = token.startswith(f"{self._hand.worker}:")
            if mine or at - watched[key][1] >= LEASE:
                left[key] = token
        self._watched = watched
        if not left:
            return []
        claims = await self.store.claims.take_over(self._hand.worker, left)
        await self.fault("taken over")
        jobs = [Job(claim, at) for claim in claims]
        for job in jobs:
            key = job.claim.delivery.id
            if job.claim.intent and left[key].startswith(f"{self._hand.worker}:"):
                # It may have been posted a moment ago, and not show yet.
                self._hand.look_later(job, SETTLE_AFTER)
        return [job for job in jobs if job.claim.delivery.id not in self._hand.unsettled]

    # What was missed

    async def _expire(self, now: datetime) -> int:
        """Find all that was missed at once, where anything may have been."""
        after = None
        while self._sending.missed:
            rows = await self.store.misses.overdue(now, after, PAGE)
            if rows:
                await self._expire_some(rows, now)
                after = rows[-1].due, rows[-1].id
            self._sending.missed = len(rows) == PAGE
            await asyncio.sleep(0)
        return 0

    async def _expire_some(self, rows: list[Delivery], now: datetime) -> None:
        codes = {row.subscription for row in rows}
        subscriptions = {s.id: s for s in await self.store.subscriptions.active(codes)}
        targets = {row.target for row in rows}
        muted = {mute.target for mute in await self.store.subscriptions.mutes(targets, now)}
        over: dict[str, str] = {}
        for row in rows:
            subscription = subscriptions.get(row.subscription)
            if subscription is None or subscription.paused or row.target in muted:
                continue
            end = expires(row, subscription, self.current.services.knowledge)
            if end and now >= end:
                over[row.id] = tell_expired(self._hand.tell_late(row))
        if over:
            await self.store.misses.expire(over, now)

    async def _tell(self, now: datetime) -> int:
        """Tell setters what was not sent, when all of it is known."""
        await self._hand.record(now)
        await self._expire(now)
        if await self.planner.is_behind(now):
            return 1
        if await self.store.misses.report(tell_missed, now):
            await self.fault("reported")
        return 0
