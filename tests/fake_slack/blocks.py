"""Block Kit: what Slack refuses of blocks and views, with its reasons, and what a reader sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.fake_slack.limits import MAX_MARKDOWN, Json


class _Scan:
    """What one walk over the blocks has found so far."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.seen: dict[str, set[str]] = defaultdict(set)

    def bad(self, where: str, reason: str) -> None:
        """Note a reason for refusal in Slack's own form.

        Args:
            where: JSON pointer of the faulty value.
            reason: what is wrong with it.
        """
        self.reasons.append(f"[ERROR] {reason} [json-pointer:{where}]")

    def once(self, kind: str, where: str, value: Any) -> None:
        """Refuse an id that has been used before.

        Args:
            kind: "action_id" or "block_id".
            where: JSON pointer of the id.
            value: the id.
        """
        if str(value) in self.seen[kind]:
            self.bad(where, f"`{kind}` `{value}` already exists")
        self.seen[kind].add(str(value))


Check = Callable[[Any, str, _Scan], None]


def _string(most: int, least: int = 1) -> Check:
    """Make a check for a string of `least` to `most` characters."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, str):
            scan.bad(where, "must be a string")
        elif len(value) > most:
            scan.bad(where, f"must be less than {most + 1} characters")
        elif len(value) < least:
            scan.bad(where, f"must be more than {least - 1} characters")

    return check


def _a(kind: type, name: str) -> Check:
    """Make a check for a value of one Python type, called `name` in the reason."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            scan.bad(where, f"must be {name}")

    return check


_FLAG, _WHOLE, _ANY = _a(bool, "a boolean"), _a(int, "an integer"), _a(object, "a value")
_MAP = _a(dict, "an object")


def _among(*words: str) -> Check:
    """Make a check for one of the given words."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if value not in words:
            scan.bad(where, f"must be one of {', '.join(words)}")

    return check


def _array(item: Check, most: int, least: int = 1) -> Check:
    """Make a check for a list of `least` to `most` items that each pass `item`."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, list):
            scan.bad(where, "must be an array")
            return
        if len(value) > most:
            scan.bad(where, f"no more than {most} items allowed")
        if len(value) < least:
            scan.bad(where, f"no less than {least} items allowed")
        for number, one in enumerate(value):
            item(one, f"{where}/{number}", scan)

    return check


