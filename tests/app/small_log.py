"""Small logs to write notes in, with whatever text a test needs."""

from pathlib import Path

from tests.app.stage import session_over
from tests.session.logs import category, put
from tui.domain.section import Talk, Verdict

OTHER_BYTES = "first\r\nsecond\x0bvertical\u2028separator\x85next\rlone\tcr  \n\n  * item\x1b[31m\udce4"
"""A note that an editor would not leave as it is: mixed ends, separators, controls, an undecodable byte."""


def small_library(library: Path, *notes: str, title: str = "Talk {}", slug: str = "small") -> Path:
    """A library with one log of a talk for each note, kept in one category."""
    with session_over(library) as session:
        log = session.create("A small log", slug=slug)
        put(log, category("alpha"))
        for number, note in enumerate(notes):
            put(
                log,
                Talk(
                    id=f"t{number}",
                    keys=(f"url:https://example.org/{number}",),
                    title=title.format(number),
                    urls=(f"https://example.org/{number}",),
                    verdict=Verdict.KEPT,
                    note=note,
                    parent="alpha",
                    rank=f"V{number}",
                    level=3,
                ),
            )
    return library
