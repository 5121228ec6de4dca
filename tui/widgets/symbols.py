"""The one-cell symbols that stand for verdicts, watch states and marks, in two sets."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tui.domain.section import Verdict, Watch

ASCII_VARIABLE = "TALKLOG_ASCII"
"""Environment variable: anything but the empty text asks for symbols of plain ASCII."""


@dataclass(frozen=True)
class Symbols:
    """One set; every symbol is one cell wide, `separator` three, and differs from its siblings in shape."""

    cursor: str
    mark: str
    verdicts: Mapping[Verdict, str]
    watch: Mapping[Watch, str]
    note: str
    ellipsis: str
    branch: str
    separator: str
    arrow: str
    times: str
    """After a speed: "2×"."""
    bar: tuple[str, str]
    """A filled and an empty cell of a progress bar."""
    gauge: str
    """The levels of a progress bar of one cell, from empty to full."""
    rule: str
    """Of a line across."""
    thumb: str
    """What a scrollbar shows of where one is."""


UNICODE = Symbols(
    cursor="▌",
    mark="•",
    verdicts={
        Verdict.INBOX: "·",
        Verdict.MAYBE: "?",
        Verdict.KEPT: "+",
        Verdict.DONE: "✓",
        Verdict.SKIPPED: "×",
    },
    watch={Watch.NONE: " ", Watch.PARTLY: "◐", Watch.WATCHED: "●", Watch.ABANDONED: "◌"},
    note="≡",
    ellipsis="…",
    branch="└",
    separator=" · ",
    arrow="→",
    times="×",
    bar=("▇", "▁"),
    gauge="▁▂▃▄▅▆▇█",
    rule="─",
    thumb="┃",
)

ASCII = Symbols(
    cursor=">",
    mark="*",
    verdicts={
        Verdict.INBOX: ".",
        Verdict.MAYBE: "?",
        Verdict.KEPT: "+",
        Verdict.DONE: "v",
        Verdict.SKIPPED: "x",
    },
    watch={Watch.NONE: " ", Watch.PARTLY: "~", Watch.WATCHED: "o", Watch.ABANDONED: "/"},
    note="=",
    ellipsis="~",
    branch="`",
    separator=" - ",
    arrow=">",
    times="x",
    bar=("#", "-"),
    gauge="_-=#",
    rule="-",
    thumb="|",
)


PLAIN = str.maketrans(
    {
        "·": "-",
        "…": "~",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "→": ">",
        "←": "<",
        "↑": "^",
        "↓": "v",
        "×": "x",
        "−": "-",
        "–": "-",
        "↶": "<",
    }
)
"""Signs of the program's own texts in plain ASCII."""


def in_symbols(text: str) -> str:
    """A line of the program's own with the signs of the set that is chosen; letters stay as they are."""
    return text.translate(PLAIN) if symbols() is ASCII else text


def choose(environment: Mapping[str, str], encoding: str | None) -> Symbols:
    """ASCII where it is asked for, or where the terminal's encoding or kind cannot show more."""
    if environment.get(ASCII_VARIABLE) or environment.get("TERM") == "linux":
        return ASCII
    return UNICODE if "utf" in (encoding or "").lower() else ASCII


@cache
def symbols() -> Symbols:
    """The set for this process, chosen once from its environment and the terminal's encoding."""
    return choose(os.environ, getattr(sys.__stdout__, "encoding", None))
