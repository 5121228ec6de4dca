"""Titles read in the light of the list they stand in: a channel writes all its titles in one way.

What no single title tells, the list does: "Camp16" before every second title is the event, and where names
that are known stand behind the dash in most titles, what stands there in the others is a name as well. Two
lists in one (a playlist of several events) are told apart by the event that their titles name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from tui.sources.titles.draft import Draft
from tui.sources.titles.marks import is_event, kinds
from tui.sources.titles.names import Likeness, could_stand_for_a_person, likeness
from tui.sources.titles.people import People, names_only, people_with_companies, take
from tui.sources.titles.splitting import CleanTitle, begun, plain_title, split_title

_FEWEST = 5
"""Titles that make a list."""
_LONGEST = 400
_OFTEN, _ALWAYS = 0.15, 0.5
"""Share of titles with an end that is the event: where it looks like one, and whatever it looks like."""
_HEAD = re.compile(r"(.{2,40}?)(?:\s+[-–—|｜/:]+\s+|:\s+|[-–—|｜]\s+|\]\s*)(?=\S)")
_GLUED = re.compile(r"((?:\S+\s+){1,3}(?:19|20)\d\d)\s+(?=[^\W\d_a-z])")
_TAIL = re.compile(r"(?:\s+[-–—|｜/:]+\s*|\s*[(\[]|\s+(?=[@#])|:\s+)([^-–—|｜/:()\[\]]{2,40})[)\]]?$")
_PART = re.compile(
    r"(?:part|pt|parte|teil|partie|day|tag|episode|ep|vol|session|chapter|week|track)?\.? ?#?\d*|[a-z]{2,3}"
)
"""Ends that tell one title from another, and languages."""
_MARKED = re.compile(r"[#@\[]|.*\d")
_JOINTS = {
    ("-", "-"): re.compile(r"\s+-+\s+|(?<=[\w?!)])-\s+"),
    ("–", "–—"): re.compile(r"\s*[–—]\s+|\s+[–—]\s*"),
    ("|", "|｜"): re.compile(r"\s*[|｜]\s*"),
    ("/", "/"): re.compile(r"\s*/\s+|\s+/\s*"),
    (":", ":"): re.compile(r"\s*:\s+"),
    (",", ","): re.compile(r",\s+"),
    ("by", "y"): re.compile(r"\s+[Bb]y:?\s+"),
}
"""The joints, each with the characters without which it is not there."""
_ON = re.compile(r"((?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*)\s+on\s+(?=\S+ \S)")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")


class _Slot(NamedTuple):
    """A place in a title where people may stand, and what stands there."""

    place: str
    """The joint, and the side of it: "-<" is before the first hyphen."""
    text: str
    title: str
    """The title without it."""


class _Evidence(msgspec.Struct):
    """What stands in one place of the titles of a list."""

    titles: int = 0
    known: int = 0
    """Known names."""
    possible: int = 0
    """What could be names."""

    @property
    def share(self) -> float:
        return (self.known + 0.5 * self.possible) / self.titles

    def holds_names(self) -> bool:
        """Whether what could be a name here is one."""
        return self.known >= 3 and self.share >= 0.5

    def holds_people(self) -> bool:
        """Whether even one word or a handle is a person here."""
        return self.known >= 4 and self.share >= 0.6


def split_titles(raws: Sequence[str]) -> list[CleanTitle]:
    """Splits the raw titles of one list: as `split_title` does, and what the others tell of it.

    Never raises; linear in their number.
    """
    alone = [split_title(raw) for raw in raws]
    if len(raws) < _FEWEST:
        return alone
    texts = [plain_title(raw) for raw in raws]
    ends = _events(texts)
    events = [_without_event(text, ends) for text in texts]
    clean = [
        split_title(rest) if event and rest != text and len(text) < 100 else before
        for text, (rest, event), before in zip(texts, events, alone, strict=True)
    ]
    drafts = [begun(rest) for rest, _ in events]
    slots = [list(_slots(draft.text)) for draft in drafts]
    evidence = _gathered(slots, [event for _, event in events])
    return [
        title if title.speakers else _with_people(title, draft, places, evidence[event] or evidence[""])
        for title, draft, places, (_, event) in zip(clean, drafts, slots, events, strict=True)
    ]


def _alike(segment: str) -> str:
    """A segment as it is counted."""
    return segment.strip(" [(#@").casefold()


def _events(texts: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The ends that are the event: "<" with the beginning of titles, ">" with their end."""
    rests: dict[tuple[str, str], list[str]] = defaultdict(list)
    shown: dict[tuple[str, str], str] = {}
    for text in dict.fromkeys(texts):
        head, tail = _HEAD.match(text) or _GLUED.match(text), _TAIL.search(text, max(0, len(text) - 60))
        if head is not None:
            rests["<", _alike(head[1])].append(text[head.end() :])
            shown.setdefault(("<", _alike(head[1])), head[0])
        if tail is not None:
            rests[">", _alike(tail[1])].append(text[: tail.start()])
            shown.setdefault((">", _alike(tail[1])), tail[0])
    ends = []
    for end, titles in rests.items():
        segment = shown[end].strip(" -–—|｜/:()[]")
        marked = _MARKED.match(shown[end].strip()) is not None or is_event(segment, alone=True)
        enough = max(4, len(texts) * (_OFTEN if marked else _ALWAYS))
        # An end that tells one title from another is no event's: "Part 2", "How to count to 2 - …".
        if len(set(titles)) < max(enough, 0.9 * len(titles)) or _PART.fullmatch(end[1]):
            continue
        level = _people(segment.lstrip("@#"))[1]
        # What is no known name and stands before most titles is the channel's.
        most = Likeness.COULD if end[0] == "<" and len(titles) >= len(texts) * _ALWAYS else Likeness.NO
        # "A, B" is how people stand with their company, be they known or not.
        if not kinds(f"{segment}: ") and level <= most and (marked or "," not in segment):
            ends.append(end)
    return frozenset(ends)


