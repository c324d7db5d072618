"""reminders"""

from __future__ import annotations

from handlers.answers.answer import Answer, Appointment, Choice, Line, Note, Section
from handlers.answers.subscriptions import need_reminders, spell_parts
from handlers.answers.times import spell_moment
from handlers.registry import Command
from handlers.reminders.milestones import lies_ahead, reminders_of
from handlers.reminders.model import (
    OPEN,
    POSTED,
    Delivery,
    MutedUntil,
    Reminders,
    Subscription,
    Wall,
)
from handlers.request import Request, Services

LATELY = 8  # how many of the last deliveries are shown


def list_reminders(request: Request, services: Services) -> Answer:
    """List what is planned, what was sent, and by whom it was set."""
    reminders, now = need_reminders(services), services.clock.now()
    kept = [
        each
        for each in reminders.subscriptions
        if each.paused or lies_ahead(each, services.knowledge, now)
    ]
    mine = [each for each in kept if each.owner == request.user]
    here = [each for each in kept if each not in mine and each.target == request.channel]
    sections: list[Section] = []
    # How many are one's own stands in the title.
    for title, chosen in (("", mine), (f"In this channel, set by others ({len(here)})", here)):
        if chosen:
            shown = [_show(each, request, services, reminders) for each in chosen]
            shown.sort(key=lambda each: (each.instant is None, each.instant))
            items = tuple(shown)
            sections.append(Section(title=title, items=items))
    if lately := _list_past(request, reminders):
        sections.append(Section(title="Lately", items=lately, dense=True))
    muted = tuple(Note("muted", _tell_mute(each, reminders)) for each in reminders.mutes)
    mute_off = (Choice("Mute off", "mute off"),) if muted else ()
    return Answer(
        query=request.text,
        command="reminders",
        title=f"Your reminders ({len(mine)})" if mine else "Reminders",
        lead="" if mine or here else "Nothing is planned for you or this channel.",
        sections=tuple(sections),
        choices=(Choice("Set a reminder", "remind form"), *mute_off),
        notes=muted,
        page=request.page,
        shareable=False,
    )


def _show(
    subscription: Subscription, request: Request, services: Services, reminders: Reminders
) -> Appointment:
    now = services.clock.now()
    what, how = spell_parts(subscription, services.knowledge)
    found = reminders_of(subscription, services.knowledge, after=now)
    due = found[0].due if found and not subscription.paused else None
    when = ""
    if due is not None:
        when = f"{spell_moment(Wall.at(due, reminders.zone))} ({reminders.zone})"
    choice = None
    if subscription.paused:
        how = f"paused: {subscription.paused}"
        choice = Choice("Resume", f"remind resume {subscription.id}")
    elif subscription.id in reminders.changeable:
        choice = Choice("Cancel", f"remind cancel {subscription.id}")
    elif due is None:
        how = f"{how}; nothing of it lies ahead"
    return Appointment(
        what=f"{what[:1].upper()}{what[1:]}",
        where=_name_place(subscription, request, reminders),
        channel=""
        if subscription.target in (request.user, request.channel)
        else subscription.target,
        how=how,
        when=when,
        instant=None if due is None else int(due.timestamp()),
        choice=choice,
    )


def _name_place(subscription: Subscription, request: Request, reminders: Reminders) -> str:
    if subscription.target == request.user:
        return ""
    if subscription.target == request.channel:
        return "this channel"
    names = {place.id: place.name for place in reminders.places.values()}
    return names.get(subscription.target, "another channel")


def _list_past(request: Request, reminders: Reminders) -> tuple[Line, ...]:
    """Tell what came of the last reminders of the person and the channel."""
    shown = {
        each.id
        for each in reminders.subscriptions
        if request.user == each.owner or each.target == request.channel
    }
    rows = [d for d in reminders.deliveries if d.subscription in shown and d.kind != "notice"]
    past = [d for d in rows if d.state not in OPEN and d.state != "cancelled"]
    return tuple(_tell(each, reminders) for each in past[-LATELY:])


def _tell(delivery: Delivery, reminders: Reminders) -> Line:
    due = spell_moment(Wall.at(delivery.due, reminders.zone))
    state = {"ambiguous": "not certain"}.get(delivery.state, delivery.state)
    why = f". {delivery.reason}" if delivery.reason and delivery.state not in POSTED else ""
    done = ", done" if delivery.done else ""
    return Line(f"{state}{done}, {due}{why}", delivery.name)


def _tell_mute(mute: MutedUntil, reminders: Reminders) -> str:
    until = spell_moment(Wall.at(mute.until, reminders.zone))
    return f"Muted until {until} ({reminders.zone})."


COMMAND = Command(
    name="reminders",
    usage="",
    summary="What is planned, what was sent, and who set it.",
    examples=("reminders",),
    handler=list_reminders,
    aliases=("myreminders", "ledger"),
    rank=72,
    uses_store=True,
)
