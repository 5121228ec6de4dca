"""Undo, redo and history: what is taken back, and which fields stay because they changed since.

All three read the history backwards, newest record first. An undo is a record too, so a group is undone when
the newest undo or redo of it is an undo; what it did is then to be found in that undo alone.
"""

from collections.abc import Iterable, Iterator

import msgspec

from tui.domain.change import LOG_ID, Edit, Fields, Table, to_fields
from tui.domain.log import Log
from tui.store import LogRecord, exists, former_value, still_stands

UNDO, REDO = "Undo: ", "Redo: "


class Target(msgspec.Struct, frozen=True):
    """What can be undone or redone at once: a group, or several that were redone together."""

    groups: tuple[str, ...]
    records: tuple[LogRecord, ...]
    """The records to take back, newest first."""

    @property
    def label(self) -> str:
        """What the group did, as it was first labelled."""
        return plain_label(self.records[-1])

    @property
    def time(self) -> str:
        """When its newest record was made: ISO 8601, UTC."""
        return self.records[0].change.stamp.time

    @property
    def device(self) -> str:
        """Where its newest record was made."""
        return self.records[0].change.stamp.device


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One act of the history: a group of changes, or an undo or redo of one."""

    first: int
    """The number of its first change; 0 while it is not saved."""
    last: int
    time: str
    """ISO 8601, UTC, of its last change."""
    device: str
    label: str
    group: str
    undone: bool = False
    origin: str = ""
    """Who made it, seen from here: "this session", "this machine", or the other device's id."""


def plain_label(record: LogRecord) -> str:
    """A record's label without the word for undo or redo."""
    label = record.change.label
    if record.undoes:
        return label.removeprefix(UNDO)
    return label.removeprefix(REDO) if record.redoes else label


def undo_targets(backwards: Iterable[LogRecord]) -> Iterator[Target]:
    """The groups that are not undone, newest first; each is collected only when asked for."""
    records = list[LogRecord]()
    source = iter(backwards)

    def all_records() -> Iterator[LogRecord]:
        yield from records
        for record in source:
            records.append(record)
            yield record

    passed: set[str] = set()
    while (target := _newest_done(all_records(), passed)) is not None:
        yield target
        passed.update(target.groups)


def _newest_done(backwards: Iterable[LogRecord], passed: set[str]) -> Target | None:
    undone = set(passed)
    groups: set[str] = set()
    found: list[LogRecord] = []
    for record in backwards:
        if record.undoes:
            if not groups.isdisjoint(record.undoes):
                break
            undone.update(record.undoes)
            continue
        own = record.redoes or (record.change.stamp.group,)
        if groups.isdisjoint(own) if found else not undone.isdisjoint(own):
            continue
        groups.update(own)
        found.append(record)
        if record.redoes or record.part == 0:
            break
    return Target(tuple(sorted(groups)), tuple(found)) if found else None


def redo_target(backwards: Iterable[LogRecord]) -> Target | None:
    """The group that was undone last, unless something new was done since."""
    redone: set[str] = set()
    for record in backwards:
        if record.redoes:
            redone.update(record.redoes)
        elif not record.undoes:
            return None
        elif redone.isdisjoint(record.undoes):
            return Target(record.undoes, (record,))
        else:
            redone.difference_update(record.undoes)
    return None


def taken_back(target: Target, log: Log) -> tuple[tuple[Edit, ...], int]:
    """The edits that take a target back where the fields still are as it left them, and how many are not."""
    before: dict[tuple[Table, str], Fields] = {}
    now: dict[tuple[Table, str], Fields] = {}
    left = 0
    for record in target.records:
        for edit in reversed(record.change.edits):
            place = (edit.table, edit.id)
            if place not in now:
                before[place] = now[place] = _current(log, edit.table, edit.id)
            now[place], kept = _without(edit, now[place])
            left += kept
    left += _keep_tree_whole(log, before, now)
    edits = (_edit(place, before[place], now[place]) for place in now)
    return tuple(edit for edit in edits if edit.before or edit.after), left


