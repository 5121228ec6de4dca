"""Whether a post reads back as the sections it was made of: a note can swallow what follows it."""

from collections.abc import Iterator, Sequence

import msgspec

from tui.domain.log import Log
from tui.domain.outline import Reading, Shape, classify, expected_kinds, named, rendered
from tui.domain.section import AnySection, Talk, kind_of
from tui.domain.text import quoted, visible
from tui.markdown.encoding import decode, encode
from tui.markdown.frontmatter import split_front
from tui.markdown.head_writing import read_form
from tui.markdown.mending import TextReading, is_read, mended, missing, text_above
from tui.markdown.pieces import Piece, frame_start, join, pieces_of
from tui.markdown.private import leaving
from tui.markdown.sides import own_reader
from tui.markdown.slices import raw_of, shape_at
from tui.markdown.structure import Heading, block_tokens, split_lines
from tui.markdown.styles import read_style


class Problem(msgspec.Struct, frozen=True):
    """One thing that keeps a post from reading back as its log."""

    section_id: str | None
    """The section whose text is the cause; None: the front matter or the introduction."""
    line: str
    """What and why, on one line for a person."""


def check_post(log: Log) -> tuple[Problem, ...]:
    """What would read back otherwise than it is meant: kind, level or order; empty where nothing would.

    Kinds that the user chose are taken as chosen. Where a note swallows what follows, only such notes are
    named: what else would be read differently is their doing.
    """
    return checked_post(log)[0]


def checked_post(log: Log) -> tuple[tuple[Problem, ...], bytes]:
    """The problems of `check_post`, and the bytes of `tui.markdown.render.render_post`; read but once."""
    log = leaving(log)
    info = log.info
    reading = mended(info.introduction, pieces_of(rendered(log), log), info.tail, info.newline)
    whole = join(frame_start(log), reading.parts, info.tail, info.newline).text
    data = encode(whole, info.encoding, info.bom)
    return _problems(log, reading, whole, data), data


def _problems(log: Log, reading: TextReading, whole: str, data: bytes) -> tuple[Problem, ...]:
    introduction, newline, parts = log.info.introduction, log.info.newline, reading.parts
    if decode(data)[1:] != (log.info.encoding, log.info.bom):
        return (Problem(None, "the post's first bytes would be read as the mark of another encoding"),)
    if len(split_lines(split_front(whole)[0])) != len(split_lines(log.info.front)):
        first = "front matter that does not end" if log.info.front else "the fence of front matter"
        return (Problem(None, f"the post's first line would be read as {first}"),)
    lost = missing(reading.found, parts)
    if lost:
        causes = [
            number for number in lost if not is_read(introduction, parts, number, parts[number], newline)
        ]
        return tuple(_swallowed(log, parts, number) for number in causes or lost[:1])
    lines = split_lines(reading.joined.text)
    problems = _misread(reading, lines, is_listed=read_form(log.info.sample) != "heading")
    return problems or tuple(_taken_for_heads(log, reading, lines))


def _swallowed(log: Log, parts: Sequence[Piece], number: int) -> Problem:
    culprit = parts[number - 1].section if number else None
    joined = join(
        text_above(log.info.introduction, parts, number, log.info.newline),
        [parts[number]],
        "",
        log.info.newline,
    )
    line = joined.lines[0]
    cause = "it runs on into the heading"
    for token in block_tokens(joined.text):
        if token.level or token.map is None or not token.map[0] < line < token.map[1]:
            continue
        if token.type == "html_block":
            cause = f"the HTML block in it that begins with {_opening(token.content)} does not end"
        else:
            cause = _CAUSES.get(token.type, cause)
    swallowed = quoted(parts[number].section.title)
    return Problem(
        culprit.id if culprit else None, f"{_whose(culprit)} would swallow the heading {swallowed}: {cause}"
    )


_CAUSES = {
    "fence": "a code fence in it is not closed",
    "bullet_list_open": "the heading would belong to its list",
    "ordered_list_open": "the heading would belong to its list",
    "blockquote_open": "the heading would belong to its quotation",
}


def _opening(html: str) -> str:
    begin = html.lstrip()
    for opening in ("<!--", "<?", "<![CDATA["):
        if begin.startswith(opening):
            return opening
    return visible(begin.split(">")[0].split()[0][:20])


