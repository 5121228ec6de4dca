"""Text as it is compared: without case, accents and typographic variants."""

import re
import unicodedata

from tui.domain.section import Talk

# Letters that Unicode does not decompose, yet that people type without their stroke or ligature.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-",
}  # fmt: skip
FIELD_END = "\0"
"""Stands between two fields that are searched as one text: nothing a person types matches across it."""


class _Folds(dict[int, str]):
    """What each character becomes, worked out when first met; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        # Case folding can bring forth what decomposes again (U+0390), and the other way round.
        for _ in range(3):
            plain = (c for c in unicodedata.normalize("NFKD", folded) if unicodedata.category(c) != "Mn")
            folded = "".join(_LETTERS.get(c, c) for c in "".join(plain).casefold())
        self[code] = folded
        return folded


_FOLDS = _Folds()
_NOT_ASCII = re.compile("([^\\x00-\\x7f]+)")


def fold(text: str) -> str:
    """A text without case and accents: `Ångström` → `angstrom`, `ﬁ` → `fi`, `ß` → `ss`; each character alone.

    By Unicode's NFKD without nonspacing marks, then full case folding. Folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    # `str.translate` asks the table for each character: only what is not ASCII is worth that.
    pieces = _NOT_ASCII.split(text)
    pieces[::2] = [piece.lower() for piece in pieces[::2]]
    pieces[1::2] = [piece.translate(_FOLDS) for piece in pieces[1::2]]
    return "".join(pieces)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """A folded text, and for each of its characters the index in `text` of the one it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [_FOLDS[ord(character)] for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


class FoldedTalk:
    """What a search looks through in one talk."""

    __slots__ = ("_abstract", "head", "talk")

    def __init__(self, talk: Talk) -> None:
        """Fold what is short; the abstract waits until it is asked for."""
        self.talk = talk
        self.head = fold(FIELD_END.join((talk.title, *talk.speakers, talk.company or "")))
        """Title, speakers and company, with `FIELD_END` between them."""
        self._abstract: str | None = None

    @property
    def abstract(self) -> str:
        """The abstract: most of what there is to fold."""
        if self._abstract is None:
            self._abstract = fold(self.talk.abstract)
        return self._abstract


_CACHE_LIMIT = 200_000
_folded: dict[str, FoldedTalk] = {}


def folded_talk(talk: Talk) -> FoldedTalk:
    """The talk's texts, folded once for each of its values."""
    cached = _folded.get(talk.id)
    # By identity: a value that a change left alone is still the same object.
    if cached is not None and cached.talk is talk:
        return cached
    if len(_folded) >= _CACHE_LIMIT:
        _folded.clear()
    made = _folded[talk.id] = FoldedTalk(talk)
    return made
