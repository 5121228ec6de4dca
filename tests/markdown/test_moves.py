"""After moves that keep the rules of placing, a post reads back as the same tree, or the log says not."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.documents import documents
from tests.markdown.reading import POSTS, log_of, read, read_own, tree
from tests.shared_files import needs_shared, shared
from tui.domain.log import Log
from tui.domain.outline import reads_back, rendered
from tui.domain.rank import spread
from tui.domain.section import AnySection, Category, Talk
from tui.markdown.check import check_post
from tui.markdown.head_writing import reheaded
from tui.markdown.render import render_post

TALK_LEVEL = 3


class _Board:
    """A log's sections while they are moved about by the rules of placing."""

    def __init__(self, log: Log) -> None:
        self.info = log.info
        self.before = dict(log.sections)
        self.sections: dict[str, AnySection] = dict(log.sections)
        self.children: dict[str | None, list[str]] = {
            parent: list(log.children(parent)) for parent in [None, *log.sections]
        }

    def put(self, section_id: str, **fields: object) -> None:
        self.sections[section_id] = msgspec.structs.replace(self.sections[section_id], **fields)

    def detach(self, section_id: str) -> None:
        self.children[self.sections[section_id].parent].remove(section_id)

    def attach(self, section_id: str, parent: str | None, index: int) -> None:
        self.put(section_id, parent=parent)
        self.children[parent].insert(index, section_id)

    def relevel(self, talk_id: str, level: int) -> bool:
        """A talk's level, its companions one more; False past level 6."""
        if level > 6:
            return False
        self.put(talk_id, level=level)
        return all(self.relevel(child, level + 1) for child in self.children[talk_id])

    def last_talk(self, parent: str | None) -> int:
        """Where a talk goes: behind the talks, before the first subcategory or prose."""
        for index, child in enumerate(self.children[parent]):
            if not isinstance(self.sections[child], Talk):
                return index
        return len(self.children[parent])

    def log(self) -> Log:
        moved = dict(self.sections)
        for group in self.children.values():
            for section_id, rank in zip(group, spread(len(group)), strict=True):
                moved[section_id] = msgspec.structs.replace(moved[section_id], rank=rank)
        headed = [reheaded(self.before[i], section) for i, section in moved.items()]
        return Log.build(self.info, headed)


def _move(board: _Board, data: st.DataObject) -> bool:
    talks = [i for i, s in board.sections.items() if isinstance(s, Talk)]
    categories = [i for i, s in board.sections.items() if isinstance(s, Category)]
    if not talks or not categories:
        return True
    what = data.draw(st.sampled_from(["keep", "nest", "up", "reorder"]))
    if what == "reorder":
        parent = board.sections[data.draw(st.sampled_from(categories))].parent
        group = board.children[parent]
        firsts = [i for i in group if isinstance(board.sections[i], Talk)]
        board.children[parent] = firsts + data.draw(
            st.permutations([i for i in group if not isinstance(board.sections[i], Talk)])
        )
        return True
    talk = data.draw(st.sampled_from(talks))
    if what == "keep":
        target = data.draw(st.sampled_from(categories))
        board.detach(talk)
        board.attach(talk, target, board.last_talk(target))
        return board.relevel(talk, max(TALK_LEVEL, board.sections[target].level))
    group = board.children[board.sections[talk].parent]
    index = group.index(talk)
    if index == 0 or not isinstance(board.sections[group[index - 1]], Talk):
        return True
    if what == "up":
        group[index - 1 : index + 1] = [talk, group[index - 1]]
        return True
    above = group[index - 1]
    board.detach(talk)
    board.attach(talk, above, len(board.children[above]))
    return board.relevel(talk, board.sections[above].level + 1)


def _moved(log: Log, data: st.DataObject) -> None:
    board = _Board(log)
    for _ in range(data.draw(st.integers(1, 6))):
        if not _move(board, data):
            return
        moved = board.log()
        if reads_back(moved) is None and not check_post(moved):
            again = read_own(moved).sections
            assert tree(again) == tree(rendered(moved))
            assert [section.note for section in again] == [section.note for section in rendered(moved)]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_moves_in_a_plain_post(data: st.DataObject) -> None:
    _moved(log_of((POSTS / "zola.md").read_bytes()), data)


@given(documents(), st.data())
@settings(max_examples=150, deadline=None)
def test_moves_in_any_document(text: str, data: st.DataObject) -> None:
    _moved(log_of(text), data)


def _always_reads_back(name: str, data: st.DataObject) -> None:
    """On the real logs the rules of placing are enough: no move there is ever unreadable."""
    board = _Board(log_of(shared(name).read_bytes()))
    for _ in range(data.draw(st.integers(1, 8))):
        if not _move(board, data):
            return
    moved = board.log()
    assert reads_back(moved) is None
    assert check_post(moved) == ()
    assert tree(read(render_post(moved)).sections) == tree(rendered(moved))


@needs_shared
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_moves_in_chicago(data: st.DataObject) -> None:
    _always_reads_back("logs/chicago.md", data)


@needs_shared
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_moves_in_la(data: st.DataObject) -> None:
    _always_reads_back("logs/la.md", data)
