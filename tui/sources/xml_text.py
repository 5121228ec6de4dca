"""XML of strangers: no entities, no external anything, a blank line before the declaration forgiven."""

import re
from xml.etree.ElementTree import Element, ParseError

from tui.sources.content import Content
from tui.sources.record import SourceError

# Atomic groups: what was passed over is not tried again, so a file of comments costs no more than its length.
_ROOT = re.compile(
    rb"(?>\s*(?:<\?[^>]*\?>|<!--(?>(?:(?!-->).)*)-->|<!DOCTYPE[^>\[]*>))*+"
    rb"\s*<([\w:.-]+)",
    re.DOTALL,
)


def root_name(content: Content) -> str:
    """The name of the root element with its prefix, empty for what is no XML; parses nothing."""
    head = content.loose_text[:20_000].encode("utf-8", "replace")
    match = _ROOT.match(head)
    return match[1].decode("ascii", "replace") if match is not None else ""


def parse_xml(content: Content) -> Element:
    """The root element. SourceError for damaged XML, and for entities, which could grow without end."""
    # Imported here: a plain command that reads no XML does not pay for it.
    import defusedxml.ElementTree as safe  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    data = content.data.lstrip(b" \t\r\n")
    try:
        root: Element = safe.fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except ParseError as error:
        line, column = error.position
        raise SourceError(
            f"{content.shown} is damaged XML in line {line}, column {column}: download it again"
        ) from None
    except DefusedXmlException:
        raise SourceError(
            f"{content.shown} defines XML entities, which are not read: take them out"
        ) from None
    except (ValueError, LookupError, UnicodeError, RecursionError) as error:
        raise SourceError(f"{content.shown} cannot be read as XML: {content.quoted(str(error))}") from None
    return root


def child_text(element: Element | None, *names: str) -> str:
    """The text of the first named child that has some, stripped; without namespace `{*}name` finds any."""
    for name in names:
        text = (element.findtext(name) or "").strip() if element is not None else ""
        if text:
            return text
    return ""
