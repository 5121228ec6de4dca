"""Importing as a user does: asking, pasting, looking at the difference, bringing it in."""

from pathlib import Path

from textual import events

from tests.app.stage import Stage, session_over
from tests.session.test_meeting import videos
from tui.screens.pages.import_prompt import ImportPrompt
from tui.screens.pages.plan import PlanPage
from tui.session.importing import import_source
from tui.widgets.reading_line import ReadingLine


async def ask(stage: Stage, source: object, *, enter: bool = True) -> None:
    """Ask for a source as a user does who pastes it."""
    await stage.press("I")
    await stage.until(lambda: isinstance(stage.top, ImportPrompt))
    await paste(stage, str(source))
    if enter:
        await stage.press("enter")


async def paste(stage: Stage, text: str) -> None:
    """Paste a text, as a terminal says it."""
    stage.app.post_message(events.Paste(text))
    await stage.settled()
    await stage.pilot.pause()


async def page(stage: Stage) -> PlanPage:
    """Wait for the difference page."""
    await stage.until(lambda: isinstance(stage.top, PlanPage), "the difference page")
    await stage.pilot.pause()
    assert isinstance(stage.top, PlanPage)
    return stage.top


async def bring_in(stage: Stage) -> None:
    """Take what the page shows."""
    await page(stage)
    await stage.press("enter")
    await stage.until(lambda: stage.top is stage.main)
    await stage.says("u takes it back")


def reading(stage: Stage) -> str:
    """The line that says how far a reading is; empty where there is none."""
    line = stage.main.query_one(ReadingLine)
    return "".join(text for text, _ in line.pieces(120)) if line.display else ""


def harbour(library: Path, folder: Path) -> Path:
    """A library with a log of videos; its source."""
    file = folder / "videos.json"
    file.write_bytes(videos())
    with session_over(library) as session:
        import_source(session, file.read_bytes(), str(file), log="harbour")
    return file
