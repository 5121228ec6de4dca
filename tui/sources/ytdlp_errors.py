"""What yt-dlp says on standard error, as lines for a user: what was skipped, how often, and why."""

import re
from collections import Counter

from tui.domain.text import visible
from tui.sources.reading import plural

_LINE = re.compile(r"(ERROR|WARNING): (?:\[[^\]\s]{1,60}\] (?:([^\s:]{1,200}): )?)?(.*)")
_NOISE = re.compile(
    r"Falling back on generic|version \S+ is older than|older than \d+ days|No supported JavaScript"
    r"|Extractor failed to obtain \"title\"|\[download\]|unable to extract (?:view|like)"
)
_ADVICE = re.compile(
    r"\s*(?:\(caused by .*|[;.,] (?:please report|Confirm you are|Use --|See  ?http|Re-run|Also see).*)$"
)
_MOST = 10


def reasons(errors: str) -> tuple[str, ...]:
    """Why videos could not be read: one printable text for each reason, the commonest first."""
    return tuple(reason for reason, _ in _counted(errors, "ERROR").most_common())


def warnings_of(errors: str) -> tuple[str, ...]:
    """One line for each reason for which videos were skipped, and for each thing that the site said."""
    skipped = [
        f"{plural(count, 'video')} skipped: {reason}"
        for reason, count in _counted(errors, "ERROR").most_common()
    ]
    said = [f"yt-dlp: {reason}" for reason in _counted(errors, "WARNING")]
    lines = [*skipped, *said]
    rest = len(lines) - _MOST
    return (*lines[:_MOST], *((f"{rest} more warnings of yt-dlp",) if rest > 0 else ()))


def _counted(errors: str, level: str) -> Counter[str]:
    """The messages of one level, without the video's id and the advice for users of yt-dlp itself."""
    found: Counter[str] = Counter()
    for line in errors.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None or match[1] != level or _NOISE.search(match[3]):
            continue
        reason = _ADVICE.sub("", match[3]).strip()
        found[visible(reason[:200]) or "no reason given"] += 1
    return found
