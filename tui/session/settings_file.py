"""The text of `config.toml`: every setting with its meaning, as it is in force or to start from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import tomlkit

from tui.markdown.profiles import Profile
from tui.player import PlayerSettings
from tui.session.settings import Settings

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "auto_advance": ("After a verdict the cursor goes on to the next talk.",),
    "theme": ("The colours, by the name of a theme of Textual: textual-light, nord, gruvbox, ansi-dark, …",),
    "reduced_motion": ("Nothing blinks or slides.",),
    "ascii": ("Draw with ASCII symbols alone.",),
    "history_megabytes": (
        "The most that is kept of a log's history, in megabytes: as far as undo reaches back.",
    ),
    "language": (
        'The language of the talks to look at, as in "en"; `talklog rules` proposes to skip others.',
    ),
    "player.command": (
        "Your own player and its arguments; {url} is where the address goes, else it is the last argument.",
        "Empty: mpv, if it is installed.",
    ),
    "player.speed": ("How many times faster than recorded mpv plays; times left are reckoned with it.",),
    "keys.preset": ("default, mail (as in mutt) or newsboat: `talklog keys --preset mail` shows one.",),
}
_KEYS = (
    "Other keys, by the ids and names that `talklog keys` shows; [] takes an action's keys away:",
    'skip = "d"',
    'done = ["D", "F6"]',
)
_RULES = (
    "What `talklog rules` proposes to skip, as queries (see `talklog list --help`); without any: breaks,",
    "sponsor sessions, talks under five minutes.",
    "[[rules]]",
    'name = "Keynotes of sponsors"',
    'query = "title:keynote company:acme"',
)
_PROFILES = (
    "A dialect of your own for `talklog publish --profile mine`: front is toml, yaml or none.",
    "[profiles.mine]",
    'front = "yaml"',
    'fields = { title = "title", date = "date", tags = "taxonomies.tags" }',
    "constants = { draft = false }",
    'more = "<!--more-->"',
    'file = "{date}-{slug}.md"',
)
_TABLES = frozenset({"player", "keys", "rules", "profiles"})
_HEAD = "Settings of talklog. A line that begins with # is a comment: take the sign away to choose otherwise."


def start_text() -> str:
    """A file to write from: every setting with its meaning, at its default, commented out."""
    return _text(Settings(), commented=True)


def text_in_force(settings: Settings) -> str:
    """The settings in force as a file that reads back as the same settings."""
    return _text(settings, commented=False)


def _text(settings: Settings, *, commented: bool) -> str:
    off = "# " if commented else ""
    lines = [f"# {_HEAD}"]
    for name in Settings.__struct_fields__:
        if name in _TABLES:
            continue
        lines += ["", *_setting(name, getattr(settings, name), off)]
    if settings.rules == ():
        lines += ["", "# Nothing is proposed for skipping.", "rules = []"]
    lines += ["", "[player]"]
    for name in PlayerSettings.__struct_fields__:
        lines += _setting(f"player.{name}", getattr(settings.player, name), off)
    lines += ["", "[keys]", *_setting("keys.preset", settings.keys.preset, off)]
    lines += [f"# {line}" for line in _KEYS]
    lines += [f"{_key(name)} = {_value(keys)}" for name, keys in settings.keys.bindings.items()]
    lines += ["", *(f"# {line}" for line in _RULES)]
    for rule in settings.rules or ():
        lines += ["", "[[rules]]", f"name = {_value(rule.name)}", f"query = {_value(rule.query)}"]
    lines += ["", *(f"# {line}" for line in _PROFILES)]
    for name, profile in settings.profiles.items():
        lines += ["", f"[profiles.{_key(name)}]", *_profile(profile)]
    return "\n".join(lines) + "\n"


def _profile(profile: Profile) -> Iterator[str]:
    """What a dialect says otherwise than the default."""
    for name, value in msgspec.to_builtins(profile).items():
        if isinstance(value, dict):
            inner = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
            yield f"{name} = {{ {inner} }}" if inner else f"{name} = {{}}"
        else:
            yield f"{name} = {_value(value)}"


def _setting(name: str, value: object, off: str) -> Sequence[str]:
    """A setting's line below what it means."""
    return [
        *(f"# {line}" for line in _MEANINGS.get(name, ())),
        f"{off}{name.rpartition('.')[2]} = {_value(value)}",
    ]


def _value(value: object) -> str:
    plain: Any = list(value) if isinstance(value, tuple) else value
    return str(tomlkit.item(plain).as_string())


def _key(name: str) -> str:
    return tomlkit.key(name).as_string() if "." not in name else _value(name)
