"""Random logs: trees as posts have them, headings at any level, and talks that stand in no post."""

import msgspec
from hypothesis import strategies as st

from tui.domain.change import Stamp
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import Shape, classify, parents, reads_back
from tui.domain.rank import spread
from tui.domain.section import AnySection, Category, Prose, SectionKind, Talk, Verdict

STAMP = Stamp("2024-03-01T10:00:00Z", "desk", "g1")

titles = st.sampled_from(
    [
        "Tracing the Untraceable",
        "[Keynote] Ship It",
        "A\nB",
        "\x1b]52;c;QQ==\x07",
        "naïve",
        "x" * 90,
        "`a` *b*",
    ]
)
shapes = st.builds(Shape, level=st.integers(1, 6), linked=st.booleans(), own_text=st.booleans())
tidy_shapes = st.builds(
    lambda is_talk, depth, text: Shape(3 + depth if is_talk else 2 + depth, linked=is_talk, own_text=text),
    st.booleans(),
    st.integers(0, 1),
    st.booleans(),
)
loose_talks = st.builds(
    lambda verdict, title, seconds: (verdict, title, seconds),
    st.sampled_from(list(Verdict)),
    titles,
    st.none() | st.integers(0, 9000),
)


def _post(listed: list[Shape], names: list[str]) -> list[AnySection]:
    """Sections whose tree is what their headings read as."""
    while "note" in (readings := classify(listed)):
        listed = [shape for shape, reading in zip(listed, readings, strict=True) if reading != "note"]
    kinds: list[SectionKind] = [reading for reading in readings if reading != "note"]
    places = parents([(kind, shape.level) for kind, shape in zip(kinds, listed, strict=True)])
    counts: dict[int | None, int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    ranks = {place: iter(spread(count)) for place, count in counts.items()}
    sections: list[AnySection] = []
    for number, (kind, shape, place) in enumerate(zip(kinds, listed, places, strict=True)):
        title = names[number % len(names)] if names else "T"
        section: AnySection
        if kind == "talk":
            key = f"yt:post{number}"
            section = Talk(
                id=key,
                title=title,
                title_edited=True,
                urls=(f"https://example.org/{number}",),
                keys=(key,),
                verdict=Verdict.DONE if number % 2 else Verdict.KEPT,
            )
        elif kind == "category":
            section = Category(id=f"c{number}", title=title, digit=number if 0 < number < 10 else None)
        else:
            section = Prose(id=f"p{number}", title=title)
        sections.append(
            msgspec.structs.replace(
                section,
                level=shape.level,
                note="some text" if shape.own_text else "",
                parent=None if place is None else sections[place].id,
                rank=next(ranks[place]),
            )
        )
    return sections


def build_log(listed: list[Shape], loose: list[tuple[Verdict, str, int | None]], names: list[str]) -> Log:
    """A log with a post of these shapes, and talks that are not in it."""
    sections = _post(listed, names)
    for number, (verdict, title, seconds) in enumerate(loose):
        talk_id = f"yt:loose{number}"
        sections.append(
            Talk(
                id=talk_id,
                title=title,
                urls=(f"https://example.org/l{number}",),
                keys=(talk_id,),
                verdict=verdict,
                seconds=seconds,
                source="yt:PL1",
                position=100 - number,
            )
        )
    return Log.build(LogInfo(slug="random", created="2024-03-01T09:00:00Z"), sections)


logs = st.builds(
    build_log,
    st.lists(tidy_shapes, max_size=14) | st.lists(shapes, max_size=14),
    st.lists(loose_talks, max_size=8),
    st.lists(titles, max_size=5),
).filter(lambda log: reads_back(log) is None)
"""Logs whose post reads back as their tree."""


def snapshot(log: Log) -> tuple[object, ...]:
    """All that a log is, for comparing."""
    return dict(log.sections), dict(log.sources), log.info, log.index