def _current(log: Log, table: Table, document_id: str) -> Fields:
    if table == "log":
        return to_fields(log.info) if document_id == LOG_ID and exists(log) else {}
    document = (log.sections if table == "sections" else log.sources).get(document_id)
    return {} if document is None else to_fields(document)


def _without(edit: Edit, fields: Fields) -> tuple[Fields, int]:
    """A document's fields without what an edit did, and how many of its fields changed since."""
    identity = "slug" if edit.table == "log" else "kind"
    if identity in edit.after and identity not in edit.before:
        if not fields or fields == edit.after:
            return {}, 0
        names = fields.keys() | edit.after.keys()
        return fields, sum(fields.get(name) != edit.after.get(name) for name in names)
    if identity in edit.before and identity not in edit.after:
        return (fields, len(edit.before)) if fields else (dict(edit.before), 0)
    result, left = dict(fields), 0
    for name in edit.before.keys() | edit.after.keys():
        present = name in edit.after
        if (name in fields) != present or (present and not still_stands(edit.after[name], fields[name])):
            left += 1
        elif name in edit.before:
            result[name] = former_value(edit.before[name], fields.get(name))
        else:
            del result[name]
    return (result, left) if fields else (fields, len(edit.before.keys() | edit.after.keys()))


def _keep_tree_whole(
    log: Log, before: dict[tuple[Table, str], Fields], now: dict[tuple[Table, str], Fields]
) -> int:
    """Leaves documents as they are where taking them back would leave a section without its parent."""
    left = 0

    def gone(section_id: str) -> bool:
        fields = now.get(("sections", section_id))
        return section_id not in log.sections if fields is None else not fields

    def stays_below(child: str, parent: str) -> bool:
        return not gone(child) and now.get(("sections", child), {"parent": parent}).get("parent") == parent

    def orphans() -> Iterator[tuple[Table, str]]:
        for place, fields in now.items():
            if place[0] != "sections" or fields == before[place]:
                continue
            parent = fields.get("parent")
            if parent is not None and gone(parent):
                yield place
            if not fields and any(
                not gone(child)
                and now.get(("sections", child), {"parent": place[1]}).get("parent") == place[1]
                for child in log.children(place[1])
            ):
                yield place

    while found := set(orphans()):
        for place in found:
            now[place] = before[place]
            left += 1
    return left


def _edit(place: tuple[Table, str], before: Fields, after: Fields) -> Edit:
    same = {name for name in before if name in after and before[name] == after[name]}
    return Edit(
        *place,
        {name: value for name, value in before.items() if name not in same},
        {name: value for name, value in after.items() if name not in same},
    )


def history_entries(backwards: Iterable[LogRecord], device: str, own: set[str]) -> Iterator[HistoryEntry]:
    """The acts of the history, newest first; `own` are the groups made in this session on `device`."""
    status: dict[str, bool] = {}
    entry: HistoryEntry | None = None
    for record in backwards:
        stamp = record.change.stamp
        subject = record.undoes or record.redoes
        undone = not subject and status.get(stamp.group, False)
        for group in subject:
            status.setdefault(group, bool(record.undoes))
        if entry is not None and entry.group == stamp.group and entry.undone == undone:
            label = record.change.label
            entry = msgspec.structs.replace(entry, first=record.seq, label=label)
            continue
        if entry is not None:
            yield entry
        if stamp.group in own:
            origin = "this session"
        else:
            origin = "this machine" if stamp.device == device else stamp.device
        entry = HistoryEntry(
            first=record.seq,
            last=record.seq,
            time=stamp.time,
            device=stamp.device,
            label=record.change.label,
            group=stamp.group,
            undone=undone,
            origin=origin,
        )
    if entry is not None:
        yield entry
