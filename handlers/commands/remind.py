"""remind PLACE of EVENTS LEADS before, remind PLACE WHEN TEXT, remind cancel CODE"""

from __future__ import annotations

from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.examples import choose_coming
from handlers.answers.subscriptions import (
    find_subscription,
    need_reminders,
    spell_scope,
    spell_target,
)
from handlers.answers.times import spell_moment
from handlers.errors import UserError
from handlers.questions.wishes import Wish, read_wish
from handlers.registry import Command
from handlers.reminders.effects import Cancel, Resume, Subscribe
from handlers.reminders.milestones import (
    Planned,
    is_fixed,
    leads_of,
    lies_ahead,
    reminders_of,
    start_of,
)
from handlers.reminders.model import Reminders, Subscription, Wall
from handlers.request import Request, Services

EXAMPLES = (
    "remind me of {coming} 1 week before",
    "remind here of all sessions 2d,1h before",
    "remind me tomorrow at 3 p.m. call Geneva",
    "remind here every Friday at 10:00 send the summary",
    "remind cancel",
)
# Where examples are told: a tap on one of them would set it.
WAYS = (Choice("Use a form", "remind form"), Choice("My reminders", "reminders"))

# Where no event is near what was typed.
_WAYS_OUT = (Choice("What comes next", "next"), Choice("Use a form", "remind form"))


def set_reminder(request: Request, services: Services) -> Answer:
    """Set a reminder, or end one."""
    reminders = need_reminders(services)
    first, _, rest = request.words.partition(" ")
    if not request.words or request.words.casefold() == "form":
        return _explain(request, services)
    if first.casefold() in ("cancel", "stop", "delete"):
        return _cancel(request.for_words(rest), services, reminders)
    if first.casefold() == "resume":
        return _resume(request.for_words(rest), services, reminders)
    wish = read_wish(request, services, reminders)
    if wish.unclear:
        return replace(wish.unclear, choices=wish.unclear.choices or _WAYS_OUT)
    return _subscribe(wish, request, services, reminders)


def _explain(request: Request, services: Services) -> Answer:
    coming = choose_coming(services.knowledge, services.clock.now().date())
    examples = coming.choose(EXAMPLES)
    return Answer(
        query=request.text,
        command="remind",
        title="Reminders",
        lead="Say for whom or where, of what, and how long before; or when, once or again, and "
        "what to say.",
        sections=(Section(title="For example", items=tuple(map(Line, examples))),),
        choices=WAYS,
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
        recurrence=wish.recurrence,
        created=services.clock.now(),
    )
    for other in reminders.subscriptions:
        if other.fingerprint == subscription.fingerprint:
            return _tell_set(other, wish, request, services, reminders, new=False)
    _check_limits(subscription, wish, services, reminders)
    answer = _tell_set(subscription, wish, request, services, reminders, new=True)
    if not answer.sections and subscription.kind == "event":
        raise UserError(
            f"{wish.called} is too near for that.",
            "Ask for a shorter time, such as 1h before, or use a form: remind form",
            about="leads",
        )
    return answer


def _check_limits(
    subscription: Subscription, wish: Wish, services: Services, reminders: Reminders
) -> None:
    """Hold to the limits; what nothing more comes of does not count.

    Raises:
        UserError: where there are too many.
    """
    now, limits = services.clock.now(), reminders.limits
    kept = [s for s in reminders.subscriptions if lies_ahead(s, services.knowledge, now)]
    mine = sum(each.owner == subscription.owner for each in kept)
    if mine >= limits.person:
        raise UserError(
            f"You have {mine} reminders, and {limits.person} is the most that one person can have.",
            "End some first: reminders",
        )
    if wish.place is None:
        return
    there = sum(each.target == wish.place.id for each in kept)
    if there >= limits.channel:
        raise UserError(
            f"{wish.place.name} has {there} reminders, and {limits.channel} is the most that one "
            "channel can have.",
            "End some first: reminders",
        )


def _tell_set(
    subscription: Subscription,
    wish: Wish,
    request: Request,
    services: Services,
    reminders: Reminders,
    *,
    new: bool,
) -> Answer:
    now = services.clock.now()
    ahead = [p for p in reminders_of(subscription, services.knowledge) if p.due >= now]
    lines = tuple(_line(each, services, reminders) for each in ahead[:4])
    sections = (Section(title=_head(subscription, len(ahead) - len(lines)), items=lines),)
    where = f"in {wish.place.name}" if wish.place else spell_target(subscription, request.user)
    return Answer(
        query=request.text,
        command="remind",
        title=f"Reminder set {where}" if new else f"That reminder is there already {where}",
        lead=_tell_scope(subscription, services, reminders, nothing_ahead=not lines),
        sections=sections if lines else (),
        choices=(
            Choice("Undo" if new else "Cancel it", f"remind cancel {subscription.id}"),
            Choice("My reminders", "reminders"),
        ),
        notes=(*wish.notes, *_tell_too_late(subscription, services)),
        effects=(Subscribe(subscription),) if new else (),
        shareable=False,
    )


def _head(subscription: Subscription, more: int) -> str:
    if subscription.recurrence:
        return "Next"
    return f"Next ({more} more)" if more > 0 else "Next"


def _tell_scope(
    subscription: Subscription, services: Services, reminders: Reminders, *, nothing_ahead: bool
) -> str:
    scope = spell_scope(subscription, services.knowledge)
    lead = f"{scope[:1].upper()}{scope[1:]}."
    if subscription.recurrence and subscription.wall:
        lead += f" Counted by the clocks of {subscription.wall.zone}."
    elif subscription.kind not in ("event", "note"):
        lead += " Events that are added or moved later are covered, too."
    if nothing_ahead:
        lead += " Nothing of it lies ahead now."
    return lead


def _tell_too_late(subscription: Subscription, services: Services) -> tuple[Note, ...]:
    """Say which of the leads are longer than what is left until the event."""
    event = services.knowledge.events.get(subscription.value)
    if subscription.kind != "event" or event is None:
        return ()
    start, now = start_of(event, subscription.zone), services.clock.now()
    late = [lead.spell() for lead in leads_of(subscription, event) if lead.before(start) < now]
    if not late:
        return ()
    verb = "has" if len(late) == 1 else "have"
    return (Note("late", f"{' and '.join(late)} {verb} passed already: not sent."),)


def _line(planned: Planned, services: Services, reminders: Reminders) -> Line:
    """Write when a reminder comes, and of what."""
    due, instant = spell_moment(Wall.at(planned.due, reminders.zone)), int(planned.due.timestamp())
    event = services.knowledge.events.get(planned.event)
    if event is None:
        return Line(reminders.zone, due, instant)
    when = event.when.spell()
    if not is_fixed(event):
        text = f"{event.name} ({when}; date not fixed, announced once)"
        return Line(f"{reminders.zone} · {text}", due, instant)
    clock = event.dates[0].time
    venue = f", {clock} {event.zone}" if clock else ", time of day not on record"
    return Line(f"{reminders.zone} · {event.name} ({when}{venue})", due, instant)


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
    summary="Reminders of events and notes of your own, once or again, for you or a channel.",
    examples=EXAMPLES,
    handler=set_reminder,
    aliases=("reminder", "remindme"),
    ways=WAYS,
    rank=70,
    uses_store=True,
)
