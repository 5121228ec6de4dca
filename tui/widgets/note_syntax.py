"""How Markdown is coloured in the editor."""

HIGHLIGHT_UP_TO = 64 * 1024
"""Characters up to which Markdown is coloured: each edit queries the whole syntax tree."""

SYNTAX_PARTS = {
    "heading": "heading",
    "heading.marker": "marker",
    "text.literal": "code",
    "punctuation.delimiter": "marker",
    "punctuation.special": "marker",
    "list.marker": "list",
    "link.uri": "link",
    "link.label": "link",
    "string.escape": "marker",
}
"""What Textual's Markdown query captures, and the component class that colours it."""
