"""Take the README's screenshots from the running app: `python screenshots/make.py [FOLDER]`.

The app runs headless on the sample conference in a folder of its own; nothing of this machine gets into the
pictures, so that a test can take them again and compare. Written: `wide.svg`, `small.svg`, `light.svg`.
"""

import asyncio
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent
CLOCK = "2026-06-01T09:00:00Z"


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the terminal's size in cells, the theme, the keys pressed before."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...]


SHOTS = (
    Shot("wide", (140, 40), "textual-dark", ("right_square_bracket", "right_square_bracket", "j")),
    Shot("small", (80, 24), "textual-dark", ("j", "j")),
    Shot("light", (120, 36), "textual-light", ("j", "x", "j", "m", "j")),
)


def tidy(svg: str) -> str:
    """The picture without what would make it load fonts from the net, and with ids that stay the same."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    for number, name in enumerate(dict.fromkeys(re.findall(r"terminal-\d+", svg))):
        svg = svg.replace(name, f"terminal-{number}")
    return "\n".join(line.rstrip() for line in svg.splitlines()).strip() + "\n"


async def take(shot: Shot) -> str:
    """The picture as SVG."""
    from tui.app import TalklogApp
    from tui.session.demo import build_demo
    from tui.session.session import Session
    from tui.session.settings import Settings
    from tui.store import Library

    with tempfile.TemporaryDirectory() as folder:
        session = Session(Library(Path(folder) / "library"), device="demo", clock=lambda: CLOCK)
        try:
            log = session.open(build_demo(session))
            app = TalklogApp(session, log, Settings(theme=shot.theme))
            async with app.run_test(size=shot.size) as pilot:
                await press(pilot, shot.keys)
                log.flush()
                await settled(pilot)
                return tidy(app.export_screenshot(title="talklog"))
        finally:
            session.close(abandon=True)


async def press(pilot: "Pilot[None]", keys: tuple[str, ...]) -> None:
    """Press keys one after the other, each answered before the next."""
    await settled(pilot)
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def settled(pilot: "Pilot[None]") -> None:
    """Wait until nothing moves: the note under the cursor is loaded a moment after the cursor rests."""
    await pilot.pause(0.15)
    await pilot.pause()


def main(folder: Path) -> None:
    """Write all pictures into a folder."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ.pop("NO_COLOR", None)
    for shot in SHOTS:
        path = folder / f"{shot.name}.svg"
        path.write_text(asyncio.run(take(shot)), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
