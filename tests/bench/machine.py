"""What a table of figures was measured on."""

import os
import platform
import sys
from importlib.metadata import version


def environment() -> str:
    """One line: processors, load, versions."""
    load = os.getloadavg()[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "orjson", "msgspec"))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} before; "
        f"Python {sys.version.split()[0]}, {libraries}"
    )
