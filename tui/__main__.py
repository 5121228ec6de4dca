"""The console script `talklog`, and `python -m tui`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from tui.starting import start

    status = start(sys.argv[1:])
    if status is None:
        from tui.commands.run import run

        status = run(sys.argv[1:])
    sys.exit(status)


if __name__ == "__main__":
    main()
