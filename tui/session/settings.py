"""The user's settings, `config.toml`: the machine's own, never in a journal."""

from pathlib import Path
from typing import Annotated

import msgspec

from tui.player import PlayerSettings


class SettingsError(Exception):
    """The settings cannot be read. One line for the user."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user may set; each has a default."""

    player: PlayerSettings = PlayerSettings()
    auto_advance: bool = True
    """After a verdict the cursor goes on to the next talk."""
    history_megabytes: Annotated[int, msgspec.Meta(ge=1)] = 512
    """The most that is kept of a log's history, in megabytes: some half a million acts. What two good
    snapshots hold may go beyond that, and then undo no longer reaches it."""
    theme: str = "textual-dark"
    ascii: bool = False
    """Draw with ASCII symbols alone."""


def read_settings(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}): mend or remove it") from error
    import tomllib  # most have no settings: then it is not needed

    try:
        return msgspec.convert(tomllib.loads(text), Settings, strict=True)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{path} cannot be used ({error}): mend or remove it") from error
