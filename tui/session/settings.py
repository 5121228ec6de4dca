"""The user's settings, `config.toml`: the machine's own, never in a journal."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from tui.domain.text import visible
from tui.markdown.profiles import Profile
from tui.player import PlayerSettings
from tui.session.key_presets import PRESETS, PresetName


class SettingsError(Exception):
    """The settings cannot be read. One line for the user."""


class KeySettings(msgspec.Struct, frozen=True, kw_only=True):
    """The table `[keys]`."""

    preset: PresetName = "default"
    bindings: Mapping[str, tuple[str, ...]] = {}
    """The user's own keys by action id, as written; none at all takes an action's keys away."""


class Rule(msgspec.Struct, frozen=True):
    """A query under a name: what it finds in the inbox is not worth a look."""

    name: str
    query: str
    """As `tui.domain.query.parse_query` takes it."""


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
    reduced_motion: bool = False
    """Nothing blinks or slides."""
    language: str = ""
    """The language of the talks to look at ("en"): others are proposed for skipping. Empty: any."""
    rules: tuple[Rule, ...] | None = None
    """What is proposed for skipping; None: what many would skip."""
    keys: KeySettings = KeySettings()
    profiles: dict[str, Profile] = {}
    """Dialects of the user's own, by name, beside those that are built in."""


def read_settings(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read ({error}): mend or remove it") from error
    try:
        return settings_from(text)
    except SettingsError as error:
        raise SettingsError(f"{path} cannot be used ({error}): mend or remove it") from error


def settings_from(text: str) -> Settings:
    """The settings that a text in TOML means. Raises SettingsError, a piece of a line."""
    import tomllib  # most have no settings: then it is not needed

    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(visible(str(error))) from error
    if "keys" in raw:
        raw["keys"] = _keys_of(raw["keys"])
    _check_names(raw)
    try:
        settings = msgspec.convert(raw, Settings, strict=True)
    except msgspec.ValidationError as error:
        raise SettingsError(_explained(str(error))) from error
    if not 0.1 <= settings.player.speed <= 100:
        raise SettingsError(f"player.speed is {settings.player.speed}: it goes from 0.1 to 100")
    return settings


def _keys_of(table: Any) -> dict[str, Any]:
    """The table as `KeySettings` takes it: one key is a list of one, `rows.down` may stand unquoted."""
    if not isinstance(table, dict):
        raise SettingsError("keys is a table: write [keys] on a line of its own")
    bindings: dict[str, tuple[str, ...]] = {}

    def gather(values: dict[str, Any], prefix: str) -> None:
        for name, value in values.items():
            if isinstance(value, dict):
                gather(value, f"{prefix}{name}.")
                continue
            keys = [value] if isinstance(value, str) else value
            if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
                raise SettingsError(
                    f'keys.{visible(prefix + name)} takes a key or a list of keys, as in "x" or ["x", "PgDn"]'
                )
            bindings[prefix + name] = tuple(keys)

    gather({name: value for name, value in table.items() if name != "preset"}, "")
    preset = {"preset": table["preset"]} if "preset" in table else {}
    return {**preset, "bindings": bindings}


def _check_names(raw: dict[str, Any]) -> None:
    """Raises SettingsError for a setting that there is not."""
    tables: list[tuple[str, Any, type[msgspec.Struct]]] = [("", raw, Settings)]
    tables.append(("player", raw.get("player"), PlayerSettings))
    rules = raw.get("rules")
    if isinstance(rules, list):
        tables += [(f"rule {number}", rule, Rule) for number, rule in enumerate(rules, 1)]
    for where, table, kind in tables:
        for name in table if isinstance(table, dict) else ():
            if name not in kind.__struct_fields__:
                from difflib import get_close_matches  # needed for mistakes alone

                names = kind.__struct_fields__
                near = get_close_matches(name, names, 1)
                advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
                inside = f" in {where}" if where else ""
                raise SettingsError(f"there is no setting {visible(name)}{inside}: {advice}")


def _explained(message: str) -> str:
    """What msgspec says of a value, in the words of the file."""
    what, _, where = message.partition(" - at ")
    setting = visible(where.strip("`").removeprefix("$").removeprefix("."))
    what = what.replace("Invalid enum value", f"takes one of {', '.join(PRESETS)}, not")
    return f"{setting}: {visible(what[:1].lower() + what[1:])}"
