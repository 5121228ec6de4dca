"""The ids of what is made here."""

import hashlib
import secrets
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: ASCII order is the order of the values."""
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A random id of 16 characters; of two made by one process the later sorts behind the earlier.

    The first eleven say when it was made (microseconds), the last five keep two machines apart.
    """
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1000)
        moment = _last
    return _digits(moment, 11) + _digits(secrets.randbits(25), 5)


def id_of_name(parent: str | None, name: str) -> str:
    """The id, also of 16 characters, of what is made below a parent because its name was asked for.

    Two processes or machines that make the same at once make one: the second finds that it is there. White
    space and case of the name do not matter.
    """
    told = f"{parent or ''}\0{' '.join(name.split()).casefold()}".encode("utf-8", "surrogateescape")
    return _digits(int.from_bytes(hashlib.sha256(told).digest()[:10], "big"), 16)


def _digits(value: int, width: int) -> str:
    digits = []
    for _ in range(width):
        value, digit = divmod(value, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
