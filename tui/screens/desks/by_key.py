"""The desks that only keys reach: no other part of the main screen knows them by name."""

from typing import TYPE_CHECKING

from tui.screens.desks.arranging import ArrangingDesk
from tui.screens.desks.desk import Desk
from tui.screens.desks.dividing import DividingDesk
from tui.screens.desks.library import LibraryDesk
from tui.screens.desks.moving import MovingDesk
from tui.screens.desks.playing import PlayingDesk
from tui.screens.desks.program import ProgramDesk
from tui.screens.desks.reading import ReadingDesk
from tui.screens.desks.sharing import SharingDesk
from tui.screens.desks.sizing import SizingDesk
from tui.screens.desks.writing import WritingDesk

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

REACHED_BY_KEYS: tuple[type[Desk], ...] = (
    MovingDesk,
    SizingDesk,
    ReadingDesk,
    WritingDesk,
    PlayingDesk,
    ArrangingDesk,
    DividingDesk,
    SharingDesk,
    LibraryDesk,
    ProgramDesk,
)


def desks_for(screen: "MainScreen") -> tuple[Desk, ...]:
    """One of each."""
    return tuple(kind(screen) for kind in REACHED_BY_KEYS)
