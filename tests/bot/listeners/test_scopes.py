"""docs/slack-scopes.md: one row for each scope and event of the manifest, in its order."""

from __future__ import annotations

import re

from tests.bot.listeners.conftest import MANIFEST, SCOPES
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "slack-scopes.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[tuple[str, str]]:
    """Read the table under a heading."""
    part = PAGE.split(f"# {heading}\n", 1)[1].split("\n# ", 1)[0]
    return re.findall(r"^\| `([^`]+)` \| (.+) \|$", part, re.MULTILINE)


def test_every_scope_has_its_reason() -> None:
    assert [name for name, _ in rows("Scopes")] == SCOPES == sorted(SCOPES)
    assert all(why.endswith(".") for _, why in rows("Scopes"))


def test_every_event_has_its_reason() -> None:
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert [name for name, _ in rows("Events")] == events
    assert all(why.endswith(".") for _, why in rows("Events"))
