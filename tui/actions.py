"""The one registry of what can be done.

Keys, footer, help, palette, `talklog do` and the page of keys all come from here. Keys are named as
Textual names them; `shown_key` gives what a person reads.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tui.session.action import EDITOR, LIST, PAGES, PARTS, ROWS, SECTIONS, TALK, TREE
from tui.session.action import EVERYWHERE as EVERYWHERE
from tui.session.action import ROW as ROW
from tui.session.action import Action as Action
from tui.session.action import Verb as Verb
from tui.session.key_names import shown_key as shown_key
from tui.session.key_names import typed_character
from tui.session.page_actions import PAGE_ACTIONS
from tui.session.situation import (
    Place,
    needs_category,
    needs_clash,
    needs_digit,
    needs_log,
    needs_nesting,
    needs_order,
    needs_pair,
    needs_query,
    needs_removable,
    needs_section,
    needs_source,
    needs_suggestion,
    needs_talks,
)
from tui.session.verbs import fields, joining, keyed, repairing, verdicts

MOVE, VERDICT, CATEGORY, NOTE, ORDER, MARK, LOG, APP = (
    "Moving", "Verdicts", "Categories", "Note", "Order of interest", "Marks and filter", "Log", "Program",
)  # fmt: skip

_KEEP_IN = tuple(
    Action(
        f"keep-{digit}", f"Keep in {digit}", f"keep the talk in category {digit}", (str(digit),),
        VERDICT, SECTIONS, needs_digit(digit), keyed.keep_in(digit),
    )
    for digit in range(1, 10)
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (
    # Moving
    Action("rows.down", "Down", "go down a row", ("j", "down"), MOVE, ROWS, widget=True),
    Action("rows.up", "Up", "go up a row", ("k", "up"), MOVE, ROWS, widget=True),
    Action("rows.first", "First", "go to the first row", ("g", "home"), MOVE, ROWS, widget=True),
    Action("rows.last", "Last", "go to the last row", ("G", "end"), MOVE, ROWS, widget=True),
    Action("rows.page_down", "Page down", "go down a page", ("pagedown",), MOVE, ROWS, widget=True),
    Action("rows.page_up", "Page up", "go up a page", ("pageup",), MOVE, ROWS, widget=True),
    Action("rows.half_page_down", "Half a page down", "go down half a page", ("ctrl+d",), MOVE, ROWS,
           widget=True),
    Action("rows.half_page_up", "Half a page up", "go up half a page", ("ctrl+u",), MOVE, ROWS, widget=True),
    Action("open", "Open", "open the talk, or the list of the tree's row", ("enter", "l", "right"), MOVE,
           ROWS),
    Action("back", "Back", "undo the nearest state: match, marks, filter, pane", ("escape", "h", "left"),
           MOVE,
           SECTIONS),
    Action("next-pane", "Next pane", "go to the next pane", ("tab",), MOVE, EVERYWHERE),
    Action("previous-pane", "Previous pane", "go to the previous pane", ("shift+tab",), MOVE, EVERYWHERE),
    Action("zoom", "Zoom", "this pane alone on the screen, or all again", ("O", "ctrl+o"), MOVE, EVERYWHERE),
    Action("grow-pane", "Larger pane", "make this pane larger; a border can be dragged with the mouse",
           ("right_curly_bracket",), MOVE, SECTIONS),
    Action("shrink-pane", "Smaller pane", "make this pane smaller", ("left_curly_bracket",), MOVE, SECTIONS),
    Action("usual-panes", "Usual panes", "make all panes as large as they usually are", ("vertical_line",),
           MOVE, SECTIONS),
    Action("previous-category", "Previous category", "show the previous row of the tree",
           ("left_square_bracket", "shift+left"), MOVE, SECTIONS, needs_log),
    Action("next-category", "Next category", "show the next row of the tree",
           ("right_square_bracket", "shift+right"), MOVE, SECTIONS, needs_log),
    Action("note-down", "Line down", "go down a line of the note", ("j",), MOVE, TALK),
    Action("note-up", "Line up", "go up a line of the note", ("k",), MOVE, TALK),
    Action("note-top", "Top", "go to the top of the note", ("g", "ctrl+home"), MOVE, TALK | EDITOR),
    Action("note-end", "End", "go to the end of the note", ("G", "ctrl+end"), MOVE, TALK | EDITOR),
    # Verdicts
    *_KEEP_IN,
    Action("keep", "Keep", "keep, no category yet", ("0", "w"), VERDICT, SECTIONS, needs_talks, keyed.keep),
    Action("skip", "Skip", "skip the talk", ("x",), VERDICT, SECTIONS, needs_talks, verdicts.skip,
           footer=True),
    Action("accept", "Accept", "keep in the suggested category", ("equals_sign",), VERDICT, ROW,
           needs_suggestion),
    Action("maybe", "Maybe", "decide later", ("m",), VERDICT, SECTIONS, needs_talks, verdicts.maybe,
           footer=True),
    Action("inbox", "Inbox", "back to the inbox", ("i",), VERDICT, SECTIONS, needs_talks, verdicts.inbox),
    Action("done", "Done", "watched and noted", ("d",), VERDICT, SECTIONS, needs_talks, verdicts.done,
           footer=True),
    Action("repeat", "Repeat", "the last verdict again", ("full_stop",), VERDICT, ROW, needs_talks),
    Action("undo", "Undo", "take back the last act", ("u", "z"), VERDICT, SECTIONS | PARTS, needs_log,
           footer=True),
    Action("redo", "Redo", "do again what was undone", ("U", "Z"), VERDICT, SECTIONS | PARTS, needs_log),
    Action("skip-by-rules", "Skip by rules…", "show what your rules would skip of the inbox, Enter skips it",
           ("S",), VERDICT, SECTIONS, needs_log),
    # Categories
    Action("pick-category", "Category…", "keep in a category picked, or made, by name", ("c",), CATEGORY, ROW,
           needs_talks),
    Action("new-category", "New category", "make a category", ("A",), CATEGORY, SECTIONS, needs_log),
    Action("rename-category", "Rename", "rename the category, or the saved view", ("R",), CATEGORY, TREE,
           needs_removable),
    Action("describe-category", "Interest…", "give its interest name and why", ("W",), CATEGORY, TREE,
           needs_category),
    Action("category-keywords", "Keywords…", "give the words by which talks are suggested for it", ("t",),
           CATEGORY, TREE, needs_category),
    Action("category-digit", "Key…", "give the category a digit as its key", ("number_sign",), CATEGORY, TREE,
           needs_category),
    Action("category-level", "Level…", "give its heading another level", ("V",), CATEGORY, TREE,
           needs_category),
    Action("nest-category", "Nest", "nest the category under the one above", ("greater_than_sign",), CATEGORY,
           TREE, needs_category, keyed.nest_category),
    Action("un-nest-category", "Un-nest", "put the category beside the one that it stands under",
           ("less_than_sign",), CATEGORY, TREE, needs_category, keyed.unnest_category),
    Action("move-category", "Move under…", "pick the category that this one is to stand under", ("c",),
           CATEGORY, TREE, needs_category),
    Action("merge-category", "Merge into…", "pick the category that takes all its talks", ("M",), CATEGORY,
           TREE, needs_category),
    Action("split-category", "Split…", "make a category of those of its talks that a query finds", ("P",),
           CATEGORY, TREE, needs_category),
    Action("carry-categories", "Carry over…", "take over the categories of another log", ("T",), CATEGORY,
           TREE, needs_log),
    Action("delete-category", "Remove", "remove the category, its talks go up; or the saved view",
           ("delete",), CATEGORY, TREE, needs_removable, keyed.delete),
    # Note
    Action("edit-note", "Note", "edit the note", ("e",), NOTE, ROW, needs_talks, footer=True),
    Action("external-editor", "$EDITOR", "edit the note in $EDITOR", ("E",), NOTE, ROW, needs_talks),
    Action("append-line", "Add a line", "add a line to the note", ("a",), NOTE, ROW, needs_talks),
    Action("preview", "Preview", "show the note rendered", ("f3",), NOTE, ROW | EDITOR, needs_talks),
    Action("leave-editor", "Back to the list", "save and go back to the list", ("escape",), NOTE, EDITOR,
           footer=True),
    Action("editor-external", "$EDITOR", "go on in $EDITOR", ("f4",), NOTE, EDITOR, footer=True),
    Action("take-theirs", "Theirs", "take the note as it was changed elsewhere", ("f8",), NOTE, EDITOR,
           needs_clash),
    Action("take-both", "Both", "keep yours, with what was changed elsewhere below it", ("f9",), NOTE, EDITOR,
           needs_clash),
    Action("timestamp", "Timestamp", "put the player's position into the note", ("f2", "ctrl+t"), NOTE,
           EDITOR,
           footer=True),
    Action("pause", "Pause", "pause or go on playing", ("f5",), NOTE, EDITOR | ROW),
    Action("seek-back", "−10 s", "ten seconds back", ("alt+left",), NOTE, EDITOR),
    Action("seek-forward", "+10 s", "ten seconds on", ("alt+right",), NOTE, EDITOR),
    Action("faster", "Faster", "play faster", ("alt+up",), NOTE, EDITOR),
    Action("slower", "Slower", "play slower", ("alt+down",), NOTE, EDITOR),
    Action("play", "Play", "play at double speed", ("p",), NOTE, ROW, needs_talks, footer=True),
    Action("browse", "Browser", "open the talk's page in the browser", ("o",), NOTE, ROW, needs_talks),
    Action("watch", "Watched?", "change the watch state", ("T",), NOTE, ROW, needs_talks, fields.cycle_watch),
    Action("rate-up", "More interest", "raise the interest", ("plus",), NOTE, ROW, needs_talks,
           keyed.rate(1)),
    Action("rate-down", "Less interest", "lower the interest", ("minus",), NOTE, ROW, needs_talks,
           keyed.rate(-1)),
    Action("tags", "Tags…", "give the talk tags", ("t",), NOTE, ROW, needs_talks),
    Action("repair-text", "Repair letters", "mend letters of title and note that were misread: â€™ for ’",
           ("M",), NOTE, ROW, needs_talks, repairing.repair_text),
    # Order of interest
    Action("move-down", "Move down", "move down in order of interest", ("J",), ORDER, SECTIONS, needs_order,
           keyed.move(1)),
    Action("move-up", "Move up", "move up in order of interest", ("K",), ORDER, SECTIONS, needs_order,
           keyed.move(-1)),
    Action("nest", "Nest", "nest under the talk above", ("greater_than_sign",), ORDER, ROW, needs_nesting,
           keyed.nest),
    Action("un-nest", "Un-nest", "un-nest from its parent", ("less_than_sign",), ORDER, ROW, needs_nesting,
           keyed.unnest),
    Action("join", "Join", "make one of two marked talks: the links, keys and notes of both", ("ampersand",),
           ORDER, LIST, needs_pair, joining.join_pair),
    Action("sort", "Sort", "sort the list: next order", ("s",), ORDER, ROW, needs_log),
    # Marks and filter
    Action("mark", "Mark", "mark the talk: the next verdict takes all marked", ("space",), MARK, LIST,
           needs_talks),
    Action("mark-range", "Range", "mark from the last mark to here", ("v",), MARK, LIST, needs_talks),
    Action("mark-all", "Mark all", "mark every talk of the list, or none", ("asterisk",), MARK, LIST,
           needs_talks),
    Action("filter", "Filter", "filter as you type", ("slash",), MARK, SECTIONS, needs_log, footer=True),
    Action("query", "Query", "find talks of the whole log by fields", ("f",), MARK, SECTIONS, needs_log),
    Action("search", "Search all logs…", "search titles, abstracts and notes of all logs", ("ctrl+g",), MARK,
           SECTIONS, needs_log),
    Action("save-view", "Save the query", "save the query as a view, a row of the tree", ("F",), MARK,
           SECTIONS, needs_query),
    Action("next-match", "Next match", "go to the next match", ("n",), MARK, ROW, needs_log),
    Action("previous-match", "Previous match", "go to the previous match", ("N",), MARK, ROW, needs_log),
    # Log
    Action("copy", "Copy", "copy the rendered section", ("y",), LOG, SECTIONS, needs_section, footer=True),
    Action("copy-as", "Copy as…", "copy as HTML, plain text or Markdown, this or the whole post", ("ctrl+r",),
           LOG, SECTIONS, needs_log),
    Action("copy-link", "Copy link", "copy the link as Markdown", ("Y",), LOG, ROW, needs_talks),
    Action("copy-address", "Copy address", "copy the link's address alone", ("C",), LOG, ROW,
           needs_talks),
    Action("preview-post", "Preview the post", "show the category, or the whole post, rendered", ("f3",), LOG,
           TREE, needs_log),
    Action("parts", "The post's parts…",
           "write introduction and sections; add, move, remove them, change their kind", ("b",), LOG,
           SECTIONS, needs_log),
    Action("publish", "Publish", "show what would be written, Enter writes", ("X",), LOG, SECTIONS,
           needs_log),
    Action("follow", "Follow", "let the post's file follow every change, or no longer", ("ctrl+f",), LOG,
           SECTIONS, needs_log),
    Action("import", "Import", "import a file, a folder or an address; Enter takes what it shows", ("I",),
           LOG, SECTIONS),
    Action("refresh", "Refresh", "read the log's sources again and show what is new", ("r",), LOG, SECTIONS,
           needs_source),
    Action("logs", "Logs", "switch to another log", ("L",), LOG, SECTIONS),
    Action("budget", "Time…", "the time that is left, and what fits in so many minutes", ("B",), LOG,
           SECTIONS, needs_log),
    Action("history", "History", "show what was done", ("H",), LOG, SECTIONS, needs_log),
    # Program
    Action("palette", "Palette", "find any action by name", ("ctrl+p", "colon"), APP, EVERYWHERE),
    Action("help", "Help", "the keys of this place", ("question_mark", "f1"), APP, EVERYWHERE | PAGES,
           footer=True),
    Action("quit", "Quit", "quit; nothing can be unsaved", ("q", "ctrl+q"), APP, EVERYWHERE, footer=True),
    *PAGE_ACTIONS,
)  # fmt: skip

TREE_FOOTER = frozenset(
    {"help", "open", "new-category", "rename-category", "delete-category", "copy", "publish", "import",
     "logs", "undo", "quit"}
)  # fmt: skip
"""What the footer offers where no talk has the focus."""

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def with_keys(keys: Mapping[str, tuple[str, ...]]) -> tuple[Action, ...]:
    """The registry with other keys, by action id; actions without an entry keep their own."""
    return tuple(replace(action, keys=keys.get(action.id, action.keys)) for action in ACTIONS)


def actions_at(place: Place) -> tuple[Action, ...]:
    """The actions whose keys hold in a place, in the registry's order."""
    return tuple(action for action in ACTIONS if place in action.places)


