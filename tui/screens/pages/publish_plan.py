"""A publishing that is looked at, and how its page is drawn: a clash, or what would be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rich.console import Group, RenderableType
from rich.text import Text

from tui.domain.text import visible
from tui.markdown.clash import Choice, Clash
from tui.markdown.profiles import Profile
from tui.screens.pages.clash import heading_of, side_by_side
from tui.session.checks import Finding
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.publishing import PublishConflict, PublishOutcome, Stopped, publish
from tui.store import LibraryError

Named: TypeAlias = Callable[[str], str]
"""Puts the keys in force into a text of the program's own (`tui.actions.Registry.named`)."""

Sign: TypeAlias = tuple[str, str | None, str]
"""What names a finding while its log is open."""

Found: TypeAlias = PublishOutcome | PublishConflict | Stopped | str
"""What planning found: what would be done, what stands against it, or in one line why it cannot be."""

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
    profile: str | None = None
    """None: the one of the last publishing."""
    force: bool = False
    """Write over what the file has of its own."""

    @property
    def aim(self) -> Path:
        """The file, or the folder, that is meant."""
        last = self.open_log.log.info.published
        return self.target or (Path(last.path) if last is not None else Path.cwd())

    @property
    def dialect(self) -> str:
        """The name of the dialect that is meant."""
        return self.profile or self.open_log.log.info.profile

    def run(self, choices: dict[str, Choice], *, dry_run: bool) -> PublishOutcome:
        """Publish, or say what that would do. Raises what `tui.session.publishing.publish` raises."""
        return publish(
            self.open_log,
            self.target,
            self.profile,
            choices=choices,
            dry_run=dry_run,
            force=self.force,
            profiles=self.profiles,
        )


def found_by(doing: Callable[[], PublishOutcome]) -> Found:
    """What planning or publishing came to."""
    try:
        return doing()
    except (PublishConflict, Stopped) as known:
        return known
    except (Refused, LibraryError) as error:
        return str(error)


def sign_of(finding: Finding) -> Sign:
    """What names a finding."""
    return (finding.kind, finding.section_id, finding.line)


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


def clash_page(clashes: Sequence[Clash], note: str, width: int, named: Named) -> tuple[RenderableType, str]:
    """The first of the clashes side by side within `width` columns, and its keys in one line."""
    clash = clashes[0]
    count = f" · {len(clashes)} to choose" if clashes[1:] else ""
    head = Text(f"{heading_of(clash)}\n", style="bold")
    head.append(f"changed here and in the file{count}\n", style="not bold")
    head.append(f"{note}\n", style="not bold yellow")
    keys = [f"{{publishing.{choice}}} {choice}" for choice in clash.choices]
    hint = " · ".join([*keys, "{publishing.write-over} writes over all", "Esc leaves all"])
    return Group(head, side_by_side(clash, width)), named(hint)


_AIM_KEYS = "{publishing.target} another file · {publishing.dialect} dialect"


def problem_page(
    line: str, waiting: Sequence[Finding], note: str, named: Named
) -> tuple[RenderableType, str]:
    """What stands in the way, and the keys that lead around it, or mend it."""
    leads = named(_AIM_KEYS)
    if waiting:
        mends, edits = named("{publishing.mend} mends"), named("{publishing.edit} edits it")
        leads = f"{mends}: {visible(waiting[0].fix_label)} · {edits}"
    return _head(line, note), f"{leads} · Esc leaves it"


def stranger_page(conflict: PublishConflict, note: str, named: Named) -> tuple[RenderableType, str]:
    """A file of which the log knows nothing: how it differs, and the keys that lead on."""
    page = _head(str(conflict), note)
    page.append("\nHow it differs from the post of the log:\n\n", style="not bold")
    hint = named(f"{{publishing.write-over}} writes over it · {_AIM_KEYS} · Esc leaves it")
    return Group(page, coloured_diff(conflict.diff)), hint


def _head(line: str, note: str) -> Text:
    page = Text(f"{line}\n", style="bold")
    if note:
        page.append(f"{note}\n", style="not bold yellow")
    return page


def plan_page(
    plan: PublishOutcome, waiting: Sequence[Finding], note: str, named: Named
) -> tuple[RenderableType, str]:
    """What would be done, the findings that wait above it, and the keys that hold in one line."""
    page = _head(plan.message, note)
    page.append(f"in the dialect {plan.profile}\n", style="not bold dim")
    if plan.over:
        page.append("what stands there is kept: undo brings it back\n", style="not bold yellow")
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
            mends = ""
            if finding.fix and not place:
                mends = f" ({named('{publishing.mend}')}: {visible(finding.fix_label)})"
            page.append(f"{' ' if place else '>'} {finding.line}{mends}\n", style="not bold yellow")
        keys += ["{publishing.mend} mends"] if waiting[0].fix is not None else []
        keys += ["{publishing.edit} edits", "{publishing.pass} passes", "{publishing.pass-all} all"]
    page.append("\n")
    hint = named(" · ".join([*keys, _AIM_KEYS, "Esc leaves it"]))
    return Group(page, coloured_diff(plan.diff)), hint
