"""Signs of plain ASCII on every screen, also where Textual draws: frames, arrows, scrollbars."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.widgets.symbols import PLAIN

_BOXES = range(0x2500, 0x2580)
_BLOCKS = range(0x2580, 0x25A0)


@cache
def _signs() -> Mapping[int, str]:
    """What stands for each sign that is not ASCII, as many cells wide; letters stay what they are."""
    boxes = {code: _line(unicodedata.name(chr(code))) for code in _BOXES}
    blocks = dict.fromkeys(_BLOCKS, " ") | {ord("▁"): "_", ord("▔"): "-", ord("▌"): ">"}
    return {**boxes, **blocks, ord("🔎"): "> ", ord("●"): "o", ord("○"): "o", **PLAIN}


def _line(name: str) -> str:
    """The sign for a piece of a frame, by its name."""
    flat, upright = "HORIZONTAL" in name, "VERTICAL" in name
    return "+" if " AND " in name or flat == upright else "-" if flat else "|"


class PlainSigns(LineFilter):
    """Draws what is not ASCII otherwise."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line."""
        signs = _signs()
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(signs), segment.style)
            for segment in segments
        ]
