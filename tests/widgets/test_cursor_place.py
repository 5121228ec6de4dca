"""Where the cursor stands after rows came, went or moved."""

from hypothesis import example, given
from hypothesis import strategies as st

from tui.widgets.cursor_place import place_after

rows = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(rows, rows, st.integers(0, 7))
@example(list("abcd"), list("acd"), 2)
def test_it_stays_with_its_row_or_goes_to_the_next_that_is_there(
    old: list[str], new: list[str], at: int
) -> None:
    place = place_after(old, new, at) if at < len(old) else 0
    if at < len(old) and new:
        left = [row for row in old[at:] if row in new]
        assert new[place] == (left[0] if left else new[-1])
    else:
        assert place == 0
