"""What fails beside the keys unforeseen is said in one line, and written down."""

from pathlib import Path

import pytest

from tests.app.stage import running
from tui import screens
from tui.screens.pages.publish import PublishPage
from tui.screens.working import work_beside


@pytest.fixture
def failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the last one, in a folder that is not there yet."""
    path = tmp_path / "state" / "error.txt"
    monkeypatch.setattr("tui.session.faults.error_file", lambda: path)
    return path


def faulty() -> None:
    raise ZeroDivisionError("a \x1b[31mred\nline")


async def faulty_between() -> None:
    faulty()


async def test_a_failure_in_a_thread_is_one_line_and_a_traceback(demo: Path, failures: Path) -> None:
    async with running(demo) as stage:
        work_beside(stage.main, faulty, "trying")
        await stage.says("an error of talklog itself (ZeroDivisionError: a")
        assert "\x1b" not in stage.message and "\n" not in stage.message
        assert "in faulty" in failures.read_text()
        await stage.press("j")
        assert stage.app.is_running and stage.app.return_code is None


async def test_a_failure_between_the_keys_is_the_same(demo: Path, failures: Path) -> None:
    async with running(demo) as stage:
        work_beside(stage.main, faulty_between(), "trying")
        await stage.says("ZeroDivisionError")
        assert "in faulty" in failures.read_text()


async def test_where_nothing_can_be_written_the_line_stays(demo: Path, failures: Path) -> None:
    failures.parent.write_text("no folder")
    async with running(demo) as stage:
        work_beside(stage.main, faulty, "trying")
        await stage.says("ZeroDivisionError")
        assert "error.txt" not in stage.message


async def test_a_page_that_works_takes_keys_again(
    demo: Path, failures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(demo) as stage:
        await stage.press("X")
        stage.top.query_one("Input").value = str(tmp_path / "post.md")  # type: ignore[attr-defined]
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.top, PublishPage), "the page")
        monkeypatch.setattr(PublishPage, "_write", lambda page: faulty())
        await stage.press("enter")
        await stage.shows("ZeroDivisionError")
        await stage.press("escape")
        await stage.until(lambda: not isinstance(stage.top, PublishPage), "the page closes")


def test_there_is_no_other_way_to_work_beside_the_keys() -> None:
    folder = Path(screens.__file__).parent
    others = {path.name for path in folder.rglob("*.py") if ".run_worker(" in path.read_text()}
    assert others == {"working.py", "beginning.py"}, "the start has no message line yet"
