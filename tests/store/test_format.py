"""The format is what its page says, every version's fixture can be read, and other tools can read it too."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tui.domain.info import LogInfo, Publication
from tui.domain.section import Category, Prose, Talk, Verdict, Watch
from tui.domain.source import Source
from tui.store import Library, LibraryError, migrations
from tui.store.migrations import Documents

FIXTURES = Path(__file__).parent / "formats"
PAGE = Path(__file__).resolve().parents[2] / "tui" / "docs" / "format.md"
needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed: NOT TRIED with it")


def fixture(version: str, tmp_path: Path) -> Library:
    """A copy of a version's fixture."""
    shutil.copytree(FIXTURES / version, tmp_path / "library")
    return Library(tmp_path / "library")


def lines_of(library: Library) -> list[str]:
    """The snapshot, written anew."""
    store = library.open("harbour")
    store.snapshot()
    store.close()
    return library.path("harbour").read_text(encoding="utf-8").splitlines()


def test_there_is_a_fixture_of_every_version() -> None:
    versions = {path.name for path in FIXTURES.iterdir()}
    assert versions == {str(version) for version in range(1, migrations.FORMAT + 1)}


@pytest.mark.parametrize("version", sorted(path.name for path in FIXTURES.iterdir()))
def test_a_fixture_is_read_as_it_was_written(version: str, tmp_path: Path) -> None:
    library = fixture(version, tmp_path)
    store = library.open("harbour")
    log = store.load()
    assert (log.info.title, log.info.date) == ("Harbour Days 2024", "2024-05-01")
    assert log.info.published is not None and log.info.published.path == "/srv/site/harbour.md"
    knots = log.talk("yt:harbour0001")
    assert knots.note.startswith("The bowline is") and knots.note.count("A bowline") == 11
    assert (knots.verdict, knots.watch, knots.rating) == (Verdict.KEPT, Watch.WATCHED, 2)
    assert log.path_of(log.category(knots.parent or "")) == "Ropes"
    assert log.talk("yt:harbour0002").title == "[Tide] Tables, caf\udce9 and \x1b[31m"
    assert log.talk("yt:harbour0003").verdict is Verdict.INBOX
    assert log.sources["src1"].key == "yt:PLharbour"
    labels = [record.change.label for record in store.backwards()]
    assert labels[-1] == "Create the log “Harbour Days 2024”" and labels[1] == "Undo: Skip “Lights Out”"
    store.close()
    assert not [finding for finding in library.examine("harbour") if finding.kind != "permissions"]


@pytest.mark.parametrize("version", sorted(path.name for path in FIXTURES.iterdir()))
def test_a_fixture_goes_through_every_migration(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that does not exist yet: what stands in its way shows today."""

    def next_one(documents: Documents) -> Documents:
        sections = {name: {**fields, "tags": ["migrated"]} for name, fields in documents["sections"].items()}
        return {**documents, "sections": {n: f for n, f in sections.items() if f["kind"] == "talk"}}

    library = fixture(version, tmp_path)
    monkeypatch.setitem(migrations.MIGRATIONS, migrations.FORMAT, next_one)
    monkeypatch.setattr(migrations, "FORMAT", migrations.FORMAT + 1)
    store = library.open("harbour")
    assert {section.tags for section in store.load().sections.values()} == {("migrated",)}  # type: ignore[union-attr]
    store.close()
    [backup] = library.backups("harbour")
    assert backup.why == "migration"
    monkeypatch.undo()
    assert "Ropes" in {
        section.title for section in library.backup_value("harbour", backup.seq).sections.values()
    }
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(LibraryError, match="newer talklog"):
        library.open("harbour")
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_the_page_names_every_field_and_no_other() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for title, structs in (
        ("Table `log`", [LogInfo]),
        ("Table `sections`", [Talk, Category, Prose]),
        ("Table `sources`", [Source]),
    ):
        part = page[page.index(f"## {title}") :].split("\n## ")[0]
        named = set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))
        fields = {name for struct in structs for name in struct.__struct_fields__} - {"id"}
        assert named - {"kind"} == fields - {"kind"}, title
    for name in Publication.__struct_fields__:
        assert f"`{name}`" in page
    assert f"**{migrations.FORMAT}** today" in page


def test_a_snapshot_has_sorted_keys_and_one_value_a_line(tmp_path: Path) -> None:
    lines = lines_of(fixture("1", tmp_path))
    stored = json.loads("\n".join(lines))
    assert "\n".join(lines) == json.dumps(stored, indent=2, sort_keys=True, ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )
    one_value = re.compile(
        r'\s*("(\\.|[^"\\])*": )?("(\\.|[^"\\])*"|[-\d.e+]+|true|false|null|[\[{][\]}]?),?'
    )
    assert all(one_value.fullmatch(line) or re.fullmatch(r"\s*[\]}],?", line) for line in lines)


@needs_jq
def test_jq_reads_snapshot_and_journal(tmp_path: Path) -> None:
    library = fixture("1", tmp_path)
    lines_of(library)
    kept = '.tables.sections[] | select(.kind == "talk" and .verdict == "kept") | .title'
    assert run(["jq", "-r", kept, str(library.path("harbour"))]) == "Knots for Everyone\n"
    page = PAGE.read_text(encoding="utf-8")
    block = page[page.index("## With other tools") :].split("```")[1]
    for command in block.strip().splitlines():
        shown = run(["sh", "-c", command.replace("SLUG", "harbour")], tmp_path / "library")
        assert shown or "skipped" in command, command
    journal = block.strip().splitlines()[-1].replace("SLUG", "harbour")
    assert "2024-05-06T08:00:00Z  Skip “Lights Out”" in run(["sh", "-c", journal], tmp_path / "library")


def test_grep_finds_titles_and_verdicts(tmp_path: Path) -> None:
    library = fixture("1", tmp_path)
    lines_of(library)
    found = run(["grep", "-c", '"verdict": "kept"', str(library.path("harbour"))])
    assert found == "1\n"
    assert "caf%E9" in run(["grep", "Tide", str(library.path("harbour"))])


def run(command: list[str], cwd: Path | None = None) -> str:
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd).stdout
