"""Markdown documents as Hypothesis makes them: every construct that could confuse a line's fate."""

from hypothesis import strategies as st

_LINES = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "# One",
        "## Two",
        "### [Talk](https://video.example/a)",
        "### [Talk](https://video.example/b) ###",
        "   #### [Deep](http://video.example/c)",
        "## [not web](javascript:alert) x",
        "###### six",
        "#no space",
        "##",
        "Text",
        "  text  ",
        "    code",
        "===",
        "---",
        "- item",
        "  - nested",
        "1. one",
        "> quote",
        "> # quoted",
        "```",
        "~~~ python",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<script>",
        "<?php",
        "[ref]: https://video.example/r",
        "### [ref]",
        "- **area** :: why",
        "- [Item](https://video.example/i) — with text",
        "* **[Starred](https://video.example/s)**: so",
        "  - [Within](https://video.example/w)",
        "1. [First](https://video.example/1)",
        "- [ ] [Page](https://pages.example/p), a page",
        "- - [Twice](https://video.example/t)",
        "**[Bold](https://video.example/bold)**",
        "**Bold Too** ([video](https://video.example/too)) and text",
        "[Watch](https://video.example/below)",
        "<https://video.example/bare>",
        "## Named",
        "\t- tab",
        "+++",
        "| a | b |",
        "|---|---|",
        "\x0c",
        "a\x0bb",
        "\u2028",
        "nul \x00 here",
        "\x85",
        "\udcff\udcfe",
        "\ufeff# marked",
        "[^1]: note",
        "\\",
        "* * *",
    ]
)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
_ANY = st.text(st.characters(codec="utf-8"), max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Text with lines of all sorts and ends of all sorts; undecodable bytes as surrogates."""
    lines = draw(st.lists(st.tuples(st.one_of(_LINES, _LINES, _LINES, _ANY), _ENDS), max_size=30))
    text = "".join(line + end for line, end in lines)
    return text + draw(st.sampled_from(["", "", "last line", "## Last", "\t"]))


def post_bytes() -> st.SearchStrategy[bytes]:
    """The bytes of posts: UTF-8 with and without mark, UTF-16, damaged, and any bytes at all."""
    texts = documents()
    utf8 = texts.map(lambda text: text.encode("utf-8", "surrogateescape"))
    return st.one_of(
        utf8,
        utf8.map(lambda data: b"\xef\xbb\xbf" + data),
        texts.map(lambda text: b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")),
        texts.map(lambda text: b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass") + b"x"),
        st.binary(max_size=60),
    )
