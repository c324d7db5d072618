"""What the subcommands about reminders share."""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice
from handlers.answers.times import spell_moment
from handlers.errors import UserError
from handlers.reminders.model import CODE, Reminders, Subscription
from handlers.reminders.recurrence import spell_rule
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.names.listing import join_names


def need_reminders(services: Services) -> Reminders:
    """Give what is known of reminders.

    Raises:
        UserError: where nothing is kept, as in a terminal.
    """
    if services.reminders is None:
        raise UserError(
            "Reminders are kept only where Compact runs in Slack.",
            "Ask there, or see what lies ahead: next",
        )
    return services.reminders


def spell_scope(subscription: Subscription, knowledge: KnowledgeBase) -> str:
    """Say in one line what a subscription is to, and when it comes."""
    what, how = spell_parts(subscription, knowledge)
    if subscription.kind == "note":
        what = f"“{what}”"
        if not subscription.recurrence and subscription.wall:
            how = f"{spell_moment(subscription.wall)} ({subscription.wall.zone})"
    return f"{what}, {how}"


def spell_parts(subscription: Subscription, knowledge: KnowledgeBase) -> tuple[str, str]:
    """Say what a subscription is to, and how long before or by which rule it comes.

    Args:
        subscription: which.
        knowledge: the pack.

    Returns:
        Both; the second is "" for a note that comes once.
    """
    if subscription.kind == "note":
        wall = subscription.wall
        if not subscription.recurrence or wall is None:
            return subscription.note, ""
        return subscription.note, f"{spell_rule(subscription.recurrence)} at {wall.local:%H:%M}"
    names = {
        "all": "every event",
        "kind": f"every {subscription.value}",
        "topic": f"every event on {_name(knowledge.topics.get(subscription.value))}",
        "event": _name(knowledge.events.get(subscription.value)),
    }
    leads = [lead.spell().removesuffix(" before") for lead in subscription.leads]
    joined = join_names(leads)
    before = "" if joined == "at the start" else " before"
    return names[subscription.kind], f"{joined}{before}"


def _name(entry: object) -> str:
    return str(getattr(entry, "name", "")) or "something that is no longer in the pack"


def spell_target(subscription: Subscription, user: str) -> str:
    """Say for whom or where a subscription is, as Slack's renderers can draw it."""
    return "for you" if subscription.target == user else f"in {subscription.target}"


def find_subscription(
    request: Request, services: Services, reminders: Reminders, verb: str
) -> Subscription | Answer:
    """Find the subscription that a code names, or ask which one is meant.

    Raises:
        UserError: where there is none, or the person may not change it.
    """
    code = request.words.strip().upper()
    if not code:
        mine = [s for s in reminders.subscriptions if s.id in reminders.changeable]
        if verb == "resume":
            mine = [s for s in mine if s.paused]
        if not mine:
            raise UserError(f"There is nothing to {verb}.", "See: reminders")
        if len(mine) == 1:
            return mine[0]
        return Answer(
            query=request.text,
            command="remind",
            title=f"{verb.capitalize()} which reminder?",
            choices=tuple(
                Choice(spell_scope(s, services.knowledge), f"remind {verb} {s.id}") for s in mine
            ),
            shareable=False,
        )
    found = next((s for s in reminders.subscriptions if s.id == code), None)
    if found is None or not CODE.match(code):
        raise UserError(f"There is no reminder with the code {code[:20]}.", "See: reminders")
    if found.id not in reminders.changeable:
        raise UserError(
            "Only the person who set it, or a member of its channel, can change that reminder.",
            "See your own: reminders",
        )
    return found
