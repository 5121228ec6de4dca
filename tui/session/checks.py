"""What an author may want to look at before publishing, each with what mends it where anything does."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.mojibake import mojibake
from tui.domain.outline import rendered
from tui.domain.section import AnySection, Talk, Verdict
from tui.domain.text import quoted
from tui.markdown.introduction import parts_of
from tui.markdown.private import has_open_private, private_spans
from tui.session.outcome import plural
from tui.session.verbs import fields, frame, notes, verdicts
from tui.sources.urls import key_of_url

Kind: TypeAlias = Literal[
    "empty", "duplicate", "skipped link", "private", "open private", "mojibake", "unresolved"
]
Fix: TypeAlias = Callable[[Log, Stamp], Change]
_LINK = re.compile(r"https?://[^\s<>\"'`\])]+")
_REFERENCE = re.compile(r"(?<![\\\]])\[(?P<text>[^\[\]\r\n]+)\]\[(?P<label>[^\[\]\r\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]]+)\]:", re.MULTILINE)
_EMPTY_LINK = re.compile(r"(?<!\\)\[[^\[\]\r\n]+\]\([ \t]*\)")
_CODE = re.compile(r"(?P<ticks>`+).*?(?P=ticks)", re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """One thing to look at."""

    kind: Kind
    section_id: str | None
    """The section it is in; None: the post as a whole."""
    line: str
    """What it is, for a person; safe to print."""
    fix_label: str = ""
    """What the fix does; empty where there is none."""
    fix: Fix | None = None
    stops: bool = False
    """Publishing waits until it is mended."""


def findings(log: Log) -> tuple[Finding, ...]:
    """All that is to be looked at, in the order of the post."""
    shown = rendered(log)
    found = [*_empty(log, shown), *_duplicates(shown)]
    by_key = log.by_key()
    texts = [log.info.introduction, *(section.note for section in shown)]
    labels = {match["label"].casefold() for text in texts for match in _DEFINITION.finditer(text)}
    for section in shown:
        found += [*_skipped_links(log, section, by_key), *_private(log, section)]
        found += [*_scrambled(section), *_unresolved(section, labels)]
    if log.info.private_parts and has_open_private(log.info.introduction):
        found.append(_open_private(None, "the introduction", _closing_introduction))
    order = {section.id: place for place, section in enumerate(shown)}
    return tuple(sorted(found, key=lambda finding: order.get(finding.section_id or "", -1)))


def _empty(log: Log, shown: list[AnySection]) -> Iterator[Finding]:
    empty = [s for s in shown if isinstance(s, Talk) and s.verdict is Verdict.KEPT and not s.note]
    for talk in empty:
        yield Finding(
            "empty",
            talk.id,
            f"{quoted(talk.title)} is kept and has no note",
            "leave kept talks out until they have a note" if log.info.without_note else "",
            (lambda log, stamp: frame.set_without_note(log, stamp, False)) if log.info.without_note else None,
        )


def _duplicates(shown: list[AnySection]) -> Iterator[Finding]:
    seen: dict[str, Talk] = {}
    for talk in shown:
        if not isinstance(talk, Talk):
            continue
        signs = [*talk.keys, *talk.urls[:1], talk.title.casefold()]
        former = next((seen[sign] for sign in signs if sign in seen), None)
        seen |= {sign: talk for sign in signs if sign and sign not in seen}
        if former is None:
            continue
        line = f"{quoted(talk.title)} stands in the post twice"
        if talk.note and former.note:
            yield Finding("duplicate", talk.id, line)
            continue
        spare = (former if talk.note else talk).id
        yield Finding("duplicate", talk.id, line, "skip the one without a note", _skipping(spare))


def _skipping(talk_id: str) -> Fix:
    return lambda log, stamp: verdicts.skip(log, stamp, [talk_id])


def _skipped_links(log: Log, section: AnySection, by_key: dict[str, str]) -> Iterator[Finding]:
    for url in dict.fromkeys(match.group().rstrip(".,;:!?") for match in _LINK.finditer(section.note)):
        key = key_of_url(url)
        other = log.sections.get(by_key.get(key, "")) if key is not None else None
        if not isinstance(other, Talk) or other.id == section.id or other.verdict is not Verdict.SKIPPED:
            continue
        category = log.category_of(section.id)
        where = f"the note of {quoted(section.title)}"
        line = f"{where} links to {quoted(other.title)}, which was skipped: mention it?"
        if category is None:
            yield Finding("skipped link", section.id, line)
        else:
            label = f"keep it in {quoted(category.title)}"
            yield Finding("skipped link", section.id, line, label, _keeping(other.id, category.id))


def _keeping(talk_id: str, category_id: str) -> Fix:
    return lambda log, stamp: verdicts.keep(log, stamp, [talk_id], category_id)


def _private(log: Log, section: AnySection) -> Iterator[Finding]:
    if not log.info.private_parts:
        return
    if has_open_private(section.note):
        yield _open_private(section.id, f"the note of {quoted(section.title)}", _closing(section.id))
    elif spans := private_spans(section.note):
        count = plural(len(spans), "private part")
        yield Finding("private", section.id, f"{count} of the note of {quoted(section.title)} will stay here")


def _closing(section_id: str) -> Fix:
    """All that follows in the note stays private, as the sign says now."""

    def close(log: Log, stamp: Stamp) -> Change:
        note = log.sections[section_id].note
        return notes.set_note(log, stamp, section_id, f"{note}{log.info.newline}%%")

    return close


def _closing_introduction(log: Log, stamp: Stamp) -> Change:
    parts = parts_of(log.info.introduction)
    if has_open_private(parts.before):
        return frame.set_introduction(log, stamp, before=f"{parts.before} %%")
    return frame.set_introduction(log, stamp, after=f"{parts.after} %%")


def _open_private(section_id: str | None, where: str, fix: Fix) -> Finding:
    line = f"a private part of {where} is not closed: all that follows would stay here; close it with %%"
    return Finding("open private", section_id, line, "close it at the end", fix, stops=True)


def _scrambled(section: AnySection) -> Iterator[Finding]:
    note, title = mojibake(section.note), mojibake(section.title)
    if note is not None:
        line = f"the note of {quoted(section.title)} has letters of a wrong encoding"
        yield Finding(
            "mojibake", section.id, line, "write the letters that were meant", _noting(section.id, note)
        )
    if title is not None:
        line = f"the title {quoted(section.title)} has letters of a wrong encoding"
        if isinstance(section, Talk):
            fix = _titling(section.id, title)
            yield Finding("mojibake", section.id, line, f"write {quoted(title)}", fix)
        else:
            yield Finding("mojibake", section.id, line)
    if "\ufffd" in section.note + section.title:
        yield Finding("mojibake", section.id, f"{quoted(section.title)} has letters that were lost (\ufffd)")


def _noting(section_id: str, note: str) -> Fix:
    return lambda log, stamp: notes.set_note(log, stamp, section_id, note)


def _titling(section_id: str, title: str) -> Fix:
    return lambda log, stamp: fields.set_title(log, stamp, section_id, title)


def _unresolved(section: AnySection, labels: set[str]) -> Iterator[Finding]:
    text = _CODE.sub("", section.note)
    missing = [m["label"] or m["text"] for m in _REFERENCE.finditer(text)]
    for label in dict.fromkeys(label for label in missing if label.casefold() not in labels):
        line = f"the note of {quoted(section.title)} links to {quoted(label)}, which is defined nowhere"
        yield Finding("unresolved", section.id, line)
    for match in _EMPTY_LINK.finditer(text):
        line = f"the link {quoted(match.group())} in the note of {quoted(section.title)} leads nowhere"
        yield Finding("unresolved", section.id, line)
