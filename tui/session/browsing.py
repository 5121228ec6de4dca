"""What the list shows: a view, its order and a filter."""

from dataclasses import dataclass, replace

from tui.domain.arrange import Order, View, arranged, default_order, filtered, talks_of
from tui.domain.log import Log

INBOX = View("inbox")


@dataclass(frozen=True)
class Browsing:
    """The state of the list, apart from its cursor and marks."""

    view: View = INBOX
    order: Order | None = None
    """None: the view's own order (the playlist's, or the order of interest in a category)."""
    filter: str = ""

    def rows(self, log: Log) -> tuple[str, ...]:
        """The talks to show, in order."""
        rows = talks_of(log, self.view)
        if self.order is not None:
            rows = arranged(log, rows, self.order)
        return filtered(log, rows, self.filter) if self.filter else rows

    @property
    def shown_order(self) -> Order:
        """The order in force."""
        return self.order if self.order is not None else default_order(self.view)

    def seeing(self, view: View) -> "Browsing":
        """Another view, in its own order and without a filter."""
        return Browsing(view)

    def sorted_next(self) -> "Browsing":
        """The next order of the list of orders."""
        orders = list(Order)
        following = orders[(orders.index(self.shown_order) + 1) % len(orders)]
        return replace(self, order=following)

    def filtering(self, text: str) -> "Browsing":
        """The same view with another filter."""
        return replace(self, filter=text)
