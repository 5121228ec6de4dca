"""The filter as one types: fuzzy, ranked, in pieces short enough that no key waits.

index = FuzzyIndex(log, ids)
for progress in index.search("prom mem"):
    show(progress.ids)          # stop whenever the next key comes
"""

from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tui.domain.folding import FIELD_END, fold
from tui.domain.fuzzy.ahead import Ahead, Found, without
from tui.domain.fuzzy.match import Searched, letters_of, score_of, spans_of
from tui.domain.log import Log
from tui.domain.section import Talk

PIECE = 500
"""How much is done between two pieces of progress, in talks compared: a few milliseconds."""
READING = 8
"""What reading a talk for the first time costs, in talks compared."""
SHOWN = 200
"""How many of the best are listed while the search goes on; at its end all are."""
SCREENFUL = 60
"""Of the best finds as many as make the others that are known so far not worth showing."""
_REMEMBERED = 20
_FOLLOWED = 2
"""Searches that are kept up with a change: the last one, and that with a letter less."""


class Progress(NamedTuple):
    """How far a search is."""

    ids: tuple[str, ...]
    """The talks found, best first, ties as they stand in the list; the best `SHOWN` until `finished`."""
    found: int
    """How many were found so far."""
    looked: int
    """How many talks were looked at, of `total`."""
    total: int
    finished: bool


