"""The post part by part: introduction, categories, free sections, talks; written, added, moved, removed."""

from collections.abc import Callable
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import Category, SectionKind
from tui.domain.text import quoted, visible
from tui.markdown.profiles import BUILTIN
from tui.screens.bindings import page_bindings
from tui.screens.pages.dialogs import Choice, LinePrompt, Picker
from tui.screens.pages.page import KeyedPage
from tui.screens.pages.text import TextPage
from tui.session import parts
from tui.session.open_log import OpenLog
from tui.session.outcome import Outcome, Refused
from tui.session.parts import Part, Profiles
from tui.session.situation import Place
from tui.session.verbs import categories, frame, kinds, prose
from tui.store import LibraryError
from tui.widgets.parts_list import PartsList

HINT = (
    "Enter text · {part.new} new · {part.rename} title · {part.move-down} {part.move-up} move"
    " · {part.remove} · {undo} undo · {help} all keys · Esc"
)

_ANSWERS = {
    "part.edit": "edit", "part.new": "add(False)", "part.new-here": "add(True)", "part.rename": "rename",
    "part.move-down": "shift(1)", "part.move-up": "shift(-1)", "part.remove": "remove", "part.kind": "kind",
    "part.interest": "interest", "part.interests": "interests", "part.without-note": "empty",
    "undo": "travel('undo')", "redo": "travel('redo')", "part.preview": "preview", "part.close": "dismiss",
}  # fmt: skip


class PartsPage(KeyedPage[None]):
    """All parts of the post in its order, and the keys that change them."""

    PLACE = Place.PARTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close"),
        *page_bindings(_ANSWERS),
    ]

    def __init__(self, open_log: OpenLog, profiles: Profiles = BUILTIN) -> None:
        """Show this log's post."""
        super().__init__()
        self._open_log, self._profiles = open_log, profiles
        self._stop_listening: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The list in a frame."""
        with Vertical(classes="page") as frame:
            frame.border_title = Content("The post, part by part")
            yield PartsList()

    def on_mount(self) -> None:
        """Keys work at once."""
        self._stop_listening = self._open_log.listen(self._log_changed)
        self._show()
        self._list.focus()
        self._say("")

    def on_unmount(self) -> None:
        """Listen no more."""
        if self._stop_listening is not None:
            self._stop_listening()

    def _log_changed(self) -> None:
        self.call_later(self._show)  # from the thread that saves

    @property
    def _list(self) -> PartsList:
        return self.query_one(PartsList)

    @property
    def _part(self) -> Part:
        part = self._list.part
        assert part is not None, "the introduction is always there"
        return part

    def _show(self) -> None:
        if self.is_attached:
            self._list.show(tuple(parts.parts_of_post(self._open_log.log)))

    def _say(self, line: str) -> None:
        self.query_one(Vertical).border_subtitle = Content(visible(line or self.named(HINT)))

    def _do(self, making: Callable[[Log, Stamp], Change]) -> Change | None:
        """Make a change; None, and says why, where it is refused."""
        try:
            change = making(self._open_log.log, self._open_log.stamp())
            self._open_log.do(change)
        except (Refused, LibraryError) as error:
            self._say(str(error))
            return None
        self._show()
        back = self.named(" · {undo} takes it back")
        self._say(f"{change.label}{back}" if change else f"{change.label}: nothing to change")
        return change

    def _ask(self, title: str, value: str, make: Callable[[str], Callable[[Log, Stamp], Change]]) -> None:
        def answered(line: str | None) -> None:
            if line is not None:
                self._do(make(line))

        self.app.push_screen(LinePrompt(title, value), answered)

    # Keys

    @on(PartsList.Opened)
    def action_edit(self) -> None:
        """Edit the part's own text."""
        if (why := self._open_log.state.read_only) is not None:
            self._say(why)
            return
        self._say("")
        self.app.push_screen(TextPage(self._open_log, self._part, self._profiles))

    def action_add(self, here: bool) -> None:
        """Ask for a heading and make a free section: the last of the post, or of the cursor's category."""
        under = parts.category_above(self._open_log.log, self._part.key) if here else None

        def answered(line: str | None) -> None:
            if line is None:
                return
            made = self._do(lambda log, stamp: prose.new_prose(log, stamp, line, under))
            if made is not None and made.edits:
                self._list.move_to(made.edits[0].id)

        log = self._open_log.log
        where = f"New section in {quoted(log.sections[under].title)}" if under else "New section at the end"
        self.app.push_screen(LinePrompt(where, "", "its heading · Enter · Esc"), answered)

    def action_rename(self) -> None:
        """Ask for another title."""
        key = self._part.key
        self._ask(
            "Title",
            self._part.title,
            lambda line: lambda log, stamp: parts.rename_part(log, stamp, key, line),
        )

    def action_shift(self, offset: int) -> None:
        """Move the section among those beside it."""
        key = self._part.key
        self._do(lambda log, stamp: parts.move_part(log, stamp, key, offset))

    def action_remove(self) -> None:
        """Remove the section; undo brings it back."""
        key = self._part.key
        self._do(lambda log, stamp: parts.remove_part(log, stamp, key))

    def action_kind(self) -> None:
        """Pick what the section is, against the reading of its heading; no byte of the post changes."""
        part = self._part
        if part.section is None:
            self._say("the introduction is what it is: choose a section")
            return
        section_id, names = part.section, get_args(SectionKind)

        def picked(choice: Choice | None) -> None:
            kind = next((name for name in names if choice is not None and choice.value == name), None)
            if kind is not None:
                self._do(lambda log, stamp: kinds.set_kind(log, stamp, section_id, kind))

        choices = [Choice(name, f"{name} · as now" if name == part.kind else name) for name in names]
        self.app.push_screen(Picker(f"What is {quoted(part.title)}?", choices), picked)

    def action_interest(self) -> None:
        """Ask for a category's name and why in the interest list."""
        category = self._open_log.log.sections.get(self._part.section or "")
        if not isinstance(category, Category):
            self._say("only categories are interests: choose one")
            return
        name = category.interest_name or category.title.lower()

        def make(line: str) -> Callable[[Log, Stamp], Change]:
            interest, _, why = line.partition("::")
            return lambda log, stamp: categories.set_interest(
                log, stamp, category.id, interest.strip(), why.strip()
            )

        self._ask("Interest: name :: why", f"{name} :: {category.why}", make)

    def action_interests(self) -> None:
        """List every category at the top in the introduction."""
        self._do(frame.list_interests)

    def action_empty(self) -> None:
        """Have kept talks without a note in the post, or no longer."""
        self._do(lambda log, stamp: frame.set_without_note(log, stamp, not log.info.without_note))

    def action_travel(self, way: str) -> None:
        """Take back the newest act of the log, or do it again."""
        try:
            outcome: Outcome = self._open_log.undo() if way == "undo" else self._open_log.redo()
        except (Refused, LibraryError) as error:
            self._say(str(error))
            return
        self._show()
        self._say(outcome.message)

    def action_preview(self) -> None:
        """Show the section rendered, with all below it."""
        from tui.screens.pages.preview import PostPreview

        self.app.push_screen(PostPreview(self._part.title, self._open_log.log, self._part.section))
