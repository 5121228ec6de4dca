"""A bordered part of the screen."""

from typing import Self

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region

from tui.domain.text import visible
from tui.widgets.symbols import in_symbols


class Pane(Vertical):
    """A bordered part of the screen."""

    _titles = ("", "")
    _only_titles = False

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show a title in the border; data is never markup."""
        titles = (in_symbols(visible(title)), in_symbols(visible(subtitle)))
        if titles == self._titles:
            return
        self._titles = titles
        self._only_titles = True
        self.border_title, self.border_subtitle = map(Content, titles)
        self._only_titles = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint the pane anew; of another title only the border's two lines, not what stands between."""
        if self._only_titles:
            at, (width, height) = -self.content_offset, self.outer_size
            regions = (Region(at.x, at.y, width, 1), Region(at.x, at.y + height - 1, width, 1))
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
