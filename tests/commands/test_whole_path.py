"""The main job, with the real command: a playlist becomes decisions, notes, a post, and a log again."""

from pathlib import Path

import pytest

from tests.commands.harness import POST, TALKS, Ended, done, playlist, refused, talklog, talklog_process
from tests.shared_files import needs_shared, shared


def fresh(tmp_path: Path, *arguments: str | Path, stdin: bytes = b"") -> Ended:
    """A command over another, empty library."""
    return talklog("--library", tmp_path / "fresh", *arguments, stdin=stdin)


def test_from_a_playlist_to_a_published_log_and_back(tmp_path: Path) -> None:
    source, post = tmp_path / "playlist.json", tmp_path / "post.md"
    source.write_bytes(playlist(TALKS))
    assert done(talklog_process("import", source, "--log", "tiny", "--json")).json["new"] == len(TALKS)
    done(talklog_process("keep", "tiny", "Where the Bytes Go", "--category", "Storage", "--create"))
    run = talklog
    done(run("keep", "tiny", "yt:bbbbbbbbbbU", "--category", "Storage / Queues", "--create"))
    done(run("keep", "tiny", "-ccccccccc4", "--category", "storage"))
    done(run("do", "nest", "tiny", "-ccccccccc4"))
    done(run("skip", "tiny", "yt:--dddddddd8", "yt:eeeeeeeeeeg"))
    done(run("maybe", "tiny", "yt:fffffffffgk"))
    done(run("note", "tiny", "Where the Bytes Go", "--text-file", "-", stdin=b"They go to *disk*.\n\n\n"))
    done(run("note", "tiny", "Where the Bytes Go", "--append", stdin=b"And some come back.\n"))
    assert done(run("note", "tiny", "Where the Bytes Go")).out == b"They go to *disk*.\nAnd some come back.\n"

    section = done(run("render", "tiny", "Storage")).text
    assert section.startswith("## Storage\n")
    assert section.index("Where the Bytes Go") < section.index("A Cache is a Promise")
    assert section.index("A Cache is a Promise") < section.index("Queues")

    dry = done(run("publish", "tiny", "--to", post, "--dry-run"))
    assert not post.exists()
    assert "+## Storage" in dry.text
    done(talklog_process("publish", "tiny", "--to", post))
    written = post.read_bytes()
    assert section in written.decode()
    assert done(run("export", "tiny")).out == written

    done(fresh(tmp_path, "import", post, "--log", "again"))
    assert done(fresh(tmp_path, "export", "again")).out == written
    talks = done(fresh(tmp_path, "list", "again", "--json")).json
    assert [talk["verdict"] for talk in talks] == ["done"] * 3
    by_key = {talk["keys"][0]: talk for talk in talks}
    keynote = by_key["yt:aaaaaaaaaa0"]
    assert by_key["yt:-ccccccccc4"]["parent"] == keynote["id"]
    assert {talk["category"] for talk in talks} == {"Storage", "Storage / Queues"}
    assert keynote["note"] == "They go to *disk*.\nAnd some come back."


def test_publishing_never_overwrites_an_edit(tmp_path: Path, tiny: str) -> None:
    post = tmp_path / "post.md"
    done(talklog("keep", tiny, "bytes", "--category", "Storage", "--create"))
    done(talklog("publish", tiny, "--to", post))
    post.write_bytes(post.read_bytes() + b"\nedited by hand\n")
    edited = post.read_bytes()
    done(talklog("note", tiny, "bytes", "--text-file", "-", stdin=b"new"))
    ended = talklog("publish", tiny)
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 2 and "changed" in ended.err
    assert "-edited by hand" in ended.text and "+new" in ended.text
    assert post.read_bytes() == edited
    assert "the log has “new”, the file “edited by hand”" in ended.err
    refused(talklog("publish", tiny, "--json"))
    done(talklog("publish", tiny, "--force"))
    assert b"edited by hand" not in post.read_bytes()
    done(talklog("undo", tiny))
    assert post.read_bytes() == edited


def test_edits_of_the_file_come_in_with_the_next_publishing(tmp_path: Path, tiny: str) -> None:
    post = tmp_path / "post.md"
    done(talklog("keep", tiny, "bytes", "--category", "Storage", "--create"))
    done(talklog("publish", tiny, "--to", post))
    post.write_bytes(post.read_bytes().replace(b"## Storage", b"## Where it lies") + b"edited by hand\n")
    edited = post.read_bytes()
    planned = done(talklog("publish", tiny, "--json", "--dry-run")).json
    assert planned["brought"] == "1 note, 1 title"
    assert "brought in what was edited there: 1 note, 1 title" in done(talklog("publish", tiny)).text
    assert post.read_bytes() == edited
    assert done(talklog("note", tiny, "bytes")).text == "edited by hand\n"
    done(talklog("note", tiny, "bytes", "--text-file", "-", stdin=b"mine"))
    post.write_bytes(edited.replace(b"by hand", b"again"))
    refused(talklog("publish", tiny, "--json"))
    done(talklog("publish", tiny, "--take", "both"))
    assert done(talklog("note", tiny, "bytes")).text == "mine\nedited again\n"
    assert post.read_bytes() == edited.replace(b"edited by hand", b"mine\nedited again")


