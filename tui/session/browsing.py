"""What the list shows: a view or a query, its order, a filter."""

from dataclasses import dataclass, replace

from tui.domain.arrange import Order, View, default_order

INBOX = View("inbox")


@dataclass(frozen=True)
class Browsing:
    """The state of the list, apart from its cursor and marks. `tui.session.narrowing` finds its rows."""

    view: View = INBOX
    order: Order | None = None
    """None: the view's own order (the playlist's, or the order of interest in a category)."""
    filter: str = ""
    query: str = ""
    """A query over fields; where there is one, the list shows what it finds in the whole log."""
    ranked: bool = True
    """Whether what the filter finds stands best first, whatever the order."""

    @property
    def shown_order(self) -> Order:
        """The order in force, but for the rank of what a filter found."""
        if self.order is not None:
            return self.order
        return Order.PLAYLIST if self.query else default_order(self.view)

    @property
    def order_text(self) -> str:
        """The order as the list's border says it."""
        return "best match first" if self.filter and self.ranked else f"{self.shown_order} order"

    @property
    def narrowed(self) -> bool:
        """Whether the list shows something else than its view."""
        return bool(self.filter or self.query)

    def seeing(self, view: View) -> "Browsing":
        """Another view, in its own order, without a filter or a query."""
        return Browsing(view)

    def sorted_next(self) -> "Browsing":
        """The next order of the list of orders; where the best match is first, then the own order."""
        if self.filter and self.ranked:
            return replace(self, ranked=False)
        orders = list(Order)
        following = orders[(orders.index(self.shown_order) + 1) % len(orders)]
        return replace(self, order=following)

    def filtering(self, text: str) -> "Browsing":
        """The same view with another filter; without one the best match is to stand first the next time."""
        return replace(self, filter=text, ranked=self.ranked or not text)

    def asking(self, query: str) -> "Browsing":
        """What a query finds in the whole log, in place of the view; an empty one shows the view again."""
        return Browsing(self.view, query=query)
