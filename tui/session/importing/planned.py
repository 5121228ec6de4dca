"""An import that is worked out and not done yet, and what came of one that was."""

from dataclasses import dataclass

import msgspec

from tui.domain.change import Change
from tui.session.importing.aim import Aim
from tui.session.session import Session
from tui.session.verbs.import_plan import ImportPlan


class ImportOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, or with `dry_run` would do."""

    slug: str
    """The log it went to."""
    created: bool = False
    """The log is new."""
    new: int = 0
    """Talks that were added."""
    joined: int = 0
    """Talks that were there already and now know more."""
    unchanged: int = 0
    unavailable: int = 0
    """Of all these: private or deleted at their source."""
    altered: bool = True
    """False: the log held all of it already, and nothing was done."""
    message: str
    """One line, safe to print as it is."""
    warnings: tuple[str, ...] = ()
    """One line each: what was left out or is odd."""
    plan: ImportPlan = msgspec.field(default_factory=ImportPlan)
    """All of it, talk by talk; empty for a Markdown log."""


@dataclass(frozen=True)
class PlannedImport:
    """What an import would do: to be looked at, and then done or dropped. Nothing has been altered yet."""

    aim: Aim
    change: Change
    """Without the creation of the log; empty where there is nothing to do."""
    plan: ImportPlan
    said: str
    """What it brings, for a line: "3 new, 2 changed"."""
    talks: int = 0
    """Talks that come in from a Markdown log, which has no plan."""
    known: bool = False
    """All of it was imported before."""
    post: bytes = b""
    """The bytes of a Markdown log: kept beside it, so that edits of its file can be told from the log's."""

    @property
    def alters(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.aim.whole(self.change))

    def apply(self, session: Session) -> ImportOutcome:
        """Do it, as one act for undo. Refused where the log no longer is what it was; LibraryError."""
        if self.alters:
            self.aim.take(session, self.change)
            if self.post:
                session.open(self.aim.slug).put_blob(self.post)
        return self.outcome(dry_run=False)

    def outcome(self, *, dry_run: bool) -> ImportOutcome:
        """What it does in numbers and in one line; `dry_run`: it is not done."""
        plan = self.plan
        return ImportOutcome(
            slug=self.aim.slug,
            created=self.aim.is_new,
            new=len(plan.new) + self.talks,
            joined=len(plan.changed)
            + len(plan.moved)
            + len(plan.matched)
            + len(plan.gone_because("withdrawn")),
            unchanged=len(plan.same),
            unavailable=len(plan.unavailable),
            altered=self.alters,
            message=self._message(dry_run),
            warnings=plan.warnings,
            plan=plan,
        )

    def _message(self, dry_run: bool) -> str:
        slug = self.aim.slug
        if self.known:
            return f"nothing was changed in {slug}: {self.said}"
        if not self.alters:
            return f"{slug} has all of it already, nothing was changed: {self.said}"
        would = "would go" if dry_run else "imported"
        return f"{would} into {'the new log ' if self.aim.is_new else ''}{slug}: {self.said}"
