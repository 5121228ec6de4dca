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
        self._text = Static(markup=False)
        self._laid_out: Talk | None = None
        self._rest = Rest(self, REST, self._catch_up)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, talk: Talk | None) -> None:
        """Show a talk's details, of a held key's talks the last one's; None shows nothing."""
        if talk == self._talk:
            return
        self._talk = talk
        self._rest.ask()

    def _catch_up(self) -> None:
        if self._talk != self._laid_out:
            self._laid_out = self._talk
            self._lay_out()

    def _lay_out(self) -> None:
        self._text.update(details_of(self._talk) if self._talk is not None else Content())
        self.scroll_home(animate=False)


def details_of(talk: Talk) -> Content:
    """The details as text without markup, safe for a terminal."""
    separator = symbols().separator
    people = separator.join(part for part in (", ".join(talk.speakers), talk.company) if part)
    facts = separator.join(part for part in (people, talk.date, talk.language, ", ".join(talk.tags)) if part)
    title = talk.title or talk.raw_title or talk.id
    # What decides comes first: on a small screen only the first lines are seen.
    parts = [Content.styled(visible(title), "bold")]
    if facts:
        parts.append(Content(visible(facts)))
    if talk.abstract:
        parts.append(Content(visible_lines(talk.abstract[:LONGEST]).strip("\n")))
    parts += [Content.styled(visible(url), "dim") for url in talk.urls]
    if talk.raw_title and talk.raw_title != title:
        parts.append(Content.styled(visible(talk.raw_title), "dim"))
    return Content("\n").join(parts)
