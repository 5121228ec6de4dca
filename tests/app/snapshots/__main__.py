"""`python -m tests.app.snapshots [FOLDER]`."""

import sys
from pathlib import Path

import tests.conftest  # the same environment as in the tests
from tests.app.snapshots import main

assert tests.conftest
main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
