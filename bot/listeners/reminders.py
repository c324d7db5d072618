"""The buttons on reminders, and the form with which one is set."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Background
from bot.current import Current
from bot.errors import StoreAway
from bot.funnel import respond_keeping, tell_away, tell_fault
from bot.listeners.payloads import clicked, where, who
from bot.listeners.surfaces import tell, tell_refusal
from bot.reminding.keeper import OpeningKeeper
from bot.render.slack import ASK, Message, render_message, render_sentence
from bot.render.slack.reminders import (
    ASK_ASIDE,
    CLOCK,
    DAY,
    DONE,
    FORM,
    LEADS,
    PLACE,
    SNOOZE_HOUR,
    SNOOZE_MORNING,
    WHAT,
    render_done_form,
    render_form,
)
from handlers.answers.answer import Answer
from handlers.answers.times import spell_moment
from handlers.errors import UserError
from handlers.questions.leads import read_leads
from handlers.reminders.effects import Done, Snooze
from handlers.reminders.model import Wall
from handlers.request import Services

Payload = dict[str, Any]
MORNING = time(9)
# Kinds of notes on what was not set.
_REFUSALS = frozenset({"error", "fault", "ambiguous", "person", "unknown-name"})
_ERROR_TEXT = 2000
UTC = "Etc/UTC"
_FORM_WORDS = re.compile(r"^\s*(?:/?compact\s+)?remind\s+form\s*$", re.IGNORECASE)


def register_reminders(
    app: AsyncApp, current: Current, background: Background, keeper: OpeningKeeper
) -> None:
    """Register the reminders' buttons and form; before the listeners for all commands."""
    listeners = _Listeners(current, background, keeper)
    app.action(SNOOZE_HOUR)(listeners.on_snooze_hour)
    app.action(SNOOZE_MORNING)(listeners.on_snooze_morning)
    app.action(DONE)(listeners.on_done)
    app.action(re.compile(rf"^{ASK_ASIDE}:\d+$"))(listeners.on_ask_aside)
    app.command("/compact", matchers=[_asks_for_form])(listeners.on_form_command)
    app.action(re.compile(rf"^{ASK}(:\d+)?$"), matchers=[_clicks_form])(listeners.on_form_button)
    app.view(FORM)(listeners.on_form)


async def _asks_for_form(body: Payload) -> bool:
    return bool(_FORM_WORDS.match(str(body.get("text") or "")))


async def _clicks_form(body: Payload) -> bool:
    return bool(_FORM_WORDS.match(clicked(body)))


async def list_reminders(current: Current, keeper: OpeningKeeper, user: str) -> Answer | None:
    """Give the answer that lists a person's reminders; None where there are none.

    Raises:
        StoreAway: whether there are any cannot be told.
    """
    outcome = await respond_keeping(
        "reminders", current.services, lambda answer: answer, keeper, user=user
    )
    if outcome.status == "away":
        raise StoreAway
    return outcome.drawn if outcome.drawn.sections else None


