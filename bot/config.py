"""Settings from the environment, every fault reported at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path

from bot.clock import read_clock
from bot.database import read_database
from bot.errors import ConfigError
from bot.manners import Manners
from handlers.reminders.model import Limits
from knowledge.loading.loader import PACKS

Mode = Literal["console", "socket", "http"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says.

    Args:
        mode: how Compact is reached.
        bot_token, app_token, signing_secret: Slack's secrets; never shown.
        api_url: where Slack's Web API is; None for Slack itself.
        host, port: where HTTP is served.
        pack: folder of the pack.
        packs: folder in which new packs are begun.
        sources: folder of the source documents, or None.
        cache: folder of the compiled packs, or None.
        log_level: how much is logged.
        as_of: the day that it is taken for, or a shift of the clock; "" for the machine's time.
        manners: how Compact behaves between people.
        store: URL of the database that reminders are kept in; "" for none.
        limits: how many reminders a person and a channel can have, and how long they are kept.
        maintainers: channel or person that is told of faults in an edited pack; "" for the log
            alone.
    """

    mode: Mode = "console"
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 3000
    pack: Path = PACKS / "gcm"
    packs: Path = field(default_factory=lambda: _data_folder() / "packs")
    sources: Path | None = None
    cache: Path | None = None
    log_level: str = "INFO"
    as_of: str = ""
    manners: Manners = field(default_factory=Manners)
    store: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)
    maintainers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A variable of the environment.

    Args:
        name: of the variable.
        of: what it is a part of; None for what `read_settings` puts together from several.
        field: which part.
        read: makes the value of what is written, or raises `_Unfit` with how it has to be.
        default: the value where nothing is written.
        does: what it does, for docs/install.md.
        without: what holds where nothing is written, for docs/install.md.
    """

    name: str
    of: type[Settings | Manners | Limits] | None
    field: str
    read: Callable[[str], object]
    default: object
    does: str
    without: str


class _Unfit(ValueError):
    """How a value has to be: the rest of a sentence that begins with the variable's name."""


