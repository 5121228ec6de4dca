"""What can go wrong with a library, in the user's words."""


class LibraryError(Exception):
    """A log or the library cannot be read or written. Its text is one line: what, why, what to do."""


def reason(error: OSError) -> str:
    """The system's word for a failure, without number and path: "No space left on device"."""
    return error.strerror or str(error) or type(error).__name__