_NAMED = re.compile(r"\{([a-z_.-]+)\}")


class Registry:
    """The actions under the keys in force."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Take the keys by action id (`tui.session.keymap`), None: the registry's own."""
        self.actions = ACTIONS if keys is None else with_keys(keys)
        self.by_id = {action.id: action for action in self.actions}

    def at(self, place: Place) -> tuple[Action, ...]:
        """The actions whose keys hold in a place."""
        return tuple(action for action in self.actions if place in action.places)

    def key(self, action_id: str) -> str:
        """The first key of an action as a person reads it; its name where it has none."""
        action = self.by_id[action_id]
        return shown_key(action.keys[0]) if action.keys else action.name

    def named(self, text: str) -> str:
        """A text of the program's own with the keys in force in the places of "{action-id}"."""
        return _NAMED.sub(lambda match: self.key(match[1]), text)

    def typing_key(self, action_id: str) -> str | None:
        """The first key of an action that works where signs are typed; None where it has none."""
        keys = (key for key in self.by_id[action_id].keys if typed_character(key) is None)
        return next(map(shown_key, keys), None)

    @property
    def keep_keys(self) -> str:
        """The keys that keep a talk in a category as the footer shows them: "1-9"."""
        keys = [action.keys for action in self.actions if action.id.startswith("keep-")]
        if keys == [action.keys for action in _KEEP_IN]:
            return "1-9"
        return " ".join(shown_key(each[0]) for each in keys if each)
