"""A publishing that is looked at, and how its page is drawn: a clash, or what would be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from tui.domain.text import visible
from tui.markdown.clash import Choice, Clash
from tui.markdown.profiles import Profile
from tui.screens.clash import heading_of, side_by_side
from tui.session.checks import Finding
from tui.session.open_log import OpenLog
from tui.session.publishing import PublishOutcome, publish

LONGEST_DIFF = 2_000
"""Lines of a difference that are shown: laying out more would stop the keyboard."""

FINDINGS_SHOWN = 4
"""Things to look at that are shown at once: the difference below stays on the screen."""

ARRIVALS_SHOWN = 12
"""Sections that came in from the file which are named."""


@dataclass(frozen=True)
class Publishing:
    """One publishing that is being looked at."""

    open_log: OpenLog
    target: Path | None
    """None: where it was last published."""
    profiles: dict[str, Profile]

    def run(self, choices: dict[str, Choice], *, dry_run: bool) -> PublishOutcome:
        """Publish, or say what that would do. Raises what `tui.session.publishing.publish` raises."""
        return publish(self.open_log, self.target, choices=choices, dry_run=dry_run, profiles=self.profiles)


def coloured_diff(diff: str) -> Text:
    """A unified diff with its added and removed lines in colour; the signs stay, for those who see none."""
    page = Text()
    lines = diff.splitlines()
    if len(lines) > LONGEST_DIFF:
        lines[LONGEST_DIFF:] = [f"… and {len(lines) - LONGEST_DIFF:,} more lines"]
    for line in lines:
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        page.append(line + "\n", style=style)
    return page


def clash_page(clashes: Sequence[Clash], note: str, width: int) -> tuple[RenderableType, str]:
    """The first of the clashes side by side within `width` columns, and its keys in one line."""
    clash = clashes[0]
    count = f" · {len(clashes)} to choose" if clashes[1:] else ""
    head = Text(f"{heading_of(clash)}\n", style="bold")
    head.append(f"changed here and in the file{count}\n", style="not bold")
    head.append(f"{note}\n", style="not bold yellow")
    keys = {"mine": "m mine", "theirs": "t theirs", "both": "b both"}
    hint = " · ".join([*(keys[choice] for choice in clash.choices), "Esc leaves all"])
    return Group(head, side_by_side(clash, width)), hint


def plan_page(plan: PublishOutcome, waiting: Sequence[Finding], note: str) -> tuple[RenderableType, str]:
    """What would be done, the findings that wait above it, and the keys that hold in one line."""
    page = Text(f"{plan.message}\n", style="bold")
    if note:
        page.append(f"{note}\n", style="not bold yellow")
    if plan.arrivals:
        page.append(f"\nComes in from the file · {len(plan.arrivals):,}\n")
        for line in plan.arrivals[:ARRIVALS_SHOWN]:
            page.append(f"  {line}\n", style="not bold cyan")
        if plan.arrivals[ARRIVALS_SHOWN:]:
            page.append(f"  … and {len(plan.arrivals) - ARRIVALS_SHOWN:,} more\n", style="not bold dim")
    keys = ["Enter writes the file" if plan.altered else "Enter closes"]
    if waiting:
        page.append(f"\nTo look at before · {len(waiting):,}\n")
        for place, finding in enumerate(waiting[:FINDINGS_SHOWN]):
            mends = f" (f: {visible(finding.fix_label)})" if finding.fix and not place else ""
            page.append(f"{' ' if place else '>'} {finding.line}{mends}\n", style="not bold yellow")
        keys += ["f mends"] if waiting[0].fix is not None else []
        keys += ["p passes it", "P all"]
    page.append("\n")
    return Group(page, coloured_diff(plan.diff)), " · ".join([*keys, "Esc leaves it"])
