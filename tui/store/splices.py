"""Values of a record that was read back from the journal: a long text stands there as a splice."""

from typing import Any

from tui.journal import Splice, SpliceMismatch


def still_stands(left: Any, now: Any) -> bool:
    """Whether a field still has the value that a record's `after` left."""
    if not isinstance(left, Splice):
        return bool(left == now)
    if not isinstance(now, str):
        return False
    try:
        left.inverse().apply(now)
    except SpliceMismatch:
        return False
    return True


def former_value(before: Any, now: Any) -> Any:
    """The value of a record's `before`, `now` being the one that the record left (see `still_stands`)."""
    return before.apply(now) if isinstance(before, Splice) else before
