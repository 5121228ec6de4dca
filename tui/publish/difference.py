"""How two versions of a post differ, for people."""

import codecs
import difflib
import re

from tui.domain.text import visible

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NO_END = "\\ No newline at end of file"


def unified(old: bytes, new: bytes, *, old_name: str, new_name: str, context: int = 3) -> str:
    """The differences as a unified diff, safe to show; empty where the bytes are equal.

    Lines end in a line feed. A carriage return is shown (as ␍) only where line ends differ somewhere;
    otherwise it would stand in every line. `context` counts equal lines shown around a difference.
    """
    if old == new:
        return ""
    old_lines, new_lines = (_LINE.findall(_decoded(data)) for data in (old, new))
    ends = {_end(line) for line in (*old_lines, *new_lines)} - {""}
    show_ends = len(ends) > 1
    shown = [f"--- {visible(old_name)}", f"+++ {visible(new_name)}"]
    for line in list(difflib.unified_diff(old_lines, new_lines, n=context, lineterm=""))[2:]:
        if line.startswith("@@"):
            shown.append(line)
            continue
        end = _end(line)
        body = line[: len(line) - len(end)]
        if show_ends and end != "\n":
            body += end.replace("\n", "")
        shown.append(visible(body.replace("\t", "    ")))
        if not end:
            shown.append(_NO_END)
    if len(shown) == 2:
        shown.append("The texts are equal; their encoding or byte-order mark differs.")
    return "\n".join(shown) + "\n"


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
