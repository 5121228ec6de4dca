"""A log's sections as its post: the depth-first walk, byte for byte for what nobody changed."""

import msgspec

from tui.domain.log import Log
from tui.domain.outline import rendered
from tui.domain.placing import talk_level
from tui.markdown.encoding import encode
from tui.markdown.habits import habits_of, with_note
from tui.markdown.mending import mended
from tui.markdown.pieces import frame_start, join, pieces_of
from tui.markdown.private import leaving, without_private
from tui.markdown.structure import line_end


def render_post(log: Log) -> bytes:
    """The post's bytes, in the log's encoding and with its byte-order mark."""
    return encode(render_text(log), log.info.encoding, log.info.bom)


def render_text(log: Log) -> str:
    """The whole post. A heading that the text before it would swallow is mended where layout alone can.

    Private parts of notes and introduction stay behind.
    """
    log = leaving(log)
    info = log.info
    reading = mended(info.introduction, pieces_of(rendered(log), log), info.tail, info.newline)
    return join(frame_start(log), reading.parts, info.tail, info.newline).text


def render_section(log: Log, section_id: str) -> str:
    """One section: a talk with its companions, a category with all below it, prose alone.

    The blank lines before its heading are left out; the text ends in a line end. A talk that has no place
    in the post yet is rendered at the level of the log's talks. Raises KeyError for an unknown section.
    """
    section = log.sections[section_id]
    if log.info.private_parts and "%%" in section.note and not section.rank:
        section = with_note(section, without_private(section.note), habits_of(log))
    log = leaving(log)
    section = log.sections[section_id] if section.rank else section
    if not section.level:
        section = msgspec.structs.replace(section, level=talk_level(log))
    shown = {one.id for one in rendered(log)}
    below = [one for one in log.walk(section_id) if one.id in shown]
    first, *others = pieces_of([section, *below], log)
    newline = log.info.newline
    text = mended("", [msgspec.structs.replace(first, gap=""), *others], "", newline).joined.text
    return text if line_end(text) else text + newline
