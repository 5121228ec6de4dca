"""One section with the edits that a post's file got outside: note, title, link and layout."""

from collections.abc import Callable
from typing import Any

import msgspec

from tui.domain.merge import both_lines, merge_lines
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict
from tui.markdown.clash import Arbiter, Clash, Part
from tui.markdown.head_writing import rewrite_head
from tui.markdown.heading import first_url
from tui.markdown.structure import line_end, split_lines

LAYOUT = ("gap", "lead", "indent", "eol")


def picked(base: Any, mine: Any, theirs: Any) -> Any:
    """Of a value that is no text: the side that changed it, `mine` where both did."""
    return theirs if mine == base else mine


def merged_text(
    base: str, mine: str, theirs: str, clash: Callable[[], Clash], arbiter: Arbiter, *, both: bool = True
) -> str:
    """A text with both sides' edits, line by line; what clashes is as the arbiter decides."""
    found = merge_lines(base, mine, theirs)
    if found is not None:
        return found
    choice = arbiter.decide(clash())
    if choice == "both" and both:
        return both_lines(mine, theirs)
    return theirs if choice == "theirs" else mine


def merged_section(
    kept: AnySection, base: AnySection, mine: AnySection, theirs: AnySection, arbiter: Arbiter
) -> AnySection:
    """The log's section `kept` with what the file changed, place and level left aside.

    `base`, `mine` and `theirs` are the section as it is read from the post as it was published, as the log
    would write it now, and from the file. Fields of `kept` that the file did not change stay as they are.
    """
    note = merged_text(
        base.note, mine.note, theirs.note, lambda: _clash(kept, "note", mine.note, theirs.note), arbiter
    )
    changes: dict[str, Any] = _heading(kept, base, mine, theirs, arbiter)
    layout = {name: picked(*(getattr(side, name) for side in (base, mine, theirs))) for name in LAYOUT}
    is_laid_out = any(layout[name] != getattr(mine, name) for name in LAYOUT)
    if is_laid_out or "heading" in changes or (note != mine.note and not kept.lead):
        # What was made here is laid out by the renderer until somebody else decides on its layout.
        changes = {"heading": kept.heading or mine.heading, **changes, **layout}
    if note != mine.note:
        changes["note"] = with_private_parts(
            kept.note, mine.note, note, lambda: _clash(kept, "note", kept.note, note), arbiter
        )
    if "note" in changes or "lead" in changes or "eol" in changes:
        lead, eol = changes.get("lead", kept.lead), changes.get("eol", kept.eol)
        if not note:
            # Where there is no text a list can follow, and the blank lines before it are the lead's.
            bare = next((side.lead for side in (theirs, mine) if not side.note), _first_line_end(lead))
            changes |= {"lead": bare, "eol": ""}
        elif not kept.note and not eol:
            changes["eol"] = theirs.eol
    section = msgspec.structs.replace(kept, **changes)
    return as_kind(section, base, theirs)


def with_private_parts(kept: str, shown: str, now: str, clash: Callable[[], Clash], arbiter: Arbiter) -> str:
    """A text that was changed outside, where `shown` left out the private parts of what is `kept`."""
    return now if kept == shown else merged_text(shown, kept, now, clash, arbiter)


def _clash(section: AnySection, part: Part, mine: str, theirs: str) -> Clash:
    return Clash(section.id, part, section.title, mine, theirs)


def _first_line_end(lead: str) -> str:
    return line_end(split_lines(lead)[0]) if lead else ""


def _heading(
    kept: AnySection, base: AnySection, mine: AnySection, theirs: AnySection, arbiter: Arbiter
) -> dict[str, Any]:
    """The fields that follow a heading which was changed in the file."""
    if theirs.heading in (base.heading, mine.heading):
        return {}
    title = _decided(kept, "title", base.title, mine.title, theirs.title, arbiter)
    links = [first_url(side) or "" for side in (base, mine, theirs)]
    link = _decided(kept, "link", links[0], links[1], links[2], arbiter)
    changes: dict[str, Any] = {"heading": theirs.heading, "level": theirs.level}
    if mine.heading != base.heading:
        raw = rewrite_head(
            mine.heading,
            title=title if title != mine.title else None,
            url=link if link != links[1] else None,
        )
        changes = {"heading": raw}
    if title != mine.title:
        changes["title"] = title
        if isinstance(kept, Talk):
            changes["title_edited"] = True
    if isinstance(kept, Talk) and link != links[1]:
        changes |= _link_fields(kept, links[1], link, theirs)
    return changes


def _decided(kept: AnySection, part: Part, base: str, mine: str, theirs: str, arbiter: Arbiter) -> str:
    if mine != base and theirs not in (base, mine):
        return theirs if arbiter.decide(_clash(kept, part, mine, theirs)) == "theirs" else mine
    return theirs if mine == base else mine


def _link_fields(kept: Talk, former: str, link: str, theirs: AnySection) -> dict[str, Any]:
    if not link:
        # The heading alone says no more that this is a talk; its links stay known.
        return {"kind_chosen": True}
    keys = theirs.keys if isinstance(theirs, Talk) else ()
    return {
        "urls": tuple(dict.fromkeys((link, *(url for url in kept.urls if url != former)))),
        "keys": tuple(dict.fromkeys((*kept.keys, *keys))),
    }


def as_kind(section: AnySection, base: AnySection, theirs: AnySection) -> AnySection:
    """The section as the kind that its heading in the file is read as now.

    Prose above which talks came to stand is a category; a category without talks stays one.
    """
    if isinstance(section, Prose) and isinstance(theirs, Category) and not section.kind_chosen:
        shared = {name: getattr(section, name) for name in Prose.__struct_fields__}
        return Category(**shared)
    if isinstance(section, Category) and isinstance(base, Category) and isinstance(theirs, Prose):
        return msgspec.structs.replace(section, kind_chosen=True)
    return section


def adopted(kept: Talk, former: str, theirs: AnySection, arbiter: Arbiter) -> Talk:
    """A talk of the log that has no place in the post, as the file has it now; undecided it becomes done.

    `former` is the note with which it was published, if it was.
    """
    note = merged_text(
        former, kept.note, theirs.note, lambda: _clash(kept, "note", kept.note, theirs.note), arbiter
    )
    links = theirs.urls if isinstance(theirs, Talk) else ()
    fields = {name: getattr(theirs, name) for name in ("heading", "level", *LAYOUT)}
    if note and not theirs.note:
        fields |= {"eol": theirs.lead, "lead": _first_line_end(theirs.lead)}
    return msgspec.structs.replace(
        kept,
        **fields,
        note=note,
        title=theirs.title or kept.title,
        title_edited=True,
        urls=tuple(dict.fromkeys((*links, *kept.urls))),
        kind_chosen=kept.kind_chosen or not links,
        verdict=kept.verdict if kept.verdict.placed else Verdict.DONE,
    )
