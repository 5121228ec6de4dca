"""Strangers' texts on every screen there is: one that is new fails here until it is driven too."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.command import CommandPalette
from textual.screen import Screen

import tui.screens
from tests.app.publishing import publish_to
from tests.app.stage import Stage, running, session_over
from tests.app.test_hostile import harmless
from tests.session.logs import put
from tui.domain.glance import glance_of
from tui.domain.section import Category, Prose, Talk, Verdict
from tui.screens.first import FirstScreen
from tui.screens.log_screen import LogScreen
from tui.screens.pages.dialogs import TypeAhead
from tui.screens.pages.page import KeyedPage
from tui.screens.pages.publish_findings import FindingsPage

MARK = "[Keynote] ["
"""The start of the hostile text: markup would swallow it."""
TEXT = f"{MARK}/ \x1b]52;c;aGk=\x07 \u202e \x9b31m [link=javascript:x]y a\\"
BASES: set[type[Screen[Any]]] = {TypeAhead, FindingsPage, KeyedPage, LogScreen}
"""Screens that are only a base of others."""


def all_screens() -> set[type[Screen[Any]]]:
    """Every screen of the program, and the palette, which Textual draws."""
    for module in pkgutil.walk_packages(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)

    def below(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
        for sub in kind.__subclasses__():
            yield sub
            yield from below(sub)

    ours = {kind for kind in below(Screen) if kind.__module__.startswith("tui.screens.")}
    return (ours | {CommandPalette}) - BASES


def hostile_library(library: Path) -> None:
    """Two logs in which every text is hostile."""
    with session_over(library) as session:
        for slug in ("one", "two"):
            log = session.create(TEXT, slug=slug)
            put(
                log,
                Category(
                    id="c", title=TEXT, level=2, rank="C", digit=1, interest_name=TEXT, why=TEXT,
                    keywords=(TEXT,),
                ),
                Category(id="d", title=f"{TEXT} 2", level=2, rank="D", digit=2),
                Prose(id="p", title=TEXT, level=2, rank="E", heading="## x", note=TEXT),
                Talk(
                    id="k", title=TEXT, parent="c", rank="A", level=3, verdict=Verdict.KEPT, note=f"# {TEXT}",
                    urls=("https://example.org/k",), keys=("url:https://example.org/k",),
                ),
                *(
                    Talk(
                        id=f"t{n}", title=TEXT, raw_title=TEXT, speakers=(TEXT, TEXT), company=TEXT,
                        abstract=TEXT, tags=(TEXT,), note=TEXT, position=n, seconds=600,
                        urls=(f"https://example.org/{n}",), keys=(f"url:https://example.org/{n}",),
                    )
                    for n in range(4)
                ),
                label=TEXT,
            )  # fmt: skip


class Seen:
    """The screens that were driven, and which of them showed the hostile text."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.driven: set[type[Screen[Any]]] = set()
        self.showed: set[type[Screen[Any]]] = set()

    async def look(self) -> None:
        """Check the screen that is on top now."""
        await self.stage.settled()
        await self.stage.pilot.pause(0.05)
        harmless(self.stage)
        self.driven.add(type(self.stage.top))
        if MARK in self.stage.frame():
            self.showed.add(type(self.stage.top))

    async def press(self, *keys: str) -> None:
        """Press keys, and check after each."""
        for key in keys:
            await self.stage.press(key)
            await self.look()

    async def leave(self) -> None:
        """Back to the main screen."""
        while self.stage.top is not self.stage.main:
            await self.press("escape")


async def test_hostile_texts_on_every_screen(library: Path, tmp_path: Path) -> None:
    hostile_library(library)
    folder = tmp_path / "[Keynote] [b"
    folder.mkdir()
    playlist = folder / "list.json"
    entries = [{"id": f"aaaaaaaaa0{n}", "title": TEXT, "duration": 60, "ie_key": "Youtube"} for n in range(3)]
    playlist.write_text(json.dumps({"_type": "playlist", "id": "PL1", "title": TEXT, "entries": entries}))
    async with running(library, "one") as stage:
        seen = Seen(stage)
        await seen.look()
        for key in ("t", "a", "c", "L", "H", "B", "S", "question_mark", "f3", "colon"):
            await seen.press(key)
            await seen.leave()
        await seen.press("ctrl+p")
        await stage.type("skip")
        await seen.look()
        await seen.leave()
        await seen.press("ctrl+g")
        await stage.type("keynote")
        await stage.shows("hits in 2 logs")
        await seen.press("down")
        await seen.leave()
        await seen.press("f", *"is:", "tab", "escape", "slash", "k", "escape")
        await seen.press("e", "x", "escape", "x", "u", "shift+tab", "j", "j")
        for key in ("R", "W", "A", "t", "number_sign", "V", "c", "M", "P", "T", "f3"):
            await seen.press(key)
            await seen.leave()
        await seen.press("b", "j", "enter", "x", "escape")
        await seen.leave()
        await seen.press("I")
        await stage.type(str(playlist))
        await seen.press("enter")
        await stage.until(lambda: type(stage.top).__name__ == "PlanPage", "what it brings")
        await seen.look()
        await seen.leave()
        await publish_to(stage, folder / "post.md")
        await stage.until(lambda: type(stage.top).__name__ == "PublishPage", "what it writes")
        await seen.look()
        await seen.leave()
        stage.app.push_screen(FirstScreen(glance_of(stage.log), 2.0))
        await seen.look()
        stage.app.pop_screen()
        assert all_screens() - seen.driven == set(), "drive a new screen here, too"
        assert all_screens() - seen.showed == set(), "it was driven without the hostile text"
