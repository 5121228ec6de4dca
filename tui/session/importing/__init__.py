"""Importing: what the bytes are, which log they belong to, and the one Change that brings them in.

Every import is planned as a value first (`plan_source`): what is new, changed, gone, matched. Applying the
plan is one act for undo.
"""

from tui.session.importing.aim import is_address, location_of
from tui.session.importing.archive import ArchiveOutcome, import_archive
from tui.session.importing.listing import plan_listing
from tui.session.importing.planned import ImportOutcome, PlannedImport
from tui.session.importing.source import Progress, import_source, plan_source, plan_url
from tui.session.importing.telling import plan_lines

__all__ = [
    "ArchiveOutcome",
    "ImportOutcome",
    "PlannedImport",
    "Progress",
    "import_archive",
    "import_source",
    "is_address",
    "location_of",
    "plan_lines",
    "plan_listing",
    "plan_source",
    "plan_url",
]
