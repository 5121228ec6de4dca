"""The post, or one of its sections, rendered: laid out piece by piece in a worker, drawn by line."""

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console
from rich.markdown import Markdown
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import get_current_worker

from tui.domain.log import Log
from tui.domain.text import visible, visible_lines
from tui.markdown.frontmatter import split_front
from tui.markdown.render import render_section, render_text
from tui.markdown.structure import scan, split_lines
from tui.screens.dialogs import Choice, Page, Picker

MOST_CHARACTERS = 200_000
"""Characters that are rendered: some ten times a long post."""

PIECE = 4_000
"""Characters after which a piece ends at the next heading: the first one is on the screen at once."""

_OPENED = ("http://", "https://", "mailto:")


def source_of(log: Log, section_id: str | None) -> str:
    """The Markdown that is previewed: a section, or with None the post without its front matter."""
    return split_front(render_text(log))[1] if section_id is None else render_section(log, section_id)


def pieces(source: str) -> Iterator[str]:
    """The source in pieces that each begin at a heading."""
    lines = split_lines(source)
    starts = [heading.start for heading in scan(source)]
    begin, size, place = 0, 0, 0
    for start in [*starts, len(lines)]:
        size += sum(map(len, lines[place:start]))
        place = start
        if size >= PIECE or start == len(lines):
            yield "".join(lines[begin:start])
            begin, size = start, 0


def laid_out(piece: str, width: int) -> list[Strip]:
    """A piece as lines of `width` columns."""
    console = Console(file=StringIO(), width=width, color_system="truecolor", legacy_windows=False)
    body = Markdown(visible_lines(piece), hyperlinks=False)
    return [Strip(line) for line in console.render_lines(body, console.options, pad=False)] + [Strip([])]


def links_of(piece: str) -> list[Choice]:
    """The links of a piece that a browser opens, each with its text."""
    found: list[Choice] = []
    for block in MarkdownIt("commonmark").parse(piece):
        children: Sequence[Token] = block.children or ()
        for place, token in enumerate(children):
            url = str(token.attrGet("href") or "")
            if token.type != "link_open" or not url.lower().startswith(_OPENED):
                continue
            end = next(n for n in range(place, len(children)) if children[n].type == "link_close")
            text = "".join(child.content for child in children[place:end])
            found.append(Choice(url, f"{text} · {url}" if text != url else url))
    return found


class RenderedLines(ScrollView, can_focus=True):
    """Lines that are there already; what it costs follows the screen."""

    DEFAULT_CSS = "RenderedLines { overflow-x: hidden; overflow-y: scroll; }"
    ALLOW_SELECT = False

    def __init__(self) -> None:
        """No lines yet."""
        super().__init__(classes="page")
        self._lines: list[Strip] = []

    def clear(self) -> None:
        """Take all lines away; the place scrolled to stays for those that come."""
        self._lines = []

    def add(self, lines: Sequence[Strip]) -> None:
        """More lines below."""
        self._lines += lines
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        strip = self._lines[row] if row < len(self._lines) else Strip([])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)


class PostPreview(ModalScreen[None]):
    """The post or a section to read; `o` opens one of its links."""

    BINDINGS: ClassVar[list[BindingType]] = [*Page.BINDINGS, Binding("o", "open_link", "Open a link")]

    def __init__(self, title: str, log: Log, section_id: str | None) -> None:
        """Show a section of a log, or with None the whole post."""
        super().__init__()
        self._title, self._log, self._section_id = title, log, section_id
        self._links: dict[str, Choice] = {}
        self._width = 0

    def compose(self) -> ComposeResult:
        """The lines in a frame."""
        lines = RenderedLines()
        lines.border_title = Content(visible(self._title))
        lines.border_subtitle = Content("rendering …")
        yield lines

    def on_mount(self) -> None:
        """Scrolling keys work at once."""
        self.query_one(RenderedLines).focus()
        self.call_after_refresh(self._render_anew)

    def on_resize(self, _: events.Resize) -> None:
        """Lay out anew where the width is another."""
        self.call_after_refresh(self._render_anew)

    def _render_anew(self) -> None:
        lines = self.query_one(RenderedLines)
        width = lines.scrollable_content_region.width
        if width and width != self._width:
            self._width = width
            lines.clear()
            self.run_worker(lambda: self._lay_out(width), thread=True, exclusive=True, exit_on_error=False)

    def _lay_out(self, width: int) -> None:
        worker, app = get_current_worker(), self.app
        source = source_of(self._log, self._section_id)
        hidden = len(source) - MOST_CHARACTERS
        for piece in pieces(source[:MOST_CHARACTERS]):
            lines, links = laid_out(piece, width), links_of(piece)
            if worker.is_cancelled:
                return
            app.call_from_thread(self._add, width, lines, links)
        notice = f"… and {hidden:,} more characters, not shown" if hidden > 0 else ""
        app.call_from_thread(self._end, width, notice)

    def _add(self, width: int, lines: list[Strip], links: list[Choice]) -> None:
        if self.is_attached and width == self._width:
            self.query_one(RenderedLines).add(lines)
            self._links |= {link.value: link for link in links if link.value not in self._links}

    def _end(self, width: int, notice: str) -> None:
        if self.is_attached and width == self._width:
            self._say(notice)
            if notice:
                self.query_one(RenderedLines).add(laid_out(f"*{notice}*", width))

    def _say(self, line: str) -> None:
        hint = "j k Space · o opens a link · Esc closes" if self._links else "j k Space · Esc closes"
        said = f"{visible(line)} · {hint}" if line else hint
        self.query_one(RenderedLines).border_subtitle = Content(said)

    # Keys

    def action_accept(self) -> None:
        """Nothing is asked: close."""
        self.dismiss()

    def action_open_link(self) -> None:
        """Pick one of the links and open it in the browser."""

        def picked(choice: Choice | None) -> None:
            from tui.player import open_in_browser

            if choice is not None:
                self._say(open_in_browser(choice.value).line)

        if self._links:
            self.app.push_screen(Picker("Open a link", [*self._links.values()]), picked)
        else:
            self._say("there is no link to open here")

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(RenderedLines).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        lines = self.query_one(RenderedLines)
        lines.scroll_relative(y=pages * max(1, lines.size.height - 2), animate=False)

    def action_edge(self, direction: int) -> None:
        """Scroll to the top or the bottom."""
        lines = self.query_one(RenderedLines)
        lines.scroll_to(y=0 if direction < 0 else lines.max_scroll_y, animate=False)
