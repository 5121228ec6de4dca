"""The middle pane: talks, two lines each, drawn by line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible_lines
from tui.widgets.cells import fit, one_line
from tui.widgets.cursor_place import place_after
from tui.widgets.marks import Marks
from tui.widgets.row_list import RowList
from tui.widgets.symbols import symbols
from tui.widgets.talk_row import DEEPEST_INDENT, PARTS, Span, TalkRow, draw


class TalkList(RowList):
    """Some talks of a log, with a cursor and marks."""

    ROW_HEIGHT = 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "talk-list--cursor",
        "talk-list--cursor-bar",
        "talk-list--empty",
        *(f"talk-list--{part}" for part in PARTS),
        *(f"talk-list--{verdict.value}" for verdict in Verdict),
    }
    """One class for each part of a row; `talk-list--cursor` is laid over the parts of the cursor's row."""

    DEFAULT_CSS = """
    TalkList {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        color: $foreground;
        background: $surface;
        & > .talk-list--cursor { background: $block-cursor-blurred-background; }
        & > .talk-list--cursor-bar { color: $foreground-muted; }
        & > .talk-list--title { color: $foreground; }
        & > .talk-list--meta { color: $text-muted; }
        & > .talk-list--time { color: $text-muted; }
        & > .talk-list--mark { color: $text-warning; text-style: bold; }
        & > .talk-list--match { color: $text-accent; text-style: bold underline; }
        & > .talk-list--note { color: $text-accent; }
        & > .talk-list--watch { color: $text-primary; }
        & > .talk-list--rating { color: $text-accent; }
        & > .talk-list--suggestion { color: $text-primary; text-style: italic; }
        & > .talk-list--unavailable { color: $text-error; }
        & > .talk-list--empty { color: $text-muted; }
        & > .talk-list--inbox { color: $text-muted; }
        & > .talk-list--maybe { color: $text-warning; }
        & > .talk-list--kept { color: $text-success; text-style: bold; }
        & > .talk-list--done { color: $text-success; }
        & > .talk-list--skipped { color: $text-muted; }
        &:focus > .talk-list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        &:focus > .talk-list--cursor-bar { color: $foreground; }
        &:nocolor > .talk-list--cursor { text-style: reverse; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another talk now, or on none."""

        talk_list: "TalkList"
        talk_id: str | None

        @property
        def control(self) -> "TalkList":
            """The list that sent it."""
            return self.talk_list

        def can_replace(self, message: Message) -> bool:
            """While a key is held only the last one counts."""
            return isinstance(message, TalkList.Highlighted) and message.talk_list is self.talk_list

    @dataclass
    class Opened(Message):
        """The user opened a talk: Enter, `l`, or a second click."""

        talk_list: "TalkList"
        talk_id: str

        @property
        def control(self) -> "TalkList":
            """The list that sent it."""
            return self.talk_list

    @dataclass
    class MarksChanged(Message):
        """Other talks are marked now."""

        talk_list: "TalkList"
        marks: frozenset[str]

        @property
        def control(self) -> "TalkList":
            """The list that sent it."""
            return self.talk_list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make a list without talks."""
        super().__init__(id=id, classes=classes)
        self._log: Log | None = None
        self._rows: Sequence[str] = ()
        self._spans: Callable[[Talk], Sequence[Span]] | None = None
        self._indent = True
        self._suggest: Callable[[Talk], str] | None = None
        self._marks = Marks()
        self._highlighted: str | None = None
        self._empty_text = ""
        self.followed_by: Callable[[], None] | None = None
        """Called when the cursor was moved, for what belongs into the same frame."""

    def show(
        self,
        log: Log,
        rows: Sequence[str],
        *,
        keep_cursor: bool = True,
        spans: Callable[[Talk], Sequence[Span]] | None = None,
        indent: bool = True,
        suggest: Callable[[Talk], str] | None = None,
    ) -> None:
        """Show talks of a log; `rows` are their ids and must not be altered afterwards.

        The cursor stays on its talk, or where that has gone goes to the row now at its place; with
        `keep_cursor` False it goes to the first. `spans` gives the matches to highlight in a title (in order,
        without overlap), `suggest` the text at the right of a talk's second line: both are asked only for
        talks on the screen, each time they are looked at, so they must be quick. `indent` says whether
        companions stand under their talks here. Marks of talks that are not among the rows are dropped.
        """
        old = self._rows
        self._log, self._rows, self._indent, self._suggest = log, rows, indent, suggest
        self._spans = spans
        if not keep_cursor:
            self._cursor = 0
        elif rows is not old:
            self._cursor = place_after(old, rows, self._cursor)
        if rows is not old:
            self._set_marks(self._marks.kept(rows))
        self.rows_changed()
        self._tell_highlighted()

    # What is under the cursor, and what is marked

    @property
    def cursor_talk(self) -> str | None:
        """The id of the talk under the cursor; None where the list is empty."""
        return self._rows[self._cursor] if self._rows else None

    @property
    def rows(self) -> Sequence[str]:
        """The ids of the talks shown, in order."""
        return self._rows

    @property
    def marks(self) -> frozenset[str]:
        """The ids of the marked talks."""
        return self._marks.ids

    @property
    def targets(self) -> tuple[str, ...]:
        """What the next verdict takes: the marked talks in the list's order, else that under the cursor."""
        if self.marks:
            return tuple(talk_id for talk_id in self._rows if talk_id in self.marks)
        return () if self.cursor_talk is None else (self.cursor_talk,)

    def move_to(self, talk_id: str) -> bool:
        """Put the cursor on a talk; False, and nothing happens, where it is not shown."""
        try:
            row = self._rows.index(talk_id)
        except ValueError:
            return False
        self.move_cursor(row)
        return True

    def toggle_mark(self) -> None:
        """Mark the talk under the cursor, or unmark it; a range begins here."""
        if (talk_id := self.cursor_talk) is not None:
            self._set_marks(self._marks.toggled(talk_id))

    def mark_range(self) -> None:
        """Mark all from where a mark was last set or taken away to the cursor."""
        if self._rows:
            self._set_marks(self._marks.ranged(self._rows, self._cursor))

    def mark_all(self) -> None:
        """Mark every talk, or none where all are marked."""
        if self._rows:
            self._set_marks(self._marks.all_or_none(self._rows))

    def clear_marks(self) -> None:
        """Unmark all."""
        self._set_marks(Marks())

    def _set_marks(self, marks: Marks) -> None:
        changed = marks.ids != self._marks.ids
        self._marks = marks
        if changed:
            self.refresh_changed()
            self.post_message(self.MarksChanged(self, marks.ids))

    @property
    def empty_text(self) -> str:
        """What stands here where there is no talk; several lines are possible."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        self._empty_text = text
        if not self._rows:
            self.refresh()

    # Drawing

    def row_count(self) -> int:
        """How many talks are shown."""
        return len(self._rows)

    def row_key(self, row: int) -> TalkRow:
        """What the drawing of a row depends on."""
        talk_id = self._rows[row]
        talk = self._log.sections.get(talk_id) if self._log else None
        if not isinstance(talk, Talk):
            return TalkRow(None, cursor=row == self._cursor)
        return TalkRow(
            talk,
            cursor=row == self._cursor,
            marked=talk_id in self._marks.ids,
            depth=self._depth(talk) if self._indent else 0,
            spans=tuple(self._spans(talk)) if self._spans else (),
            suggestion=self._suggest(talk) if self._suggest else "",
        )

    def _depth(self, talk: Talk) -> int:
        depth = 0
        above = self._log.sections.get(talk.parent) if self._log and talk.parent else None
        while isinstance(above, Talk) and depth < DEEPEST_INDENT:
            depth += 1
            above = self._log.sections.get(above.parent) if self._log and above.parent else None
        return depth

    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        """The two lines of a talk."""
        return draw(self.row_key(row), width, self._style_of, symbols())

    def draw_empty(self, line: int, width: int) -> Strip:
        """One line of `empty_text`, a blank line and two cells in."""
        lines = ["", *visible_lines(self._empty_text).split("\n")]
        text = one_line(lines[line], width) if line < len(lines) else ""
        style = self.style_of("talk-list--empty")
        return Strip([Segment(fit("  " + text, width, symbols().ellipsis), style)]).adjust_cell_length(
            width, style
        )

    def _style_of(self, part: str, cursor: bool) -> Style:
        names = [f"talk-list--{part}"]
        if cursor:
            names.insert(1 if self.has_focus and part != "cursor-bar" else 0, "talk-list--cursor")
        return self.style_of(*names)

    def cursor_moved(self) -> None:
        """Tell the screen."""
        self._tell_highlighted()
        if self.followed_by is not None:
            self.followed_by()

    def _tell_highlighted(self) -> None:
        if self.cursor_talk != self._highlighted:
            self._highlighted = self.cursor_talk
            self.post_message(self.Highlighted(self, self._highlighted))

    def row_opened(self) -> None:
        """Tell the screen."""
        if (talk_id := self.cursor_talk) is not None:
            self.post_message(self.Opened(self, talk_id))
