"""A post's bytes as sections that cover it without a gap: rendering them gives the same bytes."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from tui.domain.info import LogInfo
from tui.domain.outline import Reading, classify, parents
from tui.domain.rank import spread
from tui.domain.section import AnySection, Category, Prose, SectionKind, Talk, Verdict, kind_of
from tui.markdown.encoding import decode, encode
from tui.markdown.frontmatter import names_in, read_fields, split_front
from tui.markdown.head_writing import sample_of
from tui.markdown.heads import heads_in
from tui.markdown.interests import match_interests, read_interests
from tui.markdown.profiles import guessed_profile
from tui.markdown.slices import Slices, cut, raw_of, shape_at, text_of_section, unknown
from tui.markdown.structure import Form, Heading, split_lines
from tui.markdown.styles import Told, raw_head, read_style, untold


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What a Markdown post holds; the fields of the frame are those of `tui.domain.info.LogInfo`."""

    encoding: str
    bom: bool
    newline: str
    front: str
    introduction: str
    tail: str
    sections: tuple[AnySection, ...]
    """In the post's order, with parent and rank."""
    sample: str = ""
    """A talk's head in the post's style, as `tui.domain.info.LogInfo` keeps it."""

    def onto(self, info: LogInfo) -> LogInfo:
        """A log's document with this post's frame and its front matter's title, date, description."""
        fields = read_fields(self.front)
        profile = guessed_profile(self.front, names_in(self.front))
        return msgspec.structs.replace(
            info,
            title=fields.title or info.title,
            date=fields.date or info.date,
            description=fields.description or info.description,
            imported=True,
            profile=profile,
            # Signs that are in a post already are public: nobody's bytes are hidden.
            private_parts=not any(
                "%%" in text for text in (self.introduction, *(s.note for s in self.sections))
            ),
            encoding=self.encoding,
            bom=self.bom,
            newline=self.newline,
            front=self.front,
            introduction=self.introduction,
            tail=self.tail,
            sample=self.sample,
        )


def url_key(url: str) -> str | None:
    """The key of a URL of which nothing more is known."""
    return f"url:{url}"


def _as_read(heading: str) -> SectionKind | None:
    return None


def parse_post(
    data: bytes,
    new_id: Callable[[], str],
    *,
    known: Callable[[str], bool] = unknown,
    chosen: Callable[[str], SectionKind | None] = _as_read,
    key_of_url: Callable[[str], str | None] = url_key,
    told: Told = untold,
    form: Form | None = None,
) -> Post:
    """The post in some bytes, whatever they are: never fails, and loses no byte (asserted here).

    `known` says of an unlinked heading's title whether a source knows it as a talk, `chosen` of a raw heading
    which kind the user gave it before. `told` knows heads of talks that are no headings with a link, `form`
    is the post's style where that is known; else the evidence decides. `key_of_url` gives a talk's key. A
    talk's id is its first key where no earlier talk has it, else `new_id()`, as for all other sections.
    """
    text, encoding, bom = decode(data)
    front, body = split_front(text)
    lines = split_lines(body)
    style = read_style(heads_in(body, lines), lines, told, form)
    headings = style.heads
    shapes = [
        shape_at(
            headings,
            place,
            lines,
            unknown if told(raw_head(heading, lines), heading.level) is False else known,
            chosen(raw_of(heading, lines)),
        )
        for place, heading in enumerate(headings)
    ]
    readings = classify(shapes)
    starts = [(h, r) for h, r in zip(headings, readings, strict=True) if r != "note"]
    introduction, slices, tail = cut(lines, [heading for heading, _ in starts])
    chosen_ones = [shape.chosen is not None for shape, r in zip(shapes, readings, strict=True) if r != "note"]
    named = _Ids(new_id)
    sections = [
        _section(heading, reading, part, named, key_of_url, is_chosen)
        for (heading, reading), part, is_chosen in zip(starts, slices, chosen_ones, strict=True)
    ]
    post = Post(
        encoding=encoding,
        bom=bom,
        newline=_commonest_newline(text),
        front=front,
        introduction=introduction,
        tail=tail,
        sections=tuple(_with_interests(_placed(sections), introduction)),
        sample=sample_of([s.heading for s in sections if isinstance(s, Talk)], style.form),
    )
    whole = front + introduction + "".join(map(text_of_section, post.sections)) + tail
    assert whole == text and encode(whole, encoding, bom) == data, "parsing would lose bytes"
    return post


class _Ids:
    """Gives each section its id."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._used: set[str] = set()

    def take(self, key: str | None = None) -> str:
        if key is None or key in self._used:
            return self._new_id()
        self._used.add(key)
        return key


def _section(
    heading: Heading,
    reading: Reading,
    part: Slices,
    ids: _Ids,
    key_of_url: Callable[[str], str | None],
    chosen: bool,
) -> AnySection:
    fields: dict[str, Any] = {
        **msgspec.structs.asdict(part),
        "level": heading.level,
        "title": heading.title,
        "kind_chosen": chosen,
    }
    if reading != "talk":
        kind = Category if reading == "category" else Prose
        return kind(id=ids.take(), **fields)
    key = None if heading.url is None else key_of_url(heading.url)
    return Talk(
        id=ids.take(key),
        **fields,
        raw_title=heading.title,
        title_edited=True,
        urls=(heading.url,) if heading.url else (),
        keys=(key,) if key else (),
        verdict=Verdict.DONE,
    )


def _placed(sections: Sequence[AnySection]) -> list[AnySection]:
    places = parents([(kind_of(section), section.level) for section in sections])
    children: dict[int | None, list[int]] = {}
    for number, place in enumerate(places):
        children.setdefault(place, []).append(number)
    ranks: dict[int, str] = {}
    for group in children.values():
        ranks.update(zip(group, spread(len(group)), strict=True))
    return [
        msgspec.structs.replace(s, parent=None if place is None else sections[place].id, rank=ranks[number])
        for number, (s, place) in enumerate(zip(sections, places, strict=True))
    ]


def _with_interests(sections: Sequence[AnySection], introduction: str) -> list[AnySection]:
    interests = read_interests(introduction)
    categories = [section for section in sections if isinstance(section, Category)]
    numbers = match_interests(interests, [category.title for category in categories])
    named: dict[str, AnySection] = {}
    for category, number in zip(categories, numbers, strict=True):
        if number is not None:
            interest = interests[number]
            named[category.id] = msgspec.structs.replace(
                category, interest_name=interest.name, why=interest.why, interest_rank=number
            )
    return [named.get(section.id, section) for section in sections]


def _commonest_newline(text: str) -> str:
    ends = Counter(re.findall(r"\r\n|\r|\n", text))
    return max(ends, key=lambda end: (ends[end], end == "\n"), default="\n")
