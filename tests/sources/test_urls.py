"""Every form of a YouTube link is one talk; hostile schemes are no links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources import key_of_url, read_url, safe_url
from tui.sources.urls import seconds_of_clock

ID = "-Zab_12cdEF"
WATCH = f"https://www.youtube.com/watch?v={ID}"

FORMS = [
    WATCH,
    f"http://youtube.com/watch?v={ID}",
    f"HTTPS://WWW.YouTube.com/watch?v={ID}",
    f"https://youtu.be/{ID}",
    f"https://youtu.be/{ID}?si=abcdefgh",
    f"https://www.youtube.com/watch?list=PLabcdefghij&v={ID}&index=7",
    f"https://www.youtube.com/watch?v={ID}&feature=youtu.be&utm_source=x&pp=ygU&ab_channel=Some",
    f"https://www.youtube.com/shorts/{ID}",
    f"https://www.youtube.com/live/{ID}?feature=share",
    f"https://www.youtube.com/embed/{ID}?start=12",
    f"https://www.youtube-nocookie.com/embed/{ID}",
    f"https://www.youtube.com/v/{ID}",
    f"https://m.youtube.com/watch?v={ID}",
    f"https://music.youtube.com/watch?v={ID}&list=RDAMVM",
    f"https://www.youtube.com/watch/{ID}",
    f"https://www.youtube.com/watch?v={ID}index=8",
    f"https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D{ID}%26feature%3Dshare",
    f"https://www.youtube.com/watch?v={ID.replace('_', chr(92) + '_')}",
    f"({WATCH})",
    f"<{WATCH}>",
    f"{WATCH}.",
    f"{WATCH}),",
    f"  {WATCH}\n",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_youtube_link_is_the_same_video(form: str) -> None:
    link = read_url(form)
    assert link is not None
    assert (link.kind, link.key, link.url) == ("video", f"yt:{ID}", WATCH)


@pytest.mark.parametrize(
    ("form", "offset"),
    [
        (f"{WATCH}&t=90", 90),
        (f"{WATCH}&t=90s", 90),
        (f"{WATCH}&t=3h33m23s", 12803),
        (f"https://youtu.be/{ID}?t=7047", 7047),
        (f"https://www.youtube.com/embed/{ID}?start=12", 12),
        (f"{WATCH}&time_continue=5", 5),
        (f"{WATCH}#t=1m", 60),
        (WATCH, None),
        (f"{WATCH}&t=soon", None),
    ],
)
def test_the_offset_is_data(form: str, offset: int | None) -> None:
    link = read_url(form)
    assert link is not None and link.key == f"yt:{ID}"
    assert link.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org/x",
        "--exec=x",
        "-o",
        "",
        "https://",
        "http:///nowhere",
        "https://exa mple.org/",
        "https://example.org/\x1b[2J",
        "https://example.org/\ud800",
        "https://[::1",
        "https://example.org:port/",
        "/watch?v=" + ID,
        "https://example.org/" + "a" * 9000,
    ],
)
def test_what_is_no_http_link_is_nothing(text: str) -> None:
    assert read_url(text) is None
    assert key_of_url(text) is None
    assert safe_url(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("https://www.youtube.com/playlist?list=PLabcdefghij&si=x", "playlist", "yt:PLabcdefghij"),
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos",
            "channel",
            "yt:UCabcdefghijklmnopqrstuv",
        ),
        ("https://www.youtube.com/@SomeConf/streams", "channel", "yt:@someconf"),
        ("https://www.youtube.com/c/SomeConf", "channel", "url:https://youtube.com/c/SomeConf"),
        ("https://www.youtube.com/user/SomeConf", "channel", "url:https://youtube.com/user/SomeConf"),
        (
            "https://www.youtube.com/watch?v=twelvechars1",
            "page",
            "url:https://youtube.com/watch?v=twelvechars1",
        ),
        (
            "https://www.youtube.com@evil.example/watch?v=" + ID,
            "page",
            f"url:https://evil.example/watch?v={ID}",
        ),
        (
            "https://youtube.com.evil.example/watch?v=" + ID,
            "page",
            f"url:https://youtube.com.evil.example/watch?v={ID}",
        ),
    ],
)
def test_other_links_say_what_they_lead_to(text: str, kind: str, key: str) -> None:
    link = read_url(text)
    assert link is not None
    assert (link.kind, link.key) == (kind, key)


def test_a_page_has_one_key_whatever_is_tracked() -> None:
    forms = [
        "https://media.example.org/v/talk-1",
        "http://www.media.example.org/v/talk-1/",
        "https://media.example.org:443/v/talk-1?utm_source=x&utm_medium=y",
        "https://MEDIA.example.org/v/talk-1#top",
    ]
    assert {key_of_url(form) for form in forms} == {"url:https://media.example.org/v/talk-1"}
    assert key_of_url("https://media.example.org/v/talk-1?id=2") != key_of_url(forms[0])
    assert safe_url(forms[1]) == forms[1]


@pytest.mark.parametrize(
    ("text", "seconds"), [("0", 0), ("1h", 3600), ("2m5s", 125), ("", None), ("x", None)]
)
def test_a_clock_is_read(text: str, seconds: int | None) -> None:
    assert seconds_of_clock(text) == seconds


@given(
    st.text(max_size=60),
    st.sampled_from(["", "https://", "https://youtu.be/", "https://www.youtube.com/watch?v="]),
)
def test_any_text_is_a_safe_link_or_none(text: str, start: str) -> None:
    link = read_url(start + text)
    if link is not None:
        assert link.url.lower().startswith(("http://", "https://"))
        assert link.key.isprintable()
        again = read_url(link.url)
        assert again is not None and again.key == link.key
