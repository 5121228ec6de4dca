"""A post read three times, as it was published, as the log has it, as the file has it, under the same ids."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

import msgspec

from tui.domain.log import Log
from tui.domain.outline import rendered
from tui.domain.section import AnySection, SectionKind, Talk, kind_of
from tui.domain.tree_merge import Forest
from tui.markdown.head_writing import composed, form_of, has_link_below, read_form
from tui.markdown.matching import matched
from tui.markdown.parse import Post, parse_post
from tui.markdown.private import leaving
from tui.markdown.render import render_post
from tui.markdown.structure import Form, split_lines
from tui.markdown.styles import Told, teller

_LEADS = re.compile(r"\[|\*\*|__|://|^ {0,3}#")
KeyOfUrl = Callable[[str], str | None]


class Sides(msgspec.Struct, frozen=True):
    """A post three times, its sections under the log's ids."""

    base: Post
    """As it was last published."""
    mine: Post
    """As the log would write it now."""
    theirs: Post
    """As the file has it."""
    trees: tuple[Forest, Forest, Forest]
    """Base, mine (with categories that the post leaves out) and theirs."""
    only_theirs: bool
    """The log would write the very bytes of the base: all edits are the file's."""


def read_sides(
    log: Log,
    base: bytes,
    disk: bytes,
    published: Sequence[str] | None,
    new_id: Callable[[], str],
    key_of_url: KeyOfUrl,
) -> Sides:
    """The three readings; `published` are the ids of the sections of `base` where they are known."""
    reader = own_reader(log)

    def read(data: bytes) -> Post:
        return parse_post(data, new_id, key_of_url=key_of_url, **reader)

    now = render_post(log)
    mine, new = read(now), read(disk)
    # Reading costs seconds where a post has megabytes, and often the log has no edits of its own.
    old = mine if now == base else read(base)
    shown = rendered(leaving(log))
    own_ids = [section.id for section in shown]
    if len(own_ids) == len(mine.sections):
        mine = _renamed(mine, dict(zip([s.id for s in mine.sections], own_ids, strict=True)))
    else:
        mine = _renamed(mine, _ids_by_sign(mine.sections, shown, log, new_id))
    if now == base:
        old = mine
    elif published is not None and len(published) == len(old.sections):
        old = _renamed(old, dict(zip([s.id for s in old.sections], published, strict=True)))
    else:
        old = _renamed(old, _ids_by_sign(old.sections, mine.sections, log, new_id))
    new = _renamed(new, _their_ids(new, old, mine, log, new_id))
    trees = (_forest(old.sections), _forest(list(log.walk())), _forest(new.sections))
    return Sides(old, mine, new, trees, now == base)


class Reader(TypedDict):
    """What a log knows of its post beforehand; see `tui.markdown.parse.parse_post`."""

    known: Callable[[str], bool]
    chosen: Callable[[str], SectionKind | None]
    told: Told
    form: Form


def own_reader(log: Log) -> Reader:
    """What a log knows of its post: which titles are talks without a link, which heads have a kind that the
    user chose, which lines are heads and which are text, and the style of it all."""
    sample = log.info.sample
    placed = list(log.walk())
    others = {s.title for s in placed if not isinstance(s, Talk)}
    talks = {s.title for s in placed if isinstance(s, Talk)} - others
    heads = {s.id: s.heading or composed(s, sample) for s in placed}
    own = {s.id for s in placed if isinstance(s, Talk) or is_talks_head(s)}
    texts = (log.info.introduction, *(s.note for s in placed))
    return Reader(
        known=talks.__contains__,
        chosen={heads[s.id]: kind_of(s) for s in placed if s.kind_chosen}.get,
        told=teller(
            ((heads[s.id], s.level) for s in placed if s.id in own),
            ((heads[s.id], s.level) for s in placed if s.id not in own),
            (line for text in texts for line in split_lines(text) if _LEADS.search(line)),
        ),
        form=read_form(sample),
    )


def is_talks_head(section: AnySection) -> bool:
    """Whether a section's head is written as only talks' are, whatever kind the user gave it."""
    return form_of(section.level) != "heading" or has_link_below(section.heading)


def _renamed(post: Post, ids: Mapping[str, str]) -> Post:
    sections = tuple(
        msgspec.structs.replace(s, id=ids[s.id], parent=None if s.parent is None else ids[s.parent])
        for s in post.sections
    )
    return msgspec.structs.replace(post, sections=sections)


def _ids_by_sign(
    sections: Sequence[AnySection], known: Sequence[AnySection], log: Log, new_id: Callable[[], str]
) -> dict[str, str]:
    """The ids of known sections for those they match; talks that stand elsewhere by their key."""
    found = matched(known, sections)
    used = set(found.values())
    by_key = log.by_key()
    for section in sections:
        if section.id in found:
            continue
        keys = section.keys if isinstance(section, Talk) else ()
        elsewhere = next((by_key[key] for key in keys if key in by_key), None)
        free = section.id if section.id not in log.sections else new_id()
        found[section.id] = elsewhere if elsewhere is not None and elsewhere not in used else free
        used.add(found[section.id])
    return found


def _their_ids(new: Post, old: Post, mine: Post, log: Log, new_id: Callable[[], str]) -> dict[str, str]:
    """The file's sections by what was published, then by what was added here too, then by their key."""
    found = matched(old.sections, new.sections)
    published = {section.id for section in old.sections}
    added = {(kind_of(s), s.heading): s for s in mine.sections if s.id not in published}
    for section in new.sections:
        twin = added.pop((kind_of(section), section.heading), None) if section.id not in found else None
        if twin is not None and not isinstance(twin, Talk):
            found[section.id] = twin.id
    rest = [section for section in new.sections if section.id not in found]
    others = _ids_by_sign(rest, [], log, new_id)
    taken = set(found.values())
    return found | {one: other if other not in taken else new_id() for one, other in others.items()}


def _forest(sections: Sequence[AnySection]) -> dict[str | None, list[str]]:
    children: dict[str | None, list[str]] = {}
    for section in sections:
        children.setdefault(section.parent, []).append(section.id)
    return children
