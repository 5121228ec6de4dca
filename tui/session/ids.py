"""Identifiers that sort by the time they were made and never meet: groups of changes, talks added by hand."""

import secrets
import time


def new_id() -> str:
    """22 characters of 0-9a-f: milliseconds since 1970, then 40 random bits."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(5)}"


def utc_now() -> str:
    """The time as ISO 8601 in UTC, to the second: the clock of a session."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
