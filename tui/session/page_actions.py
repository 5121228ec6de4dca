"""The registry's part for pages above the main screen: what their own keys do.

Enter, Esc, the arrows and what is typed mean the same on every page and cannot be given away
(`keymap.ALWAYS_ON_PAGES`).
"""

from tui.session.action import PARTS, READING, Action
from tui.session.situation import Place

_READ, _NEW, _POST, _PARTS = "Pages", "Import page", "Publish page", "The post's parts"

PREVIEW, IMPORT, PUBLISH = (frozenset({place}) for place in (Place.PREVIEW, Place.IMPORT, Place.PUBLISH))

PAGE_ACTIONS: tuple[Action, ...] = (
    Action("page.down", "Down", "scroll down a line", ("j",), _READ, READING),
    Action("page.up", "Up", "scroll up a line", ("k",), _READ, READING),
    Action("page.next", "Next page", "scroll down a page", ("space", "ctrl+d"), _READ, READING),
    Action("page.previous", "Previous page", "scroll up a page", ("ctrl+u",), _READ, READING),
    Action("page.top", "Top", "go to the top", ("g",), _READ, READING),
    Action("page.bottom", "Bottom", "go to the bottom", ("G",), _READ, READING),
    Action("page.close", "Close", "close the page, as Esc does", ("q", "h", "f3"), _READ, READING),
    Action("page.link", "Open a link", "open a link of the preview in the browser", ("o",), _READ,
           PREVIEW),
    # What an import would do
    Action("difference.same", "The same talk", "they are the same talk: join them", ("y",), _NEW, IMPORT),
    Action("difference.apart", "Another talk", "they are two talks: keep them apart", ("n",), _NEW, IMPORT),
    Action("difference.into", "Other log", "bring it into the open log, or into one of its own", ("o",), _NEW,
           IMPORT),
    Action("difference.mend", "Mend letters", "mend letters that were misread, or leave them", ("m",), _NEW,
           IMPORT),
    # What a publishing would do
    Action("publishing.mine", "Mine", "of a clash take what the log says", ("m",), _POST, PUBLISH),
    Action("publishing.theirs", "Theirs", "of a clash take what the file says", ("t",), _POST, PUBLISH),
    Action("publishing.both", "Both", "of a clash take both texts", ("b",), _POST, PUBLISH),
    Action("publishing.target", "Another file…", "publish to another file", ("o",), _POST, PUBLISH),
    Action("publishing.dialect", "Another dialect…", "publish in another dialect", ("d",), _POST, PUBLISH),
    Action("publishing.write-over", "Write over it", "show what writing over the file would do", ("w",),
           _POST, PUBLISH),
    Action("publishing.mend", "Mend it", "mend what the sign stands at", ("f",), _POST, PUBLISH),
    Action("publishing.edit", "Edit it", "edit the text that the sign stands at", ("e",), _POST, PUBLISH),
    Action("publishing.pass", "Pass it", "ask no more for what the sign stands at", ("p",), _POST, PUBLISH),
    Action("publishing.pass-all", "Pass all", "ask no more for any of it", ("P",), _POST, PUBLISH),
    # The post part by part
    Action("part.edit", "Edit", "edit the text of the part, as Enter does", ("e",), _PARTS, PARTS),
    Action("part.new", "New section", "a new free section at the end of the post", ("A",), _PARTS, PARTS),
    Action("part.new-here", "New section here", "a new free section in this category", ("a",), _PARTS,
           PARTS),
    Action("part.rename", "Title…", "give the part another title", ("R",), _PARTS, PARTS),
    Action("part.move-down", "Move down", "move the part down among those beside it", ("J",), _PARTS, PARTS),
    Action("part.move-up", "Move up", "move the part up among those beside it", ("K",), _PARTS, PARTS),
    Action("part.remove", "Remove", "remove the part; the talks of a category go up", ("delete",), _PARTS,
           PARTS),
    Action("part.kind", "Kind…", "say what it is: talk, category or prose", ("t",), _PARTS, PARTS),
    Action("part.interest", "Interest…", "a category's name and why in the interest list", ("W",), _PARTS,
           PARTS),
    Action("part.interests", "List interests", "list all categories as interests in the introduction",
           ("i",), _PARTS, PARTS),
    Action("part.without-note", "Without a note", "kept talks without a note: in the post, or out of it",
           ("n",), _PARTS, PARTS),
    Action("part.preview", "Preview", "show the part rendered", ("f3",), _PARTS, PARTS),
    Action("part.close", "Close", "close the post's parts, as Esc does", ("q", "h"), _PARTS, PARTS),
)  # fmt: skip
