"""All logs searched for one text after the other, in a thread of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.session.logs import category, put, session_in, talk
from tui.domain.query import parse_query
from tui.domain.search import search
from tui.session.searching import MOST_HITS, Hits, LibrarySearch
from tui.session.session import Session


class Heard:
    """What a search told."""

    def __init__(self) -> None:
        self.told: list[Hits] = []
        self._change = threading.Condition()

    def __call__(self, hits: Hits) -> None:
        with self._change:
            self.told.append(hits)
            self._change.notify()

    def finished(self, text: str) -> Hits:
        """The whole answer for a text, once it is there."""

        def answer() -> Hits | None:
            return next((hits for hits in self.told if hits.finished and hits.text == text), None)

        with self._change:
            assert self._change.wait_for(answer, 30), self.told
            found = answer()
            assert found is not None
            return found


@contextmanager
def searching(session: Session) -> Iterator[tuple[LibrarySearch, Heard]]:
    """A search that runs."""
    heard = Heard()
    running = LibrarySearch(session, heard)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        yield running, heard
    finally:
        running.close()
        thread.join(30)
        assert not thread.is_alive(), "it ends when it is closed"


def library(folder: Path) -> Session:
    """Two logs: what one says in a note, the other in a category."""
    session = session_in(folder)
    put(session.create("One", slug="one"), talk(1, note="the needle is here"), talk(2))
    put(session.create("Two", slug="two"), talk(1), category("needle"))
    return session


def test_each_text_is_answered_with_hits_in_context(tmp_path: Path) -> None:
    with library(tmp_path) as session, searching(session) as (running, heard):
        running.ask("needle")
        found = heard.finished("needle")
        assert [(hit.slug, hit.found.section.id) for hit in found.hits] == [("one", "t1"), ("two", "needle")]
        assert found.hits[0].found.excerpts[0].before == "the "
        assert found.says == "2 hits in 2 logs"
        running.ask("nothing like it")
        assert heard.finished("nothing like it").says == "0 hits in 2 logs"


def test_mistakes_and_blank_texts_are_answered_too(tmp_path: Path) -> None:
    with library(tmp_path) as session, searching(session) as (running, heard):
        running.ask("is:good")
        wrong = heard.finished("is:good")
        assert wrong.errors and wrong.says == wrong.errors[0].line and not wrong.hits
        running.ask("  ")
        assert heard.finished("  ").says == ""


def test_more_than_anybody_reads_is_not_looked_for(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        put(session.create("Many", slug="many"), *(talk(number) for number in range(MOST_HITS + 20)))
        with searching(session) as (running, heard):
            running.ask("talk")
            found = heard.finished("talk")
            assert len(found.hits) == MOST_HITS
            assert "type more" in found.says


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with library(tmp_path) as session:
        session.flush()
        (tmp_path / "library" / "worn.json").write_text("{", encoding="utf-8")
        with searching(session) as (running, heard):
            running.ask("needle")
            found = heard.finished("needle")
            assert len(found.hits) == 2
            assert "worn" in found.says


def test_a_search_that_is_no_longer_wanted_ends(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = session.create("Many", slug="many")
        put(log, *(talk(number) for number in range(50)))
        left = iter([True] * 10)
        found = list(search(log.log, parse_query("talk"), lambda: next(left, False)))
        assert len(found) == 10
