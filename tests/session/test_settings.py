"""`config.toml`: read, explained, written as a start."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.player import PlayerSettings
from tui.session.key_presets import PRESETS
from tui.session.settings import KeySettings, Rule, Settings, SettingsError, read_settings, settings_from
from tui.session.settings_file import start_text, text_in_force


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.toml") == Settings()


def test_a_file_is_read_with_all_that_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        """\ufeffauto_advance = false
        language = "en"
        rules = [{ name = "Keynotes", query = "title:keynote" }]
        [player]
        speed = 1.5
        [keys]
        preset = "mail"
        skip = "d"
        rows.down = ["n", "Down"]
        """,
        encoding="utf-8",
    )
    settings = read_settings(path)
    assert settings.auto_advance is False and settings.language == "en" and settings.player.speed == 1.5
    assert settings.rules == (Rule("Keynotes", "title:keynote"),)
    assert settings.keys == KeySettings(preset="mail", bindings={"skip": ("d",), "rows.down": ("n", "Down")})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('thme = "x"', "there is no setting thme: did you mean theme?"),
        ("[player]\nsped = 1", "there is no setting sped in player: did you mean speed?"),
        ('rules = [{name = "a", query = "b", z = 1}]', "there is no setting z in rule 1"),
        ('rules = [{name = "a"}]', "rules[0]: object missing required field `query`"),
        ('[player]\nspeed = "fast"', "player.speed: expected `float`, got `str`"),
        ("[player]\nspeed = 0", "it goes from 0.1 to 100"),
        ("[player]\nspeed = nan", "it goes from 0.1 to 100"),
        ('[keys]\npreset = "vi"', "keys.preset: takes one of default, mail, newsboat, not 'vi'"),
        ("[keys]\nskip = 1", "keys.skip takes a key or a list of keys"),
        ("keys = 1", "keys is a table"),
        ("theme =\n", "line 1"),
        ("a = " + "[" * 3000, "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    line = str(caught.value)
    assert said in line and str(path) in line and "mend or remove it" in line and "\n" not in line


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = \xff")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path)


@given(st.text(max_size=80))
def test_any_text_is_settings_or_one_line(text: str) -> None:
    try:
        settings_from(text)
    except SettingsError as error:
        assert "\n" not in str(error) and "\x1b" not in str(error)


_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
_SETTINGS = st.builds(
    Settings,
    player=st.builds(
        PlayerSettings, command=st.lists(_TEXT, max_size=3).map(tuple), speed=st.floats(0.1, 100)
    ),
    auto_advance=st.booleans(),
    theme=_TEXT,
    ascii=st.booleans(),
    history_megabytes=st.integers(1, 10_000),
    language=_TEXT,
    rules=st.none() | st.lists(st.builds(Rule, name=_TEXT, query=_TEXT), max_size=3).map(tuple),
    keys=st.builds(
        KeySettings,
        preset=st.sampled_from(list(PRESETS)),
        bindings=st.dictionaries(
            st.sampled_from(["skip", "rows.down", "keep-1", "gone"]), st.lists(_TEXT, max_size=3).map(tuple)
        ),
    ),
)


@given(_SETTINGS)
def test_the_settings_in_force_read_back_as_themselves(settings: Settings) -> None:
    assert settings_from(text_in_force(settings)) == settings


def test_the_start_of_a_file_names_every_setting_and_changes_none() -> None:
    text = start_text()
    assert settings_from(text) == Settings()
    for name in (*Settings.__struct_fields__, *PlayerSettings.__struct_fields__, "preset"):
        assert name in text, name
    for line, before in zip(text.splitlines()[1:], text.splitlines(), strict=False):
        if line.startswith("# ") and line.count(" = ") == 1 and line[2].islower():
            assert before.startswith("# "), f"{line} has no meaning"
    uncommented = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    for table in ("[[rules]]", "[profiles.mine]"):
        uncommented = uncommented.replace(f"# {table}", table)
    chosen = settings_from(uncommented)
    assert chosen.profiles["mine"].file == "{date}-{slug}.md"
    assert settings_from(text_in_force(chosen)) == chosen
    assert chosen.theme == Settings().theme and chosen.keys.bindings["skip"] == ("d",) and chosen.rules
