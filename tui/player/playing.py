"""Playing a talk in mpv or in the user's own player."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tui.domain.text import visible
from tui.player.command import PlayerError, PlayerSettings, player_command, takes_socket
from tui.player.launch import End, LaunchOutcome, launch
from tui.player.mpv import MpvRemote
from tui.player.sockets import remover, socket_path


def play(
    url: str,
    settings: PlayerSettings,
    *,
    runtime_dir: Path,
    start: float | None = None,
    on_end: Callable[[End], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> LaunchOutcome:
    """Start the player on the URL and return at once.

    `runtime_dir` is the user's private folder for mpv's socket (made where it is missing), `start` the second
    to begin at. `on_end` is told, in another thread, how the player ended: its `End.line` has the reason
    where it failed, at once or later. The outcome's `running` can be asked instead (`poll`, `wait`);
    its `remote` controls mpv. `env` is the player's environment (default: ours).
    """
    try:
        player_command(url, settings)  # refused before a folder is made
        place = socket_path(runtime_dir) if takes_socket(settings.command) else None
        command = player_command(url, settings, ipc_socket=place, start=start)
        clean_up = None if place is None else remover(place)
        running = launch(command, on_end=on_end, env=env, clean_up=clean_up)
    except PlayerError as error:
        return LaunchOutcome(str(error))
    except FileNotFoundError as error:
        return LaunchOutcome(_absent(settings, error))
    except (OSError, ValueError) as error:
        return LaunchOutcome(visible(f"The player could not be started: {error}"))
    remote = None if place is None else MpvRemote(place)
    at_speed = "" if settings.command else f" at {settings.speed:g}×"
    return LaunchOutcome(visible(f"Playing in {command[0]}{at_speed}"), running, remote)


def _absent(settings: PlayerSettings, error: FileNotFoundError) -> str:
    if not settings.command:
        return "mpv was not found: install it, or set another player in the settings"
    return visible(f"The configured player was not found: {error.filename}")
