"""How good suggestions are: each decided talk put back in the inbox alone, and suggested for.

The figures stand in `tui/docs/suggestions.md`; `python -m tests.domain.test_suggestion_measured` prints them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import pytest

from tests.domain.tracked_talks import calendar, camp, congress, log_of, post, recordings
from tests.shared_files import needs_shared
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.domain.suggestion import Suggester


class Measure(NamedTuple):
    """Of so many talks so many got a suggestion, and so many of these the right one."""

    talks: int
    suggested: int
    right: int

    @property
    def coverage(self) -> float:
        return self.suggested / self.talks

    @property
    def precision(self) -> float:
        return self.right / max(1, self.suggested)

    def __str__(self) -> str:
        return (
            f"| {self.talks} | {self.suggested} ({self.coverage:.0%}) | {self.right} ({self.precision:.0%}) |"
        )


def leave_one_out(log: Log, others: Sequence[Log] = ()) -> Measure:
    suggester = Suggester()
    suggester.learn(others)
    talks = suggested = right = 0
    for talk in list(log.talks()):
        category = log.category_of(talk.id)
        if category is None:
            continue
        waiting = msgspec.structs.replace(talk, verdict=Verdict.INBOX, parent=None, rank="", note="")
        without = Log.build(log.info, [*(s for s in log.sections.values() if s is not talk), waiting])
        suggester.learn([without])
        suggestion = suggester.suggest(waiting, without)
        talks += 1
        suggested += suggestion is not None
        right += suggestion is not None and suggestion.category == category.id
    return Measure(talks, suggested, right)


CASES: dict[str, Callable[[], Measure]] = {
    "KubeCon Chicago, LA known": lambda: leave_one_out(post("chicago"), [post("la")]),
    "KubeCon Chicago alone": lambda: leave_one_out(post("chicago")),
    "KubeCon LA, Chicago known": lambda: leave_one_out(post("la"), [post("chicago")]),
    "KubeCon LA alone": lambda: leave_one_out(post("la")),
    "KubeCon Europe 2026": lambda: leave_one_out(log_of("kc26", calendar())),
    "KubeCon Europe 2026, titles only": lambda: leave_one_out(
        log_of("kc26", (talk._replace(abstract="", speakers=()) for talk in calendar()))
    ),
    "Camp 2019": lambda: leave_one_out(log_of("camp", camp())),
    "28C3": lambda: leave_one_out(log_of("28c3", congress())),
    "EuroPython 2013": lambda: leave_one_out(log_of("ep13", recordings("europython-2013"))),
    "EuroPython 2019": lambda: leave_one_out(log_of("ep19", recordings("europython-2019"))),
    "EuroPython 2020": lambda: leave_one_out(log_of("ep20", recordings("europython-2020"))),
    "EuroPython 2020, 2019 known": lambda: leave_one_out(
        log_of("ep20", recordings("europython-2020")), [log_of("ep19", recordings("europython-2019"))]
    ),
    "PyCon Italia 2022": lambda: leave_one_out(log_of("pyit", recordings("pycon-italia-2022"))),
    "EuroPython 2011": lambda: leave_one_out(log_of("ep11", recordings("europython-2011"))),
    "PyCon DE 2018": lambda: leave_one_out(log_of("de18", recordings("pycon-de-2018"))),
    "PyCon ES 2015": lambda: leave_one_out(log_of("es15", recordings("pycon-es-2015"))),
    "PyCon Italia 2018": lambda: leave_one_out(log_of("it18", recordings("pycon-italia-2018"))),
    "PyCon US 2013": lambda: leave_one_out(log_of("us13", recordings("pycon-us-2013"))),
    "PyCon US 2022": lambda: leave_one_out(log_of("us22", recordings("pycon-us-2022"))),
}


@needs_shared
@pytest.mark.parametrize(
    ("name", "coverage", "precision"),
    [
        ("KubeCon Chicago, LA known", 0.30, 0.90),
        ("KubeCon LA, Chicago known", 0.30, 0.90),
        ("KubeCon Europe 2026", 0.15, 0.80),
        ("Camp 2019", 0.18, 0.85),
        ("28C3", 0.10, 0.80),
        ("EuroPython 2013", 0.45, 0.80),
        ("EuroPython 2020, 2019 known", 0.15, 0.75),
        ("PyCon DE 2018", 0.08, 0.80),
        ("PyCon US 2013", 0.30, 0.90),
    ],
)
def test_suggestions_are_as_good_as_the_page_says(name: str, coverage: float, precision: float) -> None:
    measure = CASES[name]()
    assert measure.talks >= 20
    assert measure.coverage >= coverage, measure
    assert measure.precision >= precision, measure


@needs_shared
@pytest.mark.parametrize("name", ["EuroPython 2019", "PyCon Italia 2022", "PyCon ES 2015"])
def test_where_suggestions_would_be_wrong_there_are_hardly_any(name: str) -> None:
    """Tags there are no subjects: half of what could be suggested would be wrong."""
    assert CASES[name]().coverage <= 0.05


if __name__ == "__main__":
    for case, measuring in CASES.items():
        print(f"| {case} {measuring()}")
