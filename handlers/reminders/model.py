"""Reminders: who wants which milestones where, how long before, and what has become of each.

*Subscription*: who wants which milestones where, and how long before.  *Delivery*: one message for
one subscription, event, start and lead.  A wall time is kept as it is read on a clock together with
its IANA time zone; the instant is derived, so that a change of the zone's rules moves it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ScopeKind = Literal["event", "kind", "topic", "all", "note"]
DeliveryKind = Literal["reminder", "correction", "notice"]
State = Literal["pending", "claimed", "sent", "late", "expired", "failed", "cancelled", "ambiguous"]
OPEN: frozenset[State] = frozenset({"pending", "claimed"})
POSTED: frozenset[State] = frozenset({"sent", "late"})

_UNITS = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10_080}


@dataclass(frozen=True, slots=True)
class Wall:
    """A time as it is read on a clock somewhere.

    Args:
        local: without a zone; its ``fold`` tells the second of two equal times.
        zone: IANA name.
    """

    local: datetime
    zone: str

    @property
    def instant(self) -> datetime:
        """The moment in UTC; a time that the clocks skip counts as if they had not been moved."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def __str__(self) -> str:
        again = "*" if self.local.fold else ""
        return f"{self.local.isoformat(timespec='seconds')}{again} {self.zone}"

    @classmethod
    def parse(cls, text: str) -> Wall:
        """Read what ``str`` has written."""
        local, _, zone = text.partition(" ")
        moment = datetime.fromisoformat(local.removesuffix("*"))
        return cls(moment.replace(fold=int(local.endswith("*"))), zone)

    @classmethod
    def at(cls, moment: datetime, zone: str) -> Wall:
        """Give what the clocks of a zone show at a moment."""
        return cls(moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone)

    def spell(self) -> str:
        """Write it for people: "12 March 2018, 15:00 (Europe/Zurich)"."""
        return f"{self.local.day} {self.local:%B %Y, %H:%M} ({self.zone})"


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """How long before: days and weeks by the calendar, hours and minutes by the stopwatch.

    Args:
        count: how many.
        unit: "m", "h", "d" or "w".
    """

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @classmethod
    def parse(cls, text: str) -> Lead:
        """Read what ``str`` has written."""
        return cls(int(text[:-1]), text[-1])

    @property
    def longest(self) -> timedelta:
        """The most that it can be, however the clocks are moved meanwhile."""
        return timedelta(minutes=self.count * _MINUTES[self.unit]) + timedelta(days=1)

    def before(self, start: Wall) -> datetime:
        """Give the moment that lies this long before a start."""
        if self.unit in "dw":
            days = self.count * (7 if self.unit == "w" else 1)
            return Wall(start.local - timedelta(days=days), start.zone).instant
        minutes = self.count * (60 if self.unit == "h" else 1)
        return start.instant - timedelta(minutes=minutes)

    def spell(self) -> str:
        """Write it for people: "2 days before"."""
        if not self.count:
            return "at the start"
        return f"{self.count} {_UNITS[self.unit]}{'s' if self.count > 1 else ''} before"


AT_START = Lead(0, "m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who wants which milestones where, and how long before.

    Args:
        id: a short code.
        owner: who set it.
        target: id of the channel, or of the person for whom it is.
        kind: what ``value`` names.
        value: id of an event or topic, a kind of event; "" for all and for notes.
        leads: how long before; () for notes.
        zone: the setter's IANA time zone, used where an event's place has none.
        note: the text of a note.
        wall: when a note is due; where it recurs, the wall time from which that is counted.
        recurrence: the rule by which a note comes again, as in ``handlers.reminders.recurrence``;
            "" where it comes once.
        created: when it was set.
        paused: why nothing is sent, or "".
    """

    id: str
    owner: str
    target: str
    kind: ScopeKind
    value: str = ""
    leads: tuple[Lead, ...] = ()
    zone: str = "Etc/UTC"
    note: str = ""
    wall: Wall | None = None
    recurrence: str = ""
    created: datetime
    paused: str = ""

    @property
    def personal(self) -> bool:
        """Whether it is for the person who set it."""
        return self.target == self.owner

    @property
    def fingerprint(self) -> str:
        """What makes two subscriptions the same one: a second would only double it."""
        leads = ",".join(sorted(map(str, self.leads)))
        parts = [self.target, self.kind, self.value, leads, str(self.wall), self.note]
        return "|".join([*parts, self.recurrence] if self.recurrence else parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message of the ledger.

    Args:
        id: stands in the message's metadata.
        subscription: its code; "" for a notice about several.
        kind: reminder, correction of one that was sent, or notice to the setter.
        target: id of the channel or person.
        event: id of the event; "" for notes and notices.
        name: the event's name when it was planned.
        start: the start that it is for, a wall time with zone.
        lead: how long before, or what else makes it unique.
        due: when it is to be sent.
        created: when it was planned.
        state: what has become of it.
        attempts: how often it was tried to post it.
        channel, ts, thread: Slack's address of the message, and of the thread that it goes to.
        reason: why it is late, expired, failed, cancelled or ambiguous.
        text: of a notice.
        done: whether somebody pressed *Done*.
    """

    id: str
    subscription: str = ""
    kind: DeliveryKind = "reminder"
    target: str
    event: str = ""
    name: str = ""
    start: str = ""
    lead: str = ""
    due: datetime
    created: datetime
    state: State = "pending"
    attempts: int = 0
    channel: str = ""
    ts: str = ""
    thread: str = ""
    reason: str = ""
    text: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class MutedUntil:
    """A person or channel that gets nothing until a moment."""

    target: str
    until: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that a question names.

    Args:
        id: of the channel; "" where Compact does not see it.
        name: as people call it, with "#".
        bot_inside: whether Compact is in it.
        person_inside: whether the person who asks is in it.
        silent: whether Slack did not answer, so that nothing is known of it.
    """

    id: str
    name: str
    bot_inside: bool = False
    person_inside: bool = False
    silent: bool = False

    @property
    def ask(self) -> str:
        """What names it in a line, whatever it is called by then."""
        return f"<#{self.id}|{self.name.removeprefix('#')}>"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many subscriptions a person and a channel can have, and how long their past is kept."""

    person: int = 50
    channel: int = 100
    kept: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """What the store and Slack know of the person who asks and of the channel.

    Args:
        subscriptions: the person's, the channel's, and those that the question names.
        deliveries: theirs: what is planned and what was lately sent.
        mutes: of the person and the channel.
        zone: the person's IANA time zone; "" where Slack does not tell just now, which is kept as
            UTC that is not known.
        fresh: a code that a new subscription can have.
        places: channels by what the question calls them; "here" for where it was asked.
        changeable: codes of the subscriptions that the person may cancel.
        limits: how many there may be.
        target_counts: how many subscriptions each named place has.
    """

    subscriptions: tuple[Subscription, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    mutes: tuple[MutedUntil, ...] = ()
    zone: str = "Etc/UTC"
    fresh: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    changeable: frozenset[str] = frozenset()
    limits: Limits = Limits()
    target_counts: Mapping[str, int] = field(default_factory=dict)
    zone_known: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        if not self.zone:
            object.__setattr__(self, "zone", "Etc/UTC")
            object.__setattr__(self, "zone_known", False)


CODE = re.compile(r"^[A-HJ-NP-Z2-9]{5}$")
