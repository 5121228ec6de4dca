"""The desks that only keys reach: no other part of the main screen knows them by name."""

from typing import TYPE_CHECKING

from tui.screens.arranging import ArrangingDesk
from tui.screens.desk import Desk
from tui.screens.dividing import DividingDesk
from tui.screens.library import LibraryDesk
from tui.screens.moving import MovingDesk
from tui.screens.playing import PlayingDesk
from tui.screens.program import ProgramDesk
from tui.screens.reading import ReadingDesk
from tui.screens.sharing import SharingDesk
from tui.screens.sizing import SizingDesk
from tui.screens.writing import WritingDesk

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
