"""The frame that a log's post gets when it leaves: front matter in the dialect of its profile."""

import msgspec

from tui.domain.change import Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.text import visible
from tui.markdown.frontmatter import PROFILES, compose_front
from tui.session.outcome import Refused


def framed(log: Log, profile: str | None, today: str) -> Log:
    """The log with the front matter of its post; an author's own stays as it is.

    `profile` None is the log's own, `today` (ISO 8601) dates a post that has no date. Raises Refused for a
    profile that is none.
    """
    info = log.info
    chosen = profile or info.profile
    if chosen not in PROFILES:
        raise Refused(f"there is no profile {visible(chosen)!r}: use one of {', '.join(PROFILES)}")
    if info.imported or info.front not in ("", _composed(info, info.profile)):
        new = msgspec.structs.replace(info, profile=chosen)
    else:
        dated = msgspec.structs.replace(info, profile=chosen, date=info.date or today)
        new = msgspec.structs.replace(dated, front=_composed(dated, chosen))
    return log.apply(change_between("", Stamp("", "", ""), [(info, new)]))


def _composed(info: LogInfo, profile: str) -> str:
    if profile not in PROFILES:
        return ""
    return compose_front(
        profile, info.title or info.slug, info.date, info.description, info.slug, newline=info.newline
    )
