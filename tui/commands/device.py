"""What is the machine's own: its settings, and its name in histories, made once."""

import os
import re
import secrets
import socket
from pathlib import Path

import platformdirs

from tui.commands.output import Failure
from tui.session.folders import settings_file
from tui.session.settings import Settings, SettingsError, read_settings

_DEVICE = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


def settings_here() -> Settings:
    """The user's settings. Failure where the file cannot be used."""
    try:
        return read_settings(settings_file())
    except SettingsError as error:
        raise Failure(str(error)) from error


def this_device() -> str:
    """The machine's short id, such as "laptop-3f9a": its host name and four random digits.

    Where it cannot be kept (a read-only home), the host name alone serves.
    """
    path = platformdirs.user_state_path("talklog", appauthor=False) / "device"
    kept = _kept(path)
    if kept is not None:
        return kept
    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().lower().split(".", 1)[0]).strip("-")[:30] or "here"
    device = f"{host}-{secrets.token_hex(2)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not there: another process may make it at the same moment, and then its name counts.
        temporary = path.with_name(f".device.{secrets.token_hex(8)}")
        temporary.write_text(device + "\n", encoding="ascii")
        try:
            os.link(temporary, path)
        except FileExistsError:
            return _kept(path) or host
        finally:
            temporary.unlink()
    except OSError:
        return host
    return device


def _kept(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return text if _DEVICE.fullmatch(text) else None