def _without_event(text: str, ends: frozenset[tuple[str, str]]) -> tuple[str, str]:
    """A title without the events at its ends, and what they are; an empty text where there is none."""
    event = ""
    head = _HEAD.match(text) or _GLUED.match(text)
    if head is not None and ("<", _alike(head[1])) in ends:
        text, event = text[head.end() :], _alike(head[1])
    tail = _TAIL.search(text, max(0, len(text) - 60))
    if tail is not None and tail.start() and (">", _alike(tail[1])) in ends:
        text, event = text[: tail.start()], f"{event} {_alike(tail[1])}"
    return text, event


def _slots(text: str) -> Iterator[_Slot]:
    """The places of a title where people may stand."""
    if len(text) > _LONGEST:
        return
    for (joint, marks), pattern in _JOINTS.items():
        matches = list(pattern.finditer(text)) if any(map(text.__contains__, marks)) else ()
        if matches:
            yield _Slot(f"{joint}>", text[matches[-1].end() :], text[: matches[-1].start()])
            if joint != "by":
                yield _Slot(f"{joint}<", text[: matches[0].start()], text[matches[0].end() :])
    on = _ON.match(text)
    if on is not None:
        yield _Slot("on<", on[1], text[on.end() :])
    bracketed = _BRACKETED.search(text, max(0, len(text) - 80))
    if bracketed is not None:
        yield _Slot("(", bracketed[1], text[: bracketed.start()])


def _people(text: str) -> tuple[People | None, Likeness]:
    """Who stands in a place, and how sure that is."""
    people = names_only(text) or people_with_companies(text)
    if people is None:
        return None, Likeness.NO
    known = all(likeness(name) is Likeness.DOES for name in people.speakers)
    return people, Likeness.DOES if known else Likeness.COULD


def _gathered(slots: Sequence[Sequence[_Slot]], events: Sequence[str]) -> dict[str, dict[str, _Evidence]]:
    """What stands where: for each event that has enough titles by itself, and under "" for all together."""
    evidence: dict[str, dict[str, _Evidence]] = defaultdict(lambda: defaultdict(_Evidence))
    sizes = Counter(events)
    for places, event in zip(slots, events, strict=True):
        for slot in places:
            level = _people(slot.text)[1]
            for group in {"", event} if sizes[event] >= _FEWEST else ("",):
                found = evidence[group][slot.place]
                found.titles += 1
                found.known += level is Likeness.DOES
                found.possible += level is Likeness.COULD
    return evidence


def _with_people(
    title: CleanTitle, draft: Draft, places: Sequence[_Slot], evidence: dict[str, _Evidence]
) -> CleanTitle:
    """A title that names nobody by itself, read as the list writes its names."""
    slots = [slot for slot in places if slot.place in evidence and slot.title.strip()]
    for slot in sorted(slots, key=lambda slot: -evidence[slot.place].share):
        there = evidence[slot.place]
        people, level = _people(slot.text) if there.holds_names() else (None, Likeness.NO)
        if level is Likeness.NO and there.holds_people() and could_stand_for_a_person(slot.text):
            people = People((slot.text.strip(),))
        if people is not None:
            take(draft, slot.title, people, first=slot.place.endswith("<"))
            return msgspec.structs.replace(
                title,
                title=draft.text,
                speakers=draft.speakers,
                company="; ".join(draft.companies) or None,
            )
    return title
