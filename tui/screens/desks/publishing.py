"""Publishing the post, once or with every change."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.screens.desks.desk import Desk, answers
from tui.screens.working import work_beside
from tui.session.outcome import Refused
from tui.store import LibraryError

if TYPE_CHECKING:  # imported when first used: the app starts without them
    from tui.domain.log import Log
    from tui.screens.main import MainScreen
    from tui.screens.pages.publish_plan import Found, Publishing, Sign
    from tui.session.following import Following, News
    from tui.session.open_log import OpenLog


class PublishingDesk(Desk):
    """Answers around the post's file."""

    def __init__(self, screen: "MainScreen") -> None:
        """Nothing is passed yet, and nothing follows."""
        super().__init__(screen)
        self._passed: dict[str, set[Sign]] = {}
        """What the user looked at before publishing and left as it is, by the log's slug."""
        self._following: dict[str, Following] = {}
        """The logs whose files follow them, by slug."""
        self._ready: tuple[Log, Publishing, Found] | None = None
        """What was compared while the user went on, to be shown when asked for, and for which value."""

    @answers("publish")
    def publish(self) -> None:
        """Show what would be written; Enter there writes. Asks for the file the first time."""
        self._publish(None)

    def _publish(self, then: Callable[[], None] | None) -> None:
        """Publish, and go on with `then` as soon as the file is what the log says."""
        from tui.screens.pages.publish_aim import target_prompt
        from tui.session.publish_plan import target_of

        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        ready, self._ready = self._ready, None
        if ready is not None and ready[0] is open_log.log:
            self._offer(*ready[1:], then)
            return
        if open_log.log.info.published is not None:
            self._plan(open_log, None, then)
            return

        def answered(line: str | None) -> None:
            if line is not None:
                self._plan(open_log, target_of(line.strip()), then)

        # A post that was imported belongs where it came from.
        posts = [source.location for source in open_log.log.sources.values() if source.kind == "markdown"]
        proposed = next(filter(os.path.isfile, posts), str(Path.cwd() / f"{open_log.slug}.md"))
        self.screen.app.push_screen(target_prompt(proposed), answered)

    def _plan(self, open_log: "OpenLog", target: Path | None, then: Callable[[], None] | None) -> None:
        """Render and compare in a worker: a post may be long, a disk slow."""
        from tui.markdown.profiles import BUILTIN
        from tui.screens.pages.publish_plan import Publishing, found_by

        app = self.screen.app
        self.screen.say("comparing the post with its file …")
        publishing = Publishing(open_log, target, {**BUILTIN, **self.screen.settings.profiles})

        keys = self.screen.telling.keys_begun

        def work() -> None:
            found = found_by(lambda: publishing.run({}, dry_run=True))
            app.call_from_thread(self._compared, publishing, found, then, keys)

        work_beside(self.screen, work, "publish", exclusive=True)

    def _compared(
        self, publishing: "Publishing", found: "Found", then: Callable[[], None] | None, keys: int
    ) -> None:
        if self.screen.telling.keys_begun == keys:
            self._offer(publishing, found, then)
            return
        # A page would take the next keys of a user who went on, and one of them writes.
        self._ready = (publishing.open_log.log, publishing, found)
        self.screen.tell(f"the post is compared: {self.screen.registry.key('publish')} shows it")

    def _offer(self, publishing: "Publishing", found: "Found", then: Callable[[], None] | None) -> None:
        from tui.screens.pages.publish import PublishPage

        self.screen.say("")
        if then is not None and not isinstance(found, str | Exception) and not found.altered:
            then()
            return
        passed = self._passed.setdefault(publishing.open_log.slug, set())

        def closed(published: bool | None) -> None:
            if published and then is not None:
                then()

        self.screen.app.push_screen(
            PublishPage(publishing, found, passed, self.screen.doing.make, self._ended), closed
        )

    def _ended(self, line: str, written: bool) -> None:
        self.screen.shown.show_log()
        back = f" · {self.screen.registry.key('undo')} takes it back" if written else ""
        self.screen.tell(f"{line}{back}")

    # Following

    @answers("follow")
    def follow(self) -> None:
        """Let the file follow every change, or no longer; what is written first is shown before."""
        open_log = self.screen.shown.open_log
        if open_log is None:
            return
        self.screen.noting.commit_now()
        if open_log.slug in self._following:
            work_beside(self.screen, lambda: self._stop(open_log.slug), "follow")
        else:
            self._publish(lambda: self._begin(open_log))

    def _begin(self, open_log: "OpenLog") -> None:
        from tui.markdown.profiles import BUILTIN
        from tui.session.following import Following

        slug = open_log.slug

        def tell(news: "News") -> None:
            self.screen.call_later(self._hear, slug, news)

        following = Following(open_log, tell, profiles={**BUILTIN, **self.screen.settings.profiles})
        try:
            following.begin()
        except Refused as refusal:
            self.screen.tell(str(refusal))
            return
        self._following[slug] = following
        key = self.screen.registry.key("follow")
        self.screen.tell(f"{following.path.name} follows every change from now on · {key} ends it")
        self.screen.shown.show_save_state()

    def _hear(self, slug: str, news: "News") -> None:
        """What the thread that writes has to tell."""
        if news.kind == "ended":
            self._following.pop(slug, None)
        if news.kind == "clash":
            self.screen.tell(f"{news.line} · {self.screen.registry.key('publish')} shows both")
        elif news.kind != "written":
            self.screen.tell(news.line)
        self.screen.shown.show_save_state()

    def _stop(self, slug: str) -> None:
        """In a worker: the last change is written first."""
        line = self._end(slug)
        self.screen.app.call_from_thread(self.screen.shown.show_save_state)
        self.screen.app.call_from_thread(self.screen.tell, line)

    def _end(self, slug: str) -> str:
        following = self._following.pop(slug, None)
        if following is None:
            return ""
        try:
            return following.end()
        except (Refused, LibraryError) as error:
            return str(error)

    def end_all(self) -> None:
        """Nothing follows any more; what is not written yet is. Not for the screen's own thread."""
        for slug in list(self._following):
            self._end(slug)

    def follow_state(self) -> str:
        """Whether the file of the log that is shown follows it: a word or two; empty where it does not."""
        open_log = self.screen.shown.open_log
        following = self._following.get(open_log.slug) if open_log is not None else None
        if following is None:
            return ""
        return "follow waits" if following.waiting else "follows"
