"""What headings mean and which belongs to which: the rules "Kind" and "Parent", table by table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import Reading, Shape, classify, expected_kinds, parents, reads_back, rendered
from tui.domain.rank import spread
from tui.domain.section import AnySection, Category, Prose, SectionKind, Talk, kind_of


def _shape(line: str) -> Shape:
    """`## x` is a heading, `## @` a linked one, `## ?` one that a source knows; `+` gives it own text."""
    marker, mark, *rest = line.split()
    return Shape(len(marker), linked=mark == "@", own_text="+" in rest, known=mark == "?")


_LETTERS: dict[str, Reading] = {"T": "talk", "C": "category", "P": "prose", "n": "note"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["## x", "### @"], "CT"),
        (["## x +", "### @"], "CT"),
        (["### x", "### @"], "CT"),
        (["### x +", "### @"], "PT"),
        (["### @", "### x +", "### @"], "TPT"),
        (["### @", "#### x +"], "Tn"),
        (["### @", "#### x", "##### x", "### @"], "TnnT"),
        (["### @", "#### x", "#### @"], "TCT"),
        (["### @", "#### x +", "#### @"], "TnT"),
        (["### @", "#### x +", "##### @"], "TCT"),
        (["### @", "#### @", "#### x +"], "TTP"),
        (["# x", "## x", "## x", "### @"], "CPCT"),
        (["## x", "## x", "### @"], "PCT"),
        (["## x", "### x +", "#### x +", "### @"], "CPPT"),
        (["## x", "# x", "### @"], "PCT"),
        (["### x", "## @"], "PT"),
        (["## ?", "### x"], "Tn"),
        (["## x", "### ?"], "CT"),
        (["### @", "## x +", "### x +"], "TPP"),
        ([], ""),
    ],
)
def test_kinds(lines: list[str], expected: str) -> None:
    assert classify([_shape(line) for line in lines]) == [_LETTERS[letter] for letter in expected]


def test_a_chosen_kind_stands_and_counts_for_its_neighbours() -> None:
    talk = Shape(3, linked=True, own_text=False)
    as_prose = Shape(3, linked=True, own_text=False, chosen="prose")
    as_talk = Shape(3, linked=False, own_text=True, chosen="talk")
    area = Shape(2, linked=False, own_text=False)
    assert classify([area, as_prose]) == ["prose", "prose"]
    assert classify([area, as_talk]) == ["category", "talk"]
    assert classify([as_prose, talk, Shape(4, linked=False, own_text=True)]) == ["prose", "talk", "note"]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ("C2 T3 T3 C2 T3", [None, 0, 0, None, 3]),
        ("C2 T3 T4 T4 T3", [None, 0, 1, 1, 0]),
        ("C2 T3 C3 T3 T4 C2", [None, 0, 0, 2, 3, None]),
        ("C3 T3 T2", [None, 0, None]),
        ("T3 T4 C2 T4", [None, 0, None, 2]),
        ("C2 T5 T4 T5", [None, 0, 0, 2]),
        ("C2 T3 P3 T4", [None, 0, 0, 0]),
        ("C2 T3 P2 T3", [None, 0, None, None]),
        ("C2 T3 C5 T5 T4", [None, 0, 0, 2, 0]),
        ("C1 C2 C4 T4 C3 T4 P2", [None, 0, 1, 2, 1, 4, 0]),
        ("P1 P2", [None, None]),
        ("", []),
    ],
)
def test_parents(sections: str, expected: list[int | None]) -> None:
    kinds: dict[str, SectionKind] = {"T": "talk", "C": "category", "P": "prose"}
    assert parents([(kinds[s[0]], int(s[1])) for s in sections.split()]) == expected


_KINDS = st.sampled_from(["talk", "category", "prose"])


@given(st.lists(st.tuples(_KINDS, st.integers(1, 6)), max_size=25))
def test_the_depth_first_walk_is_the_posts_order(sections: list[tuple[SectionKind, int]]) -> None:
    log = _log([(kind, level, "") for kind, level in sections])
    assert [section.id for section in log.walk()] == [f"s{place:03}" for place in range(len(sections))]


def _section(kind: SectionKind, section_id: str, **fields: object) -> AnySection:
    types: dict[str, type[AnySection]] = {"talk": Talk, "category": Category, "prose": Prose}
    return types[kind](id=section_id, title=section_id, **fields)  # type: ignore[arg-type]


def _log(sections: list[tuple[SectionKind, int, str]]) -> Log:
    """A log of kinds, levels and notes, placed by the rule."""
    places = parents([(kind, level) for kind, level, _ in sections])
    ids = [f"s{place:03}" for place in range(len(sections))]
    ranks = spread(len(sections))
    return Log.build(
        LogInfo(slug="log"),
        [
            _section(
                kind,
                ids[number],
                level=level,
                note=note,
                rank=ranks[number],
                parent=None if place is None else ids[place],
            )
            for number, ((kind, level, note), place) in enumerate(zip(sections, places, strict=True))
        ],
    )


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 6), st.booleans()), max_size=20))
def test_what_was_read_reads_back(headings: list[tuple[bool, int, bool]]) -> None:
    """Any post, its headings that belong to a note left in it, is read back as it was read."""
    shapes = [Shape(level, linked=linked, own_text=own) for linked, level, own in headings]
    sections: list[tuple[SectionKind, int, str]] = []
    for shape, reading in zip(shapes, classify(shapes), strict=True):
        if reading == "note":
            kind, level, _ = sections[-1]
            sections[-1] = (kind, level, "holds a heading")
        else:
            sections.append((reading, shape.level, "text" if shape.own_text else ""))
    log = _log(sections)
    assert reads_back(log) is None
    assert [kind_of(section) for section in rendered(log)] == [kind for kind, _, _ in sections]


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ([("category", 3, "text"), ("talk", 3, "")], ["“s000”", "prose", "text of its own"]),
        ([("talk", 3, ""), ("prose", 4, "x")], ["“s001”", "part of the note above", "deeper"]),
        ([("prose", 2, ""), ("talk", 3, "")], ["“s000”", "a category", "follows"]),
    ],
)
def test_what_would_be_read_otherwise_is_named(
    sections: list[tuple[SectionKind, int, str]], words: list[str]
) -> None:
    reason = reads_back(_log(sections))
    assert reason is not None and all(word in reason for word in words), reason


def test_a_section_that_would_move_is_named() -> None:
    log = Log.build(
        LogInfo(slug="log"),
        [
            Category(id="a", title="Area", level=2, rank="1"),
            Talk(id="t", title="Talk", level=3, rank="1", parent="a"),
            Talk(id="u", title="Nested\nby level", level=4, rank="2", parent="a"),
        ],
    )
    assert reads_back(log) == (
        "“Nested by level” would move from under “Area” to under “Talk”: its heading has level 4"
    )


def test_categories_without_talks_are_left_out_unless_they_say_something() -> None:
    bare = Category(id="a", level=2, rank="1")
    inner = Category(id="b", level=3, rank="1", parent="a")
    said = Category(id="c", level=2, rank="2", note="Soon.")
    chosen = Category(id="d", level=2, rank="3", kind_chosen=True)
    holder = Category(id="e", level=2, rank="4")
    prose = Prose(id="p", level=3, rank="1", parent="e", note="x")
    log = Log.build(LogInfo(slug="log"), [bare, inner, said, chosen, holder, prose])
    assert [section.id for section in rendered(log)] == ["c", "d", "e", "p"]
    assert expected_kinds(rendered(log)) == ["prose", "category", "prose", "prose"]
    assert reads_back(log) is None


def test_reading_a_long_post_takes_one_pass() -> None:
    shapes = [Shape(1 + place % 6, linked=False, own_text=True) for place in range(30_000)]
    flat = [Shape(2, linked=False, own_text=True), *[Shape(3, linked=False, own_text=True)] * 30_000]
    assert set(classify(shapes)) == set(classify(flat)) == {"prose"}
