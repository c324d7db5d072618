"""remind PLACE of EVENTS LEADS before, remind PLACE WHEN TEXT, remind cancel CODE"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice, Line, Section
from handlers.answers.subscriptions import (
    find_subscription,
    need_reminders,
    spell_scope,
    spell_target,
)
from handlers.errors import UserError
from handlers.questions.wishes import Wish, read_wish
from handlers.registry import Command
from handlers.reminders.effects import Cancel, Resume, Subscribe
from handlers.reminders.milestones import Planned, is_fixed, reminders_of
from handlers.reminders.model import Reminders, Subscription, Wall
from handlers.request import Request, Services

EXAMPLES = (
    "remind me of stocktaking 1 week before",
    "remind here of all sessions 2d,1h before",
    "remind me in 2 hours call Geneva",
    "remind here on 12 March 2018 15:00 circulate the draft",
    "remind cancel",
)


def set_reminder(request: Request, services: Services) -> Answer:
    """Set a reminder, or end one."""
    reminders = need_reminders(services)
    first, _, rest = request.words.partition(" ")
    if not request.words or request.words.casefold() == "form":
        return _explain(request)
    if first.casefold() in ("cancel", "stop", "delete"):
        return _cancel(request.for_words(rest), services, reminders)
    if first.casefold() == "resume":
        return _resume(request.for_words(rest), services, reminders)
    wish = read_wish(request, services, reminders)
    if wish.unclear:
        return wish.unclear
    return _subscribe(wish, request, services, reminders)


def _explain(request: Request) -> Answer:
    return Answer(
        query=request.text,
        command="remind",
        title="Reminders",
        lead="Say for whom or where, of what, and how long before; or when, and what to say.",
        sections=(Section(title="For example", items=tuple(map(Line, EXAMPLES))),),
        choices=(Choice("Use a form", "remind form"), Choice("My reminders", "reminders")),
        shareable=False,
    )


def _subscribe(wish: Wish, request: Request, services: Services, reminders: Reminders) -> Answer:
    target = wish.place.id if wish.place else request.user
    subscription = Subscription(
        id=reminders.fresh,
        owner=request.user,
        target=target,
        kind=wish.kind,
        value=wish.value,
        leads=wish.leads,
        zone=reminders.zone,
        note=wish.note,
        wall=wish.wall,
        created=services.clock.now(),
    )
    where = wish.place.name if wish.place else ""
    for other in reminders.subscriptions:
        if other.fingerprint == subscription.fingerprint:
            return _tell_set(other, where, request, services, reminders, new=False)
    _check_limits(subscription, wish, reminders)
    answer = _tell_set(subscription, where, request, services, reminders, new=True)
    if not answer.sections and subscription.kind == "event":
        raise UserError(
            f"{wish.called} is too near for that.", "Ask for a shorter time, such as: 1h before"
        )
    return answer


def _check_limits(subscription: Subscription, wish: Wish, reminders: Reminders) -> None:
    limits = reminders.limits
    mine = sum(each.owner == subscription.owner for each in reminders.subscriptions)
    if mine >= limits.person:
        raise UserError(
            f"You have {mine} reminders, and {limits.person} is the most that one person can have.",
            "End some first: reminders",
        )
    if wish.place is None:
        return
    there = reminders.target_counts.get(wish.place.id, 0)
    if there >= limits.channel:
        raise UserError(
            f"{wish.place.name} has {there} reminders, and {limits.channel} is the most that one "
            "channel can have.",
            "End some first: reminders",
        )


def _tell_set(
    subscription: Subscription,
    where: str,
    request: Request,
    services: Services,
    reminders: Reminders,
    *,
    new: bool,
) -> Answer:
    now = services.clock.now()
    planned = reminders_of(subscription, services.knowledge)
    ahead = [each for each in planned if each.due >= now]
    lines = tuple(_line(each, subscription, services, reminders) for each in ahead[:4])
    scope = spell_scope(subscription, services.knowledge)
    target = where or spell_target(subscription, request.user)
    title = f"Reminder set {target}" if new else f"That reminder is there already {target}"
    if where:
        title = title.replace(where, f"in {where}")
    more = len(ahead) - len(lines)
    lead = f"{scope[:1].upper()}{scope[1:]}."
    if subscription.kind not in ("event", "note"):
        lead += " Events that are added or moved later are covered, too."
    if not lines:
        lead += " Nothing of it lies ahead now."
    return Answer(
        query=request.text,
        command="remind",
        title=title,
        lead=lead,
        sections=(
            (Section(title=f"Next ({more} more)" if more > 0 else "Next", items=lines),)
            if lines
            else ()
        ),
        choices=(
            Choice("Undo" if new else "Cancel it", f"remind cancel {subscription.id}"),
            Choice("My reminders", "reminders"),
        ),
        effects=(Subscribe(subscription),) if new else (),
        shareable=False,
    )


def _line(
    planned: Planned, subscription: Subscription, services: Services, reminders: Reminders
) -> Line:
    due = Wall.at(planned.due, reminders.zone).spell()
    event = services.knowledge.events.get(planned.event)
    if event is None:
        return Line(planned.name, due)
    when = event.when.spell()
    if not is_fixed(event):
        return Line(f"{event.name} ({when}; date not fixed, announced once)", due)
    clock = event.dates[0].time
    venue = f", {clock} {event.zone}" if clock else ", time of day not on record"
    return Line(f"{event.name} ({when}{venue})", due)


def _cancel(request: Request, services: Services, reminders: Reminders) -> Answer:
    subscription = find_subscription(request, services, reminders, "cancel")
    if isinstance(subscription, Answer):
        return subscription
    scope = spell_scope(subscription, services.knowledge)
    return Answer(
        query=request.text,
        command="remind",
        title=f"Cancelled: {scope}",
        lead="Nothing more will be sent for it.",
        choices=(Choice("My reminders", "reminders"),),
        effects=(Cancel(subscription.id),),
        shareable=False,
    )


def _resume(request: Request, services: Services, reminders: Reminders) -> Answer:
    subscription = find_subscription(request, services, reminders, "resume")
    if isinstance(subscription, Answer):
        return subscription
    if not subscription.paused:
        raise UserError("That reminder is not paused.", "See: reminders")
    return Answer(
        query=request.text,
        command="remind",
        title=f"Taken up again: {spell_scope(subscription, services.knowledge)}",
        choices=(Choice("My reminders", "reminders"),),
        effects=(Resume(subscription.id),),
        shareable=False,
    )


COMMAND = Command(
    name="remind",
    usage="[me | here | #CHANNEL] of EVENTS [2d,1h before]  |  WHEN TEXT  |  cancel CODE",
    summary="Reminders of events, for you or a channel, and notes of your own.",
    examples=EXAMPLES,
    handler=set_reminder,
    aliases=("reminder", "remindme"),
    rank=70,
    uses_store=True,
)
