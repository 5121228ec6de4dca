"""What is known of the talk under the cursor, beside its row."""

from typing import ClassVar

from tui.domain.section import Talk
from tui.domain.text import visible, visible_lines
from tui.widgets.rest import Rest
from tui.widgets.symbols import symbols
from tui.widgets.text_lines import Paragraph, TextLines

REST = 0.05
"""Seconds that the cursor rests before details are laid out while a key is held: none between are."""

LONGEST = 20_000
"""Characters of an abstract that are shown."""


class TalkDetails(TextLines):
    """Speakers, date, tags, URL and abstract; it scrolls, and its text can be selected with the mouse."""

    RULED = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "talk-details--title",
        "talk-details--aside",
        "talk-details--link",
    }
    DEFAULT_CSS = """
    TalkDetails {
        height: 9;
        & > .talk-details--title { text-style: bold; }
        & > .talk-details--aside { text-style: italic; }
        & > .talk-details--link { text-style: dim; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make details of no talk."""
        super().__init__(id=id, classes=classes)
        self._talk: Talk | None = None
        self._suggested = ""
        self._laid_out: tuple[Talk | None, str] = (None, "")
        self._rest = Rest(self, REST, self._catch_up)

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
            self.put(details_of(self._talk, self._suggested) if self._talk is not None else [])


def details_of(talk: Talk, suggested: str = "") -> list[Paragraph]:
    """The details as text without markup, safe for a terminal."""
    separator = symbols().separator
    people = separator.join(part for part in (", ".join(talk.speakers), talk.company) if part)
    facts = separator.join(part for part in (people, talk.date, talk.language, ", ".join(talk.tags)) if part)
    title = talk.title or talk.raw_title or talk.id
    # What decides comes first: on a small screen only the first lines are seen.
    parts = [_part(title, "title")]
    if suggested:
        parts.append(_part(suggested, "aside"))
    if facts:
        parts.append(_part(facts))
    if not talk.available:
        since = f", seen {talk.unavailable_since[:10]}" if talk.unavailable_since else ""
        parts.append(_part(f"Private or deleted at its source{since}", "aside"))
    if talk.abstract:
        lines = visible_lines(talk.abstract[:LONGEST]).strip("\n").split("\n")
        parts += [Paragraph(line) for line in lines]
    parts += [_part(url, "link") for url in talk.urls]
    if talk.raw_title and talk.raw_title != title:
        parts.append(_part(talk.raw_title, "link"))
    return parts


def _part(text: str, look: str = "") -> Paragraph:
    shown = visible(text)
    return Paragraph(shown, ((0, len(shown), f"talk-details--{look}"),) if look else ())
