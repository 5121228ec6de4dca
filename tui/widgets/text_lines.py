"""A text drawn by line: wrapped, scrolled, selected with the mouse; another text costs no layout."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._wrap import compute_wrap_offsets
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip

from tui.widgets.drawn_lines import DrawnLines
from tui.widgets.symbols import symbols

Span = tuple[int, int, str]
"""Characters from the first number to the second (exclusive) have the look of this component class."""


class Paragraph(NamedTuple):
    """A safe text without line feeds and tabs, and how its parts look; overlapping looks add up."""

    text: str
    spans: tuple[Span, ...] = ()


class Line(NamedTuple):
    """One line of the screen."""

    text: str
    spans: tuple[Span, ...]
    paragraph: int
    """Which paragraph it belongs to; 0-based."""
    start: int
    """Where in it the line begins, in characters."""


class TextLines(DrawnLines, can_focus=False, inherit_bindings=False):
    """Paragraphs in a box of a fixed size, scrolled with the wheel; a base for details and note.

    A subclass calls `put` with other paragraphs. Only the lines that look different then are painted. The
    scrollbar is drawn with the lines: one of Textual's would be laid out and painted anew with every text.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-lines--bar", "text-lines--rule"}
    DEFAULT_CSS = """
    TextLines {
        background: $surface;
        & > .text-lines--bar { color: $scrollbar; }
        & > .text-lines--rule { color: $foreground 20%; }
    }
    """

    RULED: ClassVar[bool] = False
    """Whether a line across stands above the text."""
    CURSOR_CELLS: ClassVar[int] = 0
    """Cells kept free at the right, as an editor does for its cursor."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty box."""
        super().__init__(id=id, classes=classes)
        self._paragraphs: Sequence[Paragraph] = ()
        self._lines: list[Line] = []
        self._width = 0
        self._top = 0
        self._looks: dict[tuple[str, ...], Style] = {}

    def put(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these from the top."""
        self._paragraphs = paragraphs
        if self._width:
            before = self._seen()
            self._wrap_anew()
            self._top = 0
            self._repaint(before)

    @property
    def plain(self) -> str:
        """The whole text as it is shown, without line breaks of the screen's."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    # Lines

    def _wrap_anew(self) -> None:
        self._lines = list(_wrapped(self._paragraphs, self._width))
        if self.text_selection is not None:
            self.screen.clear_selection()

    @property
    def _height(self) -> int:
        return max(0, self.size.height - self.RULED)

    def _thumb(self) -> range:
        """The lines of the box that the scrollbar's thumb covers; none where the whole text is seen."""
        height, length = self._height, len(self._lines)
        if length <= height or not height:
            return range(0)
        size = max(1, height * height // length)
        start = (height - size) * self._top // (length - height)
        return range(start, start + size)

    def _seen(self) -> list[tuple[str, tuple[Span, ...], bool]]:
        thumb = self._thumb()
        seen = [(line.text, line.spans) for line in self._lines[self._top : self._top + self._height]]
        seen += [("", ())] * (self._height - len(seen))
        return [(*line, y in thumb) for y, line in enumerate(seen)]

    def _repaint(self, before: Sequence[object]) -> None:
        """Paint the lines that look different from before."""
        for y, (old, new) in enumerate(zip(before, self._seen(), strict=True), self.RULED):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep the text's end at the bottom where there is more room than text now."""
        self._fit()
        top = min(self._top, max(0, len(self._lines) - self._height))
        if top != self._top:
            self._top = top
            self.refresh()

    def _fit(self) -> None:
        """Wrap to the width there is: a cell is free at each side, and one for the scrollbar."""
        width = max(0, self.size.width - 3 - self.CURSOR_CELLS)
        if width != self._width:
            self._width = width
            self._wrap_anew()

    def scroll_by(self, lines: int) -> bool:
        """Scroll down, or up; whether that was possible."""
        top = max(0, min(self._top + lines, len(self._lines) - self._height))
        if top == self._top:
            return False
        before, self._top = self._seen(), top
        self._repaint(before)
        return True

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """A line down."""
        if self.scroll_by(1):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """A line up."""
        if self.scroll_by(-1):
            event.stop()

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines; here first the width is known in time for the first frame."""
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, plain = self.size.width, self._look(())
        if self.RULED and not y:
            return Strip([Segment(symbols().rule * width, self._look(("text-lines--rule",)))], width)
        y -= self.RULED
        bar = Segment(symbols().thumb, self._look(("text-lines--bar",))) if y in self._thumb() else None
        inner = width - 1 if bar is not None else width
        number = y + self._top
        if number < len(self._lines):
            line = self._lines[number]
            text = Strip(self._segments(line)).apply_offsets(line.start, line.paragraph)
            strip = Strip([Segment(" ", plain), *text]).adjust_cell_length(inner, plain)
        else:
            strip = Strip.blank(inner, plain)
        return strip if bar is None else Strip([*strip, bar], width)

    def _segments(self, line: Line) -> list[Segment]:
        looks: list[tuple[str, ...]] = [()] * len(line.text)
        for start, end, look in line.spans:
            for at in range(start, min(end, len(looks))):
                looks[at] += (look,)
        chosen = self._chosen(line)
        segments, at = [], 0
        for (names, selected), run in groupby((names, at in chosen) for at, names in enumerate(looks)):
            length = sum(1 for _ in run)
            style = self._look(names)
            if selected:
                style += self.screen.get_component_rich_style("screen--selection")
            segments.append(Segment(line.text[at : at + length], style))
            at += length
        return segments

    def _chosen(self, line: Line) -> range:
        """Which of a line's characters are selected with the mouse."""
        selection = self.text_selection
        span = selection.get_span(line.paragraph) if selection is not None else None
        if span is None:
            return range(0)
        start, end = span
        return range(start - line.start, len(line.text) if end == -1 else end - line.start)

    def _look(self, names: tuple[str, ...]) -> Style:
        style = self._looks.get(names)
        if style is None:
            style = self.get_visual_style(*names).rich_style if names else self.rich_style
            self._looks[names] = style
        return style

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._kept.clear()
        self._looks.clear()
        super().notify_style_update()

    # Selecting

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected, and what parts it from the next widget's."""
        return selection.extract(self.plain), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self.refresh()


def _wrapped(paragraphs: Iterable[Paragraph], width: int) -> Iterable[Line]:
    for number, (text, spans) in enumerate(paragraphs):
        breaks = compute_wrap_offsets(text, width, 1) if len(text) * 2 > width else []
        for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True):
            within = tuple(
                (max(0, first - start), min(end, last) - start, look)
                for first, last, look in spans
                if first < end and last > start
            )
            yield Line(text[start:end], within, number, start)
