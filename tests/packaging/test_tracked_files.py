"""What no tracked file may carry: paths of one machine, addresses of package registries."""

import re
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT, tracked_files

_PATTERNS = {
    "a home folder": re.compile(
        rb"/home/[a-z_][a-z0-9_-]*/|/Users/[A-Za-z][\w.-]*/|[A-Z]:\\Users\\|(?<![\w.])/root/"
    ),
    "a package index": re.compile(
        rb"--(?:extra-)?index-url|--find-links|pypi\.org/simple|PIP_(?:EXTRA_)?INDEX_URL"
    ),
    "a private address": re.compile(rb"https?://(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+"),
}
_THIS = Path(__file__).resolve()


def _findings(data: bytes) -> list[str]:
    return [f"{what}: {match.group()!r}" for what, p in _PATTERNS.items() if (match := p.search(data))]


@pytest.mark.parametrize(
    "data",
    [
        b"/ho" + b"me/anna/x",
        b"pip install --in" + b"dex-url x",
        b"/ro" + b"ot/.cache",
        b"http://10.0" + b".0.1/",
    ],
)
def test_the_patterns_find_what_they_are_for(data: bytes) -> None:
    assert _findings(data)


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    found = {
        str(path.relative_to(ROOT)): findings
        for path in tracked_files()
        if path != _THIS and (findings := _findings(path.read_bytes()))
    }
    assert found == {}


def test_the_folder_of_this_machine_is_nowhere() -> None:
    """Whatever the machine: the checkout's own absolute path stands in no tracked file."""
    here = str(ROOT).encode()
    if len(ROOT.parts) < 3:
        pytest.skip(f"the checkout's path {ROOT} is too short to tell from text")
    pattern = re.compile(re.escape(here) + rb"(?![\w.-])")
    assert [path for path in tracked_files() if pattern.search(path.read_bytes())] == []
