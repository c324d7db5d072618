"""Blocks and views as small as they may be."""

from __future__ import annotations

from typing import Any

from tests.fake_slack.limits import Json


def plain(text: str) -> Json:
    """Make a plain_text object."""
    return {"type": "plain_text", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    """Make a section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: Json) -> Json:
    """Make an actions block."""
    return {"type": "actions", "elements": list(elements)}


def button(action_id: str = "go", text: str = "Go", **more: Any) -> Json:
    """Make a button."""
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def option(text: str = "x", **more: Any) -> Json:
    """Make an option."""
    return {"text": plain(text), "value": "v", **more}


def select(count: int = 1, **more: Any) -> Json:
    """Make a select with so many options."""
    return {"type": "static_select", "options": [option(str(n)) for n in range(count)], **more}


def confirm(**more: Any) -> Json:
    """Make a confirmation dialogue."""
    parts = {"title": plain("t"), "text": plain("t"), "confirm": plain("y"), "deny": plain("n")}
    return {**parts, **more}


def image(**more: Any) -> Json:
    """Make an image block."""
    return {"type": "image", "alt_text": "a", "image_url": "https://x.test/a.png", **more}


def table(rows: int, columns: int = 1, text: str = "x") -> Json:
    """Make a table block."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def data_table(rows: int, columns: int = 1, text: str = "x", **more: Any) -> Json:
    """Make a data table; the header is one of its rows."""
    return {**table(rows, columns, text), "type": "data_table", "caption": "c", **more}


def bars(categories: int = 2, series: int = 1, title: str = "t", label: str = "") -> Json:
    """Make a chart of bars."""
    names = [label or f"c{number}" for number in range(categories)]
    data = [{"label": name, "value": 1} for name in names]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [{"name": f"s{number}", "data": data} for number in range(series)],
            "axis_config": {"categories": names},
        },
    }


def modal(**more: Any) -> Json:
    """Make a modal."""
    return {"type": "modal", "title": plain("t"), "blocks": [section()], **more}


def field(**more: Any) -> Json:
    """Make an input block."""
    element = {"type": "plain_text_input", "action_id": "i"}
    return {"type": "input", "label": plain("l"), "element": element, **more}


def s(count: int) -> str:
    """Make a string of so many characters."""
    return "x" * count


def buttons(count: int) -> list[Json]:
    """Make an actions block with so many buttons."""
    return [actions(*(button(f"b{n}") for n in range(count)))]


def quote(text: Any) -> Json:
    """Make a rich_text block of one line."""
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [line]}
