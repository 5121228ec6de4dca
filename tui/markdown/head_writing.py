"""Heads of sections in every style: composing them, and rewriting nothing but what changed in one.

A section's level says how its head is written (`tui.domain.section`): a heading, an item of a list or a bold
line. A log's *sample* is a talk's head in the style of its post; what is new in the post is written like it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tui.domain.section import BOLD_LEVEL, DEEPEST_HEADING, ITEM_LEVEL, AnySection, kind_of
from tui.markdown.escaping import escape_inline, link_target
from tui.markdown.heading import (
    compose_heading,
    definitions,
    first_url,
    read_heading,
    reference_of,
    rewrite_heading,
)
from tui.markdown.heads import PREFIX, heads_in, item_width, with_link_below
from tui.markdown.leading import bare_link, leading, lone_link
from tui.markdown.structure import Form, block_tokens, line_end, split_lines

SAMPLE_TITLE, SAMPLE_URL = "Title", "https://example.org/"
_SAMPLES = 40
"""Talks from which a post's sample is taken."""


def form_of(level: int) -> Form:
    """How the head of a section of a level is written."""
    if level <= DEEPEST_HEADING:
        return "heading"
    return "bold" if level == BOLD_LEVEL else "item"


def compose_head(level: int, title: str, url: str | None, sample: str = "") -> str:
    """The head of a new section, like the sample where that is one of its level's form."""
    form = form_of(level)
    if form == "heading":
        if url is not None and read_form(sample) == "heading" and sample:
            return rewrite_head(sample, level=level, title=title, url=url)
        return compose_heading(level, title, url)
    if read_form(sample) == form:
        head = rewrite_head(sample, title=title, url=url or "")
    else:
        head = _plainly("- " if form == "item" else "", title, url, is_bold=form == "bold")
    return _shifted(head, level - ITEM_LEVEL) if form == "item" else head


def composed(section: AnySection, sample: str = "") -> str:
    """The head of a section made here, from its level, title and first URL."""
    return compose_head(section.level, section.title, first_url(section), sample)


def sample_of(heads: Sequence[str], form: Form) -> str:
    """The sample of a post's talks: the commonest of their heads' shapes; empty for headings with a link."""
    if form == "heading":
        raws = [head for head in heads if has_link_below(head)]
        raws = raws if 2 * len(raws) > len(heads) else []
    else:
        raws = [head.lstrip(" \t") for head in heads if read_form(head) == form]
    shapes = Counter(
        re.sub(r"\A\d+", "1", rewrite_head(head, title=SAMPLE_TITLE, url=SAMPLE_URL))
        for head in raws[:_SAMPLES]
    )
    return min(shapes, key=lambda shape: (-shapes[shape], len(shape), shape), default="")


def read_form(raw: str) -> Form:
    """How a raw head is written; a log without a sample (it is empty) has headings."""
    if PREFIX.match(raw):
        return "item"
    is_line = len(split_lines(raw)) == 1
    return "bold" if is_line and raw.lstrip(" ").startswith(("**", "__")) else "heading"


def has_link_below(raw: str) -> bool:
    """Whether a raw head is a heading together with the line of its link."""
    heading = read_heading(raw) if read_form(raw) == "heading" else None
    return heading is not None and heading.end < len(split_lines(raw))


def url_of(raw: str) -> str | None:
    """The http(s) URL that a raw head leads to."""
    heads = heads_in(raw)
    found = [*heads.below.values(), *heads.headings, *(c.heading for c in (*heads.items, *heads.bold))]
    return next((heading.url for heading in found if heading.url), None)


def rewrite_head(
    raw: str,
    *,
    level: int | None = None,
    title: str | None = None,
    url: str | None = None,
    references: Mapping[str, str] | None = None,
) -> str:
    """A raw head with another title or URL, a heading also with another level; all else in it stays.

    None leaves a part as it is; an empty `url` takes the link away.
    """
    if read_form(raw) != "heading":
        return _rewritten_line(raw, title, url, references)
    lines = split_lines(raw)
    heading = read_heading(raw, references)
    below = None if heading is None else with_link_below(heading, lines, len(lines))
    if heading is None or below is None:
        return rewrite_heading(raw, level=level, title=title, url=url, references=references)
    text = "".join(lines[: heading.end])
    end = line_end(text)
    text = rewrite_heading(text[: len(text) - len(end)], level=level, title=title)
    if url == "":
        return text
    link = "".join(lines[heading.end :])
    if url is not None and url != below.url:
        link = _retargeted(link, url)
        if lone_link(link.strip(" \t\r\n")) != url:  # not every address can stand bare
            link = f"[Video]({link_target(url)})"
    return text + end + link


