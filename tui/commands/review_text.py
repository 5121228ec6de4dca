"""A talk as plain lines: for screen readers, slow lines and terminals that can do nothing."""

from collections.abc import Iterable, Iterator

from tui.actions import Action, shown_key
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.suggestion import Suggestion
from tui.domain.text import visible, visible_lines
from tui.session.key_names import typed_character
from tui.session.outcome import plural

LONGEST_ABSTRACT = 400
"""Characters of an abstract that are shown at once."""


def talk_lines(
    log: Log, talk: Talk, place: str, suggestion: Suggestion | None, accepts: str, more: str
) -> Iterator[str]:
    """What is read of a talk; `place` is "3 of 12, " or empty.

    `accepts` is the key that takes the suggestion, `more` the one that shows all of the talk.
    """
    yield ""
    yield f"{place}{_state(log, talk)}."
    yield visible(talk.title)
    facts = [", ".join(talk.speakers) and f"by {', '.join(talk.speakers)}", talk.company or "", _length(talk)]
    facts += [talk.date or "", "" if talk.available else "private or deleted"]
    yield visible("; ".join(fact for fact in facts if fact))
    if talk.tags:
        yield visible(f"Tags: {', '.join(talk.tags)}")
    abstract = " ".join(talk.abstract.split())
    if len(abstract) > LONGEST_ABSTRACT:
        cut = abstract[:LONGEST_ABSTRACT].rsplit(" ", 1)[0]
        yield visible(f"{cut} … {more} reads on")
    elif abstract:
        yield visible(abstract)
    if talk.note:
        yield f"The note has {plural(len(talk.note.splitlines()), 'line')}: {more} reads it."
    if suggestion is not None:
        category = log.category(suggestion.category)
        digit = f"{category.digit} " if category.digit is not None else ""
        yield f"{accepts} puts it in {digit}{visible(log.path_of(category))}? ({suggestion.reason})"


def whole_talk(talk: Talk) -> Iterator[str]:
    """All that there is to read of a talk: address, abstract, note."""
    yield from (visible(url) for url in talk.urls)
    for name, text in (("Abstract:", talk.abstract), ("Note:", talk.note)):
        if text:
            yield name
            yield visible_lines(text)


def help_lines(log: Log, actions: Iterable[Action]) -> Iterator[str]:
    """The answers that there are, a line each; categories by their digit."""
    yield "Enter alone goes on to the next talk. An action's id can be typed for its key."
    for action in actions:
        keys = [key for key in map(typed_character, action.keys) if key is not None and key != " "]
        if not action.id.startswith("keep-") and keys:
            yield f"{' or '.join(keys)}  {action.help} ({action.id})"
    for _, category in log.categories():
        if category.digit is not None:
            yield f"{category.digit}  keep in {visible(log.path_of(category))}"


def _state(log: Log, talk: Talk) -> str:
    if talk.verdict is Verdict.INBOX:
        return "in the inbox" if talk.available else "not decided, apart from the inbox"
    category = log.category_of(talk.id)
    where = f" in {visible(log.path_of(category))}" if category is not None else ""
    return f"{talk.verdict.value}{where}"


def _length(talk: Talk) -> str:
    if talk.seconds is None:
        return ""
    return plural(max(1, round(talk.seconds / 60)), "minute")


def key_of(action: Action) -> str:
    """The key to type for an action, else its id."""
    return next((shown_key(key) for key in action.keys if (typed_character(key) or " ") != " "), action.id)
