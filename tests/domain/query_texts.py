"""Queries as people type them, and as nobody would."""

from hypothesis import strategies as st

_TEXT = """profiling sun ångström "lin sun" "a (b" -keynote - -- ( ) OR AND or " \\ \\" "\\"" is:inbox is:kept
    is:nothing is: min<30 min>=20 min:20..40 min:x min≤3 min:<9 rating>=-2 rating:none speaker:"lin sun"
    speaker: speaker:none speaker:"none" note:yes note:no note:"no" note:x tag:ebpf tag:"service mesh" tag:(x)
    lang:en after:2023-11 before:2024 date:2023-11-07 date>=2023 date:2023..2024-02 date:2023-99 cat:sec
    cat:none
    cat:"kubernetes / maintainer track" watch:partly key:yt:a1 https://video.example/watch?v=a1 spaeker:lin
    title<3 f(x) 10:30 C++: a=b Keynote: cat:4 -is:done -(is:done key:"") title:none :) «x»"""
_pieces = st.sampled_from(_TEXT.split())
typed = st.lists(_pieces, max_size=7).map(" ".join)
"""Words, terms, quotes, parentheses in any order, right and wrong."""

_right = st.sampled_from(
    ["profiling", '"lin sun"', "is:kept", "is:decided", "min<30", "rating>=0", "note:yes", "cat:kubernetes",
     "date:2023", "tag:none", "speaker:lin", "watch:partly", "title:o", "-is:inbox", "-profiling", "is:done"]
)  # fmt: skip
right = st.recursive(
    _right,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=6,
)
"""Queries without errors."""

queries = typed | right
anything = typed | right | st.text(max_size=60) | st.text('"()-:<>=\\OR a.0é\u0301\u2028', max_size=40)
"""Any text at all."""
