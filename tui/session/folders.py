"""The machine's own folders, by the platform's rules."""

from pathlib import Path

import platformdirs

_NAME = "talklog"


def library_folder() -> Path:
    """Where the library is unless the user names another."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def cache_folder() -> Path:
    """What may be lost."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def runtime_folder() -> Path:
    """Sockets; private and gone with the session where the platform has such a folder."""
    return platformdirs.user_runtime_path(_NAME, appauthor=False)


def error_file() -> Path:
    """Where an error that nobody foresaw leaves its traceback."""
    return platformdirs.user_state_path(_NAME, appauthor=False) / "error.txt"


def settings_file() -> Path:
    """The user's `config.toml`."""
    return platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml"
