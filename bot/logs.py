"""Logging, with secrets taken out."""

from __future__ import annotations

import logging
import re

# Tokens, tickets of WebSockets, response URLs, signatures, and Slack's old verification token,
# which still stands in every payload and which Bolt logs with a request that it refuses.
_SECRET = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|v0=[0-9a-f]{64}|"
    r"(?<=hooks\.slack\.com)[/%]\S+|(?<=hooks\.slack-gov\.com)[/%]\S+|"
    r"(?<=token=)[^&\s]+|(?<=ticket=)[^&\s]+|(?<=response_url=)[^&\s]+|"
    r"(?<=[\"']token[\"']: [\"'])[^\"']+|(?<=[\"']response_url[\"']: [\"'])[^\"']+"
)


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("[secret]", super().format(record))


def set_up_logging(level: str) -> None:
    """Log to standard error, tokens and tickets replaced by "[secret]".

    Args:
        level: a name that ``logging`` knows.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # Bolt finds SLACK_BOT_TOKEN in the environment by itself and warns that it is not needed.
    handler.addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # The migrations' library tells of each of its own plugins at the start.
    logging.getLogger("alembic").setLevel(max(root.level, logging.WARNING))
