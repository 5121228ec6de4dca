"""Stands in for a site that cannot be asked in a test: prints what yt-dlp printed for it.

The one argument before yt-dlp's own names a JSON file: `lines` to print, `errors` for standard error, the
exit `status`, `pause` seconds before each line, whether to `hang` at the end, where to note the `arguments`.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> int:
    script = json.loads(Path(sys.argv[1]).read_text())
    Path(script["arguments"]).write_text(
        json.dumps({"argv": sys.argv[2:], "cwd": str(Path.cwd()), "pid": os.getpid()})
    )
    items = next((one for one in sys.argv if one.startswith("--playlist-items=")), "=1:")
    first = int(items.partition("=")[2].rstrip(":"))
    for line in script["lines"][first - 1 : script.get("stop")]:
        time.sleep(script.get("pause", 0))
        print(line, flush=True)
    sys.stderr.write(script.get("errors", ""))
    sys.stderr.flush()
    if "ending" in script:
        print(script["ending"], flush=True)
    while script.get("hang"):
        time.sleep(1)
    return int(script.get("status", 0))


if __name__ == "__main__":
    sys.exit(main())
