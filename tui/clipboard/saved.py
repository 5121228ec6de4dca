"""The file that keeps the text where no clipboard could be reached."""

import os
import tempfile
from pathlib import Path

FILE_NAME = "copied.md"
"""One name, so that it can be typed; a newer text replaces it, as on a clipboard."""


def save(text: str, folder: Path) -> Path:
    """Write the text, its bytes unchanged, to `FILE_NAME` in the folder; readable by the user only.

    Raises OSError. The folder is made where it is missing. The file is replaced, never written through: a
    symbolic link of that name leads nowhere.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(prefix=".copied-", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_bytes_of(text))
        return temporary.replace(folder / FILE_NAME)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _bytes_of(text: str) -> bytes:
    """The text's bytes; undecodable ones come back as they were, other lone surrogates as three bytes."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