def _token(prefix: str, what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.startswith(prefix):
            raise _Unfit(f"is not {what}; it begins with {prefix}")
        return text

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        raise _Unfit(f"has to be a number from {least} to {most}.")

    return read


def _days(least: int, most: int) -> Callable[[str], timedelta]:
    read_number = _number(least, most)
    return lambda text: timedelta(days=read_number(text))


def _one_of(words: Mapping[str, bool]) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        if text.casefold() not in words:
            raise _Unfit(f"has to be {' or '.join(words)}.")
        return words[text.casefold()]

    return read


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise _Unfit("has to be a web address such as http://127.0.0.1:8080/api/.")
    return text.rstrip("/") + "/"


def _level(text: str) -> str:
    level = text.upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise _Unfit("has to be DEBUG, INFO, WARNING or ERROR.")
    return level


def _path(text: str) -> Path:
    return Path(text).expanduser()


def _folder(text: str) -> Path:
    folder = _path(text)
    if not folder.is_dir():
        raise _Unfit(f"names {folder}, and there is no such folder.")
    return folder


def _moment(text: str) -> str:
    try:
        read_clock(text)
    except ValueError:
        raise _Unfit("has to be a day such as 2018-03-12 or a shift such as -3176d.") from None
    return text


def _channel(text: str) -> str:
    if not re.fullmatch(r"[CG][A-Z0-9]{2,20}", text):
        raise _Unfit("has to be a channel's id such as C0123ABCD.")
    return text


def _conversation(text: str) -> str:
    if not _CONVERSATION.match(text):
        raise _Unfit("has to be the ID of a channel or person, such as C0123ABCD.")
    return text


def _emoji(text: str) -> str:
    emoji = text.strip(":")
    if not _EMOJI.match(emoji):
        raise _Unfit("has to be the name of an emoji such as :mag:.")
    return emoji


def _database(text: str) -> str:
    try:
        return read_database(text)
    except ValueError as how:
        raise _Unfit(str(how)) from None


_CONVERSATION = re.compile(r"^[CDGUW][A-Z0-9]{5,30}$")
_EMOJI = re.compile(r"^[\w+'-]{1,100}$")
_OFF_OR_ON = {"off": False, "on": True}
# More reminders of one person or channel than this are a mistake, not a wish.
_MOST_REMINDERS = 10_000

SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="SLACK_BOT_TOKEN",
        of=Settings,
        field="bot_token",
        read=_token("xoxb-", "a bot token"),
        default="",
        does="the *Bot User OAuth Token* (`xoxb-…`)",
        without="the console",
    ),
    Setting(
        name="SLACK_APP_TOKEN",
        of=Settings,
        field="app_token",
        read=_token("xapp-", "an app-level token"),
        default="",
        does="the app-level token (`xapp-…`), for Socket Mode",
        without="HTTP, with the signing secret",
    ),
    Setting(
        name="SLACK_SIGNING_SECRET",
        of=Settings,
        field="signing_secret",
        read=str,
        default="",
        does="the *Signing Secret*, for HTTP",
        without="Socket Mode, with the app-level token",
    ),
    Setting(
        name="COMPACT_HOST",
        of=Settings,
        field="host",
        read=str,
        default="127.0.0.1",
        does="where HTTP is served: the address",
        without="`127.0.0.1`",
    ),
    Setting(
        name="COMPACT_PORT",
        of=Settings,
        field="port",
        read=_number(0, 65_535),
        default=3000,
        does="where HTTP is served: the port; `0` for any that is free",
        without="`3000`",
    ),
    Setting(
        name="SLACK_API_URL",
        of=Settings,
        field="api_url",
        read=_web_address,
        default=None,
        does="another server to which everything goes that Compact says to Slack",
        without="Slack",
    ),
    Setting(
        name="COMPACT_LOG",
        of=Settings,
        field="log_level",
        read=_level,
        default="INFO",
        does="`DEBUG`, `INFO`, `WARNING` or `ERROR`",
        without="`INFO`",
    ),
    Setting(
        name="COMPACT_PACK",
        of=Settings,
        field="pack",
        read=_folder,
        default=PACKS / "gcm",
        does="folder of another pack",
        without="the pack that comes with Compact",
    ),
    Setting(
        name="COMPACT_PACKS",
        of=None,
        field="packs",
        read=_path,
        default=None,
        does="folder in which `compact new` begins packs",
        without="a folder in your data folder",
    ),
    Setting(
        name="COMPACT_SOURCES",
        of=Settings,
        field="sources",
        read=_folder,
        default=None,
        does="folder of the source documents, from which passages are quoted",
        without="nothing is quoted",
    ),
    Setting(
        name="COMPACT_MAINTAINERS",
        of=Settings,
        field="maintainers",
        read=_conversation,
        default="",
        does="channel or person (`C0123ABCD`) that is told of faults in an edited pack",
        without="only the log tells",
    ),
    Setting(
        name="COMPACT_AS_OF",
        of=Settings,
        field="as_of",
        read=_moment,
        default="",
        does="another day for today: `2018-03-12`, or a shift such as `-3176d` with which time "
        "goes on",
        without="the machine's clock",
    ),
    Setting(
        name="COMPACT_EMOJI",
        of=Manners,
        field="emoji",
        read=_emoji,
        default=Manners().emoji,
        does="the reaction that explains a message's terms",
        without="`:mag:`",
    ),
    Setting(
        name="COMPACT_FOLLOW_UPS",
        of=Manners,
        field="follow_ups",
        read=_one_of(_OFF_OR_ON),
        default=Manners().follow_ups,
        does="`on`: in threads where Compact has answered, questions that begin with a command's "
        "name need no mention; needs [two more events](slack-scopes.md#events)",
        without="`off`",
    ),
    Setting(
        name="COMPACT_ANSWER_BOTS",
        of=Manners,
        field="answer_bots",
        read=_one_of(_OFF_OR_ON),
        default=Manners().answer_bots,
        does="`on`: answer other bots, too",
        without="`off`",
    ),
    Setting(
        name="COMPACT_SHARED_CHANNELS",
        of=Manners,
        field="private_when_shared",
        read=_one_of({"private": True, "public": False}),
        default=Manners().private_when_shared,
        does="`public`: answer for everyone in channels that other organisations read",
        without="`private`: only whoever asks sees the answer, and sharing asks for a confirmation",
    ),
    Setting(
        name="COMPACT_FEEDBACK_CHANNEL",
        of=Manners,
        field="feedback_channel",
        read=_channel,
        default=Manners().feedback_channel,
        does="id of a channel (`C…`) with those who keep the pack, to which *Wrong* and *Missing* "
        "on answers go; invite Compact there",
        without="a file",
    ),
    Setting(
        name="COMPACT_FEEDBACK_FILE",
        of=None,
        field="feedback_file",
        read=_path,
        default=None,
        does="that file, a line of JSON for each remark",
        without="`feedback.jsonl` in your data folder",
    ),
    Setting(
        name="COMPACT_STORE",
        of=None,
        field="store",
        read=_path,
        default=None,
        does="file in which reminders and handled events are kept",
        without="a file in your data folder",
    ),
    Setting(
        name="DATABASE_URL",
        of=None,
        field="database",
        read=_database,
        default="",
        does="a PostgreSQL database for the same, which several Compacts can share",
        without="the file",
    ),
    Setting(
        name="COMPACT_REMINDERS_PER_PERSON",
        of=Limits,
        field="person",
        read=_number(1, _MOST_REMINDERS),
        default=Limits().person,
        does="the most subscriptions that one person sets",
        without=f"`{Limits().person}`",
    ),
    Setting(
        name="COMPACT_REMINDERS_PER_CHANNEL",
        of=Limits,
        field="channel",
        read=_number(1, _MOST_REMINDERS),
        default=Limits().channel,
        does="the most subscriptions of one channel",
        without=f"`{Limits().channel}`",
    ),
    Setting(
        name="COMPACT_REMINDERS_KEPT_DAYS",
        of=Limits,
        field="kept",
        read=_days(1, 3_650),
        default=Limits().kept,
        does="days for which reminders that were sent, missed or cancelled are kept",
        without=f"`{Limits().kept.days}`",
    ),
    Setting(
        name="COMPACT_CACHE",
        of=None,
        field="cache",
        read=_path,
        default=None,
        does="folder of the compiled packs; empty for none",
        without="a folder in your cache",
    ),
)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Args:
        environment: variables by name; empty ones count as not set.

    Returns:
        The settings.

    Raises:
        ConfigError: with a sentence for each variable that is missing, half set or wrong.
    """
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    faults: list[str] = []
    mode = _choose_mode(given, faults)
    values = _read_values(given, faults)
    if faults:
        raise ConfigError(faults)
    apart = values[None]
    return Settings(
        mode=mode,
        packs=apart["packs"] or _data_folder() / "packs",
        cache=apart["cache"] or _find_cache(environment),
        manners=Manners(
            feedback_file=apart["feedback_file"] or _data_folder() / "feedback.jsonl",
            **values[Manners],
        ),
        store=apart["database"] or _store_in(apart["store"]),
        limits=Limits(**values[Limits]),
        **values[Settings],
    )


def _read_values(
    given: Mapping[str, str], faults: list[str]
) -> dict[type[Settings | Manners | Limits] | None, dict[str, Any]]:
    """Read each variable; what is wrong is told in the order of the table."""
    values: dict[type[Settings | Manners | Limits] | None, dict[str, Any]] = defaultdict(dict)
    for setting in SETTINGS:
        value = setting.default
        if setting.name in given:
            try:
                value = setting.read(given[setting.name])
            except _Unfit as how:
                faults.append(f"{setting.name} {how}")
        values[setting.of][setting.field] = value
    return values


def _find_cache(environment: Mapping[str, str]) -> Path | None:
    """Find the folder for compiled packs in the user's own; none where COMPACT_CACHE is empty."""
    if "COMPACT_CACHE" in environment:
        return None
    for name, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        if environment.get(name):
            return Path(environment[name]) / below / "compact"
    return None


def _data_folder() -> Path:
    return user_data_path("compact", appauthor=False)


def _store_in(file: Path | None) -> str:
    """Give the URL of a database in a file, by default one in the user's data folder."""
    if file is None:
        file = _data_folder() / "compact.sqlite"
    return f"sqlite:///{file.absolute()}"


def _choose_mode(given: Mapping[str, str], faults: list[str]) -> Mode:
    bot, app = "SLACK_BOT_TOKEN" in given, "SLACK_APP_TOKEN" in given
    secret = "SLACK_SIGNING_SECRET" in given
    if bot and app:
        return "socket"
    if bot and secret:
        return "http"
    if bot:
        faults.append(
            "SLACK_BOT_TOKEN is set alone; add SLACK_APP_TOKEN (xapp-…, for Socket Mode) "
            "or SLACK_SIGNING_SECRET (for HTTP)."
        )
    for name, present in (("SLACK_APP_TOKEN", app), ("SLACK_SIGNING_SECRET", secret)):
        if present and not bot:
            faults.append(f"{name} is set without SLACK_BOT_TOKEN (xoxb-…); add that token.")
    return "console"
