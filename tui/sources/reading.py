"""What every reader shares: telling how far it is, counting what it leaves out, closing the listing."""

from collections import Counter
from collections.abc import Callable, Sequence

from tui.sources.content import Content
from tui.sources.joining import join_talks
from tui.sources.list_titles import read_together
from tui.sources.record import SourceCancelled, SourceListing, SourceTalk

_EVERY = 128


class Watch:
    """Tells the progress of a reading, and stops it when asked to."""

    def __init__(
        self,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """`progress` takes rows read and rows expected (None: unknown); `cancelled` is asked now and then."""
        self._progress = progress
        self._cancelled = cancelled

    def step(self, done: int, total: int | None) -> None:
        """One row on. Raises SourceCancelled when the reading is no longer wanted."""
        if done % _EVERY:
            return
        if self._cancelled is not None and self._cancelled():
            raise SourceCancelled("the import was stopped; nothing was imported")
        if self._progress is not None:
            self._progress(done, total)

    def done(self, total: int) -> None:
        """All rows read."""
        if self._progress is not None:
            self._progress(total, total)


class Tally:
    """What a reading left out or doubted: one warning for each reason, not for each row."""

    def __init__(self) -> None:
        """Nothing left out yet."""
        self._reasons: Counter[tuple[str, str, str]] = Counter()

    def add(self, what: str, one: str = "entry", many: str = "entries") -> None:
        """One more of `one` for this reason: "without a title: left out"."""
        self._reasons[what, one, many] += 1

    def warnings(self) -> tuple[str, ...]:
        """One line for each reason."""
        return tuple(
            f"{plural(count, one, many)} {what}" for (what, one, many), count in self._reasons.items()
        )


def close_listing(
    kind: str,
    content: Content,
    talks: Sequence[SourceTalk],
    *,
    title: str,
    url: str | None = None,
    key: str | None = None,
    expected: int | None = None,
    listed: int | None = None,
    warnings: Sequence[str] = (),
) -> SourceListing:
    """The listing of the talks read: doubles joined, titles read together, and said what a user should know.

    That there are no talks is the first thing said.

    `expected` is how many the source says it has, `listed` how many rows the file has (default: the talks).
    """
    joined, twice = join_talks(talks)
    said = list(warnings)
    if twice:
        said.append(f"{plural(twice, 'video')} listed more than once: joined")
    hidden = sum(not talk.available for talk in joined)
    if hidden:
        said.append(f"{plural(hidden, 'video')} private or deleted: kept, marked as not available")
    rows = len(talks) if listed is None else listed
    said.extend(shortfall(expected, rows))
    if not joined:
        said.insert(0, f"{content.shown} holds no talks: the list is empty, or was saved without its entries")
    return SourceListing(
        kind=kind,
        title=title or content.stem,
        url=url,
        key=key,
        talks=read_together(joined),
        expected=expected,
        warnings=tuple(said),
    )


def shortfall(expected: int | None, rows: int) -> tuple[str, ...]:
    """The warning that a source says it has more than it lists."""
    if expected is None or not expected > rows > 0:
        return ()
    return (f"the source has {expected}, the file lists {rows}",)


def withdrawn(title: str) -> bool:
    """Whether a title is what YouTube puts in the place of a private or deleted video."""
    return title.strip().strip("[]").lower() in ("private video", "deleted video", "unavailable video")


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 video", "3 videos"."""
    return f"{count} {one if count == 1 else many or one + 's'}"
