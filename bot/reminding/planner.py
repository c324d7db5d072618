"""Planning: subscriptions become deliveries, a little ahead and a little at a time.

A subscription that is set, ended, paused or taken up again plans its own target in the transaction
in which it changes, so that what a person is told is on the ledger before it is said.  Everything
else is a horizon that rolls: what was planned to within a day of it is planned on, a few targets in
a step; a pack that has changed sets back those whom its changed events touch.  How far each has
been planned is in the database: a step that fails has done nothing and is done again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.current import Current
from bot.store import Store
from bot.store.turns import KEPT_CHANGES, Charted, Turn
from handlers.reminders.corrections import Gone
from handlers.reminders.milestones import Planned
from handlers.reminders.model import Delivery, Subscription
from handlers.reminders.planning import HORIZON, Plan, Span, compare, plan, want
from knowledge.base import KnowledgeBase

logger = logging.getLogger("compact")
Monotonic = Callable[[], float]

# Targets of one step: few enough that nobody who sets a reminder waits for the database meanwhile.
STEP = 10
# How much of the horizon is left when it is planned on.
LEFT = HORIZON - timedelta(days=1)
# Seconds that planning takes of the event loop at a stretch.
SLICE = 0.003
# Seconds after which a pack other than this process's is no longer held for that of a newer one.
FOREIGN = 3600.0
# Seconds that a target waits whose planning has failed, so that it does not keep others waiting.
FAILED = 10.0


@dataclass(slots=True)
class Planner:
    """Puts on the ledger what subscriptions want.

    Args:
        store: subscriptions and ledger.
        current: the pack in use.
        monotonic: seconds that only go forward.
    """

    store: Store
    current: Current
    monotonic: Monotonic
    _version: str = field(default="", init=False)
    _drawn: KnowledgeBase | None = field(default=None, init=False)
    _foreign_since: float | None = field(default=None, init=False)
    _failed: dict[str, float] = field(default_factory=dict, init=False)

    @property
    def _knowledge(self) -> KnowledgeBase:
        # Not what an answer under way holds: what is planned from now on is by the newest pack.
        return self.current.newest.knowledge

    # What people change

    async def subscribe(self, subscription: Subscription, now: datetime, turn: Turn) -> None:
        """Keep a subscription with its deliveries.

        Args:
            subscription: which.
            now: the present moment.
            turn: the transaction.

        Raises:
            LookupError: where another one has its code.
        """
        await turn.lock([subscription.target])
        if not await turn.kept.add(subscription, turn.connection):
            if not await turn.kept.is_kept(subscription, turn.connection):
                raise LookupError("another subscription has that code")
            return
        if subscription.kind == "note":
            # A note shares nothing with what else its target gets.
            wanted = plan(now, self._knowledge, [subscription], [])
            await turn.ledger.apply(wanted, now, turn.connection)
            await turn.mark([subscription.id], now + HORIZON)
            return
        await self._plan(turn, [subscription.target], now)

    async def change(
        self, code: str, now: datetime, turn: Turn, *, cancel: bool = False, pause: str = ""
    ) -> None:
        """End, pause or take up a subscription, with its deliveries.

        Args:
            code: which.
            now: the present moment.
            turn: the transaction.
            cancel: whether it is ended.
            pause: why nothing is sent for it; "" to take it up again.
        """
        target = await turn.kept.target(code, turn.connection)
        await turn.lock([target])
        if cancel:
            await turn.kept.cancel(code, now, turn.connection)
        elif pause:
            await turn.kept.pause(code, pause, turn.connection)
        else:
            await turn.kept.resume(code, turn.connection)
        await self._plan(turn, [target], now)

    async def pause(self, code: str, why: str, now: datetime) -> None:
        """Pause a subscription because of what Slack says."""
        await self.store.turns.take(lambda turn: self.change(code, now, turn, pause=why))

    async def replan(self, targets: Collection[str], now: datetime) -> None:
        """Plan some targets at once."""

        async def work(turn: Turn) -> None:
            await turn.lock(targets)
            await self._plan(turn, targets, now)

        await self.store.turns.take(work)

    # The horizon

    async def step(self, now: datetime) -> bool:
        """Plan on the targets that are furthest behind.

        Returns:
            Whether there may be more of them.
        """
        if not await self._is_pack_of_all(now) or not await self.is_behind(now + LEFT):
            return False

        async def work(turn: Turn) -> bool:
            targets = await turn.behind(now + LEFT, STEP, list(self._failed))
            await self._plan(turn, targets, now, strict=False)
            return len(targets) == STEP

        return bool(await self.store.turns.take_alone(work))

    async def is_behind(self, moment: datetime) -> bool:
        """Tell whether something that is due by a moment may still have to be planned."""
        at = self.monotonic()
        self._failed = {target: until for target, until in self._failed.items() if at < until}
        return bool(
            await self.store.turns.look(lambda turn: turn.behind(moment, 1, list(self._failed)))
        )

    async def _plan(
        self, turn: Turn, targets: Collection[str], now: datetime, *, strict: bool = True
    ) -> None:
        """Plan some targets.

        Args:
            turn: the transaction.
            targets: which.
            now: the present moment.
            strict: whether a fault in one of them is raised, or leaves it alone to a later step.
        """
        knowledge = self._knowledge
        looks = {target: _Look(Span(since=now, now=now, until=now + HORIZON)) for target in targets}
        for subscription, planned in await turn.subscriptions(targets):
            looks[subscription.target].add(subscription, planned)
        changed, gone = await turn.changes(now - KEPT_CHANGES)
        await self._each(looks, lambda look: look.want(knowledge), strict=strict)
        events = {each.event for look in looks.values() for each in look.wanted if each.event}
        for row in await turn.rows(looks, events | set(changed), now):
            looks[row.target].rows.append(row)
        await self._each(looks, lambda look: look.compare(knowledge, gone), strict=strict)
        joined = _join([look.plan for look in looks.values()])
        await turn.ledger.apply(joined, now, turn.connection)
        codes = [each.id for look in looks.values() for each in look.subscriptions]
        await turn.mark(codes, now + HORIZON)

    async def _each(
        self, looks: dict[str, _Look], work: Callable[[_Look], Iterable[None]], *, strict: bool
    ) -> None:
        """Do something for each target, and let others have the loop in between."""
        began = self.monotonic()
        for target in list(looks):
            try:
                for _ in work(looks[target]):
                    if self.monotonic() - began > SLICE:
                        await asyncio.sleep(0)
                        began = self.monotonic()
            except Exception:
                if strict:
                    raise
                logger.exception("reminders of %s cannot be planned", target)
                self._failed[target] = self.monotonic() + FAILED
                del looks[target]

    # The pack

    async def _is_pack_of_all(self, now: datetime) -> bool:
        """Tell whether reminders are planned by this process's pack; see to it for each pack."""
        knowledge = self._knowledge
        if not self._version or self._drawn is not knowledge:
            charted = await asyncio.to_thread(chart, knowledge)
            version = _digest(charted)

            async def work(turn: Turn) -> bool:
                if await turn.version() != version:
                    await self._redraw(turn, version, charted, now)
                return True

            if not await self.store.turns.take_alone(work):
                return False
            self._version, self._drawn, self._foreign_since = version, knowledge, None
            return True
        if await self.store.turns.look(Turn.version) == self._version:
            self._foreign_since = None
            return True
        # A replica with a newer pack has started. Where it is gone again, this one goes on.
        at = self.monotonic()
        self._foreign_since = at if self._foreign_since is None else self._foreign_since
        if at - self._foreign_since >= FOREIGN:
            self._version, self._foreign_since = "", None
        return False

    async def _redraw(
        self, turn: Turn, version: str, charted: dict[str, Charted], now: datetime
    ) -> None:
        known = await turn.chart()
        changed = {key: new for key, new in charted.items() if known.get(key) != new}
        gone = [key for key in known if key not in charted]
        await turn.redraw(version, changed, gone, now)
        ids = {*changed, *gone}
        touched = [*changed.values(), *(known[key] for key in ids if key in known)]
        kinds = {str(json.loads(each.data)["kind"]) for each in touched}
        topics = {topic for each in touched for topic in each.topics.split(",") if topic}
        if ids:
            await turn.set_back(ids, kinds, topics, now)
        logger.info("Reminders: %d events of the pack have changed", len(changed) + len(gone))


