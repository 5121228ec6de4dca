"""Reading a log's sources again: the difference first, then one act for undo."""

import json
from pathlib import Path

import pytest

from tests.session.logs import documents, session_in
from tests.session.test_importing import POST, playlist
from tests.sources.web import running
from tui.domain.section import Verdict
from tui.session.importing import import_source, plan_lines, plan_source
from tui.session.outcome import Refused
from tui.session.refreshing import plan_refresh
from tui.session.verbs import verdicts
from tui.sources import SourceError

BY = " - Ada Writer, Riverbank Labs"
THIRD = "yt:00000000003"


def without(data: bytes, place: int, title: str | None = None) -> bytes:
    """The playlist without a row, or with another title in it."""
    value = json.loads(data)
    if title is None:
        del value["entries"][place]
    else:
        value["entries"][place]["title"] = title
    return json.dumps(value).encode()


def test_what_a_plan_says_is_what_applying_it_does(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    with session_in(tmp_path) as session:
        slug = import_source(session, playlist(3), str(file)).slug
        log = session.open(slug)
        log.do(verdicts.skip(log.log, log.stamp(), [THIRD]))
        file.write_bytes(without(without(playlist(4), 1), 0, "Renamed"))
        before = documents(log.log)
        planned = plan_refresh(session, slug)
        assert documents(log.log) == before
        [part] = planned.parts
        plan = part.planned.plan
        assert plan.summary() == "1 new, 1 changed, 1 moved, 1 no longer listed"
        assert [talk.title for talk in plan.new] == ["Talk number 4" + BY]
        [changed] = plan.changed
        fields = {difference.field: (difference.old, difference.new) for difference in changed.fields}
        assert fields["title"] == ("Talk number 1" + BY, "Renamed")
        assert list(plan_lines(plan)) == [
            f"+ “Talk number 4{BY}”",
            f"~ “Talk number 1{BY}”: title “Talk number 1{BY}” → “Renamed”; "
            f"raw title “Talk number 1{BY}” → “Renamed”",
            f"- “Talk number 2{BY}”: no longer listed; kept",
        ]
        message = planned.apply(session)
        assert message == f"refreshed {slug}: “Riverbank Conf 2024”: {plan.summary()}"
        assert log.log.talk("yt:00000000001").title == "Renamed"
        assert log.log.talk(THIRD).verdict is Verdict.SKIPPED
        again = plan_refresh(session, slug)
        assert not again.alters and again.message(dry_run=False).startswith("nothing is new")
        session.undo(slug)
        assert documents(log.log) == before


def test_all_sources_of_a_log_are_one_act(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_bytes(playlist(2))
    two.write_bytes(playlist(3, id="PLother000000000000", title="Other"))
    with session_in(tmp_path) as session:
        slug = import_source(session, one.read_bytes(), str(one), log="both").slug
        import_source(session, two.read_bytes(), str(two), log="both")
        before = documents(session.open(slug).log)
        one.write_bytes(playlist(5))
        two.write_bytes(playlist(6, id="PLother000000000000", title="Other"))
        planned = plan_refresh(session, slug)
        assert [len(part.planned.plan.new) for part in planned.parts] == [3, 0]
        planned.apply(session)
        assert len(session.open(slug).log.sections) == 6
        session.undo(slug)
        assert documents(session.open(slug).log) == before


def test_a_source_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    with session_in(tmp_path) as session:
        slug = import_source(session, playlist(1), str(one), log="both").slug
        import_source(session, playlist(2, id="PLother000000000000", title="Other"), str(two), log="both")
        with pytest.raises(SourceError, match=r"two.json does not exist.*one.json does not exist"):
            plan_refresh(session, slug)
        one.write_bytes(playlist(2))
        planned = plan_refresh(session, slug)
        assert len(planned.parts) == 1
        assert planned.warnings == (f"{two} does not exist: check the path",)
        two.write_bytes(playlist(2, id="PLthird000000000000", title="Third"))
        assert "holds another list now, “Third”" in plan_refresh(session, slug).warnings[0]


def test_a_log_without_a_source_that_lies_somewhere_says_so(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        slug = import_source(session, playlist(1), "-").slug
        with pytest.raises(Refused, match="no source that can be read again"):
            plan_refresh(session, slug)
        post = import_source(session, POST, "post.md").slug
        with pytest.raises(Refused, match="no source that can be read again"):
            plan_refresh(session, post)


def test_a_source_by_address_is_read_from_there_again(tmp_path: Path) -> None:
    with running() as site, session_in(tmp_path) as session:
        site.pages["/list.json"] = playlist(2)
        address = f"{site.url}/list.json"
        slug = import_source(session, playlist(1), address).slug
        plan_refresh(session, slug).apply(session)
        assert len(session.open(slug).log.sections) == 2


def test_a_list_that_is_shorter_than_it_says_makes_nothing_gone(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        slug = import_source(session, playlist(3), "list.json").slug
        partial = plan_source(session, playlist(1, playlist_count=3), "list.json")
        assert partial.aim.slug == slug and partial.plan.gone == ()
        whole = plan_source(session, playlist(1, playlist_count=1), "list.json")
        assert whole.plan.gone_because("unlisted") == ("yt:00000000002", THIRD)


def test_a_talk_that_another_log_has_says_so(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        slug = import_source(session, playlist(2), "list.json", log="first").slug
        log = session.open(slug)
        log.do(verdicts.skip(log.log, log.stamp(), ["yt:00000000001"]))
        session.flush()
        planned = plan_source(session, playlist(3), "list.json", log="second")
        assert [other.line() for other in planned.plan.elsewhere] == [
            f"“Talk number 1{BY}” is in first: skipped",
            f"“Talk number 2{BY}” is in first: inbox",
        ]
        assert planned.plan.summary() == "3 new, 2 in another log already"
        assert planned.apply(session).new == 3
        assert plan_source(session, playlist(3), "list.json", log="second").plan.elsewhere == ()
