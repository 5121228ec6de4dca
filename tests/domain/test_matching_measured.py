"""How well listed talks are matched with known ones.

The figures stand in `tui/docs/matching.md`; `python -m tests.domain.test_matching_measured` prints them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from tests.domain.matched_talks import CASES, Case
from tests.shared_files import needs_shared
from tui.domain.matching import Match, match_talks


class Measure(NamedTuple):
    """Of so many listed talks so many have a partner; what was joined and asked."""

    listed: int
    partners: int
    joined: int
    false: int
    """Joined with another talk."""
    asked: int
    asked_right: int

    @property
    def recall(self) -> float:
        """The share of the partners that were joined unasked."""
        return (self.joined - self.false) / max(1, self.partners)

    @property
    def found(self) -> float:
        """The share of the partners that were joined or asked for."""
        return (self.joined - self.false + self.asked_right) / max(1, self.partners)

    def __str__(self) -> str:
        right = self.joined - self.false
        return (
            f"| {self.listed:,} | {self.partners:,} | {right:,} ({self.recall:.1%}) | {self.false} "
            f"| {self.asked:,} ({self.asked_right:,} right) |"
        )


def measured(cases: Sequence[Case], match: Callable[..., Sequence[Match]] = match_talks) -> Measure:
    listed = partners = joined = false = asked = asked_right = 0
    for case in cases:
        listed += len(case.listed)
        partners += sum(place is not None for place in case.truth)
        for found in match(case.listed, case.known):
            right = case.truth[found.listed] == found.known
            joined += found.sure
            false += found.sure and not right
            asked += not found.sure
            asked_right += not found.sure and right
    return Measure(listed, partners, joined, false, asked, asked_right)


@needs_shared
@pytest.mark.parametrize(
    ("name", "recall", "false"),
    [
        ("Ruby conferences, all talks in both", 0.93, 2),
        ("Ruby conferences, half without a partner", 0.92, 2),
        ("Ruby conferences, another event's videos", 0.0, 2),
        ("KubeCon EU 2026, cut with dots", 0.98, 0),
        ("KubeCon EU 2026, cut off", 0.97, 0),
        ("KubeCon EU 2026, half without a partner", 0.97, 0),
        ("Camp 2019, in four shapes", 0.9, 0),
        ("EuroPython 2020, videos of 2019", 0.0, 1),
        ("KubeCon EU 2026, videos of NA 2019", 0.0, 1),
    ],
)
def test_matches_are_as_good_as_the_page_says(name: str, recall: float, false: int) -> None:
    measure = measured(CASES[name]())
    assert measure.listed >= 50
    assert measure.recall >= recall if measure.partners else not recall, measure
    assert measure.false <= false, measure
    assert measure.false <= measure.partners - (measure.joined - measure.false) or not measure.partners


if __name__ == "__main__":
    for name, make in CASES.items():
        print(f"| {name} {measured(make())}")
