"""The verbs as a key calls them: with nothing but the log, a stamp and the targets."""

from collections.abc import Sequence

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.action import Verb
from tui.session.verbs import categories, fields, order, verdicts


def keep_in(digit: int) -> Verb:
    """Keep the talks in the category that has the digit."""

    def verb(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
        return verdicts.keep_by_digit(log, stamp, talks, digit)

    return verb


def keep(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Keep the talks, in no category yet."""
    return verdicts.keep(log, stamp, talks, None)


def nest(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Nest the first of them under the talk above."""
    return order.nest(log, stamp, talks[0])


def unnest(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
    """Un-nest the first of them."""
    return order.unnest(log, stamp, talks[0])


def rate(offset: int) -> Verb:
    """Raise or lower the interest."""

    def verb(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
        return fields.rate(log, stamp, talks, offset)

    return verb


def delete(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
    """Delete a category, or remove a saved view: its name is the tree's target there."""
    if targets[0] in log.sections:
        return categories.delete(log, stamp, targets[0])
    from tui.session.verbs import views  # the app starts without the query language

    return views.remove_view(log, stamp, targets[0])


def move(offset: int) -> Verb:
    """Move talks, a category or a saved view: its name is the tree's target there."""

    def verb(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
        if len(targets) != 1 or targets[0] in log.sections:
            return order.move(log, stamp, targets, offset)
        from tui.session.verbs import views

        return views.move_view(log, stamp, targets[0], offset)

    return verb


def nest_category(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
    """Nest the category under the sister above."""
    return categories.nest(log, stamp, targets[0])


def unnest_category(log: Log, stamp: Stamp, targets: Sequence[str]) -> Change:
    """Put the category behind the one that it stands under."""
    return categories.unnest(log, stamp, targets[0])
