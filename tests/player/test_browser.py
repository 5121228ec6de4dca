import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.player.conftest import write_program
from tui.player import End, open_in_browser
from tui.player.browser import browser_command, browser_commands

URL = "https://example.org/a%20b?v=-x&n=%s%%c"


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        ("firefox", ["firefox", URL]),
        ("firefox -P work", ["firefox", "-P", "work", URL]),
        ("firefox %s &", ["firefox", URL]),
        ("chromium --app=%s --x", ["chromium", f"--app={URL}", "--x"]),
        ("'/opt/my browser' %s", ["/opt/my browser", URL]),
        ("run 50%% %c %s", ["run", "50%", ":", URL]),
        ("run %%s", ["run", "%s", URL]),
        ("", []),
        ("  ", []),
        ("&", []),
        ("firefox 'unclosed", []),
    ],
)
def test_an_entry_of_browser(entry: str, command: list[str]) -> None:
    assert browser_command(entry, URL) == command


@given(st.text(st.sampled_from("ab%sc '\"\\&$;")))
def test_the_link_is_always_in_one_argument_and_whole(entry: str) -> None:
    command = browser_command(entry, URL)
    assert not command or any(URL in word for word in command)


def test_the_order_of_the_commands() -> None:
    env = {"BROWSER": os.pathsep.join(["one %s", "", "two"]), "DISPLAY": ":0"}
    assert [command[0] for command in browser_commands("http://a/", env)][:2] == ["one", "two"]
    assert len(browser_commands("http://a/", env)) > 2


def test_the_link_arrives_as_one_argument(tmp_path: Path) -> None:
    told = tmp_path / "told"
    browser = write_program(
        tmp_path / "my browser", f'printf "%s\\n" "$@" > {tmp_path}/part; mv {tmp_path}/part {told}'
    )
    env = {"PATH": os.environ["PATH"], "BROWSER": f"/nowhere/x:'{browser}' --new-tab %s"}
    outcome = open_in_browser("https://a/$(reboot);x?v=-Z&t=1 2".replace(" ", "%20"), env=env)
    assert outcome.ok and outcome.line == "Opening in the browser by my browser"
    assert outcome.running is not None and outcome.running.wait(10) == End(0, "")
    assert told.read_text() == "--new-tab\nhttps://a/$(reboot);x?v=-Z&t=1%202\n"


def test_it_does_not_wait_and_tells_a_failure_later(tmp_path: Path) -> None:
    browser = write_program(tmp_path / "slow", "sleep 0.5; echo no profile >&2; exit 3")
    ends: list[End] = []
    begin = time.monotonic()
    env = {"PATH": os.environ["PATH"], "BROWSER": str(browser)}
    outcome = open_in_browser("http://a/", on_end=ends.append, env=env)
    assert time.monotonic() - begin < 0.4 and outcome.running is not None
    assert outcome.running.poll() is None
    end = outcome.running.wait(10)
    assert end == End(3, f"{browser} ended with status 3: no profile")


def test_text_browsers_do_not_draw_over_the_screen(tmp_path: Path) -> None:
    write_program(tmp_path / "w3m", "echo drawn")
    outcome = open_in_browser("http://a/", env={"PATH": str(tmp_path), "BROWSER": "w3m"})
    assert outcome.line == "No browser could be opened (w3m needs a terminal of its own): http://a/"


def test_without_a_browser_the_link_is_told() -> None:
    outcome = open_in_browser("http://a/talk", env={"PATH": "/nowhere", "BROWSER": ""})
    assert not outcome.ok and outcome.line.endswith(": http://a/talk")
    missing = open_in_browser("http://a/", env={"PATH": "/nowhere", "BROWSER": "gone"})
    assert "gone was not found" in missing.line


@pytest.mark.parametrize("url", ["file:///etc/passwd", "-new-tab", "javascript:x", "http://a/\n"])
def test_other_links_open_nothing(tmp_path: Path, url: str) -> None:
    browser = write_program(tmp_path / "browser", f"touch {tmp_path}/ran")
    outcome = open_in_browser(url, env={"PATH": os.environ["PATH"], "BROWSER": str(browser)})
    assert not outcome.ok and "\n" not in outcome.line
    time.sleep(0.1)
    assert not (tmp_path / "ran").exists()
