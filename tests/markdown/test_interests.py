"""The interest list: read, matched, and rewritten by one bullet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.markdown.interests import Interest, match_interests, read_interests, remove_interest, set_interest

LIST = """Some :: text.

My areas:

- **storage** :: [rows](https://x.example) and *columns*
* not bold :: nothing
* **__odd__ `name`** ::why
  goes on
-  **tooling**::

> - **quoted** :: no

```
- **fenced** :: no
```

Bye **bold** :: no.
"""


def _pairs(introduction: str) -> list[tuple[str, str]]:
    return [(interest.name, interest.why) for interest in read_interests(introduction)]


def test_bullets_with_bold_names_are_interests() -> None:
    assert _pairs(LIST) == [
        ("storage", "[rows](https://x.example) and *columns*"),
        ("odd name", "why goes on"),
        ("tooling", ""),
    ]


def _interests(*names: str) -> list[Interest]:
    return [Interest(name, "", place, place + 1) for place, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "titles", "expected"),
    [
        (["a b", "c"], ["C", "A"], [1, 0]),
        (["ops related", "people related", "misc"], ["Ops", "Misc", "People Related"], [0, 2, 1]),
        (["ops related", "people related"], ["People Related", "Ops"], [1, 0]),
        (["one", "two"], ["Alpha", "Beta"], [0, 1]),
        (["one"], ["Alpha", "One"], [None, 0]),
        (["one", "two", "three"], ["Two"], [1]),
        ([], ["Alpha"], [None]),
        (["the cloud"], ["The Rest", "Cloud"], [None, 0]),
    ],
)
def test_matching(names: list[str], titles: list[str], expected: list[int | None]) -> None:
    assert match_interests(_interests(*names), titles) == expected


def test_a_change_touches_its_own_bullet_only() -> None:
    changed = set_interest(LIST, "storage", "storage", "disks")
    assert changed == LIST.replace("[rows](https://x.example) and *columns*", "disks")
    renamed = set_interest(LIST, "storage", "stores *", "disks")
    assert renamed == LIST.replace("storage", r"stores \*").replace(
        "[rows](https://x.example) and *columns*", "disks"
    )
    assert set_interest(LIST, "odd name", "odd name", "short") == LIST.replace("why\n  goes on", "short")
    assert set_interest(LIST, "tooling", "tooling", "tools") == LIST.replace(
        "tooling**::", "tooling**:: tools"
    )


def test_an_interest_as_it_stands_changes_nothing() -> None:
    for interest in read_interests(LIST):
        assert set_interest(LIST, interest.name, interest.name, interest.why) == LIST


def test_adding_goes_behind_the_last_bullet() -> None:
    added = set_interest(LIST, "", "new", "because")
    assert added == LIST.replace("-  **tooling**::\n", "-  **tooling**::\n-  **new**:: because\n")


def test_adding_begins_a_list_where_there_is_none() -> None:
    assert set_interest("", "", "new", "because") == "- **new** :: because\n"
    assert set_interest("Hi.", "", "new", "") == "Hi.\n\n- **new** ::\n"
    assert set_interest("Hi.\r\n", "", "n", "w", newline="\r\n") == "Hi.\r\n\r\n- **n** :: w\r\n"


def test_removing_takes_the_bullets_lines_only() -> None:
    assert remove_interest(LIST, "odd name") == LIST.replace("* **__odd__ `name`** ::why\n  goes on\n", "")
    assert remove_interest(LIST, "quoted") == LIST


_names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)


@given(st.sampled_from(["", "Hello.\n", LIST, "- **a** :: b"]), _names.filter(bool), _names)
def test_what_was_set_is_read_again_and_removed_again(introduction: str, name: str, why: str) -> None:
    before = _pairs(introduction)
    added = set_interest(introduction, "", name, why)
    found = _pairs(added)
    assert len(found) == len(before) + 1
    assert (name, why) in found
    if name not in [known for known, _ in before]:
        assert _pairs(remove_interest(added, name)) == before
