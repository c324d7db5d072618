"""Sending: what is still wanted is posted, and what Slack says to it is taken for what it means."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.current import Current
from bot.reminding.hand import Hand, Job, do_all
from bot.reminding.planner import Planner
from bot.reminding.posting import (
    LASTING,
    TIMEOUT,
    TOKEN_ERRORS,
    Posted,
    Posting,
    Refused,
    Unknown,
)
from bot.reminding.settling import SETTLE_AFTER
from bot.render.slack.reminders import render_reminder
from handlers.answers.briefing import brief_note, brief_reminder, brief_text, tell_why
from handlers.reminders.corrections import is_planned
from handlers.reminders.milestones import expires, start_key
from handlers.reminders.model import MutedUntil, Subscription

logger = logging.getLogger("compact")

# Seconds after which a claim that nobody touches is taken over. Longer than two calls to Slack at
# their slowest, so that nobody who still works on it is overtaken.
LEASE = 90.0
# Slack allows one message a second for each channel; what is posted faster comes back as refused.
CHANNEL_GAP = 1.0
# Seconds between the beginnings of two posts, in which answers have the loop: still ten times as
# many as Slack takes of a workspace.
PACE = 0.01
# Seconds between two tries at most: nothing is to wait for hours once Slack is back.
LONGEST_WAIT = 300.0


@dataclass(slots=True)
class Sending:
    """Posts what is due.

    Args:
        hand: what this process has in hand.
        posting: Slack.
        current: the pack in use.
        planner: plans anew what has changed.
    """

    hand: Hand
    posting: Posting
    current: Current
    planner: Planner
    missed: bool = field(default=True, init=False)
    _last_post: dict[str, float] = field(default_factory=dict, init=False)

    def busy(self) -> list[str]:
        """List the targets that were posted to a moment ago."""
        at = self.hand.monotonic()
        self._last_post = {k: t for k, t in self._last_post.items() if at - t < CHANNEL_GAP}
        return list(self._last_post)

    async def send(self, jobs: Sequence[Job], now: datetime) -> None:
        """Post what is still wanted of some claims."""
        if not jobs:
            return
        store = self.hand.store
        codes = {job.claim.delivery.subscription for job in jobs}
        subscriptions = {s.id: s for s in await store.subscriptions.active(codes)}
        targets = {job.claim.delivery.target for job in jobs}
        mutes = {m.target: m for m in await store.subscriptions.mutes(targets, now)}
        for job in jobs:
            job.subscription = subscriptions.get(job.claim.delivery.subscription)
        moved = [job for job in jobs if self._has_moved(job)]
        if moved:
            await self._plan_anew(moved, now)
        wanted = [
            job for job in jobs if job not in moved and await self._still_wanted(job, mutes, now)
        ]
        reached = await do_all(self._reach(job, now) for job in wanted)
        ready = [job for job, ok in zip(wanted, reached, strict=True) if ok]
        if not ready:
            return
        meant = await store.claims.intend(self.hand.worker, [job.claim for job in ready])
        await self.hand.fault("intended")
        # Only the very claims that were confirmed: two of one delivery would post it twice.
        confirmed = [(job, meant.get((job.claim.delivery.id, job.claim.token))) for job in ready]
        await do_all(
            (
                self._post(replace(job, claim=claim), now)
                for job, claim in confirmed
                if claim is not None
            ),
            PACE,
        )

    def _has_moved(self, job: Job) -> bool:
        """Tell whether a reminder was planned for what the pack no longer says."""
        delivery, subscription = job.claim.delivery, job.subscription
        if subscription is None or not delivery.event or not is_planned(delivery):
            return False
        event = self.current.services.knowledge.events.get(delivery.event)
        return event is None or start_key(event, subscription.zone) != delivery.start

    async def _plan_anew(self, moved: Sequence[Job], now: datetime) -> None:
        """Give back what an older state of the pack has planned, and plan its targets at once."""
        for job in moved:
            await self.hand.finish(job, now, "pending", "")
        targets = {job.claim.delivery.target for job in moved}
        await self.planner.replan(targets, now)

    async def _still_wanted(self, job: Job, mutes: dict[str, MutedUntil], now: datetime) -> bool:
        delivery, subscription, hand = job.claim.delivery, job.subscription, self.hand
        knowledge = self.current.services.knowledge
        if delivery.kind == "notice":
            return True
        if subscription is None:
            await hand.finish(job, now, "cancelled", "The subscription was cancelled.")
        elif subscription.paused:
            why = f"The subscription is paused: {subscription.paused}"
            await hand.finish(job, now, "cancelled", why)
        elif mute := mutes.get(delivery.target):
            await hand.finish(job, now, "cancelled", f"Muted by {mute.by}.")
        elif (over := expires(delivery, subscription, knowledge)) and now >= over:
            # Where one was missed, more may have been.
            self.missed = True
            await hand.finish(job, now, "expired", tell_expired(hand.tell_late(delivery)))
        else:
            return True
        return False

    async def _reach(self, job: Job, now: datetime) -> bool:
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

    async def _post(self, job: Job, now: datetime) -> None:
        delivery, hand = job.claim.delivery, self.hand
        if hand.monotonic() - job.taken > LEASE - 2 * TIMEOUT:
            # Too late to be sure that the claim is still held.
            hand.look_later(job, SETTLE_AFTER)
            return
        await hand.fault("posting")
        message = self._draw(job, now)
        self._last_post[delivery.target] = hand.monotonic()
        result = await self.posting.post(job.channel, message, delivery.id, delivery.thread)
        await hand.fault("posted")
        match result:
            case Posted(channel, ts):
                await hand.posted(job, now, channel, ts)
                await hand.fault("recorded")
            case Refused():
                await self._refused(job, result, now)
            case Unknown(why):
                wait = min(SETTLE_AFTER * 2 ** min(delivery.attempts, 6), LONGEST_WAIT)
                hand.log_try(job, f"try {delivery.attempts + 1}", why, wait)
                tried = replace(delivery, attempts=delivery.attempts + 1)
                claim = replace(job.claim, intent=True, delivery=tried)
                hand.look_later(replace(job, claim=claim), wait)

    def _draw(self, job: Job, now: datetime) -> dict[str, object]:
        delivery, subscription = job.claim.delivery, job.subscription
        if delivery.kind != "reminder" or subscription is None:
            return render_reminder(brief_text(delivery))
        late = self.hand.tell_timely(delivery, now)[1]
        try:
            return self._render(job, subscription, late)
        except Exception:
            # A reminder without its briefing is better than none.
            logger.exception("delivery %s cannot be drawn in full", delivery.id)
            return render_reminder(brief_note(delivery, late=late))

    def _render(self, job: Job, subscription: Subscription, late: str) -> dict[str, object]:
        delivery = job.claim.delivery
        answer = brief_reminder(delivery, subscription, self.current.services, late=late)
        return render_reminder(
            answer, delivery=delivery.id, owner=subscription.owner, code=subscription.id
        )

    async def _refused(self, job: Job, refused: Refused, now: datetime) -> None:
        """Slack has not posted it: try again where that can help, else say so to the setter."""
        delivery, hand = job.claim.delivery, self.hand
        wait = refused.wait
        if refused.error in ("ratelimited", "rate_limited"):
            hand.resume_at = max(hand.resume_at, hand.monotonic() + wait)
        if delivery.kind == "notice" and refused.error in TOKEN_ERRORS:
            wait = LONGEST_WAIT
        hand.log_try(job, f"try {delivery.attempts + 1}", refused.error, wait)
        if wait:
            hand.waiting[delivery.id] = hand.monotonic() + wait
            await hand.finish(job, now, "pending", refused.error)
            return
        why = tell_why(refused.error)
        if refused.error in LASTING and delivery.subscription and delivery.kind != "notice":
            await self.planner.pause(delivery.subscription, f"{why}.", now)
            why += f"; paused until somebody says: remind resume {delivery.subscription}"
        await hand.finish(job, now, "failed", f"{why[:1].upper()}{why[1:]}.")


def tell_expired(late: str) -> str:
    """Say that a reminder was missed."""
    return f"Missed. {late} The event is over."
