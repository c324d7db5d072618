"""Planning: pure, the moment is an argument."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.reminders import planning
from handlers.reminders.milestones import reminders_of
from handlers.reminders.model import Delivery, Lead, Subscription, Wall
from handlers.reminders.planning import Plan
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Event
from tests.bot.reminding.stage import make_event, with_events

NOW = datetime(2018, 1, 1, 12, tzinfo=UTC)
ALL = Subscription(
    id="AAAAA",
    owner="U1",
    target="C1",
    kind="all",
    leads=(Lead(1, "d"), Lead(1, "h")),
    zone="Europe/Zurich",
    created=NOW,
)


def plan(
    now: datetime, knowledge: KnowledgeBase, subscriptions: list[Subscription], *more: Any
) -> Plan:
    """Plan as far ahead as any event of these tests lies."""
    return planning.plan(now, knowledge, subscriptions, *more, horizon=timedelta(days=400))


@pytest.fixture
def base(bare: Services) -> Services:
    return bare


def knowing(base: Services, *events: Event) -> KnowledgeBase:
    return with_events(base, *events).knowledge


def on_ledger(planned: Plan, **fields: object) -> list[Delivery]:
    """Put a plan's new deliveries on a ledger."""
    return [
        Delivery(
            id=f"d{number}",
            subscription=each.subscription,
            target=each.target,
            event=each.event,
            name=each.name,
            start=each.start,
            lead=each.lead,
            due=each.due,
            created=NOW,
            **fields,  # type: ignore[arg-type]
        )
        for number, each in enumerate(planned.new)
    ]


def dues(base: Services, event: Event, *leads: Lead) -> list[str]:
    subscription = replace(ALL, leads=leads or ALL.leads)
    return [each.due.isoformat() for each in reminders_of(subscription, knowing(base, event))]


def test_new_york_had_changed_its_clocks_on_12_march_2018_and_geneva_had_not(
    base: Services,
) -> None:
    there = make_event("a", "2018-03-12", time="10:00", zone="America/New_York")
    here = make_event("b", "2018-03-12", time="10:00", zone="Europe/Zurich")
    # A day before is the same time by the calendar: 11 March, the day of the change, in New York.
    assert dues(base, there) == ["2018-03-11T14:00:00+00:00", "2018-03-12T13:00:00+00:00"]
    assert dues(base, here) == ["2018-03-11T09:00:00+00:00", "2018-03-12T08:00:00+00:00"]
    # Two days before, New York was on winter time still.
    assert dues(base, there, Lead(2, "d")) == ["2018-03-10T15:00:00+00:00"]
    assert dues(base, there, Lead(48, "h")) == ["2018-03-10T14:00:00+00:00"]


def test_the_clocks_go_back_in_autumn(base: Services) -> None:
    event = make_event("a", "2018-10-28", time="10:00", zone="Europe/Zurich")
    assert dues(base, event, Lead(1, "d")) == ["2018-10-27T08:00:00+00:00"]
    assert dues(base, event, Lead(24, "h")) == ["2018-10-27T09:00:00+00:00"]


def test_a_time_that_comes_twice_and_one_that_is_skipped() -> None:
    twice = datetime.fromisoformat("2018-11-04T01:30")
    first, second = Wall(twice, "America/New_York"), Wall(twice.replace(fold=1), "America/New_York")
    assert first.instant.isoformat() == "2018-11-04T05:30:00+00:00"
    assert second.instant.isoformat() == "2018-11-04T06:30:00+00:00"
    assert Wall.parse(str(second)) == second
    assert Wall.parse(str(second)).instant == second.instant
    skipped = Wall(datetime.fromisoformat("2018-03-11T02:30"), "America/New_York")
    assert skipped.instant.isoformat() == "2018-03-11T07:30:00+00:00"


def test_a_month_is_announced_once_in_the_morning_of_its_first_day(base: Services) -> None:
    event = make_event("a", "2018-02", zone="Europe/Zurich")
    assert dues(base, event) == ["2018-02-01T08:00:00+00:00"]
    (each,) = reminders_of(ALL, knowing(base, event))
    assert (each.start, each.lead) == ("2018-02 Europe/Zurich", "0m")


def test_a_day_without_a_time_counts_from_the_morning(base: Services) -> None:
    assert dues(base, make_event("a", "2018-02-01", zone="America/New_York")) == [
        "2018-01-31T14:00:00+00:00",
        "2018-02-01T13:00:00+00:00",
    ]


def test_an_event_without_a_venue_counts_in_the_setters_zone(base: Services) -> None:
    assert dues(base, make_event("a", "2018-02-01", time="10:00"), Lead(1, "h")) == [
        "2018-02-01T08:00:00+00:00"
    ]


def test_what_was_due_before_the_subscription_is_not_planned(base: Services) -> None:
    soon = make_event("a", "2018-01-02", time="10:00", zone="Europe/Zurich")
    assert dues(base, soon) == ["2018-01-02T08:00:00+00:00"]


