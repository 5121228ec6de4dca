"""What changed between two values of a log, told by how the one came from the other.

Comparing 50,000 talks costs tens of milliseconds, remembering what the last changes touched costs nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 64
"""Changes that are remembered; who looks more rarely begins anew."""
MOST = 2_000
"""Documents touched at once beyond which beginning anew costs less."""


class _Step(NamedTuple):
    value: object
    """Stands for the value after this change; compared by identity."""
    touched: frozenset[str]


class Trail:
    """The last changes that led to a value. Never altered."""

    __slots__ = ("_steps",)

    def __init__(self, steps: tuple[_Step, ...] | None = None) -> None:
        """Without steps: a value that came from nothing known."""
        self._steps = steps or (_Step(object(), frozenset()),)

    def after(self, touched: Iterable[str]) -> "Trail":
        """The trail of a value in which sections of these ids were changed, added or removed."""
        ids = frozenset(touched)
        if len(ids) > MOST:
            return Trail()
        return Trail((*self._steps[-LONGEST + 1 :], _Step(object(), ids)))

    def since(self, former: "Trail") -> frozenset[str] | None:
        """The ids of the sections in which two values may differ; None: that is not known.

        Neither value need come from the other: two that came from a third differ in what either changed.
        """
        ours = {id(step.value): place for place, step in enumerate(self._steps)}
        for place in range(len(former._steps) - 1, -1, -1):
            common = ours.get(id(former._steps[place].value))
            if common is not None:
                apart = (*self._steps[common + 1 :], *former._steps[place + 1 :])
                return frozenset().union(*(step.touched for step in apart))
        return None