def _object(fields: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an object.

    Args:
        fields: the properties it may have, each with its check.
        needs: names of the required properties, parted by spaces.
        one_of: names of properties of which exactly one must be there.

    Returns:
        The check.
    """

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, dict):
            scan.bad(where, "must be an object")
            return
        for name in needs.split():
            if name not in value:
                scan.bad(where, f"missing required field: {name}")
        if one_of and sum(name in value for name in one_of.split()) != 1:
            scan.bad(where, f"must have exactly one of: {one_of.replace(' ', ', ')}")
        for name, one in value.items():
            if name in fields:
                fields[name](one, f"{where}/{name}", scan)
            else:
                scan.bad(where, f"invalid additional property: {name}")

    return check


def _kinds(table: Mapping[str, Check], names: str | None = None) -> Check:
    """Make a check that picks another check by the value's "type".

    Args:
        table: the check for each type.
        names: the types allowed here, parted by spaces; all of the table without it.

    Returns:
        The check.
    """
    allowed = set(table) if names is None else set(names.split())

    def check(value: Any, where: str, scan: _Scan) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in allowed:
            scan.bad(where, f"unsupported type: {kind}")
        else:
            table[kind](value, where, scan)

    return check


def _text(most: int, *, plain: bool = False) -> Check:
    """Make a check for a text object of at most `most` characters, `plain` for plain_text only."""
    shapes = {
        "plain_text": {"type": _ANY, "text": _string(most), "emoji": _FLAG},
        "mrkdwn": {"type": _ANY, "text": _string(most), "verbatim": _FLAG},
    }
    table = {kind: _object(shape, "text") for kind, shape in shapes.items()}
    return _kinds(table, "plain_text" if plain else "plain_text mrkdwn")


def _action_id(value: Any, where: str, scan: _Scan) -> None:
    """Check an action_id, which may not come twice in a message."""
    _string(255)(value, where, scan)
    scan.once("action_id", where, value)


def _block_id(value: Any, where: str, scan: _Scan) -> None:
    """Check a block_id, which may not come twice in a message."""
    _string(255)(value, where, scan)
    scan.once("block_id", where, value)


_FILE = _object({"id": _string(255), "url": _string(3000)}, one_of="id url")
_CONFIRM = _object(
    {
        "title": _text(100, plain=True),
        "text": _text(300),
        "confirm": _text(30, plain=True),
        "deny": _text(30, plain=True),
        "style": _among("primary", "danger"),
    },
    "title text confirm deny",
)


def _option(*, plain: bool = True, url: bool = False) -> Check:
    """Make a check for an option, with mrkdwn unless `plain` and with a url where it is allowed."""
    shape: dict[str, Check] = {
        "text": _text(75, plain=plain),
        "value": _string(150),
        "description": _text(75, plain=plain),
    }
    return _object(shape | ({"url": _string(3000)} if url else {}), "text value")


def _interactive(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an interactive element, which may also have an action_id and a confirm."""
    common = {"type": _ANY, "action_id": _action_id, "confirm": _CONFIRM}
    return _object({**common, **shape}, needs, one_of)


def _menu(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
    """Make a check for an element with choices, whose initial choices must be among its options."""
    common = {"placeholder": _text(150, plain=True), "focus_on_load": _FLAG}
    inner = _interactive({**common, **shape}, needs, one_of)

    def check(value: Any, where: str, scan: _Scan) -> None:
        inner(value, where, scan)
        options = [value.get("options")]
        if isinstance(value.get("option_groups"), list):
            options += [
                one.get("options") for one in value["option_groups"] if isinstance(one, dict)
            ]
        known = [one for part in options if isinstance(part, list) for one in part]
        initial = value.get("initial_options") or [value.get("initial_option")]
        if known and any(one is not None and one not in known for one in initial):
            scan.bad(where, "initial options must match options exactly")

    return check


def _elements() -> dict[str, Check]:
    """Build the table of the elements' checks by type."""
    options, ticks = _array(_option(), 100), _array(_option(plain=False), 10)
    group = _object({"label": _text(75, plain=True), "options": options}, "label options")
    static = {"options": options, "option_groups": _array(group, 100)}
    either = "options option_groups"
    words = _array(_string(255), 100)
    many = {"max_selected_items": _WHOLE}
    typed = {"initial_value": _string(3000, 0), "dispatch_action_config": _MAP}
    where = {"response_url_enabled": _FLAG}
    room = {"default_to_current_conversation": _FLAG, "filter": _MAP}
    query = {"min_query_length": _WHOLE}
    word = _string(255)
    thumb = {"text": _text(75, plain=True), "value": _string(2000)}
    thumb["accessibility_label"] = _string(75)
    lines = {"multiline": _FLAG, "min_length": _WHOLE, "max_length": _WHOLE}
    numbers = {"is_decimal_allowed": _FLAG, "min_value": word, "max_value": word}
    button = {"text": _text(75, plain=True), "value": _string(2000), "url": _string(3000)}
    button |= {"style": _among("primary", "danger"), "accessibility_label": _string(75)}
    overflow = _array(_option(url=True), 5)
    picture = {"type": _ANY, "alt_text": _string(2000), "image_url": _string(3000)}
    votes = dict.fromkeys(("positive_button", "negative_button"), _object(thumb, "text value"))
    return {
        "button": _interactive(button, "text"),
        "overflow": _interactive({"options": overflow}, "options"),
        "checkboxes": _menu({"options": ticks, "initial_options": ticks}, "options"),
        "radio_buttons": _menu(
            {"options": ticks, "initial_option": _option(plain=False)}, "options"
        ),
        "static_select": _menu({**static, "initial_option": _option()}, one_of=either),
        "multi_static_select": _menu({**static, **many, "initial_options": options}, "", either),
        "external_select": _menu({**query, "initial_option": _option()}),
        "multi_external_select": _menu({**query, **many, "initial_options": options}),
        "users_select": _menu({"initial_user": word}),
        "multi_users_select": _menu({**many, "initial_users": words}),
        "channels_select": _menu({**where, "initial_channel": word}),
        "multi_channels_select": _menu({**many, "initial_channels": words}),
        "conversations_select": _menu({**where, **room, "initial_conversation": word}),
        "multi_conversations_select": _menu({**many, **room, "initial_conversations": words}),
        "datepicker": _menu({"initial_date": word}),
        "timepicker": _menu({"initial_time": word, "timezone": word}),
        "datetimepicker": _menu({"initial_date_time": _WHOLE}),
        "plain_text_input": _menu({**typed, **lines}),
        "email_text_input": _menu(typed),
        "url_text_input": _menu(typed),
        "number_input": _menu({**typed, **numbers}, "is_decimal_allowed"),
        "image": _object({**picture, "slack_file": _FILE}, "alt_text", "image_url slack_file"),
        "feedback_buttons": _interactive(votes, "positive_button negative_button"),
        "icon_button": _interactive({**thumb, "icon": _among("trash")}, "icon text"),
        "plain_text": _text(3000),
        "mrkdwn": _text(3000),
    }


def _rich_text() -> Check:
    """Build the check for the elements of a rich_text block."""
    word, style = _string(3000), {"type": _ANY, "style": _MAP}
    parts = {
        "text": _object({**style, "text": word}, "text"),
        "link": _object({**style, "url": word, "text": word, "unsafe": _FLAG}, "url"),
        "user": _object({**style, "user_id": word}, "user_id"),
        "usergroup": _object({**style, "usergroup_id": word}, "usergroup_id"),
        "channel": _object({**style, "channel_id": word}, "channel_id"),
        "emoji": _object({**style, "name": word, "unicode": word, "skin_tone": _WHOLE}, "name"),
        "broadcast": _object({**style, "range": _among("here", "channel", "everyone")}, "range"),
        "color": _object({**style, "value": word}, "value"),
        "date": _object(
            {**style, "timestamp": _WHOLE, "format": word, "url": word, "fallback": word},
            "timestamp format",
        ),
    }
    line = {"type": _ANY, "elements": _array(_kinds(parts), 1000)}
    section = _object(line, "elements")
    rows = _array(_kinds({"rich_text_section": section}), 1000)
    marks = {"style": _among("bullet", "ordered"), "indent": _WHOLE, "offset": _WHOLE}
    bulleted = _object(
        {"type": _ANY, "elements": rows, **marks, "border": _WHOLE}, "elements style"
    )
    framed = _object({**line, "border": _WHOLE}, "elements")
    return _kinds(
        {
            "rich_text_section": section,
            "rich_text_list": bulleted,
            "rich_text_preformatted": framed,
            "rich_text_quote": framed,
        }
    )


_ELEMENTS = _elements()
_PICKS = (
    "checkboxes datepicker radio_buttons timepicker static_select external_select users_select "
    "conversations_select channels_select"
)
_MULTI = (
    "multi_static_select multi_external_select multi_users_select multi_conversations_select "
    "multi_channels_select"
)
_INPUTS = "datetimepicker plain_text_input email_text_input url_text_input number_input"
_ONLY = dict.fromkeys(
    ("markdown", "table", "context_actions", "data_table", "data_visualization"), "message"
)


_CELL: dict[str, Check] = {
    "raw_text": _object({"type": _ANY, "text": _string(10_000)}, "text"),
    "raw_number": _object({"type": _ANY, "value": _ANY, "text": _string(10_000)}, "value"),
    "rich_text": _object({"type": _ANY, "elements": _array(_rich_text(), 1000)}, "elements"),
}


def _between(least: int, most: int) -> Check:
    """Make a check for a whole number within limits."""

    def check(value: Any, where: str, scan: _Scan) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            scan.bad(where, f"must be an integer from {least} to {most}")

    return check


def _data_rows(value: Any, where: str, scan: _Scan) -> None:
    """Check a data table's rows: a header and up to 100 others, all of them equally long."""
    _array(_array(_kinds(_CELL), 20), 101, 2)(value, where, scan)
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        return
    if len({len(row) for row in value}) > 1:
        scan.bad(where, "all rows must have the same number of cells")
    if value and any(isinstance(c, dict) and c.get("type") == "rich_text" for c in value[0]):
        scan.bad(f"{where}/0", "rich_text is not allowed in the header row")


def _number(value: Any, where: str, scan: _Scan) -> None:
    """Check a number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        scan.bad(where, "must be a number")


def _slice(value: Any, where: str, scan: _Scan) -> None:
    """Check a segment of a pie, which has to be larger than nothing."""
    _object({"label": _string(20), "value": _number}, "label value")(value, where, scan)
    if isinstance(value, dict) and isinstance(value.get("value"), int) and value["value"] <= 0:
        scan.bad(f"{where}/value", "must be more than 0")


def _chart() -> Check:
    """Build the check for a chart: a pie, or series over shared categories."""
    point = _object({"label": _string(20), "value": _number}, "label value")
    series = _object({"name": _string(20), "data": _array(point, 20)}, "name data")
    axes = {"categories": _array(_string(20), 20), "x_label": _string(50), "y_label": _string(50)}
    over = {"type": _ANY, "series": _array(series, 6), "axis_config": _object(axes, "categories")}
    inner = _kinds(
        {
            "pie": _object({"type": _ANY, "segments": _array(_slice, 6)}, "segments"),
            **dict.fromkeys(("bar", "area", "line"), _object(over, "series axis_config")),
        }
    )

    def check(value: Any, where: str, scan: _Scan) -> None:
        before = len(scan.reasons)
        inner(value, where, scan)
        if len(scan.reasons) > before or value["type"] == "pie":
            return
        categories = sorted(value["axis_config"]["categories"])
        if any(sorted(p["label"] for p in one["data"]) != categories for one in value["series"]):
            scan.bad(f"{where}/series", "data labels must match axis_config.categories")
        names = [one["name"] for one in value["series"]]
        if len(set(names)) < len(names):
            scan.bad(f"{where}/series", "series names must be unique")

    return check


def _blocks() -> dict[str, Check]:
    """Build the table of the blocks' checks by type."""

    def block(shape: Mapping[str, Check], needs: str = "", one_of: str = "") -> Check:
        return _object({"type": _ANY, "block_id": _block_id, **shape}, needs, one_of)

    def among(names: str) -> Check:
        return _kinds(_ELEMENTS, names)

    def section(value: Any, where: str, scan: _Scan) -> None:
        fields = {"fields": _array(_text(2000), 10), "text": _text(3000), "expand": _FLAG}
        beside = among(f"button image overflow {_PICKS} {_MULTI}")
        block({**fields, "accessory": beside})(value, where, scan)
        if "text" not in value and "fields" not in value:
            scan.bad(where, "missing required field: text or fields")

    sides = {"align": _among("left", "center", "right"), "is_wrapped": _FLAG}
    column = _object(sides)
    table = {
        "rows": _array(_array(_kinds(_CELL), 20), 100),
        "column_settings": _array(lambda v, w, s: None if v is None else column(v, w, s), 20),
    }
    image = {"alt_text": _string(2000), "image_url": _string(3000), "slack_file": _FILE}
    question = {"label": _text(2000, plain=True), "hint": _text(2000, plain=True)}
    question |= {"element": among(f"{_PICKS} {_MULTI} {_INPUTS}")}
    question |= {"optional": _FLAG, "dispatch_action": _FLAG}
    buttons = among(f"button overflow datetimepicker {_PICKS} {_MULTI}")
    return {
        "section": section,
        "divider": block({}),
        "header": block({"text": _text(150, plain=True)}, "text"),
        "image": block(
            {**image, "title": _text(2000, plain=True)}, "alt_text", "image_url slack_file"
        ),
        "context": block({"elements": _array(among("image plain_text mrkdwn"), 10)}, "elements"),
        "actions": block({"elements": _array(buttons, 25)}, "elements"),
        "context_actions": block(
            {"elements": _array(among("feedback_buttons icon_button"), 5)}, "elements"
        ),
        "input": block(question, "label element"),
        "rich_text": block({"elements": _array(_rich_text(), 1000)}, "elements"),
        "markdown": block({"text": _string(10**6)}, "text"),
        "table": block(table, "rows"),
        "data_table": block(
            {
                "caption": _string(10_000),
                "rows": _data_rows,
                "page_size": _between(1, 100),
                "row_header_column_index": _between(0, 19),
            },
            "caption rows",
        ),
        "data_visualization": block({"title": _string(50), "chart": _chart()}, "title chart"),
    }


_BLOCKS = _blocks()


def _walk(blocks: Any, surface: str, scan: _Scan, where: str) -> None:
    """Check a list of blocks, the limits on the whole list among them."""
    allowed = [kind for kind in _BLOCKS if _ONLY.get(kind, surface) == surface]
    _array(_kinds(_BLOCKS, " ".join(allowed)), 50 if surface == "message" else 100, 0)(
        blocks, where, scan
    )
    if not isinstance(blocks, list):
        return
    by_kind: dict[str, list[Json]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, dict):
            by_kind[str(block.get("type"))].append(block)
    if len(by_kind["table"]) > 1:
        scan.bad(where, "only one table allowed")
    tables = [*by_kind["table"], *(one.get("rows") for one in by_kind["data_table"])]
    if sum(len(text) for text in _texts(tables)) > 10_000:
        scan.bad(where, "tables must be less than 10001 characters")
    if len(by_kind["data_visualization"]) > 2:
        scan.bad(where, "no more than 2 data_visualization blocks allowed")
    if sum(len(text) for text in _texts(by_kind["markdown"])) > MAX_MARKDOWN:
        scan.bad(where, f"markdown blocks must be less than {MAX_MARKDOWN + 1} characters in all")


def validate_blocks(blocks: Any, surface: str) -> list[str]:
    """List the reasons for which Slack would refuse these blocks.

    Args:
        blocks: the list of blocks as sent.
        surface: "message", "modal" or "home".

    Returns:
        One reason for each fault, in Slack's form with a JSON pointer; empty if all is well.

    Raises:
        ValueError: the surface is none of the three.
    """
    if surface not in ("message", "modal", "home"):
        raise ValueError(f"unknown surface: {surface}")
    scan = _Scan()
    _walk(blocks, surface, scan, "/blocks")
    return scan.reasons


def validate_view(view: Any) -> list[str]:
    """List the reasons for which Slack would refuse this modal or Home tab.

    Args:
        view: the view as sent.

    Returns:
        One reason for each fault; empty if all is well. The 250 kB limit is checked elsewhere.
    """
    scan, label = _Scan(), _text(24, plain=True)
    shape: dict[str, Check] = {"type": _among("modal", "home"), "external_id": _string(255, 0)}
    shape |= {"private_metadata": _string(3000, 0), "callback_id": _string(255, 0)}
    modal = isinstance(view, dict) and view.get("type") == "modal"
    if modal:
        shape |= {"title": label, "submit": label, "close": label}
        shape |= dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), _FLAG)
    shape["blocks"] = lambda v, w, s: _walk(v, "modal" if modal else "home", s, w)
    _object(shape, "type blocks title" if modal else "type blocks")(view, "/view", scan)
    if (
        modal
        and "submit" not in view
        and any(
            isinstance(one, dict) and one.get("type") == "input" for one in view.get("blocks") or []
        )
    ):
        scan.bad("/view", "`submit` is required when an `input` block is within the `blocks` array")
    return scan.reasons


