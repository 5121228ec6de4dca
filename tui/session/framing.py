"""The frame that a log's post gets when it leaves: front matter and marks in the dialect of its profile."""

from collections.abc import Mapping

import msgspec

from tui.domain.change import Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.text import visible
from tui.markdown.front_compose import compose_front, converted_front
from tui.markdown.front_values import FrontError
from tui.markdown.profiles import BUILTIN, Profile, with_marks_of
from tui.session.outcome import Refused

Profiles = Mapping[str, Profile]


def framed(log: Log, profile: str | None, today: str, profiles: Profiles = BUILTIN) -> Log:
    """The log with the front matter and the marks of its post.

    `profile` None is the log's own, `today` (ISO 8601) dates a post that has no date, `profiles` are the
    dialects that there are. An author's own front matter stays as it is in its own dialect; in another one
    front matter and introduction change, and nothing else. Raises Refused for a profile that is none, and
    for front matter that cannot be read where it would have to be.
    """
    info = log.info
    chosen = profile or info.profile
    if profile is not None and profile not in profiles:
        raise Refused(f"there is no profile {visible(profile)!r}: use one of {', '.join(profiles)}")
    former, wanted = profiles.get(info.profile), profiles.get(chosen)
    if wanted is None:
        # A dialect of another machine's settings: what was written in it stays.
        return log
    if not info.imported and info.front in ("", _composed(info, former)):
        new = msgspec.structs.replace(info, profile=chosen, date=info.date or today)
        new = msgspec.structs.replace(new, front=_composed(new, wanted))
        if wanted.front == "none":
            new = msgspec.structs.replace(new, date=info.date)
    elif chosen == info.profile:
        new = info
    else:
        new = _converted(info, chosen, former, wanted)
    return log.apply(change_between("", Stamp("", "", ""), [(info, new)]))


def _composed(info: LogInfo, profile: Profile | None) -> str:
    if profile is None:
        return ""
    title = info.title or info.slug
    return compose_front(profile, title, info.date, info.description, info.slug, newline=info.newline)


def _converted(info: LogInfo, chosen: str, former: Profile | None, wanted: Profile) -> LogInfo:
    """The log's document in another dialect."""
    front, aside = info.front or info.laid_aside, ""
    try:
        if wanted.front == "none":
            front, aside = "", front
        elif front:
            front = converted_front(front, former, wanted, newline=info.newline)
        else:
            front = _composed(info, wanted)
    except FrontError as error:
        raise Refused(
            f"{visible(str(error))}; it stays as it is where you publish without another profile"
        ) from error
    return msgspec.structs.replace(
        info,
        profile=chosen,
        front=front,
        laid_aside=aside,
        introduction=with_marks_of(info.introduction, wanted),
    )
