"""Sections, or the whole post, as a text that leaves: Markdown, HTML, plain text."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from tui.domain.log import Log
from tui.markdown.frontmatter import split_front
from tui.markdown.html import to_html
from tui.markdown.plain import to_plain
from tui.markdown.render import render_section, render_text

Form: TypeAlias = Literal["markdown", "html", "text"]


def rendition(log: Log, sections: Sequence[str] | None, form: Form, *, footnotes: bool = False) -> str:
    """Some sections (None: the post) one after the other, each with all below it.

    HTML is a fragment. HTML and text have no front matter; the text of a post begins with its title and
    description. `footnotes` keeps the links of a text, numbered below it.
    """
    if sections is None:
        text = render_text(log) if form == "markdown" else split_front(render_text(log))[1]
        title, description = log.info.title, log.info.description
    elif len(sections) == 1:
        text, title, description = render_section(log, sections[0]), "", ""
    else:
        parts = (render_section(log, section_id).strip("\r\n") + "\n" for section_id in sections)
        text, title, description = "\n".join(parts), "", ""
    if form == "html":
        return to_html(text)
    if form == "text":
        return to_plain(text, title=title, description=description, footnotes=footnotes) + "\n"
    return text
