"""An error that nobody foresaw: one line for the user, the whole story in a file for whoever mends it."""

import traceback

from tui.domain.text import visible
from tui.session.folders import error_file


def own_fault(error: Exception) -> str:
    """The line for it, safe to print; the traceback takes the place of the last one's in the file."""
    told = visible(" ".join(f"{type(error).__name__}: {error}".split()))
    said = f"an error of talklog itself ({told}); what was saved is safe"
    path = error_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="replace")
    except OSError:
        return said
    return f"{said}; the details are in {visible(str(path))}"
