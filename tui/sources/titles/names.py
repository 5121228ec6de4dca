"""Does a piece of a title look like a person's name? Three answers: no, it could, it does.

Judged by shape (two to five words, capitals, particles, initials), against words that titles are made of,
and by known given names. The word lists lie in `words/`; they are ordinary vocabulary, one file each.
"""

import enum
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files


class Likeness(enum.IntEnum):
    """How much a piece of text looks like a person's name."""

    NO = 0
    COULD = 1
    DOES = 2


_PARTICLE = re.compile(
    "a|af|al|av|bin|da|dal|das|de|del|della|den|der|di|do|dos|du|e|el|ibn|la|las|le|los|st|ten|ter|van|von|y|zu|zur"
)
_HANDLE = re.compile(r"\s*(?:\([^()]*\)|(?<!\S)@[\w.-]+)\s*$")
_NICKNAME = re.compile(r"\s+(?:\"[^\"]{1,30}\"|“[^”]{1,30}”|'[^' ]{1,30}'|\([^()]{1,30}\))(?=\s|$)")
_HONOURS = re.compile(r"^(?:dr|prof|mr|mrs|ms)\.?\s+", re.IGNORECASE)
_NOUN = re.compile(r"(?:tions?|ments?|ness|olog(?:y|ies)|graphy|ci[oó]n|ção|ware|tors|nts|cks|ings)$")
_MOST_WORDS = 5
_LONGEST = 60


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return _words("given_names.txt")


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    return _words("title_words.txt")


@lru_cache(maxsize=1)
def _ordinary_words() -> frozenset[str]:
    return _words("ordinary_words.txt") | _title_words()


def _words(name: str) -> frozenset[str]:
    text = files("tui.sources.titles").joinpath("words", name).read_text("utf-8")
    return frozenset(
        _plain(word) for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """Lower case and without accents: "Jörg" and "Jorg" are one entry of the list."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return (
        "".join(char for char in decomposed if not unicodedata.combining(char))
        .replace("ł", "l")
        .replace("ø", "o")
    )


def without_handle(piece: str) -> str:
    """The piece without a trailing `@handle` or parenthesis, and without an honour (`Dr.`) before it."""
    return _HONOURS.sub("", _HANDLE.sub("", _HANDLE.sub("", piece)).strip(" ,")).strip()


def is_title_word(word: str, *, strictly: bool = False) -> bool:
    """Whether a word is one that titles are made of, or any ordinary word if not `strictly`; no given name."""
    plain = _plain(re.sub(r"['’]s$", "", word.strip(".,:;!?\"'“”()[]")))
    words = _title_words() if strictly else _ordinary_words()
    return plain in words and plain not in _given_names()


def is_given_name(word: str) -> bool:
    """Whether a word is a known given name and no word of titles; of "Jean-Luc" one half is enough."""
    halves = [_plain(half) for half in word.split("-")]
    return any(half in _given_names() and half not in _title_words() for half in halves)


def likeness(piece: str, *, placed: bool = False) -> Likeness:
    """Whether a piece of text is a person's name: of two to five words, or one word that is a given name.

    With `placed` it stands where names stand (a company follows): the surname may be any word, "Iain Smart".
    """
    if not 2 <= len(piece) <= _LONGEST:
        return Likeness.NO
    words = _NICKNAME.sub("", without_handle(piece)).split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(map(_is_name_word, words)):
        return Likeness.NO
    capital = [word for word in words if not _PARTICLE.fullmatch(word)]
    if not capital or _PARTICLE.fullmatch(words[-1]) or all(map(_is_initial, capital)):
        return Likeness.NO
    known = is_given_name(words[0]) or (len(words) > 1 and is_given_name(words[-1]) and words[0].isupper())
    odd = [word for word in capital if not _is_initial(word) and is_title_word(word)]
    if placed:
        # Even an ordinary word may be a name where a company follows: "Cat Morris, Acme".
        odd = [word for word in odd if word == capital[-1] or is_title_word(word, strictly=True)]
    if odd and not ((known or placed) and len(capital) > 1 and odd == capital[-1:] and odd[0] != capital[0]):
        return Likeness.NO
    if len(words) == 1:
        return Likeness.COULD if known else Likeness.NO
    if known:
        return Likeness.DOES
    if any(map(_is_camel, capital)) or _NOUN.search(words[-1].lower()):
        return Likeness.NO
    if not capital[0][0].isupper() and (len(words) > 2 or max(map(len, words)) > 4):
        # Scripts without capitals: a name is two short words, all else could be a sentence.
        return Likeness.NO
    if not placed and any(1 < len(word) < 5 and word.isupper() and word.isascii() for word in capital):
        return Likeness.NO
    return Likeness.COULD


def could_be_mononym(piece: str) -> bool:
    """Whether one word could stand for a person where the place says so: "Flynn", "JohnnyT"."""
    word = without_handle(piece)
    return (
        " " not in word
        and 2 < len(word) <= 24
        and _is_name_word(word)
        and not is_title_word(word)
        and not (word.isupper() and word.isascii())
    )


def _is_camel(word: str) -> bool:
    """Whether a capital stands inside a word as products have it: "PyCon", but not "McCune" or "DiCesare"."""
    return re.search(r"^(?!(?:Mc|Mac|Fitz|[DL][aeiou]|V[ao]n)[A-Z])\w*[a-z][A-Z]", word) is not None


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _is_name_word(word: str) -> bool:
    """Whether a word can be part of a name: a capital (or a script without), letters, hyphens, points."""
    if _PARTICLE.fullmatch(word):
        return True
    core = word.rstrip(".")
    if not core or (len(re.split("[-‐]", core)[-1]) > 3 and word.endswith(".")):
        return False
    if not all(char.isalpha() or char in "'’-.‐" or unicodedata.combining(char) for char in core):
        return False
    first = core.lstrip("'’-")[:1]
    return bool(first) and (
        first.isupper() or not (first.islower() or first.istitle()) or core[:2] in ("d'", "d’")
    )
