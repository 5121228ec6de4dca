"""Talks outside of talklog: mpv (or the user's own player), its remote control, and the browser."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.player.browser import open_in_browser
    from tui.player.command import PlayerError, PlayerSettings, player_command, web_url
    from tui.player.launch import End, LaunchOutcome, Running
    from tui.player.mpv import MpvRemote, RemoteError
    from tui.player.playing import play

__all__ = [
    "End",
    "LaunchOutcome",
    "MpvRemote",
    "PlayerError",
    "PlayerSettings",
    "RemoteError",
    "Running",
    "open_in_browser",
    "play",
    "player_command",
    "web_url",
]

_MODULES = {
    "browser": ("open_in_browser",),
    "command": ("PlayerError", "PlayerSettings", "player_command", "web_url"),
    "launch": ("End", "LaunchOutcome", "Running"),
    "mpv": ("MpvRemote", "RemoteError"),
    "playing": ("play",),
}
"""The module of each public name. Imported when it is first asked for: settings need no player."""


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"tui.player.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
