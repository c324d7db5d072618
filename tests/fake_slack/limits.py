"""How much Slack takes of what, and which scope each method needs."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

ACK_SECONDS = 3.0
TRIGGER_SECONDS = 3.0
RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60
MAX_SOCKETS = 10
MAX_TEXT, MAX_UPDATE, MAX_MARKDOWN = 40_000, 4_000, 12_000
MAX_BLOCKS_LENGTH, MAX_VIEW = 13_000, 250_000
BOT, APP, TEAM, BOT_ID = "UBOT", "A1", "T1", "B1"

# By method, what the token needs; "*" stands for the sort of conversation.
SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.info": "*:read",
    "conversations.members": "*:read",
    "conversations.history": "*:history",
    "conversations.replies": "*:history",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "reactions.add": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
}

RESPONSE_KEYS = (
    "response_type text blocks attachments replace_original delete_original thread_ts metadata "
    "unfurl_links unfurl_media mrkdwn parse link_names"
)
