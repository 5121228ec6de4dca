"""How the main screen answers actions that are more than a verb: desks, each for one concern."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

Answer: TypeAlias = Callable[[], None]

_MARK = "answers_action"


def answers(*action_ids: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a desk's method as the answer to these actions of the registry."""

    def mark(method: Callable[..., None]) -> Callable[..., None]:
        setattr(method, _MARK, action_ids)
        return method

    return mark


class Desk:
    """One concern of the main screen."""

    def __init__(self, screen: "MainScreen") -> None:
        """Work for this screen."""
        self.screen = screen

    def answers(self) -> dict[str, Answer]:
        """The answer to each action this desk is responsible for."""
        found: dict[str, Answer] = {}
        for name in dir(type(self)):
            for action_id in getattr(getattr(type(self), name), _MARK, ()):
                found[action_id] = getattr(self, name)
        return found


def collect(desks: Iterable[Desk]) -> dict[str, Answer]:
    """The answers of all desks. Raises ValueError where two desks answer the same action."""
    found: dict[str, Answer] = {}
    for desk in desks:
        for action_id, answer in desk.answers().items():
            if action_id in found:
                raise ValueError(f"two answers to {action_id}")
            found[action_id] = answer
    return found
