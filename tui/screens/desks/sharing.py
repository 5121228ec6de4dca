"""Copying sections, the post and links; the post seen rendered, and part by part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.domain.arrange import title_of
from tui.domain.section import Talk
from tui.domain.text import quoted
from tui.markdown.escaping import escape_inline
from tui.screens.desks.desk import Desk, answers
from tui.screens.pages.dialogs import Choice, Picker
from tui.screens.working import work_beside
from tui.session.folders import cache_folder
from tui.session.situation import Place, needs_section

if TYPE_CHECKING:
    from tui.session.rendition import Form


@dataclass(frozen=True)
class CopyWay:
    """One way to copy."""

    form: "Form"
    name: str
    post: bool
    """The whole post, not what is under the cursor."""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return f"{self.form} {self.post}"


COPIES = (
    CopyWay("html", "HTML", False),
    CopyWay("text", "plain text", False),
    CopyWay("markdown", "Markdown", False),
    CopyWay("markdown", "Markdown", True),
    CopyWay("html", "HTML", True),
    CopyWay("text", "plain text", True),
)


@runtime_checkable
class TerminalWriter(Protocol):
    """An app that lets an escape sequence through to its terminal."""

    def write_terminal(self, sequence: str) -> None:
        """Write the sequence. Raises OSError where there is no terminal."""


class SharingDesk(Desk):
    """Answers around what leaves the program."""

    @answers("copy")
    def copy(self) -> None:
        """Copy the rendered talk, or in the tree the category with all below it."""
        self._copy_sections(self.screen.where.targets(), self._named(), "markdown")

    @answers("copy-as")
    def copy_as(self) -> None:
        """Ask as what to copy: this, or the whole post."""
        situation = self.screen.where.situation()
        here = needs_section(situation) is None
        ways = [way for way in COPIES if here or way.post]
        choices = [
            Choice(way.id, f"{'the post' if way.post else self._named()} as {way.name}") for way in ways
        ]
        targets, named = (self.screen.where.targets(), self._named()) if here else ((), "")

        def picked(choice: Choice | None) -> None:
            way = next((way for way in ways if choice is not None and way.id == choice.value), None)
            if way is not None:
                self._copy_sections(
                    None if way.post else targets, "the post" if way.post else named, way.form
                )

        self.screen.app.push_screen(Picker("Copy", choices), picked)

    def _named(self) -> str:
        """What the targets are called in a line."""
        log, sections = self.screen.shown.log, self.screen.where.targets()
        view = self.screen.category_tree.cursor_view
        if self.screen.where.place is Place.TREE and view is not None:
            return f"the category {title_of(log, view)}"
        if len(sections) > 1:
            return f"{len(sections)} talks"
        return quoted(log.talk(sections[0]).title) if sections else ""

    def _copy_sections(self, sections: Sequence[str] | None, what: str, form: "Form") -> None:
        from tui.session.rendition import rendition

        self.screen.noting.commit_now()
        log = self.screen.shown.log
        self._copy(lambda: rendition(log, sections, form), what, html=form == "html")

    @answers("preview-post")
    def preview(self) -> None:
        """Show the tree's category rendered; on any other row of the tree the whole post."""
        from tui.screens.pages.preview import PostPreview

        self.screen.noting.commit_now()
        log, view = self.screen.shown.log, self.screen.category_tree.cursor_view
        section_id = view.id if view is not None and view.kind == "category" else None
        title = log.sections[section_id].title if section_id is not None else log.info.title or log.info.slug
        self.screen.app.push_screen(PostPreview(title, log, section_id))

    @answers("copy-link")
    def copy_link(self) -> None:
        """Copy the talks as Markdown links."""
        self._copy_links("link", lambda talk: f"[{escape_inline(talk.title)}]({talk.urls[0]})")

    @answers("copy-address")
    def copy_address(self) -> None:
        """Copy the talks' addresses alone."""
        self._copy_links("address", lambda talk: talk.urls[0])

    def _copy_links(self, what: str, form: Callable[[Talk], str]) -> None:
        talks = [self.screen.shown.log.talk(talk_id) for talk_id in self.screen.where.targets()]
        links = [form(talk) for talk in talks if talk.urls]
        if links:
            many = "addresses" if what == "address" else f"{what}s"
            text = "\n".join(links)
            self._copy(lambda: text, f"the {what}" if len(links) == 1 else f"{len(links)} {many}")
        else:
            self.screen.say("this talk has no link")

    def _copy(self, making: Callable[[], str], what: str, *, html: bool = False) -> None:
        """Render and copy in a worker: a post may be long, a clipboard program may take its time."""
        from tui.clipboard import copy

        app = self.screen.app

        def send(sequence: str) -> None:
            app.call_from_thread(self._write_terminal, sequence)

        def work() -> None:
            outcome = copy(making(), osc52=send, cache_dir=cache_folder(), what=what, html=html)
            app.call_from_thread(self.screen.tell, outcome.line)
            if not outcome.ok and outcome.missed:
                # The line has no room for them all.
                reasons = "\n".join(outcome.missed)
                app.call_from_thread(app.notify, reasons, title="Not copied", timeout=10, markup=False)

        work_beside(self.screen, work, "clipboard")

    def _write_terminal(self, sequence: str) -> None:
        app = self.screen.app
        assert isinstance(app, TerminalWriter)
        app.write_terminal(sequence)

    @answers("parts")
    def parts(self) -> None:
        """Show the post part by part, to write, add, move and remove them."""
        from tui.markdown.profiles import BUILTIN
        from tui.screens.pages.parts import PartsPage

        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        page = PartsPage(open_log, {**BUILTIN, **self.screen.settings.profiles})
        self.screen.app.push_screen(page, lambda _: self.screen.shown.show_log())
