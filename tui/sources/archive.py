"""A folder or an archive of pyvideo: one listing for each event, one event in memory at a time.

`EVENT/category.json` has the event's title, `EVENT/videos/*.json` its talks (https://github.com/pyvideo/data).
"""

from collections.abc import Callable, Iterator

import msgspec

from tui.domain.text import visible
from tui.sources.content import Content
from tui.sources.json_text import absurd_seconds, parse_object, text_of
from tui.sources.members import Member, members
from tui.sources.pyvideo import is_talk, talk_of
from tui.sources.reading import Tally, close_listing
from tui.sources.record import SourceCancelled, SourceError, SourceListing, SourceTalk

_EVERY = 64
_MOST_TALKS = 20_000
_SHOWN = 4


class _Event(msgspec.Struct):
    """One event as far as its files were read."""

    name: str
    title: str = ""
    talks: list[SourceTalk] = msgspec.field(default_factory=list)
    tally: Tally = msgspec.field(default_factory=Tally)
    files: int = 0

    def take(self, member: Member) -> None:
        """One more file of the event."""
        if member.data is None:
            self.tally.add("too large or unreadable: left out", "file", "files")
            return
        value = parse_object(member.data)
        if member.names[-1] == "category.json":
            self.title = self.title or text_of(value.get("title")).strip()
            return
        self.files += 1
        talk = talk_of(value, len(self.talks) + 1) if is_talk(value) else None
        if talk is None:
            self.tally.add("that is no talk of pyvideo: left out", "file", "files")
            return
        self.talks.append(talk)
        if absurd_seconds(value.get("duration")):
            self.tally.add("with an impossible duration: left unknown", "talk", "talks")

    def listing(self) -> SourceListing:
        """What the event lists."""
        return close_listing(
            "pyvideo",
            Content(b"", self.name),
            self.talks,
            title=self.title or self.name,
            key=f"pyvideo:{self.name}",
            listed=self.files,
            warnings=self.tally.warnings(),
        )


def read_archive(
    path: str,
    *,
    progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[SourceListing]:
    """The events of a folder, a tar or a zip archive of pyvideo's files, each when its last file is read.

    Events without a talk are left out. `progress` is told talks read and talks expected, an estimate by the
    part of the archive that was read; `cancelled` is asked now and then.

    Raises SourceError where the path is no archive, where it is damaged or beyond all bounds, and where no
    talk is in it; what was given before that is whole. Raises SourceCancelled.
    """
    event: _Event | None = None
    done = given = 0
    files: list[str] = []
    for number, member in enumerate(members(path)):
        if len(files) < _SHOWN and member.names:
            files.append(member.names[-1])
        if number % _EVERY == 0:
            if cancelled is not None and cancelled():
                raise SourceCancelled("the import was stopped")
            if progress is not None:
                progress(done, max(round(done / member.share), done) if member.share > 0.01 else None)
        name = _event_of(member)
        if name is None:
            continue
        if event is None or event.name != name or len(event.talks) >= _MOST_TALKS:
            if event is not None and event.talks:
                given += 1
                yield event.listing()
            event = _Event(name)
        before = len(event.talks)
        event.take(member)
        done += len(event.talks) - before
    if event is not None and event.talks:
        given += 1
        yield event.listing()
    if not given:
        raise SourceError(
            f"{visible(path)} has no talks that can be read ({_found(files)}): expected the files of "
            "pyvideo.org, a JSON file for each talk in EVENT/videos; other files are imported one by one"
        )
    if progress is not None:
        progress(done, done)


def _found(files: list[str]) -> str:
    """The first files, for a line; their names are printable."""
    shown = ", ".join(visible(name[:40]) for name in files[: _SHOWN - 1])
    return f"it has {shown}{' …' if len(files) == _SHOWN else ''}" if files else "no JSON file is in it"


def _event_of(member: Member) -> str | None:
    """The event that a file belongs to: the folder above `videos`, or that of `category.json`."""
    names = member.names
    if not names or not names[-1].lower().endswith(".json") or any(one.startswith(".") for one in names[:-1]):
        return None
    if len(names) >= 3 and names[-2] == "videos":
        return names[-3]
    return names[-2] if len(names) >= 2 else None
