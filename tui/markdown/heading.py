"""Raw headings: composing them, and rewriting nothing but what changed in one."""

import re
from collections.abc import Mapping

from tui.domain.section import AnySection, Talk
from tui.markdown.escaping import escape_heading, escape_inline, link_target
from tui.markdown.structure import Heading, scan

_ATX = re.compile(r"(?P<indent> {0,3})(?P<marker>#{1,6})(?P<rest>[ \t].*|)\Z", re.DOTALL)
_CLOSING = re.compile(r"(?P<blank>[ \t])(?P<hashes>#+)(?P<tail>[ \t]*)$")
_LABEL = re.compile(r"\[([^\[\]]+)\]")


def compose_heading(level: int, title: str, url: str | None) -> str:
    """An ATX heading that CommonMark reads as exactly this level, title and link.

    `level` is brought into 1 to 6; outer blanks of the title go and its line breaks become blanks.
    """
    marker = "#" * min(max(level, 1), 6)
    if url is None:
        return f"{marker} {escape_heading(title)}".rstrip()
    return f"{marker} [{escape_inline(title.strip())}]({link_target(url)})"


def first_url(section: AnySection) -> str | None:
    """The URL that belongs into the section's heading."""
    return section.urls[0] if isinstance(section, Talk) and section.urls else None


def read_heading(raw: str, references: Mapping[str, str] | None = None) -> Heading | None:
    """A raw heading by itself; `references` gives the targets of labels that the post defines elsewhere."""
    found = scan(raw + "\n" + definitions(references))
    return found[0] if found and found[0].start == 0 else None


def rewrite_heading(
    raw: str,
    *,
    level: int | None = None,
    title: str | None = None,
    url: str | None = None,
    references: Mapping[str, str] | None = None,
) -> str:
    """A raw heading with another level, title or URL: only marker, link text or target change.

    None leaves a part as it is; an empty `url` takes the link away. Closing hashes follow the marker; an
    underlined heading becomes an ATX one above level 2. Where the rest of the heading would make the new
    parts read otherwise, the heading is composed anew.
    """
    old = read_heading(raw, references)
    if old is None:
        return compose_heading(level or 1, title or raw.strip(), url or None)
    text = raw
    if title is not None and title.strip() != old.title:
        text = _spliced(text, old, title.strip(), references)
    if url is not None and (url or None) != old.url:
        text = _retargeted(text, url, references)
    if level is not None and level != old.level:
        text = _relevelled(text, level)
    wanted = (
        level or old.level,
        old.title if title is None else title.strip(),
        old.url if url is None else url or None,
    )
    now = read_heading(text, references)
    if now is None or (now.level, now.title, now.url) != wanted:
        return compose_heading(*wanted)
    return text


def reference_of(section: AnySection) -> dict[str, str] | None:
    """The label through which a heading such as `[Title][label]` gets its URL, which stands elsewhere."""
    url = first_url(section)
    alone = read_heading(section.heading)
    if url is None or alone is None or alone.url == url:
        return None
    for label in _LABEL.findall(section.heading):
        found = read_heading(section.heading, {label: url})
        if found is not None and (found.url, found.title) == (url, section.title):
            return {label: url}
    return None


def definitions(references: Mapping[str, str] | None) -> str:
    """Markdown's definitions of these labels' targets."""
    return "".join(f"\n[{label}]: {link_target(url)}\n" for label, url in (references or {}).items())


def _normal(raw: str) -> str:
    return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _content_at(raw: str, content: str) -> tuple[list[int], int]:
    """The place in `raw` of each character of its normal form, and where in that the content begins."""
    places = [i for i, c in enumerate(raw) if not (c == "\n" and i and raw[i - 1] == "\r")]
    normal = _normal(raw)
    atx = _ATX.match(normal)
    return [*places, len(raw)], normal.index(content, atx.end("marker") if atx else 0)


def _replaced(raw: str, heading: Heading, start: int, end: int, text: str) -> str:
    """`raw` with characters `start` to `end` of its content replaced."""
    places, offset = _content_at(raw, heading.content)
    return raw[: places[offset + start]] + text + raw[places[offset + end] :]


def _spliced(raw: str, heading: Heading, title: str, references: Mapping[str, str] | None) -> str:
    span, content = heading.span, heading.content
    if span is not None and heading.url is not None and span.is_autolink:
        link = f"[{escape_inline(title)}]({link_target(heading.url)})"
        return _replaced(raw, heading, span.start, span.end, link)
    if span is not None and (heading.url is not None or (span.start, span.end) == (0, len(content))):
        label = content[span.start + 1 : span.label_end]
        follows = content[span.label_end + 1 : span.end]
        text = escape_inline(title)
        if not follows or follows == "[]":
            # The text was its own reference: it needs the label written out now.
            return _replaced(raw, heading, span.start + 1, span.end, f"{text}][{label}]")
        return _replaced(raw, heading, span.start + 1, span.label_end, text)
    if not content:
        return raw + " " + escape_heading(title)
    return _replaced(raw, heading, 0, len(content), escape_heading(title))


def _retargeted(raw: str, url: str, references: Mapping[str, str] | None) -> str:
    heading = read_heading(raw, references)
    if heading is None:
        return raw
    span, content = heading.span, heading.content
    if heading.url is None or span is None:
        return (
            _replaced(raw, heading, 0, len(content), f"[{content}]({link_target(url)})") if content else raw
        )
    label = content[span.start + 1 : span.label_end]
    if span.is_autolink:
        label = escape_inline(heading.url)
    if not url:
        return _replaced(raw, heading, span.start, span.end, label)
    if not span.is_autolink and content[span.label_end + 1 : span.label_end + 2] == "(":
        from markdown_it.helpers import parseLinkDestination

        start = span.label_end + 2
        while content[start] in " \t\n":
            start += 1
        target = parseLinkDestination(content, start, span.end)
        return _replaced(raw, heading, start, target.pos, link_target(url))
    return _replaced(raw, heading, span.start, span.end, f"[{label}]({link_target(url)})")


def _relevelled(raw: str, level: int) -> str:
    atx = _ATX.match(raw)
    if atx:
        rest = atx["rest"]
        closing = _CLOSING.search(rest)
        if closing:
            rest = rest[: closing.start()] + closing["blank"] + "#" * level + closing["tail"]
        return atx["indent"] + "#" * level + rest
    lines = _normal(raw).split("\n")
    if level > 2:
        return "#" * level + " " + " ".join(line.strip(" \t") for line in lines[:-1])
    underline = re.search(r"[=-]+", raw[len(raw) - len(lines[-1]) :])
    assert underline is not None
    start = len(raw) - len(lines[-1]) + underline.start()
    return raw[:start] + "=-"[level - 1] * len(underline.group()) + raw[start + len(underline.group()) :]
