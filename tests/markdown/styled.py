"""Posts of other people's styles as Hypothesis makes them: items, bold lines, links below headings."""

from hypothesis import strategies as st

_TITLES = st.sampled_from(
    [
        "Ropes",
        "On `code` & *more*",
        "Why? [Because]",
        "a_b_c",
        "Ümläut 🚲",
        "1. not a number",
        "C# :: x",
        "**b**",
    ]
)
_HOSTS = st.sampled_from(
    [
        "https://video.example/{}",
        "https://www.youtube.com/watch?v=styled{:05d}",
        "https://video.example/a_({})",
    ]
)
_FIRST = ["good", "*so* so", "see [it](https://pages.example/it)", "a `b` — c", "%", "2. no list"]
_MORE = [
    "more text",
    "- sub",
    "- [slides](https://slides.example/1)",
    "  deeper",
    "1. one",
    "```",
    "code  ",
    "> quoted",
    "",
    "",
    "\ttab",
    "| a | b |",
    "<!-- aside -->",
    "---",
    "%% private %%",
]
_HEADS = {
    "item": [
        "- [{t}]({u})",
        "* **[{t}]({u})**",
        "+ 🎥 [{t}]({u})",
        "- [x] [{t}]({u})",
        "- **{t}** ([video]({u}))",
    ],
    "number": ["1. [{t}]({u})", "{n}. [{t}]({u})", "{n}) __[{t}]({u})__"],
    "bold": ["**[{t}]({u})**", "**{t}** ([video]({u}))", "**{t}** – <{u}>"],
    "below": [
        "### {t}\n🎥 [Watch]({u})",
        "### {t}\n\n<{u}>",
        "### {t} ###\nLink: {u}",
        "{t}\n---\n[Video]({u})",
    ],
}
STYLES = sorted(_HEADS)


@st.composite
def styled_posts(draw: st.DrawFn, style: str) -> str:
    """A post that writes its talks in one style: notes of all sorts, in and out of line."""
    head = draw(st.sampled_from(_HEADS[style]))
    parting = draw(st.sampled_from([" — ", ": ", " ", " - ", ", "]))
    apart = draw(st.sampled_from(["", "\n"])) if style in ("item", "number") else "\n"
    within = {"item": "  ", "number": "   "}.get(style, "")
    within = draw(st.sampled_from([within, within, "    ", "\t", ""])) if within else ""
    text, number = draw(st.sampled_from(["", "Hello.\n\n", "- **a** :: b\n- **b** ::\n\n"])), 0
    for place in range(draw(st.integers(1, 3))):
        text += f"## Area {place}\n" + draw(st.sampled_from(["\n", "\nOwn text.\n\n"]))
        for count in range(draw(st.integers(1, 4))):
            number += 1
            url = draw(_HOSTS).format(number)
            text += head.format(t=_as_title(draw(_TITLES), head), u=url, n=count + 1)
            if style in ("item", "number", "bold") and draw(st.booleans()):
                text += parting + draw(st.sampled_from(_FIRST))
            for line in draw(st.lists(st.sampled_from(_MORE), max_size=5)):
                text += "\n" + (within + line if line else "")
            text += "\n" + apart
        text += "" if text.endswith("\n\n") else "\n"
    if draw(st.booleans()):
        text += "## Further reading\n\n- [Blog](https://blog.example/1)\n- plain\n"
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


def _as_title(title: str, head: str) -> str:
    """A title that does not end the mark around it."""
    escaped = title.replace("[", r"\[").replace("]", r"\]")
    return escaped.replace("*", r"\*") if "**" in head else escaped
