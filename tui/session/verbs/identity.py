"""The ids of what is made here."""

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


def _digits(value: int, width: int) -> str:
    digits = []
    for _ in range(width):
        value, digit = divmod(value, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
