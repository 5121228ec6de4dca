"""`talklog repair-text`, and the option of `import` and `refresh` that does the same on the way in."""

from collections.abc import Sequence

import click

from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.output import line, note
from tui.commands.targets import section_named
from tui.domain.log import Log
from tui.domain.text import quoted
from tui.session.verbs.repairing import harmed_sections, repair_text, repaired

repair_option = click.option(
    "--repair-text",
    "repair",
    is_flag=True,
    help="Mend letters that were misread before they came: â€™ for ’.",
)


def tell_misread(found: Sequence[tuple[str, int]]) -> None:
    """Say how the letters that came in misread are mended, log by log."""
    slugs = dict.fromkeys(slug for slug, misread in found if misread)
    if len(slugs) == 1:
        note(f"talklog: note: `talklog repair-text {next(iter(slugs))}` writes the letters that were meant")
    elif slugs:
        note(
            f"talklog: note: `talklog repair-text LOG` writes the letters that were meant: {len(slugs)} logs"
        )


@click.command("repair-text", cls=TargetCommand)
@log_argument
@click.argument("sections", metavar="[SECTION...]", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Say what would be mended, and change nothing.")
@click.pass_obj
def repair(desk: Desk, slug: str, sections: tuple[str, ...], dry_run: bool) -> None:
    """Mend letters that were misread: â€™ for ’.

    In titles, notes, speakers and abstracts; of the whole log, or of the talks and categories that are named.
    The titles of the sources are kept beside them. One undo brings all of it back.
    """

    def wanted(log: Log) -> Sequence[str]:
        return [section_named(log, one) for one in sections] if sections else harmed_sections(log)

    with desk.log(slug) as open_log:
        log = open_log.log
        if not dry_run:
            line(act(open_log, lambda now, stamp: repair_text(now, stamp, wanted(now))).label)
            return
    harmed = [
        log.sections[found] for found in wanted(log) if repaired(log.sections[found]) != log.sections[found]
    ]
    for section in harmed:
        line(f"{quoted(section.title)} → {quoted(repaired(section).title)}")
    line(f"would repair {len(harmed)}" if harmed else "nothing looks misread")


COMMANDS = {"repair-text": repair}
