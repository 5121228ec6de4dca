"""Opening a link in the browser, without a shell and without our terminal.

Python's `webbrowser` is not used. It takes an entry of `$BROWSER` with options but without `%s` for a
program's name and fails in silence; runs an entry with `%s` on our terminal and waits for its end; lets a
text browser draw over the screen; and hands on any text as a URL, options too.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping

from tui.domain.text import visible
from tui.player.command import PlayerError, web_url
from tui.player.launch import End, LaunchOutcome, launch

_TEXT_BROWSERS = frozenset({"lynx", "w3m", "links", "links2", "elinks", "www-browser", "browsh"})


def browser_command(entry: str, url: str) -> list[str]:
    """One entry of `$BROWSER` as an argument list; empty where it names no program or cannot be read.

    `%s` is the URL wherever it stands, `%%` a percent sign, `%c` a colon; without `%s` the URL comes last. A
    closing `&` means the background, where every browser is started anyhow.
    """
    try:
        words = shlex.split(entry)
    except ValueError:
        return []
    if words and words[-1] == "&":
        words.pop()
    if not words:
        return []
    filled = [_filled(word, url) for word in words]
    return filled if any(_names_url(word) for word in words) else [*filled, url]


def _names_url(word: str) -> bool:
    return "%s" in word.replace("%%", "")


def _filled(word: str, url: str) -> str:
    """One pass, so that a percent sign in the URL stays as it is."""
    parts = word.split("%%")
    return "%".join(part.replace("%c", ":").replace("%s", "\0") for part in parts).replace("\0", url)


def browser_commands(url: str, env: Mapping[str, str]) -> list[list[str]]:
    """The commands that may open the URL, in the order they are tried: `$BROWSER`, then the system's."""
    entries = env.get("BROWSER", "").split(os.pathsep)
    commands = [command for entry in entries if (command := browser_command(entry, url))]
    if sys.platform == "darwin":
        return [*commands, ["open", url]]
    if env.get("WSL_DISTRO_NAME"):
        commands.append(["wslview", url])
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") or env.get("WSL_DISTRO_NAME"):
        commands += [["xdg-open", url], ["gio", "open", url], ["x-www-browser", url]]
    return commands


def open_in_browser(
    url: str,
    *,
    on_end: Callable[[End], None] | None = None,
    env: Mapping[str, str] | None = None,
) -> LaunchOutcome:
    """Open the URL by the first command that is there, and return at once; http and https only.

    `on_end` is told, in another thread, how that command ended; its `End.line` has the reason where it
    failed. `env` is the environment (default: ours).
    """
    environment = os.environ if env is None else env
    try:
        safe = web_url(url)
    except PlayerError as error:
        return LaunchOutcome(str(error))
    tried: list[str] = []
    for command in browser_commands(safe, environment):
        name = os.path.basename(command[0])  # noqa: PTH119 - a command's word, not a path of ours
        if name in _TEXT_BROWSERS:
            tried.append(f"{name} needs a terminal of its own")
        elif not shutil.which(command[0], path=environment.get("PATH")):
            tried.append(f"{name} was not found")
        else:
            try:
                running = launch(command, on_end=on_end, env=environment)
            except (OSError, ValueError) as error:
                tried.append(f"{name}: {error}")
            else:
                return LaunchOutcome(visible(f"Opening in the browser by {name}"), running)
    reason = "; ".join(tried) or "there is no display here and $BROWSER is not set"
    return LaunchOutcome(visible(f"No browser could be opened ({reason}): {safe}"))
