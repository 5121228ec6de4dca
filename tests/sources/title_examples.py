"""Titles of the shape that channels write, under the rule that each is an example of."""

from tui.sources import CleanTitle

EXAMPLES: dict[str, list[tuple[str, CleanTitle]]] = {
    "entities": [
        ("Salt &amp; Pepper", CleanTitle(title="Salt & Pepper")),
        ("It&#39;s here", CleanTitle(title="It's here")),
        ("R&D; and so on", CleanTitle(title="R&D; and so on")),
    ],
    "invisible characters": [
        ("  One\ttwo\n three ", CleanTitle(title="One two three")),
        ("\x1b]52;c;aGk=\x07[/red] x", CleanTitle(title="]52;c;aGk=[/red] x")),
        ("\u202eEvil\u200b title", CleanTitle(title="Evil title")),
    ],
    "cut": [
        (
            "A title about things that a channel had no room to print in full, so it e...",
            CleanTitle(
                title="A title about things that a channel had no room to print in full, so it e...",
                cut=True,
            ),
        ),
        ("And then...", CleanTitle(title="And then...")),
        (
            "A long title about the things that a channel had no room to print - Ann Miller & Bob Wel...",
            CleanTitle(
                title="A long title about the things that a channel had no room to print",
                speakers=("Ann Miller",),
                cut=True,
            ),
        ),
        (
            "A title of just the length that the host allows, which ends "
            "within its people - Ann Miller & Bo Lee,",
            CleanTitle(
                title="A title of just the length that the host allows, which ends within its people",
                speakers=("Ann Miller", "Bo Lee"),
                cut=True,
            ),
        ),
        (
            "A title of just the length that the host allows it, ending "
            "in what began a name - Ann Miller & Susan",
            CleanTitle(
                title="A title of just the length that the host allows it, ending in what began a name",
                speakers=("Ann Miller",),
            ),
        ),
    ],
    "numbering": [
        ("3. How to count", CleanTitle(title="How to count")),
        ("3.0 is out", CleanTitle(title="3.0 is out")),
        ("D27. How to count", CleanTitle(title="How to count")),
        ("How to count 38:26", CleanTitle(title="How to count")),
    ],
    "language": [
        ("[JA] How to count", CleanTitle(title="How to count", language="ja")),
        ("[EN] [x] y", CleanTitle(title="[x] y", language="en")),
        ("[SIG] How to count", CleanTitle(title="[SIG] How to count")),
        ("How to count [EN]", CleanTitle(title="How to count", language="en")),
    ],
    "emoji": [
        ("🚨 How to count 🎉", CleanTitle(title="How to count")),
        ("How 🎉 to count", CleanTitle(title="How 🎉 to count")),
        ("🎉", CleanTitle(title="🎉")),
    ],
    "kind": [
        ("Keynote: How to count", CleanTitle(title="Keynote: How to count", tags=("keynote",))),
        (
            "⚡ Lightning Talk: Counting",
            CleanTitle(title="Lightning Talk: Counting", tags=("lightning talk",)),
        ),
        ("Sponsored Session: Counting", CleanTitle(title="Sponsored Session: Counting", tags=("sponsored",))),
        (
            "[SOLD OUT] Tutorial: Counting",
            CleanTitle(title="[SOLD OUT] Tutorial: Counting", tags=("sold out", "tutorial")),
        ),
        ("[Keynote] Counting", CleanTitle(title="[Keynote] Counting", tags=("keynote",))),
        ("Counting: a subtitle", CleanTitle(title="Counting: a subtitle")),
    ],
    "event": [
        ("ExampleConf 2019 - How to count", CleanTitle(title="How to count")),
        ("ExampleConf 2019: How to count", CleanTitle(title="How to count")),
        ("How to count | ExampleConf EU 2019", CleanTitle(title="How to count")),
        ("How to count (ExampleConf 2019)", CleanTitle(title="How to count")),
        ("How to count @ ExampleConf2019", CleanTitle(title="How to count")),
        ("How to count in 2019: a guide", CleanTitle(title="How to count in 2019: a guide")),
        (
            "How to count | Susan Miller @ExampleCon 2019",
            CleanTitle(title="How to count", speakers=("Susan Miller",)),
        ),
        (
            "How to count, Susan Miller at Example Town 2019",
            CleanTitle(title="How to count", speakers=("Susan Miller",)),
        ),
        ("[ExampleConf'19] Susan Miller: Counting", CleanTitle(title="Counting", speakers=("Susan Miller",))),
        ("How to count / #ExampleCon", CleanTitle(title="How to count")),
    ],
    "kind with name": [
        ("Keynote: Susan Miller", CleanTitle(title="Keynote", speakers=("Susan Miller",), tags=("keynote",))),
        ("Q&A with Susan Miller", CleanTitle(title="Q&A with", speakers=("Susan Miller",))),
        (
            "Keynote: Susan Miller, Acme Labs",
            CleanTitle(title="Keynote", speakers=("Susan Miller",), company="Acme Labs", tags=("keynote",)),
        ),
    ],
    "by": [
        ("How to count by Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        (
            "How to count by Susan Miller and Robert Weaver",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Robert Weaver")),
        ),
        ("Counting by Example", CleanTitle(title="Counting by Example")),
        ("Contar por Susana Molina", CleanTitle(title="Contar", speakers=("Susana Molina",))),
        (
            "How to count by Dr. Susan Miller",
            CleanTitle(title="How to count", speakers=("Dr. Susan Miller",)),
        ),
        ("How to count by SUSAN MILLER", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        (
            "How to count by Susan 'Sue' Miller",
            CleanTitle(title="How to count", speakers=('Susan "Sue" Miller',)),
        ),
        ("Secure by default", CleanTitle(title="Secure by default")),
    ],
    "slash": [
        ("How to count / Kenji Mori @kmori", CleanTitle(title="How to count", speakers=("Kenji Mori",))),
        ("How to count / MORI, Kenji", CleanTitle(title="How to count", speakers=("MORI Kenji",))),
        ("How to count / tsukuyo @tsukuyo", CleanTitle(title="How to count", speakers=("tsukuyo",))),
        ("How to count / @tsukuyo", CleanTitle(title="How to count / @tsukuyo")),
        (
            "How to count / Kenji Mori Aya Ito @kmori @aito",
            CleanTitle(title="How to count", speakers=("Kenji Mori", "Aya Ito")),
        ),
        (
            "How to count/ Susana Molina y Tomás Rivas",
            CleanTitle(title="How to count", speakers=("Susana Molina", "Tomás Rivas")),
        ),
        (
            "Как считать / Игорь Миллер (Ромашка)",
            CleanTitle(title="Как считать", speakers=("Игорь Миллер",), company="Ромашка"),
        ),
    ],
    "hyphen": [
        (
            "How to count - Susan Miller, Acme Labs",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme Labs"),
        ),
        (
            "How to count - Susan Miller & Yoko Brandt, Acme; Piet Okafor, Initech Co., Ltd",
            CleanTitle(
                title="How to count",
                speakers=("Susan Miller", "Yoko Brandt", "Piet Okafor"),
                company="Acme; Initech Co., Ltd",
            ),
        ),
        (
            "How to count - fast - Susan Miller, Principal Engineer, Acme & Robert Weaver, CTO, Initech",
            CleanTitle(
                title="How to count - fast",
                speakers=("Susan Miller", "Robert Weaver"),
                company="Acme; Initech",
            ),
        ),
        (
            "How to count - Susan Miller, Senior Engineer - Counting Team, Acme",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme"),
        ),
        (
            "How to count?- Susan Miller, Maintainer",
            CleanTitle(title="How to count?", speakers=("Susan Miller",)),
        ),
        ("How to count - Deep Dive", CleanTitle(title="How to count - Deep Dive")),
        (
            "How to count - Susan Miller, Robert Weaver",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Robert Weaver")),
        ),
        (
            "How to count - Susan Miller, Morgan Stanley",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Morgan Stanley"),
        ),
        (
            "How to count - Susan Miller (Acme), Robert Weaver (Initech)",
            CleanTitle(
                title="How to count", speakers=("Susan Miller", "Robert Weaver"), company="Acme; Initech"
            ),
        ),
        (
            "exampleCamp 2019 - Susan Miller - Counting",
            CleanTitle(title="Counting", speakers=("Susan Miller",)),
        ),
        (
            "How to count - Susan Miller & Robert Weaver - Deutsche Zahlen",
            CleanTitle(
                title="How to count", speakers=("Susan Miller", "Robert Weaver"), company="Deutsche Zahlen"
            ),
        ),
        (
            "How to count - Susan Miller, Acme; Or Rivner, Initech",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Or Rivner"), company="Acme; Initech"),
        ),
        ("A Fast - and small - counter", CleanTitle(title="A Fast - and small - counter")),
        ("如何計數 – 陳小明", CleanTitle(title="如何計數 – 陳小明")),
        ("Multi-cluster networking", CleanTitle(title="Multi-cluster networking")),
    ],
    "dash": [
        ("How to count — Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("How to count – the long way", CleanTitle(title="How to count – the long way")),
    ],
    "ellipsis": [
        (
            "How to count to high numbers on the fingers of one hand in bin... Susan Miller & Robert Weaver",
            CleanTitle(
                title="How to count to high numbers on the fingers of one hand in bin...",
                speakers=("Susan Miller", "Robert Weaver"),
                cut=True,
            ),
        )
    ],
    "parenthesis": [
        (
            "How to count (Susan Miller & Robert Weaver)",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Robert Weaver")),
        ),
        ("How to count (and why)", CleanTitle(title="How to count (and why)")),
        (
            "How to count (Susan Miller, Acme)",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme"),
        ),
    ],
    "quoted": [
        ('Susan Miller "How to count"', CleanTitle(title="How to count", speakers=("Susan Miller",))),
        (
            "Susan Miller, Acme «How to count»",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme"),
        ),
    ],
    "speaker first": [
        ("Susan Miller - How to count", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("Susan Miller: How to count", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("Susan Miller on how to count", CleanTitle(title="how to count", speakers=("Susan Miller",))),
        ("Ruby on old rails", CleanTitle(title="Ruby on old rails")),
        ("Machine Learning - How to count", CleanTitle(title="Machine Learning - How to count")),
        (
            "Susan Miller @ Example Unconf 2019: How to count",
            CleanTitle(title="How to count", speakers=("Susan Miller",)),
        ),
        ("Talk by Susan Miller: How to count", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        (
            "Lightning Talk 2: Susan Miller - How to count",
            CleanTitle(
                title="Lightning Talk 2: How to count", speakers=("Susan Miller",), tags=("lightning talk",)
            ),
        ),
    ],
    "comma": [
        ("How to count, Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("How to count, Apache Arrow", CleanTitle(title="How to count, Apache Arrow")),
    ],
    "speaker between": [
        (
            "SALTfolk - Susan Miller - How to count to 1",
            CleanTitle(title="How to count to 1", speakers=("Susan Miller",)),
        ),
        ("SALTfolk | Susan Miller | Count", CleanTitle(title="Count", speakers=("Susan Miller",))),
        ("Deep - Dive - Into", CleanTitle(title="Deep - Dive - Into")),
    ],
    "with": [
        (
            "Counting with Susan Miller: Podcast 12",
            CleanTitle(title="Counting with Susan Miller: Podcast 12", speakers=("Susan Miller",)),
        ),
        ("Counting with Apache Arrow", CleanTitle(title="Counting with Apache Arrow")),
    ],
    "name alone": [
        ("Susan Miller - ExampleConf 2019", CleanTitle(title="Susan Miller", speakers=("Susan Miller",))),
        ("Susan Miller Keynote", CleanTitle(title="Susan Miller Keynote")),
    ],
    "quotes": [
        ("“How to count”", CleanTitle(title="How to count")),
        ('"A" or "B"', CleanTitle(title='"A" or "B"')),
    ],
}