def _texts(node: Any) -> Iterator[str]:
    """Yield every text in a tree of blocks in reading order, a line of rich text as one."""
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        if node.get("type") in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            parts = [one for one in node.get("elements") or [] if isinstance(one, dict)]
            yield "".join(str(one.get("text") or one.get("url") or "") for one in parts)
            return
        for name, value in node.items():
            if name in ("text", "alt_text") and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)


def message_text_of(payload: Mapping[str, Any]) -> str:
    """Gather what a reader sees of a message, a response or a view, for assertions.

    Args:
        payload: anything with "blocks" or "text".

    Returns:
        The texts of the blocks one on a line, or the plain text where there are no blocks.
    """
    blocks = payload.get("blocks")
    return "\n".join(_texts(blocks)) if blocks else str(payload.get("text") or "")


def validate_suggestions(payload: Any) -> list[str]:
    """List the reasons for which Slack would refuse the answer to a block_suggestion.

    Args:
        payload: the decoded JSON.

    Returns:
        One reason for each fault; empty if all is well.
    """
    scan = _Scan()
    options = _array(_option(), 100, 0)
    group = _object({"label": _text(75, plain=True), "options": options}, "label options")
    both: dict[str, Check] = {"options": options, "option_groups": _array(group, 100, 0)}
    _object(both, one_of="options option_groups")(payload, "", scan)
    return scan.reasons


def validate_errors(errors: Any) -> list[str]:
    """List the reasons for which Slack would refuse what is wrong with a view's inputs.

    Args:
        errors: a sentence by the block's id, as sent.

    Returns:
        One reason for each fault; empty if all is well.
    """
    scan = _Scan()
    _MAP(errors, "/errors", scan)
    return scan.reasons
