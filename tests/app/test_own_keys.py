"""Keys of the user's own: they do what they are bound to, and are shown wherever keys are."""

from pathlib import Path

from tests.app.stage import running
from tui.domain.section import Verdict
from tui.session.settings import KeySettings, Settings, settings_from
from tui.session.situation import Place


def keys(toml: str) -> Settings:
    """Settings with these lines in the table [keys]."""
    return settings_from(f"[keys]\n{toml}\n")


async def test_a_rebound_key_does_it_and_the_old_one_does_not(demo: Path) -> None:
    chosen = keys('skip = ["F6", "-"]\nrate-down = []\nrows.down = "n"\nnext-match = "F7"\nmark = "j"')
    async with running(demo, settings=chosen) as stage:
        first, second, third, fourth = stage.rows[:4]
        await stage.press("x")
        assert stage.verdict(first) is Verdict.INBOX
        await stage.press("f6", "minus")
        assert stage.verdict(first) is stage.verdict(second) is Verdict.SKIPPED
        await stage.press("n")
        assert stage.cursor.id == fourth
        await stage.press("k", "j")
        assert stage.main.talk_list.marks == {third}
        assert not stage.message.startswith("keys:")


async def test_footer_help_and_palette_show_the_keys_in_force(demo: Path) -> None:
    chosen = keys('skip = "F6"\nundo = "b"\nmaybe = []\nhelp = ["F1", "?"]')
    async with running(demo, settings=chosen, size=(160, 50)) as stage:
        assert "F6 Skip" in stage.footer() and "b Undo" in stage.footer()
        assert "x Skip" not in stage.footer() and "Maybe" not in stage.footer()
        await stage.press("f6")
        assert stage.message.endswith("b takes it back")
        await stage.press("f1")
        await stage.shows("Keys in the talk list")
        lines = [" ".join(line.split()) for line in stage.lines()]
        assert any("F6 skip the talk" in line for line in lines)
        assert not any("x skip the talk" in line for line in lines)
        await stage.press("escape", "ctrl+p")
        await stage.type("skip the talk")
        await stage.shows("Skip  (F6)")


async def test_a_preset_binds_the_tree_and_the_open_talk_too(demo: Path) -> None:
    async with running(demo, settings=Settings(keys=KeySettings(preset="newsboat"))) as stage:
        first = stage.cursor.id
        await stage.press("n", "p", "D")
        assert stage.verdict(first) is Verdict.SKIPPED
        await stage.press("q")
        assert stage.at(Place.TREE)
        await stage.press("n", "n", "enter")
        assert stage.at(Place.LIST) and stage.main.shown.browsing.view.kind == "category"
        await stage.press("l", "g", "ctrl+home", "q")
        assert stage.at(Place.LIST)


async def test_a_key_that_is_typed_stays_text(demo: Path) -> None:
    async with running(demo, settings=keys('quit = "j"\nrows.down = "down"\nnote-down = "down"')) as stage:
        await stage.press("e")
        await stage.type("jot")
        assert stage.main.editor.note.endswith("jot")
        await stage.press("escape", "slash")
        await stage.type("j")
        assert stage.main.shown.browsing.filter == "j"


async def test_an_editor_s_own_key_gives_way(demo: Path) -> None:
    chosen = keys('leave-editor = "F6"\ntimestamp = "Ctrl+K"')
    async with running(demo, settings=chosen) as stage:
        talk = stage.cursor.id
        await stage.press("e")
        await stage.type("kept")
        await stage.press("home", "ctrl+k", "f6")
        assert stage.at(Place.LIST)
        assert stage.log.talk(talk).note.endswith("kept")


async def test_clashes_are_told_when_the_app_starts(demo: Path) -> None:
    async with running(demo, settings=keys('skip = "d"\nmaybe = "hyper+x"')) as stage:
        await stage.says("keys: maybe: “hyper+x” is no key")
        assert "1 more: talklog keys" in stage.message
        first = stage.cursor.id
        await stage.press("d")
        assert stage.verdict(first) is Verdict.SKIPPED


async def test_in_the_editor_no_key_is_shown_that_would_be_typed(demo: Path) -> None:
    async with running(demo, size=(120, 150)) as stage:
        await stage.press("e")
        assert "F1 Help" in stage.footer() and "Ctrl+Q Quit" in stage.footer()
        await stage.press("f1")
        lines = [" ".join(line.split()) for line in stage.lines()]
        assert any("Ctrl+O this pane alone" in line for line in lines)
        assert not any("O Ctrl+O this pane alone" in line for line in lines)
