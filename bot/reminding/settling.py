"""Settling: looking in the channel's history for what may have been posted.

Slack lets an app that is distributed without being listed read 15 messages a minute.  Where a
search stands is kept, and it goes on there when Slack allows; after a set time what cannot be
decided is said to be so.
Source: Slack, rate limit changes for non-Marketplace apps (conversations.history, .replies).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.errors import Unreadable
from bot.reminding.hand import Hand, Job, do_all
from bot.reminding.posting import Page, Posting, Refused

# Seconds until a message that Slack took is surely in the history: looked for earlier, a message
# that is only late in showing would be posted twice.
SETTLE_AFTER = 10.0
# Seconds after which a search that Slack slows down is given up: a quarter of an hour is 225
# messages, and a reminder that comes later still is of little use.
UNDECIDED_AFTER = 900.0
# Seconds after which one is given up that Slack does not answer at all.
SILENT_AFTER = 6 * 3600.0
# Messages that are searched at most.
MOST_SEARCHED = 4000
# A cursor that Slack does not know any more: the search begins anew.
_LOST_CURSOR = "invalid_cursor"


@dataclass(slots=True)
class Settling:
    """Finds out what was posted.

    Args:
        hand: what this process has in hand.
        posting: Slack.
    """

    hand: Hand
    posting: Posting
    _resume_at: float = field(default=0.0, init=False)
    _limited: bool = field(default=False, init=False)

    async def settle_all(self, taken_over: list[Job], now: datetime) -> list[Job]:
        """Look for what it is time to look for.

        Args:
            taken_over: claims of others that may have posted them.
            now: the present moment.

        Returns:
            What was surely not posted and has to go on.
        """
        at = self.hand.monotonic()
        for job in taken_over:
            self.hand.look_later(job, 0)
        if at < self._resume_at:
            return []
        ready = [job for job, when in self.hand.unsettled.values() if at >= when]
        if self._limited:
            # One after the other: all at once would only be refused.
            ready = ready[:1]
        settled = await do_all(self._settle(job, now) for job in ready)
        return [job for job in settled if job is not None]

    async def _settle(self, job: Job, now: datetime) -> Job | None:
        """Look whether a message was posted.

        Returns:
            The job, where it was surely not posted and has to go on; else None.
        """
        delivery = job.claim.delivery
        job.since = self.hand.monotonic() if job.since is None else job.since
        try:
            channel = await self._channel(job)
            ts = await self._search(job, channel)
        except Unreadable as fault:
            await self._put_off(job, fault, now)
            return None
        await self.hand.fault("settled")
        self.hand.unsettled.pop(delivery.id, None)
        if ts:
            await self.hand.posted(job, now, channel, ts)
            return None
        return replace(
            job, taken=self.hand.monotonic(), cursor="", searched=0, since=None, limited=False
        )

    async def _channel(self, job: Job) -> str:
        delivery = job.claim.delivery
        channel = delivery.channel or await self.posting.resolve(delivery.target)
        if isinstance(channel, str):
            return channel
        lasting = isinstance(channel, Refused) and not channel.wait
        error = channel.error if isinstance(channel, Refused) else channel.why
        raise Unreadable(error, lasting=lasting)

    async def _search(self, job: Job, channel: str) -> str:
        """Search a channel from where the search stands.

        Returns:
            The message's ``ts``; "" where it was not posted.

        Raises:
            Unreadable: where it cannot go on now, or has to be given up.
        """
        claim = job.claim
        while True:
            page: Page = await self.posting.look(
                channel, claim.delivery.thread, claim.delivery.id, claim.anchor, job.cursor
            )
            job.searched += page.messages
            if page.ts or not page.cursor:
                self._limited = job.limited
                return page.ts
            job.cursor = page.cursor
            if job.searched >= MOST_SEARCHED:
                raise Unreadable("history_too_long", lasting=True)

    async def _put_off(self, job: Job, fault: Unreadable, now: datetime) -> None:
        """Look again later, or say that it cannot be decided."""
        hand, at = self.hand, self.hand.monotonic()
        if fault.error == _LOST_CURSOR:
            job.cursor = ""
        if fault.wait:
            job.limited = self._limited = True
            self._resume_at = max(self._resume_at, at + fault.wait)
        waited = at - (job.since if job.since is not None else at)
        most = UNDECIDED_AFTER if job.limited else SILENT_AFTER
        if fault.lasting or waited >= most:
            hand.unsettled.pop(job.claim.delivery.id, None)
            hand.log_try(job, "the search for it", fault.error, 0)
            why = (
                "It may or may not have been posted: Compact cannot read the channel’s "
                f"history ({fault.error}), and does not post twice."
            )
            await hand.finish(job, now, "ambiguous", why)
            return
        wait = max(fault.wait, SETTLE_AFTER)
        hand.log_try(job, "the search for it", fault.error, wait)
        hand.look_later(job, wait)