def test_what_there_is_to_look_at_is_listed(tmp_path: Path, tiny: str) -> None:
    done(talklog("keep", tiny, "bytes", "--category", "Storage", "--create"))
    planned = talklog("publish", tiny, "--to", tmp_path / "post.md", "--dry-run")
    assert "is kept and has no note (leave kept talks out until they have a note)" in planned.err
    assert "1 thing to look at" in done(talklog("publish", tiny, "--to", tmp_path)).err
    assert (tmp_path / f"{tiny}.md").exists()


def test_a_dialect_of_config_toml(tmp_path: Path, tiny: str) -> None:
    settings = Path(done(talklog("config", "--path")).text.strip())
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        '[profiles.mine]\nfront = "yaml"\nfields = { title = "name" }\nconstants = { draft = true }\n'
    )
    assert done(talklog("export", tiny, "--profile", "mine")).text.startswith("---\nname: ")
    assert "draft = true" in done(talklog("config")).text
    assert talklog("export", tiny, "--profile", "yours").status == 2
    settings.write_text('[profiles.mine]\nfile = "../x.md"\n')
    assert "profiles" in refused(talklog("export", tiny, "--profile", "mine"))


def test_publishing_twice_changes_nothing(tmp_path: Path, tiny: str) -> None:
    post = tmp_path / "post.md"
    done(talklog("keep", tiny, "bytes", "--category", "Storage", "--create"))
    assert done(talklog("publish", tiny, "--to", post, "--json")).json["altered"] is True
    before = post.stat()
    again = done(talklog("publish", tiny, "--json")).json
    assert again["altered"] is False
    assert (post.stat().st_ino, post.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_publishing_to_a_file_that_is_there_already_is_refused(tmp_path: Path, tiny: str) -> None:
    post = tmp_path / "post.md"
    post.write_bytes(b"somebody's\n")
    ended = talklog("publish", tiny, "--to", post)
    assert ended.status == 1 and "already" in ended.err
    assert post.read_bytes() == b"somebody's\n"


def test_the_first_publishing_needs_a_file(tiny: str) -> None:
    assert "--to" in refused(talklog("publish", tiny))


@pytest.mark.parametrize(
    "text",
    [
        POST,
        POST.replace("\n", "\r\n"),
        POST.rstrip("\n"),
        "\ufeff" + POST,
        POST.replace("Thanks.", "Th\xe4nks \u2028 \x0c \x00 \x85 caf\udce9 odd\rline"),
        POST + "\n\n\n",
        "# Title\n\ntext\n",
    ],
)
def test_an_untouched_post_is_exported_byte_for_byte(tmp_path: Path, text: str) -> None:
    post = tmp_path / "post.md"
    data = text.encode("utf-8", "surrogateescape")
    post.write_bytes(data)
    done(talklog("import", post, "--log", "post", "--format", "markdown"))
    assert done(talklog("export", "post")).out == data
    output = tmp_path / "out.md"
    done(talklog("export", "post", "-o", output))
    assert output.read_bytes() == data


def test_a_post_comes_in_through_standard_input(tmp_path: Path) -> None:
    done(talklog_process("import", "-", "--log", "post", stdin=POST.encode()))
    assert done(talklog_process("export", "post")).out == POST.encode()


@needs_shared
@pytest.mark.parametrize("name", ["logs/chicago.md", "logs/la.md"])
def test_a_real_post_is_exported_byte_for_byte(name: str) -> None:
    done(talklog("import", shared(name), "--log", "real"))
    assert done(talklog("export", "real")).out == shared(name).read_bytes()
    assert {talk["verdict"] for talk in done(talklog("list", "real", "--json")).json} == {"done"}


@needs_shared
def test_a_real_playlist_comes_in_whole(tmp_path: Path) -> None:
    source = shared("samples/ytdlp/flat-playlist-342.jsonl")
    assert done(talklog("import", source, "--json")).json["new"] == 342
    again = done(talklog("import", source, "--json")).json
    assert (again["new"], again["created"]) == (0, False)
    (log,) = done(talklog("logs", "--json")).json
    assert log["counts"]["inbox"] == 342
