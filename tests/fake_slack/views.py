"""Modals and App Home: opening, pushing, publishing, updating."""

from __future__ import annotations

import json
from typing import Any

from tests.fake_slack.blocks import validate_view
from tests.fake_slack.limits import APP, BOT_ID, MAX_VIEW, TEAM, Json
from tests.fake_slack.refusals import SlackError
from tests.fake_slack.workspace import Workspace


class Views(Workspace):
    """The methods for views."""

    def _view(self, args: Json, kind: str, old: Json | None = None, **more: Any) -> Json:
        """Check a view and make the object that Slack keeps of it."""
        view = args["view"]
        if reasons := validate_view(view):
            raise SlackError("invalid_arguments", reasons)
        if len(json.dumps(view, ensure_ascii=False).encode()) > MAX_VIEW:
            raise SlackError("view_too_large")
        if view["type"] != kind:
            raise SlackError("invalid_arguments", [f"[ERROR] must be a {kind} view"])
        if old and args.get("hash") and args["hash"] != old["hash"]:
            raise SlackError("hash_conflict")
        mine = old["id"] if old else self._next("V")
        given = view.get("external_id")
        if given and any(
            v.get("external_id") == given and k != mine for k, v in self.views.items()
        ):
            raise SlackError("duplicate_external_id")
        fixed = {"id": mine, "team_id": TEAM, "app_id": APP, "bot_id": BOT_ID}
        kept = {name: (old or {}).get(name) for name in ("root_view_id", "previous_view_id")}
        if kept["root_view_id"] is None:
            kept["root_view_id"] = mine
        state = {"hash": f"{int(self.now())}.{self._next('')}", "state": {"values": {}}}
        self.views[mine] = {**view, **fixed, **kept, **state, **more}
        return self.views[mine]

    def _exchange(self, trigger: Any) -> str | None:
        """Use up a trigger id and return the root of the stack it came from.

        Raises:
            SlackError: the trigger is unknown, late or used.
        """
        if trigger not in self._triggers:
            raise SlackError("invalid_trigger_id")
        if trigger in self._triggers_used:
            raise SlackError("exchanged_trigger_id")
        until, root = self._triggers[trigger]
        if self.now() > until:
            raise SlackError("expired_trigger_id")
        self._triggers_used.add(trigger)
        return root

    def _views_open(self, args: Json) -> Json:
        """Serve views.open."""
        self._exchange(args["trigger_id"])
        return {"view": self._view(args, "modal")}

    def _views_push(self, args: Json) -> Json:
        """Serve views.push."""
        root = self._exchange(args["trigger_id"])
        stack = [key for key, view in self.views.items() if root and view["root_view_id"] == root]
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= 3:
            raise SlackError("push_limit_reached")
        view = self._view(args, "modal", root_view_id=root, previous_view_id=stack[-1])
        return {"view": view}

    def _views_publish(self, args: Json) -> Json:
        """Serve views.publish."""
        if args["user_id"] not in self.users:
            raise SlackError("user_not_found")
        self.homes[args["user_id"]] = self._view(args, "home", self.homes.get(args["user_id"]))
        return {"view": self.homes[args["user_id"]]}

    def _views_update(self, args: Json) -> Json:
        """Serve views.update."""
        wanted = args.get("external_id")
        by_name = (v for v in self.views.values() if wanted and v.get("external_id") == wanted)
        old = self.views.get(str(args.get("view_id"))) or next(by_name, None)
        if old is None:
            raise SlackError("not_found")
        return {"view": self._view(args, old["type"], old)}