def reheaded(old: AnySection | None, new: AnySection, sample: str = "") -> AnySection:
    """The new section, its raw head following a changed title, first URL or level.

    A head that the caller rewrote, one made here (it is empty) and one whose section changed its kind stay as
    they are. Where the level asks for another form the head is composed like the sample, and its note is laid
    out for that form.
    """
    if old is None or not new.heading or old.heading != new.heading or kind_of(old) != kind_of(new):
        return new
    if form_of(old.level) != form_of(new.level):
        return _in_other_form(new, sample)
    changed: dict[str, Any] = {}
    if new.title != old.title:
        changed["title"] = new.title
    if first_url(new) != first_url(old):
        changed["url"] = first_url(new) or ""
    is_heading = form_of(new.level) == "heading"
    if new.level != old.level and is_heading:
        changed["level"] = new.level
    if changed:
        raw = rewrite_head(new.heading, references=reference_of(old), **changed)
        new = msgspec.structs.replace(new, heading=raw)
    if new.level != old.level and not is_heading:
        indent = _shifted(new.heading, new.level - old.level)
        longer = len(indent) - len(new.heading)
        within = " " * longer + new.indent if longer > 0 else new.indent[-longer:]
        new = msgspec.structs.replace(new, heading=indent, indent=within if new.indent else "")
    return new


def _in_other_form(section: AnySection, sample: str) -> AnySection:
    newline = line_end(section.eol) or line_end(section.lead) or line_end(section.gap) or "\n"
    head = compose_head(section.level, section.title, first_url(section), sample)
    return msgspec.structs.replace(
        section,
        heading=head,
        lead=newline if line_end(section.lead) == "" or section.lead.strip() else section.lead,
        indent=" " * item_width(head) if form_of(section.level) == "item" else "",
        gap=section.gap or (newline if form_of(section.level) != "item" else ""),
    )


def _rewritten_line(
    raw: str, title: str | None, url: str | None, references: Mapping[str, str] | None
) -> str:
    """An item or a bold line with another title or URL."""
    match = PREFIX.match(raw)
    start = match.end() if match is not None else len(raw) - len(raw.lstrip(" "))
    prefix, inline = raw[:start], raw[start:]
    env: dict[str, Any] = {}
    block_tokens(definitions(references), env)
    old = leading(inline, env)
    is_bold = inline.startswith(("**", "__"))
    wanted = (
        old.title if title is None and old is not None else (title or inline).strip(),
        (old.url if old is not None else None) if url is None else url or None,
    )
    if old is None or wanted[1] is None or old.url is None:
        return (
            raw
            if old is not None and wanted == (old.title, old.url)
            else _plainly(prefix, *wanted, is_bold=is_bold)
        )
    text = inline
    bold = _BOLD_TITLE.match(inline)
    if bold is not None and bold.end() <= (old.span.start if old.span else old.end):
        if wanted[0] != old.title:
            text = f"{bold['mark']}{escape_inline(wanted[0])}{bold['mark']}{text[bold.end() :]}"
        if wanted[1] != old.url:
            place = len(text) - len(inline) + bold.end()
            text = text[:place] + _retargeted(text[place:], wanted[1])
    else:
        made = rewrite_heading(f"# {inline}", title=wanted[0], url=wanted[1], references=references)
        text = made.removeprefix("# ")
    now = leading(text, env)
    if now is None or (now.title, now.url) != wanted or now.end != len(text):
        return _plainly(prefix, *wanted, is_bold=is_bold)
    return prefix + text


# Looked for as it stands: what is read of it may differ from it, as by a NUL.
_AUTOLINK = re.compile(r"<https?:[^<> \t\r\n]*>", re.IGNORECASE)
_BOLD_TITLE = re.compile(r"(?P<mark>\*\*|__)(?P<title>\S(?:.*?\S)?)(?P=mark)")


def _plainly(prefix: str, title: str, url: str | None, *, is_bold: bool) -> str:
    text = escape_inline(title.strip())
    if url is not None:
        text = f"[{text}]({link_target(url)})"
    return f"{prefix}**{text}**" if is_bold or url is None else prefix + text


def _retargeted(text: str, url: str) -> str:
    """A text with a link in it that leads elsewhere: its first one of Markdown's, else its bare address."""
    core = text.strip(" \t\r\n")
    start = text.index(core)
    heading = read_heading(f"# {core}")
    if heading is not None and heading.url is not None and heading.span is not None:
        if heading.span.is_autolink and not re.search(r"[\s<>]", url):
            found = _AUTOLINK.search(core)
            if found is None:
                return text
            return f"{text[: start + found.start()]}<{url}>{text[start + found.end() :]}"
        core_now = rewrite_heading(f"# {core}", url=url).removeprefix("# ")
    else:
        place = bare_link(core)
        if place is None:
            return text
        core_now = core[: place[0]] + url + core[place[1] :]
    return text[:start] + core_now + text[start + len(core) :]


def _shifted(head: str, levels: int) -> str:
    """An item's head that many levels further in."""
    bare = head.lstrip(" \t")
    unit = item_width(bare) or 2
    if levels >= 0:
        return " " * (unit * levels) + head
    indent = head[: len(head) - len(bare)]
    return indent[: max(0, len(indent) + unit * levels)] + bare
