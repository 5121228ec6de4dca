"""What a user names on a command line or in a dialog: a talk, a category, a section.

What fits exactly goes before what fits in part, and in both talks go before categories, categories before
prose. Case and the number of blanks make no difference.
"""

from collections.abc import Iterable, Sequence

from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Prose, Talk
from tui.domain.text import quoted, visible
from tui.session.outcome import Refused
from tui.sources.urls import VIDEO_ID, key_of_url

_SHOWN = 5
"""How many candidates one line names."""


class NotFound(Refused):
    """Nothing in the log is called so."""


class Ambiguous(Refused):
    """Several sections are called so."""

    def __init__(self, message: str, candidates: Sequence[str]) -> None:
        """Take the line for the user, and the ids of all candidates in the order of the log."""
        super().__init__(message)
        self.candidates = tuple(candidates)


def resolve_talk(log: Log, text: str) -> str:
    """The id of the talk that a text names: id, key, any form of its URL, title or a piece of it.

    Raises NotFound, and Ambiguous where several talks fit.
    """
    found = _exact_talk(log, text) or _talk_piece(log, text)
    if found is None:
        raise NotFound(f"no talk is {quoted(text)}: give its id, its URL or a piece of its title")
    return found


def resolve_talks(log: Log, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of several talks, each once. Raises like `resolve_talk`, naming the first that does not fit."""
    return tuple(dict.fromkeys(resolve_talk(log, text) for text in texts))


def resolve_section(log: Log, text: str) -> str:
    """The id of the talk, category or prose that a text names. Raises NotFound and Ambiguous."""
    found = (
        _exact_talk(log, text)
        or find_category(log, text)
        or _by_title(log, text, Prose, whole=True)
        or _talk_piece(log, text)
        or _by_title(log, text, Category, whole=False)
        or _by_title(log, text, Prose, whole=False)
    )
    if found is None:
        raise NotFound(f"nothing in the log is {quoted(text)}: give an id or a piece of the title")
    return found


def resolve_category(log: Log, text: str) -> str:
    """The id of the category that a text names: id, path as shown, title, interest name or digit.

    Raises NotFound, and Ambiguous where several categories fit.
    """
    found = find_category(log, text)
    if found is None:
        paths = [visible(log.path_of(category)) for _, category in log.categories()]
        known = f"there are {_listed(paths)}" if paths else "the log has none yet"
        raise NotFound(f"no category is {quoted(text)}: {known}; --create makes it")
    return found


def find_category(log: Log, text: str) -> str | None:
    """Like `resolve_category`, None where there is none. Raises Ambiguous."""
    if isinstance(log.sections.get(text), Category):
        return text
    wanted = _folded(text)
    if not wanted:
        return None
    categories = [category for _, category in log.categories()]
    names = (
        lambda category: log.path_of(category),
        lambda category: category.title,
        lambda category: category.interest_name,
        lambda category: "" if category.digit is None else str(category.digit),
    )
    for name in names:
        found = [category for category in categories if _folded(name(category)) == wanted]
        if found:
            return _only(log, text, found)
    return None


def _exact_talk(log: Log, text: str) -> str | None:
    if isinstance(log.sections.get(text), Talk):
        return text
    by_key = log.by_key()
    for key in (text, key_of_url(text), f"yt:{text}" if VIDEO_ID.fullmatch(text) else None):
        if key is not None and key in by_key:
            return by_key[key]
    return _by_title(log, text, Talk, whole=True)


def _talk_piece(log: Log, text: str) -> str | None:
    return _by_title(log, text, Talk, whole=False)


def _by_title(log: Log, text: str, kind: type[AnySection], *, whole: bool) -> str | None:
    wanted = _folded(text)
    if not wanted:
        return None
    sections: Iterable[AnySection] = log.talks() if kind is Talk else log.walk()
    found = []
    for section in sections:
        title = _folded(section.title)
        if isinstance(section, kind) and (title == wanted if whole else wanted in title):
            found.append(section)
    return _only(log, text, found)


def _only(log: Log, text: str, found: Sequence[AnySection]) -> str | None:
    if len(found) > 1:
        what = "talks" if isinstance(found[0], Talk) else "sections"
        names = [_name(log, section) for section in found]
        raise Ambiguous(
            f"{len(found)} {what} fit {quoted(text)}: {_listed(names)}; give more of the title, or an id",
            [section.id for section in found],
        )
    return found[0].id if found else None


def _name(log: Log, section: AnySection) -> str:
    if isinstance(section, Category):
        return f"{quoted(log.path_of(section))} ({visible(section.id)})"
    return f"{quoted(section.title)} ({visible(section.id)})"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
