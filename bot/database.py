"""The URL of a database: read as hosted PostgreSQL hands it out, without loading any driver."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

# What asyncpg reads of a URL, and what PostgreSQL itself is told when a connection begins.
# Source: asyncpg.connect, "dsn"; PostgreSQL, "Parameter Key Words" and "Start-up Message".
_KNOWN = frozenset(
    (
        "application_name database dbname gsslib host krbsrvname options passfile password port "
        "service servicefile sslcert sslcrl sslkey sslmode sslnegotiation sslpassword sslrootcert "
        "ssl_max_protocol_version ssl_min_protocol_version target_session_attrs user"
    ).split()
)
# What asks for nothing that Compact does not do anyway.
_NEEDLESS = ("connect_timeout", "keepalives")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def read_database(text: str) -> str:
    """Read the URL of a database.

    Args:
        text: ``postgresql://…``, ``postgres://…`` or ``sqlite:///path``, with or without a driver.

    Returns:
        ``postgresql://…`` as asyncpg takes it, or ``sqlite:///path``.

    Raises:
        ValueError: says how it has to be, as the rest of a sentence that begins with its name.
    """
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ValueError(f"is no address: {error}.") from None
    scheme = parts.scheme.partition("+")[0]
    if scheme == "sqlite":
        file = parts.path.removeprefix("/")
        if not file or file == ":memory:":
            raise ValueError("names no file; a database in memory would forget every reminder.")
        return f"sqlite:///{text.partition('///')[2]}"
    if scheme not in ("postgresql", "postgres"):
        raise ValueError(
            "has to begin with postgresql:// (or be left out for a file, COMPACT_STORE)."
        )
    told = [pair for name, value in parse_qsl(parts.query) if (pair := _read_pair(name, value))]
    query = urlencode(told, quote_via=quote)
    return f"postgresql://{parts.netloc}{parts.path}{'?' * bool(query)}{query}"


def _read_pair(name: str, value: str) -> tuple[str, str] | None:
    """Read a part of the query; None where it can be left out."""
    name = "sslmode" if name == "ssl" else name
    if name.startswith(_NEEDLESS) or (name == "channel_binding" and value != "require"):
        return None
    if name == "channel_binding":
        raise ValueError(
            "asks for channel_binding=require, which Compact cannot do; "
            "leave it out, and have sslmode=verify-full for as much."
        )
    if name not in _KNOWN:
        raise ValueError(f"says {name}=, which Compact does not know; leave it out.")
    if name == "sslmode" and value not in _SSL_MODES:
        raise ValueError(f"says sslmode={value}; it has to be one of {', '.join(_SSL_MODES)}.")
    return name, value
