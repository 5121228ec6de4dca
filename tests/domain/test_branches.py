"""The tree's counts: right after every change, and counted anew only where a placed talk changed."""

import pytest

from tui.domain import branches as counting
from tui.domain.branches import branches, count
from tui.domain.change import Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict

STAMP = Stamp("2024-01-01T00:00:00Z", "test", "g")


def small() -> Log:
    """A category with a kept and a done talk, one kept nowhere, two in the inbox."""
    return Log.build(
        LogInfo(slug="demo"),
        [
            Category(id="c", title="Databases", rank="a"),
            Talk(id="k", title="Kept", verdict=Verdict.KEPT, parent="c", rank="b"),
            Talk(id="d", title="Done", verdict=Verdict.DONE, parent="c", rank="c"),
            Talk(id="u", title="Unsorted", verdict=Verdict.KEPT),
            Talk(id="i", title="One", position=1),
            Talk(id="j", title="Two", position=2),
        ],
    )


def changed(log: Log, section_id: str, new: AnySection | None) -> Log:
    """The log with one section replaced."""
    return log.apply(change_between("x", STAMP, [(log.sections[section_id], new)]))


def test_what_is_counted() -> None:
    found = branches(small())
    assert found.categories == ((0, "c"),)
    assert (found.tallies["c"].kept, found.tallies["c"].done, found.unsorted) == (1, 1, 1)


def test_a_verdict_in_the_inbox_counts_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[Log] = []

    def noted(log: Log) -> counting.Branches:
        counts.append(log)
        return count(log)

    monkeypatch.setattr(counting, "count", noted)
    log = small()
    branches(log)
    skipped = changed(log, "i", Talk(id="i", title="One", position=1, verdict=Verdict.SKIPPED))
    assert branches(skipped) == count(skipped)
    assert counts == [log]


@pytest.mark.parametrize(
    ("section_id", "new"),
    [
        ("k", Talk(id="k", title="Kept", verdict=Verdict.DONE, parent="c", rank="b")),
        ("k", Talk(id="k", title="Kept", verdict=Verdict.KEPT)),
        ("d", None),
        ("u", Talk(id="u", title="Unsorted", verdict=Verdict.SKIPPED)),
        ("c", Prose(id="c", title="Databases", rank="a")),
        ("c", Category(id="c", title="Storage", rank="a")),
    ],
)
def test_every_other_change_is_seen(section_id: str, new: AnySection | None) -> None:
    log = small()
    branches(log)
    after = changed(log, section_id, new)
    assert branches(after) == count(after)
