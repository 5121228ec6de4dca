"""`talklog doctor`: looks after the library's files, and repairs them from journal and backups."""

from typing import Any

import click

from tui.commands.command import LogSlug, TalklogCommand, json_option
from tui.commands.desk import Desk
from tui.commands.output import Failure, document, line
from tui.session.checkup import check_up, mend
from tui.session.outcome import Refused, SaveFailed, plural
from tui.session.session import Session
from tui.store import Finding, LibraryError


@click.command(cls=TalklogCommand)
@click.argument("slug", metavar="[LOG]", required=False, type=LogSlug())
@click.option("--repair", is_flag=True, help="Mend what can be mended; it says first what it will do.")
@json_option
@click.pass_obj
def doctor(desk: Desk, slug: str | None, repair: bool, as_json: bool) -> int:
    """Verify the library: files, journal, backups, documents.

    Of one log, or of all. Nothing is ever deleted: what is damaged is set aside, beside the log's backups.
    The exit status is 1 while something is wrong.
    """
    with desk.session() as session:
        library = session.library
        names = [slug] if slug is not None else library.files()
        open_folder = library.folder_findings()
        found = {name: _checked(session, name) for name in names}
        if not as_json:
            _show(open_folder, found)
        done: dict[str, list[str]] = {}
        if repair:
            done = _repaired(session, open_folder, found, quiet=as_json)
            open_folder = library.folder_findings()
            found |= {name: _checked(session, name) for name in done if name in found}
    left = sum(not finding.note for findings in (open_folder, *found.values()) for finding in findings)
    if as_json:
        document(_shape(open_folder, found, done))
    elif left:
        advice = "that is all that can be mended here" if repair else "`talklog doctor --repair` mends it"
        raise Failure(f"{plural(left, 'thing is', 'things are')} wrong: {advice}")
    else:
        line(f"{plural(len(names), 'log')} checked: all is well")
    return 1 if left else 0


def _checked(session: Session, slug: str) -> list[Finding]:
    try:
        return check_up(session.library, slug)
    except LibraryError as error:
        return [Finding(kind="document", line=str(error))]


def _show(folder: list[Finding], found: dict[str, list[Finding]]) -> None:
    for name, findings in (("the library", folder), *found.items()):
        for finding in findings:
            line(f"{name}: {'note: ' if finding.note else ''}{finding.line}")


def _repaired(
    session: Session, folder: list[Finding], found: dict[str, list[Finding]], *, quiet: bool
) -> dict[str, list[str]]:
    """Say what will be done, and do it; what was done, by log."""
    done: dict[str, list[str]] = {}
    wanted = {name: [f.repair for f in findings if f.repair] for name, findings in found.items()}
    everything = {"the library": [f.repair for f in folder if f.repair], **wanted}
    for name, repairs in everything.items():
        for repair in dict.fromkeys(repairs):
            if not quiet:
                line(f"{name}: will {repair}")
    for name, repairs in everything.items():
        if not repairs:
            continue
        try:
            if name in found:
                done[name] = mend(session, name)
            else:
                done[name] = session.library.make_private()
        except (LibraryError, Refused, SaveFailed) as error:
            done[name] = [f"not mended: {error}"]
        for what in done[name] if not quiet else ():
            line(f"{name}: {what}")
    return done


def _shape(
    folder: list[Finding], found: dict[str, list[Finding]], done: dict[str, list[str]]
) -> dict[str, Any]:
    def shapes(findings: list[Finding]) -> list[dict[str, Any]]:
        return [
            {"kind": f.kind, "line": f.line, "repair": f.repair or None, "note": f.note} for f in findings
        ]

    return {
        "library": shapes(folder),
        "logs": [{"slug": name, "findings": shapes(findings)} for name, findings in found.items()],
        "done": [{"slug": name, "lines": lines} for name, lines in done.items()],
    }


COMMANDS = {"doctor": doctor}
