"""Talks outside of talklog: mpv (or the user's own player), its remote control, and the browser."""

from tui.player.browser import open_in_browser as open_in_browser
from tui.player.command import PlayerError as PlayerError
from tui.player.command import PlayerSettings as PlayerSettings
from tui.player.command import player_command as player_command
from tui.player.command import web_url as web_url
from tui.player.launch import End as End
from tui.player.launch import LaunchOutcome as LaunchOutcome
from tui.player.launch import Running as Running
from tui.player.mpv import MpvRemote as MpvRemote
from tui.player.mpv import RemoteError as RemoteError
from tui.player.playing import play as play

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
