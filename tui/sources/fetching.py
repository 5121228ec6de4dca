"""The bytes behind a URL: http and https only, redirected only to such, bounded in size and in time."""

import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit, urlunsplit

from tui.domain.text import visible
from tui.sources.loading import LARGEST, checked_size
from tui.sources.record import SourceCancelled, SourceError

_TIMEOUT = 20.0
_CHUNK = 65_536
_PLAIN = "/%:@!$&'()*+,;=~-._?[]"


def _ascii(url: str) -> str:
    """The URL as it goes over the wire: its host in IDNA, all else percent-encoded where it is not ASCII."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        netloc += f":{parts.port}"
    return urlunsplit(
        (parts.scheme, netloc, quote(parts.path or "/", safe=_PLAIN), quote(parts.query, safe=_PLAIN), "")
    )


def fetch(
    url: str, *, cancelled: Callable[[], bool] | None = None, limit: int = LARGEST, longest: float = 300.0
) -> bytes:
    """Reads a page of at most `limit` bytes within `longest` seconds.

    The URL must have passed `read_url`. Raises SourceError, one line: what failed and why; SourceCancelled.
    """
    # Imported here: a command that reads no URL does not pay for it.
    import http.client
    import urllib.error
    import urllib.request

    opener = urllib.request.OpenerDirector()
    # Handlers of http only: a redirect to ftp:, file: or data: finds nobody.
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    shown = visible(url)
    request = urllib.request.Request(_ascii(url), headers={"User-Agent": "talklog", "Accept": "*/*"})
    received, began = bytearray(), time.monotonic()
    try:
        with opener.open(request, timeout=_TIMEOUT) as answer:
            while chunk := answer.read1(_CHUNK):
                if cancelled is not None and cancelled():
                    raise SourceCancelled("the import was stopped; nothing was imported")
                if time.monotonic() - began > longest:
                    raise SourceError(f"{shown} sends too slowly: stopped after {longest:.0f} s")
                received += chunk
                if len(received) > limit:
                    break
            missing = answer.length
    except urllib.error.HTTPError as error:
        error.close()
        why = {404: "there is no such page", 403: "access is refused", 410: "it is gone"}
        raise SourceError(
            f"{shown} cannot be read: HTTP {error.code}, {why.get(error.code, visible(error.reason))}"
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise SourceError(
            f"{shown} cannot be read: {visible(str(getattr(error, 'reason', error)))}; check the network"
        ) from None
    if missing and len(received) <= limit:
        raise SourceError(f"{shown} broke off after {len(received):,} bytes: try again")
    return checked_size(bytes(received), shown, limit)
