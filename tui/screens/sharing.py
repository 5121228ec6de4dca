"""Copying a rendered section, copying links, publishing the post."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.domain.arrange import title_of
from tui.domain.section import Talk
from tui.domain.text import visible
from tui.markdown.escaping import escape_inline
from tui.screens.desk import Desk, answers
from tui.session.folders import cache_folder
from tui.session.situation import Place

if TYPE_CHECKING:  # imported when first used: the app starts without them
    pass


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
        from tui.markdown.render import render_section

        self.screen.noting.commit_now()
        log = self.screen.shown.log
        sections = self.screen.where.targets()
        text = "\n".join(render_section(log, section_id).strip("\r\n") + "\n" for section_id in sections)
        view = self.screen.category_tree.cursor_view
        if self.screen.where.place is Place.TREE and view is not None:
            what = f"the category {title_of(log, view)}"
        else:
            what = f"{len(sections)} talks" if len(sections) > 1 else log.talk(sections[0]).title
        self._copy(text, visible(what))

    @answers("preview-post")
    def preview(self) -> None:
        """Show the tree's category rendered; on any other row of the tree the whole post."""
        from tui.screens.post_preview import PostPreview

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
            self._copy("\n".join(links), f"the {what}" if len(links) == 1 else f"{len(links)} {many}")
        else:
            self.screen.say("this talk has no link")

    def _copy(self, text: str, what: str) -> None:
        """Copy in a worker: a clipboard program may take its time."""
        from tui.clipboard import copy

        app = self.screen.app

        def send(sequence: str) -> None:
            app.call_from_thread(self._write_terminal, sequence)

        def work() -> None:
            outcome = copy(text, osc52=send, cache_dir=cache_folder(), what=what)
            app.call_from_thread(self.screen.tell, outcome.line)

        self.screen.run_worker(work, thread=True, group="clipboard", exit_on_error=False)

    def _write_terminal(self, sequence: str) -> None:
        app = self.screen.app
        assert isinstance(app, TerminalWriter)
        app.write_terminal(sequence)

    @answers("parts")
    def parts(self) -> None:
        """Show the post part by part, to write, add, move and remove them."""
        from tui.markdown.profiles import BUILTIN
        from tui.screens.parts_page import PartsPage

        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        page = PartsPage(open_log, {**BUILTIN, **self.screen.settings.profiles})
        self.screen.app.push_screen(page, lambda _: self.screen.shown.show_log())
