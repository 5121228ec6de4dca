"""The command that plays a talk: an argument list, never a shell's line."""

import re
from pathlib import Path, PurePath
from urllib.parse import quote, urlsplit

import msgspec

from tui.domain.text import visible

URL_PLACE = "{url}"
"""Where the URL goes in a configured command."""

_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh"})
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")
_URI_CHARACTERS = "%:/?#[]@!$&'()*+,;=-._~"
"""What a URI may hold besides letters and digits (RFC 3986, section 2); all else is percent-encoded."""


class PlayerError(Exception):
    """Something that cannot be played or opened; the text is one line for the user, safe for a terminal."""

    def __init__(self, line: str) -> None:
        super().__init__(visible(line))


class PlayerSettings(msgspec.Struct, frozen=True):
    """How talks are played."""

    command: tuple[str, ...] = ()
    """The user's own player as an argument list, `{url}` where the URL goes, else last. Empty: mpv."""
    speed: float = 2.0
    """How many times faster than recorded mpv plays."""


def web_url(url: str) -> str:
    """The URL as another program may get it. Raises `PlayerError` where it is no http or https URL.

    It begins with `http`, so that no program can read it as an option or as a file of another kind.
    Characters that no URI may hold are percent-encoded; blanks and control characters are refused.
    """
    shown = url if len(url) <= 200 else f"{url[:200]}…"
    if not url:
        raise PlayerError("This talk has no link")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise PlayerError(f"Not a link that can be opened: {shown} ({error})") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise PlayerError(f"Only http and https links are opened, not {shown}")
    if _UNSAFE.search(url):
        raise PlayerError(f"Not opened, for it holds blanks or control characters: {shown}")
    return quote(url, safe=_URI_CHARACTERS)


def takes_socket(command: tuple[str, ...]) -> bool:
    """True where the settings' command is mpv without a socket of the user's own: talklog can control it."""
    if not command:
        return True
    has_socket = any(word.startswith("--input-ipc-server") for word in command)
    return PurePath(command[0]).name == "mpv" and not has_socket


def player_command(
    url: str, settings: PlayerSettings, *, ipc_socket: Path | None = None, start: float | None = None
) -> list[str]:
    """The argument list that plays the URL. Raises `PlayerError` for a URL or a command that is not safe.

    `ipc_socket` is where mpv listens for `MpvRemote`; `start` the position in seconds to begin at. Both
    concern mpv; a configured command that is mpv gets the socket too.
    """
    safe = web_url(url)
    if settings.command:
        return _configured(
            list(settings.command), safe, ipc_socket if takes_socket(settings.command) else None
        )
    command = ["mpv", "--input-terminal=no", "--quiet", "--msg-level=all=warn", f"--speed={settings.speed}"]
    if ipc_socket is not None:
        command.append(f"--input-ipc-server={ipc_socket}")
    if start is not None:
        command.append(f"--start={start:.3f}")
    return [*command, "--", safe]


def _configured(command: list[str], url: str, ipc_socket: Path | None) -> list[str]:
    if not command[0] or URL_PLACE in command[0]:
        raise PlayerError("The configured player's command names no program")
    places = [argument for argument in command if URL_PLACE in argument]
    if PurePath(command[0]).name in _SHELLS and any(argument != URL_PLACE for argument in places):
        raise PlayerError(
            'The configured player puts {url} into a shell\'s script; use "$1" there and {url} as an argument'
        )
    if ipc_socket is not None:
        command.insert(1, f"--input-ipc-server={ipc_socket}")
    if not places:
        return [*command, url]
    return [argument.replace(URL_PLACE, url) for argument in command]
