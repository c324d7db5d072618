"""What every surface has at hand, and the two ways in which each one answers."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Background
from bot.current import Current, ForPack
from bot.funnel import Drawn, Keeper, respond_keeping, spell_alone, tell_fault
from bot.manners import Manners
from bot.render.slack import Message, has_native, render_message, without_native
from bot.silences import SilenceCounter, kind_of_silence, spell_silence
from bot.slack.channels import Channels
from bot.slack.recent import RecentQuestions
from bot.slack.refusals import tell_why
from bot.slack.seen import Seen, SeenInMemory
from bot.slack.threads import Threads, ThreadsInMemory
from handlers.answers.answer import Answer
from handlers.request import Services
from knowledge.loading.coverage import measure_coverage

logger = logging.getLogger("compact")
EVENT = "compact_event"  # where Bolt's context has the key of an event


ReadReminders = Callable[[str], Awaitable[Answer | None]]


async def no_reminders(user: str) -> Answer | None:
    """Where nothing is kept, nobody has reminders."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surfaces:
    """What every surface has at hand.

    Args:
        current: the pack in use.
        background: for what need not be done before Slack is answered.
        manners: how Compact behaves between people.
        seen: what has been handled before.
        recent: what each person asked last.
        threads: what was asked last in each thread.
        channels: which conversations other organisations are in.
        read_reminders: gives the answer that lists a person's reminders; None where none are kept.
        keeper: reads and does what is kept between questions; None where nothing is.
        silences: counts the lines that found nothing; None where nothing is kept.
        coverage: measures how much of each source the pack accounts for.
    """

    current: Current
    background: Background
    manners: Manners = field(default_factory=Manners)
    seen: Seen = field(default_factory=SeenInMemory)
    recent: RecentQuestions = field(default_factory=RecentQuestions)
    threads: Threads = field(default_factory=ThreadsInMemory)
    channels: Channels = field(default_factory=Channels)
    read_reminders: ReadReminders = no_reminders
    keeper: Keeper | None = None
    silences: SilenceCounter | None = None
    coverage: ForPack[dict[str, tuple[int, int]]] = field(
        default_factory=lambda: ForPack(measure_sources)
    )

    @property
    def services(self) -> Services:
        """What handlers use: the same from the beginning of a request to its end."""
        return self.current.services

    async def answer(
        self,
        line: str,
        draw: Callable[[Answer], Drawn],
        *,
        user: str,
        channel: str = "",
        context: str = "",
        asked: bool = True,
    ) -> Drawn:
        """Answer a line, and do before it is drawn what the answer asks for.

        Args:
            line: what was asked.
            draw: from the answer to a surface.
            user: who asks.
            channel: where.
            context: the line before it in the same thread, or "".
            asked: whether somebody asks it now, and does not pass on what was answered.
        """

        def draw_counting(answer: Answer) -> Drawn:
            if asked:
                self._count_silence(line, answer)
            return draw(answer)

        answered = await respond_keeping(
            line,
            self.services,
            draw_counting,
            self.keeper,
            user=user,
            channel=channel,
            context=context,
        )
        return answered.drawn

    def _count_silence(self, line: str, answer: Answer) -> None:
        kind = kind_of_silence(answer) if self.silences is not None else ""
        told = spell_silence(line) if kind else ""
        if told and self.silences is not None:
            day = self.services.clock.now().date()
            self.background.start(self.silences.count_silence(kind, told, day))

    async def draw_in_thread(self, line: str, talk: str, **how: Any) -> Message:
        """Answer a line that may follow up on the one before it in its thread.

        Args:
            line: what was asked.
            talk: the key of the person's talk there.
            how: the keyword arguments of ``draw``.
        """
        now = self.services.clock.now()
        try:
            context = await self.threads.recall(talk, now)
        except Exception:
            # Without the shared memory a follow-up is a question of its own.
            tell_fault()
            context = ""
        message = await self.draw(line, context=context, **how)
        stands_alone = spell_alone(line, self.services, context)
        if stands_alone:
            self.background.start(self.threads.note(talk, stands_alone, now))
        return message

    async def draw(
        self, line: str, *, user: str, channel: str, context: str = "", **how: Any
    ) -> Message:
        """Answer a line as a message.

        Args:
            line: what was asked.
            user: who asks.
            channel: where.
            context: the line before it in the same thread, or "".
            how: the keyword arguments of ``render_message``.
        """
        draw = partial(render_message, **how)
        return await self.answer(
            line,
            draw,
            user=user,
            channel=channel,
            context=context,
            asked=not how.get("shared_by"),
        )

    def begin(
        self, context: Mapping[str, Any], work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Do after the ack what an event asks for, unless another replica does it.

        Args:
            context: Bolt's, of the event.
            work: begins it.
        """
        self.background.start(self._once(str(context.get(EVENT) or ""), work))

    async def _once(self, key: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if not key or await self.is_first(key):
            await work()

    async def is_first(self, key: str) -> bool:
        """Remember a key of what is to be done once; tell whether it was not remembered yet."""
        try:
            return await self.seen.first_time(key, self.services.clock.now())
        except Exception:
            # Without the shared memory an answer given twice is better than none.
            tell_fault()
            return True

    async def is_private(self, client: AsyncWebClient, channel: str) -> bool:
        """Tell whether answers in a conversation are for the person alone who asks."""
        if not self.manners.private_when_shared:
            return False
        return await self.channels.is_shared(client, channel)


def measure_sources(services: Services) -> dict[str, tuple[int, int]]:
    """Count of each source at hand the parts that the pack accounts for, of how many."""
    return {
        each.source: each.leaves for each in measure_coverage(services.knowledge, services.library)
    }


REFUSALS = {
    "not_in_channel": "Compact is not in that channel: invite it with /invite @Compact and "
    "try again.",
    "channel_not_found": "Compact cannot see that channel: invite it with /invite @Compact and "
    "try again.",
    "is_archived": "That channel is archived: ask in another one.",
    "message_not_found": "That message is gone: ask anew.",
    "thread_not_found": "That message is gone: ask anew.",
    "missing_scope": "Compact lacks a permission for that: ask whoever installed it to install it "
    "again from its manifest.",
    "user_not_in_channel": "You are not in that channel: join it and try again.",
    "cannot_reply_to_message": "That message takes no replies: ask in the channel.",
    "restricted_action": "This workspace does not let apps post there: ask in another channel.",
    "ratelimited": "Slack is asking for a pause: try again in a minute.",
}


def tell_refusal(error: SlackApiError) -> str:
    """Word what Slack refuses as one sentence with what to do."""
    name = tell_why(error)
    logger.info("Slack refuses: %s", name)
    return REFUSALS.get(name, f"Slack refused ({name}): try again in a minute.")


_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


async def send(post: Callable[..., Awaitable[Any]], message: Message, **where: Any) -> Any:
    """Send a message; where Slack refuses its tables or charts, the same as text.

    Args:
        post: a method of the Web API that takes text and blocks.
        message: what is sent.
        where: the other arguments.

    Returns:
        What Slack answered.

    Raises:
        SlackApiError: where Slack refuses the text, too, or for another reason.
    """
    try:
        return await post(**where, **message)
    except SlackApiError as error:
        if tell_why(error) not in _REFUSED or not has_native(message):
            raise
        logger.info("Slack does not take the table; it goes out as text")
        return await post(**where, **without_native(message))


async def reply(respond: AsyncRespond, message: Message, **how: Any) -> bool:
    """Reply through a response_url; where Slack refuses tables or charts, the same as text.

    Args:
        respond: Bolt's.
        message: what is replied.
        how: the other arguments, such as ``response_type``.

    Returns:
        Whether Slack took it; it takes five replies in thirty minutes.
    """
    answered = await respond(**how, **message)
    if answered.status_code != 200 and has_native(message):
        logger.info("Slack does not take the table; it goes out as text")
        answered = await respond(**how, **without_native(message))
    return bool(answered.status_code == 200)


async def tell(client: AsyncWebClient, user: str, channel: str, message: Message) -> None:
    """Show one person something: in the conversation, or else in a direct message.

    Args:
        client: speaks with the workspace.
        user: who is to see it.
        channel: where the person is.
        message: what is shown; it may have a ``thread_ts``.
    """
    try:
        if channel.startswith("D"):
            await send(client.chat_postMessage, message, channel=channel)
        else:
            await send(client.chat_postEphemeral, message, channel=channel, user=user)
    except SlackApiError as error:
        logger.info("cannot show it in the conversation: %s", tell_why(error))
        alone = {key: value for key, value in message.items() if key != "thread_ts"}
        try:
            await send(client.chat_postMessage, alone, channel=user)
        except SlackApiError as last:
            logger.warning("no way to tell a person: %s", tell_why(last))