@dataclass(slots=True)
class _Look:
    """What a plan for one target is made of.

    Args:
        span: from when to when.
    """

    span: Span
    subscriptions: list[Subscription] = field(default_factory=list)
    wanted: list[Planned] = field(default_factory=list)
    rows: list[Delivery] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)

    def add(self, subscription: Subscription, planned: datetime) -> None:
        self.subscriptions.append(subscription)
        self.span = replace(self.span, since=min(planned, self.span.since))

    def want(self, knowledge: KnowledgeBase) -> Iterator[None]:
        for some in want(self.span, knowledge, self.subscriptions):
            self.wanted += some
            yield

    def compare(self, knowledge: KnowledgeBase, gone: Sequence[Gone]) -> Iterator[None]:
        self.plan = compare(self.span, knowledge, self.subscriptions, self.wanted, self.rows, gone)
        yield


def chart(knowledge: KnowledgeBase) -> dict[str, Charted]:
    """Write down a pack's events, to find out later which of them have changed."""
    above: dict[str, set[str]] = defaultdict(set)
    for topic in knowledge.topics:
        for below in knowledge.topic_family(topic):
            above[below].add(topic)
    return {
        event.id: Charted(
            event.model_dump_json(),
            ",".join(sorted({topic for own in event.topics for topic in above[own]})),
        )
        for event in knowledge.events.values()
    }


def _digest(charted: dict[str, Charted]) -> str:
    whole = "\n".join(f"{key} {each.data} {each.topics}" for key, each in sorted(charted.items()))
    return hashlib.sha256(whole.encode()).hexdigest()


def _join(plans: Sequence[Plan]) -> Plan:
    """Put the plans of several targets together."""
    return Plan(
        new=tuple(one for each in plans for one in each.new),
        void=tuple(one for each in plans for one in each.void),
        cancel=tuple(one for each in plans for one in each.cancel),
        redate=tuple(one for each in plans for one in each.redate),
        revive=tuple(one for each in plans for one in each.revive),
    )
