"""reminders"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.subscriptions import need_reminders, spell_scope
from handlers.registry import Command
from handlers.reminders.milestones import reminders_of
from handlers.reminders.model import OPEN, POSTED, Delivery, Reminders, Subscription, Wall
from handlers.request import Request, Services

LATELY = 8  # how many of the last deliveries are shown


def list_reminders(request: Request, services: Services) -> Answer:
    """List what is planned, what was sent, and by whom it was set."""
    reminders = need_reminders(services)
    mine = [s for s in reminders.subscriptions if s.owner == request.user]
    here = [
        s
        for s in reminders.subscriptions
        if s.owner != request.user and s.target == request.channel
    ]
    sections: list[Section] = []
    for title, chosen in (("Set by you", mine), ("In this channel, set by others", here)):
        if chosen:
            lines = tuple(_line(s, request, services, reminders) for s in chosen)
            sections.append(Section(title=f"{title} ({len(chosen)})", items=lines))
    shown = {s.id for s in (*mine, *here)}
    rows = [d for d in reminders.deliveries if d.subscription in shown and d.kind != "notice"]
    past = [d for d in rows if d.state not in OPEN and d.state != "cancelled"]
    if past:
        lines = tuple(_tell(d, reminders) for d in past[-LATELY:])
        sections.append(Section(title="Lately", items=lines))
    muted = tuple(
        Note("muted", f"Muted until {Wall.at(m.until, reminders.zone).spell()}; end it: mute off")
        for m in reminders.mutes
    )
    lead = "" if shown else "You have set no reminder, and this channel has none."
    choices = [
        Choice(f"Cancel {s.id}", f"remind cancel {s.id}")
        for s in (*mine, *here)[:3]
        if s.id in reminders.changeable
    ]
    return Answer(
        query=request.text,
        command="reminders",
        title="Reminders",
        lead=lead,
        sections=tuple(sections),
        choices=(*choices, Choice("Set one", "remind")),
        notes=muted,
        page=request.page,
        shareable=False,
    )


def _line(
    subscription: Subscription, request: Request, services: Services, reminders: Reminders
) -> Line:
    now = services.clock.now()
    parts = [spell_scope(subscription, services.knowledge)]
    if subscription.target != request.user:
        names = {place.id: place.name for place in reminders.places.values()}
        name = names.get(subscription.target, "another channel")
        parts.append(f"in {'this channel' if subscription.target == request.channel else name}")
    if subscription.paused:
        parts.append(f"paused: {subscription.paused} Take it up: remind resume {subscription.id}")
    else:
        ahead = [p for p in reminders_of(subscription, services.knowledge) if p.due >= now]
        if ahead:
            parts.append(f"next: {Wall.at(ahead[0].due, reminders.zone).spell()}")
        else:
            parts.append("nothing of it lies ahead")
    return Line(" · ".join(parts), subscription.id)


def _tell(delivery: Delivery, reminders: Reminders) -> Line:
    due = Wall.at(delivery.due, reminders.zone).spell()
    state = {"ambiguous": "not certain"}.get(delivery.state, delivery.state)
    why = f". {delivery.reason}" if delivery.reason and delivery.state not in POSTED else ""
    done = ", done" if delivery.done else ""
    return Line(f"{delivery.name} – {due}{done}{why}", f"{delivery.subscription} {state}")


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
