"""What the app looks like, kept as texts that can be read and compared.

`python -m tests.app.snapshots` takes them again; with a folder behind it, pictures (SVG) to look at are
written there, too. A snapshot is the screen's lines, then for each line how many cells have which style, by
letters that the last lines explain.
"""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from tests.app.stage import Stage, running, session_over
from tui.session.demo import build_demo
from tui.session.settings import Settings
from tui.widgets.symbols import ASCII_VARIABLE, symbols

FOLDER = Path(__file__).parent
NEXT = "right_square_bracket"


@dataclass(frozen=True)
class Shot:
    """One screen: its name, the terminal's size, the keys pressed before, the theme, variables."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ("j",)
    theme: str = "textual-dark"
    variables: tuple[tuple[str, str], ...] = ()


SHOTS = (
    Shot("40x15", (40, 15)),
    Shot("80x24", (80, 24)),
    Shot("100x30", (100, 30), ("space", "j", "space")),
    Shot("120x40", (120, 40), (NEXT, NEXT, "j")),
    Shot("200x60", (200, 60), ("x", "m")),
    Shot("tree", (120, 40), ("shift+tab", "j", "j")),
    Shot("editor", (80, 24), (NEXT, NEXT, "e")),
    Shot("help", (100, 30), ("question_mark",)),
    Shot("light", (100, 30), ("x",), "textual-light"),
    Shot("ansi", (100, 30), ("space", "j"), "ansi-dark"),
    Shot("no-colour", (100, 30), variables=(("NO_COLOR", "1"),)),
    Shot("ascii", (80, 24), (NEXT, NEXT), variables=((ASCII_VARIABLE, "1"),)),
)


async def take(shot: Shot) -> tuple[str, str]:
    """The snapshot, and the picture as SVG."""
    with tempfile.TemporaryDirectory() as folder, _variables(shot):
        library = Path(folder) / "library"
        with session_over(library) as session:
            build_demo(session)
        async with running(library, size=shot.size, settings=Settings(theme=shot.theme)) as stage:
            await stage.until(lambda: _suggested(stage), "suggestions")
            await stage.press(*shot.keys)
            await stage.until(lambda: "saved" in stage.header(), "saved")
            await stage.pilot.pause(0.2)
            await stage.settled()
            return _text(stage), stage.app.export_screenshot(title="talklog")


def _suggested(stage: Stage) -> bool:
    """Whether categories are suggested: that comes a moment after the first frame."""
    return any(stage.main.triage.shown_suggestion(stage.log.talk(talk)) for talk in stage.rows)


@contextmanager
def _variables(shot: Shot) -> Iterator[None]:
    """The environment that a picture wants, for as long as it is taken."""
    before = {name: os.environ.get(name) for name, _ in shot.variables}
    os.environ.update(shot.variables)
    symbols.cache_clear()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        symbols.cache_clear()


def _text(stage: Stage) -> str:
    """Lines, styles, legend."""
    strips = stage.app.screen._compositor.render_strips()
    letters: dict[str, str] = {}
    styles = []
    for strip in strips:
        cells = [(str(segment.style), cell_len(segment.text)) for segment in strip if segment.text]
        runs = [(style, sum(n for _, n in same)) for style, same in groupby(cells, lambda cell: cell[0])]
        styles.append(
            " ".join(f"{letters.setdefault(style, _letter(len(letters)))}{count}" for style, count in runs)
        )
    legend = [f"{letter}: {style}" for style, letter in letters.items()]
    return "\n".join([*(strip.text.rstrip() for strip in strips), "", *styles, "", *legend, ""])


def _letter(number: int) -> str:
    """a, b, … z, ba, bb, …"""
    more, last = divmod(number, 26)
    return (_letter(more) if more else "") + chr(ord("a") + last)


def main(pictures: Path | None) -> None:
    """Take all anew."""
    for shot in SHOTS:
        text, svg = asyncio.run(take(shot))
        (FOLDER / f"{shot.name}.txt").write_text(text, encoding="utf-8")
        if pictures is not None:
            (pictures / f"{shot.name}.svg").write_text(svg, encoding="utf-8")
        print(shot.name)
