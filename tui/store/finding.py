"""What the doctor finds."""

from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "permissions", "snapshot", "journal", "history", "torn", "replay", "backup", "blob", "document", "place"
]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be, or worth knowing."""

    kind: Kind
    line: str
    """What is wrong and where, one line, safe to print."""
    repair: str = ""
    """What `--repair` does about it, one line; empty: nothing."""
    note: bool = False
    """True: nothing is wrong; it tells what happened."""
