"""The user's clipboard: by a clipboard program and by OSC 52, both tried, and which way it went is told."""

from tui.clipboard.copying import copy as copy
from tui.clipboard.osc52 import TEXT_LIMIT as OSC52_TEXT_LIMIT
from tui.clipboard.outcome import CopyOutcome as CopyOutcome

__all__ = ["OSC52_TEXT_LIMIT", "CopyOutcome", "copy"]
