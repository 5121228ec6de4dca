"""Markdown text to sections and back, without losing a byte; front matter; HTML and plain text.

Posts of these styles are recognised; their meaning is fixed by tables in `tests/markdown/test_posts.py`:

- a talk is a top-level heading, ATX or underlined, at any level, whose first link is http(s): inline, by
  reference or in pointed brackets, with or without text around it; or one whose title a source knows;
- a category is a heading without such a link above deeper talks, or at their level with no text of its own;
- a deeper talk after a talk is its companion, other deeper headings after a talk belong to its note;
- interests are bullets `- **name** :: why` before the first heading.

All else is prose: talks in lists, in tables or as bold lines stay in the text in which they stand.
"""
