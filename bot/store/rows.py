"""Between rows of the database and what handlers know."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping

from handlers.reminders.model import Delivery, Lead, Subscription, Wall


def write_subscription(subscription: Subscription) -> dict[str, Any]:
    """Turn a subscription into the values of its row."""
    return {
        "id": subscription.id,
        "owner": subscription.owner,
        "target": subscription.target,
        "kind": subscription.kind,
        "value": subscription.value,
        "leads": ",".join(map(str, subscription.leads)),
        "zone": subscription.zone,
        "note": subscription.note,
        "wall": str(subscription.wall) if subscription.wall else "",
        "created": subscription.created,
        "paused": subscription.paused,
        "fingerprint": subscription.fingerprint,
        "cancelled": None,
        "recurrence": subscription.recurrence or None,
        # Nothing that was due before it was set is wanted.
        "planned": subscription.created,
    }


def read_subscription(row: RowMapping) -> Subscription:
    """Turn a row into a subscription."""
    return Subscription(
        id=row["id"],
        owner=row["owner"],
        target=row["target"],
        kind=row["kind"],
        value=row["value"],
        leads=tuple(Lead.parse(each) for each in row["leads"].split(",") if each),
        zone=row["zone"],
        note=row["note"],
        wall=Wall.parse(row["wall"]) if row["wall"] else None,
        recurrence=row["recurrence"] or "",
        created=row["created"],
        paused=row["paused"],
    )


def read_delivery(row: RowMapping) -> Delivery:
    """Turn a row into a delivery."""
    return Delivery(
        id=row["id"],
        subscription=row["subscription"],
        kind=row["kind"],
        target=row["target"],
        event=row["event"],
        name=row["name"],
        start=row["start"],
        lead=row["lead"],
        due=row["due"],
        created=row["created"],
        state=row["state"],
        attempts=row["attempts"],
        channel=row["channel"],
        ts=row["ts"],
        thread=row["thread"],
        reason=row["reason"],
        text=row["text"],
        done=row["done"],
    )
