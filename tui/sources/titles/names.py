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
    "['’]t|a|af|al|av|bin|da|dal|das|de|del|della|den|der|di|do|dos|du|e|el|ibn|la|las|le|los|st|ten|ter|van|von|y|zu|zur"
)
_HANDLE = re.compile(r"\s*(?:\([^()]*\)|(?<!\S)@[\w.-]+)\s*$")
_NICKNAME = re.compile(r"\s+(?:\"[^\"]{1,30}\"|“[^”]{1,30}”|'[^' ]{1,30}'|\([^()]{1,30}\))(?=\s|$)")
_KINDS = frozenset(
    {"demo", "interview", "keynote", "panel", "remix", "session", "talk", "talks", "tutorial", "workshop"}
)
_COMPANY_WORDS = frozenset({
    "ag", "bank", "capital", "consulting", "corp", "corporation", "foundation", "gmbh", "group", "inc",
    "institute", "labs", "limited", "llc", "lp", "ltd", "media", "networks", "software", "solutions",
    "studios", "systems", "technologies", "technology", "university", "ventures",
})  # fmt: skip
"""Last words of companies, whose first may be somebody's given name."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_ARTICLES = frozenset({"A", "E", "I", "O"})
"""Capitals that are words at the head of a title; as initials they have a point."""
_QUOTED_NICKNAME = re.compile(r"\s+[“'‘]([^'’“”\" ]{1,30})[”'’](?=\s|$)")
_HONOURS = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|ing|dipl)\.\s*|(?:dr|prof|professor)\s+)+", re.IGNORECASE)
_HAN_SURNAMES = frozenset(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许鄧邓馮冯韓韩曹曾彭蕭萧肖蔡潘田董袁於于"
    "餘余葉叶蔣蒋杜蘇苏魏程呂吕丁沈任姚盧卢傅鍾钟姜崔譚谭廖范汪陸陆金石戴賈贾韋韦夏邱方侯鄒邹熊孟秦白江閻阎薛尹段雷黎史龍龙陶賀贺"
    "顧顾毛郝龔龚邵萬万錢钱嚴严賴赖覃武莫孔湯汤游洪邢倪莊庄涂溫温康施簡简柯翁歐欧詹阮朴"
)
"""The commonest Chinese and Korean family names of one character."""
_HAN = re.compile("[\u4e00-\u9fff]{2,4}")
_GENITIVE = re.compile(r"['’]s$")
_NOUN = re.compile(r"(?:tions?|ments?|ness|olog(?:y|ies)|graphy|ci[oó]n|ção|ware|tors|nts|cks|ings)$")
_MOST_WORDS = 5
_MOST_BLANKS = 9
"""Blanks in a piece with an honour, a nickname and a handle."""
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
    """The piece without a trailing `@handle` or parenthesis; an honour before it ("Dr.") stays."""
    if "@" in piece or ")" in piece:
        piece = _HANDLE.sub("", _HANDLE.sub("", piece))
    return piece.strip(" ,")


def written_name(piece: str) -> str:
    """A name as it is kept: no handle, a nickname in double quotes, all capitals made ordinary ones.

    "ANN MILLER" becomes "Ann Miller", "Robert 'Bob' Weaver" becomes `Robert "Bob" Weaver`; a surname alone in
    capitals ("KATO Kenji") is how its bearer writes it.
    """
    name = _QUOTED_NICKNAME.sub(r' "\1"', without_handle(piece))
    words = [word for word in name.split() if len(word.strip('."')) > 1]
    if len(words) > 1 and name.isupper() and any(len(word) > 3 for word in words):
        return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)
    return name


@lru_cache(maxsize=16_384)
def is_title_word(word: str, *, strictly: bool = False) -> bool:
    """Whether a word is one that titles are made of, or an ordinary one if not `strictly`; no given name."""
    plain = _plain(_GENITIVE.sub("", word.strip(".,:;!?\"'“”()[]")))
    words = _title_words() if strictly else _ordinary_words()
    if "-" in plain:
        # "Open-Source" is none, "Smith-King" may be one.
        return all(half in _title_words() for half in plain.split("-"))
    if plain in _given_names():
        return False
    return plain in words or (len(plain) > 5 and plain[-1] == "s" and plain[:-1] in _title_words())


@lru_cache(maxsize=16_384)
def is_given_name(word: str) -> bool:
    """Whether a word is a known given name and no word of titles; of "Jean-Luc" one half is enough."""
    halves = [_plain(half) for half in word.split("-")]
    return any(half in _given_names() and half not in _title_words() for half in halves)


@lru_cache(maxsize=4096)
def likeness(piece: str, *, placed: bool = False) -> Likeness:
    """Whether a piece of text is a person's name: of two to five words, or one word that is a given name.

    With `placed` it stands where names stand (a company follows): the surname may be any word, "Iain Smart".
    """
    if not 2 <= len(piece) <= _LONGEST:
        return Likeness.NO
    if piece.count(" ") > _MOST_BLANKS:
        return Likeness.NO
    words = _NICKNAME.sub("", _HONOURS.sub("", without_handle(piece))).split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(map(_is_name_word, words)):
        return Likeness.NO
    # In the middle of a name a particle may have a capital: "Tara De La Fuente".
    middle = {place for place in range(1, len(words) - 1) if _PARTICLE.fullmatch(words[place].lower())}
    capital = [
        word for place, word in enumerate(words) if place not in middle and not _PARTICLE.fullmatch(word)
    ]
    if not capital or _PARTICLE.fullmatch(words[-1]) or all(map(_is_initial, capital)):
        return Likeness.NO
    known = is_given_name(words[0]) or (len(words) > 1 and is_given_name(words[-1]) and words[0].isupper())
    if (
        words[-1].lower() in _KINDS
        or words[-1].lower() in _COMPANY_WORDS
        or (words[0] in _ARTICLES and len(words) > 1)
    ):
        return Likeness.NO
    odd = [word for word in capital if not _is_initial(word) and is_title_word(word)]
    if placed:
        # Even an ordinary word may be a name where a company follows: "Cat Morris, Acme".
        odd = [word for word in odd if word == capital[-1] or is_title_word(word, strictly=True)]
    plain_first = len(capital[0]) > 1
    if odd and not ((known or placed) and plain_first and odd == capital[-1:] and odd[0] != capital[0]):
        return Likeness.NO
    if _HAN.fullmatch(words[-1]) and len(words) == 1:
        return Likeness.COULD if words[0][0] in _HAN_SURNAMES else Likeness.NO
    if len(words) == 1:
        return Likeness.COULD if known else Likeness.NO
    if known:
        return Likeness.DOES
    if (
        any(map(_is_camel, capital))
        or _NOUN.search(words[-1].lower())
        or (not placed and _is_gerund(words[0]))
    ):
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


def could_stand_for_a_person(piece: str) -> bool:
    """Whether a piece could be a person in a place that is known to hold people: a name in any shape.

    One to three words, none of them ordinary, with capitals where the script has them: "Malo", "WenChen Hol",
    "何明洋". A handle in lower case is left out: people are seldom called so elsewhere.
    """
    words = without_handle(piece).split() or [piece.strip().lstrip("@")]
    return (
        1 <= len(words) <= 3
        and 2 <= len(piece.strip()) <= 40
        and not any(map(is_title_word, words))
        and any(char.isalpha() for char in piece)
        and all(char.isalnum() or char in "'’-. " for char in piece.strip())
        and words[-1].lower() not in _KINDS
        and (_HAN.fullmatch(piece.strip()) is not None or all(word[0].isupper() for word in words))
        and not (piece.isupper() and piece.isascii())
        and not _YEAR.search(piece)
    )


def _is_camel(word: str) -> bool:
    """Whether a capital stands inside a word as products have it: "PyCon", but not "McCune" or "DiCesare"."""
    return re.search(r"^(?!(?:Mc|Mac|Fitz|[DL][aeiou]|V[ao]n)[A-Z])\w*[a-z][A-Z]", word) is not None


def _is_gerund(word: str) -> bool:
    """Whether a word is made of an ordinary one: "Nurturing", but not "Kunming"."""
    stem = word.lower().removesuffix("ing")
    return stem != word.lower() and any(map(is_title_word, (stem, f"{stem}e", stem[:-1])))


def _mixes_scripts(word: str) -> bool:
    """Whether Latin letters and such of East Asia stand in one word: "Packageと"."""
    return any(char.isascii() and char.isalpha() for char in word) and any(char > "\u3000" for char in word)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


@lru_cache(maxsize=16_384)
def _is_name_word(word: str) -> bool:
    """Whether a word can be part of a name: a capital (or a script without), letters, hyphens, points."""
    if word.isascii() and word.isalpha() and word[0].isupper():
        return True
    if _PARTICLE.fullmatch(word):
        return True
    core = word.rstrip(".")
    if core.endswith(("-", "‐", "'s", "’s")) or (not core.isascii() and _mixes_scripts(core)):
        return False
    if not core or (len(re.split("[-‐]", core)[-1]) > 3 and word.endswith(".")):
        return False
    if not all(char.isalpha() or char in "'’-.‐" or unicodedata.combining(char) for char in core):
        return False
    first = core.lstrip("'’-")[:1]
    return bool(first) and (
        first.isupper() or not (first.islower() or first.istitle()) or core[:2] in ("d'", "d’")
    )
