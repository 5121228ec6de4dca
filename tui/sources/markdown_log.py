"""Whether a Markdown text whose links lead to recordings is a log with notes, or a plain list of talks.

Both are written as bullets. A log says something of its talks; a list names them, with speaker and length.
"""

import itertools
import re

from tui.domain.section import Talk
from tui.markdown.encoding import encode
from tui.markdown.parse import parse_post

_SAID = 10
"""Words on an item's line that are a note: "by Someone (Conference 2020) [45:12]" has fewer."""
_BY = re.compile(r"(?i)(?:by|von|par|por|with|speakers?:?)\b")


def is_log(text: str) -> bool:
    """Whether the text reads as a log: most talks have a note; with front matter, most have any words."""
    numbers = itertools.count()
    post = parse_post(encode(text), lambda: str(next(numbers)))
    talks = [section for section in post.sections if isinstance(section, Talk)]
    said = sum(_says_something(talk) for talk in talks)
    words = sum(bool(talk.note) and _BY.match(talk.note) is None for talk in talks)
    return bool(talks) and (2 * said > len(talks) or (bool(post.front) and 2 * words > len(talks)))


def _says_something(talk: Talk) -> bool:
    """Whether a talk's note is more than its speaker: it is long, or stands on lines of its own."""
    if _BY.match(talk.note) is not None:
        return len(talk.note.split()) >= _SAID and "\n" in talk.note
    is_apart = "\n" in talk.lead or "\r" in talk.lead or "\n" in talk.note
    return len(talk.note.split()) >= (3 if is_apart else _SAID)
