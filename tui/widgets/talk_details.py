"""What is known of the talk under the cursor, beside its row."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.section import Talk
from tui.domain.text import visible, visible_lines
from tui.widgets.rest import Rest
from tui.widgets.symbols import symbols

REST = 0.05
"""Seconds that the cursor rests before details are laid out while a key is held: none between are."""

LONGEST = 20_000
"""Characters of an abstract that are shown."""


class TalkDetails(VerticalScroll, can_focus=False):
    """Speakers, date, tags, URL and abstract; it scrolls, and its text can be selected with the mouse."""

    DEFAULT_CSS = """
    TalkDetails {
        height: auto;
        scrollbar-size-vertical: 1;
        & > Static { width: 1fr; height: auto; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make details of no talk."""
        super().__init__(id=id, classes=classes)
        self._talk: Talk | None = None
        self._suggested = ""
        self._text = Static(markup=False)
        self._laid_out: tuple[Talk | None, str] = (None, "")
        self._rest = Rest(self, REST, self._catch_up)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, talk: Talk | None, suggested: str = "") -> None:
        """Show a talk's details, of a held key's talks the last one's; None shows nothing.

        `suggested` is a line on the category that is suggested for it, and why.
        """
        if talk == self._talk and suggested == self._suggested:
            return
        self._talk, self._suggested = talk, suggested
        self._rest.ask()

    def _catch_up(self) -> None:
        wanted = (self._talk, self._suggested)
        if wanted != self._laid_out:
            self._laid_out = wanted
            self._lay_out()

    def _lay_out(self) -> None:
        self._text.update(details_of(self._talk, self._suggested) if self._talk is not None else Content())
        self.scroll_home(animate=False)


def details_of(talk: Talk, suggested: str = "") -> Content:
    """The details as text without markup, safe for a terminal."""
    separator = symbols().separator
    people = separator.join(part for part in (", ".join(talk.speakers), talk.company) if part)
    facts = separator.join(part for part in (people, talk.date, talk.language, ", ".join(talk.tags)) if part)
    title = talk.title or talk.raw_title or talk.id
    # What decides comes first: on a small screen only the first lines are seen.
    parts = [Content.styled(visible(title), "bold")]
    if suggested:
        parts.append(Content.styled(visible(suggested), "italic"))
    if facts:
        parts.append(Content(visible(facts)))
    if not talk.available:
        since = f", seen {talk.unavailable_since[:10]}" if talk.unavailable_since else ""
        parts.append(Content.styled(visible(f"Private or deleted at its source{since}"), "italic"))
    if talk.abstract:
        parts.append(Content(visible_lines(talk.abstract[:LONGEST]).strip("\n")))
    parts += [Content.styled(visible(url), "dim") for url in talk.urls]
    if talk.slides:
        parts.append(Content.styled(visible(f"Slides: {talk.slides}"), "dim"))
    if talk.raw_title and talk.raw_title != title:
        parts.append(Content.styled(visible(talk.raw_title), "dim"))
    return Content("\n").join(parts)
