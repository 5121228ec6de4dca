from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.player import PlayerError, PlayerSettings, player_command, web_url

URL = "https://www.youtube.com/watch?v=-demo-057-x"

BAD_URLS = [
    "",
    "-demo-057-x",
    "--script=/tmp/x.lua",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ytdl://x",
    "edl://x",
    "//host/x",
    "http://",
    "http:x",
    "https:///x",
    "http://a b/",
    "http://a/\nX",
    "\thttp://a/",
    " http://a/",
    "http://a/\x1b]0;x\x07",
    "http://a/\x00",
    "http://a/\u2028x",
    "http://a/\udcff",
    "http://[::1/",
]


@pytest.mark.parametrize("url", BAD_URLS)
def test_what_is_no_web_link_is_refused_in_one_harmless_line(url: str) -> None:
    with pytest.raises(PlayerError) as refused:
        web_url(url)
    line = str(refused.value)
    assert line and not any(ord(character) < 32 or ord(character) == 127 for character in line)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (URL, URL),
        ("HTTP://Example.org/a%20b?x=1&t=90s#t=3", "HTTP://Example.org/a%20b?x=1&t=90s#t=3"),
        ('http://a/"`<>\\^{|}', "http://a/%22%60%3C%3E%5C%5E%7B%7C%7D"),
        ("http://a/vortrag-ü", "http://a/vortrag-%C3%BC"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_a_link_is_handed_on_as_a_uri(url: str, safe: str) -> None:
    assert web_url(url) == safe


@given(st.one_of(st.text(), st.text().map("http://a/".__add__), st.text().map("https://".__add__)))
def test_whatever_is_handed_on_is_a_plain_web_uri(url: str) -> None:
    try:
        safe = web_url(url)
    except PlayerError:
        return
    assert safe.lower().startswith(("http://", "https://"))
    assert safe.isascii() and safe.isprintable() and not set(safe) & set(' "<>\\^`{|}')


def test_mpv_at_double_speed_with_the_link_after_the_options() -> None:
    command = player_command(URL, PlayerSettings())
    assert command[0] == "mpv" and "--speed=2.0" in command
    assert command[-2:] == ["--", URL]


def test_the_socket_and_the_start() -> None:
    command = player_command(URL, PlayerSettings(speed=1.5), ipc_socket=Path("/run/x/mpv-1"), start=61.5)
    assert {"--speed=1.5", "--input-ipc-server=/run/x/mpv-1", "--start=61.500"} < set(command)
    assert command[-2:] == ["--", URL]


@pytest.mark.parametrize(
    ("configured", "command"),
    [
        (("vlc", "--rate", "2", "{url}"), ["vlc", "--rate", "2", URL]),
        (("vlc", "--url={url}", "-x"), ["vlc", f"--url={URL}", "-x"]),
        (("/opt/my player/run",), ["/opt/my player/run", URL]),
        (("sh", "-c", 'exec vlc "$1"', "sh", "{url}"), ["sh", "-c", 'exec vlc "$1"', "sh", URL]),
        (("/usr/bin/mpv", "{url}"), ["/usr/bin/mpv", "--input-ipc-server=/s", URL]),
        (("mpv", "--input-ipc-server=/mine", "{url}"), ["mpv", "--input-ipc-server=/mine", URL]),
    ],
)
def test_a_configured_player(configured: tuple[str, ...], command: list[str]) -> None:
    assert player_command(URL, PlayerSettings(command=configured), ipc_socket=Path("/s")) == command


@pytest.mark.parametrize(
    "configured", [("sh", "-c", "vlc {url}"), ("/bin/bash", "-c", "x={url}"), ("{url}",), ("",)]
)
def test_a_configured_player_that_would_run_the_link_is_refused(configured: tuple[str, ...]) -> None:
    with pytest.raises(PlayerError, match="configured player"):
        player_command("https://a/$(reboot)", PlayerSettings(command=configured))
