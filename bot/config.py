"""Settings from the environment, every fault reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path

from bot.clock import read_clock
from bot.manners import Manners, read_manners
from handlers.reminders.model import Limits
from knowledge.loading.loader import PACKS

Mode = Literal["console", "socket", "http"]


class ConfigError(Exception):
    """Settings that cannot be used.

    Args:
        faults: one sentence each.
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says.

    Args:
        mode: how Compact is reached.
        bot_token, app_token, signing_secret: Slack's secrets; never shown.
        api_url: where Slack's Web API is; None for Slack itself.
        host, port: where HTTP is served.
        pack: folder of the pack.
        sources: folder of the source documents, or None.
        cache: folder of the compiled packs, or None.
        log_level: how much is logged.
        as_of: the day that it is taken for, or a shift of the clock; "" for the machine's time.
        manners: how Compact behaves between people.
        store: URL of the database that reminders are kept in; "" for none.
        limits: how many reminders a person and a channel can have.
    """

    mode: Mode = "console"
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 3000
    pack: Path = PACKS / "gcm"
    sources: Path | None = None
    cache: Path | None = None
    log_level: str = "INFO"
    as_of: str = ""
    manners: Manners = field(default_factory=Manners)
    store: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)


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
    _check_tokens(given, faults)
    port = _read_port(given, faults)
    api_url = given.get("SLACK_API_URL")
    if api_url is not None:
        parts = urlsplit(api_url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            faults.append(
                "SLACK_API_URL has to be a web address such as http://127.0.0.1:8080/api/."
            )
        api_url = api_url.rstrip("/") + "/"
    level = given.get("COMPACT_LOG", "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        faults.append("COMPACT_LOG has to be DEBUG, INFO, WARNING or ERROR.")
    pack = Path(given.get("COMPACT_PACK", PACKS / "gcm")).expanduser()
    if not pack.is_dir():
        faults.append(f"COMPACT_PACK names {pack}, and there is no such folder.")
    sources = Path(given["COMPACT_SOURCES"]).expanduser() if "COMPACT_SOURCES" in given else None
    if sources is not None and not sources.is_dir():
        faults.append(f"COMPACT_SOURCES names {sources}, and there is no such folder.")
    as_of = given.get("COMPACT_AS_OF", "")
    try:
        read_clock(as_of)
    except ValueError:
        faults.append("COMPACT_AS_OF has to be a day such as 2018-03-12 or a shift such as -3176d.")
    manners = read_manners(given, faults)
    store = _read_store(given, faults)
    limits = Limits(
        _read_limit(given, "COMPACT_REMINDERS_PER_PERSON", Limits().person, faults),
        _read_limit(given, "COMPACT_REMINDERS_PER_CHANNEL", Limits().channel, faults),
    )
    if faults:
        raise ConfigError(faults)
    return Settings(
        mode=mode,
        bot_token=given.get("SLACK_BOT_TOKEN", ""),
        app_token=given.get("SLACK_APP_TOKEN", ""),
        signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
        api_url=api_url,
        host=given.get("COMPACT_HOST", "127.0.0.1"),
        port=port,
        pack=pack,
        sources=sources,
        cache=_find_cache(environment),
        log_level=level,
        as_of=as_of,
        manners=manners,
        store=store,
        limits=limits,
    )


def _find_cache(environment: Mapping[str, str]) -> Path | None:
    """Find the folder for compiled packs: COMPACT_CACHE (empty for none), else the user's own."""
    if "COMPACT_CACHE" in environment:
        named = environment["COMPACT_CACHE"].strip()
        return Path(named).expanduser() if named else None
    for name, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        if environment.get(name):
            return Path(environment[name]) / below / "compact"
    return None


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


def _check_tokens(given: Mapping[str, str], faults: list[str]) -> None:
    for name, prefix, what in (
        ("SLACK_BOT_TOKEN", "xoxb-", "a bot token"),
        ("SLACK_APP_TOKEN", "xapp-", "an app-level token"),
    ):
        if name in given and not given[name].startswith(prefix):
            faults.append(f"{name} is not {what}; it begins with {prefix}")


def _read_port(given: Mapping[str, str], faults: list[str]) -> int:
    text = given.get("COMPACT_PORT", "3000")
    if text.isascii() and text.isdigit() and int(text) < 65_536:
        return int(text)
    faults.append("COMPACT_PORT has to be a number from 0 to 65535.")
    return 0


def _read_store(given: Mapping[str, str], faults: list[str]) -> str:
    """Give the database's URL: DATABASE_URL, else COMPACT_STORE, else a file in the data folder."""
    if url := given.get("DATABASE_URL"):
        if urlsplit(url).scheme.partition("+")[0] not in ("postgresql", "postgres", "sqlite"):
            faults.append(
                "DATABASE_URL has to begin with postgresql:// (or be left out for a file, "
                "COMPACT_STORE)."
            )
        return url.replace("postgres://", "postgresql://", 1)
    path = given.get("COMPACT_STORE")
    if path:
        return f"sqlite:///{Path(path).expanduser().absolute()}"
    return f"sqlite:///{user_data_path('compact', appauthor=False) / 'compact.sqlite'}"


def _read_limit(given: Mapping[str, str], name: str, usual: int, faults: list[str]) -> int:
    text = given.get(name, str(usual))
    if text.isascii() and text.isdigit() and 0 < int(text) <= 10_000:
        return int(text)
    faults.append(f"{name} has to be a number from 1 to 10000.")
    return usual
