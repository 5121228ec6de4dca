"""The post, or one of its sections, rendered: laid out as far as it is read, in a worker, drawn by line."""

import threading
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console
from rich.markdown import Markdown
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.worker import get_current_worker

from tui.domain.log import Log
from tui.domain.text import visible, visible_lines
from tui.markdown.frontmatter import split_front
from tui.markdown.render import render_section, render_text
from tui.markdown.structure import scan, split_lines
from tui.screens.bindings import page_bindings
from tui.screens.pages.dialogs import Choice, Picker
from tui.screens.pages.page import SCROLL_HINT, SCROLLING, KeyedPage
from tui.screens.working import work_beside
from tui.session.situation import Place
from tui.widgets.rendered_lines import RenderedLines

AHEAD = 4
"""Screens below the one that is read which are laid out before they are reached."""

ALL = 1 << 40
"""More lines than there are."""

PIECE = 4_000
"""Characters after which a piece ends at the next heading: the first one is on the screen at once."""

LINK_HINT = "{page.down} {page.up} {page.next} · {page.link} opens a link · Esc closes"

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


class PostPreview(KeyedPage[None]):
    """The post or a section to read; a key opens one of its links."""

    PLACE = Place.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "Close"),
        *SCROLLING,
        *page_bindings({"page.close": "dismiss", "page.link": "open_link"}),
    ]

    def __init__(self, title: str, log: Log, section_id: str | None) -> None:
        """Show a section of a log, or with None the whole post."""
        super().__init__()
        self._title, self._log, self._section_id = title, log, section_id
        self._links: dict[str, Choice] = {}
        self._width = 0
        self._wanted = 0
        """Lines that are to be laid out by now."""
        self._more = threading.Event()
        """More lines are wanted."""
        self._to_end = False
        """The user is on the way to the bottom."""

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
            self._want(lines.bottom)
            lines.clear()
            work_beside(self, lambda: self._lay_out(width), "preview", exclusive=True)

    def _lay_out(self, width: int) -> None:
        worker, app, done, read = get_current_worker(), self.app, 0, 0
        source = source_of(self._log, self._section_id)
        for piece in pieces(source):
            while done > self._wanted and not worker.is_cancelled:
                self._more.wait(0.2)
                self._more.clear()
            if worker.is_cancelled:
                return
            lines, links = laid_out(piece, width), links_of(piece)
            done += len(lines)
            read += len(piece)
            app.call_from_thread(self._add, width, lines, links, 100 * read // max(1, len(source)))
        app.call_from_thread(self._end, width)

    def _add(self, width: int, lines: list[Strip], links: list[Choice], percent: int) -> None:
        if self.is_attached and width == self._width:
            self.query_one(RenderedLines).add(lines)
            self._links |= {link.value: link for link in links if link.value not in self._links}
            self._say(f"rendering … {percent} %" if self._to_end else "")
            self._go_on()

    def _end(self, width: int) -> None:
        if self.is_attached and width == self._width:
            self._go_on()
            self._to_end = False
            self._say("")

    def _go_on(self) -> None:
        lines = self.query_one(RenderedLines)
        if self._to_end:
            lines.scroll_to(y=lines.max_scroll_y, animate=False, immediate=True)

    @on(RenderedLines.Scrolled)
    def _scrolled(self, event: RenderedLines.Scrolled) -> None:
        self._want(event.bottom)

    def _want(self, bottom: int) -> None:
        """Lay out what stands around this line, and some screens more."""
        self._wanted = max(self._wanted, bottom + AHEAD * self.app.size.height)
        self._more.set()

    def _say(self, line: str) -> None:
        hint = self.named(LINK_HINT if self._links else SCROLL_HINT)
        said = f"{visible(line)} · {hint}" if line else hint
        self.query_one(RenderedLines).border_subtitle = Content(said)

    # Keys

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
        self._to_end = False
        self.query_one(RenderedLines).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self._to_end = False
        lines = self.query_one(RenderedLines)
        lines.scroll_relative(y=pages * max(1, lines.size.height - 2), animate=False)

    def action_edge(self, direction: int) -> None:
        """Scroll to the top or the bottom."""
        lines = self.query_one(RenderedLines)
        self._to_end = direction > 0
        if self._to_end:
            self._want(ALL)
        lines.scroll_to(y=0 if direction < 0 else lines.max_scroll_y, animate=False)
