"""Between handlers, which are pure, and the store: reads before, does after."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.slack.directory import Directory
from bot.slack.seen import ASKED_BY
from handlers.errors import UserError
from handlers.ports import Clock
from handlers.questions.wishes import find_places
from handlers.reminders.effects import Cancel, Done, Effect, Mute, Resume, Snooze, Subscribe, Unmute
from handlers.reminders.model import CODE, Limits, MutedUntil, Reminders, Subscription
from handlers.request import Request

if TYPE_CHECKING:
    # The database takes half a second to load: it is opened beside the first answers.
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.reminding.planner import Planner
    from bot.store import Store

# Without letters and digits that look alike.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


# How many of the last deliveries are read.
_RECENT = 50


@dataclass(frozen=True, slots=True)
class StoreKeeper:
    """Reads what subcommands need and carries out what they ask for.

    Args:
        store: subscriptions, mutes, ledger.
        directory: people and channels.
        clock: what time it is.
        limits: how many subscriptions there may be.
        planner: puts on the ledger what subscriptions want.
        wake: called when something has changed.
    """

    store: Store
    directory: Directory
    clock: Clock
    limits: Limits
    planner: Planner
    wake: Callable[[], object]

    async def read(self, request: Request) -> Reminders:
        """Read what a subcommand may need of the person who asks and of the channel."""
        user, now = request.user, self.clock.now()
        # "#gcm" stands in a note without meaning a place; only the first words name one.
        head = " ".join(request.words.split()[:2])
        named = [name for name in find_places(head) if name != "here" or request.channel]
        places = await self.directory.places(named, request.channel, user)
        targets = [place.id for place in places.values()]
        subscriptions = await self.store.subscriptions.concerning(user, targets)
        subscriptions += await self._named(request, {each.id for each in subscriptions})
        changeable = {
            each.id
            for each in subscriptions
            if user in (each.owner, each.target)
            or (each.target == request.channel and not each.target.startswith("D"))
        }
        for each in subscriptions:
            asked = each.id in request.words.upper().split()
            if not asked or each.personal or each.id in changeable:
                continue
            if await self.directory.is_member(each.target, user):
                changeable.add(each.id)
        codes = [each.id for each in subscriptions]
        return Reminders(
            subscriptions=tuple(subscriptions),
            deliveries=tuple(await self.store.ledger.recent(codes, _RECENT)),
            mutes=tuple(await self.store.subscriptions.mutes([user, *targets], now)),
            zone=await self.directory.zone_of(user),
            fresh="".join(secrets.choice(_LETTERS) for _ in range(5)),
            places=places,
            changeable=frozenset(changeable),
            limits=self.limits,
            target_counts={key: await self.store.subscriptions.count(key) for key in targets},
        )

    async def _named(self, request: Request, known: set[str]) -> list[Subscription]:
        words = {word for word in request.words.upper().split() if CODE.match(word)}
        return await self.store.subscriptions.active(words - known) if words - known else []

    async def carry_out(self, effects: Sequence[Effect]) -> None:
        """Do what an answer asks for, all of it or nothing, and each thing once.

        Raises:
            UserError: where the same command, button or form has been carried out before.
        """
        now, key = self.clock.now(), ASKED_BY.get()
        async with self.store.turns.take() as turn:
            within = turn.connection
            if key and not await self.store.seen.first_time(key, now, within):
                raise UserError("That has been done already.", "See: reminders")
            for effect in effects:
                await self._carry_out(effect, now, within)
        self.wake()

    async def _carry_out(self, effect: Effect, now: datetime, within: AsyncConnection) -> None:
        subscriptions, ledger = self.store.subscriptions, self.store.ledger
        match effect:
            case Subscribe(subscription):
                await self.planner.subscribe(subscription, now, within)
            case Cancel(code):
                await self.planner.change(code, now, within, cancel=True)
            case Resume(code):
                await self.planner.change(code, now, within)
            case Mute(target, until, by):
                await subscriptions.mute(MutedUntil(target, until, by), within)
            case Unmute(target):
                await subscriptions.unmute(target, within)
            case Snooze(delivery, until):
                await ledger.snooze(delivery, until, now, within)
            case Done(delivery):
                await ledger.finish(delivery, now, within)


@dataclass(frozen=True, slots=True)
class OpeningKeeper:
    """A keeper whose store may still be opening; what needs it waits, and nothing else does.

    Args:
        opening: the keeper, as soon as it is there, or why it is not.
    """

    opening: asyncio.Future[StoreKeeper]

    async def opened(self) -> StoreKeeper:
        """Wait for the keeper itself."""
        return await asyncio.shield(self.opening)

    async def read(self, request: Request) -> Reminders:
        """Read what a subcommand may need of the person who asks and of the channel."""
        return await (await self.opened()).read(request)

    async def carry_out(self, effects: Sequence[Effect]) -> None:
        """Do what an answer asks for."""
        await (await self.opened()).carry_out(effects)

    async def first_time(self, key: str, now: datetime) -> bool:
        """Remember a key in the store; tell whether it was not remembered yet."""
        return await (await self.opened()).store.seen.first_time(key, now)

    async def recall(self, key: str, now: datetime) -> str:
        """Give from the store what was asked last in a thread."""
        return await (await self.opened()).store.threads.recall(key, now)

    async def note(self, key: str, line: str, now: datetime) -> None:
        """Remember in the store what was asked last in a thread."""
        await (await self.opened()).store.threads.note(key, line, now)
