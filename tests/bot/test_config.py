"""Settings: what each variable does, and every fault told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import read_settings
from bot.errors import ConfigError
from knowledge.loading.loader import PACKS

BOT = {"SLACK_BOT_TOKEN": "xoxb-1"}
APP = {"SLACK_APP_TOKEN": "xapp-1"}
SIGNING = {"SLACK_SIGNING_SECRET": "s"}


def faults(environment: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as refused:
        read_settings(environment)
    return refused.value.faults


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({}, "console"),
        ({"SLACK_BOT_TOKEN": "  "}, "console"),
        (BOT | APP, "socket"),
        (BOT | SIGNING, "http"),
        (BOT | APP | SIGNING, "socket"),
    ],
)
def test_the_tokens_choose_how_compact_is_reached(environment: dict[str, str], mode: str) -> None:
    assert read_settings(environment).mode == mode


def test_what_is_usual_without_any_setting() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.log_level) == ("127.0.0.1", 3000, "INFO")
    assert (settings.pack, settings.sources) == (PACKS / "gcm", None)
    assert (settings.api_url, settings.as_of) == (None, "")


def test_every_setting(tmp_path: Path) -> None:
    settings = read_settings(
        BOT
        | SIGNING
        | {
            "SLACK_API_URL": "http://127.0.0.1:8080/api",
            "COMPACT_HOST": "::1",
            "COMPACT_PORT": "0",
            "COMPACT_PACK": str(tmp_path),
            "COMPACT_SOURCES": f" {tmp_path} ",
            "COMPACT_LOG": "debug",
            "COMPACT_AS_OF": "2018-03-12",
        }
    )
    assert (settings.bot_token, settings.signing_secret) == ("xoxb-1", "s")
    assert settings.api_url == "http://127.0.0.1:8080/api/"
    assert (settings.host, settings.port) == ("::1", 0)
    assert (settings.pack, settings.sources) == (tmp_path, tmp_path)
    assert (settings.log_level, settings.as_of) == ("DEBUG", "2018-03-12")


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (
            BOT,
            [
                "SLACK_BOT_TOKEN is set alone; add SLACK_APP_TOKEN (xapp-…, for Socket Mode) "
                "or SLACK_SIGNING_SECRET (for HTTP)."
            ],
        ),
        (APP, ["SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN (xoxb-…); add that token."]),
        (
            APP | SIGNING,
            [
                "SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN (xoxb-…); add that token.",
                "SLACK_SIGNING_SECRET is set without SLACK_BOT_TOKEN (xoxb-…); add that token.",
            ],
        ),
        (
            {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"},
            [
                "SLACK_BOT_TOKEN is not a bot token; it begins with xoxb-",
                "SLACK_APP_TOKEN is not an app-level token; it begins with xapp-",
            ],
        ),
        (
            {"SLACK_API_URL": "127.0.0.1:80", "COMPACT_PORT": "65536", "COMPACT_LOG": "loud"},
            [
                "COMPACT_PORT has to be a number from 0 to 65535.",
                "SLACK_API_URL has to be a web address such as http://127.0.0.1:8080/api/.",
                "COMPACT_LOG has to be DEBUG, INFO, WARNING or ERROR.",
            ],
        ),
        (
            {"COMPACT_PACK": "/none/a", "COMPACT_SOURCES": "/none/b", "COMPACT_AS_OF": "soon"},
            [
                "COMPACT_PACK names /none/a, and there is no such folder.",
                "COMPACT_SOURCES names /none/b, and there is no such folder.",
                "COMPACT_AS_OF has to be a day such as 2018-03-12 or a shift such as -3176d.",
            ],
        ),
    ],
)
def test_every_fault_is_told_at_once(environment: dict[str, str], told: list[str]) -> None:
    assert list(faults(environment)) == told


@pytest.mark.parametrize("port", ["-1", "3000.0", "٣٠٠٠", "1e3", "0x10", "99999999999"])
def test_what_is_no_port(port: str) -> None:
    assert faults({"COMPACT_PORT": port}) == ("COMPACT_PORT has to be a number from 0 to 65535.",)


def test_secrets_are_not_shown() -> None:
    shown = repr(read_settings(BOT | APP | SIGNING))
    assert "xoxb-1" not in shown
    assert "xapp-1" not in shown
    assert "signing_secret" not in shown


def test_the_faults_do_not_repeat_a_secret() -> None:
    told = " ".join(faults({"SLACK_BOT_TOKEN": "hunter2", "SLACK_APP_TOKEN": "hunter3"}))
    assert "hunter" not in told


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgres://me:pw@db.example:5432/x", "postgresql://me:pw@db.example:5432/x"),
        ("postgresql+asyncpg://db/x?ssl=require", "postgresql://db/x?sslmode=require"),
        (
            "postgresql://me@db/x?sslmode=verify-full&options=endpoint%3Dep-1",
            "postgresql://me@db/x?sslmode=verify-full&options=endpoint%3Dep-1",
        ),
        (
            "postgresql://me@db/x?options=-c%20search_path%3Dcompact&application_name=compact",
            "postgresql://me@db/x?options=-c%20search_path%3Dcompact&application_name=compact",
        ),
        (
            "postgresql://db/x?connect_timeout=10&keepalives_idle=30&channel_binding=prefer",
            "postgresql://db/x",
        ),
        (
            "postgresql:///x?host=/var/run/postgresql",
            "postgresql:///x?host=%2Fvar%2Frun%2Fpostgresql",
        ),
        ("sqlite+aiosqlite:////var/lib/compact.sqlite", "sqlite:////var/lib/compact.sqlite"),
        ("sqlite:///compact.sqlite", "sqlite:///compact.sqlite"),
    ],
)
def test_a_database_as_hosts_hand_it_out(given: str, read: str) -> None:
    assert read_settings({"DATABASE_URL": given}).store == read


NO_FILE = "names no file; a database in memory would forget every reminder."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "mysql://db/x",
            "has to begin with postgresql:// (or be left out for a file, COMPACT_STORE).",
        ),
        ("sqlite://", NO_FILE),
        ("sqlite:///", NO_FILE),
        ("sqlite:///:memory:", NO_FILE),
        (
            "postgresql://me:hunter2@db/x?sslmode=always",
            "says sslmode=always; it has to be one of disable, allow, prefer, require, verify-ca, "
            "verify-full.",
        ),
        (
            "postgresql://me:hunter2@db/x?sslmode=require&channel_binding=require",
            "asks for channel_binding=require, which Compact cannot do; leave it out, and have "
            "sslmode=verify-full for as much.",
        ),
        (
            "postgresql://me:hunter2@db/x?pgbouncer=true",
            "says pgbouncer=, which Compact does not know; leave it out.",
        ),
        ("postgresql://[::1/x", "is no address: Invalid IPv6 URL."),
    ],
)
def test_a_database_that_cannot_be_used(given: str, told: str) -> None:
    assert faults({"DATABASE_URL": given}) == (f"DATABASE_URL {told}",)
