"""What stands around a post's sections, with the edits that its file got outside."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tui.domain.info import LogInfo
from tui.domain.section import AnySection, Category
from tui.markdown.clash import Arbiter, Clash
from tui.markdown.frontmatter import read_fields
from tui.markdown.interests import read_interests
from tui.markdown.parse import Post
from tui.markdown.private import without_private
from tui.markdown.section_merge import merged_text, picked, with_private_parts

_PLAIN = ("encoding", "bom", "newline", "tail")


def merged_frame(info: LogInfo, base: Post, mine: Post, theirs: Post, arbiter: Arbiter) -> LogInfo:
    """The log's document with what the file changed in front matter, introduction, tail and encoding.

    `mine` is the post as the log would write it now. Title, date and description follow the front matter
    where the file changed them.
    """
    changes: dict[str, Any] = {}
    for name in _PLAIN:
        value = picked(*(getattr(side, name) for side in (base, mine, theirs)))
        if value != getattr(mine, name):
            changes[name] = value
    front = merged_text(
        base.front,
        mine.front,
        theirs.front,
        lambda: Clash(None, "front matter", "", mine.front, theirs.front),
        arbiter,
        both=False,
    )
    introduction = merged_text(
        base.introduction,
        mine.introduction,
        theirs.introduction,
        lambda: Clash(None, "introduction", "", mine.introduction, theirs.introduction),
        arbiter,
    )
    if introduction != mine.introduction and without_private(info.introduction) != info.introduction:
        former, now = info.introduction, introduction
        introduction = with_private_parts(
            former, mine.introduction, now, lambda: Clash(None, "introduction", "", former, now), arbiter
        )
    if (front, introduction) != (mine.front, mine.introduction):
        # The frame is the author's own from now on: it is written as it stands.
        changes |= {"front": front, "introduction": introduction, "imported": True}
    if front != mine.front:
        old, new = read_fields(base.front), read_fields(front)
        for name in ("title", "date", "description"):
            value = getattr(new, name)
            if value != getattr(old, name) and new.problem is None:
                changes[name] = value or ("" if name != "date" else None)
    return msgspec.structs.replace(info, **changes)


def with_interests(
    sections: Sequence[AnySection], introduction: str, base: Post, theirs: Post, ids: dict[str, str]
) -> list[AnySection]:
    """The sections, their interests as a changed introduction lists them.

    `ids` gives the log's id for those of `base` and `theirs`. A category keeps the bullet of its name; where
    the name is gone it takes the one that the file's reading gives it.
    """
    listed = {interest.name: (place, interest) for place, interest in enumerate(read_interests(introduction))}
    before = {ids[s.id]: s.interest_name for s in base.sections if isinstance(s, Category)}
    read = {ids[s.id]: s.interest_name for s in theirs.sections if isinstance(s, Category)}
    taken = {s.interest_name for s in sections if isinstance(s, Category) and s.interest_name in listed}
    result: list[AnySection] = []
    for section in sections:
        if not isinstance(section, Category):
            result.append(section)
            continue
        name = section.interest_name
        if name not in listed:
            name = read.get(section.id, "")
            is_news = name in listed and name not in taken and name != before.get(section.id, "")
            name = name if is_news else ""
            taken.add(name)
        place, interest = listed.get(name, (None, None))
        result.append(
            msgspec.structs.replace(
                section,
                interest_name=name,
                why=interest.why if interest is not None else "",
                interest_rank=place,
            )
        )
    return result
