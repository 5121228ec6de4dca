"""What kind a section of the post is: the user's word against the reading of its heading."""

from tui.domain.change import Change, Stamp, change_between
from tui.domain.log import Log
from tui.domain.outline import with_kind
from tui.domain.section import SectionKind, Talk, kind_of
from tui.domain.text import quoted
from tui.markdown.head_writing import url_of
from tui.session.outcome import Refused
from tui.session.verbs.building import checked, nothing
from tui.sources.urls import key_of_url


def set_kind(log: Log, stamp: Stamp, section: str, kind: SectionKind) -> Change:
    """Say that a section is a talk, a category or prose; no byte of the post changes.

    A section that becomes a talk is done and takes its heading's link, as in an imported post.
    """
    chosen = log.sections.get(section)
    if chosen is None:
        raise Refused("this section is no longer in the log: choose another")
    if kind_of(chosen) == kind:
        return nothing(f"{quoted(chosen.title)} is {_named(kind)} already", stamp)
    if not chosen.rank:
        raise Refused(
            f"{quoted(chosen.title)} has no place in the post: only its sections can change their kind"
        )
    if isinstance(chosen, Talk) and not chosen.heading:
        raise Refused(f"{quoted(chosen.title)} was added here as a talk: skip it instead")
    url = url_of(chosen.heading)
    key = None if url is None else key_of_url(url)
    taken = key is not None and key in log.by_key()
    pairs = with_kind(
        log, section, kind, urls=(url,) if url else (), keys=(key,) if key is not None and not taken else ()
    )
    return checked(log, change_between(f"Make {quoted(chosen.title)} {_named(kind)}", stamp, pairs))


def _named(kind: SectionKind) -> str:
    return "prose" if kind == "prose" else f"a {kind}"