class FuzzyIndex:
    """The talks of one list, for searching again and again.

    Nothing is read before the first search. What a search has read and found serves the next ones: going on
    with a text looks only at what the shorter text found, taking letters back finds its answer ready, and
    where the list follows a change, so does what was found.
    """

    def __init__(self, log: Log, ids: Sequence[str], former: "FuzzyIndex | None" = None) -> None:
        """Take the talks `ids` of a log, in their order; `former` gives what was read of unchanged talks."""
        self._sections = log.sections
        self._ids = tuple(ids)
        self._searched: dict[str, Searched] = {}
        """Up to date."""
        self._former: dict[str, Searched] = {}
        """Perhaps not; what is asked for moves over."""
        if former is not None:
            self._former = {**former._former, **former._searched}
        self._found: dict[tuple[str, ...], Found] = {}
        self._ahead: Ahead | None = None

    def __len__(self) -> int:
        """How many talks are searched."""
        return len(self._ids)

    @property
    def read(self) -> int:
        """How many talks were read so far, by this index and those it came from."""
        return len(self._searched) + len(self._former)

    def follow(
        self, log: Log, ids: Sequence[str], touched: Collection[str], present: Collection[str]
    ) -> None:
        """Take the list as it is after a change that touched some talks, and left all others as they are.

        `present` are those of the touched that are in the list now.
        """
        self._sections, self._ids = log.sections, tuple(ids)
        for talk_id in touched:
            self._searched.pop(talk_id, None)
            self._former.pop(talk_id, None)
        for words in list(self._found)[:-_FOLLOWED]:
            del self._found[words]  # following all would cost more than finding most of them again
        for words, found in self._found.items():
            self._found[words] = self._carried(words, found, touched, present)
        if self._ahead is not None:
            self._ahead.changed.update(touched)
            if self._ahead.outdated:
                self._ahead = None

    def _carried(
        self, words: tuple[str, ...], found: Found, touched: Collection[str], present: Collection[str]
    ) -> Found:
        """What was found before some talks changed, as it would be found now."""
        matching, ranked = without(found.matching, touched), without(found.ids, touched)
        asked = [(word, letters_of(word)) for word in words]
        fitting = [talk_id for talk_id in present if self._score(talk_id, asked)]
        places = {talk_id: place for place, talk_id in enumerate(self._ids)} if fitting else {}
        for talk_id in fitting:
            insort(matching, talk_id, key=places.__getitem__)
            insort(ranked, talk_id, key=lambda i: (-self._score(i, asked), places[i]))
        return Found(matching, tuple(ranked))

    def read_ahead(self) -> Iterator[None]:
        """Read what searches will need, in slices of some milliseconds."""
        if self._ahead is None:
            self._ahead = Ahead(self._ids)
        yield from self._ahead.read(lambda talk_id: self._read(talk_id)[0])

    def search(self, text: str) -> Iterator[Progress]:
        """Find the talks that fit every word of a text, piece by piece; a blank text finds all at once.

        Whoever consumes it may stop at any piece; only a search that came to its end helps later ones.
        """
        words = words_of(text)
        ready = self._ids if not words else self._found[words].ids if words in self._found else None
        if ready is not None:
            yield Progress(ready, len(ready), len(ready), len(ready), True)
            return
        asked = [(word, letters_of(word)) for word in words]
        first: tuple[str, ...] = ()
        if self._ahead is not None and len(words) == 1:
            if (known := self._ahead.found(words[0])) is not None:
                changed = self._ahead.changed
                present = changed.intersection(self._ids) if changed else ()
                found = self._keep(words, self._carried(words, known, changed, present))
                yield Progress(found.ids, len(found.ids), len(self._ids), len(self._ids), True)
                return
            first = self._ahead.first(words[0], SHOWN, lambda talk_id: self._score(talk_id, asked))
        candidates = self._candidates(words)
        if first and len(candidates) > PIECE * 4:
            yield Progress(first, len(first), 0, len(candidates), False)
        # Scores are small whole numbers: a shelf for each keeps 50,000 hits ranked without sorting them.
        shelves: dict[int, list[str]] = {}
        matching: list[str] = []
        done = 0
        for looked, talk_id in enumerate(candidates):
            if done >= PIECE:
                best = first if len(first) >= SCREENFUL else _joined(first, _best(shelves, SHOWN))
                yield Progress(best, len(matching), looked, len(candidates), False)
                done = 0
            searched, cost = self._read(talk_id)
            done += cost
            score = _fit(searched, asked) if searched is not None else 0
            if score:
                shelves.setdefault(score, []).append(talk_id)
                matching.append(talk_id)
        found = self._keep(words, Found(matching, _best(shelves, len(matching))))
        yield Progress(found.ids, len(found.ids), len(candidates), len(candidates), True)

    def _keep(self, words: tuple[str, ...], found: Found) -> Found:
        if len(self._found) >= _REMEMBERED:
            del self._found[next(iter(self._found))]
        self._found[words] = found
        return found

    def spans(self, text: str, talk: Talk) -> tuple[tuple[int, int], ...]:
        """What to highlight of a talk's title for a search: (start, end) in characters, in order."""
        known = self._searched.get(talk.id)
        return spans_of(known if known is not None and known.talk is talk else Searched(talk), words_of(text))

    def _candidates(self, words: tuple[str, ...]) -> Sequence[str]:
        """The talks that can fit, by what was found for a text of which this is a continuation."""
        best: Sequence[str] = self._ids
        for former, found in self._found.items():
            if len(found.matching) < len(best) and _continues(words, former):
                best = found.matching
        return best

    def _score(self, talk_id: str, asked: Sequence[tuple[str, int]]) -> int:
        searched, _ = self._read(talk_id)
        return _fit(searched, asked) if searched is not None else 0

    def _read(self, talk_id: str) -> tuple[Searched | None, int]:
        """A talk as it is searched, and what getting it cost; None where it is none any more."""
        searched = self._searched.get(talk_id)
        if searched is not None:
            return searched, 1
        talk = self._sections.get(talk_id)
        if not isinstance(talk, Talk):
            return None, 1
        former = self._former.pop(talk_id, None)
        cost = 1
        if former is None or former.talk is not talk:
            former, cost = Searched(talk), READING
        self._searched[talk_id] = former
        return former, cost


def _best(shelves: dict[int, list[str]], count: int) -> tuple[str, ...]:
    best: list[str] = []
    for score in sorted(shelves, reverse=True):
        if len(best) >= count:
            break
        best += shelves[score][: count - len(best)]
    return tuple(best)


def _joined(first: Sequence[str], then: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))[:SHOWN]


def _fit(searched: Searched, asked: Sequence[tuple[str, int]]) -> int:
    """How well a talk fits all words; 0: one of them not at all."""
    score = 0
    for word, letters in asked:
        own = score_of(searched, word, letters)
        if not own:
            return 0
        score += own
    return score


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are searched."""
    return tuple(fold(text.replace(FIELD_END, " ")).split())


def _continues(words: tuple[str, ...], former: tuple[str, ...]) -> bool:
    """Whether each word of a former search begins a word of this one: what fits this one fits that."""
    return len(former) <= len(words) and all(
        word.startswith(begun) for word, begun in zip(words, former, strict=False)
    )
