"""Which section is which in two versions of a post."""

from hypothesis import given, settings

from tests.markdown.documents import documents
from tests.markdown.reading import read
from tui.markdown.matching import matched

BASE = """# Storage

### [Disks](https://talks.example/disks)
they turn, and turn, and turn again

### [Tapes](https://talks.example/tapes)
short

# Networks

some words on networks, long enough

### [Wires](https://talks.example/wires)

## Thanks

To all who came to the river.
"""


def titles(old: str, new: str) -> dict[str, str]:
    """The title in `new` of each section, and the one it had."""
    before, after = read(old).sections, read(new).sections
    pairs = matched(before, after)
    old_titles = {section.id: section.title for section in before}
    return {section.title: old_titles[pairs[section.id]] for section in after if section.id in pairs}


def test_nothing_changed() -> None:
    assert titles(BASE, BASE) == {t: t for t in ("Storage", "Disks", "Tapes", "Networks", "Wires", "Thanks")}


def test_a_talk_is_known_by_its_link_whatever_its_title_and_note() -> None:
    new = BASE.replace("[Disks]", "[Platters of Old]").replace("they turn, and turn, and turn again", "no")
    assert titles(BASE, new)["Platters of Old"] == "Disks"


def test_a_talk_whose_link_changed_is_known_by_its_title_or_its_note() -> None:
    new = BASE.replace("talks.example/tapes", "mirror.example/7")
    assert titles(BASE, new)["Tapes"] == "Tapes"
    new = BASE.replace("[Disks](https://talks.example/disks)", "[Zyx](https://mirror.example/8)")
    assert titles(BASE, new)["Zyx"] == "Disks"


def test_a_renamed_category_is_known_by_its_talks() -> None:
    assert titles(BASE, BASE.replace("# Storage", "# Where Bits Sleep"))["Where Bits Sleep"] == "Storage"


def test_a_renamed_category_without_most_of_its_talks_is_another() -> None:
    new = BASE.replace("# Storage", "# Qqq") + "\n# Storage\n\n### [Disks](https://talks.example/disks)\n"
    assert titles(BASE, new)["Storage"] == "Storage"


def test_prose_that_was_reworded_is_known_by_what_stayed() -> None:
    new = BASE.replace("## Thanks", "## Thank you").replace("who came", "who went")
    assert titles(BASE, new)["Thank you"] == "Thanks"


def test_another_talk_in_its_place_is_another_talk() -> None:
    new = BASE.replace(
        "[Tapes](https://talks.example/tapes)\nshort", "[Zzz](https://talks.example/zzz)\nquite"
    )
    assert "Zzz" not in titles(BASE, new)


def test_of_two_alike_the_first_is_the_first() -> None:
    twice = "## Notes\n\none\n\n## Notes\n\ntwo\n"
    before, after = read(twice).sections, read(twice.replace("one", "1").replace("two", "2")).sections
    pairs = matched(before, after)
    assert [pairs[section.id] for section in after] == [section.id for section in before]


@settings(max_examples=60, deadline=None)
@given(documents(), documents())
def test_each_section_has_at_most_one_partner(one: str, other: str) -> None:
    pairs = matched(read(one).sections, read(other).sections)
    assert len(set(pairs.values())) == len(pairs)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_a_post_matches_itself(text: str) -> None:
    before, after = read(text).sections, read(text).sections
    assert matched(before, after) == {b.id: a.id for a, b in zip(before, after, strict=True)}