def _meant_heads(reading: TextReading, lines: Sequence[str], *, is_listed: bool) -> list[Heading]:
    """The headings of a post, and the items and bold lines that are meant as heads.

    What leads a line within a text is text: the log knows its own. With `is_listed`, where talks are no
    headings, a link makes a heading a talk only where it is one.
    """
    heads = reading.heads
    meant = dict(zip(reading.joined.lines, reading.parts, strict=True))
    found = [c.heading for c in (*heads.items, *heads.bold) if c.heading.start in meant]
    found = [heading for heading in found if meant[heading.start].is_inline]
    for heading in heads.headings:
        part, below = meant.get(heading.start), heads.below.get(heading.start)
        is_talk = part is not None and isinstance(part.section, Talk)
        if is_talk and part is not None and below is not None and raw_of(below, lines) == part.heading:
            heading = below
        elif is_listed and part is not None and not is_talk:
            heading = msgspec.structs.replace(heading, url=None)
        found.append(heading)
    return sorted(found, key=lambda heading: heading.start)


def _misread(reading: TextReading, lines: Sequence[str], *, is_listed: bool) -> tuple[Problem, ...]:
    """Headings that are read as another kind than meant, and those in a note that would not stay there."""
    parts, body = reading.parts, reading.joined
    headings = _meant_heads(reading, lines, is_listed=is_listed)
    kinds = expected_kinds([part.section for part in parts])
    meant = {line: number for number, line in enumerate(body.lines)}
    shapes: list[Shape] = []
    for place, heading in enumerate(headings):
        shape = shape_at(headings, place, lines)
        number = meant.get(heading.start)
        if number is not None:
            section = parts[number].section
            shape = msgspec.structs.replace(
                shape,
                known=isinstance(section, Talk) and not section.urls,
                chosen=kind_of(section) if section.kind_chosen else None,
            )
        shapes.append(shape)
    problems: list[Problem] = []
    owner: AnySection | None = None
    for heading, kind in zip(headings, classify(shapes), strict=True):
        number = meant.get(heading.start)
        if number is not None:
            owner = parts[number].section
            if kind != kinds[number]:
                problems.append(Problem(owner.id, _other_kind(owner, kinds[number], kind, heading.url)))
        elif kind != "note":
            line = f"{_whose(owner)} holds the heading {quoted(heading.title)}"
            problem = f"{line}, which would be read as {named(kind)}"
            problems.append(Problem(owner.id if owner else None, problem))
    return tuple(problems)


def _taken_for_heads(log: Log, reading: TextReading, lines: Sequence[str]) -> Iterator[Problem]:
    """Items and bold lines that would be read as talks of the post and are none, and the contrary.

    That is so where a line is written like a talk's head elsewhere in the post, and nothing tells them apart.
    """
    meant = dict(zip(reading.joined.lines, reading.parts, strict=True))
    if not any(part.is_inline for part in reading.parts):
        return
    style = read_style(reading.heads, lines, own_reader(log)["told"], read_form(log.info.sample))
    read = {heading.start for heading in style.heads if heading.form != "heading"}
    owner: AnySection | None = None
    for number in sorted({*meant, *read}):
        former, owner = owner, meant[number].section if number in meant else owner
        if number not in meant:
            line = f"{_whose(owner)} holds the line {quoted(lines[number].strip())}"
            yield Problem(owner.id if owner else None, f"{line}, which would be read as a talk: reword it")
        elif meant[number].is_inline and number not in read and owner is not None:
            line = f"{quoted(owner.title)} would be read as part of {_whose(former)}"
            yield Problem(owner.id, f"{line}: a line of a text is written like it")


def _other_kind(section: AnySection, kind: Reading, reading: Reading, url: str | None) -> str:
    line = f"{quoted(section.title)} would be read as {named(reading)}, not as {named(kind)}"
    if isinstance(section, Talk) and url is None:
        return f"{line}: the target of its link stands nowhere in the post"
    if url is not None:
        return f"{line}: its heading has a link"
    return line


def _whose(section: AnySection | None) -> str:
    if section is None:
        return "the introduction"
    return f"the {'note of' if isinstance(section, Talk) else 'text under'} {quoted(section.title)}"
