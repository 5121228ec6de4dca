"""A post's bytes as text and back, whatever the bytes."""

import re

_UNPAIRED = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def decode(data: bytes) -> tuple[str, str, bool]:
    """The text without its byte-order mark, the encoding's name and whether there was a mark.

    UTF-16 is known by its mark. All else is read as UTF-8, each byte that does not fit as one surrogate
    (`surrogateescape`). Never fails, and `encode` gives the same bytes back.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        if data.startswith(_MARKS[encoding]):
            try:
                return data[2:].decode(encoding, "surrogatepass"), encoding, True
            except UnicodeDecodeError:  # cut in mid-character: kept as bytes that are no UTF-8
                break
    bom = data.startswith(_MARKS["utf-8"])
    return data[3 if bom else 0 :].decode("utf-8", "surrogateescape"), "utf-8", bom


def encode(text: str, encoding: str = "utf-8", bom: bool = False) -> bytes:
    """The bytes of a text, with a byte-order mark where `bom`.

    A surrogate that stands for no byte (it came from a stranger's JSON) becomes U+FFFD in UTF-8.
    """
    mark = _MARKS.get(encoding, b"") if bom else b""
    if encoding == "utf-8":
        return mark + _UNPAIRED.sub("\ufffd", text).encode("utf-8", "surrogateescape")
    return mark + text.encode(encoding, "surrogatepass")
