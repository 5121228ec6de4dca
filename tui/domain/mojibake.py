"""Text that was read in the wrong encoding, and what it most likely said."""

import re

_CP1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
"""What Windows-1252 makes of the bytes 0x80 to 0x9F; the five it leaves free stand for themselves."""

_BYTES = {char: 0x80 + place for place, char in enumerate(_CP1252)} | {
    chr(code): code for code in range(0x80, 0x100)
}
_AFTER = "[" + re.escape("".join(char for char, byte in _BYTES.items() if 0x80 <= byte < 0xC0)) + "]"
_FIRST = re.compile("[\xc2-\xf4]")
"""What every run begins with; looked for first, for it is found or missed in a fraction of the time."""
_RUN = re.compile(f"[\xc2-\xdf]{_AFTER}|[\xe0-\xef]{_AFTER}{{2}}|[\xf0-\xf4]{_AFTER}{{3}}")
_MOST_LAYERS = 3


def mojibake(text: str) -> str | None:
    """The likely repair of a text whose UTF-8 was read as Windows-1252 or Latin-1; None where it looks right.

    "donâ€™t" gives "don’t". Text that was harmed twice is repaired twice. It is for offering: nothing is
    changed by itself, for "Ã©" may be what somebody meant.
    """
    if text.isascii() or not _FIRST.search(text):
        return None
    repaired = text
    for _ in range(_MOST_LAYERS):
        once = _layer(repaired)
        if once is None:
            break
        repaired = once
    return repaired if repaired != text else None


def _layer(text: str) -> str | None:
    """One layer taken off; None where there is none, or too little speaks for it."""
    found = [match.group() for match in _RUN.finditer(text)]
    read = {run: _decoded(run) for run in found}
    good = [run for run in found if read[run] is not None]
    # One pair alone, such as a capital before a quotation mark, is no proof; those behind Â and Ã are.
    sure = any(len(run) > 2 or run[0] in "\xc2\xc3" for run in good) or len(good) > 1
    if not good or not sure:
        return None
    return _RUN.sub(lambda match: read[match.group()] or match.group(), text)


def _decoded(run: str) -> str | None:
    try:
        return bytes(_BYTES[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return None
