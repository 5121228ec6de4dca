"""Widgets that draw whole lines themselves, and no line again that has not changed."""

from functools import cached_property

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class DrawnLines(Widget):
    """A base for widgets whose `render_line` gives all there is to a line: no border, no padding.

    Textual's own way composes borders, padding and effects around each line: that costs more than the line.
    """

    @cached_property
    def _kept(self) -> dict[int, Strip]:
        """The lines as they were drawn."""
        return {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines, those that changed since drawn anew."""
        kept, width = self._kept, self.size.width
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = kept.get(y)
            if strip is None:
                strip = self.render_line(y)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                kept[y] = strip
            strips.append(strip)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _set_dirty(self, *regions: Region) -> None:
        if regions:
            for region in regions:
                for y in region.line_range:
                    self._kept.pop(y, None)
        else:
            self._kept.clear()
        super()._set_dirty(*regions)