def test_a_second_look_changes_nothing(base: Services) -> None:
    knowledge = knowing(base, make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich"))
    first = plan(NOW, knowledge, [ALL], [])
    assert [each.lead for each in first.new] == ["1d", "1h"]
    assert plan(NOW, knowledge, [ALL], on_ledger(first)) == Plan()


def test_an_event_that_is_added_is_covered(base: Services) -> None:
    one = make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich")
    two = make_event("b", "2018-02-05", time="10:00", zone="Europe/Zurich")
    rows = on_ledger(plan(NOW, knowing(base, one), [ALL], []))
    added = plan(NOW, knowing(base, one, two), [ALL], rows)
    assert [(each.event, each.lead) for each in added.new] == [("b", "1d"), ("b", "1h")]
    assert added.cancel == ()


def test_a_moved_event_is_planned_anew_and_moved_back_revived(base: Services) -> None:
    old = make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich")
    new = make_event("a", "2018-02-08", time="10:00", zone="Europe/Zurich")
    rows = on_ledger(plan(NOW, knowing(base, old), [ALL], []))
    moved = plan(NOW, knowing(base, new), [ALL], rows)
    assert moved.cancel == (("d0", "The event has moved."), ("d1", "The event has moved."))
    assert [each.start for each in moved.new] == ["2018-02-08T10:00:00 Europe/Zurich"] * 2
    gone = [replace(row, state="cancelled") for row in rows]
    back = plan(NOW, knowing(base, old), [ALL], gone)
    assert [key for key, _ in back.revive] == ["d0", "d1"]


def test_each_move_is_corrected_once_in_the_thread_of_what_was_sent(base: Services) -> None:
    old = make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich")
    new = make_event("a", "2018-02-08", time="10:00", zone="Europe/Zurich")
    rows = on_ledger(plan(NOW, knowing(base, old), [ALL], []), state="sent")
    later = NOW + timedelta(days=30)
    moved = [e for e in plan(later, knowing(base, new), [ALL], rows).new if e.kind == "correction"]
    assert [(each.thread_of, each.lead) for each in moved] == [
        ("d0", "correction:d0:1"),
        ("d1", "correction:d1:1"),
    ]
    told = [
        replace(row, id=f"c{row.id}", kind="correction", lead=each.lead, start=each.start)
        for row, each in zip(rows, moved, strict=True)
    ]
    again = plan(later, knowing(base, new), [ALL], [*rows, *told])
    assert [each for each in again.new if each.kind == "correction"] == []
    back = plan(later, knowing(base, old), [ALL], [*rows, *told])
    assert [e.lead for e in back.new if e.kind == "correction"] == [
        "correction:d0:2",
        "correction:d1:2",
    ]


def test_what_is_long_over_is_not_corrected(base: Services) -> None:
    old = make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich")
    amended = make_event("a", "2018-02-02", time="10:00", zone="Europe/Zurich")
    rows = on_ledger(plan(NOW, knowing(base, old), [ALL], []), state="sent")
    later = plan(NOW + timedelta(days=90), knowing(base, amended), [ALL], rows)
    assert [each for each in later.new if each.kind == "correction"] == []


def test_a_month_that_gets_its_day_is_told_in_the_thread(base: Services) -> None:
    month = make_event("a", "2018-02", zone="Europe/Zurich")
    fixed = make_event("a", "2018-02-20", zone="Europe/Zurich")
    rows = on_ledger(plan(NOW, knowing(base, month), [ALL], []), state="sent")
    planned = plan(NOW + timedelta(days=40), knowing(base, fixed), [ALL], rows)
    (told,) = [each for each in planned.new if each.kind == "correction"]
    assert told.text == "Session a has moved: it is now 20 February 2018. It was February 2018."


def test_a_channel_gets_one_message_from_two_subscriptions(base: Services) -> None:
    knowledge = knowing(base, make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich"))
    narrower = replace(ALL, id="BBBBB", kind="event", value="a", leads=(Lead(1, "h"),))
    planned = plan(NOW, knowledge, [ALL, narrower], [])
    assert [(each.subscription, each.lead) for each in planned.new] == [
        ("AAAAA", "1d"),
        ("AAAAA", "1h"),
    ]
    alone = plan(NOW, knowledge, [narrower], on_ledger(planned))
    assert [each.subscription for each in alone.new] == ["BBBBB"]
    assert len(alone.cancel) == 2


def test_what_one_subscription_has_brought_another_does_not_bring_again(base: Services) -> None:
    knowledge = knowing(base, make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich"))
    other = replace(ALL, id="BBBBB", leads=(Lead(1, "d"),))
    rows = on_ledger(plan(NOW, knowledge, [ALL], []), state="sent")
    assert plan(NOW + timedelta(days=31), knowledge, [other], rows).new == ()


def test_a_paused_subscription_plans_nothing_and_takes_its_own_off(base: Services) -> None:
    knowledge = knowing(base, make_event("a", "2018-02-01", time="10:00", zone="Europe/Zurich"))
    rows = on_ledger(plan(NOW, knowledge, [ALL], []))
    paused = plan(NOW, knowledge, [replace(ALL, paused="archived")], rows)
    assert paused.new == ()
    assert [why for _, why in paused.cancel] == ["The subscription is paused: archived"] * 2
