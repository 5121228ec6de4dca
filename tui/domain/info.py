"""What belongs to a log as a whole."""

import msgspec


class Publication(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was last written where."""

    path: str
    profile: str
    sha256: str
    """Of the bytes written; also the name under which they are stored, the base of a later merge."""
    former: str | None = None
    """The sha256 of the stored bytes of the file that was replaced, which undo puts back."""
    outline: str | None = None
    """The sha256 of the stored ids of the sections in those bytes, in order: a JSON list."""
    time: str = ""


class SavedView(msgspec.Struct, frozen=True):
    """A query under a name of the user's own: a row of the tree."""

    name: str
    query: str
    """As `tui.domain.query.parse_query` takes it."""


class LogInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The one `log` document: title, profile and the frame of the post."""

    slug: str
    """Fixed at creation: `[a-z0-9][a-z0-9-]*`."""
    title: str = ""
    date: str | None = None
    """ISO 8601 date of the post."""
    description: str = ""
    created: str = ""
    """ISO 8601, UTC."""
    imported: bool = False
    """Read from a Markdown post: its frame is the author's own."""
    profile: str = "zola"
    encoding: str = "utf-8"
    """Of the post's bytes: "utf-8", "utf-16-le" or "utf-16-be"."""
    bom: bool = False
    newline: str = "\n"
    """The commonest line end, used for what is new."""
    front: str = ""
    """The raw front matter with its fences and all up to the end of the closing fence's line."""
    introduction: str = ""
    """Everything between the front matter and the first section's gap."""
    tail: str = ""
    """The blank lines after the last section."""
    sample: str = ""
    """How the post writes a talk's head, where that is no heading with a link in it: one with any title and
    link. `- **[Title](URL)**`, `**Title** ([video](URL))`, or a heading with the link's line below it."""
    laid_aside: str = ""
    """The raw front matter of the last dialect that had any, while the post is in one that has none."""
    without_note: bool = True
    """Kept talks stand in the post before they have a note."""
    private_parts: bool = True
    """`%% … %%` in notes and introduction never leaves. False for a post that came with such signs in it."""
    published: Publication | None = None
    views: tuple[SavedView, ...] = ()
    """In the order in which the tree shows them; each name once."""