@dataclass(frozen=True, slots=True)
class _Listeners:
    current: Current
    background: Background
    keeper: OpeningKeeper

    @property
    def services(self) -> Services:
        return self.current.services

    async def on_snooze_hour(self, ack: AsyncAck, body: Payload, respond: AsyncRespond) -> None:
        await ack()
        until = self.services.clock.now() + timedelta(hours=1)
        self.background.start(_telling(respond, self._snooze(body, respond, until)))

    async def on_snooze_morning(self, ack: AsyncAck, body: Payload, respond: AsyncRespond) -> None:
        await ack()
        self.background.start(_telling(respond, self._snooze_until_morning(body, respond)))

    async def _snooze_until_morning(self, body: Payload, respond: AsyncRespond) -> None:
        keeper = await self.keeper.opened()
        zone = await keeper.directory.zone_of(who(body))
        if not zone:
            text = "Slack does not tell your time zone just now: press Snooze 1 h, or try again."
            await _aside(respond, text)
            return
        today = self.services.clock.now().astimezone(ZoneInfo(zone)).date()
        morning = Wall(datetime.combine(today + timedelta(days=1), MORNING), zone)
        await self._snooze(body, respond, morning.instant)

    async def _snooze(self, body: Payload, respond: AsyncRespond, until: datetime) -> None:
        keeper = await self.keeper.opened()
        if await keeper.store.ledger.get(clicked(body)) is None:
            await _aside(respond, "That reminder is not kept any more; set a new one: remind")
            return
        await self.keeper.carry_out([Snooze(clicked(body), until)])
        zone = await keeper.directory.zone_of(who(body)) or UTC
        again = spell_moment(Wall.at(until, zone))
        await _aside(respond, f"It comes again on {again} ({zone}).")

    async def on_done(self, ack: AsyncAck, body: Payload, respond: AsyncRespond) -> None:
        await ack()
        self.background.start(_telling(respond, self._finish(body, respond)))

    async def _finish(self, body: Payload, respond: AsyncRespond) -> None:
        keeper = await self.keeper.opened()
        if await keeper.store.ledger.get(clicked(body)) is None:
            await _aside(respond, "That reminder is not kept any more.")
            return
        await self.keeper.carry_out([Done(clicked(body))])
        await _aside(respond, "Done; nothing more comes of this one.")

    async def on_ask_aside(self, ack: AsyncAck, body: Payload, respond: AsyncRespond) -> None:
        await ack()
        message = await self._answer(clicked(body), body)
        reply = partial(respond, response_type="ephemeral", replace_original=False, **message)
        self.background.start(_send(reply))

    async def _answer(self, line: str, body: Payload, channel: str = "") -> Message:
        outcome = await respond_keeping(
            line,
            self.services,
            render_message,
            self.keeper,
            user=who(body),
            channel=channel or where(body),
        )
        return outcome.drawn

    async def on_form_command(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        await self._open(body, client)

    async def on_form_button(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        await ack()
        await self._open(body, client)

    async def _open(self, body: Payload, client: AsyncWebClient) -> None:
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=render_form(where(body)))
        except SlackApiError as error:
            await tell(client, who(body), where(body), render_sentence(tell_refusal(error)))

    async def on_form(self, ack: AsyncAck, body: Payload, view: Payload) -> None:
        values = view["state"]["values"]
        if errors := check_form(values):
            await ack(response_action="errors", errors=errors)
            return
        outcome = await respond_keeping(
            read_form(values),
            self.services,
            lambda answer: answer,
            self.keeper,
            user=who(body),
            channel=str(view.get("private_metadata") or ""),
        )
        answer = outcome.drawn
        if outcome.status != "answered" or _asks_back(answer):
            # The form stays as it was filled in, with the fault at its field.
            await ack(response_action="errors", errors={_field(answer, values): _tell(answer)})
            return
        await ack(response_action="update", view=render_done_form(render_message(answer)))


def read_form(values: Payload) -> str:
    """Put the form's fields together as the line that one would have typed."""
    form = _fields(values)
    where_to = f"<#{form[PLACE]}>" if form[PLACE] else "me"
    if form[DAY] or form[CLOCK]:
        # What stands behind the colon is the note, whatever times it names.
        return f"remind {where_to} {form[DAY] or 'today'} at {form[CLOCK] or '09:00'}: {form[WHAT]}"
    before = f" {form[LEADS].removesuffix('before').strip()} before" if form[LEADS] else ""
    return f"remind {where_to} of {form[WHAT]}{before}"


def check_form(values: Payload) -> dict[str, str]:
    """Find what is wrong with fields by themselves.

    Returns:
        What to say, by field.
    """
    form = _fields(values)
    errors: dict[str, str] = {}
    if not form[WHAT]:
        errors[WHAT] = "Say what the reminder is to be of."
    if form[LEADS] and (form[DAY] or form[CLOCK]):
        errors[LEADS] = "How long before is for events; a day and a time need none."
    elif form[LEADS]:
        try:
            leads, _ = read_leads(f"it {form[LEADS].removesuffix('before').strip()} before")
        except UserError as error:
            errors[LEADS] = error.message
        else:
            if not leads:
                errors[LEADS] = "Write it like this: 2d, 1h"
    return errors


def _fields(values: Payload) -> dict[str, str]:
    """Give what stands in each field, "" where nothing does."""
    kinds = {
        PLACE: "selected_conversation",
        WHAT: "value",
        LEADS: "value",
        DAY: "selected_date",
        CLOCK: "selected_time",
    }
    return {
        name: str((values.get(name) or {}).get(name, {}).get(kind) or "").strip()
        for name, kind in kinds.items()
    }


def _asks_back(answer: Answer) -> bool:
    return not answer.effects and any(note.kind in _REFUSALS for note in answer.notes)


def _field(answer: Answer, values: Payload) -> str:
    """Give the field that an answer to the form is about."""
    form = _fields(values)
    about = next((note.about for note in answer.notes if note.about), "")
    if about == "when":
        return DAY if form[DAY] else CLOCK if form[CLOCK] else WHAT
    return {"place": PLACE, "leads": LEADS}.get(about, WHAT)


def _tell(answer: Answer) -> str:
    asked = any(note.kind == "ambiguous" for note in answer.notes)
    labels = " or ".join(choice.label for choice in answer.choices[:3]) if asked else ""
    return " ".join(filter(None, (answer.title, labels or answer.lead)))[:_ERROR_TEXT]


async def _telling(respond: AsyncRespond, work: Coroutine[Any, Any, None]) -> None:
    """Do what a button asks for; where that fails, say so to whoever pressed it."""
    try:
        await work
    except StoreAway as away:
        await _aside(respond, f"{tell_away(away).title} Press again in a minute.")
    except UserError as mistake:
        await _aside(respond, mistake.message)
    except Exception:
        fault = tell_fault()
        await _aside(respond, f"{fault.title} {fault.lead}")


async def _aside(respond: AsyncRespond, text: str) -> None:
    message = render_sentence(text)
    await respond(response_type="ephemeral", replace_original=False, **message)


async def _send(reply: Any) -> None:
    await reply()
