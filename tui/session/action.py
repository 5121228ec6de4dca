"""What an action of the registry is: one thing that can be done, where, and by which keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.key_names import shown_key, typed_character
from tui.session.situation import Place, Reason, Situation, always

Verb: TypeAlias = Callable[[Log, Stamp, Sequence[str]], Change]
"""A verb that needs nothing but its targets: section ids, in the order given."""

ROW = frozenset({Place.LIST, Place.TALK})
"""The same keys on the open talk as on its row."""
SECTIONS = frozenset({Place.TREE, Place.LIST, Place.TALK})
TREE = frozenset({Place.TREE})
LIST = frozenset({Place.LIST})
ROWS = frozenset({Place.TREE, Place.LIST, Place.PARTS})
TALK = frozenset({Place.TALK})
EDITOR = frozenset({Place.EDITOR})
EVERYWHERE = frozenset({Place.TREE, Place.LIST, Place.TALK, Place.EDITOR})
"""The panes of the main screen."""
READING = frozenset({Place.PAGE, Place.PREVIEW, Place.IMPORT, Place.PUBLISH})
"""The pages that are read and scrolled."""
PARTS = frozenset({Place.PARTS})
PAGES = READING | PARTS
"""The pages with keys of their own."""


def _shown(keys: Sequence[str]) -> str:
    return " ".join(shown_key(key) for key in keys[:2])


@dataclass(frozen=True)
class Action:
    """One thing that can be done."""

    id: str
    name: str
    """Short, for the footer and the palette."""
    help: str
    """One line, for the help."""
    keys: tuple[str, ...]
    group: str
    places: frozenset[Place]
    why_not: Reason = always
    verb: Verb | None = None
    """What `talklog do` and the screen call; None: the screen answers itself."""
    footer: bool = False
    widget: bool = False
    """The lists bind and answer its keys themselves."""

    @property
    def shown_keys(self) -> str:
        """The keys as a person reads them, the first two at most."""
        return _shown(self.keys)

    def shown_keys_at(self, place: Place) -> str:
        """Those of them that do it in a place, the first two at most: in the editor signs are typed."""
        if place is not Place.EDITOR:
            return self.shown_keys
        return _shown([key for key in self.keys if typed_character(key) is None])

    def possible(self, situation: Situation) -> bool:
        """Whether it can be done now."""
        return self.why_not(situation) is None
